"""Management figures: the worked example of guide §9.11 must come out exactly."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from portal.domain.documents import Channel
from portal.domain.figures import Cell, Once, Share, cell_of, once_of, summarise
from tests.factories.cases import Story, filing

KINDS = {0: Once.NEVER, 1: Once.ONCE}


def cell(once: Once, *, workdays: int = 1, on_time: bool = True) -> Cell:
    return Cell(date(2026, 10, 9), "opening", granted=True, on_time=on_time, once=once, workdays=workdays)


def test_the_worked_example_of_the_guide() -> None:
    visits = (0, 0, 1, 1, 1, 1, 2, 0, 1)
    cells = [(cell(KINDS.get(n, Once.MORE)), 1) for n in visits] + [(cell(Once.EXCLUDED), 1)]
    figures = summarise(cells)
    assert figures.decided == 10
    assert figures.once.percent == Decimal("88.89")
    assert figures.zero.percent == Decimal("33.33")
    assert figures.excluded == 1


def test_an_empty_whole_has_no_percentage() -> None:
    assert Share(0, 0).percent is None
    assert summarise([]).median_workdays is None


def test_the_median_of_an_even_number_lies_between() -> None:
    cells = [(cell(Once.NEVER, workdays=n), 1) for n in (0, 1, 2, 9)]
    assert summarise(cells).median_workdays == Decimal("1.5")
    assert summarise([*cells, (cell(Once.NEVER, workdays=9), 3)]).median_workdays == Decimal(9)


def test_an_undecided_case_is_in_no_cell() -> None:
    assert cell_of(Story().file().accepted().case) is None


def test_a_decided_case_is_counted_by_its_own_events() -> None:
    counted = cell_of(Story().file().accepted().passed("registration").passed("decision").case)
    assert counted == Cell(date(2026, 9, 24), "opening", granted=True, on_time=True, once=Once.NEVER, workdays=0)


def test_a_window_filing_counts_its_visit_or_is_unrecorded() -> None:
    case = Story().file(replace(filing(), channel=Channel.WINDOW)).case
    assert once_of(case) is Once.ONCE
    assert once_of(replace(case, visits=())) is Once.UNRECORDED
