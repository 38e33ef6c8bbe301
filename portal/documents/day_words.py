"""The days of a clock in sentences: runs of equal days, each with what it counted for.

Owns the wording of counted days, rest days, holidays, make-up days, pauses and extensions in both languages. Too many
runs are summed up by month.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Final

from portal.documents.day_calendar import COUNTED
from portal.domain.documents import ExplainedClock
from portal.domain.explanation import DayLine, LineKind
from portal.domain.limits import Unit
from portal.domain.texts import Text

RUNS_IN_WORDS: Final = 36

MONTH_NAMES: Final = ("Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec")

UNCOUNTED: Final[Mapping[LineKind, Text]] = {
    LineKind.REST: Text("休息日", "rest days"),
    LineKind.HOLIDAY: Text("法定节假日", "holidays"),
    LineKind.PAUSED: Text("特别程序", "paused"),
}


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring days of the same kind and reason; `opens_year` when it is the first one of a later year."""

    kind: LineKind
    why: str
    first: DayLine
    last: DayLine
    opens_year: bool


@dataclass(frozen=True, slots=True)
class Words:
    """How one language puts runs and months into words."""

    separator: str
    stop: str
    span: Callable[[date, date], str]
    year: Callable[[date, str], str]
    count: Callable[[Run, Unit], str]
    uncounted: Mapping[LineKind, Callable[[Run], str]]
    counted: Mapping[LineKind, Callable[[Run], str]]
    month: Callable[[Sequence[DayLine]], str]

    def run(self, run: Run, unit: Unit) -> str:
        span = self.span(run.first.date, run.last.date)
        if run.opens_year:
            span = self.year(run.first.date, span)
        if run.kind in self.uncounted:
            return span + self.uncounted[run.kind](run)
        return span + self.counted[run.kind](run) + self.count(run, unit)

    def join(self, parts: Iterable[str]) -> str:
        return self.separator.join(parts) + self.stop


def in_words(clock: ExplainedClock, locale: str) -> str:
    """Every day of the clock in sentences; summed up by month when there are too many runs."""
    runs = tuple(_runs(clock.days))
    words = ENGLISH if locale == "en" else CHINESE
    if len(runs) <= RUNS_IN_WORDS:
        return words.join(words.run(run, clock.limit.unit) for run in runs)
    months = groupby(clock.days, key=lambda line: (line.date.year, line.date.month))
    return words.join(words.month(tuple(lines)) for _, lines in months)


def _runs(days: Sequence[DayLine]) -> Iterator[Run]:
    year = 0
    for (kind, why), lines in groupby(days, key=lambda line: (line.kind, line.why)):
        run = tuple(lines)
        yield Run(kind, why, run[0], run[-1], opens_year=run[0].date.year != year)
        year = run[-1].date.year


def _span_zh(first: date, last: date) -> str:
    start = f"{first.month}月{first.day}日"
    if first == last:
        return start
    if first.year != last.year:
        return f"{start}至{last.year}年{last.month}月{last.day}日"
    return f"{start}至{last.day}日" if first.month == last.month else f"{start}至{last.month}月{last.day}日"


def _count_zh(run: Run, unit: Unit) -> str:
    if not unit.is_date_unit:
        return f"累计{run.last.n}小时"
    name = "个工作日" if unit is Unit.WORKDAY else "日"
    return f"计第{run.first.n}{'' if run.first.n == run.last.n else f'至{run.last.n}'}{name}"


def _month_zh(lines: Sequence[DayLine]) -> str:
    counted, spared = _sums(lines)
    parts = [f"计{len(counted)}日（第{counted[0].n}至{counted[-1].n}）" if counted else "没有计入的日子"]
    parts += [f"{UNCOUNTED[kind].zh}{days}日不计" for kind, days in spared.items()]
    return f"{lines[0].date.year}年{lines[0].date.month}月{'、'.join(parts)}"


def _span_en(first: date, last: date) -> str:
    start = f"{first.day} {MONTH_NAMES[first.month - 1]}"
    if first == last:
        return start
    end = f"{last.day} {MONTH_NAMES[last.month - 1]}"
    if first.year != last.year:
        return f"{start} – {end} {last.year}"
    return f"{first.day}–{end}" if first.month == last.month else f"{start} – {end}"


def _count_en(run: Run, unit: Unit) -> str:
    if not unit.is_date_unit:
        return f"{run.last.n} hours so far"
    name = "working day" if unit is Unit.WORKDAY else "day"
    return f"{name} {run.first.n}" if run.first.n == run.last.n else f"{name}s {run.first.n}–{run.last.n}"


def _month_en(lines: Sequence[DayLine]) -> str:
    counted, spared = _sums(lines)
    parts = [f"{len(counted)} counted ({counted[0].n}–{counted[-1].n})" if counted else "none counted"]
    parts += [f"{days} {UNCOUNTED[kind].en}" for kind, days in spared.items()]
    return f"{MONTH_NAMES[lines[0].date.month - 1]} {lines[0].date.year}: {', '.join(parts)}"


def _sums(lines: Sequence[DayLine]) -> tuple[list[DayLine], Mapping[LineKind, int]]:
    counted = [line for line in lines if line.kind in COUNTED]
    return counted, Counter(line.kind for line in lines if line.kind in UNCOUNTED)


def _in_brackets(words: str) -> str:
    return f" ({words})" if words else ""


CHINESE: Final = Words(
    separator="；",
    stop="。",
    span=_span_zh,
    year=lambda first, span: f"{first.year}年{span}",
    count=_count_zh,
    uncounted={
        LineKind.START: lambda _: "起算，当日不计入",
        LineKind.REST: lambda _: "休息日不计",
        LineKind.HOLIDAY: lambda run: f"{run.why or '法定节假日'}放假不计",
        LineKind.PAUSED: lambda run: f"{run.why or '特别程序'}，时间不计入",
    },
    counted={
        LineKind.COUNTED: lambda _: "",
        LineKind.MAKEUP: lambda _: "调休上班，",
        LineKind.EXTENDED: lambda run: f"延长期限{f'（{run.why}批准）' if run.why else ''}，",
    },
    month=_month_zh,
)

ENGLISH: Final = Words(
    separator="; ",
    stop=".",
    span=_span_en,
    year=lambda first, span: f"{first.year}: {span}",
    count=_count_en,
    uncounted={
        LineKind.START: lambda _: " start, not counted",
        LineKind.REST: lambda _: " rest",
        LineKind.HOLIDAY: lambda run: f" holiday{_in_brackets(run.why)}",
        LineKind.PAUSED: lambda run: f" paused{_in_brackets(run.why)}",
    },
    counted={
        LineKind.COUNTED: lambda _: " ",
        LineKind.MAKEUP: lambda _: " make-up working day, ",
        LineKind.EXTENDED: lambda run: f" extended{_in_brackets(f'approved by {run.why}' if run.why else '')}, ",
    },
    month=_month_en,
)
