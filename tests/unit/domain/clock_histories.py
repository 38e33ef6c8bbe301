"""Made-up histories of a clock: limit, start, pauses, extension and now, drawn by chance or by hypothesis.

Owns what a history can look like: any unit, pauses that overlap, touch, precede the start, stay open or come too late,
starts that crowd around holidays and the turn of the year. Refuses nothing; what is due is judged elsewhere.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from portal.domain.deadlines import Pause
from portal.domain.limits import Limit, Unit
from tests.unit.domain import walking_clock as walk
from tests.unit.domain.walking_clock import DAY, Span

HALF_HOUR: Final = 30
ZERO: Final = datetime(2018, 12, 31, 16, tzinfo=UTC)
"""Minute 0 of the walking clock: midnight in the county."""

CROWDED: Final = ((1, 1), (1, 25), (2, 10), (4, 2), (4, 28), (6, 5), (9, 12), (9, 28), (10, 5), (12, 20), (12, 30))
LONGEST: Final = {Unit.WORKDAY: 45, Unit.DAY: 60, Unit.MONTH: 6, Unit.YEAR: 2, Unit.HOUR: 72, Unit.WORKHOUR: 24}
CALENDAR_UNITS: Final = (Unit.DAY, Unit.MONTH, Unit.YEAR)
DAYS: Final = {Unit.MONTH: 31, Unit.YEAR: 366}
SPARE: Final = 180
"""Days that pauses and an extension may add at most."""

Pick = Callable[[int, int], int]
"""A number from the first through the last."""


@dataclass(frozen=True, slots=True)
class History:
    """One clock; minutes are those of the walking clock, `None` ends a pause that is still open."""

    limit: Limit
    extension: Limit | None
    start: int
    pauses: tuple[tuple[int, int | None], ...]
    now: int

    @property
    def months(self) -> int:
        return self._sum(Unit.MONTH) + 12 * self._sum(Unit.YEAR)

    def _sum(self, unit: Unit) -> int:
        return sum(part.value for part in (self.limit, self.extension) if part and part.unit is unit)

    @property
    def total(self) -> int:
        """The limit with its extension; for calendar units the days apart from the months."""
        unit = self.limit.unit
        return self._sum(Unit.DAY if unit in CALENDAR_UNITS else unit)

    @property
    def spans(self) -> Sequence[Span]:
        """The pauses as the law counts them at now: an open one up to now."""
        return self.spans_until(self.now)

    def spans_until(self, until: int) -> Sequence[Span]:
        """The pauses, open ones ended there, as far as they lie after the start."""
        closed = ((began, max(began, until) if to is None else to) for began, to in self.pauses)
        return [(max(began, self.start), to) for began, to in closed if to > self.start]

    @property
    def held(self) -> tuple[Pause, ...]:
        return tuple(Pause(instant(began), None if to is None else instant(to)) for began, to in self.pauses)


def instant(minute: int) -> datetime:
    return ZERO + timedelta(minutes=minute)


def history(pick: Pick, units: Sequence[Unit], *, grid: int | None = None) -> History:
    """One history; hours begin on half-hours, so that a walk by half-hours can end where they end."""
    unit = units[pick(0, len(units) - 1)]
    grid = grid or (1 if unit.is_date_unit else HALF_HOUR)
    limit = Limit(pick(1, LONGEST[unit]), unit)
    around = (limit.value * DAYS.get(unit, 1) + 1 if unit.is_date_unit else 8) * DAY
    start = _start(pick, latest=walk.LAST - 2 * around // DAY - SPARE) // grid * grid
    pauses: list[tuple[int, int | None]] = []
    for _ in range(max(0, pick(-1, 3))):
        pauses.append(_pause(pick, grid, start=start, around=around, before=pauses))
    now = start + pick(-DAY // grid, (around + 30 * DAY) // grid) * grid
    return History(limit, _extension(pick, unit), start, tuple(pauses), now)


def _start(pick: Pick, *, latest: int) -> int:
    year = pick(2019, 2027)
    month, day = CROWDED[pick(0, len(CROWDED) - 1)]
    near = (datetime(year, month, day, tzinfo=UTC).date() - walk.FIRST).days
    anywhere = pick(0, 1) * pick(-150, 150)
    at_midnight = pick(0, 9) == 0
    on = min(max(2, near + pick(-6, 6) + anywhere), latest)
    return on * DAY + (0 if at_midnight else pick(0, DAY - 1))


def _pause(
    pick: Pick, grid: int, *, start: int, around: int, before: Sequence[tuple[int, int | None]]
) -> tuple[int, int | None]:
    """Anywhere from a day before the start until after the end; now and then where the pause before it ended."""
    began = start + pick(-DAY // grid, around // grid) * grid
    if before and pick(0, 4) == 0:
        began = before[-1][1] or began
    if pick(0, 5) == 0:
        return began, None
    length = (0, pick(0, DAY), pick(0, 4) * DAY, pick(0, 20) * DAY)[pick(0, 3)]
    to = began + length // grid * grid
    return began, to // DAY * DAY if to // DAY * DAY >= began and pick(0, 6) == 0 else to


def _extension(pick: Pick, unit: Unit) -> Limit | None:
    """A third of the clocks are extended, calendar units by any of them."""
    if pick(0, 2):
        return None
    if unit in CALENDAR_UNITS:
        unit = CALENDAR_UNITS[pick(0, 1)]
    return Limit(pick(1, 2 if unit is Unit.MONTH else 15), unit)
