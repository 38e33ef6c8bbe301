"""容缺受理 and 告知承诺: what may follow, until when, what it blocks; June 2026 as in the other tests."""

from __future__ import annotations

import pytest

from portal.domain.case.acceptance import MaterialsNotChecked
from portal.domain.case.commands import (
    AcceptCase,
    CheckMaterial,
    CompleteStep,
    DeemAccepted,
    EndNotice,
    LapseTolerance,
    PauseCase,
    ResumeCase,
    SupplyMaterial,
)
from portal.domain.case.correction import StillRunning
from portal.domain.case.filing import CommitmentNotOffered, MaterialsMissing, PromiseNotAllowed
from portal.domain.case.incident_events import MaterialsTolerated
from portal.domain.case.incidents import Ending, FollowUpKind, FollowUpState
from portal.domain.case.moves import CaseState
from portal.domain.case.review import MaterialsOwed
from portal.domain.case.state import ClockName, Outcome, Verdict
from portal.domain.case.timers import TimerKind, timers_for
from portal.domain.case.tolerance import FilesNeeded, NothingOwed, ToleranceTooLate
from tests.factories.calendars import at
from tests.factories.cases import Story
from tests.factories.everything import PAPER, begun, everything, filed, on, owing, workdays

FILES = (PAPER,)


def owed(*promised: str) -> Story:
    """Accepted on Tuesday 2 June; five working days end on the 9th."""
    story = begun("2026-06-01", command=owing(*(promised or ("lease",))))
    for material in {"articles", "lease", "plan", "proof"} - set(promised or ("lease",)):
        story.act(CheckMaterial(material, Verdict.ACCEPTED))
    return on(story, "2026-06-02").act(AcceptCase())


def decided(story: Story, outcome: Outcome = Outcome.PASSED) -> Story:
    """All steps passed, the notice by its time, then the decision."""
    story.passed("registration").passed("seal").passed("bank")
    deadline = story.case.step("notice").deadline
    assert deadline is not None
    story.now = max(story.now, deadline.due_at)
    story.act(EndNotice("notice"))
    return story.act(CompleteStep("decision", outcome, opinion="不符合法定条件"))


def test_what_follows_is_told_with_the_acceptance_and_has_its_own_clock() -> None:
    story = owed()
    clock = story.case.clock(ClockName.TOLERANCE)
    assert clock is not None
    assert (str(clock.deadline.due_on), clock.started_at) == ("2026-06-09", at("2026-06-02"))
    assert TimerKind.LAPSE_TOLERANCE in {timer.kind for timer in timers_for(story.case)}
    tolerated = [one.event for one in story.history if isinstance(one.event, MaterialsTolerated)]
    assert [event.materials for event in tolerated] == [("lease",)]


def test_only_what_the_definition_lets_follow_can_be_promised() -> None:
    with pytest.raises(PromiseNotAllowed):
        begun("2026-06-01", command=owing("articles"))
    with pytest.raises(PromiseNotAllowed):
        begun("2026-06-01", command=owing("lease", may_promise=False))
    with pytest.raises(MaterialsMissing):
        begun("2026-06-01", files={"articles": FILES, "plan": FILES, "proof": FILES})
    with pytest.raises(PromiseNotAllowed):
        Story(service=everything(tolerance=None), now=at("2026-06-01")).file(owing("lease"))


def test_a_promise_is_idle_when_the_material_came_with_the_filing() -> None:
    story = begun("2026-06-01", promised=("lease",)).accepted()
    assert (story.case.owed, story.case.clock(ClockName.TOLERANCE)) == ((), None)


def test_a_promised_material_does_not_hold_up_acceptance_but_others_do() -> None:
    with pytest.raises(MaterialsNotChecked) as refused:
        begun("2026-06-01", command=owing("lease")).act(AcceptCase())
    assert refused.value.facts["materials"] == ("articles", "plan", "proof")


def test_it_counts_when_it_arrives_on_the_last_day_and_stops_the_clock() -> None:
    story = on(owed(), "2026-06-09", "23:59").act(SupplyMaterial("lease", FILES))
    clock = story.case.clock(ClockName.TOLERANCE)
    assert clock is not None
    assert clock.stopped_at == story.now
    assert TimerKind.LAPSE_TOLERANCE not in {timer.kind for timer in timers_for(story.case)}


