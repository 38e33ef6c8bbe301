"""A case that waits: it stands still and goes on by itself, and only the clocks of the agencies do."""

from __future__ import annotations

from dataclasses import replace

import pytest

from portal.domain.case.commands import (
    AnswerObjection,
    EndNotice,
    FireTimer,
    LodgeObjection,
    PauseCase,
    ReportUp,
    ResumeCase,
    WithdrawCase,
)
from portal.domain.case.events import Recorded
from portal.domain.case.evolve import evolve
from portal.domain.case.incident_events import CasePaused, CaseResumed
from portal.domain.case.incidents import PauseKind
from portal.domain.case.moves import CaseState, MoveNotAllowed
from portal.domain.case.recompute import moved_dates
from portal.domain.case.state import ClockName, StepState
from portal.domain.case.timers import TimerKind, timers_for
from portal.domain.figures_conduct import conduct_of
from portal.domain.limits import Limit, Unit
from portal.domain.messages import tells_owner
from tests.factories.calendars import cn_with_2027
from tests.factories.cases import Story
from tests.factories.everything import on
from tests.unit.case.test_applicant_steps import announced, reported, story

OBJECTION = LodgeObjection("notice", "丙", "13900000000", "债务未清偿")


def due(one: Story, name: ClockName = ClockName.PROMISE) -> str:
    clock = one.case.clock(name)
    assert clock is not None
    return str(clock.deadline.due_on)


def test_it_begins_and_ends_by_itself() -> None:
    one = story()
    pause = one.case.open_pause
    assert pause is not None
    assert (one.case.state, pause.kind, pause.reason) == (CaseState.WAITING, PauseKind.WAITING, "清算和公告")
    assert reported().case.state is CaseState.REVIEWING
    told = [type(one.event) for one in reported().history if isinstance(one.event, CasePaused | CaseResumed)]
    assert told == [CasePaused, CaseResumed]
    assert not [
        one for one in reported().history if isinstance(one.event, CasePaused | CaseResumed) and tells_owner(one.event)
    ]


def test_the_promise_stands_still_and_the_applicants_clock_runs() -> None:
    """Ten working days from 1 June end on the 15th; the eight working days of waiting are put behind them."""
    assert due(story()) == "2026-06-15"
    assert due(reported()) == "2026-06-26"
    step = announced().case.step("report").deadline
    assert step is not None
    assert not step.at_least
    assert str(step.due_on) == "2026-06-22"


def test_it_waits_on_while_one_applicants_step_follows_another() -> None:
    one = announced()
    assert one.case.state is CaseState.WAITING
    assert len(one.case.pauses) == 1
    expected = one.case.pauses[0].expected
    assert expected == one.case.step("report").deadline


def test_without_the_rule_nothing_stands_still() -> None:
    one = story()
    one.service = replace(one.service, waiting=None)
    assert on(one, "2026-06-02").act(OBJECTION).case.state is CaseState.REVIEWING


def test_nobody_else_pauses_or_ends_a_wait() -> None:
    one = story()
    for command in (
        PauseCase("hearing", "听证", Limit(5, Unit.WORKDAY)),
        ReportUp("报市局"),
        ResumeCase("结束"),
    ):
        with pytest.raises(MoveNotAllowed):
            one.act(command)


def test_the_notice_runs_on_and_ends_and_who_likes_withdraws() -> None:
    one = on(story(), "2026-06-09", "00:00").act(EndNotice("notice"))
    assert one.case.step("notice").state is StepState.PASSED
    assert one.case.state is CaseState.WAITING
    one.act(WithdrawCase())
    assert (one.case.state, one.case.pauses[0].ended) == (CaseState.WITHDRAWN, one.now)


def test_an_upheld_objection_refuses_as_ever() -> None:
    one = on(story(), "2026-06-03").act(OBJECTION)
    assert one.case.state is CaseState.WAITING
    one.act(AnswerObjection(1, upheld=True, answer="属实"))
    assert (one.case.state, one.open_steps()) == (CaseState.REVIEWING, {"decision"})
    assert one.case.step("announce").state is StepState.CANCELLED


def test_an_objection_left_open_past_the_notice_is_the_agencys_time() -> None:
    """The department owes the answer, so its clocks run from the end of the notice."""
    one = on(story(), "2026-06-03").act(OBJECTION)
    end = next(timer for timer in timers_for(one.case) if timer.kind is TimerKind.END_NOTICE)
    on(one, "2026-06-09", "00:00").act(FireTimer(end)).act(EndNotice("notice"))
    states = [one.case.state]
    states.append(on(one, "2026-06-10").act(AnswerObjection(1, upheld=False, answer="不属实")).case.state)
    assert states == [CaseState.REVIEWING, CaseState.WAITING]  # the applicant has not announced yet


def test_a_new_calendar_moves_what_is_waited_for() -> None:
    """Eight working days from Christmas Eve; 4 January was worked in the projection and is off in the notice."""
    one = story("2026-12-24")
    events = moved_dates(one.case, cn_with_2027())
    assert "pause" not in {event.clock for event in events}
    moved = one.case
    for event in events:
        moved = evolve(moved, Recorded(moved.revision + 1, one.now, one.by, event))
    assert moved.open_pause is not None
    assert one.case.open_pause is not None
    ends = [str(case.open_pause.expected.due_on) for case in (one.case, moved) if case.open_pause]
    assert ends == ["2027-01-06", "2027-01-07"]


def test_waiting_is_no_special_procedure_in_the_figures() -> None:
    one = reported().passed("seal")
    on(one, "2026-06-12").passed("bank").passed("decision")
    facts = conduct_of(one.case)
    assert facts is not None
    assert not facts.special
    assert one.case.workdays_taken == 1


def test_the_reminder_of_the_promise_stands_still_too() -> None:
    kinds = {(timer.kind, timer.about) for timer in timers_for(story().case)}
    assert (TimerKind.REMIND, ClockName.PROMISE.value) not in kinds
    assert (TimerKind.REMIND, "step:announce") in kinds
