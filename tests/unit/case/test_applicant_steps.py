"""Steps of the applicant: who does them, with what, not before and not after which day."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from portal.domain.case.acceptance import NoSuchMaterial
from portal.domain.case.applicant_steps import ApplicantStepIncomplete, ResultInFuture, StepTooLate
from portal.domain.case.clocks import STEP
from portal.domain.case.commands import CompleteStep, DoApplicantStep, EndNotice, FireTimer, LapseStep
from portal.domain.case.correction import StillRunning
from portal.domain.case.events import StepOpened
from portal.domain.case.incidents import Ending
from portal.domain.case.moves import CaseState, MoveNotAllowed
from portal.domain.case.not_before import StepTooEarly
from portal.domain.case.review import ApplicantsStep, StepNotOpen
from portal.domain.case.state import Outcome, StepState
from portal.domain.case.timers import TimerKind, timers_for
from portal.domain.checklist import missing
from portal.domain.limits import Limit, Unit
from portal.domain.messages import tells_owner
from tests.factories.calendars import at
from tests.factories.cases import Story
from tests.factories.everything import PAPER, awaiting, filed, on

if TYPE_CHECKING:
    from portal.domain.case.state import FileRef

BALANCE: dict[str, tuple[FileRef, ...]] = {"balance": (PAPER,)}


def story(day: str = "2026-06-01") -> Story:
    """Accepted and registered on a Monday: the announcement is the applicant's, and a notice runs."""
    begun = Story(service=awaiting(), now=at(day, "10:00")).file(filed())
    return begun.accepted().passed("registration")


def announced(on_day: str = "2026-06-01", size: str = "small") -> Story:
    """The announcement is made."""
    results = {"announced_on": on_day, "size": size, "why": "员工众多"}
    begun = story() if on_day <= "2026-06-01" else on(story(), on_day)
    return begun.act(DoApplicantStep("announce", results))


def reported() -> Story:
    """The notice is over and the report is there: seal and bank have their steps."""
    one = on(announced(), "2026-06-11").act(EndNotice("notice"))
    return one.act(DoApplicantStep("report", {}, BALANCE))


def test_what_belongs_to_a_step_is_not_asked_when_filing() -> None:
    facts = {"name": "玉峡", "seats": 60, "parts": []}
    assert {one.id for one in missing(awaiting(), facts, ())} == {"articles", "lease", "plan", "proof", "safety"}
    run = story().case.material("balance")
    assert (run.at_step, run.required, run.files) == ("report", True, ())
    assert story().case.state is CaseState.WAITING  # accepted, although it is not there


def test_no_officer_does_a_step_of_the_applicant() -> None:
    begun = Story(service=awaiting(waiting=None), now=at("2026-06-01", "10:00")).file(filed()).accepted()
    begun.passed("registration")
    for outcome in Outcome:
        with pytest.raises(ApplicantsStep):
            begun.act(CompleteStep("announce", outcome, "已审查"))


def test_what_is_missing_is_named_all_at_once() -> None:
    one = story()
    with pytest.raises(ApplicantStepIncomplete) as caught:
        one.act(DoApplicantStep("announce", {"size": "big", "why": ""}))
    assert caught.value.facts["fields"] == ("announced_on", "why")
    on(one, "2026-06-11").act(DoApplicantStep("announce", {"announced_on": "2026-06-01", "size": "small"}))
    with pytest.raises(ApplicantStepIncomplete) as caught:
        one.act(DoApplicantStep("report"))
    assert caught.value.facts["materials"] == ("balance",)


def test_a_field_that_does_not_apply_is_neither_asked_nor_kept() -> None:
    run = announced(size="small").case.step("announce")
    assert run.results == {"announced_on": "2026-06-01", "size": "small"}
    assert run.state is StepState.PASSED


def test_a_day_that_has_not_come_cannot_be_reported() -> None:
    with pytest.raises(ResultInFuture) as refused:
        story().act(DoApplicantStep("announce", {"announced_on": "2026-06-02", "size": "small"}))
    assert refused.value.facts["fields"] == ("announced_on",)
    assert announced("2026-06-01").case.results["announced_on"] == "2026-06-01"


def test_files_come_to_their_material_and_to_no_other() -> None:
    one = on(announced(), "2026-06-11")
    with pytest.raises(NoSuchMaterial):
        one.act(DoApplicantStep("report", {}, {"articles": (PAPER,), **BALANCE}))
    one.act(DoApplicantStep("report", {}, BALANCE))
    assert one.case.material("balance").files == (PAPER,)
    assert one.case.step("report").completed_by == "甲申请人"