def test_the_clock_runs_until_the_last_of_several_is_there() -> None:
    story = owed("lease", "plan").act(SupplyMaterial("lease", FILES))
    clock = story.case.clock(ClockName.TOLERANCE)
    assert clock is not None
    assert clock.stopped_at is None
    story.act(SupplyMaterial("plan", FILES))
    with pytest.raises(StillRunning):
        on(story, "2026-06-30").act(LapseTolerance())


def test_late_the_filing_counts_as_withdrawn() -> None:
    story = on(owed(), "2026-06-09", "23:59")
    with pytest.raises(StillRunning):
        story.act(LapseTolerance())
    on(story, "2026-06-10", "00:00")
    with pytest.raises(ToleranceTooLate):
        story.act(SupplyMaterial("lease", FILES))
    case = story.act(LapseTolerance()).case
    assert (case.state, case.ending) == (CaseState.WITHDRAWN, Ending.TOLERANCE_LAPSED)


def test_only_what_is_owed_can_come_and_never_nothing() -> None:
    with pytest.raises(NothingOwed):
        owed().act(SupplyMaterial("plan", FILES))
    with pytest.raises(FilesNeeded):
        owed().act(SupplyMaterial("lease", ()))


def test_the_review_goes_on_but_nothing_is_granted_before_it_is_there_and_in_order() -> None:
    story = owed().act(SupplyMaterial("lease", FILES))
    with pytest.raises(MaterialsOwed):
        decided(story)
    story.act(CheckMaterial("lease", Verdict.TO_CORRECT, "缺页"))
    with pytest.raises(MaterialsOwed):
        story.act(CompleteStep("decision", Outcome.PASSED))
    story.act(SupplyMaterial("lease", FILES)).act(CheckMaterial("lease", Verdict.ACCEPTED))
    assert story.act(CompleteStep("decision", Outcome.PASSED)).case.granted


def test_a_refusal_stops_the_clock_of_what_is_owed() -> None:
    story = owed().act(CompleteStep("registration", Outcome.FAILED, opinion="不符合"))
    case = story.act(CompleteStep("decision", Outcome.FAILED, opinion="不符合法定条件")).case
    clock = case.clock(ClockName.TOLERANCE)
    assert clock is not None
    assert clock.stopped_at == story.now


def test_silence_of_the_agency_does_not_shorten_the_time_of_the_applicant() -> None:
    """Accepted as of 1 June by silence on the 9th: five working days from the 9th end on the 16th."""
    story = on(begun("2026-06-01", command=owing("lease")), "2026-06-09", "00:00").act(DeemAccepted())
    clock = story.case.clock(ClockName.TOLERANCE)
    assert clock is not None
    assert (str(story.case.accepted_on), str(clock.deadline.due_on)) == ("2026-06-01", "2026-06-16")


def test_a_special_procedure_does_not_stop_the_applicants_clock() -> None:
    story = on(owed(), "2026-06-03").act(PauseCase("hearing", "听证", workdays(10)))
    on(story, "2026-06-10").act(ResumeCase("已听证"))
    with pytest.raises(ToleranceTooLate):
        story.act(SupplyMaterial("lease", FILES))
    assert story.act(LapseTolerance()).case.state is CaseState.WITHDRAWN


# --- commitment --------------------------------------------------------------------------------------


def committed() -> Story:
    files = dict.fromkeys(("articles", "lease", "plan"), FILES)
    return begun("2026-06-01", committed=True, files=files)


def test_a_commitment_stands_for_the_material() -> None:
    run = committed().case.material("proof")
    assert (run.by_commitment, run.verdict, run.files) == (True, Verdict.ACCEPTED, ())
    with pytest.raises(MaterialsMissing):
        begun("2026-06-01", files={"articles": FILES, "lease": FILES, "plan": FILES})
    with pytest.raises(CommitmentNotOffered):
        Story(service=everything(commitment=None), now=at("2026-06-01")).file(filed(committed=True))


def test_what_was_granted_on_a_commitment_is_checked_afterwards() -> None:
    """Decided on 9 June after the notice; sixty days later is 8 August, a Saturday, so the 10th."""
    story = decided(committed().accepted())
    (check,) = story.case.follow_ups
    assert check.deadline is not None
    assert (check.kind, check.state) == (FollowUpKind.COMMITMENT_CHECK, FollowUpState.WAITING)
    assert (story.now, str(check.deadline.due_on)) == (at("2026-06-09", "00:00"), "2026-08-10")


def test_nothing_is_checked_afterwards_without_a_commitment_or_a_grant() -> None:
    assert decided(begun("2026-06-01").accepted()).case.follow_ups == ()
    assert decided(committed().accepted(), Outcome.FAILED).case.follow_ups == ()
