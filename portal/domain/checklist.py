"""What applies in one situation: materials 申请材料, steps 环节 and pages, and why.

Owns the filtering of a definition by the answers given so far. A condition whose facts are unknown is not yet met:
steps and pages wait for it, a material is shown as "may be needed". Refuses nothing but facts of the wrong type.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from portal.domain.conditions import AllOf, Answer, Explained, evaluate, explain, facts_of
from portal.domain.forms import FieldKind
from portal.domain.materials import Acquisition, Necessity

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from portal.domain.conditions import Condition
    from portal.domain.forms import Field, Page
    from portal.domain.materials import Material
    from portal.domain.procedures import Redirect
    from portal.domain.workflow import Service, Step

MOST_WAYS: Final = 2_000
"""More situations than this are not looked at one by one."""

ALWAYS = AllOf(())
"""The condition of what has none."""


@dataclass(frozen=True, slots=True)
class ChecklistLine:
    """One material, whether it is needed in this situation, and the reasons."""

    material: Material
    applies: Answer
    why: Explained


def materials_for(service: Service, facts: Mapping[str, object]) -> tuple[ChecklistLine, ...]:
    """Every material of the definition in order, each answered yes, no or unknown. Raises `FactTypeMismatch`."""
    return tuple(_line(material, facts) for material in service.materials)


def steps_for(service: Service, facts: Mapping[str, object]) -> tuple[Step, ...]:
    """The steps that are part of a case with these facts, in the order of the definition."""
    return tuple(step for step in service.steps if applies(step.when, facts))


def pages_for(service: Service, facts: Mapping[str, object]) -> tuple[Page, ...]:
    """The pages of the form that are asked in this situation, in order."""
    return tuple(page for page in service.pages() if applies(page.when, facts))


def redirects_for(service: Service, facts: Mapping[str, object]) -> tuple[Redirect, ...]:
    """Every reason why whoever answered so belongs to another service."""
    return tuple(one for one in service.redirects if applies(one.when, facts))


def missing(service: Service, facts: Mapping[str, object], supplied: Collection[str]) -> tuple[Material, ...]:
    """The materials that the applicant still has to hand in before filing; `supplied` are the ids of what is there,
    promised 容缺, or replaced by a commitment. What belongs to a later step of the applicant is not among them.
    """
    return tuple(
        line.material
        for line in materials_for(service, facts)
        if line.applies is Answer.YES and _must_be_handed_in(line.material) and line.material.id not in supplied
    )


def most_brought(service: Service, facts: Mapping[str, object]) -> int:
    """How many materials one hands in when filing, at most: the situation that asks for the most, of those still open.

    Questions with one answer out of several are answered in every way; everything else leaves its materials possible.
    """
    brought = [one for one in service.materials if is_brought(one)]
    named = {name for one in brought if one.when for name in facts_of(one.when)}
    open_now = [one for one in service.questions if one.id in named and one.id not in facts]
    ways: list[dict[str, object]] = [dict(facts)]
    for question in open_now:
        if len(ways) * len(_values(question)) <= MOST_WAYS:
            ways = [answered for way in ways for answered in _answered(question, way)]
    return max(sum(_line(one, way).applies is not Answer.NO for one in brought) for way in ways)


def is_brought(material: Material) -> bool:
    """Whether it is handed in when filing; what belongs to a later step of the applicant comes then."""
    return material.acquisition is Acquisition.UPLOAD and material.at_step is None


def _answered(question: Field, facts: Mapping[str, object]) -> list[dict[str, object]]:
    """The facts with each answer to the question; as they are when it is not asked."""
    values = _values(question) if applies(question.when, facts) else ()
    return [{**facts, question.id: value} for value in values] or [dict(facts)]


def _values(question: Field) -> tuple[object, ...]:
    """The answers that a question with one answer can have; what has too many of them is left open."""
    if question.kind is FieldKind.YES_NO:
        return (True, False)
    return tuple(one.id for one in question.options) if question.kind is FieldKind.CHOICE else ()


def shortened_by(service: Service, facts: Mapping[str, object]) -> int:
    """How many lines of the full checklist the answers have removed."""
    return sum(line.applies is Answer.NO for line in materials_for(service, facts))


def applies(condition: Condition | None, facts: Mapping[str, object]) -> bool:
    """Whether a condition is known to hold; no condition always holds."""
    return condition is None or evaluate(condition, facts) is Answer.YES


def _line(material: Material, facts: Mapping[str, object]) -> ChecklistLine:
    why = explain(material.when or ALWAYS, facts)
    return ChecklistLine(material, why.answer, why)


def _must_be_handed_in(material: Material) -> bool:
    is_asked = material.necessity is not Necessity.OPTIONAL and material.acquisition is Acquisition.UPLOAD
    return is_asked and material.at_step is None
