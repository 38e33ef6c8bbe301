"""A second clock, written another way, to hold the first one against: it walks day by day or half-hour by half-hour.

Owns no rule of its own: working days come from the independent package `chinese_calendar`, 2019-2026. Slow on purpose.
"""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

import chinese_calendar

from portal.domain.deadlines import Pause

ZONE: Final = ZoneInfo("Asia/Shanghai")
DAY: Final = timedelta(days=1)
STEP: Final = timedelta(minutes=30)
OPEN: Final = ((time(9), time(12)), (time(13, 30), time(17)))


def works(day: date) -> bool:
    return bool(chinese_calendar.is_workday(day))


def local(instant: datetime) -> date:
    return instant.astimezone(ZONE).date()


def due_day(unit: str, total: int, *, start: datetime, pauses: Sequence[Pause]) -> date:
    """Grow the set of held days until no further pause begins in time; every pause here is closed."""
    counted: list[Pause] = []
    while True:
        held = {day for pause in counted for day in days_held(pause) if day > local(start)}
        due = walked(unit, total, base=local(start), held=held)
        more = [p for p in pauses if p not in counted and (local(p.began) <= due or follows_on(p, counted))]
        if not more:
            return due
        counted += more


def follows_on(pause: Pause, counted: Sequence[Pause]) -> bool:
    return any(other.began <= pause.began <= other.ended for other in counted if other.ended)


def days_held(pause: Pause) -> list[date]:
    days, day = [], local(pause.began)
    while pause.ended and day < local(pause.ended):
        day += DAY
        days.append(day)
    return days


def walked(unit: str, total: int, *, base: date, held: set[date]) -> date:
    if unit == "workday":
        return walked_workdays(base, total + sum(map(works, held)))
    day = base if unit == "day" else same_day_later(base, total)
    for _ in range((total if unit == "day" else 0) + len(held)):
        day += DAY
    while not works(day):
        day += DAY
    return day


def walked_workdays(base: date, total: int) -> date:
    day = base
    while total:
        day += DAY
        total -= works(day)
    return day


def same_day_later(base: date, months: int) -> date:
    year, month = base.year, base.month
    for _ in range(months):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return date(year, month, min(base.day, monthrange(year, month)[1]))


def due_instant(unit: str, total: int, *, start: datetime, pauses: Sequence[Pause]) -> datetime:
    """Walk in half-hours; a half-hour counts when no pause holds it and, for working hours, the office is open."""
    left, instant = total * 2, start
    while left:
        held = any(pause.covers(instant) for pause in pauses)
        left -= not held and (unit == "hour" or is_open(instant))
        instant += STEP
    return instant


def is_open(instant: datetime) -> bool:
    clock = instant.astimezone(ZONE).time()
    return works(local(instant)) and any(opens <= clock < closes for opens, closes in OPEN)


def workdays_left(today: date, due: date) -> int:
    sign, (first, last) = (1, (today, due)) if today <= due else (-1, (due, today))
    count = 0
    while first < last:
        first += DAY
        count += works(first)
    return sign * count
