"""The days of a clock as small month calendars, for the closing notice.

Owns which weeks are drawn and what stands in each cell. A long clock shows its first and last months only, so that no
limit fills page after page; every day is in :mod:`portal.documents.day_words` besides.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Final

from portal.documents.wording import local_day
from portal.domain.documents import ExplainedClock
from portal.domain.explanation import DayLine, LineKind
from portal.domain.texts import Text

DAYS: Final = 7
MONTHS_DRAWN: Final = 6

COUNTED: Final = frozenset({LineKind.COUNTED, LineKind.MAKEUP, LineKind.EXTENDED})

MARKS: Final[Mapping[LineKind, Text]] = {
    LineKind.START: Text("起", "S"),
    LineKind.COUNTED: Text("", ""),
    LineKind.REST: Text("休", "R"),
    LineKind.HOLIDAY: Text("假", "H"),
    LineKind.MAKEUP: Text("班", "W"),
    LineKind.PAUSED: Text("停", "P"),
    LineKind.EXTENDED: Text("延", "E"),
}
"""The sign before the count; so that no day is told by its shade alone."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One day: its number, its sign with the count, and the classes it is drawn with."""

    day: int
    mark: Text
    classes: str


@dataclass(frozen=True, slots=True)
class Month:
    """One month, only the weeks that the clock touches; Monday first, empty where the clock does not run."""

    first: date
    weeks: tuple[tuple[Cell | None, ...], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """The months that are drawn, and whether some between them are left out."""

    months: tuple[Month, ...]
    is_shortened: bool


def picture(clock: ExplainedClock) -> Picture:
    """The calendars of a clock."""
    by_month = [tuple(lines) for _, lines in groupby(clock.days, key=lambda line: (line.date.year, line.date.month))]
    shortened = len(by_month) > MONTHS_DRAWN
    half = MONTHS_DRAWN // 2
    drawn = [*by_month[:half], *by_month[-half:]] if shortened else by_month
    return Picture(tuple(_month(clock, lines) for lines in drawn), shortened)


def _month(clock: ExplainedClock, lines: Sequence[DayLine]) -> Month:
    by_week = groupby(lines, key=lambda line: line.date - timedelta(days=line.date.weekday()))
    weeks = tuple(_week(clock, tuple(days)) for _, days in by_week)
    return Month(lines[0].date.replace(day=1), weeks)


def _week(clock: ExplainedClock, days: Sequence[DayLine]) -> tuple[Cell | None, ...]:
    cells: list[Cell | None] = [None] * DAYS
    for line in days:
        cells[line.date.weekday()] = _cell(clock, line)
    return tuple(cells)


def _cell(clock: ExplainedClock, line: DayLine) -> Cell:
    sign = MARKS[line.kind]
    count = str(line.n) if line.kind in COUNTED else ""
    classes = [line.kind.value]
    if line.date == clock.due.day:
        classes.append("due")
    if clock.stopped_at is not None and line.date == local_day(clock.stopped_at):
        classes.append("stopped")
    return Cell(line.date.day, Text(sign.zh + count, sign.en + count), " ".join(classes))
