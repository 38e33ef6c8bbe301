"""Special procedures 特别程序, the superior 上级核准 and the one extension 延期, with the dates of guide §1.8.

Accepted on Monday 1 June 2026: ten working days end on 15 June, twenty on 30 June; 19 to 21 June are a holiday.
"""

from __future__ import annotations

import pytest

from portal.domain.case.commands import (
    AnswerExtension,
    CompleteStep,
    PauseCase,
    ReportUp,
    RequestExtension,
    ResumeCase,
)
from portal.domain.case.extension import (
    ExtensionPending,
    ExtensionTooLate,
    ExtensionTooLong,
    ExtensionUsed,
    NoExtensionPending,
)
from portal.domain.case.incidents import ExtensionState, PauseKind
from portal.domain.case.moves import CaseState, MoveNotAllowed
from portal.domain.case.pauses import ExpectedTooLong, NoSuchProcedure
from portal.domain.case.reasons import ReasonNeeded
from portal.domain.case.state import ClockName, Outcome
from portal.domain.case.timers import TimerKind, timers_for
from portal.domain.deadlines import Deadline
from portal.domain.limits import Limit, Unit
from tests.factories.calendars import at
from tests.factories.cases import Story
from tests.factories.everything import begun, on, workdays


def accepted(clock: str = "10:00") -> Story:
    return begun("2026-06-01", clock).accepted()


def hearing(story: Story, began: str, clock: str = "10:00") -> Story:
    return on(story, began, clock).act(PauseCase("hearing", "利害关系人申请听证", workdays(10)))


def resumed(story: Story, ended: str, clock: str = "10:00") -> Story:
    return on(story, ended, clock).act(ResumeCase("听证已举行"))


def end(story: Story, name: ClockName = ClockName.PROMISE) -> Deadline:
    clock = story.case.clock(name)
    assert clock is not None
    return clock.deadline


def dues(story: Story) -> tuple[str, str]:
    return str(end(story).due_on), str(end(story, ClockName.STATUTORY).due_on)


def step_due(story: Story) -> str:
    deadline = story.case.step("registration").deadline
    return str(deadline.due_on if deadline else None)


def test_without_anything_the_limits_are_those_of_the_guide() -> None:
    assert dues(accepted()) == ("2026-06-15", "2026-06-30")


def test_the_special_procedure_of_the_guide_moves_the_promise_to_the_25th() -> None:
    story = resumed(hearing(accepted(), "2026-06-05"), "2026-06-16")
    assert dues(story) == ("2026-06-25", "2026-07-09")
    assert story.case.state is CaseState.REVIEWING


def test_while_it_lasts_nothing_runs_and_the_end_is_at_least() -> None:
    case = hearing(accepted(), "2026-06-05").case
    assert (case.state, case.running_clock) == (CaseState.SPECIAL, None)
    assert case.open_pause is not None
    assert (str(case.open_pause.expected.due_on), case.open_pause.kind) == ("2026-06-22", PauseKind.SPECIAL)
    promise = case.clock(ClockName.PROMISE)
    assert promise is not None
    assert (promise.deadline.at_least, str(promise.deadline.due_on)) == (True, "2026-06-15")
    assert not promise.deadline.is_overdue(at("2026-12-01"))
    assert timers_for(case) == ()


def test_nothing_is_decided_while_it_lasts() -> None:
    story = hearing(accepted(), "2026-06-05")
    with pytest.raises(MoveNotAllowed):
        story.act(CompleteStep("registration", Outcome.PASSED))
    with pytest.raises(MoveNotAllowed):
        story.act(RequestExtension(workdays(5), "案情复杂"))
    with pytest.raises(MoveNotAllowed):
        hearing(story, "2026-06-08")


def test_a_pause_over_rest_days_and_one_of_no_length_change_nothing() -> None:
    weekend = resumed(hearing(accepted(), "2026-06-05", "18:00"), "2026-06-07", "20:00")
    assert dues(weekend) == ("2026-06-15", "2026-06-30")
    assert dues(resumed(hearing(accepted(), "2026-06-05"), "2026-06-05")) == ("2026-06-15", "2026-06-30")


def test_two_pauses_that_touch_are_one() -> None:
    story = resumed(hearing(accepted(), "2026-06-05"), "2026-06-09")
    assert dues(resumed(hearing(story, "2026-06-09"), "2026-06-16")) == ("2026-06-25", "2026-07-09")


def test_a_pause_on_the_last_evening_still_counts_and_a_minute_later_the_breach_stays() -> None:
    in_time = resumed(hearing(accepted(), "2026-06-15", "23:59"), "2026-06-17")
    assert dues(in_time) == ("2026-06-17", "2026-07-02")
    late = resumed(hearing(accepted(), "2026-06-16", "00:00"), "2026-06-18")
    assert dues(late) == ("2026-06-15", "2026-07-02")
    assert end(late).is_overdue(late.now)


def test_the_clock_of_an_open_step_stands_still_too() -> None:
    assert step_due(accepted()) == "2026-06-03"
    assert step_due(resumed(hearing(accepted(), "2026-06-02"), "2026-06-04")) == "2026-06-05"
    assert step_due(resumed(hearing(accepted(), "2026-06-05"), "2026-06-08")) == "2026-06-03"


