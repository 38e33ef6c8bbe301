"""Proofs about what the applicant does in a running case, and about times that must pass or may not be counted.

Owns steps of the applicant, materials handed in with them, waiting, urgent cases, silence. What they mean for the
promise is looked at in `course`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.domain.limits import INSTANT_UNITS
from portal.domain.proofs.moments import steps_before
from portal.domain.proofs.problem import asked, problem
from portal.domain.proofs.situations import TooMany, situations
from portal.domain.workflow import Missed, OnFail, StepKind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from portal.domain.conditions import Condition
    from portal.domain.proofs.problem import Place, Problem
    from portal.domain.workflow import Service, Step


def applicants_only_do(service: Service, _: Collection[str]) -> Iterator[Problem]:
    """A step of the applicant has no checklist and cannot fail; its limit counts days. Only it can be missed."""
    for number, step in enumerate(service.steps):
        place: Place = ("steps", number)
        if step.kind is StepKind.APPLICANT:
            yield from _applicants(step, place)
        elif step.missed is Missed.LAPSE:
            yield problem("MISSED-IDLE", (*place, "missed"), id=step.id)


def _applicants(step: Step, place: Place) -> Iterator[Problem]:
    for key, given in (("checks", step.checks), ("on_fail", step.on_fail is OnFail.CONTINUE)):
        if given:
            yield problem("APPLICANT-SHAPE", (*place, key), id=step.id, key=key)
    limits = [((*place, "limit"), step.limit)]
    limits += [((*place, "limits", number, "limit"), one.limit) for number, one in enumerate(step.limits)]
    for at, limit in limits:
        if limit.unit in INSTANT_UNITS:
            yield problem("APPLICANT-UNIT", at, id=step.id, unit=str(limit.unit))


def times_run_from_earlier_steps(service: Service, _: Collection[str]) -> Iterator[Problem]:
    """`not_before` names a step that comes before this one, and is part of every case of which this one is."""
    steps = {step.id: step for step in service.steps}
    for number, step in enumerate(service.steps):
        if step.not_before is None:
            continue
        place, name = ("steps", number, "not_before", "step"), step.not_before.step
        if name not in steps:
            yield problem("UNKNOWN-STEP", place, id=name, known=tuple(steps))
        elif name not in steps_before(service, step.id):
            yield problem("NOT-BEFORE", place, reason="later", id=step.id, other=name)
        elif where := without(service, step.when, steps[name].when):
            yield problem("NOT-BEFORE", place, reason="absent", id=step.id, other=name, situation=where)


def materials_come_with_a_step(service: Service, _: Collection[str]) -> Iterator[Problem]:
    """`at_step` names a step of the applicant that is part of every case in which the material is asked."""
    steps = {step.id: step for step in service.steps}
    for number, material in enumerate(service.materials):
        place = ("materials", number, "at_step")
        if material.at_step is None:
            continue
        step = steps.get(material.at_step)
        if step is None:
            yield problem("UNKNOWN-STEP", place, id=material.at_step, known=tuple(steps))
        elif step.kind is not StepKind.APPLICANT:
            yield problem("AT-STEP", place, reason="kind", id=material.id, step=step.id, kind=str(step.kind))
        elif where := without(service, material.when, step.when):
            yield problem("AT-STEP", place, reason="absent", id=material.id, step=step.id, situation=where)


def waiting_has_a_reason(service: Service, _: Collection[str]) -> Iterator[Problem]:
    """`waiting` needs a step that somebody else than an agency is waited for."""
    if service.waiting and not any(step.is_awaited for step in service.steps):
        yield problem("WAITING-IDLE", ("waiting",))


def urgent_is_in_hours(service: Service, _: Collection[str]) -> Iterator[Problem]:
    """An urgent case is shown by the hour."""
    if service.urgent and service.urgent.target.unit not in INSTANT_UNITS:
        yield problem("URGENT-UNIT", ("urgent", "target"), unit=str(service.urgent.target.unit))


def without(service: Service, one: Condition | None, other: Condition | None) -> str:
    """A situation in which the first condition holds and the second does not; "" when there is none."""
    if other is None or one == other:
        return ""
    try:
        found = situations(tuple(asked(service)), [each for each in (one, other) if each is not None])
    except TooMany:
        return ""
    return next((str(each) for each in found if each.holds(one) and not each.holds(other)), "")
