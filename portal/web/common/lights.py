"""How much time is left, as a light with words: 超期 1 天, 今天, 剩 3 天, 剩 2 小时.

Owns the words beside red, yellow and green. Refuses to compute a due date: those were stored when
the clock started.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from flask_babel import gettext as _
from flask_babel import ngettext

from portal.domain.calendar import WorkCalendar
from portal.domain.case.moves import CaseState
from portal.domain.deadlines import Deadline, light, remaining
from portal.domain.limits import Limit
from portal.domain.workflow import Service
from portal.services.records.core import CaseLine
from portal.web.common.parts import Badge, Tone

HOUR: Final = 3600
MINUTE: Final = 60
DECIDED: Final = frozenset({CaseState.GRANTED, CaseState.REFUSED})


@dataclass(frozen=True, slots=True)
class Due:
    """A running clock as a list row knows it; `limit` says what its days or hours count."""

    at: datetime
    warn_at: datetime
    on: date | None
    limit: Limit

    @classmethod
    def of(cls, deadline: Deadline) -> "Due":
        return cls(deadline.due_at, deadline.warn_at, deadline.due_on, deadline.limit)


def due_badge(due: Due | None, now: datetime, calendar: WorkCalendar) -> Badge:
    """The light of a clock; grey when none is running."""
    if due is None:
        return Badge(Tone.GREY, _("No clock running"))
    tone = Tone(light(due.warn_at, due.at, now).value)
    overdue = now >= due.at
    words = days_words(due, now, calendar) if due.on else hours_words(due, now, calendar)
    return Badge(tone, (late_words(due, now, calendar) if overdue else words))


def days_words(due: Due, now: datetime, calendar: WorkCalendar) -> str:
    """今天 on the last day, else the days left in the unit of the limit."""
    left = left_of(due, now, calendar)
    return str(ngettext("%(num)s day left", "%(num)s days left", left)) if left > 0 else _("Today")


def hours_words(due: Due, now: datetime, calendar: WorkCalendar) -> str:
    """Hours left, minutes in the last hour; office hours where the limit counts those."""
    left = left_of(due, now, calendar)
    if left >= HOUR:
        return str(ngettext("%(num)s hour left", "%(num)s hours left", left // HOUR))
    return str(ngettext("%(num)s minute left", "%(num)s minutes left", max(left // MINUTE, 1)))


def late_words(due: Due, now: datetime, calendar: WorkCalendar) -> str:
    """By how many working days a clock is overdue; hours while it is the same day."""
    today = calendar.local_date(now)
    ended_on = due.on or calendar.local_date(due.at)
    if ended_on < today:
        late = max(calendar.workdays_between(ended_on, today), 1)
        return str(ngettext("%(num)s day overdue", "%(num)s days overdue", late))
    late = max((now - due.at) // timedelta(seconds=MINUTE), 1)
    if late >= MINUTE:
        return str(ngettext("%(num)s hour overdue", "%(num)s hours overdue", late // MINUTE))
    return str(ngettext("%(num)s minute overdue", "%(num)s minutes overdue", late))


def left_of(due: Due, now: datetime, calendar: WorkCalendar) -> int:
    deadline = Deadline(due.limit, due.on, due.at, due.warn_at, provisional=False, at_least=False)
    return remaining(deadline, now, calendar)


def due_of(line: CaseLine, service: Service) -> Due | None:
    """The running clock of a line, if one runs."""
    if line.due_at is None or line.warn_at is None:
        return None
    return Due(line.due_at, line.warn_at, line.due_on, limit_of(line.state, service))


def limit_of(state: CaseState, service: Service) -> Limit:
    """Which limit of the service runs in a state."""
    if state is CaseState.SUBMITTED:
        return service.limits.acceptance
    if state is CaseState.CORRECTING:
        return service.limits.correction
    return service.limits.delivery if state in DECIDED else service.limits.promise
