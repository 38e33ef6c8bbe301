"""Proofs about the steps: they exist, come to an end, and end in one decision.

Owns the graph that `after` makes. What it means in each situation is looked at in `course`.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from portal.domain.proofs.problem import problem, results
from portal.domain.workflow import OnFail, StepKind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from portal.domain.proofs.problem import Problem
    from portal.domain.workflow import Service, Step


def steps_before_exist(service: Service, _: Collection[str]) -> Iterator[Problem]:
    """Every step named in `after` is a step, and is named once."""
    known = tuple(step.id for step in service.steps)
    for number, step in enumerate(service.steps):
        counts = Counter(step.after)
        for position, name in enumerate(step.after):
            place = ("steps", number, "after", position)
            if name not in known:
                yield problem("UNKNOWN-STEP", place, id=name, known=known)
            if counts[name] > 1 and name in step.after[:position]:
                yield problem("DUPLICATE-ID", place, id=name)


def steps_end(service: Service, _: Collection[str]) -> Iterator[Problem]:
    """No step waits for itself, directly or through others: such a case would never end."""
    before = ancestors(service)
    for number, step in enumerate(service.steps):
        if step.id in before[step.id]:
            yield problem("CYCLE", ("steps", number, "after"), id=step.id)


def decision_is_last(service: Service, departments: Collection[str]) -> Iterator[Problem]:
    """Exactly one step decides; it is part of every case, and every other step comes before it."""
    decisions = [(number, step) for number, step in enumerate(service.steps) if step.kind is StepKind.DECISION]
    if len(decisions) != 1:
        at = decisions[-1][0] if decisions else 0
        yield problem("DECISION", ("steps", at, "kind") if decisions else ("steps",), count=len(decisions))
        return
    at, decision = decisions[0]
    if decision.when is not None:
        yield problem("DECISION-CONDITIONAL", ("steps", at, "when"), id=decision.id)
    if decision.on_fail is OnFail.CONTINUE:
        yield problem("DECISION-FAILS", ("steps", at, "on_fail"), id=decision.id)
    if decision.department != service.item.department and decision.department in departments:
        facts = {"id": decision.id, "department": decision.department, "charge": service.item.department}
        yield problem("DECISION-ELSEWHERE", ("steps", at, "department"), **facts)
    before = ancestors(service)[decision.id]
    for number, step in enumerate(service.steps):
        if step.id != decision.id and step.id not in before:
            yield problem("DEAD-END", ("steps", number, "id"), id=step.id, decision=decision.id)


def notices_only_wait(service: Service, _: Collection[str]) -> Iterator[Problem]:
    """A public notice passes by itself: nobody ticks a checklist or enters a result while it hangs."""
    for number, step in enumerate(service.steps):
        for key, given in (("checks", step.checks), ("results", step.results)):
            if step.kind is StepKind.NOTICE and given:
                yield problem("NOTICE-SHAPE", ("steps", number, key), id=step.id, key=key)


def founding_is_sure(service: Service, _: Collection[str]) -> Iterator[Problem]:
    """The code of a new enterprise comes from a step that is part of every case and stops the case when it fails."""
    for place, result in results(service):
        if result.id != service.enterprise_result:
            continue
        number = int(place[1])
        step = service.steps[number]
        if step.when is not None:
            yield problem("UNSURE-RESULT", ("steps", number, "when"), id=result.id, step=step.id)
        if step.on_fail is OnFail.CONTINUE:
            yield problem("UNSURE-RESULT", ("steps", number, "on_fail"), id=result.id, step=step.id)


def order_by_name(service: Service) -> Iterator[Problem]:
    """What waits for a conditional step must also name what that one waits for; judged without situations."""
    steps = {step.id: step for step in service.steps}
    before = ancestors(service)
    for number, step in enumerate(service.steps):
        for lost in sorted(_lost_order(step, steps, before)):
            yield problem("ORDER-LOST", ("steps", number, "after"), id=step.id, add=lost, situation="some cases")


def _lost_order(step: Step, steps: Mapping[str, Step], before: Mapping[str, frozenset[str]]) -> set[str]:
    direct = [steps[name] for name in step.after if name in steps]
    certain = set(step.after).union(*(before[one.id] for one in direct if one.when is None))
    skippable = [one for one in direct if one.when is not None and one.when != step.when]
    return {name for one in skippable for name in one.after} - certain


def ancestors(service: Service, among: frozenset[str] | None = None) -> dict[str, frozenset[str]]:
    """For every step all steps that come before it, only `among` those; in a cycle a step comes before itself."""
    names = frozenset(step.id for step in service.steps) if among is None else among
    after = {step.id: names & frozenset(step.after) for step in service.steps if step.id in names}
    return {name: _closure(name, after) for name in after}


def _closure(name: str, after: Mapping[str, frozenset[str]]) -> frozenset[str]:
    found: set[str] = set()
    todo = list(after[name])
    while todo:
        one = todo.pop()
        if one not in found:
            found.add(one)
            todo.extend(after.get(one, ()))
    return frozenset(found)
