"""Public notice 公示 as a step: it runs for its limit, anybody may object, an upheld objection fails it.

The notice passes by itself at the end of its last day when no objection is open; one that is still open then holds
the step until the department answers it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from portal.domain import deadlines
from portal.domain.case.correction import StillRunning
from portal.domain.case.events import StepCompleted, StepOpened
from portal.domain.case.incident_events import ObjectionAnswered, ObjectionLodged
from portal.domain.case.moves import AT_WORK, MoveNotAllowed
from portal.domain.case.reasons import reason_in
from portal.domain.case.review import StepNotOpen, after_step
from portal.domain.case.state import Case, Outcome, StepRun, StepState
from portal.domain.errors import DomainError

if TYPE_CHECKING:
    from portal.domain.case.commands import AnswerObjection, EndNotice, LodgeObjection
    from portal.domain.case.context import Context
    from portal.domain.case.events import Event

A_MOMENT: Final = timedelta(microseconds=1)
"""A day ends at the first instant of the next one; this long before, it is still that day."""


class NoticeNotRunning(DomainError):
    """There is no public notice, or its time is over, so nobody can object to it."""

    message_id = "case.notice_not_running"


class ObjectionIncomplete(DomainError):
    """An objection says who objects, how to reach them, and why."""

    message_id = "case.objection_incomplete"


class NoSuchObjection(DomainError):
    """There is no such objection, or it was answered."""

    message_id = "case.no_such_objection"


def lodge_objection(case: Case, command: LodgeObjection, context: Context) -> tuple[Event, ...]:
    """Somebody objects while the notice runs. Raises NoticeNotRunning, ObjectionIncomplete."""
    run = next((step for step in case.steps if step.id == command.step_id), None)
    if run is None or not _runs(case, run) or _is_over(run, context):
        raise NoticeNotRunning(step=command.step_id)
    name, contact, words = command.name.strip(), command.contact.strip(), command.words.strip()
    if not (name and contact and words):
        raise ObjectionIncomplete(step=command.step_id)
    return (ObjectionLodged(len(case.objections) + 1, run.id, name, contact, words),)


def answer_objection(case: Case, command: AnswerObjection, context: Context) -> tuple[Event, ...]:
    """The department answers; upheld, the notice fails at once. Raises NoSuchObjection, ReasonNeeded."""
    objection = next((one for one in case.objections if one.id == command.id and one.upheld is None), None)
    if objection is None:
        raise NoSuchObjection(id=command.id)
    run = _open_notice(case, objection.step_id)
    answer = reason_in(command.answer)
    answered = ObjectionAnswered(objection.id, command.upheld, answer)
    if command.upheld:
        return (answered, *_completed(case, run, context, opinion=answer))
    waiting = [one for one in case.objections if one.upheld is None and one.id != objection.id]
    if waiting or not _is_over(run, context):
        return (answered,)
    return (answered, *_completed(case, run, context))


def end_notice(case: Case, command: EndNotice, context: Context) -> tuple[Event, ...]:
    """The notice ran its time: it passes, or waits for the answer to an objection. Raises StillRunning.

    A step whose department was given time to object passes in the same way when it said nothing.
    """
    run = _open_by_itself(case, command.step_id)
    if not _is_over(run, context):
        raise StillRunning(step=run.id)
    if any(one.step_id == run.id and one.upheld is None for one in case.objections):
        return ()
    return tuple(_since_the_end(event, run, context) for event in _completed(case, run, context))


def _since_the_end(event: Event, run: StepRun, context: Context) -> Event:
    """The applicant's time begins with the day on which the notice ended, which is not counted (民法典 art. 201)."""
    if run.deadline is None or not isinstance(event, StepOpened) or not event.applicant:
        return event
    since = run.deadline.due_at - A_MOMENT
    deadline = deadlines.compute(event.deadline.limit, since, context.calendar)
    return replace(event, deadline=deadline, since=since)


def _completed(case: Case, run: StepRun, context: Context, *, opinion: str = "") -> tuple[Event, ...]:
    """Passed without an opinion; failed with the answer that upheld an objection."""
    outcome = Outcome.FAILED if opinion else Outcome.PASSED
    completed = StepCompleted(run.id, outcome, opinion, ticked=(), results={})
    return (completed, *after_step(case, context.service.step(run.id), outcome, context=context))


def _open_notice(case: Case, step_id: str) -> StepRun:
    run = _open_by_itself(case, step_id)
    if not run.notice:
        raise StepNotOpen(step=step_id)
    return run


def _open_by_itself(case: Case, step_id: str) -> StepRun:
    """The open step that passes by itself; raises MoveNotAllowed, StepNotOpen."""
    if case.state not in AT_WORK:
        raise MoveNotAllowed(state=case.state.value, action="answer_objection")
    for run in case.steps:
        if run.id == step_id and (run.notice or run.consents) and run.state is StepState.OPEN:
            return run
    raise StepNotOpen(step=step_id)


def _runs(case: Case, run: StepRun) -> bool:
    return run.notice and run.state is StepState.OPEN and case.is_open


def _is_over(run: StepRun, context: Context) -> bool:
    """A notice that stands still in a pause is not over, however long the pause lasts."""
    return run.deadline is not None and context.now >= run.deadline.due_at and run.deadline.is_running(context.now)
