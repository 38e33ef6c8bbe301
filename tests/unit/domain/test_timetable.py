"""The plan of handling: first and last days from day 0, what was done as it was, and days that are only projected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.domain.case.commands import DoApplicantStep, EndNotice
from portal.domain.case.state import StepState
from portal.domain.timetable import PlanLine, Stage, plan, plan_of
from tests.factories.calendars import at, cn
from tests.factories.cases import Story
from tests.factories.everything import PAPER, awaiting, everything, filed, on

if TYPE_CHECKING:
    from collections.abc import Iterable

FACTS = {"name": "玉峡", "seats": 20, "parts": ["seal"]}


def days(lines: Iterable[PlanLine]) -> dict[str, tuple[str, str]]:
    """First and last day of every line by the id of its step, or its stage."""
    return {line.step.id if line.step else line.stage.value: (str(line.first), str(line.last)) for line in lines}


def test_from_day_0_with_a_notice_a_special_limit_and_a_day_that_must_pass() -> None:
    """Monday 1 June 2026, by hand from the calendar; the 19th is a holiday.

    The notice takes its five working days. Announced on the first day at the earliest, the report waits ten days; at
    the latest accepted on the 8th, registered on the 10th, announced on the 23rd, the report is due 20 days later,
    which is a Monday.
    """
    found = days(plan(awaiting(), FACTS, cn(), start=at("2026-06-01", "10:00")))
    assert found["acceptance"] == ("2026-06-01", "2026-06-08")
    assert found["registration"] == ("2026-06-01", "2026-06-10")
    assert found["notice"] == ("2026-06-08", "2026-06-17")
    assert found["announce"] == ("2026-06-01", "2026-06-23")
    assert found["report"] == ("2026-06-11", "2026-07-13")
    assert found["seal"][0] == "2026-06-11"
    assert found["decision"][0] == "2026-06-11"


def test_who_acts_and_what_an_open_answer_leaves_open() -> None:
    lines = {
        line.step.id: line for line in plan(awaiting(), {"name": "玉峡"}, cn(), start=at("2026-06-01")) if line.step
    }
    assert [one.by_applicant for one in (lines["announce"], lines["report"], lines["bank"])] == [True, True, False]
    assert (lines["seal"].is_sure, lines["bank"].is_sure) == (False, True)
    chosen = plan(awaiting(), {**FACTS, "parts": []}, cn(), start=at("2026-06-01"))
    assert "seal" not in {line.step.id for line in chosen if line.step}


def test_days_beyond_the_published_calendar_say_so() -> None:
    lines = {line.step.id: line for line in plan(everything(), FACTS, cn(), start=at("2026-12-28")) if line.step}
    assert lines["notice"].is_provisional
    early = {line.step.id: line for line in plan(everything(), FACTS, cn(), start=at("2026-06-01")) if line.step}
    assert not any(line.is_provisional for line in early.values())


def test_a_case_is_planned_from_what_was_done_and_what_is_open() -> None:
    story = Story(service=awaiting(), now=at("2026-06-01", "10:00")).file(filed()).accepted().passed("registration")
    on(story, "2026-06-03").act(DoApplicantStep("announce", {"announced_on": "2026-06-02", "size": "big", "why": "大"}))
    lines = {line.step.id: line for line in plan_of(story.case, story.service, cn(), now=story.now) if line.step}
    assert (str(lines["registration"].done_on), lines["registration"].first) == ("2026-06-01", None)
    assert str(lines["announce"].done_on) == "2026-06-03"
    report = lines["report"]
    assert (str(report.first), str(report.last), report.state) == ("2026-06-12", "2026-07-08", StepState.OPEN)
    assert str(report.limit) == "35 day"
    assert str(lines["bank"].first) == "2026-06-12"  # twelve hours after its first midnight
    assert (str(lines["notice"].first), str(lines["notice"].last)) == ("2026-06-08", "2026-06-08")


def test_an_upheld_refusal_leaves_only_the_decision() -> None:
    story = Story(service=everything(), now=at("2026-06-01", "10:00")).file(filed()).accepted().failed("registration")
    lines = {line.step.id: line for line in plan_of(story.case, story.service, cn(), now=story.now) if line.step}
    assert (lines["seal"].first, lines["seal"].last, lines["seal"].state) == (None, None, StepState.CANCELLED)
    assert lines["decision"].first is not None


def test_the_plan_holds_for_whoever_takes_all_the_time_there_is() -> None:
    """A case whose every step is done on its planned last day ends on the planned last day."""
    planned = days(plan(awaiting(), FACTS, cn(), start=at("2026-06-01", "10:00")))
    story = Story(service=awaiting(), now=at("2026-06-01", "10:00")).file(filed())
    on(story, planned["acceptance"][1], "16:00").accepted()
    on(story, planned["registration"][1], "16:00").passed("registration")
    on(story, "2026-06-18", "00:00").act(EndNotice("notice"))
    results = {"announced_on": planned["announce"][1], "size": "small"}
    on(story, planned["announce"][1], "16:00").act(DoApplicantStep("announce", results))
    on(story, planned["report"][1], "16:00").act(DoApplicantStep("report", {}, {"balance": (PAPER,)}))
    for step in ("seal", "bank"):
        on(story, planned[step][1], "16:00").passed(step)
    opened = story.case.step("decision").deadline
    assert opened is not None
    assert str(opened.due_on) == planned["decision"][1]
    assert Stage.DELIVERY.value in planned


def test_offices_begin_on_a_working_day_and_the_applicant_on_any() -> None:
    """Sunday 31 May 2026: nobody accepts, registers or decides before Monday."""
    lines = plan(awaiting(), FACTS, cn(), start=at("2026-05-31", "10:00"))
    found = days(lines)
    assert found["acceptance"][0] == found["registration"][0] == "2026-06-01"
    offices = {line.first for line in lines if not line.by_applicant and line.first}
    assert all(cn().is_workday(day) for day in offices)
    assert found["notice"] == ("2026-06-08", "2026-06-16")
