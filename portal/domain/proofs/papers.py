"""Proofs about the papers of a definition: they are made at a moment that exists and show what is known then.

Owns the closed list of placeholders together with :mod:`portal.domain.documents.shown`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.domain.documents.acts import all_number_words
from portal.domain.documents.shown import ALWAYS_KNOWN, placeholders
from portal.domain.proofs.moments import AT_A_STEP, results_known
from portal.domain.proofs.problem import asked, problem, results

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from portal.domain.bundles import ServicePaper
    from portal.domain.proofs.problem import Place, Problem
    from portal.domain.workflow import Service


def papers_have_a_moment(service: Service, _: Collection[str]) -> Iterator[Problem]:
    """A paper of a step names a step that exists, every other paper none; no number word stands for two things."""
    steps = tuple(step.id for step in service.steps)
    seen: set[str] = set()
    for number, paper in enumerate(service.papers):
        place: Place = ("papers", number)
        if paper.id in seen:
            yield problem("DUPLICATE-ID", (*place, "id"), id=paper.id)
        seen.add(paper.id)
        if paper.at in AT_A_STEP and paper.step is None:
            yield problem("PAPER-STEP", (*place, "at"), reason="missing", id=paper.id, at=str(paper.at))
        elif paper.at not in AT_A_STEP and paper.step is not None:
            yield problem("PAPER-STEP", (*place, "step"), reason="senseless", id=paper.id, at=str(paper.at))
        elif paper.step is not None and paper.step not in steps:
            yield problem("UNKNOWN-STEP", (*place, "step"), id=paper.step, known=steps)
        word = paper.abbreviation.zh if paper.abbreviation else ""
        if word in all_number_words():
            yield problem("PAPER-NUMBER", (*place, "abbreviation"), id=paper.id, word=word)


def papers_show_what_is_known(service: Service, _: Collection[str]) -> Iterator[Problem]:
    """Placeholders and rows name answers, or results that are entered before the paper is made."""
    answers = frozenset(one.field.id for one in asked(service))
    entered = frozenset(one.id for _, one in results(service))
    for number, paper in enumerate(service.papers):
        known = answers | results_known(service, paper)
        for place, name in _named(paper, ("papers", number)):
            if name in known | ALWAYS_KNOWN:
                continue
            if name in entered:
                yield problem("PAPER-EARLY", place, id=name, paper=paper.id)
            else:
                yield problem("PAPER-FIELD", place, id=name, known=tuple(sorted(known)))


def decisions_say_what_is_known(service: Service, _: Collection[str]) -> Iterator[Problem]:
    """The notes of the decision name answers or results; whatever was entered is known by then."""
    known = frozenset(one.field.id for one in asked(service)) | frozenset(one.id for _, one in results(service))
    for number, note in enumerate(service.decision_words.notes):
        for name in sorted(placeholders(note) - known - ALWAYS_KNOWN):
            yield problem("PAPER-FIELD", ("decision_words", "notes", number), id=name, known=tuple(sorted(known)))


def _named(paper: ServicePaper, place: Place) -> Iterator[tuple[Place, str]]:
    for number, paragraph in enumerate(paper.paragraphs):
        for name in sorted(placeholders(paragraph)):
            yield (*place, "paragraphs", number), name
    for number, row in enumerate(paper.rows):
        yield (*place, "rows", number, "field"), row.field
        for name in sorted(placeholders(row.text)) if row.text else ():
            yield (*place, "rows", number, "text"), name
