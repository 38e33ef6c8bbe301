"""Proof that every condition, and every part of it, can be true and can be false.

Owns what is said about a condition that decides nothing. Claims nothing when there are too many situations to look at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.domain.conditions import Answer, facts_of
from portal.domain.proofs.problem import asked, conditions, problem
from portal.domain.proofs.references import parts
from portal.domain.proofs.situations import TooMany, settled, situations

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from portal.domain.conditions import Condition
    from portal.domain.proofs.problem import Asked, Place, Problem
    from portal.domain.proofs.situations import Situation
    from portal.domain.workflow import Service


def conditions_decide(service: Service, _: Collection[str]) -> Iterator[Problem]:
    """Each condition holds in one situation and not in another: for a step, "never" means a dead one."""
    order = tuple(asked(service))
    around = {(*one.place, "when"): one.page.when for one in order if one.page and one.page.when}
    for place, condition, known in conditions(service):
        if facts_of(condition) <= known:
            yield from _decides(place, condition, around.get(place), order=order)


def _decides(
    place: Place, condition: Condition, context: Condition | None, *, order: Sequence[Asked]
) -> Iterator[Problem]:
    try:
        found = situations(order, [one for one in (condition, context) if one is not None])
    except TooMany as many:
        yield problem("TOO-MANY-SITUATIONS", place, facts=many.facts, reason="condition")
        return
    if not any(one.holds(condition) and one.holds(context) for one in found):
        yield problem("UNREACHABLE" if place[0] == "steps" else "NEVER-APPLIES", place)
    elif all(one.holds(condition) for one in found):
        yield problem("ALWAYS-HOLDS", place)
    else:
        yield from _idle_parts(place, condition, found)


def _idle_parts(place: Place, condition: Condition, found: Sequence[Situation]) -> Iterator[Problem]:
    """Parts that never come out otherwise, although the whole does; only the outermost of each."""
    told: list[Place] = []
    for at, part in parts(condition, place):
        if part is condition or any(at[: len(one)] == one for one in told):
            continue
        answers = {settled(part, one.outcomes) for one in found}
        if Answer.YES not in answers:
            told.append(at)
            yield problem("PART-NEVER", at)
        elif answers == {Answer.YES}:
            told.append(at)
            yield problem("PART-ALWAYS", at)
