"""The kinds of parts: how one is named and known again, and what its coming or going means.

Owns one description a kind. Parts of a list are the same part when their ids are; a part without an id is known by its
words or its condition. A part that a definition has once or not at all has no name of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from portal.domain.differences import aspects
from portal.domain.differences.change import Part, Touched
from portal.domain.materials import Acquisition, Necessity

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from portal.domain.differences.aspects import Aspect
    from portal.domain.texts import Text


def _never(_part: Any) -> bool:
    return False


def _always(_part: Any) -> bool:
    return True


def _by_id(part: Any) -> str:
    return str(part.id)


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of part. ``inside`` are the lists it holds, ``singles`` what it has once or not at all, by attribute."""

    part: Part
    aspects: Mapping[str, Aspect]
    touches: frozenset[Touched]
    name: Callable[[Any], Text | None]
    key: Callable[[Any], str] = _by_id
    harder_when_added: Callable[[Any], bool] = _never
    harder_when_removed: Callable[[Any], bool] = _never
    inside: tuple[tuple[str, Kind], ...] = ()
    singles: tuple[tuple[str, Kind], ...] = ()


def _must_be_handed_in(material: Any) -> bool:
    return material.acquisition is Acquisition.UPLOAD and material.necessity is not Necessity.OPTIONAL


def _must_be_answered(field: Any) -> bool:
    return bool(field.required)


def _label(part: Any) -> Text:
    text: Text = part.label
    return text


def _title(part: Any) -> Text:
    text: Text = part.title
    return text


def _name(part: Any) -> Text:
    text: Text = part.name
    return text


def _text(part: Any) -> Text:
    text: Text = part.text
    return text


def _nameless(_part: Any) -> None:
    return None


def _by_condition(part: Any) -> str:
    return repr(part.when)


def _single(part: Part, table: Mapping[str, Aspect], **more: Any) -> Kind:
    """A part that a definition has once or not at all; it touches whom any of its keys touches."""
    touches = frozenset[Touched]().union(*(one.touches for one in table.values()))
    return Kind(part, table, touches, _nameless, **more)


