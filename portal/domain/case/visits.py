"""Visits 到现场: one physical presence of applicant or agent, counted once per half-day.

The promise 只跑一次 is measured from these, never declared. Advice before the filing day is
kept, but not counted. Officers' inspections at the company are no visits and have no place here.
"""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING, Final

from portal.domain.case.events import Event, VisitRecorded
from portal.domain.case.state import Case, HalfDay, VisitCause
from portal.domain.errors import DomainError

if TYPE_CHECKING:
    from datetime import date, datetime

    from portal.domain.calendar import WorkCalendar
    from portal.domain.case.commands import RecordVisit
    from portal.domain.case.context import Context

_NOON: Final = time(13, 0)


class VisitAlreadyRecorded(DomainError):
    """This person's presence in this half-day is counted already."""

    message_id = "case.visit_already_recorded"


class VisitOutOfRange(DomainError):
    """A visit, other than for advice, lies before the filing day, or in the future."""

    message_id = "case.visit_out_of_range"


class PersonNeeded(DomainError):
    """A visit is somebody's: the person must be named."""

    message_id = "case.visit_person_needed"


def half_day_of(moment: datetime, calendar: WorkCalendar) -> tuple[date, HalfDay]:
    """Local date and half-day of an instant; the afternoon begins at 13:00."""
    local = moment.astimezone(calendar.zone)
    return local.date(), HalfDay.MORNING if local.time() < _NOON else HalfDay.AFTERNOON


def record_visit(case: Case, command: RecordVisit, context: Context) -> tuple[Event, ...]:
    """A clerk records a presence. Raises VisitAlreadyRecorded, VisitOutOfRange or PersonNeeded."""
    person = command.person.strip()
    if not person:
        raise PersonNeeded(case=case.number)
    early = command.on < case.filed_on and command.cause is not VisitCause.ADVICE
    if early or command.on > context.calendar.local_date(context.now):
        raise VisitOutOfRange(on=command.on)
    if (person, command.on, command.half_day) in {visit.key for visit in case.visits}:
        raise VisitAlreadyRecorded(person=person, on=command.on)
    return (VisitRecorded(person, command.on, command.half_day, command.cause),)