@pytest.mark.parametrize(("size", "due"), [("small", "2026-06-22"), ("big", "2026-07-06")])
def test_the_first_limit_whose_situation_holds_counts(size: str, due: str) -> None:
    """20 days end on a Sunday, 21 June, and roll past the Dragon Boat holiday bridge; 35 days for a large one."""
    deadline = announced(size=size).case.step("report").deadline
    assert deadline is not None
    assert deadline.limit == Limit(35 if size == "big" else 20, Unit.DAY)
    assert str(deadline.due_on) == due


def test_the_time_runs_from_the_day_that_was_entered() -> None:
    """Announced on Saturday 30 May, the tenth day is Tuesday 9 June: on that day it is possible, not before."""
    one = on(announced("2026-05-30"), "2026-06-08", "23:59")
    with pytest.raises(StepTooEarly) as caught:
        one.act(DoApplicantStep("report", {}, BALANCE))
    assert str(caught.value.facts["on"]) == "2026-06-09"
    assert on(one, "2026-06-09", "00:00").act(DoApplicantStep("report", {}, BALANCE)).case.results["size"] == "small"


def test_a_last_day_that_is_a_rest_day_rolls() -> None:
    """Announced on 3 June, the tenth day is Saturday 13 June: possible from Monday 15 June."""
    one = on(announced("2026-06-03"), "2026-06-13")
    with pytest.raises(StepTooEarly) as caught:
        one.act(DoApplicantStep("report", {}, BALANCE))
    assert str(caught.value.facts["on"]) == "2026-06-15"


def test_without_a_date_the_time_runs_from_the_moment_it_was_done_and_only_passing_must_wait() -> None:
    one = reported()
    assert one.open_steps() == {"seal", "bank"}
    with pytest.raises(StepTooEarly):
        on(one, "2026-06-11", "21:59").passed("bank")
    assert on(one, "2026-06-11", "22:00").passed("bank").case.step("bank").state is StepState.PASSED
    other = reported()
    assert other.failed("bank").case.step("bank").state is StepState.FAILED


def test_a_missed_window_ends_the_case_once_also_after_downtime() -> None:
    one = announced()
    kinds = [(timer.kind, timer.about, timer.due_at) for timer in timers_for(one.case)]
    assert (TimerKind.LAPSE_STEP, "report", at("2026-06-23", "00:00")) in kinds
    assert (TimerKind.REMIND, STEP + "report") in {(kind, about) for kind, about, _ in kinds}
    with pytest.raises(StillRunning):
        on(one, "2026-06-22", "23:59").act(LapseStep("report"))
    with pytest.raises(StepTooLate):
        on(one, "2026-07-20").act(DoApplicantStep("report", {}, BALANCE))
    lapse = next(timer for timer in timers_for(one.case) if timer.kind is TimerKind.LAPSE_STEP)
    one.act(FireTimer(lapse)).act(LapseStep("report"))
    assert (one.case.state, one.case.ending, one.case.end_reason) == (
        CaseState.WITHDRAWN,
        Ending.STEP_LAPSED,
        "report",
    )
    assert one.case.open_pause is None
    assert timers_for(one.case) == ()


def test_a_step_without_a_window_can_be_done_late() -> None:
    one = on(story(), "2026-07-20")
    assert not [timer for timer in timers_for(one.case) if timer.kind is TimerKind.LAPSE_STEP]
    one.act(DoApplicantStep("announce", {"announced_on": "2026-07-20", "size": "small"}))
    assert one.case.step("announce").state is StepState.PASSED


def test_a_step_is_done_once_and_not_while_somebody_holds_the_case() -> None:
    one = announced()
    with pytest.raises(StepNotOpen):
        one.act(DoApplicantStep("announce", {"announced_on": "2026-06-01", "size": "small"}))
    begun = Story(service=awaiting(), now=at("2026-06-01", "10:00")).file(filed())
    with pytest.raises(MoveNotAllowed):
        begun.act(DoApplicantStep("announce"))


def test_the_owner_is_told_whose_turn_it_is() -> None:
    opened = [one.event for one in story().history if isinstance(one.event, StepOpened)]
    assert {one.step_id: tells_owner(one) for one in opened} == {
        "registration": False,
        "notice": False,
        "announce": True,
    }
