"""Cases to which anything is done at any moment: whatever happens, the facts of `case_facts` hold."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.domain.case.events import EVENT_KINDS, Event
from portal.domain.case.incident_events import DateMoved, MoneyMoved
from portal.domain.case.moves import CaseState
from portal.domain.case.timers import timers_for
from tests.unit.case.case_facts import Facts
from tests.unit.case.case_walk import Pick, Walk

SHARDS = 4
WALKS = 200
ACTS = 60
AFTERWARDS = 12
ANYWHERE = 300
ENOUGH = 30


def walked(pick: Pick, acts: int) -> Walk:
    """A whole walk, judged after every act."""
    walk = Walk(pick=pick).begin()
    facts = Facts(walk)
    facts.hold()
    afterwards = AFTERWARDS
    for _ in range(acts):
        afterwards -= not walk.case.is_open
        if not afterwards:
            break
        walk.step()
        facts.hold()
    walk.fire_what_is_due()
    facts.hold()
    assert not [timer for timer in timers_for(walk.case) if timer.due_at <= walk.now]
    facts.hold_at_the_end()
    return walk


@pytest.mark.parametrize("shard", range(SHARDS))
def test_whatever_is_done_the_facts_hold(shard: int) -> None:
    random = Random(f"walk {shard}")
    for _ in range(WALKS):
        walked(random.randint, ACTS)


@settings(deadline=None, derandomize=True, max_examples=40)
@given(st.data())
def test_a_walk_that_breaks_a_fact_is_made_small(data: st.DataObject) -> None:
    walked(lambda first, last: data.draw(st.integers(first, last)), data.draw(st.integers(1, 20)))


def test_the_walks_come_everywhere() -> None:
    """Every state, every event but a moved date, and most refusals were met; else the walks would prove little."""
    random = Random("everywhere")
    states: set[CaseState] = set()
    events: set[type[Event]] = set()
    refusals: set[str] = set()
    for _ in range(ANYWHERE):
        walk = Walk(pick=random.randint).begin()
        for _ in range(ACTS):
            walk.step()
            states.add(walk.case.state)
        events.update(type(recorded.event) for recorded in walk.history)
        refusals.update(one.message_id for one in walk.refused)
    assert states == set(CaseState)
    assert events == set(EVENT_KINDS.values()) - {DateMoved, MoneyMoved}
    assert len(refusals) > ENOUGH
