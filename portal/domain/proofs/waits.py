"""Proof that nobody waits for ever: every state a case can stand in has a clock, somebody who holds it, and a way on.

Owns the table of states with clock and holder. The states and moves are those of `portal.domain.case.moves`, so a new
state without a line here is found by the proof before anything is filed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from portal.domain.case.moves import CLOSED, MOVES, Action, CaseState
from portal.domain.proofs.problem import problem

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from portal.domain.limits import Limit
    from portal.domain.proofs.problem import Place, Problem
    from portal.domain.workflow import Service

APPLICANT: Final = "applicant"


@dataclass(frozen=True, slots=True)
class Wait:
    """What ends the waiting in one state, who holds the case meanwhile, and where the definition says so."""

    clocks: tuple[Limit, ...]
    holder: str
    place: Place


def nothing_waits_for_ever(service: Service, _: Collection[str]) -> Iterator[Problem]:
    """Every open state that this definition allows has a clock and a holder, and leads to a closed one."""
    table = waits(service)
    reachable = _reachable(service, CaseState.SUBMITTED)
    for state in sorted(reachable - CLOSED):
        wait = table.get(state)
        if wait is None or not wait.clocks or not wait.holder:
            yield problem("NO-CLOCK", wait.place if wait else ("limits",), state=str(state))
        if not _reachable(service, state) & CLOSED:
            yield problem("NO-END", ("limits",), state=str(state))


def waits(service: Service) -> Mapping[CaseState, Wait]:
    """The clock and the holder of every state in which a case of this service waits."""
    limits, charge = service.limits, service.item.department
    holders = sorted({step.department for step in service.steps})
    table = {
        CaseState.SUBMITTED: Wait((limits.acceptance,), charge, ("limits", "acceptance")),
        CaseState.CORRECTING: Wait((limits.correction,), APPLICANT, ("limits", "correction")),
        CaseState.REVIEWING: Wait((limits.promise, limits.statutory), ", ".join(holders), ("steps",)),
        CaseState.GRANTED: Wait((limits.delivery,), charge, ("limits", "delivery")),
        CaseState.REFUSED: Wait((limits.delivery,), charge, ("limits", "delivery")),
    }
    if service.procedures:
        longest = tuple(one.at_most for one in service.procedures)
        table[CaseState.SPECIAL] = Wait(longest, ", ".join(holders), ("procedures",))
    if service.superior:
        table[CaseState.SUPERIOR] = Wait((service.superior.usual,), service.superior.agency.zh, ("superior",))
    awaited = _awaited(service)
    if service.waiting and awaited:
        table[CaseState.WAITING] = Wait(awaited, APPLICANT, ("waiting",))
    return table


def _awaited(service: Service) -> tuple[Limit, ...]:
    """The limits of the steps during which the agencies have nothing to do."""
    return tuple(step.limit for step in service.steps if step.is_awaited)


def _reachable(service: Service, start: CaseState) -> set[CaseState]:
    """The states that a case can come to, with the exceptions that the definition names."""
    barred = {action for action, named in _exceptions(service) if not named}
    found, todo = {start}, [start]
    while todo:
        here = todo.pop()
        new = {to for (state, action), to in MOVES.items() if state is here and action not in barred} - found
        found |= new
        todo.extend(new)
    return found


def _exceptions(service: Service) -> tuple[tuple[Action, bool], ...]:
    waits = service.waiting is not None and bool(_awaited(service))
    return (
        (Action.PAUSE, bool(service.procedures)),
        (Action.REPORT_UP, service.superior is not None),
        (Action.WAIT, waits),
    )
