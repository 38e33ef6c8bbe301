"""Endings without a decision 不予受理, 退件, 撤回: reasons, who is competent, and that nothing runs afterwards."""

from __future__ import annotations

import pytest

from portal.domain.case.acceptance import AcceptanceRanOut
from portal.domain.case.commands import (
    AcceptCase,
    CompleteStep,
    RefuseAcceptance,
    ReportUp,
    ReturnCase,
    WithdrawCase,
)
from portal.domain.case.endings import AgencyNeeded
from portal.domain.case.incidents import Ending, Ground
from portal.domain.case.moves import CaseState, MoveNotAllowed
from portal.domain.case.reasons import ReasonNeeded
from portal.domain.case.state import Outcome, StepState
from portal.domain.case.timers import timers_for
from tests.factories.cases import Story
from tests.factories.everything import begun, on


def reviewing() -> Story:
    return begun("2026-06-01").accepted()


def test_another_agency_is_named() -> None:
    with pytest.raises(AgencyNeeded):
        begun("2026-06-01").act(RefuseAcceptance(Ground.NOT_COMPETENT, "不属于本机关职权范围", " "))
    case = begun("2026-06-01").act(RefuseAcceptance(Ground.NOT_COMPETENT, "不属于本机关职权范围", "市税务局")).case
    assert (case.state, case.ending) == (CaseState.NOT_ACCEPTED, Ending.NOT_ACCEPTED)
    assert case.refusal is not None
    assert (case.refusal.agency, case.end_reason) == ("市税务局", "不属于本机关职权范围")


def test_not_accepting_needs_reasons_and_comes_in_time() -> None:
    with pytest.raises(ReasonNeeded):
        begun("2026-06-01").act(RefuseAcceptance(Ground.NOT_REQUIRED, " "))
    with pytest.raises(AcceptanceRanOut):
        on(begun("2026-06-01"), "2026-06-09", "00:00").act(RefuseAcceptance(Ground.NOT_REQUIRED, "依法无需许可"))


def test_after_acceptance_it_is_too_late_not_to_accept() -> None:
    with pytest.raises(MoveNotAllowed):
        reviewing().act(RefuseAcceptance(Ground.NOT_REQUIRED, "依法无需许可"))


def test_returning_needs_a_reason() -> None:
    with pytest.raises(ReasonNeeded):
        begun("2026-06-01").act(ReturnCase(""))
    assert begun("2026-06-01").act(ReturnCase("重复申请")).case.ending is Ending.RETURNED
    assert reviewing().act(ReturnCase("重复申请")).case.state is CaseState.RETURNED


@pytest.mark.parametrize("story", [begun("2026-06-01"), reviewing()], ids=["submitted", "reviewing"])
def test_an_end_stops_every_clock_cancels_what_is_undone_and_sets_no_timer(story: Story) -> None:
    case = story.act(WithdrawCase()).case
    assert (case.state, case.ending) == (CaseState.WITHDRAWN, Ending.WITHDRAWN)
    assert all(clock.stopped_at for clock in case.clocks)
    assert {run.state for run in case.steps} == {StepState.CANCELLED}
    assert timers_for(case) == ()
    with pytest.raises(MoveNotAllowed):
        story.act(AcceptCase())


def test_nobody_withdraws_while_the_superior_holds_the_case_or_after_the_decision() -> None:
    with pytest.raises(MoveNotAllowed):
        reviewing().act(ReportUp("报市局核准")).act(WithdrawCase())
    refused = reviewing().act(CompleteStep("registration", Outcome.FAILED, opinion="不符合"))
    refused.act(CompleteStep("decision", Outcome.FAILED, opinion="不符合法定条件"))
    with pytest.raises(MoveNotAllowed):
        refused.act(WithdrawCase())
