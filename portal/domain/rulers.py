"""How each unit of a limit is measured out: working days, calendar days and months, hours, office hours.

Owns where a limit ends when it has been moved by so much, from when its light is yellow, and how far a pause moves it.
Refuses an extension in a unit that cannot be added to the limit's own. Used by `deadlines` and `explanation` only.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import ClassVar, Final, Protocol

from portal.domain.calendar import ONE_DAY, WorkCalendar
from portal.domain.errors import DomainError
from portal.domain.limits import Limit, Unit

MONTHS_OF: Final = {Unit.MONTH: 1, Unit.YEAR: 12}
CALENDAR_UNITS: Final = frozenset({Unit.DAY, *MONTHS_OF})
TICK: Final = timedelta(microseconds=1)
TICKS_AN_HOUR: Final = timedelta(hours=1) // TICK
TICKS_A_SECOND: Final = timedelta(seconds=1) // TICK


class ExtensionUnitMismatch(DomainError):
    """An extension cannot be added to a limit of another kind; facts: `limit`, `extension` (their units)."""

    message_id: ClassVar[str] = "extension.unit_mismatch"


@dataclass(frozen=True, slots=True)
class End:
    """Where a limit ends; the fields are those of `Deadline`."""

    due_on: date | None
    due_at: datetime
    warn_at: datetime
    provisional: bool


class Ruler(Protocol):
    """A limit laid on a calendar at its start; lengths are whole numbers of the ruler's own unit."""

    @property
    def total(self) -> int:
        """The length of the limit with its extension, pauses apart."""

    def measure(self, began: datetime, ended: datetime) -> int:
        """How much of the ruler's unit passes between two instants."""

    def end(self, moved: int) -> End:
        """Where the limit ends when pauses have moved it by so much."""


@dataclass(frozen=True, slots=True)
class WorkdayRuler:
    """Counts working days; the day of the start is not counted (许可法 art. 82)."""

    base: date
    total: int
    calendar: WorkCalendar

    def measure(self, began: datetime, ended: datetime) -> int:
        return self.calendar.workdays_between(self.calendar.local_date(began), self.calendar.local_date(ended))

    def end(self, moved: int) -> End:
        due = self.calendar.add_workdays(self.base, self.total + moved)
        warned = self.calendar.add_workdays(due, -warning_share(self.total))
        return End(
            due,
            self.calendar.day_ends(due),
            self.calendar.day_begins(warned),
            self.calendar.is_range_provisional(self.base, due),
        )


@dataclass(frozen=True, slots=True)
class DayRuler:
    """Counts calendar days, months and years; past rest days it rolls once, at the very end (民法典 art. 201-203)."""

    base: date
    months: int
    days: int
    calendar: WorkCalendar

    @property
    def total(self) -> int:
        return (self.last_day(0) - self.base).days

    def last_day(self, moved: int) -> date:
        """The last day before it is rolled past rest days."""
        return _add_months(self.base, self.months) + timedelta(days=self.days + moved)

    def measure(self, began: datetime, ended: datetime) -> int:
        return (self.calendar.local_date(ended) - self.calendar.local_date(began)).days

    def end(self, moved: int) -> End:
        last = self.last_day(moved)
        due = self.calendar.roll_forward(last)
        warned = due - timedelta(days=warning_share(self.total))
        return End(
            due,
            self.calendar.day_ends(due),
            self.calendar.day_begins(warned),
            self.calendar.is_range_provisional(last - ONE_DAY, due),
        )


@dataclass(frozen=True, slots=True)
class HourRuler:
    """Counts elapsed time from the instant itself, never rolled; lengths in microseconds."""

    start: datetime
    total: int

    def measure(self, began: datetime, ended: datetime) -> int:
        return (ended - began) // TICK

    def end(self, moved: int) -> End:
        due = (self.start + (self.total + moved) * TICK).astimezone(UTC)
        return End(None, due, due - _hours_warning(self.total) * TICK, provisional=False)


@dataclass(frozen=True, slots=True)
class OfficeRuler:
    """Counts time inside the office hours of working days; lengths in microseconds."""

    start: datetime
    total: int
    calendar: WorkCalendar

    def measure(self, began: datetime, ended: datetime) -> int:
        return self.calendar.office_time_between(began, ended) // TICK

    def end(self, moved: int) -> End:
        due = self._after(self.total + moved)
        first, last = self.calendar.local_date(self.start), self.calendar.local_date(due)
        return End(
            None,
            due,
            self._after(self.total + moved - _hours_warning(self.total)),
            self.calendar.is_range_provisional(first - ONE_DAY, last),
        )

    def _after(self, ticks: int) -> datetime:
        return self.calendar.add_office_time(self.start, ticks / TICKS_A_SECOND)


def ruler_for(limit: Limit, start: datetime, calendar: WorkCalendar, *, extension: Limit | None) -> Ruler:
    """The ruler of a limit; an extension is added to the limit, not to a due day. Raises `ExtensionUnitMismatch`."""
    if extension is not None and not _can_be_added(limit.unit, extension.unit):
        raise ExtensionUnitMismatch(limit=limit.unit, extension=extension.unit)
    parts = [limit] if extension is None else [limit, extension]
    value = sum(part.value for part in parts)
    if limit.unit is Unit.HOUR:
        return HourRuler(start, value * TICKS_AN_HOUR)
    if limit.unit is Unit.WORKHOUR:
        return OfficeRuler(start, value * TICKS_AN_HOUR, calendar)
    base = calendar.local_date(start)
    if limit.unit is Unit.WORKDAY:
        return WorkdayRuler(base, value, calendar)
    months = sum(part.value * MONTHS_OF.get(part.unit, 0) for part in parts)
    days = sum(part.value for part in parts if part.unit is Unit.DAY)
    return DayRuler(base, months, days, calendar)


def warning_share(limit: int) -> int:
    """With how many units left the light turns yellow: a fifth, at least one, but never the whole limit."""
    return min(limit - 1, max(1, -(-limit // 5)))


def _hours_warning(total: int) -> int:
    """Hours are yellow when less than a fifth is left, so one tick below it."""
    return total // 5 - 1


def _can_be_added(limit: Unit, extension: Unit) -> bool:
    return limit is extension or {limit, extension} <= CALENDAR_UNITS


def _add_months(base: date, months: int) -> date:
    """The same day number, clamped to the month's end (民法典 art. 202)."""
    year, month = divmod(base.year * 12 + base.month - 1 + months, 12)
    return date(year, month + 1, min(base.day, monthrange(year, month + 1)[1]))
