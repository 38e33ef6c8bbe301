"""`flask database` and `flask cases verify`: what they print and how they end."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from flask import Flask
from sqlalchemy import text

from portal.commands import cases
from portal.commands import database as shape
from portal.persistence import Database, migrations, open_database
from tests.factories.archive import Archive, delivered, granted

if TYPE_CHECKING:
    from click.testing import Result
    from flask.cli import AppGroup


def run(database: Database, group: AppGroup, *arguments: str) -> Result:
    app = Flask("test")
    app.extensions["portal"] = SimpleNamespace(upkeep=database.upkeep)
    return app.test_cli_runner().invoke(group, arguments)


def test_all_cases_agree(archive: Archive) -> None:
    archive.told(delivered)
    archive.filed()
    result = run(archive.database, cases.group, "verify", "--all")
    assert (result.exit_code, result.output) == (0, "2 cases, 14 events: all agree\n")


def test_one_case_agrees(archive: Archive) -> None:
    number = archive.told(granted).case.number
    result = run(archive.database, cases.group, "verify", number)
    assert result.exit_code == 0
    assert result.output.startswith("1 cases, ")


def test_a_difference_names_case_event_and_what_was_expected(archive: Archive) -> None:
    number = archive.told(delivered).case.number
    with archive.database.engines.writing() as connection:
        connection.execute(text("UPDATE cases SET state = 'refused', last_digest = '00'"))
        connection.execute(text("UPDATE figure_cells SET cases = 5"))
    result = run(archive.database, cases.group, "verify", "--all")
    assert result.exit_code == 1
    lines = result.output.splitlines()
    assert f"{number}: cases.state: expected delivered, found refused" in lines
    assert any(line.startswith("figures: figure_cells[") and line.endswith("expected 1, found 5") for line in lines)
    assert lines[-1].endswith(": 3 differences")


def test_a_changed_event_is_named_by_its_number(sqlite_url: str) -> None:
    database = open_database(sqlite_url)
    number = Archive(database).told(delivered).case.number
    with database.engines.writing() as connection:
        connection.execute(text("DROP TRIGGER case_events_no_UPDATE"))
        connection.execute(text("UPDATE case_events SET actor_name = '别人' WHERE seq = 3"))
    result = run(database, cases.group, "verify", number)
    database.close()
    assert result.exit_code == 1
    assert f"{number}: event 3: digest: expected " in result.output


@pytest.mark.parametrize("arguments", [(), ("--all", "360823"), ("360823-XX",)])
def test_one_case_or_all_and_it_must_exist(database: Database, arguments: tuple[str, ...]) -> None:
    assert run(database, cases.group, "verify", *arguments).exit_code == 2


def test_a_database_is_made_and_brought_up_to_date(empty_database_url: str) -> None:
    database = open_database(empty_database_url)
    behind = run(database, shape.group, "current")
    assert (behind.exit_code, behind.output) == (1, f"database: empty, program: {migrations.newest()}\n")
    assert run(database, shape.group, "upgrade").output == f"database: empty -> {migrations.newest()}\n"
    assert run(database, shape.group, "upgrade").output == f"database: {migrations.newest()}\n"
    assert run(database, shape.group, "current").exit_code == 0
    back = run(database, shape.group, "downgrade")
    database.close()
    assert back.exit_code == 0
    assert migrations.current(empty_database_url) != migrations.newest()
