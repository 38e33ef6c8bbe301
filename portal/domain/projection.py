"""A year without a published notice, projected from the statutory holidays (全国年节及纪念日放假办法).

Owns the substitute days that the law gives; every projected year is provisional. Refuses to invent make-up working
days (调休): only the State Council's notice names them.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from portal.domain.calendar import ONE_DAY, SATURDAY, CalendarYear


def project_year(year: int, festivals: Mapping[str, Sequence[date]]) -> CalendarYear:
    """The days off of a year from its festivals by name.

    A statutory day that falls on a weekend, or on another festival's day, is made good on the next working day.
    """
    off = _statutory(festivals)
    seen: set[date] = set()
    for name, days in sorted(festivals.items(), key=lambda entry: min(entry[1])):
        owed = sum(day.weekday() >= SATURDAY or day in seen for day in days)
        seen.update(days)
        substitutes = _working_after(max(days), off)
        off |= {next(substitutes): name for _ in range(owed)}
    return CalendarYear(year, None, off, frozenset(), provisional=True)


def _statutory(festivals: Mapping[str, Sequence[date]]) -> dict[date, str]:
    off: dict[date, str] = {}
    for name, days in festivals.items():
        for day in days:
            off[day] = f"{off[day]}、{name}" if day in off else name
    return off


def _working_after(last: date, off: Mapping[date, str]) -> Iterator[date]:
    day = last + ONE_DAY
    while True:
        if day.weekday() < SATURDAY and day not in off:
            yield day
        day += ONE_DAY
