"""Versions in scenarios: which one is tried, and an open case that is moved to another one."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from portal.definitions.digests import write_lock
from portal.scenarios.company import play_file, theatre_of
from portal.scenarios.player import watch
from portal.scenarios.record import Recorder
from portal.scenarios.script import read_script
from tests.factories.definitions import SMALL, WORKFLOWS, scratch

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from portal.scenarios.stage import Theatre
    from portal.scenarios.view import View

MOVED = """scenario: Moved to a version with a longer promise
service: public-place-hygiene
version: 1
start: 2026-06-01 09:00
steps:
  - applicant: files
  - window: checks
  - window: accepts
    expect: {promise: 2026-06-10}
  - manager: moves follow-up
    follow_up: supervision-1
    to: closed
    refused: case.no_such_follow_up
  - admin: moves version
    to: 1
    refused: case.version_same
  - head: moves version
    to: 2
    as: tax
    refused: permission.refused
  - admin: moves version
    to: 2
    expect: {promise: 2026-06-12}
  - everybody: finishes
"""
NEWEST = """scenario: The newest version when none is named
service: public-place-hygiene
start: 2026-06-01 09:00
steps:
  - applicant: files
  - window: checks
  - window: accepts
    expect: {promise: 2026-06-12}
  - everybody: finishes
"""


@pytest.fixture(scope="module", name="two_versions")
def county_with_two_versions(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Theatre]:
    folder = scratch(tmp_path_factory.mktemp("county"))
    shutil.copytree(WORKFLOWS / "calendars", folder / "calendars")
    first = (folder / SMALL / "v1.yaml").read_text(encoding="utf-8")
    second = first.replace("version: 1", "version: 2", 1).replace(
        "promise: {value: 7, unit: workday}", "promise: {value: 9, unit: workday}", 1
    )
    (folder / SMALL / "v2.yaml").write_text(second, encoding="utf-8")
    write_lock(folder, [folder / SMALL / "v1.yaml", folder / SMALL / "v2.yaml"])
    with theatre_of(folder) as theatre:
        yield theatre


@pytest.mark.parametrize("text", [MOVED, NEWEST], ids=["moved", "newest"])
def test_a_scenario_may_name_its_version(two_versions: Theatre, tmp_path: Path, text: str) -> None:
    file = tmp_path / "tried.yaml"
    file.write_text(text, encoding="utf-8")
    assert [str(one) for one in play_file(two_versions, file).failures] == []


def test_a_moved_case_is_recorded(two_versions: Theatre, tmp_path: Path) -> None:
    file = tmp_path / "moved.yaml"
    file.write_text(MOVED, encoding="utf-8")
    views: list[View] = []
    watch(two_versions, read_script(file), views.append)
    service = two_versions.catalogue.version(SMALL, 1)
    recording = Recorder(two_versions, service, lambda _user: None).record(views[-1].history)
    assert "admin: moves version" in recording.text
    assert recording.differences == recording.failures == ()


def test_an_unknown_version_is_told(two_versions: Theatre, tmp_path: Path) -> None:
    file = tmp_path / "tried.yaml"
    file.write_text(NEWEST.replace("start:", "version: 7\nstart:"), encoding="utf-8")
    (failure,) = play_file(two_versions, file).failures
    assert failure.message == "there is no service 'public-place-hygiene' version 7; there are: public-place-hygiene"
