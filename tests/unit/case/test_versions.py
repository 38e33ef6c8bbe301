"""A case under another version: what was done stays, clocks keep their start, and what would be lost is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from portal.domain.case import versions
from portal.domain.case.commands import CheckMaterial, MoveToVersion, TellCorrection, WithdrawCase
from portal.domain.case.evolve import replay
from portal.domain.case.incident_events import VersionMoved
from portal.domain.case.moves import CaseState, MoveNotAllowed
from portal.domain.case.state import ClockName, StepState, Verdict
from portal.domain.comparisons import Op
from portal.domain.conditions import Compare, Condition
from portal.domain.errors import DomainError
from portal.domain.forms import Field, FieldKind
from portal.domain.limits import Limit, Unit
from portal.domain.materials import Necessity
from portal.domain.workflow import OnFail, Service, Step
from tests.factories.cases import Story
from tests.factories.services import material, opening, step, text, wants


def version_2(**changes: Any) -> Service:
    return opening(version=2, **changes)


def steps_with(*more: Step, drop: str = "", **changed: dict[str, Any]) -> tuple[Step, ...]:
    kept = (replace(one, **changed.get(one.id, {})) for one in opening().steps if one.id != drop)
    return (*kept, *more)


def move(story: Story, target: Service) -> Story:
    story.act(MoveToVersion(target, "新版要求更少"))
    story.service = target
    assert replay(story.history) == story.case
    return story


def refused(story: Story, target: Service, kind: type[DomainError]) -> DomainError:
    before = story.case
    with pytest.raises(kind) as refusal:
        story.act(MoveToVersion(target, "新版"))
    assert story.case == before
    return refusal.value


def moved(story: Story) -> VersionMoved:
    (event,) = [one.event for one in story.history if isinstance(one.event, VersionMoved)]
    return event


def due(story: Story, name: ClockName) -> date | None:
    clock = story.case.clock(name)
    assert clock is not None
    return clock.deadline.due_on


def test_limits_count_from_the_same_start() -> None:
    story = Story().file().accepted()
    story.now += timedelta(days=1)
    limits = replace(opening().limits, promise=Limit(10, Unit.WORKDAY), statutory=Limit(20, Unit.DAY))
    move(story, version_2(limits=limits))
    assert story.case.service_version == 2
    assert due(story, ClockName.PROMISE) == date(2026, 10, 15)  # Thursday 24 September and ten working days
    assert due(story, ClockName.STATUTORY) == date(2026, 10, 14)
    assert {one.clock for one in moved(story).moved} == {"promise", "statutory"}


def test_an_open_step_has_the_new_limit_and_department() -> None:
    story = Story().file().accepted()
    target = version_2(steps=steps_with(registration={"limit": Limit(2, Unit.WORKDAY), "department": "registry"}))
    run = move(story, target).case.step("registration")
    assert (run.state, run.department) == (StepState.OPEN, "registry")
    assert run.deadline is not None
    assert run.deadline.due_on == date(2026, 9, 29)


def test_what_was_done_stays() -> None:
    story = Story().file(parts=["seal"]).accepted().passed("registration")
    before = story.case
    move(story, version_2())
    assert (story.case.steps, story.case.materials, story.case.clocks) == (
        before.steps,
        before.materials,
        before.clocks,
    )
    assert moved(story).moved == ()


def test_a_new_step_that_waits_for_nothing_opens_at_once() -> None:
    story = Story().file().accepted()
    target = version_2(steps=steps_with(step("site", "market"), decision={"after": ("registration", "site")}))
    move(story, target)
    assert story.open_steps() == {"registration", "site"}
    story.passed("registration")
    assert story.open_steps() == {"site"}


def test_before_acceptance_steps_only_change_places() -> None:
    story = Story().file()
    move(story, version_2(steps=steps_with(step("site", "market"), drop="registration", decision={"after": ("site",)})))
    assert [run.id for run in story.case.steps] == ["decision", "site"]
    assert story.open_steps() == set()
    assert story.accepted().open_steps() == {"site"}


def test_a_step_that_was_begun_does_not_vanish() -> None:
    story = Story().file().accepted()
    target = version_2(steps=steps_with(drop="registration", decision={"after": ()}))
    assert refused(story, target, versions.StepsWouldVanish).facts == {"steps": ("registration",)}
    story.passed("registration")
    refused(story, target, versions.StepsWouldVanish)


def test_an_open_step_does_not_go_back_to_waiting() -> None:
    story = Story().file().accepted().passed("registration")
    target = version_2(steps=steps_with(step("site", "market"), decision={"after": ("site",)}))
    assert refused(story, target, versions.StepsWouldWait).facts == {"steps": ("decision",)}


def test_a_failed_step_keeps_its_meaning() -> None:
    story = Story().file(parts=["bank"]).accepted().passed("registration").failed("bank")
    target = version_2(steps=steps_with(bank={"on_fail": OnFail.REFUSE}))
    assert refused(story, target, versions.FailureWouldChange).facts == {"steps": ("bank",)}


def test_a_new_step_is_pointless_in_a_case_that_can_only_be_refused() -> None:
    story = Story().file(parts=["seal"]).accepted().failed("registration")
    move(story, version_2(steps=steps_with(step("site", "market", after=("registration",)))))
    assert story.case.step("site").state is StepState.CANCELLED
    assert story.open_steps() == {"decision"}


def test_a_required_material_that_the_case_lacks() -> None:
    story = Story().file()
    more = version_2(materials=(*opening().materials, material("lease")))
    assert refused(story, more, versions.MaterialsLacking).facts == {"materials": ("lease",)}
    now_required = tuple(
        replace(one, necessity=Necessity.REQUIRED) if one.id == "photo" else one for one in opening().materials
    )
    assert refused(story, version_2(materials=now_required), versions.MaterialsLacking).facts == {
        "materials": ("photo",)
    }


@pytest.mark.parametrize("when", [wants("seal"), None])
def test_a_material_that_this_case_does_not_need(when: Condition | None) -> None:
    extra = material("lease", when=when, necessity=Necessity.REQUIRED if when else Necessity.OPTIONAL)
    story = move(Story().file(parts=["bank"]), version_2(materials=(*opening().materials, extra)))
    assert ("lease" in {run.id for run in story.case.materials}) is (when is None)


def test_findings_of_the_window_stay_and_dropped_materials_go() -> None:
    story = Story().file().act(CheckMaterial("articles", Verdict.TO_CORRECT, "缺页"))
    move(story, version_2(materials=opening().materials[:1]))
    (run,) = story.case.materials
    assert (run.id, run.verdict, run.note, len(run.files)) == ("articles", Verdict.TO_CORRECT, "缺页", 1)


def test_a_question_that_was_never_asked_does_not_decide() -> None:
    asked = Field("kind", FieldKind.YES_NO, text("种类"))
    decides = material("lease", when=Compare("kind", Op.IS_TRUE))
    target = version_2(questions=(*opening().questions, asked), materials=(*opening().materials, decides))
    story = Story().file()
    assert refused(story, target, versions.AnswersLacking).facts == {"fields": ("kind",)}
    move(Story().file(kind=False), target)


def test_a_correction_can_still_be_made() -> None:
    story = Story().file().act(CheckMaterial("articles", Verdict.TO_CORRECT, "缺页")).act(TellCorrection())
    assert story.case.state is CaseState.CORRECTING
    gone = version_2(materials=opening().materials[1:])
    assert refused(story, gone, versions.CorrectionWouldVanish).facts == {"items": ("articles",)}
    longer = replace(opening().limits, correction=Limit(60, Unit.DAY))
    assert due(move(story, version_2(limits=longer)), ClockName.CORRECTION) == date(2026, 11, 23)


def test_a_breach_is_not_undone() -> None:
    story = Story().file().accepted()
    story.now = datetime(2026, 11, 2, 2, tzinfo=UTC)
    before = due(story, ClockName.PROMISE)
    move(story, version_2(limits=replace(opening().limits, promise=Limit(60, Unit.WORKDAY))))
    assert due(story, ClockName.PROMISE) == before


def test_only_open_cases_move_and_only_to_another_version_with_a_reason() -> None:
    story = Story().file()
    refused(story, opening(), versions.NotAnotherVersion)
    refused(story, replace(version_2(), key="other"), versions.NotAnotherVersion)
    with pytest.raises(versions.VersionReasonNeeded):
        story.act(MoveToVersion(version_2(), "  "))
    story.act(WithdrawCase())
    refused(story, version_2(), MoveNotAllowed)


def test_a_decided_case_stays_what_it_is() -> None:
    story = Story().file().accepted().passed("registration").passed("decision")
    assert story.case.state is CaseState.GRANTED
    refused(story, version_2(), MoveNotAllowed)
