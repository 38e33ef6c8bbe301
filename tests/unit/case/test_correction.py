"""The correction round 补正: told once and in time, everything at once; only what was marked may change.

June 2026 in Xiajiang: the first is a Monday, the 19th to the 21st are the Dragon Boat holiday.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from portal.domain.case.acceptance import AcceptanceRanOut
from portal.domain.case.commands import (
    AcceptCase,
    CheckMaterial,
    DeemAccepted,
    LapseCorrection,
    SupplyCorrection,
    TellCorrection,
    WithdrawCase,
)
from portal.domain.case.correction import (
    CorrectionIncomplete,
    CorrectionTooLate,
    NoSuchField,
    NothingToCorrect,
    NotMarked,
    StillRunning,
)
from portal.domain.case.filing import MaterialsMissing
from portal.domain.case.incidents import Ending, Violation
from portal.domain.case.moves import CaseState, MoveNotAllowed
from portal.domain.case.state import ClockName, Verdict
from tests.factories import calendars
from tests.factories.cases import Story
from tests.factories.everything import PAPER, begun, on

NEW = replace(PAPER, sha256="c" * 64, name="新章程.pdf")


def told(day: str = "2026-06-03") -> Story:
    """Filed on 1 June; the articles are unclear, the name is wrong."""
    story = on(begun("2026-06-01"), day)
    story.act(CheckMaterial("articles", Verdict.TO_CORRECT, "缺少签名"))
    return story.act(TellCorrection({"name": "与营业执照不一致"}))


def supplied(story: Story) -> Story:
    return story.act(SupplyCorrection("新名称", {"name": "新名称"}, {"articles": (NEW,)}))


def due(story: Story, name: ClockName) -> str:
    clock = story.case.clock(name)
    assert clock is not None
    return str(clock.deadline.due_on)


def test_telling_stops_the_acceptance_clock_and_starts_the_applicants() -> None:
    case = told().case
    acceptance = case.clock(ClockName.ACCEPTANCE)
    assert acceptance is not None
    assert acceptance.stopped_at == calendars.at("2026-06-03")
    assert case.state is CaseState.CORRECTING
    assert case.running_clock is case.clock(ClockName.CORRECTION)


@pytest.mark.parametrize(("day", "last"), [("2026-06-03", "2026-06-18"), ("2026-06-05", "2026-06-22")])
def test_the_applicant_has_calendar_days_rolled_past_rest_days(day: str, last: str) -> None:
    assert due(told(day), ClockName.CORRECTION) == last


def test_a_supplied_correction_starts_the_acceptance_clock_anew() -> None:
    story = supplied(on(told(), "2026-06-10"))
    assert due(story, ClockName.ACCEPTANCE) == "2026-06-17"
    case = story.case
    assert (case.state, case.title, case.answers["name"]) == (CaseState.SUBMITTED, "新名称", "新名称")
    articles = case.material("articles")
    assert (articles.files, articles.verdict, articles.note) == ((NEW,), Verdict.UNCHECKED, "")


def test_what_was_found_in_order_stays_so() -> None:
    story = begun("2026-06-01").act(CheckMaterial("lease", Verdict.ACCEPTED))
    story.act(CheckMaterial("articles", Verdict.TO_CORRECT, "缺少签名")).act(TellCorrection())
    story.act(SupplyCorrection("名称", files={"articles": (NEW,)}))
    assert story.case.material("lease").verdict is Verdict.ACCEPTED


def test_silence_after_a_correction_accepts_as_of_the_day_it_came_in() -> None:
    story = supplied(on(told(), "2026-06-10"))
    case = on(story, "2026-06-18", "00:00").act(DeemAccepted()).case
    assert (str(case.accepted_on), case.deemed_accepted) == ("2026-06-10", True)
    assert due(story, ClockName.STATUTORY) == "2026-07-09"


def test_silence_of_the_guide() -> None:
    story = on(begun("2026-06-01"), "2026-06-09", "00:00").act(DeemAccepted())
    assert str(story.case.accepted_on) == "2026-06-01"
    assert due(story, ClockName.STATUTORY) == "2026-06-30"


def test_on_the_last_day_it_can_be_told_and_on_the_next_it_is_accepted() -> None:
    story = on(begun("2026-06-01"), "2026-06-08", "23:59")
    assert story.act(TellCorrection(outside=("无犯罪证明",))).case.state is CaseState.CORRECTING
    late = on(begun("2026-06-01"), "2026-06-09", "00:00")
    with pytest.raises(AcceptanceRanOut):
        late.act(TellCorrection({"name": "写错"}))


def test_a_second_notice_and_one_outside_the_checklist_are_violations_for_ever() -> None:
    story = supplied(on(told(), "2026-06-10"))
    story.act(TellCorrection(outside=("无犯罪证明",)))
    first, second = story.case.corrections
    assert first.violations == ()
    assert second.violations == (Violation.REPEATED, Violation.OUTSIDE_CHECKLIST)
    on(story, "2026-06-11").act(SupplyCorrection("名称"))
    assert story.case.corrections[1].violations == second.violations


def test_nothing_is_told_without_a_mark_or_about_an_unknown_field() -> None:
    with pytest.raises(NothingToCorrect):
        begun("2026-06-01").act(TellCorrection(outside=("  ",)))
    with pytest.raises(NoSuchField):
        begun("2026-06-01").act(TellCorrection({"colour": "错"}))


@pytest.mark.parametrize(
    "command",
    [
        SupplyCorrection("名称", {"name": "新", "seats": 30}, {"articles": (NEW,)}),
        SupplyCorrection("名称", {"name": "新"}, {"articles": (NEW,), "lease": (NEW,)}),
    ],
)
def test_only_what_was_marked_can_be_changed(command: SupplyCorrection) -> None:
    with pytest.raises(NotMarked):
        told().act(command)


@pytest.mark.parametrize(
    ("command", "facts"),
    [
        (SupplyCorrection("名称", {"name": "新"}), {"materials": ("articles",), "fields": ()}),
        (
            SupplyCorrection("名称", {"name": "玉峡"}, {"articles": (NEW,)}),
            {"materials": (), "fields": ("name",)},
        ),
    ],
)
def test_everything_that_was_marked_must_be_corrected(command: SupplyCorrection, facts: dict[str, object]) -> None:
    with pytest.raises(CorrectionIncomplete) as refused:
        told().act(command)
    assert refused.value.facts == facts


def test_an_answer_that_makes_a_material_necessary_brings_it_along() -> None:
    story = begun("2026-06-01").act(TellCorrection({"seats": "实际为80座"}))
    with pytest.raises(MaterialsMissing):
        story.act(SupplyCorrection("名称", {"seats": 80}))
    case = story.act(SupplyCorrection("名称", {"seats": 80}, {"safety": (NEW,)})).case
    assert case.material("safety").files == (NEW,)


def test_a_marked_material_that_the_new_answer_makes_needless_is_not_asked_for() -> None:
    answers = {"name": "玉峡", "seats": 80}
    files = dict.fromkeys(("articles", "lease", "plan", "proof", "safety"), (PAPER,))
    story = begun("2026-06-01", answers=answers, files=files)
    story.act(CheckMaterial("safety", Verdict.TO_CORRECT, "过期")).act(TellCorrection({"seats": "实际为20座"}))
    case = story.act(SupplyCorrection("名称", {"seats": 20})).case
    assert "safety" not in {run.id for run in case.materials}


def test_in_time_is_until_the_end_of_the_last_day_and_then_it_lapses() -> None:
    story = told("2026-06-05")
    on(story, "2026-06-22", "23:59")
    with pytest.raises(StillRunning):
        story.act(LapseCorrection())
    on(story, "2026-06-23", "00:00")
    with pytest.raises(CorrectionTooLate):
        supplied(story)
    case = story.act(LapseCorrection()).case
    assert (case.state, case.ending, case.running_clock) == (CaseState.WITHDRAWN, Ending.LAPSED, None)
    assert case.ended_at == story.now


def test_while_the_applicant_holds_it_nobody_accepts_and_the_applicant_may_withdraw() -> None:
    with pytest.raises(MoveNotAllowed):
        told().act(AcceptCase())
    case = told().act(WithdrawCase("另行申请")).case
    assert (case.ending, case.end_reason) == (Ending.WITHDRAWN, "另行申请")
