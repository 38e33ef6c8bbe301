"""Bundles 一件事 and the papers of a service, as a definition states them.

Owns the shape of a part (one item among those that one application joins) and of a paper that a definition words
itself. Refuses nothing: that no output of one part is asked as input of another is proved in
:mod:`portal.domain.proofs`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from portal.domain.conditions import Condition
    from portal.domain.texts import Text


@dataclass(frozen=True, slots=True)
class Part:
    """One item of a bundle: chosen when ``when`` holds, finished when its ``steps`` are.

    ``materials`` are the ids this part needs; a material that several parts need is asked once, and only when one of
    them is chosen. ``gives`` are outputs (ids of results and papers), ``needs`` are outputs of other parts that reach
    this one by themselves. ``alone`` is the number of materials that the item asks for when applied for on its own.
    """

    id: str
    name: Text
    steps: tuple[str, ...]
    when: Condition | None = None
    materials: tuple[str, ...] = ()
    gives: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    alone: int = 0


class PaperMoment(StrEnum):
    """What makes a paper of the definition."""

    FILED = "filed"
    ACCEPTED = "accepted"
    STEP_OPENED = "step_opened"
    STEP_PASSED = "step_passed"
    GRANTED = "granted"
    REFUSED = "refused"


class PaperLayout(StrEnum):
    """How a paper looks."""

    LETTER = "letter"  # an official letter 公文: heading, paragraphs, agency and date
    CERTIFICATE = "certificate"  # a licence 证照: framed, with a table of what it certifies
    COMMITMENT = "commitment"  # a declaration 承诺书 signed by the applicant's side
    ANNOUNCEMENT = "announcement"  # a public announcement 公告: a letter to nobody in particular


@dataclass(frozen=True, slots=True)
class PaperRow:
    """One line of the table of a paper: what it is called, and the answer or result that it shows.

    It stands there only when ``when`` holds; certificates name one thing by the words of each kind of enterprise.
    """

    label: Text
    field: str
    text: Text | None = None  # with placeholders, instead of the bare answer; shown when ``field`` is known
    when: Condition | None = None


@dataclass(frozen=True, slots=True)
class ServicePaper:
    """A document that this service issues beside the ordinary ones, worded in the definition.

    A paragraph may hold ``{id}`` of a question, form field or result, and ``{case_no}``, ``{applicant}``, ``{today}``.
    ``step`` is needed for STEP_OPENED and STEP_PASSED; its department signs, else the one in charge.
    """

    id: str
    title: Text
    at: PaperMoment
    layout: PaperLayout
    paragraphs: tuple[Text, ...]
    step: str | None = None
    rows: tuple[PaperRow, ...] = ()
    when: Condition | None = None
    abbreviation: Text | None = None  # of its document number, e.g. 登
