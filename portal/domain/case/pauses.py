"""Pauses: special procedures 特别程序 (许可法 art. 45) and approval by the superior 上级核准.

Nothing else stops a clock, but that the agencies have nothing to do (:mod:`waiting`). A pause that begins after a
clock ran out does not undo the breach: the arithmetic in :mod:`portal.domain.deadlines` sees to that.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from portal.domain import deadlines
from portal.domain.case.clocks import moved_by_pauses
from portal.domain.case.incident_events import CasePaused, CaseResumed
from portal.domain.case.incidents import PauseKind, PauseRun
from portal.domain.case.moves import Action, MoveNotAllowed, next_state
from portal.domain.case.reasons import reason_in
from portal.domain.errors import DomainError

if TYPE_CHECKING:
    from portal.domain.case.commands import PauseCase, ReportUp, ResumeCase
    from portal.domain.case.context import Context
    from portal.domain.case.events import Event
    from portal.domain.case.state import Case
    from portal.domain.limits import Limit

BEGINS = {PauseKind.SPECIAL: Action.PAUSE, PauseKind.SUPERIOR: Action.REPORT_UP, PauseKind.WAITING: Action.WAIT}
ENDS = {PauseKind.SPECIAL: Action.RESUME, PauseKind.SUPERIOR: Action.COME_BACK, PauseKind.WAITING: Action.GO_ON}


class NoSuchProcedure(DomainError):
    """The definition names no such special procedure, so it cannot stop a clock."""

    message_id = "case.no_such_procedure"


class NoSuperior(DomainError):
    """The definition names no superior who approves."""

    message_id = "case.no_superior"


class ExpectedTooLong(DomainError):
    """More time was announced than the definition allows; facts: `most`, a limit."""

    message_id = "case.expected_too_long"


def pause_case(case: Case, command: PauseCase, context: Context) -> tuple[Event, ...]:
    """A special procedure begins. Raises NoSuchProcedure, ReasonNeeded, ExpectedTooLong."""
    next_state(case.state, Action.PAUSE)
    try:
        procedure = context.service.procedure(command.procedure)
    except KeyError:
        raise NoSuchProcedure(procedure=command.procedure) from None
    most = procedure.at_most
    if command.expected.unit is not most.unit or command.expected.value > most.value:
        raise ExpectedTooLong(most=most)
    return _begin(case, context, kind=PauseKind.SPECIAL, about=(procedure.id, command.reason, command.expected))


def report_up(case: Case, command: ReportUp, context: Context) -> tuple[Event, ...]:
    """The case goes to the superior, who usually holds it as long as the definition says. Raises NoSuperior."""
    next_state(case.state, Action.REPORT_UP)
    superior = context.service.superior
    if superior is None:
        raise NoSuperior(case=case.number)
    return _begin(case, context, kind=PauseKind.SUPERIOR, about=("", command.reason, superior.usual))


def resume_case(case: Case, command: ResumeCase, context: Context) -> tuple[Event, ...]:
    """The pause ends with a result; every clock that stood still gets its new end. Raises ReasonNeeded.

    Nobody ends the wait of a case: that goes on by itself.
    """
    pause = case.open_pause
    if pause is None or pause.kind is PauseKind.WAITING:
        raise MoveNotAllowed(state=case.state.value, action=Action.RESUME.value)
    next_state(case.state, ENDS[pause.kind])
    ended = (*case.pauses[:-1], replace(pause, ended=context.now))
    moved = moved_by_pauses(case, ended, context.calendar)
    return (CaseResumed(reason_in(command.result), moved, context.calendar.digest),)


def _begin(case: Case, context: Context, *, kind: PauseKind, about: tuple[str, str, Limit]) -> tuple[Event, ...]:
    procedure, reason, expected = about
    announced = deadlines.compute(expected, context.now, context.calendar)
    run = PauseRun(kind, procedure, reason_in(reason), announced, context.now)
    paused = CasePaused(
        kind=kind,
        procedure=procedure,
        reason=run.reason,
        expected=announced,
        moved=moved_by_pauses(case, (*case.pauses, run), context.calendar),
        calendar_digest=context.calendar.digest,
    )
    return (paused,)
