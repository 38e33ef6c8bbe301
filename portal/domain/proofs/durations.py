"""How limits of different units are compared when no day is known on which they start.

Owns the rate of exchange: a week has seven days of which five are worked, a working day has the six and a half office
hours of the shipped calendar, a month thirty days, a year 365. Everything is counted in whole ticks, so sums are exact.
Real dates are the business of `portal.domain.deadlines`.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from portal.domain.limits import INSTANT_UNITS, Limit, Unit

if TYPE_CHECKING:
    from collections.abc import Mapping

OFFICE_HOURS: Final = Fraction(13, 2)
"""Hours of one working day, as in workflows/calendars/cn-office-hours.yaml (a test compares)."""

TICKS: Final[Mapping[Unit, int]] = {
    Unit.WORKDAY: 2184,
    Unit.WORKHOUR: 336,
    Unit.DAY: 1560,
    Unit.HOUR: 65,
    Unit.MONTH: 30 * 1560,
    Unit.YEAR: 365 * 1560,
}
"""Ticks of one unit: the least number that makes all of them whole."""

DAY_TICKS: Final = TICKS[Unit.WORKDAY]
LONG_HOLIDAY: Final = 10 * TICKS[Unit.DAY]
"""Spring Festival with the weekends around it: as much as two counts of days can drift apart."""


def ticks(limit: Limit) -> int:
    """The length of a limit on average, in ticks."""
    return limit.value * TICKS[limit.unit]


def is_longer(one: Limit, other: Limit) -> bool:
    """Whether the first limit is longer; exact for the same unit, on average for different ones."""
    return ticks(one) > ticks(other)


def may_be_longer(one: Limit, other: Limit) -> bool:
    """Whether a long holiday could make the first longer than the second: only when one counts rest days."""
    if _counts_work(one.unit) == _counts_work(other.unit):
        return False
    return ticks(one) + LONG_HOLIDAY > ticks(other) >= ticks(one) and _counts_work(one.unit)


def _counts_work(unit: Unit) -> bool:
    return unit in {Unit.WORKDAY, Unit.WORKHOUR}


def one_after_another(before: tuple[int, int], limit: Limit) -> tuple[int, int]:
    """Whole days and further hours used up once a limit follows; a limit of days starts with the next working day."""
    days, hours = before
    if limit.unit in INSTANT_UNITS:
        return days, hours + ticks(limit)
    return days + -(-hours // DAY_TICKS) * DAY_TICKS + ticks(limit), 0


def in_workdays(amount: int) -> str:
    """Ticks as working days with at most two decimals."""
    return f"{amount / DAY_TICKS:.2f}".rstrip("0").rstrip(".")