OPTION: Final = Kind(Part.OPTION, aspects.OPTION, aspects.APPLICANT, _label, harder_when_removed=_always)
COLUMN: Final = Kind(
    Part.COLUMN,
    aspects.FIELD,
    aspects.APPLICANT,
    _label,
    harder_when_added=_must_be_answered,
    inside=(("options", OPTION),),
)
FIELD: Final = Kind(
    Part.FIELD,
    aspects.FIELD,
    aspects.APPLICANT,
    _label,
    harder_when_added=_must_be_answered,
    inside=(("options", OPTION), ("columns", COLUMN)),
)
QUESTION: Final = Kind(
    Part.QUESTION,
    aspects.FIELD,
    aspects.APPLICANT,
    _label,
    harder_when_added=_must_be_answered,
    inside=(("options", OPTION), ("columns", COLUMN)),
)
RULE: Final = Kind(
    Part.RULE,
    aspects.RULE,
    aspects.APPLICANT,
    lambda rule: rule.article,
    key=lambda rule: f"{rule.kind}/{rule.at}",
    harder_when_added=_always,
)
PAGE: Final = Kind(Part.PAGE, aspects.PAGE, aspects.APPLICANT, _title, inside=(("rules", RULE),))
SECTION: Final = Kind(Part.SECTION, aspects.SECTION, aspects.APPLICANT, _title)
MATERIAL_CHECK: Final = Kind(Part.MATERIAL_CHECK, aspects.CHECK, aspects.WINDOW, _text)
OBTAIN: Final = _single(Part.OBTAIN, aspects.OBTAIN, harder_when_removed=_always)
MATERIAL: Final = Kind(
    Part.MATERIAL,
    aspects.MATERIAL,
    aspects.AT_THE_WINDOW,
    _name,
    harder_when_added=_must_be_handed_in,
    inside=(("checks", MATERIAL_CHECK),),
    singles=(("obtain", OBTAIN),),
)
STEP_CHECK: Final = Kind(Part.STEP_CHECK, aspects.STEP_CHECK, aspects.DEPARTMENT, _text)
STEP_OPTION: Final = Kind(Part.OPTION, aspects.RESULT_OPTION, aspects.DEPARTMENT, _label)
RESULT: Final = Kind(Part.RESULT, aspects.RESULT, aspects.DEPARTMENT, _label, inside=(("options", STEP_OPTION),))
SPECIAL_LIMIT: Final = Kind(Part.SPECIAL_LIMIT, aspects.SPECIAL_LIMIT, aspects.BOTH_SIDES, _nameless, key=_by_condition)
NOT_BEFORE: Final = _single(Part.NOT_BEFORE, aspects.NOT_BEFORE, harder_when_added=_always)
STEP: Final = Kind(
    Part.STEP,
    aspects.STEP,
    aspects.BOTH_SIDES,
    _name,
    harder_when_added=_always,
    inside=(("checks", STEP_CHECK), ("results", RESULT), ("limits", SPECIAL_LIMIT)),
    singles=(("not_before", NOT_BEFORE),),
)
PROCEDURE: Final = Kind(Part.PROCEDURE, aspects.PROCEDURE, aspects.BOTH_SIDES, _name, harder_when_added=_always)
FAQ: Final = Kind(
    Part.FAQ, aspects.FAQ, aspects.APPLICANT, lambda one: one.question, key=lambda one: str(one.question.zh)
)
EXTENSION: Final = _single(Part.EXTENSION, aspects.EXTENSION, harder_when_added=_always)
SUPERIOR: Final = _single(Part.SUPERIOR, aspects.SUPERIOR, harder_when_added=_always)
TOLERANCE: Final = _single(Part.TOLERANCE, aspects.TOLERANCE, harder_when_removed=_always)
COMMITMENT: Final = _single(Part.COMMITMENT, aspects.COMMITMENT, harder_when_removed=_always)
DECISION_WORDS: Final = _single(Part.DECISION_WORDS, aspects.DECISION_WORDS)
ONE_OPEN: Final = _single(Part.ONE_OPEN, aspects.ONE_OPEN, harder_when_added=_always)
WAITING: Final = _single(Part.WAITING, aspects.WAITING, harder_when_added=_always)
URGENT: Final = _single(Part.URGENT, aspects.URGENT, harder_when_removed=_always)
TIER: Final = Kind(
    Part.TIER, aspects.TIER, aspects.BOTH_SIDES, _nameless, key=_by_condition, harder_when_removed=_always
)
TRANCHE: Final = Kind(
    Part.TRANCHE,
    aspects.TRANCHE,
    aspects.BOTH_SIDES,
    _nameless,
    key=lambda tranche: str(tranche.after_years),
    harder_when_added=_always,
)
POLICY: Final = _single(
    Part.POLICY,
    aspects.POLICY,
    singles=(
        ("award", _single(Part.AWARD, aspects.AWARD, inside=(("tiers", TIER), ("tranches", TRANCHE)))),
        ("fair", _single(Part.FAIR, aspects.FAIR)),
    ),
)
BUNDLE_PART: Final = Kind(Part.BUNDLE_PART, aspects.BUNDLE_PART, aspects.ALL, _name)
PAPER_ROW: Final = Kind(
    Part.PAPER_ROW,
    aspects.PAPER_ROW,
    aspects.BOTH_SIDES,
    _label,
    key=lambda row: str(row.field) if row.when is None else f"{row.field} {row.when}",  # one answer, named by kinds
)
PAPER: Final = Kind(Part.PAPER, aspects.PAPER, aspects.BOTH_SIDES, _title, inside=(("rows", PAPER_ROW),))
REDIRECT: Final = Kind(
    Part.REDIRECT,
    aspects.REDIRECT,
    aspects.APPLICANT,
    lambda redirect: redirect.reason,
    key=_by_condition,
    harder_when_added=_always,
)
SINGLES: Final = (
    ("extension", EXTENSION),
    ("superior", SUPERIOR),
    ("tolerance", TOLERANCE),
    ("commitment", COMMITMENT),
    ("decision_words", DECISION_WORDS),
    ("one_open", ONE_OPEN),
    ("waiting", WAITING),
    ("urgent", URGENT),
    ("policy", POLICY),
)
"""What a service has once or not at all, in the order it is told."""
LISTS: Final = (
    ("redirects", REDIRECT),
    ("parts", BUNDLE_PART),
    ("papers", PAPER),
)
"""Lists of a service that stand as they are in the file, told last."""
