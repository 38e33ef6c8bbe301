"""A scenario from a real case: it holds, it tells the same, and nothing personal is left in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from portal.domain.case.events import CaseFiled
from portal.domain.forms import FieldKind
from portal.scenarios.player import watch
from portal.scenarios.record import Recorder, Recording
from portal.scenarios.script import read_script
from portal.scenarios.writing import value
from tests.factories.definitions import WORKFLOWS

if TYPE_CHECKING:
    from pathlib import Path

    from portal.scenarios.stage import Theatre
    from portal.scenarios.view import View

PLAYED = [
    "enterprise-opening/normal",
    "enterprise-opening/name-corrected",
    "enterprise-opening/extended",
    "growth-award/normal",
    "growth-award/objection-upheld",
    "public-place-hygiene/at-the-window",
    "public-place-hygiene/commitment",
    "public-place-hygiene/correction-told-twice",
    "public-place-hygiene/deemed-acceptance",
    "public-place-hygiene/special-procedure",
    "public-place-hygiene/tolerance",
    "public-place-hygiene/urged-and-rated",
]
NUMBERED = {FieldKind.PERSON_ID, FieldKind.MOBILE, FieldKind.EMAIL, FieldKind.USCC, FieldKind.ACCOUNT_NUMBER}


def last_view(theatre: Theatre, file: Path) -> View:
    views: list[View] = []
    watch(theatre, read_script(file), views.append)
    return views[-1]


def recorded(theatre: Theatre, view: View) -> Recording:
    return Recorder(theatre, view.service, lambda _user: None).record(view.history)


@pytest.mark.parametrize("name", PLAYED)
def test_a_recorded_case_is_told_again_exactly(theatre: Theatre, name: str) -> None:
    service, _, file = name.partition("/")
    view = last_view(theatre, WORKFLOWS / service / "tests" / f"{file}.yaml")
    recording = recorded(theatre, view)
    assert recording.differences == recording.failures == ()
    assert [one for one in personal(view) if one in recording.text] == []


def personal(view: View) -> set[str]:
    """Names, numbers and free words of a case, as far as they are long enough to be recognised."""
    filed = view.history[0].event
    assert isinstance(filed, CaseFiled)
    found = {filed.applicant.name, filed.applicant.id_number, filed.applicant.mobile, filed.number, filed.query_code}
    for field in view.service.fields():
        if field.kind in NUMBERED or field.personal:
            found.add(str(view.case.answers.get(field.id)))
    found |= {run.opinion for run in view.case.steps} | {run.note for run in view.case.materials}
    found |= {item.problem for told in view.case.corrections for item in told.items}
    found |= {rating.words for rating in view.case.ratings} | {one.words for one in view.case.follow_ups}
    found |= {one.words for one in view.case.objections} | {one.contact for one in view.case.objections}
    return {one for one in found if one and one not in {"None", "不符合要求"}}


def test_an_open_case_is_brought_to_its_end(theatre: Theatre, tmp_path: Path) -> None:
    file = tmp_path / "open.yaml"
    steps = "  - applicant: files\n  - window: checks\n  - window: accepts\n"
    file.write_text(f"scenario: x\nservice: public-place-hygiene\nstart: 2026-06-01\nsteps:\n{steps}", encoding="utf-8")
    recording = recorded(theatre, last_view(theatre, file))
    assert recording.failures == ()
    assert recording.text.endswith("  - everybody: finishes\n")
    assert "promise: 2026-06-10" in recording.text


@pytest.mark.parametrize(
    ("given", "written"),
    [
        (True, "yes"),
        ("no", '"no"'),
        ("2026-06-01 10:00", "2026-06-01 10:00"),
        ("a, b", '"a, b"'),
        ("某甲", "某甲"),
        ([1, "x y"], "[1, x y]"),
        ({"a": ["b"]}, "{a: [b]}"),
        ("", '""'),
    ],
)
def test_values_are_written_so_that_they_are_read_again(given: object, written: str) -> None:
    assert value(given) == written
