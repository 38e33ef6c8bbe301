"""What a file names beside the ordinary way of a case, its bundle and its papers, as values of the domain.

Owns how the parts of a bundle reach steps and materials: a step of a part happens when the part is chosen, and a
material that parts need is asked once, when one of them is.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from portal.definitions.build_words import condition, limit, needed, text
from portal.domain.bundles import PaperRow, Part, ServicePaper
from portal.domain.conditions import AllOf, AnyOf
from portal.domain.procedures import (
    CommitmentRule,
    DecisionWords,
    ExtensionRule,
    OneOpen,
    Redirect,
    SpecialProcedure,
    SuperiorRule,
    ToleranceRule,
    UrgentRule,
    WaitingRule,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from portal.definitions import rule_schema
    from portal.domain.conditions import Condition
    from portal.domain.materials import Material
    from portal.domain.workflow import Step


def extension(model: rule_schema.ExtensionModel | None) -> ExtensionRule | None:
    """The one extension."""
    if model is None:
        return None
    return ExtensionRule(tuple(model.clocks), limit(model.at_most), text(model.approver), text(model.basis))


def procedure(model: rule_schema.ProcedureModel) -> SpecialProcedure:
    """A special procedure."""
    return SpecialProcedure(model.id, model.kind, text(model.name), text(model.basis), limit(model.at_most))


def superior(model: rule_schema.SuperiorModel | None) -> SuperiorRule | None:
    """The agency above."""
    return SuperiorRule(text(model.agency), text(model.basis), limit(model.usual)) if model else None


def tolerance(model: rule_schema.ToleranceModel | None) -> ToleranceRule | None:
    """Acceptance with a material to follow."""
    return ToleranceRule(limit(model.within), text(model.basis)) if model else None


def commitment(model: rule_schema.CommitmentModel | None) -> CommitmentRule | None:
    """Approval on a commitment."""
    if model is None:
        return None
    return CommitmentRule(tuple(text(one) for one in model.terms), text(model.basis), limit(model.check_within))


def waiting(model: rule_schema.WaitingModel | None) -> WaitingRule | None:
    """Whose time is not counted."""
    return WaitingRule(text(model.name), text(model.basis)) if model else None


def urgent(model: rule_schema.UrgentModel | None) -> UrgentRule | None:
    """Which cases are urgent."""
    if model is None:
        return None
    return UrgentRule(needed(model.when), limit(model.target), text(model.basis))


def decision_words(model: rule_schema.DecisionWordsModel | None) -> DecisionWords:
    """Titles and words of the decision; none of its own when nothing is said."""
    if model is None:
        return DecisionWords()
    notes = tuple(text(one) for one in model.notes)
    return DecisionWords(text(model.act), text(model.granted), text(model.refused), notes)


def one_open(model: rule_schema.OneOpenModel | None) -> OneOpen | None:
    """What only one open case may have."""
    return OneOpen(model.by, model.among, model.for_good) if model else None


def redirect(model: rule_schema.RedirectModel) -> Redirect:
    """Who belongs to another service."""
    return Redirect(needed(model.when), model.to, text(model.reason))


def part(model: rule_schema.PartModel) -> Part:
    """One item of a bundle."""
    return Part(
        id=model.id,
        name=text(model.name),
        steps=tuple(model.steps),
        when=condition(model.when),
        materials=tuple(model.materials),
        gives=tuple(model.gives),
        needs=tuple(model.needs),
        alone=model.alone,
    )


def paper(model: rule_schema.PaperModel) -> ServicePaper:
    """A document of the service."""
    return ServicePaper(
        id=model.id,
        title=text(model.title),
        at=model.at,
        layout=model.layout,
        paragraphs=tuple(text(one) for one in model.paragraphs),
        step=model.step,
        rows=tuple(PaperRow(text(one.label), one.field, text(one.text), condition(one.when)) for one in model.rows),
        when=condition(model.when),
        abbreviation=text(model.abbreviation),
    )


def of_parts(steps: Sequence[Step], parts: Sequence[Part]) -> tuple[Step, ...]:
    """The steps with the conditions of the parts they belong to."""
    owners = {step: part.when for part in parts for step in part.steps}
    return tuple(replace(step, when=_both(owners.get(step.id), step.when)) for step in steps)


def asked_once(materials: Sequence[Material], parts: Sequence[Part]) -> tuple[Material, ...]:
    """The materials, each asked when one of the parts that need it is chosen."""
    return tuple(replace(one, when=_both(_any_of(one, parts), one.when)) for one in materials)


def _any_of(material: Material, parts: Sequence[Part]) -> Condition | None:
    owners = [part.when for part in parts if material.id in part.materials]
    chosen = tuple(when for when in owners if when is not None)
    if not owners or len(chosen) < len(owners):
        return None
    return chosen[0] if len(chosen) == 1 else AnyOf(chosen)


def _both(first: Condition | None, second: Condition | None) -> Condition | None:
    if first is None or second is None:
        return first or second
    return AllOf((first, second))
