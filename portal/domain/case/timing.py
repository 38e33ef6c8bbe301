"""A timer fires: recorded with the moment it was due, before what it causes.

Refuses what is not set any more, and what is not due, so that a timer fires exactly once however often it is lent.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.domain.case.correction import StillRunning
from portal.domain.case.incident_events import TimerFired
from portal.domain.case.timers import timers_for
from portal.domain.errors import DomainError

if TYPE_CHECKING:
    from portal.domain.case.commands import FireTimer
    from portal.domain.case.context import Context
    from portal.domain.case.events import Event
    from portal.domain.case.state import Case


class TimerNotSet(DomainError):
    """The case needs no such timer: it fired, or the case moved on."""

    message_id = "case.timer_not_set"


def fire_timer(case: Case, command: FireTimer, context: Context) -> tuple[Event, ...]:
    """The timer has fired. Raises StillRunning before it is due, TimerNotSet when the case does not need it."""
    if command.timer not in timers_for(case):
        raise TimerNotSet(case=case.number)
    if context.now < command.timer.due_at:
        raise StillRunning(case=case.number)
    return (TimerFired(command.timer.kind.value, command.timer.about, command.timer.due_at),)
