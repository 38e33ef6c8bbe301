"""Steps that may not be passed before a time has passed since another one 最早办理日 (公司法 art. 235).

The rule: the day of the other step is not counted (民法典 art. 201), the last day of the time rolls to the next
working day (art. 203), and **on that day** the step may be passed, as guide §5.2 says "not before the announcement
and 45 days". A time in hours must be over. The time runs from the first date among the results of the other step, e.g.
the day of the announcement, else from the moment it was completed. A step that the case does not have, or that was
not passed, is not waited for. Refuses only passing: a department may always fail its step.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from portal.domain import deadlines
from portal.domain.case.state import StepState
from portal.domain.errors import DomainError
from portal.domain.forms import FieldKind

if TYPE_CHECKING:
    from datetime import datetime

    from portal.domain.calendar import WorkCalendar
    from portal.domain.case.context import Context
    from portal.domain.case.state import Case, StepRun
    from portal.domain.deadlines import Deadline
    from portal.domain.workflow import Service, Step


class StepTooEarly(DomainError):
    """The step may not be passed yet; facts: `since`, the name of the other step, and `on`, the first day."""

    message_id = "case.step_too_early"


class StepWaitsFor(DomainError):
    """The step may not be passed while another one is not done; facts: `since`, the name of that step."""

    message_id = "case.step_waits_for"


def require_not_before(case: Case, step: Step, context: Context) -> None:
    """Raise StepWaitsFor or StepTooEarly when it is too early to pass the step."""
    rule = step.not_before
    run = None if rule is None else next((one for one in case.steps if one.id == rule.step), None)
    if rule is None or run is None or run.state in {StepState.FAILED, StepState.CANCELLED}:
        return
    other = context.service.step(rule.step)
    end = earliest(case, step, context.service, calendar=context.calendar)
    if end is None:
        raise StepWaitsFor(step=step.id, since=other.name)
    if not has_come(end, context.now, context.calendar):
        on = end.due_on or context.calendar.local_date(end.due_at)
        raise StepTooEarly(step=step.id, since=other.name, on=on)


def earliest(case: Case, step: Step, service: Service, *, calendar: WorkCalendar) -> Deadline | None:
    """The time before which the step may not be passed; None when there is none, or its start is not known yet."""
    rule = step.not_before
    run = None if rule is None else next((one for one in case.steps if one.id == rule.step), None)
    if rule is None or run is None or run.state is not StepState.PASSED:
        return None
    return deadlines.compute(rule.limit, since(run, service.step(rule.step), calendar), calendar)


def has_come(end: Deadline, now: datetime, calendar: WorkCalendar) -> bool:
    """Whether the first day, or the instant, on which something is possible has come."""
    return now >= first_instant(end, calendar)


def first_instant(end: Deadline, calendar: WorkCalendar) -> datetime:
    """From when on something is possible: the beginning of the last day of the time, or the end of hours."""
    return end.due_at if end.due_on is None else calendar.day_begins(end.due_on)


def date_result(step: Step) -> str | None:
    """The first result of the step that is a date, which is the day it is about."""
    return next((field.id for field in step.results if field.kind is FieldKind.DATE), None)


def since(run: StepRun, step: Step, calendar: WorkCalendar) -> datetime:
    """When the time begins to run: on the day that was entered, else when the step was completed."""
    entered = (run.results or {}).get(date_result(step) or "")
    if entered:
        return calendar.day_begins(date.fromisoformat(entered))
    return run.completed_at or calendar.day_begins(date.max)
