"""Figures 效能: the numbers managers see, each with the cases behind it.

Owns periods and permissions; what each number means is in `portal.domain.figures` and docs/figures.md.
Refuses to estimate: every figure is a sum over counted cells, every list a range of stored cases.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from portal.domain.figures import Figures, summarise
from portal.domain.permissions import Permission

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from portal.domain.figures import Cell
    from portal.domain.permissions import Actor
    from portal.services.deps import Deps
    from portal.services.records.core import After, CaseLine, LightCounts, Page

PAGE_SIZE: Final = 50
_EXPORT_PAGE: Final = 500
_MONTHS: Final = 12
_URGENT_SHOWN: Final = 8
ONE_DAY: Final = timedelta(days=1)


class Period(StrEnum):
    """Periods a manager can choose."""

    MONTH = "month"  # this calendar month, until today
    QUARTER = "quarter"  # the last 90 days
    YEAR = "year"  # the last 365 days


class Behind(StrEnum):
    """Which cases stand behind a number."""

    ALL = "all"
    ONCE = "once"
    ZERO = "zero"
    MORE_VISITS = "more_visits"
    ON_TIME = "on_time"
    LATE = "late"
    EXCLUDED = "excluded"
    UNRECORDED = "unrecorded"


@dataclass(frozen=True, slots=True)
class Span:
    """Days from the first to the last, both included."""

    since: date
    until: date


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which decided cases somebody wants to see: decided in these days, behind this number, of this service."""

    span: Span
    which: Behind = Behind.ALL
    service: str | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """The figures of one span of days, and how many cases were filed in it."""

    span: Span
    filed: int
    figures: Figures


@dataclass(frozen=True, slots=True)
class ServiceFigures:
    """The figures of one service."""

    service_key: str
    figures: Figures


@dataclass(frozen=True, slots=True)
class MonthFigures:
    """The figures of one calendar month, for the trend."""

    month: date
    figures: Figures


@dataclass(frozen=True, slots=True)
class OpenLine:
    """An open case, and the departments that have a step of it open."""

    case: CaseLine
    departments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """The manager's first page: the period's figures and those before, by service, the trend, and open cases."""

    now: Counted
    before: Counted
    services: tuple[ServiceFigures, ...]
    months: tuple[MonthFigures, ...]
    open_lights: LightCounts
    urgent: tuple[OpenLine, ...]


def overview(deps: Deps, actor: Actor, period: Period) -> Overview:
    """The four figures of a period with what they are made of, and what must be watched today."""
    actor.require(Permission.FIGURES_VIEW)
    now = deps.clock.now()
    span = current_span(deps, period)
    cells = deps.reads.cells(span.since, span.until)
    urgent = deps.reads.open_cases(now, light="urgent", after=None, size=_URGENT_SHOWN)
    return Overview(
        now=Counted(span, deps.reads.filed_count(span.since, span.until), summarise(cells)),
        before=_counted(deps, earlier_span(period, span)),
        services=_by_service(cells),
        months=_by_month(deps, span.until),
        open_lights=deps.reads.open_counts(now),
        urgent=_with_holders(deps, urgent.rows),
    )


def public_figures(deps: Deps) -> Figures:
    """This month's figures for the home page; anybody may see them."""
    span = current_span(deps, Period.MONTH)
    return summarise(deps.reads.cells(span.since, span.until))


def cases_behind(deps: Deps, actor: Actor, wanted: Wanted, *, after: After | None = None) -> Page[CaseLine]:
    """The cases that make a number, newest decision first."""
    actor.require(Permission.FIGURES_VIEW)
    return _decided(deps, wanted, after=after, size=PAGE_SIZE)


def export_behind(deps: Deps, actor: Actor, wanted: Wanted) -> Iterator[CaseLine]:
    """All the cases that make a number, read page by page while they are written out."""
    actor.require(Permission.FIGURES_VIEW)
    return _all_decided(deps, wanted)


def open_cases(
    deps: Deps, actor: Actor, *, light: str | None = None, after: After | None = None
) -> tuple[Page[CaseLine], tuple[OpenLine, ...]]:
    """A page of the county's open cases, the most overdue first, with who holds each."""
    actor.require(Permission.FIGURES_VIEW)
    page = deps.reads.open_cases(deps.clock.now(), light=light, after=after, size=PAGE_SIZE)
    return page, _with_holders(deps, page.rows)


def open_lights(deps: Deps, actor: Actor) -> LightCounts:
    """How many open cases of the county are red, yellow and green."""
    actor.require(Permission.FIGURES_VIEW)
    return deps.reads.open_counts(deps.clock.now())


def current_span(deps: Deps, period: Period) -> Span:
    """The days of a period that ends today."""
    today = deps.calendar.local_date(deps.clock.now())
    if period is Period.MONTH:
        return Span(today.replace(day=1), today)
    return Span(today - timedelta(days=_length(period) - 1), today)


def earlier_span(period: Period, span: Span) -> Span:
    """What a period is compared with: the same days of the month before, or as many days just before."""
    last = span.since - ONE_DAY
    if period is Period.MONTH:
        first = last.replace(day=1)
        return Span(first, min(last, first + (span.until - span.since)))
    return Span(last - timedelta(days=_length(period) - 1), last)


def month_span(month: date) -> Span:
    """The whole calendar month of a day."""
    first = month.replace(day=1)
    beyond = (first + timedelta(days=31)).replace(day=1)
    return Span(first, beyond - ONE_DAY)


def _length(period: Period) -> int:
    return 90 if period is Period.QUARTER else 365


def _counted(deps: Deps, span: Span) -> Counted:
    cells = deps.reads.cells(span.since, span.until)
    return Counted(span, deps.reads.filed_count(span.since, span.until), summarise(cells))


def _by_service(cells: Sequence[tuple[Cell, int]]) -> tuple[ServiceFigures, ...]:
    keys = sorted({cell.service_key for cell, _ in cells})
    return tuple(ServiceFigures(key, summarise(pair for pair in cells if pair[0].service_key == key)) for key in keys)


def _by_month(deps: Deps, until: date) -> tuple[MonthFigures, ...]:
    first = until.replace(day=1)
    starts = [first]
    for _ in range(_MONTHS - 1):
        starts.append((starts[-1] - ONE_DAY).replace(day=1))
    cells = deps.reads.cells(starts[-1], until)
    return tuple(
        MonthFigures(start, summarise(p for p in cells if p[0].decided_on.replace(day=1) == start))
        for start in reversed(starts)
    )


def _with_holders(deps: Deps, lines: Sequence[CaseLine]) -> tuple[OpenLine, ...]:
    found = deps.reads.holders([line.row_id for line in lines]) if lines else {}
    return tuple(OpenLine(line, found.get(line.row_id, ())) for line in lines)


def _decided(deps: Deps, wanted: Wanted, *, after: After | None, size: int) -> Page[CaseLine]:
    span = wanted.span
    return deps.reads.decided(
        span.since, span.until, which=wanted.which.value, service=wanted.service, after=after, size=size
    )


def _all_decided(deps: Deps, wanted: Wanted) -> Iterator[CaseLine]:
    after = None
    while True:
        page = _decided(deps, wanted, after=after, size=_EXPORT_PAGE)
        yield from page.rows
        after = page.next
        if after is None:
            return
