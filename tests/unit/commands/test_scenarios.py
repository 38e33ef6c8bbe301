"""`flask workflows test` and `record`: what is printed, and the exit status."""

from __future__ import annotations

import shutil
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from flask import Flask

from portal.commands.scenarios import group
from portal.scenarios.company import theatre_of
from portal.scenarios.player import Performance
from portal.scenarios.playing import Play
from portal.scenarios.script import read_script
from tests.factories.definitions import SMALL, WORKFLOWS, edit, scratch
from tests.factories.scenarios import FINISH, HEAD

if TYPE_CHECKING:
    from click.testing import Result

FILED = "  - applicant: files\n"


def run(workflows: Path, *arguments: str, deps: object = None) -> Result:
    app = Flask("test")
    app.extensions["portal"] = SimpleNamespace(settings=SimpleNamespace(workflows=workflows), deps=deps)
    return app.test_cli_runner().invoke(group, arguments)


def scenario(folder: Path, steps: str) -> Path:
    (folder / SMALL / "tests").mkdir(exist_ok=True)
    file = folder / SMALL / "tests" / "one.yaml"
    file.write_text(HEAD + steps, encoding="utf-8")
    return file


def county(folder: Path) -> Path:
    """A folder of definitions with its calendars."""
    shutil.copytree(WORKFLOWS / "calendars", folder / "calendars")
    return scratch(folder)


def test_scenarios_that_hold_exit_0(tmp_path: Path) -> None:
    scenario(county(tmp_path), FILED + FINISH)
    result = run(tmp_path, "test")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.startswith("1 scenarios, 0 failed, ")


def test_a_failed_expectation_names_scenario_line_expected_and_found(tmp_path: Path) -> None:
    file = scenario(county(tmp_path), FILED + "    expect: {visits: 1}\n" + FINISH)
    result = run(tmp_path, "test", str(file))
    assert result.exit_code == 1
    assert result.stdout == f"{file}:6: Tried: visits: expected 1, found 0\n"


def test_broken_definitions_are_told_instead(tmp_path: Path) -> None:
    scenario(scratch(tmp_path), FILED + FINISH)
    edit(tmp_path, ("code: WS01", "code: 7"))
    result = run(tmp_path, "test")
    assert result.exit_code == 1
    assert ": SCHEMA code: " in result.stdout


def test_a_folder_without_scenarios_is_not_a_success(tmp_path: Path) -> None:
    assert run(scratch(tmp_path), "test").exit_code == 2


def test_a_definition_beside_the_scenario_is_tried_instead(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    file = scenario(scratch(elsewhere), FILED + "    expect: {acceptance: 2026-06-03}\n" + FINISH)
    edit(elsewhere, ("acceptance: {value: 5, unit: workday}", "acceptance: {value: 2, unit: workday}"))
    assert run(WORKFLOWS, "test", str(file)).exit_code == 0


def test_the_page_is_filled(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text((WORKFLOWS.parent / "docs" / "scenario-language.md").read_text(encoding="utf-8"), encoding="utf-8")
    before = page.read_text(encoding="utf-8")
    page.write_text(before.replace("| `start` |", "| `begin` |"), encoding="utf-8")
    assert run(WORKFLOWS, "scenario-keys", str(page)).exit_code == 0
    assert page.read_text(encoding="utf-8") == before


@pytest.mark.parametrize("to_file", [True, False])
def test_a_case_is_recorded_from_the_database(tmp_path: Path, *, to_file: bool) -> None:
    script = read_script(WORKFLOWS / SMALL / "tests" / "correction.yaml")
    assert script.start is not None
    written = tmp_path / "recorded.yaml"
    with theatre_of(WORKFLOWS) as theatre:
        start = script.start.instant(theatre.calendar, None)
        service = theatre.catalogue.current(SMALL)
        with theatre.stage(start, service) as stage:
            play = Play(stage, service)
            assert Performance(script, play).run() == []
            options = ("-o", str(written)) if to_file else ()
            result = run(WORKFLOWS, "record", play.number.lower(), *options, deps=stage.deps)
    assert (result.exit_code, result.stderr) == (0, "")
    text = written.read_text(encoding="utf-8") if to_file else result.stdout
    assert "window: tells corrections" in text
    written.write_text(text, encoding="utf-8")
    assert run(WORKFLOWS, "test", str(written)).exit_code == 0


def test_an_unknown_case_is_told(tmp_path: Path) -> None:
    script = read_script(WORKFLOWS / SMALL / "tests" / "normal.yaml")
    assert script.start is not None
    with (
        theatre_of(WORKFLOWS) as theatre,
        theatre.stage(script.start.instant(theatre.calendar, None), theatre.catalogue.current(SMALL)) as stage,
    ):
        result = run(WORKFLOWS, "record", "360823-WS01-20260601-00009-X", deps=stage.deps)
    assert result.exit_code == 2
    assert "there is no case" in result.stderr
