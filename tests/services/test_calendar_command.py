"""`flask calendar`: a notice for 2027 with open cases whose dates lie in 2027; what is printed and how it ends."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from flask import Flask

from portal.commands.calendar import group
from portal.domain.case.commands import CheckMaterial
from portal.domain.case.state import Verdict
from portal.domain.permissions import Role
from portal.services import intake
from tests.factories.calendars import NOTICE_2027, cn_with_2027

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

    from portal.domain.permissions import Actor
    from portal.services.deps import Deps
    from tests.factories.applicants import Applicant
    from tests.services.conftest import HandClock


@pytest.fixture
def notice(tmp_path: Path) -> Path:
    path = tmp_path / "cn-2027.yaml"
    path.write_text(NOTICE_2027, encoding="utf-8")
    return path


@pytest.fixture
def flask_calendar(deps: Deps) -> Callable[..., Result]:
    app = Flask("test")
    app.extensions["portal"] = SimpleNamespace(deps=deps)

    def run(*arguments: object) -> Result:
        return app.test_cli_runner().invoke(group, [str(argument) for argument in arguments])

    return run


def test_open_cases_of_december_get_their_dates(
    deps: Deps,
    applicant: Applicant,
    person: Callable[..., Actor],
    clock: HandClock,
    notice: Path,
    flask_calendar: Callable[..., Result],
) -> None:
    clock.instant = datetime(2026, 12, 29, 2, 0, tzinfo=UTC)
    clerk = person(Role.CLERK)
    for _ in range(2):
        case = applicant.file()
        checks = [CheckMaterial(run.id, Verdict.ACCEPTED) for run in case.materials]
        intake.check_materials(deps, clerk, case.number, checks=checks)
        intake.accept_case(deps, clerk, case.number)
    result = flask_calendar("import", notice)
    assert result.exit_code == 0
    first, last = result.stdout.splitlines()
    assert first.startswith("2027: loaded: ")
    moved = int(last.split(" dates moved")[0])
    assert moved > 0
    assert last.endswith("; 2 of 2 open cases changed")
    again = flask_calendar("import", notice)
    assert again.stdout == "2027: nothing new, this notice is loaded\n0 dates moved; 0 of 2 open cases changed\n"


def test_the_list_names_years_and_imports(flask_calendar: Callable[..., Result], notice: Path) -> None:
    assert "2027: projected" in flask_calendar("list").stdout
    flask_calendar("import", notice)
    listed = flask_calendar("list").stdout
    assert "2027: 29 days off, 5 worked instead: 示例：关于2027年部分节假日安排的通知（示例〔2026〕1号）" in listed
    assert f"calendar cn: digest {cn_with_2027().digest}" in listed
    assert "import 1: 2027 from cn-2027.yaml" in listed


def test_what_is_wrong_is_said_with_its_line_and_nothing_is_loaded(
    flask_calendar: Callable[..., Result], notice: Path, deps: Deps
) -> None:
    notice.write_text(NOTICE_2027.replace("2027-01-10", "2027-01-11"), encoding="utf-8")
    result = flask_calendar("import", notice)
    assert result.exit_code == 1
    assert "cn-2027.yaml:15: CALENDAR a make-up working day falls on a weekend" in result.stderr
    assert "nothing was loaded" in result.stderr
    assert deps.calendar.years[2027].provisional


def test_a_published_year_is_replaced_only_when_told(flask_calendar: Callable[..., Result], notice: Path) -> None:
    flask_calendar("import", notice)
    notice.write_text(NOTICE_2027.replace("2027-01-10", "2027-01-09"), encoding="utf-8")
    refused = flask_calendar("import", notice)
    assert refused.exit_code == 1
    assert "differs on 2027-01-09, 2027-01-10; say --replace" in refused.stderr
    corrected = flask_calendar("import", notice, "--replace")
    assert corrected.exit_code == 0
    assert corrected.stdout.startswith("2027: corrected: ")


def test_years_that_are_known_are_no_conflict(
    flask_calendar: Callable[..., Result], tmp_path: Path, deps: Deps
) -> None:
    """A file of several years, as the public exchange form has it: only what is new is loaded."""
    known = deps.calendar.years[2026]
    off = [{"date": str(day), "name": name} for day, name in known.off.items()]
    worked = [{"date": str(day), "name": "x"} for day in known.makeup]
    new = {"off": [{"date": "2027-01-01", "name": "元旦"}], "workday": [], "workday_total": 250}
    years = {"2026": {"off": off, "workday": worked}, "2027": new}
    path = tmp_path / "both.json"
    path.write_text(json.dumps({"schema": "cn-holidays/1", "years": years}, ensure_ascii=False), encoding="utf-8")
    result = flask_calendar("import", path)
    assert result.exit_code == 0
    assert "2026: nothing new" in result.stdout
    assert "2027: loaded: 260 working days" in result.stdout
    assert "both.json:1: CALENDAR 2027 is said to have 250 working days; its days make 260" in result.stderr
    assert "2027-02-08 (春节) was expected to be off" in result.stderr


def test_a_notice_may_not_contradict_the_one_of_the_year_before(
    flask_calendar: Callable[..., Result], notice: Path, deps: Deps
) -> None:
    text = '{"years": {"2026": {"off": ["2026-10-01"], "workday": ["2026-12-27"]}, "2027": {"off": ["2026-12-27"]}}}'
    notice.write_text(text, encoding="utf-8")
    result = flask_calendar("import", notice, "--replace")
    assert result.exit_code == 1
    assert "2026-12-27 is off by one notice and worked by another. Nothing was loaded." in result.stderr
    assert deps.calendars.imports() == ()


def test_a_plain_recompute_moves_nothing(flask_calendar: Callable[..., Result]) -> None:
    assert flask_calendar("recompute").stdout == "0 dates moved; 0 of 0 open cases changed\n"
