"""Working days of one authority (工作日历): which day is worked, which is not, and whether that is already official.

Owns the arithmetic on whole days and on office hours, in the calendar's own zone. Refuses instants without an offset
and years that are neither published nor projected; it never falls back to "Monday to Friday".
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import cached_property
from itertools import accumulate
from typing import ClassVar, Final
from zoneinfo import ZoneInfo

from portal.domain.errors import DomainError

SATURDAY: Final = 5
ONE_DAY: Final = timedelta(days=1)


class YearNotLoaded(DomainError):
    """A day was asked for in a year without notice and without projection; fact: `year`."""

    message_id: ClassVar[str] = "calendar.year_not_loaded"

    def __init__(self, year: int) -> None:
        super().__init__(year=year)


class NaiveInstant(DomainError):
    """An instant without an offset names no moment; fact: `instant`."""

    message_id: ClassVar[str] = "calendar.naive_instant"


class CalendarInvalid(DomainError):
    """The data of a calendar contradict themselves; facts: `key` or `year`, and `reason`."""

    message_id: ClassVar[str] = "calendar.invalid"


class DayKind(StrEnum):
    """Why a day is or is not worked."""

    WORKDAY = "workday"
    REST = "rest"
    HOLIDAY = "holiday"
    MAKEUP = "makeup"


@dataclass(frozen=True, slots=True)
class DayInfo:
    """One day and what it is; `name` is the holiday's name, empty for ordinary days."""

    date: date
    kind: DayKind
    name: str


@dataclass(frozen=True, slots=True)
class OfficeHours:
    """One stretch of opening time on a working day, local time, closed before it opens again."""

    opens: time
    closes: time

    def __post_init__(self) -> None:
        if not self.opens < self.closes:
            raise CalendarInvalid(reason="office_hours", opens=self.opens, closes=self.closes)

    @property
    def length(self) -> timedelta:
        return _since_midnight(self.closes) - _since_midnight(self.opens)


@dataclass(frozen=True, slots=True)
class CalendarYear:
    """One year's notice: the days off with their names, and the weekend days worked instead (调休上班).

    A notice may name days of the December before: the new-year block of 2019 began on 30 December 2018.
    `provisional` means that no notice is published and the days are projected from the law.
    """

    year: int
    notice: str | None
    off: Mapping[date, str]
    makeup: frozenset[date]
    provisional: bool

    def __post_init__(self) -> None:
        both = self.makeup & self.off.keys()
        if both:
            raise CalendarInvalid(year=self.year, reason="off_and_makeup", on=min(both))
        for day in (*self.off, *self.makeup):
            if day.year != self.year and (day.year, day.month) != (self.year - 1, 12):
                raise CalendarInvalid(year=self.year, reason="other_year", on=day)
        for day in self.makeup:
            if day.weekday() < SATURDAY:
                raise CalendarInvalid(year=self.year, reason="makeup_on_weekday", on=day)


