"""Proof that every condition, and every part of it, can be true and can be false.

Owns what is said about a condition that decides nothing. Claims nothing when there are too many situations to look at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from portal.domain.conditions import Answer, facts_of
from portal.domain.proofs.problem import asked, conditions, guards, problem
from portal.domain.proofs.references import ALWAYS_KNOWN, parts
from portal.domain.proofs.situations import TooMany, settled, situations

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from portal.domain.conditions import Condition
    from portal.domain.proofs.problem import Asked, Place, Problem
    from portal.domain.proofs.situations import Situation
    from portal.domain.workflow import Service


STEP_DEEP: Final = 3
"""The place of a step's own condition: steps, its number, when."""


def conditions_decide(service: Service, _: Collection[str]) -> Iterator[Problem]:
    """Each condition holds in one situation and not in another: for a step, "never" means a dead one."""
    order = tuple(asked(service))
    around = {(*one.place, "when"): one.page.when for one in order if one.page and one.page.when}
    judged: dict[tuple[Condition, Condition | None], list[Problem]] = {}
    for place, condition, known in conditions(service):
        if not facts_of(condition) <= known | ALWAYS_KNOWN:
            continue
        key = condition, around.get(place)
        if key not in judged:
            judged[key] = list(_decides(condition, around.get(place), order))
        for one in judged[key]:
            of_step = place[0] == "steps" and len(place) == STEP_DEEP
            code = "UNREACHABLE" if one.code == "NEVER-APPLIES" and of_step else one.code
            yield problem(code, (*place, *one.place), **one.facts)


def _decides(condition: Condition, context: Condition | None, order: Sequence[Asked]) -> Iterator[Problem]:
    try:
        found = situations(order, [one for one in (condition, context) if one is not None])
    except TooMany as many:
        yield problem("TOO-MANY-SITUATIONS", (), facts=many.facts, reason="condition")
        return
    if not any(one.holds(condition) and one.holds(context) for one in found):
        yield problem("NEVER-APPLIES", ())
    elif all(one.holds(condition) for one in found):
        yield problem("ALWAYS-HOLDS", ())
    else:
        yield from _idle_parts((), condition, found)


def names_are_never_empty(service: Service, _: Collection[str]) -> Iterator[Problem]:
    """In every situation some field of the title must be answered, or the case would have no name in lists."""
    titles = set(service.title_fields or (service.title_field,))
    order = tuple(asked(service))
    sure = [guards(one) for one in order if one.field.id in titles and one.field.required]
    if () in sure or not titles <= {one.field.id for one in order}:
        return  # always named; or UNKNOWN-FIELD says it
    try:
        found = situations(order, [guard for each in sure for guard in each])
    except TooMany:
        return
    for one in found:
        if not any(all(one.holds(guard) for guard in each) for each in sure):
            yield problem("TITLE-EMPTY", ("title",), situation=str(one))
            return


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
