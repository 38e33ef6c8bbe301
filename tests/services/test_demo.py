"""The demonstration county: every stage and incident is there, on whatever day it is made, with accounts to see it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from portal.demo.plots import PLOTS
from portal.demo.seed import seed
from portal.domain.case.incidents import ExtensionState, FollowUpKind, FollowUpState, RatingLevel, Violation
from portal.domain.case.moves import CaseState
from portal.domain.case.timers import timers_for
from portal.services.accounts import authenticate

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from portal.domain.case.state import Case
    from portal.services.deps import Deps
    from tests.services.conftest import HandClock

AFTER_THE_HOLIDAYS = datetime(2026, 10, 9, 0, 30, tzinfo=UTC)
ON_A_SUNDAY = datetime(2026, 11, 22, 3, 5, tzinfo=UTC)
DAYS = (AFTER_THE_HOLIDAYS, ON_A_SUNDAY)


@pytest.mark.parametrize("day", DAYS, ids=["after-the-holidays", "on-a-sunday"])
def test_every_stage_and_incident_is_there(deps: Deps, clock: HandClock, tmp_path: Path, *, day: datetime) -> None:
    clock.instant = day
    county = plotted(deps, tmp_path)
    states_and_endings(county)
    corrections_pauses_and_extensions(county, day)
    promises_and_objections(county)
    ratings_and_follow_ups(county, day)
    lights(county, day)
    assert not [timer for case in county for timer in timers_for(case) if timer.due_at <= day], "a timer was left"


def plotted(deps: Deps, tmp_path: Path) -> Sequence[Case]:
    """The cases of a county that was made now: the plots and no others."""
    made = seed(deps, accounts_file=tmp_path / "accounts.json", cases=len(PLOTS))
    with deps.uow.read() as tx:
        stored = (tx.cases.by_row(row_id) for row_id in range(1, made + 1))
        return [one.case for one in stored if one is not None]


def states_and_endings(county: Sequence[Case]) -> None:
    assert {case.state for case in county} == set(CaseState)
    assert {case.ending for case in county if case.ending} == {
        "withdrawn",
        "lapsed",
        "step_lapsed",
        "tolerance_lapsed",
        "not_accepted",
        "returned",
    }
    assert any(case.refusal and case.refusal.agency for case in county)
    assert any(case.granted is False for case in county)
    assert any(case.deemed_accepted and case.is_open for case in county)


def corrections_pauses_and_extensions(county: Sequence[Case], now: datetime) -> None:
    rounds = [one for case in county for one in case.corrections]
    assert {one.supplied_at is None for one in rounds} == {True, False}
    assert {violation for one in rounds for violation in one.violations} == set(Violation)
    held = [case.pauses[-1] for case in county if case.pauses]
    assert {(one.kind, one.ended is None) for one in held} == {
        ("special", True),
        ("special", False),
        ("waiting", True),
        ("waiting", False),
        ("superior", True),
        ("superior", False),
    }
    assert any(one.ended is None and one.expected.due_at < now for one in held)
    assert {case.extension.state for case in county if case.extension} == set(ExtensionState)
    assert not any(case.counts_for_once for case in county if case.service_key == "specialised-new")


def promises_and_objections(county: Sequence[Case]) -> None:
    promised = [run for case in county for run in case.materials if run.promised]
    assert {(bool(run.files), run.verdict) for run in promised} >= {(False, "unchecked"), (True, "unchecked")}
    assert any(run.files and run.verdict == "accepted" for run in promised)
    assert {one.upheld for case in county for one in case.objections} == {None, True, False}
    notices = [case for case in county if any(step.notice and step.state == "open" for step in case.steps)]
    assert any(not case.objections for case in notices)
    assert {len(case.urged_at) for case in county} >= {0, 1, 2}


def ratings_and_follow_ups(county: Sequence[Case], now: datetime) -> None:
    assert {rating.level for case in county for rating in case.ratings} == set(RatingLevel)
    assert any(rating.added for case in county for rating in case.ratings)
    follow_ups = [one for case in county for one in case.follow_ups]
    states = {kind: {one.state for one in follow_ups if one.kind is kind} for kind in FollowUpKind}
    state = FollowUpState
    assert states == {
        FollowUpKind.BAD_RATING: {
            state.VERIFYING,
            state.INVALID,
            state.RECTIFYING,
            state.RECTIFIED,
            state.CALLED_BACK,
        },
        FollowUpKind.SUPERVISION: {state.WAITING, state.ANSWERED, state.CLOSED},
        FollowUpKind.COMMITMENT_CHECK: {state.WAITING, state.FULFILLED, state.ORDERED},
    }
    waiting = [one.deadline for one in follow_ups if one.deadline is not None]
    assert {one.due_at < now for one in waiting} == {True, False}


def lights(county: Sequence[Case], now: datetime) -> None:
    running = [case.running_clock.deadline for case in county if case.running_clock]
    assert {(now >= one.warn_at) + (now >= one.due_at) for one in running} == {0, 1, 2}


def test_accounts_are_told_with_heads_and_every_role(deps: Deps, tmp_path: Path) -> None:
    seed(deps, accounts_file=tmp_path / "accounts.json", cases=0)
    accounts: list[dict[str, Any]] = json.loads((tmp_path / "accounts.json").read_text(encoding="utf-8"))
    assert {one["role"] for one in accounts} == {"applicant", "clerk", "officer", "manager", "admin"}
    by_name = {one["username"]: one for one in accounts}
    assert {"officer-industry", "head-market-regulation", "head-health", "head-industry"} <= by_name.keys()
    head = by_name["head-health"]
    actor = authenticate(deps, head["username"], head["password"])
    assert actor.is_head
    assert actor.department == "health"
