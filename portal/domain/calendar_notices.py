"""A year's notice 放假安排通知 against the calendar in force: what is new, what would change, what looks wrong.

Owns the comparison of a notice with what is loaded, day by day, and the record of an import. Refuses nothing: whether a
notice may take the place of another one is decided by whoever loads it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar

from portal.domain.calendar import SATURDAY
from portal.domain.errors import DomainError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from portal.domain.calendar import CalendarYear, WorkCalendar


class NoticeUnreadable(DomainError):
    """A file is no notice, or contradicts itself; facts: `faults`, one a line with the line of the file."""

    message_id: ClassVar[str] = "calendar.notice_unreadable"


class Standing(StrEnum):
    """How a year of a notice stands to the calendar in force."""

    NEW = "new"  # the year had no published notice
    SAME = "same"  # published already, with the same working days
    OTHER = "other"  # published already, with other working days: a correction


@dataclass(frozen=True, slots=True)
class YearChange:
    """One year of a notice beside what is in force."""

    year: CalendarYear
    standing: Standing
    to_work: tuple[date, ...]  # days that become working days
    to_rest: tuple[date, ...]  # days that become days off

    @property
    def days(self) -> tuple[date, ...]:
        """Every day that is worked on one side only."""
        return tuple(sorted((*self.to_work, *self.to_rest)))


@dataclass(frozen=True, slots=True)
class CalendarImport:
    """One notice that was loaded into a running portal; ``digest`` is that of the calendar afterwards."""

    number: int
    calendar: str
    years: tuple[CalendarYear, ...]
    source: str
    by: str
    at: datetime
    digest: str


def change_of(calendar: WorkCalendar, year: CalendarYear) -> YearChange:
    """What loading this year would change."""
    known = calendar.years.get(year.year)
    before = _exceptions(known) if known else (frozenset[date](), frozenset[date]())
    after = _exceptions(year)
    to_rest = (after[0] - before[0]) | (before[1] - after[1])
    to_work = (before[0] - after[0]) | (after[1] - before[1])
    if known is None or known.provisional:
        standing = Standing.NEW
    else:
        standing = Standing.OTHER if to_rest or to_work else Standing.SAME
    return YearChange(year, standing, tuple(sorted(to_work)), tuple(sorted(to_rest)))


def worked_holidays(calendar: WorkCalendar, year: CalendarYear) -> Iterable[tuple[date, str]]:
    """Statutory days, as far as the calendar only projects the year, on which this notice has offices work."""
    known = calendar.years.get(year.year)
    if known is None or not known.provisional:
        return ()
    off, _ = _exceptions(year)
    return tuple((day, name) for day, name in sorted(known.off.items()) if day.weekday() < SATURDAY and day not in off)


def _exceptions(year: CalendarYear) -> tuple[frozenset[date], frozenset[date]]:
    """Weekdays off, and weekend days worked: all that a notice changes about Monday to Friday."""
    return frozenset(day for day in year.off if day.weekday() < SATURDAY), year.makeup
