"""Why a clock ends on its day: every day from the start to the end and what it counted for.

Owns the day-by-day list that the owner sees as a small calendar, for every unit. Refuses nothing of its own; words for
the kinds are made at the edge, only holiday names and reasons that were given come along.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from portal.domain.calendar import ONE_DAY, DayKind, WorkCalendar
from portal.domain.deadlines import Deadline, Pause, compute, stand_still_end
from portal.domain.limits import Limit, Unit
from portal.domain.rulers import TICKS_AN_HOUR, Ruler, ruler_for


class LineKind(StrEnum):
    """What a day was for the clock."""

    START = "start"
    COUNTED = "counted"
    REST = "rest"
    HOLIDAY = "holiday"
    MAKEUP = "makeup"
    PAUSED = "paused"
    EXTENDED = "extended"


WORKING: Final = frozenset({Unit.WORKDAY, Unit.WORKHOUR})
UNWORKED: Final = {DayKind.REST: LineKind.REST, DayKind.HOLIDAY: LineKind.HOLIDAY}


@dataclass(frozen=True, slots=True)
class DayLine:
    """One day: `n` is the count reached (for hours: whole hours used up), missing when the day did not count.

    `why` is the holiday's name or the reason of the pause or of the extension, as far as one was given.
    """

    date: date
    kind: LineKind
    n: int | None
    why: str


@dataclass(frozen=True, slots=True)
class _Clock:
    """Everything a line depends on."""

    limit: Limit
    start: datetime
    calendar: WorkCalendar
    deadline: Deadline
    ruler: Ruler
    pauses: tuple[Pause, ...]
    until: datetime | None
    extension_why: str
    plain: int  # the length of the limit without its extension
    held: tuple[tuple[date, date], ...]  # the pauses that counted, from and to

    def counted(self, on: date, n: int, *, extended: bool) -> DayLine:
        if self.limit.unit in WORKING and self.calendar.day(on).kind is DayKind.MAKEUP:
            return DayLine(on, LineKind.MAKEUP, n, "")
        if extended:
            return DayLine(on, LineKind.EXTENDED, n, self.extension_why)
        return DayLine(on, LineKind.COUNTED, n, "")

    def not_counted(self, on: date) -> DayLine:
        """A rest day, a holiday, or else a day on which the clock stood still."""
        info = self.calendar.day(on)
        if info.kind in UNWORKED:
            return DayLine(on, UNWORKED[info.kind], None, info.name)
        return self.paused(on)

    def paused(self, on: date) -> DayLine:
        why = next((pause.why for pause in self.pauses if self._held_on(pause, on)), "")
        return DayLine(on, LineKind.PAUSED, None, why)

    def _held_on(self, pause: Pause, on: date) -> bool:
        ended = stand_still_end(pause, self.until)
        return self.calendar.local_date(pause.began) <= on <= self.calendar.local_date(ended)

    def is_held(self, on: date) -> bool:
        """Whether the day lies in (began, ended] of a pause that counted."""
        return any(began < on <= ended for began, ended in self.held)


def explain(
    limit: Limit,
    start: datetime,
    calendar: WorkCalendar,
    *,
    pauses: Iterable[Pause] = (),
    extension: Limit | None = None,
    until: datetime | None = None,
    extension_why: str = "",
) -> tuple[DayLine, ...]:
    """The days from the start to the due day, both named; counts rise by one from 1 to the limit with its extension.

    Raises what `compute` raises.
    """
    given = tuple(pauses)
    deadline = compute(limit, start, calendar, pauses=given, extension=extension, until=until)
    ruler = ruler_for(limit, start, calendar, extension=extension)
    plain = ruler_for(limit, start, calendar, extension=None).total
    held = tuple((calendar.local_date(each.began), _ended_on(each, calendar)) for each in deadline.held)
    clock = _Clock(limit, start, calendar, deadline, ruler, given, until, extension_why, plain, held)
    first = DayLine(calendar.local_date(start), LineKind.START, 0, "")
    lines = _lines_of_days(clock) if deadline.due_on else _lines_of_hours(clock)
    return first, *lines


def _ended_on(held: Pause, calendar: WorkCalendar) -> date:
    """The last day of a pause that counted; those are always measured to an end."""
    return calendar.local_date(held.ended or held.began)


def _lines_of_days(clock: _Clock) -> Iterator[DayLine]:
    """Every day either counts, rests or is held; the last of the count always falls on the due day."""
    due = clock.deadline.due_on or clock.deadline.due_at.date()
    total = clock.ruler.total
    n = 0
    for on in _days_after(clock.calendar.local_date(clock.start), due):
        if on == due:
            yield clock.counted(on, total, extended=_is_extended(clock, total))
        elif _is_idle(clock, on, is_last=n + 1 >= total):
            yield clock.paused(on) if clock.is_held(on) and _counts_rest_days(clock) else clock.not_counted(on)
        else:
            n += 1
            yield clock.counted(on, n, extended=_is_extended(clock, n))


def _is_idle(clock: _Clock, on: date, *, is_last: bool) -> bool:
    """Whether a day before the due day is left out: held, not worked, or last of the count, which is the due day's."""
    return is_last or clock.is_held(on) or not (_counts_rest_days(clock) or clock.calendar.is_workday(on))


def _counts_rest_days(clock: _Clock) -> bool:
    return clock.limit.unit is not Unit.WORKDAY


def _is_extended(clock: _Clock, n: int) -> bool:
    return n > clock.plain


def _lines_of_hours(clock: _Clock) -> Iterator[DayLine]:
    """Whole hours used up by the end of each day; a worked day that used nothing was held by a pause.

    The last line is the day of the end, even when that is its first instant and the time was used up before it.
    """
    local, due = clock.calendar.local_date, clock.deadline.due_at
    last = local(due)
    first = local(clock.start)
    before = _used(clock, min(clock.calendar.day_ends(first), due))
    for on in _days_after(first, last):
        used = _used(clock, min(clock.calendar.day_ends(on), due))
        hours = used // TICKS_AN_HOUR
        if used > before or on == last:
            yield clock.counted(on, hours, extended=hours > clock.limit.value)
        else:
            yield clock.not_counted(on)
        before = used


def _used(clock: _Clock, at: datetime) -> int:
    """How much of the limit was used up at an instant, pauses apart."""
    held = sum(
        clock.ruler.measure(pause.began, min(stand_still_end(pause, clock.until), at))
        for pause in clock.deadline.held
        if pause.began < at
    )
    return clock.ruler.measure(clock.start, at) - held


def _days_after(first: date, last: date) -> Sequence[date]:
    return [first + ONE_DAY * step for step in range(1, (last - first).days + 1)]
