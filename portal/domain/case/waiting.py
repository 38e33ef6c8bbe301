"""A case that waits 等待: while nothing is open but steps of the applicant and public notices, agencies owe nothing.

Where the definition says so, such a case stands still by itself and goes on by itself: as soon as a department has a
step, or an objection to a notice whose time is over. The clocks of the applicant's steps and of notices run on.
Refuses nothing; no officer begins or ends a wait.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from portal.domain.case.clocks import moved_by_pauses
from portal.domain.case.commands import MoveToVersion
from portal.domain.case.events import Recorded
from portal.domain.case.evolve import awaited, evolve
from portal.domain.case.incident_events import CasePaused, CaseResumed
from portal.domain.case.incidents import PauseKind, PauseRun
from portal.domain.case.moves import CaseState
from portal.domain.case.state import StepState

if TYPE_CHECKING:
    from collections.abc import Iterable

    from portal.domain.case.commands import Command
    from portal.domain.case.context import Context
    from portal.domain.case.events import Event
    from portal.domain.case.state import Case, StepRun


def settle(case: Case, command: Command, events: tuple[Event, ...], *, context: Context) -> tuple[Event, ...]:
    """What follows by itself from these events: the case begins to wait, or goes on."""
    if isinstance(command, MoveToVersion):
        context = replace(context, service=command.target)
    after = _after(case, events, context)
    if not events or after.state not in {CaseState.REVIEWING, CaseState.WAITING}:
        return ()
    waits = _only_waits(after, context)
    if waits and after.state is CaseState.REVIEWING:
        return _begin(after, context)
    if not waits and after.state is CaseState.WAITING:
        return _end(after, context)
    return ()


def _after(case: Case, events: Iterable[Event], context: Context) -> Case:
    for event in events:
        case = evolve(case, Recorded(case.revision + 1, context.now, context.by, event))
    return case


def _only_waits(case: Case, context: Context) -> bool:
    if context.service.waiting is None:
        return False
    runs = [run for run in case.steps if run.state is StepState.OPEN]
    return bool(runs) and all(_is_awaited(case, run, context) for run in runs)


def _is_awaited(case: Case, run: StepRun, context: Context) -> bool:
    """A step of the applicant, a time that silence answers, or a notice, unless a department owes an answer to an
    objection after its time.
    """
    if run.applicant or run.consents:
        return True
    over = run.deadline is not None and context.now >= run.deadline.due_at
    owes = over and any(one.step_id == run.id and one.upheld is None for one in case.objections)
    return run.notice and not owes


def _begin(case: Case, context: Context) -> tuple[Event, ...]:
    rule, end = context.service.waiting, awaited(case)
    if rule is None or end is None:
        return ()
    run = PauseRun(PauseKind.WAITING, "", rule.name.zh, end, context.now)
    moved = moved_by_pauses(case, (*case.pauses, run), context.calendar)
    return (CasePaused(run.kind, "", run.reason, end, moved, context.calendar.digest),)


def _end(case: Case, context: Context) -> tuple[Event, ...]:
    ended = (*case.pauses[:-1], replace(case.pauses[-1], ended=context.now))
    return (CaseResumed("", moved_by_pauses(case, ended, context.calendar), context.calendar.digest),)
