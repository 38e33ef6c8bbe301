"""Proofs about the steps: they exist, come to an end, and end in one decision.

Owns the graph that `after` makes. Which situations a step belongs to is looked at in `reachability`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.domain.proofs.problem import problem
from portal.domain.workflow import StepKind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from portal.domain.proofs.problem import Problem
    from portal.domain.workflow import Service, Step


def steps_before_exist(service: Service, _: Collection[str]) -> Iterator[Problem]:
    """Every step named in `after` is a step."""
    known = tuple(step.id for step in service.steps)
    for number, step in enumerate(service.steps):
        for position, name in enumerate(step.after):
            if name not in known:
                yield problem("UNKNOWN-STEP", ("steps", number, "after", position), id=name, known=known)


def steps_end(service: Service, _: Collection[str]) -> Iterator[Problem]:
    """No step waits for itself, directly or through others: such a case would never end."""
    before = _ancestors(service)
    for number, step in enumerate(service.steps):
        if step.id in before[step.id]:
            yield problem("CYCLE", ("steps", number, "after"), id=step.id)


def decision_is_last(service: Service, _: Collection[str]) -> Iterator[Problem]:
    """Exactly one step decides; it is part of every case, and every other step comes before it."""
    decisions = [(number, step) for number, step in enumerate(service.steps) if step.kind is StepKind.DECISION]
    if len(decisions) != 1:
        yield problem("DECISION", ("steps",), count=len(decisions))
        return
    at, decision = decisions[0]
    if decision.when is not None:
        yield problem("DECISION-CONDITIONAL", ("steps", at, "when"), id=decision.id)
    before = _ancestors(service)[decision.id]
    for number, step in enumerate(service.steps):
        if step.id != decision.id and step.id not in before:
            yield problem("DEAD-END", ("steps", number, "id"), id=step.id, decision=decision.id)


def order_survives(service: Service, _: Collection[str]) -> Iterator[Problem]:
    """When a conditional step is not part of a case, what waits for it must still wait for what came before it."""
    steps = {step.id: step for step in service.steps}
    before = _ancestors(service)
    for number, step in enumerate(service.steps):
        for lost in sorted(_lost_order(step, steps, before)):
            yield problem("ORDER-LOST", ("steps", number, "after"), id=step.id, add=lost)


def _lost_order(step: Step, steps: Mapping[str, Step], before: Mapping[str, frozenset[str]]) -> set[str]:
    direct = [steps[name] for name in step.after if name in steps]
    certain = set(step.after).union(*(before[one.id] for one in direct if one.when is None))
    skippable = [one for one in direct if one.when is not None and one.when != step.when]
    return {name for one in skippable for name in one.after} - certain


def _ancestors(service: Service) -> dict[str, frozenset[str]]:
    """For every step all steps that come before it; in a cycle a step comes before itself."""
    after = {step.id: frozenset(step.after) for step in service.steps}
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
