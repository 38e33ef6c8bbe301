"""Review 审查: parallel steps, failures, the decision and the hand-over."""

from __future__ import annotations

from datetime import timedelta

import pytest

from portal.domain.case.commands import CompleteStep, Deliver, RecordVisit
from portal.domain.case.delivery import ReceiverNeeded
from portal.domain.case.moves import CaseState, MoveNotAllowed
from portal.domain.case.review import (
    ChecklistOpen,
    GrantNotPossible,
    OpinionNeeded,
    ResultMissing,
    StepNotOpen,
)
from portal.domain.case.state import ClockName, HalfDay, Outcome, StepState, VisitCause
from portal.domain.case.visits import (
    PersonNeeded,
    VisitAlreadyRecorded,
    VisitOutOfRange,
)
from portal.domain.documents import DeliveryMethod, Relation
from portal.domain.figures import Once, once_of
from tests.factories.cases import Story


def accepted(*parts: str) -> Story:
    return Story().file(parts=list(parts)).accepted()


def test_unselected_parts_have_no_step() -> None:
    assert {run.id for run in accepted("seal").case.steps} == {"registration", "seal", "decision"}


def test_parallel_steps_open_together_and_the_decision_waits_for_all() -> None:
    story = accepted("seal", "bank").passed("registration")
    assert story.open_steps() == {"seal", "bank"}
    assert story.passed("bank").open_steps() == {"seal"}
    assert story.passed("seal").open_steps() == {"decision"}


def test_without_parts_the_decision_follows_registration() -> None:
    assert accepted().passed("registration").open_steps() == {"decision"}


def test_a_step_passes_only_with_its_whole_checklist() -> None:
    with pytest.raises(ChecklistOpen):
        accepted().act(CompleteStep("registration", Outcome.PASSED, results={"uscc": "91360823MA35XJ105E"}))


def test_a_step_passes_only_with_its_results() -> None:
    with pytest.raises(ResultMissing):
        accepted().act(CompleteStep("registration", Outcome.PASSED, ticked=("form",)))


def test_a_failure_needs_reasons() -> None:
    with pytest.raises(OpinionNeeded):
        accepted().act(CompleteStep("registration", Outcome.FAILED, opinion=" "))


def test_steps_that_are_not_open_cannot_be_completed() -> None:
    with pytest.raises(StepNotOpen):
        accepted("seal").passed("seal")


def test_nothing_is_reviewed_before_acceptance() -> None:
    with pytest.raises(MoveNotAllowed):
        Story().file().passed("registration")


def test_a_refusing_step_cancels_the_rest_and_leaves_only_a_refusal() -> None:
    story = accepted("seal", "bank").failed("registration")
    assert story.open_steps() == {"decision"}
    assert story.case.step("seal").state is StepState.CANCELLED
    with pytest.raises(GrantNotPossible):
        story.passed("decision")
    case = story.failed("decision").case
    assert case.state is CaseState.REFUSED
    assert case.reasons == "不符合条件"


def test_a_part_that_may_fail_does_not_stop_the_others() -> None:
    story = accepted("seal", "bank").passed("registration").failed("bank")
    assert story.open_steps() == {"seal"}
    assert story.passed("seal").passed("decision").case.state is CaseState.GRANTED


def test_the_decision_stops_the_clocks_and_counts_working_days() -> None:
    story = accepted().passed("registration")
    story.now += timedelta(days=18)  # 2026-10-12: 28, 29, 30 September, 8, 9, 10, 12 October
    case = story.passed("decision").case
    assert case.workdays_taken == 7
    for name in (ClockName.PROMISE, ClockName.STATUTORY):
        clock = case.clock(name)
        assert clock is not None
        assert clock.stopped_at == story.now
    assert case.running_clock is not None
    assert case.running_clock.name is ClockName.DELIVERY


def test_electronic_delivery_closes_the_case_without_a_visit() -> None:
    case = accepted().passed("registration").passed("decision").delivered().case
    assert case.state is CaseState.DELIVERED
    assert not case.is_open
    assert case.visits == ()
    assert case.running_clock is None


def test_a_pick_up_is_a_visit_once_per_half_day() -> None:
    story = accepted().passed("registration").passed("decision")
    story.act(RecordVisit("甲申请人", story.case.filed_on, HalfDay.MORNING, VisitCause.ADVICE))
    assert len(story.delivered(DeliveryMethod.DIRECT).case.visits) == 1


def test_a_delivery_names_its_receiver() -> None:
    story = accepted().passed("registration").passed("decision")
    with pytest.raises(ReceiverNeeded):
        story.act(Deliver(DeliveryMethod.POST, " ", Relation.SELF, ""))


def test_visits_are_counted_once_per_person_and_half_day() -> None:
    story = accepted()
    visit = RecordVisit("甲申请人", story.case.filed_on, HalfDay.MORNING, VisitCause.SIGNATURE)
    story.act(visit)
    with pytest.raises(VisitAlreadyRecorded):
        story.act(visit)
    other = RecordVisit("甲申请人", story.case.filed_on, HalfDay.AFTERNOON, VisitCause.SIGNATURE)
    assert len(story.act(other).case.visits) == 2


def test_advice_before_filing_is_kept_but_not_counted() -> None:
    story = accepted()
    day = story.case.filed_on
    story.act(RecordVisit("甲", day - timedelta(days=3), HalfDay.MORNING, VisitCause.ADVICE))
    assert len(story.case.visits) == 1
    assert story.case.visit_count == 0
    assert once_of(story.case) is Once.NEVER
    assert story.act(RecordVisit("甲", day, HalfDay.MORNING, VisitCause.ADVICE)).case.visit_count == 1


def test_a_step_keeps_only_what_it_asks_for() -> None:
    story = accepted()
    step = story.service.step("registration")
    asked = {result.id: "91360823MA35XJ105E" for result in step.results}
    ticked = tuple(check.id for check in step.checks)
    command = CompleteStep("registration", Outcome.PASSED, "", (*ticked, "more"), {**asked, "more": "x"})
    run = story.act(command).case.step("registration")
    assert (run.ticked, run.results) == (ticked, asked)


def test_visits_lie_between_filing_and_today_and_name_a_person() -> None:
    story = accepted()
    day = story.case.filed_on
    for wrong in (day - timedelta(days=1), day + timedelta(days=1)):
        with pytest.raises(VisitOutOfRange):
            story.act(RecordVisit("甲", wrong, HalfDay.MORNING, VisitCause.FILING))
    with pytest.raises(PersonNeeded):
        story.act(RecordVisit(" ", day, HalfDay.MORNING, VisitCause.FILING))
