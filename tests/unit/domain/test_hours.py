"""The hour clock: 18 hours of three working days, on both bases."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.hours import compression, hours_between
from portal.domain.limits import Limit, Unit

NINE = datetime(2026, 6, 1, 1, tzinfo=UTC)
PROMISE = Limit(3, Unit.WORKDAY)


@pytest.mark.parametrize(("basis", "promised", "percent"), [(24, 72, "75.0"), (8, 24, "25.0")])
def test_eighteen_hours_of_three_days(basis: int, promised: int, percent: str) -> None:
    found = compression(PROMISE, Decimal(18), basis=basis)
    assert (found.promised, str(found.percent)) == (promised, percent)


def test_a_promise_in_hours_needs_no_basis() -> None:
    assert compression(Limit(24, Unit.HOUR), Decimal(18), basis=8).percent == 25


def test_taking_longer_is_below_nothing() -> None:
    assert compression(PROMISE, Decimal(30), basis=8).percent == -25


def test_hours_are_counted_round_the_clock_to_the_tenth() -> None:
    assert hours_between(NINE, NINE + timedelta(hours=18)) == 18
    assert hours_between(NINE, NINE + timedelta(minutes=3)) == Decimal("0.1")
    assert hours_between(NINE, NINE - timedelta(hours=1)) == 0


@given(st.integers(0, 10_000), st.integers(0, 10_000))
def test_more_time_never_compresses_more(first: int, second: int) -> None:
    shorter, longer = sorted((first, second))
    quick, slow = (compression(PROMISE, Decimal(one), basis=24).percent for one in (shorter, longer))
    assert quick >= slow
