"""Public notice 公示: it runs its days, anybody may object, an upheld objection ends it; June 2026."""

from __future__ import annotations

import pytest

from portal.domain.case.commands import (
    AnswerObjection,
    CompleteStep,
    EndNotice,
    LodgeObjection,
    PauseCase,
    ResumeCase,
)
from portal.domain.case.correction import StillRunning
from portal.domain.case.moves import MoveNotAllowed
from portal.domain.case.notices import NoSuchObjection, NoticeNotRunning, ObjectionIncomplete
from portal.domain.case.reasons import ReasonNeeded
from portal.domain.case.review import NoticeEndsByItself, StepNotOpen
from portal.domain.case.state import Outcome, StepState
from portal.domain.case.timers import TimerKind, timers_for
from tests.factories.calendars import at
from tests.factories.cases import Story
from tests.factories.everything import begun, on, workdays

OBJECTION = LodgeObjection("notice", "丙", "13900000000", "场所与公示不符")


def published() -> Story:
    """Accepted on 1 June, public from the 2nd: five working days end on the 9th."""
    return on(begun("2026-06-01").accepted(), "2026-06-02").passed("registration")


def objected(day: str = "2026-06-03") -> Story:
    return on(published(), day).act(OBJECTION)


def state(story: Story) -> StepState:
    return story.case.step("notice").state


def test_it_opens_with_its_turn_and_ends_by_a_timer() -> None:
    deadline = published().case.step("notice").deadline
    assert deadline is not None
    assert str(deadline.due_on) == "2026-06-09"
    timers = [timer for timer in timers_for(published().case) if timer.kind is TimerKind.END_NOTICE]
    assert [(timer.about, timer.due_at) for timer in timers] == [("notice", at("2026-06-10", "00:00"))]


def test_it_passes_after_its_last_day_and_not_before() -> None:
    story = on(published(), "2026-06-09", "23:59")
    with pytest.raises(StillRunning):
        story.act(EndNotice("notice"))
    assert state(on(story, "2026-06-10", "00:00").act(EndNotice("notice"))) is StepState.PASSED
    with pytest.raises(StepNotOpen):
        story.act(EndNotice("notice"))


def test_no_officer_passes_or_fails_it() -> None:
    for outcome in Outcome:
        with pytest.raises(NoticeEndsByItself):
            published().act(CompleteStep("notice", outcome, opinion="提前结束"))


def test_objections_come_until_the_end_of_the_last_day() -> None:
    assert len(on(published(), "2026-06-09", "23:59").act(OBJECTION).case.objections) == 1
    with pytest.raises(NoticeNotRunning):
        on(published(), "2026-06-10", "00:00").act(OBJECTION)
    with pytest.raises(NoticeNotRunning):
        begun("2026-06-01").accepted().act(OBJECTION)
    with pytest.raises(ObjectionIncomplete):
        published().act(LodgeObjection("notice", "丙", " ", "不符"))


def test_an_open_objection_holds_the_notice_beyond_its_time() -> None:
    story = on(objected(), "2026-06-10", "00:00").act(EndNotice("notice"))
    assert state(story) is StepState.OPEN
    on(story, "2026-06-12").act(AnswerObjection(1, upheld=False, answer="经核查，场所一致"))
    assert state(story) is StepState.PASSED


def test_a_dismissed_objection_lets_the_notice_run_on() -> None:
    story = objected().act(AnswerObjection(1, upheld=False, answer="经核查，场所一致"))
    assert state(story) is StepState.OPEN
    assert state(on(story, "2026-06-10", "00:00").act(EndNotice("notice"))) is StepState.PASSED


def test_every_objection_is_answered_before_it_ends() -> None:
    story = on(objected().act(OBJECTION), "2026-06-10")
    story.act(AnswerObjection(2, upheld=False, answer="不成立"))
    assert state(story) is StepState.OPEN
    story.act(AnswerObjection(1, upheld=False, answer="不成立"))
    assert state(story) is StepState.PASSED


def test_an_upheld_objection_fails_it_at_once_and_the_case_can_only_be_refused() -> None:
    story = objected().act(AnswerObjection(1, upheld=True, answer="场所确与公示不符"))
    run = story.case.step("notice")
    assert (run.state, run.opinion) == (StepState.FAILED, "场所确与公示不符")
    assert {one.id: one.state for one in story.case.steps if one.id in {"seal", "bank", "decision"}} == {
        "seal": StepState.CANCELLED,
        "bank": StepState.CANCELLED,
        "decision": StepState.OPEN,
    }


def test_an_answer_has_reasons_and_is_given_once() -> None:
    with pytest.raises(ReasonNeeded):
        objected().act(AnswerObjection(1, upheld=False, answer=" "))
    story = objected().act(AnswerObjection(1, upheld=False, answer="不成立"))
    with pytest.raises(NoSuchObjection):
        story.act(AnswerObjection(1, upheld=True, answer="成立"))


def test_it_stands_still_while_the_case_is_paused() -> None:
    """Held from the 3rd to the 11th, six working days: it ends six working days after the 9th, on the 17th."""
    story = on(published(), "2026-06-03").act(PauseCase("hearing", "听证", workdays(10)))
    on(story, "2026-06-10").act(OBJECTION)
    with pytest.raises(MoveNotAllowed):
        story.act(AnswerObjection(1, upheld=False, answer="不成立"))
    on(story, "2026-06-11").act(ResumeCase("已听证"))
    deadline = story.case.step("notice").deadline
    assert deadline is not None
    assert str(deadline.due_on) == "2026-06-17"
    with pytest.raises(StillRunning):
        on(story, "2026-06-17", "23:00").act(EndNotice("notice"))
