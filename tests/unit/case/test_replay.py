"""Replay: the events alone give the case back, step by step; a broken history is refused."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.domain.case.evolve import BrokenHistory, evolve, replay
from portal.domain.case.moves import CLOSED, MOVES, Action, CaseState, MoveNotAllowed, next_state
from portal.domain.errors import DomainError
from tests.factories.cases import Story

ACTS = ("registration", "seal", "bank", "decision")


@settings(max_examples=60, deadline=None)
@given(
    parts=st.lists(st.sampled_from(["seal", "bank"]), unique=True),
    acts=st.lists(st.tuples(st.sampled_from(ACTS), st.booleans()), max_size=8),
)
def test_replay_gives_exactly_the_case(parts: list[str], acts: list[tuple[str, bool]]) -> None:
    story = Story().file(parts=parts).accepted()
    for step_id, passes in acts:
        try:
            story.passed(step_id) if passes else story.failed(step_id)
        except (DomainError, KeyError):
            continue
    assert replay(story.history) == story.case
    assert story.case.revision == len(story.history)


def test_an_empty_or_gapped_history_is_no_case() -> None:
    story = Story().file().accepted()
    with pytest.raises(BrokenHistory):
        replay([])
    with pytest.raises(BrokenHistory):
        replay([story.history[0], *story.history[2:]])
    with pytest.raises(BrokenHistory):
        evolve(None, story.history[1])


@given(state=st.sampled_from(CaseState), action=st.sampled_from(Action))
def test_the_move_table_is_closed(state: CaseState, action: Action) -> None:
    if (state, action) in MOVES:
        assert state not in CLOSED
        assert next_state(state, action) is MOVES[state, action]
    else:
        with pytest.raises(MoveNotAllowed):
            next_state(state, action)


def test_every_open_state_leads_to_an_end() -> None:
    ends = set(CLOSED)
    while True:
        more = {start for (start, _), end in MOVES.items() if end in ends} - ends
        if not more:
            break
        ends |= more
    assert ends == set(CaseState)