def test_only_procedures_of_the_definition_pause_and_no_longer_than_it_allows() -> None:
    with pytest.raises(NoSuchProcedure):
        accepted().act(PauseCase("waiting-for-signature", "等待签字", workdays(1)))
    for too_long in (workdays(21), Limit(3, Unit.DAY)):
        with pytest.raises(ExpectedTooLong):
            accepted().act(PauseCase("hearing", "听证", too_long))
    with pytest.raises(ReasonNeeded):
        accepted().act(PauseCase("hearing", " ", workdays(1)))
    with pytest.raises(ReasonNeeded):
        hearing(accepted(), "2026-06-05").act(ResumeCase(""))
    with pytest.raises(MoveNotAllowed):
        accepted().act(ResumeCase("未曾暂停"))


def test_the_superior_stops_the_clocks_and_takes_the_case_out_of_once() -> None:
    story = on(accepted(), "2026-06-05").act(ReportUp("报市局核准"))
    assert (story.case.state, story.case.counts_for_once) == (CaseState.SUPERIOR, False)
    assert story.case.open_pause is not None
    assert str(story.case.open_pause.expected.due_on) == "2026-07-06"
    assert dues(resumed(story, "2026-06-16")) == ("2026-06-25", "2026-07-09")


def test_time_in_pauses_is_not_time_taken() -> None:
    story = resumed(hearing(accepted(), "2026-06-05"), "2026-06-16")
    story.act(CompleteStep("registration", Outcome.FAILED, opinion="不符合"))
    case = on(story, "2026-06-18").act(CompleteStep("decision", Outcome.FAILED, opinion="不符合法定条件")).case
    assert case.workdays_taken == 13 - 7


# --- extension -------------------------------------------------------------------------------------


def asked(day: str, *, story: Story | None = None, by: int = 10) -> Story:
    return on(story or accepted(), day).act(RequestExtension(workdays(by), "案情复杂"))


def test_an_extension_is_added_to_the_limits_once_it_is_approved() -> None:
    story = asked("2026-06-10")
    assert dues(story) == ("2026-06-15", "2026-06-30")
    on(story, "2026-06-12").act(AnswerExtension(approve=True))
    assert dues(story) == ("2026-06-30", "2026-07-14")
    run = story.case.extension
    assert run is not None
    assert (run.state, run.answered_at) == (ExtensionState.GRANTED, at("2026-06-12"))


@pytest.mark.parametrize("extend_first", [True, False])
def test_extension_and_pause_give_the_same_end_in_either_order(*, extend_first: bool) -> None:
    story = accepted()
    if extend_first:
        asked("2026-06-03", story=story).act(AnswerExtension(approve=True))
    resumed(hearing(story, "2026-06-05"), "2026-06-16")
    if not extend_first:
        asked("2026-06-17", story=story).act(AnswerExtension(approve=True))
    assert dues(story) == ("2026-07-09", "2026-07-23")


def test_a_second_extension_is_refused_by_name_and_so_is_a_second_request() -> None:
    story = asked("2026-06-03", by=2)
    with pytest.raises(ExtensionPending):
        asked("2026-06-03", story=story)
    story.act(AnswerExtension(approve=True))
    with pytest.raises(ExtensionUsed):
        asked("2026-06-04", story=story, by=1)


def test_a_declined_one_changes_nothing_and_may_be_asked_for_again() -> None:
    story = asked("2026-06-03")
    with pytest.raises(ReasonNeeded):
        story.act(AnswerExtension(approve=False))
    story.act(AnswerExtension(approve=False, answer="理由不充分"))
    assert dues(story) == ("2026-06-15", "2026-06-30")
    with pytest.raises(NoExtensionPending):
        story.act(AnswerExtension(approve=True))
    asked("2026-06-04", story=story).act(AnswerExtension(approve=True))
    assert dues(story) == ("2026-06-30", "2026-07-14")


def test_after_expiry_it_is_refused_and_the_breach_stays() -> None:
    with pytest.raises(ExtensionTooLate):
        asked("2026-06-16")
    story = asked("2026-06-15")
    with pytest.raises(ExtensionTooLate):
        on(story, "2026-06-16", "00:00").act(AnswerExtension(approve=True))
    assert dues(story) == ("2026-06-15", "2026-06-30")
    assert end(story).is_overdue(story.now)


def test_more_than_the_law_allows_is_refused() -> None:
    with pytest.raises(ExtensionTooLong):
        asked("2026-06-03", by=11)
    with pytest.raises(ExtensionTooLong):
        accepted().act(RequestExtension(Limit(5, Unit.DAY), "案情复杂"))
    with pytest.raises(ReasonNeeded):
        accepted().act(RequestExtension(workdays(5), ""))


def test_an_extension_moves_the_reminder_with_the_limit() -> None:
    """A fifth of ten days is two, of twenty four: 11 June, and 24 June."""
    before = accepted().case
    after = asked("2026-06-03").act(AnswerExtension(approve=True)).case
    reminders = [
        next(timer.due_at for timer in timers_for(case) if timer.kind is TimerKind.REMIND) for case in (before, after)
    ]
    assert reminders == [at("2026-06-11", "00:00"), at("2026-06-24", "00:00")]
