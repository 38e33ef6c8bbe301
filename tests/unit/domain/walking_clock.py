"""A second clock, written another way, to hold the first one against: it walks day by day, or step by step for hours.

Owns no rule of its own and shares no code with the portal: time is whole minutes of the county's wall clock since the
first of January 2019, working days come from the independent package `chinese_calendar` and, for 2027, from the days
that the domain guide lists. Slow on purpose.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, TypeAlias

import chinese_calendar

DAY: Final = 24 * 60
FIRST: Final = date(2019, 1, 1)
PUBLISHED: Final = (date(2027, 1, 1) - FIRST).days
LAST: Final = (date(2027, 12, 31) - FIRST).days
OPEN: Final = ((9 * 60, 12 * 60), (13 * 60 + 30, 17 * 60))

Span: TypeAlias = tuple[int, int]
"""A pause from one minute to another; an open one has been closed at now."""

HOLIDAYS_2027: Final = frozenset(
    date(2027, month, day)
    for month, days in {
        1: (1,),
        2: (5, 6, 7, 8, 9, 10),
        4: (5,),
        5: (1, 2, 3, 4),
        6: (9,),
        9: (15,),
        10: (1, 2, 3, 4, 5),
    }.items()
    for day in days
)


def dated(day: int) -> date:
    return FIRST + timedelta(days=day)


def _works(day: date) -> bool:
    if day.year < 2027:
        return bool(chinese_calendar.is_workday(day))
    return day.weekday() < 5 and day not in HOLIDAYS_2027


WORKS: Final = tuple(_works(dated(day)) for day in range(LAST + 1))


@dataclass(frozen=True, slots=True)
class Walked:
    """Where the walk ended, `due` is a day or a minute, and whether it looked at a day that is only projected."""

    due: int
    projected: bool


def workdays(total: int, start: int, pauses: Sequence[Span]) -> Walked:
    """Every day is looked at once: is it worked, does the clock stand still on it, is one less left."""
    day = due = start // DAY
    left = total
    while left or still_held(pauses, due=due, day=day):
        day += 1
        if not WORKS[day]:
            continue
        if held(pauses, day):
            due = due if left else day
        else:
            left -= 1
            due = day
    return Walked(due, projected=day >= PUBLISHED)


def days(months: int, more: int, start: int, pauses: Sequence[Span]) -> Walked:
    """Every day counts unless the clock stands still on it; past rest days once, when nothing is left to add."""
    day = last = same_day_later(start // DAY, months) + more
    last += sum(held(pauses, one) for one in range(start // DAY + 1, day + 1))
    while still_held(pauses, due=rolled(last), day=day) or day < last:
        day += 1
        last += held(pauses, day)
    return Walked(rolled(last), projected=rolled(last) >= PUBLISHED)


def hours(steps: int, start: int, pauses: Sequence[Span], *, step: int, office: bool) -> Walked:
    """Step by step: a step counts when no pause holds it and, for working hours, the office is open."""
    minute, left = start, steps
    while left:
        if not stands(pauses, minute) and (is_open(minute) or not office):
            left -= 1
        minute += step
    reached = max([minute, *(to for began, to in pauses if began < minute)])
    return Walked(minute, projected=office and reached // DAY >= PUBLISHED)


# --- small questions --------------------------------------------------------------------------------


def held(pauses: Iterable[Span], day: int) -> bool:
    """Whether the day lies in (from, to] of a pause."""
    return any(began // DAY < day <= to // DAY for began, to in pauses)


def stands(pauses: Iterable[Span], minute: int) -> bool:
    return any(began <= minute < to for began, to in pauses)


def still_held(pauses: Sequence[Span], *, due: int, day: int) -> bool:
    """Whether a pause that began in time goes on after this day, which is the due day or later, without a gap."""
    if day < due:
        return True
    reach = held_until(pauses, (due + 1) * DAY)
    return reach is not None and reach // DAY > day


def held_until(pauses: Sequence[Span], midnight: int) -> int | None:
    """Up to when pauses that began before the due day was over go on without a gap; None when none does."""
    reach = max((to for began, to in pauses if began < midnight <= to), default=None)
    while reach is not None:
        further = max((to for began, to in pauses if began <= reach < to), default=reach)
        if further == reach:
            return reach
        reach = further
    return None


def rolled(day: int) -> int:
    while not WORKS[day]:
        day += 1
    return day


def same_day_later(base: int, months: int) -> int:
    """Walk from month to month, then to the day of the same number or to the last one there is."""
    wanted, day = dated(base).day, base
    for _ in range(months):
        day += 1 - dated(day).day
        while dated(day + 1).day != 1:
            day += 1
        day += 1
    while months and dated(day).day < wanted and dated(day + 1).day != 1:
        day += 1
    return day


def is_open(minute: int) -> bool:
    return WORKS[minute // DAY] and any(opens <= minute % DAY < closes for opens, closes in OPEN)


def workdays_left(today: int, due: int) -> int:
    if today > due:
        return -workdays_left(due, today)
    return sum(WORKS[day] for day in range(today + 1, due + 1))


def office_minutes_left(now: int, due: int, *, step: int) -> int:
    if now > due:
        return -office_minutes_left(due, now, step=step)
    return step * sum(is_open(minute) for minute in range(now, due, step))
