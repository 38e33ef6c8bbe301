"""Figures over stored cases: the worked example, periods, drill-down, export, and what must be watched."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

import pytest

from portal.domain.case.commands import RecordVisit
from portal.domain.case.state import HalfDay, VisitCause
from portal.domain.permissions import Actor, NotPermitted, Role
from portal.services import delivery, figures
from portal.services.figures import Behind, Period, Span, Wanted
from tests.factories.applicants import Applicant
from tests.factories.staff import Staff

if TYPE_CHECKING:
    from collections.abc import Callable

    from portal.domain.case.state import Case
    from portal.services.deps import Deps
    from tests.services.conftest import HandClock

SMALL: Final = "public-place-hygiene"
SIMPLE: dict[str, Any] = {"enterprise_type": "llc", "premises": "owned", "filer": "self", "parts": []}
THIS_MONTH: Final = Span(date(2026, 9, 1), date(2026, 9, 30))
VISITS: Final = (0, 0, 1, 1, 1, 1, 2, 0, 1)


@dataclass(slots=True)
class County:
    """An applicant and staff who finish cases with so many visits."""

    deps: Deps
    clock: HandClock
    applicant: Applicant
    staff: Staff

    def decided(self, visits: int = 0, *, days: int = 0) -> Case:
        """A case that was decided after so many days; visits on different half-days before the decision."""
        case = self.staff.accept(self.applicant.file(**SIMPLE))
        self.clock.advance(days=days)
        for number in range(visits):
            half = HalfDay.MORNING if number == 0 else HalfDay.AFTERNOON
            visit = RecordVisit("甲某", self.today, half, VisitCause.SIGNATURE)
            delivery.record_visit(self.deps, self.staff.clerk, case.number, command=visit)
        return self.staff.decide(self._again(case))

    @property
    def today(self) -> date:
        return self.deps.calendar.local_date(self.clock.now())

    def _again(self, case: Case) -> Case:
        with self.deps.uow.read() as tx:
            stored = tx.cases.get(case.number)
        assert stored is not None
        return stored.case


@pytest.fixture
def county(deps: Deps, clock: HandClock, applicant: Applicant) -> County:
    clock.advance(hours=6)  # Monday afternoon: both half-days of visits have begun
    return County(deps, clock, applicant, Staff(deps))


@pytest.fixture
def manager(person: Callable[..., Actor]) -> Actor:
    return person(Role.MANAGER)


def numbers(deps: Deps, manager: Actor, which: Behind, service: str | None = None) -> set[str]:
    page = figures.cases_behind(deps, manager, Wanted(THIS_MONTH, which, service))
    return {line.number for line in page.rows}


def test_the_worked_example_counts_stored_cases(deps: Deps, county: County, manager: Actor) -> None:
    cases = [county.decided(visits) for visits in VISITS]
    found = figures.overview(deps, manager, Period.MONTH).now.figures
    assert (found.decided, found.excluded, found.unrecorded) == (9, 0, 0)
    assert found.once.percent == Decimal("88.89")
    assert found.zero.percent == Decimal("33.33")
    assert found.on_time.percent == Decimal("100.00")
    assert numbers(deps, manager, Behind.MORE_VISITS) == {cases[6].number}
    assert len(numbers(deps, manager, Behind.ONCE)) == 8
    assert len(numbers(deps, manager, Behind.ZERO)) == 3


def test_a_late_decision_is_late_and_takes_its_working_days(deps: Deps, county: County, manager: Actor) -> None:
    in_time, late = county.decided(), county.decided(days=7)
    found = figures.overview(deps, manager, Period.MONTH).now.figures
    assert found.on_time.percent == Decimal("50.00")
    assert found.median_workdays == Decimal("2.0")  # 0, and 4: Mid-Autumn Friday does not count
    assert numbers(deps, manager, Behind.LATE) == {late.number}
    assert numbers(deps, manager, Behind.ON_TIME) == {in_time.number}


def test_a_service_has_its_own_row_and_its_own_list(deps: Deps, county: County, manager: Actor) -> None:
    opening = county.decided()
    small = county.staff.decide(county.staff.accept(county.applicant.file(SMALL)))
    rows = {row.service_key: row.figures.decided for row in figures.overview(deps, manager, Period.MONTH).services}
    assert rows == {"enterprise-opening": 1, SMALL: 1}
    assert numbers(deps, manager, Behind.ALL, SMALL) == {small.number}
    assert numbers(deps, manager, Behind.ALL) == {opening.number, small.number}


def test_nothing_decided_is_no_percentage(deps: Deps, manager: Actor) -> None:
    found = figures.overview(deps, manager, Period.YEAR)
    assert found.now.figures.once.percent is None
    assert found.now.figures.median_workdays is None
    assert len(found.months) == 12
    assert not found.services
    assert not found.urgent


def test_the_period_before_is_counted_beside(deps: Deps, county: County, manager: Actor) -> None:
    county.decided()
    county.clock.advance(days=30)
    found = figures.overview(deps, manager, Period.MONTH)
    assert (found.now.figures.decided, found.before.figures.decided) == (0, 1)
    assert [month.figures.decided for month in found.months][-2:] == [1, 0]


@pytest.mark.parametrize(
    ("period", "now", "before"),
    [
        (Period.MONTH, ("2026-09-01", "2026-09-21"), ("2026-08-01", "2026-08-21")),
        (Period.QUARTER, ("2026-06-24", "2026-09-21"), ("2026-03-26", "2026-06-23")),
        (Period.YEAR, ("2025-09-22", "2026-09-21"), ("2024-09-22", "2025-09-21")),
    ],
)
def test_periods_end_today(deps: Deps, period: Period, now: tuple[str, str], before: tuple[str, str]) -> None:
    span = figures.current_span(deps, period)
    assert (span.since.isoformat(), span.until.isoformat()) == now
    earlier = figures.earlier_span(period, span)
    assert (earlier.since.isoformat(), earlier.until.isoformat()) == before


def test_the_last_days_of_a_long_month_are_compared_with_the_whole_short_one() -> None:
    march = Span(date(2026, 3, 1), date(2026, 3, 31))
    assert figures.earlier_span(Period.MONTH, march) == Span(date(2026, 2, 1), date(2026, 2, 28))
    assert figures.month_span(date(2026, 2, 14)) == Span(date(2026, 2, 1), date(2026, 2, 28))


def test_pages_and_export_hold_the_same_cases(
    deps: Deps, county: County, manager: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = {county.decided().number for _ in range(5)}
    monkeypatch.setattr(figures, "PAGE_SIZE", 2)
    monkeypatch.setattr(figures, "_EXPORT_PAGE", 2)
    found, after = [], None
    for _ in range(3):
        page = figures.cases_behind(deps, manager, Wanted(THIS_MONTH), after=after)
        found += [line.number for line in page.rows]
        after = page.next
    assert after is None
    assert set(found) == expected
    assert [line.number for line in figures.export_behind(deps, manager, Wanted(THIS_MONTH))] == found


def test_open_cases_name_who_holds_them_and_the_most_overdue_comes_first(
    deps: Deps, county: County, manager: Actor
) -> None:
    waiting = county.applicant.file(**SIMPLE)
    reviewed = county.staff.accept(county.applicant.file(**SIMPLE))
    page, lines = figures.open_cases(deps, manager)
    assert [line.number for line in page.rows] == [reviewed.number, waiting.number]  # one day against five
    assert [line.departments for line in lines] == [("market-regulation",), ()]
    county.clock.advance(days=3)
    late, _ = figures.open_cases(deps, manager, light="red")
    assert [line.number for line in late.rows] == [reviewed.number]
    found = figures.overview(deps, manager, Period.MONTH)
    assert found.open_lights.red == 1
    assert found.urgent[0].case.number == reviewed.number


def test_open_cases_are_paged_over_all_desks(
    deps: Deps, county: County, manager: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(figures, "PAGE_SIZE", 2)
    all_desks = {county.applicant.file(**SIMPLE).number for _ in range(2)}
    all_desks |= {county.staff.accept(county.applicant.file(**SIMPLE)).number, county.decided().number}
    first, _ = figures.open_cases(deps, manager)
    second, _ = figures.open_cases(deps, manager, after=first.next)
    assert second.next is None
    assert [*first.rows, *second.rows] == sorted([*first.rows, *second.rows], key=lambda line: str(line.due_at))
    assert {line.number for line in (*first.rows, *second.rows)} == all_desks


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.MANAGER])
def test_only_managers_see_figures(deps: Deps, person: Callable[..., Actor], role: Role) -> None:
    stranger = person(role)
    for ask in (
        lambda: figures.overview(deps, stranger, Period.MONTH),
        lambda: figures.cases_behind(deps, stranger, Wanted(THIS_MONTH)),
        lambda: figures.export_behind(deps, stranger, Wanted(THIS_MONTH)),
        lambda: figures.open_cases(deps, stranger),
        lambda: figures.open_lights(deps, stranger),
    ):
        with pytest.raises(NotPermitted):
            ask()


def test_anybody_sees_this_months_figures(deps: Deps, county: County) -> None:
    county.decided(1)
    assert figures.public_figures(deps).once.percent == Decimal("100.00")
    later = replace(deps, clock=Later(deps.clock.now() + timedelta(days=40)))
    assert figures.public_figures(later).once.percent is None


@dataclass(frozen=True, slots=True)
class Later:
    """A clock that stands."""

    instant: datetime

    def now(self) -> datetime:
        return self.instant
