"""Definitions of the management figures, as pure functions over cases and counted cells.

Definitions: docs/figures.md (guide §9). A figure is never typed in and never estimated:
cases fall into cells by facts of their own events, and every figure is a sum over cells.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from portal.domain.case.state import Case, ClockName
from portal.domain.documents import Channel

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

_PERCENT = Decimal("0.01")
_ONCE = 1


class Once(StrEnum):
    """How a decided case counts for 只跑一次."""

    NEVER = "never"  # no visit at all 零跑动
    ONCE = "once"
    MORE = "more"
    EXCLUDED = "excluded"  # superior approval, reported beside the rate
    UNRECORDED = "unrecorded"  # filed at the window, yet no visit on record 未记录


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a decided case is counted; equal cells are counted together."""

    decided_on: date
    service_key: str
    granted: bool
    on_time: bool
    once: Once
    workdays: int


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole; ``percent`` is None for an empty whole, shown as “—”."""

    part: int
    whole: int

    @property
    def percent(self) -> Decimal | None:
        """Per cent with two decimals, half up."""
        if self.whole == 0:
            return None
        exact = Decimal(self.part) * 100 / Decimal(self.whole)
        return exact.quantize(_PERCENT, rounding=ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class Figures:
    """The four figures of the first page for one period, with what was left out."""

    decided: int
    once: Share
    zero: Share
    on_time: Share
    median_workdays: Decimal | None
    excluded: int
    unrecorded: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Targets:
    """What a county set itself; None where it set nothing. Shares in per cent, at least; working days, at most."""

    once: Decimal | None = None
    on_time: Decimal | None = None
    median_workdays: Decimal | None = None


def cell_of(case: Case) -> Cell | None:
    """The cell a case is counted in; None until it is decided."""
    if case.decided_on is None or case.decided_at is None or case.granted is None:
        return None
    promise = case.clock(ClockName.PROMISE)
    return Cell(
        decided_on=case.decided_on,
        service_key=case.service_key,
        granted=case.granted,
        on_time=promise is None or case.decided_at < promise.deadline.due_at,
        once=once_of(case),
        workdays=case.workdays_taken or 0,
    )


def once_of(case: Case) -> Once:
    """How this case counts for 只跑一次 (guide §9.2, strict variant)."""
    return once_with(case, case.visit_count)


def once_with(case: Case, visits: int) -> Once:
    """How a case counts with so many of its visits."""
    if not case.counts_for_once:
        return Once.EXCLUDED
    if case.channel is Channel.WINDOW and case.visit_count == 0:
        return Once.UNRECORDED
    if visits == 0:
        return Once.NEVER
    return Once.ONCE if visits == _ONCE else Once.MORE


def summarise(cells: Iterable[tuple[Cell, int]]) -> Figures:
    """The figures over cells with their counts."""
    counted = list(cells)
    decided = sum(n for _, n in counted)
    once = {kind: sum(n for cell, n in counted if cell.once is kind) for kind in Once}
    whole = once[Once.NEVER] + once[Once.ONCE] + once[Once.MORE]
    return Figures(
        decided=decided,
        once=Share(once[Once.NEVER] + once[Once.ONCE], whole),
        zero=Share(once[Once.NEVER], whole),
        on_time=Share(sum(n for cell, n in counted if cell.on_time), decided),
        median_workdays=_median(counted),
        excluded=once[Once.EXCLUDED],
        unrecorded=once[Once.UNRECORDED],
    )


def _median(counted: list[tuple[Cell, int]]) -> Decimal | None:
    histogram: dict[int, int] = {}
    for cell, n in counted:
        histogram[cell.workdays] = histogram.get(cell.workdays, 0) + n
    total = sum(histogram.values())
    if total == 0:
        return None
    lower, upper = (total - 1) // 2, total // 2
    return (Decimal(_nth(histogram, lower)) + Decimal(_nth(histogram, upper))) / 2


def _nth(histogram: dict[int, int], index: int) -> int:
    seen = 0
    for workdays in sorted(histogram):
        seen += histogram[workdays]
        if seen > index:
            return workdays
    raise IndexError(index)
