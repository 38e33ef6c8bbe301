"""The clock against a second one that walks in half-hours, and minute by minute: hours and hours of the office."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.domain.limits import Unit
from tests.unit.domain.clock_agreement import agree, explained
from tests.unit.domain.clock_histories import history

SHARDS = 8
IN_EACH = 3_000
BY_MINUTES = 150
EXPLAINED_EACH = 25
HOURS = (Unit.HOUR, Unit.WORKHOUR)


@pytest.mark.parametrize("shard", range(SHARDS))
def test_every_history_ends_where_the_walk_by_half_hours_ends(shard: int) -> None:
    random = Random(f"hours {shard}")
    for number in range(IN_EACH):
        one = history(random.randint, HOURS)
        agree(one)
        if number % EXPLAINED_EACH == 0:
            explained(one)


def test_every_history_ends_where_the_walk_by_minutes_ends() -> None:
    random = Random("minutes")
    for _ in range(BY_MINUTES):
        agree(history(random.randint, HOURS, grid=1), step=1)


@settings(deadline=None, derandomize=True, max_examples=300)
@given(st.data())
def test_a_history_that_differs_is_made_small(data: st.DataObject) -> None:
    one = history(lambda first, last: data.draw(st.integers(first, last)), HOURS)
    agree(one)
    explained(one)
