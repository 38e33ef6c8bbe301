"""Timers of a case: which are set when, in order after downtime, each exactly once; June 2026."""

from __future__ import annotations

from dataclasses import replace

import pytest

from portal.domain.case.commands import CheckMaterial, DeemAccepted, FireTimer, TellCorrection
from portal.domain.case.correction import StillRunning
from portal.domain.case.incident_events import TimerFired
from portal.domain.case.moves import CaseState
from portal.domain.case.state import Verdict
from portal.domain.case.timers import Timer, TimerKind, timers_for
from portal.domain.case.timing import TimerNotSet
from tests.factories.calendars import at, cn
from tests.factories.cases import Story
from tests.factories.everything import begun, on, owing
from tests.unit.case.case_walk import Walk


def kinds(story: Story) -> list[str]:
    """What is set, in the order it is due."""
    return [timer.kind.value for timer in sorted(timers_for(story.case), key=lambda timer: timer.due_at)]


def after_downtime(story: Story, day: str) -> Story:
    """The program was down; now everything due is fired, as the jobs process does it."""
    walk = Walk(service=story.service, now=at(day), history=story.history, state=story.state)
    walk.fire_what_is_due()
    return walk


def fired(story: Story) -> list[tuple[str, str, str]]:
    return [
        (one.event.kind, one.event.about, cn().local_date(one.event.due_at).isoformat())
        for one in story.history
        if isinstance(one.event, TimerFired)
    ]


def test_each_state_sets_its_own_timers() -> None:
    assert kinds(begun("2026-06-01")) == ["remind", "deem_accepted"]
    assert kinds(begun("2026-06-01").act(TellCorrection({"name": "写错"}))) == ["remind", "lapse_correction"]
    assert kinds(begun("2026-06-01").accepted()) == ["remind"]
    assert kinds(begun("2026-06-01").accepted().passed("registration")) == ["end_notice", "remind"]


def test_a_reminder_comes_when_the_light_turns_yellow() -> None:
    """Five working days end on 8 June; yellow with one left, from Friday the 5th."""
    remind = next(timer for timer in timers_for(begun("2026-06-01").case) if timer.kind is TimerKind.REMIND)
    assert remind == Timer(TimerKind.REMIND, at("2026-06-05", "00:00"), "acceptance")


def test_a_timer_fires_once() -> None:
    story = on(begun("2026-06-01"), "2026-06-09", "00:00")
    timer = next(one for one in timers_for(story.case) if one.kind is TimerKind.DEEM_ACCEPTED)
    story.act(FireTimer(timer)).act(DeemAccepted())
    with pytest.raises(TimerNotSet):
        story.act(FireTimer(timer))
    assert [one.event.due_at for one in story.history if isinstance(one.event, TimerFired)] == [timer.due_at]


def test_a_timer_never_fires_early_or_when_nobody_set_it() -> None:
    story = on(begun("2026-06-01"), "2026-06-08", "23:59")
    timer = next(one for one in timers_for(story.case) if one.kind is TimerKind.DEEM_ACCEPTED)
    with pytest.raises(StillRunning):
        story.act(FireTimer(timer))
    with pytest.raises(TimerNotSet):
        story.act(FireTimer(replace(timer, due_at=at("2026-06-08"))))


def test_the_timer_of_a_state_that_was_left_is_void() -> None:
    story = begun("2026-06-01")
    timer = next(one for one in timers_for(story.case) if one.kind is TimerKind.DEEM_ACCEPTED)
    story.accepted()
    with pytest.raises(TimerNotSet):
        on(story, "2026-06-09").act(FireTimer(timer))


def test_after_weeks_of_downtime_everything_fires_in_order_and_nothing_twice() -> None:
    """Silence accepts as of 1 June; what was promised follows until five working days after it is told."""
    story = after_downtime(begun("2026-06-01", command=owing("lease")), "2026-07-31")
    assert fired(story) == [
        ("remind", "acceptance", "2026-06-05"),
        ("deem_accepted", "", "2026-06-09"),
        ("remind", "promise", "2026-06-11"),
    ]
    assert story.case.state is CaseState.REVIEWING
    assert after_downtime(story, "2026-07-31").history == story.history
    later = after_downtime(story, "2026-08-31")
    assert fired(later)[-2:] == [("remind", "tolerance", "2026-08-06"), ("lapse_tolerance", "", "2026-08-08")]
    assert later.case.state is CaseState.WITHDRAWN


def test_a_correction_lapses_after_downtime_with_the_moment_it_was_due_and_the_moment_it_was_done() -> None:
    story = on(begun("2026-06-01"), "2026-06-05").act(CheckMaterial("articles", Verdict.TO_CORRECT, "缺页"))
    story = after_downtime(story.act(TellCorrection()), "2026-07-31")
    last = [one for one in story.history if isinstance(one.event, TimerFired)][-1]
    assert isinstance(last.event, TimerFired)
    assert (last.event.due_at, last.at) == (at("2026-06-23", "00:00"), at("2026-07-31"))
    assert (story.case.state, story.case.ended_at) == (CaseState.WITHDRAWN, at("2026-07-31"))
