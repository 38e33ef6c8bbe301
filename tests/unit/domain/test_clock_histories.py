"""The clock against a second one that walks day by day: working days, calendar days, months and years."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.domain.limits import Unit
from tests.unit.domain.clock_agreement import agree, explained
from tests.unit.domain.clock_histories import history

SHARDS = 8
IN_EACH = 10_000
EXPLAINED_EACH = 25
DATES = tuple(unit for unit in Unit if unit.is_date_unit)


@pytest.mark.parametrize("shard", range(SHARDS))
def test_every_history_ends_where_the_walk_ends(shard: int) -> None:
    random = Random(f"days {shard}")
    units = (Unit.WORKDAY, Unit.WORKDAY, *DATES)
    for number in range(IN_EACH):
        one = history(random.randint, units)
        agree(one)
        if number % EXPLAINED_EACH == 0:
            explained(one)


@settings(deadline=None, derandomize=True, max_examples=400)
@given(st.data())
def test_a_history_that_differs_is_made_small(data: st.DataObject) -> None:
    one = history(lambda first, last: data.draw(st.integers(first, last)), DATES)
    agree(one)
    explained(one)
