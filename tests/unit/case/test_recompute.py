"""Dates computed anew: which move, with what they were, and that nothing moves without a cause."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from portal.domain.case.clocks import running_clocks
from portal.domain.case.commands import (
    AnswerExtension,
    PauseCase,
    RecomputeDates,
    RequestExtension,
    ResumeCase,
    Supervise,
)
from portal.domain.case.incident_events import DateMoved
from portal.domain.case.recompute import is_other_day, moved_dates
from portal.domain.case.state import ClockName
from portal.domain.limits import Limit, Unit
from portal.domain.procedures import ExtendedClock, ExtensionRule, ProcedureKind, SpecialProcedure
from portal.domain.workflow import Service
from tests.factories import services
from tests.factories.calendars import at, cn, cn_with_2027, on
from tests.factories.cases import Story
from tests.factories.services import text

DAY = timedelta(days=1)


def slow_service() -> Service:
    """Twenty working days, an extension of ten, a hearing."""
    plain = services.opening()
    return replace(
        plain,
        limits=replace(plain.limits, promise=Limit(20, Unit.WORKDAY), statutory=Limit(45, Unit.WORKDAY)),
        extension=ExtensionRule((ExtendedClock.PROMISE,), Limit(10, Unit.WORKDAY), text("局长"), text("许可法42")),
        procedures=(
            SpecialProcedure("hearing", ProcedureKind.HEARING, text("听证"), text("许可法46"), Limit(30, Unit.WORKDAY)),
        ),
    )


def accepted(day: str) -> Story:
    return Story(service=slow_service(), now=at(day)).file().accepted()


def moves(story: Story) -> dict[str, DateMoved]:
    return {event.clock: event for event in moved_dates(story.case, cn_with_2027())}


def test_each_date_that_moved_is_one_event_with_old_and_new() -> None:
    """45 working days: 22 in December, then 23 with 4 January off and the Sundays 10 and 31 January worked."""
    (statutory,) = moves(accepted("2026-12-01")).values()
    assert statutory.clock == "statutory"
    assert (statutory.before.due_on, statutory.before.provisional) == (on("2027-02-03"), True)
    assert (statutory.after.due_on, statutory.after.provisional) == (on("2027-02-02"), False)
    assert is_other_day(statutory)
    assert statutory.calendar_digest == cn_with_2027().digest


def test_a_date_that_stays_is_provisional_no_more() -> None:
    promise = moves(accepted("2026-12-15"))["promise"]
    assert (promise.before.due_on, promise.before.provisional) == (on("2027-01-13"), True)
    assert (promise.after.due_on, promise.after.provisional) == (on("2027-01-13"), False)


def test_only_the_yellow_moment_may_move() -> None:
    """Twenty working days end on 13 January with either calendar; four days before lies another day off."""
    promise = moves(accepted("2026-12-15"))["promise"]
    assert not is_other_day(promise)
    assert promise.before.due_at == promise.after.due_at
    assert promise.before.warn_at != promise.after.warn_at


def test_a_moved_date_stands_in_the_case_afterwards() -> None:
    story = accepted("2026-12-01")
    before = story.case
    for event in moved_dates(before, cn_with_2027()):
        story._record((event,))
    clock = story.case.clock(ClockName.STATUTORY)
    assert clock is not None
    assert clock.deadline.due_on == on("2027-02-02")
    assert story.case.clocks[0] == before.clocks[0], "what has stopped stays as it was judged"
    assert not moves(story)


def test_the_command_gives_the_same_events() -> None:
    story = accepted("2026-12-15")
    story.act(RecomputeDates())
    assert not isinstance(story.history[-1].event, DateMoved), "the calendar of the story is the one in force"


def test_pauses_and_the_extension_of_the_case_are_counted() -> None:
    story = accepted("2026-12-01")
    story.now = at("2026-12-10")
    story.act(RequestExtension(Limit(10, Unit.WORKDAY), "案情复杂")).act(AnswerExtension(approve=True))
    story.now = at("2026-12-15")
    story.act(PauseCase("hearing", "依法听证", Limit(20, Unit.WORKDAY)))
    paused = moves(story)
    assert set(paused) == {"promise", "statutory", "pause"}
    assert paused["promise"].after.at_least
    assert paused["pause"].after.due_on == cn_with_2027().add_workdays(on("2026-12-15"), 20)
    story.now = at("2027-01-11")
    story.act(ResumeCase("听证已结束"))
    resumed = moves(story)["promise"]
    held = cn_with_2027().workdays_between(on("2026-12-15"), on("2027-01-11"))
    assert resumed.after.due_on == cn_with_2027().add_workdays(on("2026-12-01"), 30 + held)
    assert not resumed.after.at_least


def test_open_follow_ups_move_too() -> None:
    story = accepted("2026-12-29")
    department = story.case.steps[0].department
    story.act(Supervise(department, "请尽快办理", Limit(3, Unit.WORKDAY)))
    moved = moves(story)["follow-up:supervision-1"]
    assert (moved.before.due_on, moved.after.due_on) == (on("2027-01-04"), on("2027-01-05"))
    story._record((moved,))
    assert story.case.follow_up("supervision-1").deadline == moved.after


def test_steps_move_by_name() -> None:
    story = accepted("2026-12-31")
    opened = {name: event for name, event in moves(story).items() if name.startswith("step:")}
    assert opened, "a step of one working day from the last day of the year"
    for name, event in opened.items():
        assert (event.before.due_on, event.after.due_on) == (on("2027-01-04"), on("2027-01-05"))
        story._record((event,))
        assert story.case.step(name.removeprefix("step:")).deadline == event.after


@given(
    day=some.dates(on("2025-01-01"), on("2026-11-30")),
    pause_after=some.integers(0, 12),
    held=some.none() | some.integers(0, 20),
)
def test_an_unchanged_calendar_moves_nothing(day: date, pause_after: int, held: int | None) -> None:
    story = accepted(day.isoformat())
    story.now += pause_after * DAY
    story.act(PauseCase("hearing", "依法听证", Limit(20, Unit.WORKDAY)))
    assert moved_dates(story.case, cn()) == ()
    if held is not None:
        story.now += held * DAY
        story.act(ResumeCase("已结束"))
    assert moved_dates(story.case, cn()) == ()


@pytest.mark.parametrize("day", ["2026-01-05", "2026-06-01", "2026-10-30"])
def test_a_notice_for_next_year_leaves_dates_of_this_year_alone(day: str) -> None:
    story = Story(now=at(day)).file().accepted()
    assert all(clock.deadline.due_on and clock.deadline.due_on.year == 2026 for clock in running_clocks(story.case))
    assert moved_dates(story.case, cn_with_2027()) == ()