@dataclass(frozen=True)
class WorkCalendar:
    """The working days of an authority over several years; every answer depends on its content alone."""

    key: str
    zone: ZoneInfo
    years: Mapping[int, CalendarYear]
    office_hours: tuple[OfficeHours, ...]

    def __post_init__(self) -> None:
        if not self.years or any(number != year.year for number, year in self.years.items()):
            raise CalendarInvalid(key=self.key, reason="years")
        for earlier, later in zip(self.office_hours, self.office_hours[1:], strict=False):
            if later.opens < earlier.closes:
                raise CalendarInvalid(key=self.key, reason="office_hours", opens=later.opens, closes=earlier.closes)
        both = self._makeup & self._off.keys()
        if both:  # a notice may name days of the December before, and so contradict the one of that year
            raise CalendarInvalid(key=self.key, reason="off_and_makeup", on=min(both))

    def __hash__(self) -> int:
        return hash(self.digest)

    def with_year(self, year: CalendarYear) -> "WorkCalendar":
        """The same calendar after a year's notice was loaded in place of what was there."""
        return WorkCalendar(self.key, self.zone, {**self.years, year.year: year}, self.office_hours)

    # --- what a day is -------------------------------------------------------------------------

    @cached_property
    def digest(self) -> str:
        """SHA-256 over the whole content, so that an answer given on a past day can be reproduced."""
        content = {
            "key": self.key,
            "zone": self.zone.key,
            "office_hours": [[str(hours.opens), str(hours.closes)] for hours in self.office_hours],
            "years": [_year_content(self.years[number]) for number in sorted(self.years)],
        }
        canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(canonical.encode()).hexdigest()

    def day(self, on: date) -> DayInfo:
        """What this day is, with the holiday's name; raises `YearNotLoaded`."""
        self._require(on, on)
        name = self._off.get(on)
        if name is not None:
            return DayInfo(on, DayKind.HOLIDAY, name)
        if on in self._makeup:
            return DayInfo(on, DayKind.MAKEUP, "")
        return DayInfo(on, DayKind.REST if on.weekday() >= SATURDAY else DayKind.WORKDAY, "")

    def is_workday(self, on: date) -> bool:
        """Whether offices work on this day; raises `YearNotLoaded`."""
        self._require(on, on)
        return self._is_worked(on)

    def is_provisional(self, on: date) -> bool:
        """Whether this day's kind is a projection, because its year has no published notice yet."""
        self._require(on, on)
        return self.years[on.year].provisional

    def is_range_provisional(self, after: date, through: date) -> bool:
        """Whether any day in (after, through] is a projection."""
        first = after + ONE_DAY
        if first > through:
            return False
        self._require(first, through)
        return any(self.years[number].provisional for number in range(first.year, through.year + 1))

    # --- counting whole days -------------------------------------------------------------------

    def add_workdays(self, base: date, n: int) -> date:
        """The n-th working day after `base`, which is itself not counted; before it when n is negative."""
        if n == 0:
            return base
        position = self._count_through(base) + n if n > 0 else self._count_through(base - ONE_DAY) + n + 1
        if position < 1:
            raise YearNotLoaded(self._first.year - 1)
        if position > len(self._worked):
            raise YearNotLoaded(self._last.year + 1)
        found = self._worked[position - 1]
        self._require(*((base + ONE_DAY, found) if n > 0 else (found, base - ONE_DAY)))
        return found

    def workdays_between(self, after: date, through: date) -> int:
        """How many working days lie in (after, through]; negative when the two are reversed."""
        if through < after:
            return -self.workdays_between(through, after)
        if through == after:
            return 0
        self._require(after + ONE_DAY, through)
        return self._count_through(through) - self._count_through(after)

    def roll_forward(self, on: date) -> date:
        """The day itself when it is worked, else the next working day (民法典 art. 203)."""
        return on if self.is_workday(on) else self.add_workdays(on, 1)

    # --- days and instants ---------------------------------------------------------------------

    def local_date(self, instant: datetime) -> date:
        """The calendar's date at an instant; raises `NaiveInstant`."""
        return aware(instant).astimezone(self.zone).date()

    def day_begins(self, on: date) -> datetime:
        """The UTC instant of 00:00 local time."""
        return datetime.combine(on, time.min, self.zone).astimezone(UTC)

    def day_ends(self, on: date) -> datetime:
        """The UTC instant of 00:00 local time of the next day: the first one that is no longer this day."""
        return self.day_begins(on + ONE_DAY)

    # --- office time ---------------------------------------------------------------------------

    def add_office_time(self, instant: datetime, seconds: float) -> datetime:
        """The first UTC instant at which `seconds` of office time have passed since `instant`."""
        if seconds <= 0:
            return aware(instant).astimezone(UTC)
        whole = self._office_day()
        day = self.local_date(instant)
        wanted = timedelta(seconds=seconds) + self._opened_on(day, instant)
        today = whole if self.is_workday(day) else timedelta()
        if wanted > today:
            full_days = -((today - wanted) // whole)
            wanted -= today + (full_days - 1) * whole
            day = self.add_workdays(day, full_days)
        return self._office_instant(day, wanted)

    def office_time_between(self, start: datetime, end: datetime) -> timedelta:
        """Office time that passes from `start` to `end`; negative when they are reversed."""
        whole = self._office_day()
        first, last = self.local_date(start), self.local_date(end)
        first_day = first - ONE_DAY
        days = self.workdays_between(first_day, last - ONE_DAY)
        return days * whole + self._opened_on(last, end) - self._opened_on(first, start)

    def _office_day(self) -> timedelta:
        whole = sum((hours.length for hours in self.office_hours), timedelta())
        if not whole:
            raise CalendarInvalid(key=self.key, reason="no_office_hours")
        return whole

    def _opened_on(self, day: date, instant: datetime) -> timedelta:
        """Office time on `day` that lies before `instant`."""
        if not self.is_workday(day):
            return timedelta()
        clock = _since_midnight(instant.astimezone(self.zone).time())
        spent = (min(clock, _since_midnight(h.closes)) - _since_midnight(h.opens) for h in self.office_hours)
        return sum((part for part in spent if part > timedelta()), timedelta())

    def _office_instant(self, day: date, spent: timedelta) -> datetime:
        """The first instant of a working day at which `spent` of its office time has passed."""
        for hours in self.office_hours:
            if spent <= hours.length:
                local = datetime.combine(day, hours.opens, self.zone) + spent
                return local.astimezone(UTC)
            spent -= hours.length
        raise CalendarInvalid(key=self.key, reason="office_hours", on=day)

    # --- the index -----------------------------------------------------------------------------

    @cached_property
    def _first(self) -> date:
        return date(min(self.years), 1, 1)

    @cached_property
    def _last(self) -> date:
        return date(max(self.years), 12, 31)

    @cached_property
    def _off(self) -> Mapping[date, str]:
        return {day: name for number in sorted(self.years) for day, name in self.years[number].off.items()}

    @cached_property
    def _makeup(self) -> frozenset[date]:
        return frozenset[date]().union(*(year.makeup for year in self.years.values()))

    def _is_worked(self, on: date) -> bool:
        return on in self._makeup or (on.weekday() < SATURDAY and on not in self._off)

    @cached_property
    def _worked(self) -> tuple[date, ...]:
        """Every working day from the first to the last year; a gap between the years counts none."""
        return tuple(day for day in _days(self._first, self._last) if day.year in self.years and self._is_worked(day))

    @cached_property
    def _counts(self) -> tuple[int, ...]:
        """Entry i: how many working days there are through the i-th day."""
        worked = frozenset(self._worked)
        return tuple(accumulate(day in worked for day in _days(self._first, self._last)))

    def _count_through(self, on: date) -> int:
        index = on.toordinal() - self._first.toordinal()
        if index < 0:
            if index < -1:
                raise YearNotLoaded(on.year)
            return 0
        if on > self._last:
            raise YearNotLoaded(on.year)
        return self._counts[index]

    def _require(self, first: date, last: date) -> None:
        for number in range(first.year, last.year + 1):
            if number not in self.years:
                raise YearNotLoaded(number)


def aware(instant: datetime) -> datetime:
    """The instant unchanged when it has an offset; raises `NaiveInstant`."""
    if instant.utcoffset() is None:
        raise NaiveInstant(instant=instant)
    return instant


def _since_midnight(clock: time) -> timedelta:
    return timedelta(hours=clock.hour, minutes=clock.minute, seconds=clock.second, microseconds=clock.microsecond)


def _days(first: date, last: date) -> Iterable[date]:
    return map(date.fromordinal, range(first.toordinal(), last.toordinal() + 1))


def _year_content(year: CalendarYear) -> Mapping[str, object]:
    return {
        "year": year.year,
        "notice": year.notice,
        "provisional": year.provisional,
        "off": sorted((day.isoformat(), name) for day, name in year.off.items()),
        "makeup": sorted(day.isoformat() for day in year.makeup),
    }
