"""Proof that the promised number of visits is enough in every situation 到办事现场次数.

Owns what forces somebody to come (design §5: one physical presence each): a paper that must be shown at the window or
an application that can be handed in there only (one visit for all of it), a step that needs the applicant (steps side
by side are one visit, steps one after another are several), and a result that can only be picked up (one visit).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.domain.item_facts import FilingWay, HandOver
from portal.domain.materials import Necessity
from portal.domain.proofs.flow import ancestors
from portal.domain.proofs.problem import asked, problem
from portal.domain.proofs.situations import Situation, TooMany, situations

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    from portal.domain.conditions import Condition
    from portal.domain.proofs.problem import Problem
    from portal.domain.workflow import Service


def visits_are_enough(service: Service, _: Collection[str]) -> Iterator[Problem]:
    """Nobody has to come more often than the county promises; a promise of visits that nothing needs is a remark."""
    promised = service.item.promised_visits
    needed, situation = most_visits(service)
    if needed > promised:
        place = ("item", "promised_visits")
        yield problem("VISITS-MORE", place, needed=needed, promised=promised, situation=situation)
    elif needed < promised:
        yield problem("VISITS-IDLE", ("item", "promised_visits"), needed=needed, promised=promised)


def most_visits(service: Service) -> tuple[int, str]:
    """The greatest number of visits that any situation needs, and which; with too many of them all at once."""
    forced = [one.when for one in service.materials if one.at_window] + [
        one.when for one in service.steps if one.presence
    ]
    guards = list(dict.fromkeys(one for one in forced if one is not None))
    before = ancestors(service)
    try:
        found = situations(tuple(asked(service)), guards)
    except TooMany:
        return visits(service, lambda _: True, before), "all answers together"
    counted = [(visits(service, one.holds, before), one) for one in found]
    most, where = max(counted, key=lambda pair: pair[0], default=(0, Situation({}, ())))
    return most, str(where)


def visits(service: Service, applies: Callable[[Condition | None], bool], before: Mapping[str, frozenset[str]]) -> int:
    """The visits of one situation."""
    return _filing(service, applies) + _chain(service, applies, before) + _pick_up(service)


def _filing(service: Service, applies: Callable[[Condition | None], bool]) -> int:
    """One visit to hand in or show everything that cannot come by wire or post."""
    ways = set(service.item.filed_by)
    shown = any(
        one.at_window and one.necessity is not Necessity.OPTIONAL and applies(one.when) for one in service.materials
    )
    return int(shown or ways == {FilingWay.WINDOW})


def _chain(service: Service, applies: Callable[[Condition | None], bool], before: Mapping[str, frozenset[str]]) -> int:
    """The longest row of steps one after another at which the applicant must be."""
    present = [step.id for step in service.steps if step.presence and applies(step.when)]
    rows: dict[str, int] = {}
    for name in sorted(present, key=lambda one: len(before[one])):
        rows[name] = 1 + max((rows[one] for one in before[name] if one in rows), default=0)
    return max(rows.values(), default=0)


def _pick_up(service: Service) -> int:
    return int(set(service.item.handed_over_by) == {HandOver.PICKUP})
