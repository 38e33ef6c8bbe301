"""The kinds of parts that come in lists: how one is named and known again, and what its coming or going means.

Owns one description a kind. Parts are the same part when their ids are; a part without an id is known by its words.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from portal.domain.differences import aspects
from portal.domain.differences.change import Part
from portal.domain.materials import Acquisition, Necessity

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from portal.domain.differences.aspects import Aspect
    from portal.domain.differences.change import Touched
    from portal.domain.texts import Text


def _never(_part: Any) -> bool:
    return False


def _always(_part: Any) -> bool:
    return True


def _by_id(part: Any) -> str:
    return str(part.id)


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of part. ``inside`` are the lists it holds: attribute and kind."""

    part: Part
    aspects: Mapping[str, Aspect]
    touches: frozenset[Touched]
    name: Callable[[Any], Text]
    key: Callable[[Any], str] = _by_id
    harder_when_added: Callable[[Any], bool] = _never
    harder_when_removed: Callable[[Any], bool] = _never
    inside: tuple[tuple[str, Kind], ...] = ()


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
MATERIAL: Final = Kind(
    Part.MATERIAL,
    aspects.MATERIAL,
    aspects.AT_THE_WINDOW,
    _name,
    harder_when_added=_must_be_handed_in,
    inside=(("checks", MATERIAL_CHECK),),
)
STEP_CHECK: Final = Kind(Part.STEP_CHECK, aspects.STEP_CHECK, aspects.DEPARTMENT, _text)
STEP_OPTION: Final = Kind(Part.OPTION, aspects.RESULT_OPTION, aspects.DEPARTMENT, _label)
RESULT: Final = Kind(Part.RESULT, aspects.RESULT, aspects.DEPARTMENT, _label, inside=(("options", STEP_OPTION),))
STEP: Final = Kind(
    Part.STEP,
    aspects.STEP,
    aspects.BOTH_SIDES,
    _name,
    harder_when_added=_always,
    inside=(("checks", STEP_CHECK), ("results", RESULT)),
)
PROCEDURE: Final = Kind(Part.PROCEDURE, aspects.PROCEDURE, aspects.BOTH_SIDES, _name, harder_when_added=_always)
FAQ: Final = Kind(
    Part.FAQ, aspects.FAQ, aspects.APPLICANT, lambda one: one.question, key=lambda one: str(one.question.zh)
)
