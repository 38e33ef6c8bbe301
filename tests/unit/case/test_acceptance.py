"""Acceptance 受理: what blocks it, when the clocks start, and silence beyond the limit."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from portal.domain.case.acceptance import (
    MaterialsNotChecked,
    NoSuchMaterial,
    NoteNeeded,
    TooEarly,
)
from portal.domain.case.commands import AcceptCase, CheckMaterial, DeemAccepted
from portal.domain.case.filing import MaterialsMissing
from portal.domain.case.moves import CaseState, MoveNotAllowed
from portal.domain.case.state import ClockName, Verdict
from tests.factories.cases import Story, filing

# The fifth working day after Thursday 2026-09-24 is 2026-10-09 (guide §1.8).
OCTOBER_9 = date(2026, 10, 9)
OCTOBER_10_LOCAL_MIDNIGHT = datetime(2026, 10, 9, 16, 0, tzinfo=UTC)


def test_filing_starts_the_acceptance_clock() -> None:
    clock = Story().file().case.clock(ClockName.ACCEPTANCE)
    assert clock is not None
    assert clock.deadline.due_on == OCTOBER_9
    assert clock.deadline.due_at == OCTOBER_10_LOCAL_MIDNIGHT


def test_filing_without_a_required_material_names_it() -> None:
    with pytest.raises(MaterialsMissing) as refused:
        Story().file(replace(filing(), files={}))
    assert refused.value.facts["materials"] == ("articles",)


def test_shared_materials_need_no_check() -> None:
    assert Story().file().case.material("licence").verdict is Verdict.ACCEPTED


def test_acceptance_waits_for_every_required_material() -> None:
    with pytest.raises(MaterialsNotChecked) as refused:
        Story().file().act(AcceptCase())
    assert refused.value.facts["materials"] == ("articles",)


def test_a_fault_in_an_optional_material_blocks_acceptance_too() -> None:
    story = Story().file().act(CheckMaterial("articles", Verdict.ACCEPTED))
    story.act(CheckMaterial("photo", Verdict.TO_CORRECT, "模糊"))
    with pytest.raises(MaterialsNotChecked):
        story.act(AcceptCase())


def test_a_fault_needs_its_reason() -> None:
    with pytest.raises(NoteNeeded):
        Story().file().act(CheckMaterial("articles", Verdict.TO_CORRECT, "  "))


def test_only_materials_of_the_checklist_can_be_judged() -> None:
    with pytest.raises(NoSuchMaterial):
        Story().file().act(CheckMaterial("anything", Verdict.ACCEPTED))


def test_acceptance_starts_promise_and_statutory_clock_and_the_first_step() -> None:
    story = Story().file()
    story.now += timedelta(hours=1)
    case = story.accepted().case
    promise, statutory = case.clock(ClockName.PROMISE), case.clock(ClockName.STATUTORY)
    assert case.state is CaseState.REVIEWING
    assert promise is not None
    assert promise.deadline.due_on == OCTOBER_9
    assert statutory is not None
    assert statutory.deadline.due_on == date(2026, 10, 29)
    assert story.open_steps() == {"registration"}
    acceptance = case.clock(ClockName.ACCEPTANCE)
    assert acceptance is not None
    assert acceptance.stopped_at == story.now


def test_silence_is_acceptance_as_of_the_day_of_receipt() -> None:
    story = Story().file()
    filed_at = story.now
    story.now = OCTOBER_10_LOCAL_MIDNIGHT
    case = story.act(DeemAccepted()).case
    assert case.deemed_accepted
    assert case.accepted_at == filed_at
    promise = case.clock(ClockName.PROMISE)
    assert promise is not None
    assert promise.deadline.due_on == OCTOBER_9


def test_the_window_accepting_too_late_changes_nothing_about_the_receipt() -> None:
    story = Story().file()
    story.now = OCTOBER_10_LOCAL_MIDNIGHT + timedelta(days=3)
    case = story.accepted().case
    assert case.deemed_accepted
    assert case.accepted_on == date(2026, 9, 24)


def test_nothing_is_deemed_accepted_on_the_last_day() -> None:
    story = Story().file()
    story.now = OCTOBER_10_LOCAL_MIDNIGHT - timedelta(microseconds=1)
    with pytest.raises(TooEarly):
        story.act(DeemAccepted())


def test_accepting_twice_is_refused_by_the_move_table() -> None:
    story = Story().file().accepted()
    with pytest.raises(MoveNotAllowed):
        story.act(AcceptCase())


def test_a_mended_material_leaves_no_note_behind() -> None:
    story = Story().file().act(CheckMaterial("articles", Verdict.TO_CORRECT, "缺少签名"))
    story.act(CheckMaterial("articles", Verdict.ACCEPTED, "缺少签名"))
    assert story.case.material("articles").note == ""
