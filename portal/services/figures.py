"""Figures 效能: the numbers managers see, each with the cases behind it.

Owns periods and permissions; what each number means is in `portal.domain.figures`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from portal.domain.figures import Figures, summarise
from portal.domain.permissions import Permission

if TYPE_CHECKING:
    from collections.abc import Sequence

    from portal.domain.figures import Cell
    from portal.domain.permissions import Actor
    from portal.services.deps import Deps
    from portal.services.records import After, CaseLine, LightCounts, Page

_PAGE: Final = 50
_MONTHS: Final = 12


class Period(StrEnum):
    """Periods a manager can choose."""

    MONTH = "month"  # this calendar month
    QUARTER = "quarter"  # the last 90 days
    YEAR = "year"  # the last 365 days


class Behind(StrEnum):
    """Which cases stand behind a number."""

    ALL = "all"
    ONCE = "once"
    MORE_VISITS = "more_visits"
    ON_TIME = "on_time"
    LATE = "late"
    EXCLUDED = "excluded"
    UNRECORDED = "unrecorded"


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
class Overview:
    """The manager's first page: the period's figures, by service, the trend, and open cases."""

    since: date
    until: date
    filed: int
    figures: Figures
    before: Figures
    services: tuple[ServiceFigures, ...]
    months: tuple[MonthFigures, ...]
    open_lights: LightCounts


def overview(deps: Deps, actor: Actor, period: Period) -> Overview:
    """The four figures of a period with what they are made of."""
    actor.require(Permission.FIGURES_VIEW)
    now = deps.clock.now()
    since, until = span(period, deps.calendar.local_date(now))
    length = until - since + timedelta(days=1)
    cells = deps.reads.cells(since, until)
    earlier = deps.reads.cells(since - length, since - timedelta(days=1))
    return Overview(
        since=since,
        until=until,
        filed=deps.reads.filed_count(since, until),
        figures=summarise(cells),
        before=summarise(earlier),
        services=_by_service(cells),
        months=_by_month(deps, until),
        open_lights=deps.reads.open_counts(now),
    )


def public_figures(deps: Deps) -> Figures:
    """This month's figures for the home page; anybody may see them."""
    since, until = span(Period.MONTH, deps.calendar.local_date(deps.clock.now()))
    return summarise(deps.reads.cells(since, until))


def cases_behind(
    deps: Deps, actor: Actor, period: Period, which: Behind, *, after: After | None = None
) -> Page[CaseLine]:
    """The cases that make a number, newest decision first."""
    actor.require(Permission.FIGURES_VIEW)
    since, until = span(period, deps.calendar.local_date(deps.clock.now()))
    return deps.reads.decided(since, until, which=which.value, after=after, size=_PAGE)


def span(period: Period, today: date) -> tuple[date, date]:
    """First and last day of a period that ends today."""
    if period is Period.MONTH:
        return today.replace(day=1), today
    days = 90 if period is Period.QUARTER else 365
    return today - timedelta(days=days - 1), today


def _by_service(cells: Sequence[tuple[Cell, int]]) -> tuple[ServiceFigures, ...]:
    keys = sorted({cell.service_key for cell, _ in cells})
    return tuple(ServiceFigures(key, summarise(pair for pair in cells if pair[0].service_key == key)) for key in keys)


def _by_month(deps: Deps, until: date) -> tuple[MonthFigures, ...]:
    first = until.replace(day=1)
    starts = [first]
    for _ in range(_MONTHS - 1):
        starts.append((starts[-1] - timedelta(days=1)).replace(day=1))
    cells = deps.reads.cells(starts[-1], until)
    return tuple(
        MonthFigures(start, summarise(p for p in cells if p[0].decided_on.replace(day=1) == start))
        for start in reversed(starts)
    )
