"""What somebody changes behind the program's back is refused, or found and named."""

from __future__ import annotations

from typing import Final

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from portal.persistence import Database
from tests.factories.archive import Archive, delivered, granted

WITHOUT_GUARD: Final = {
    "sqlite": ("DROP TRIGGER case_events_no_UPDATE", "DROP TRIGGER case_events_no_DELETE"),
    "postgresql": ("DROP TRIGGER case_events_append_only ON case_events",),
}


def change(database: Database, statement: str, *, guarded: bool = True) -> None:
    """Somebody with the database's password."""
    with database.engines.writing() as connection:
        for drop in () if guarded else WITHOUT_GUARD[connection.dialect.name]:
            connection.execute(text(drop))
        connection.execute(text(statement))


@pytest.mark.parametrize(
    "statement",
    ["UPDATE case_events SET payload = '{}'", "DELETE FROM case_events", "DELETE FROM case_events WHERE seq = 2"],
)
def test_events_can_only_be_appended(archive: Archive, statement: str) -> None:
    archive.told(delivered)
    with pytest.raises(DatabaseError, match="append-only"):
        change(archive.database, statement)


def found(archive: Archive, number: str) -> list[tuple[int | None, str]]:
    """Event and place of each difference in this case."""
    ((_, _, differences),) = archive.database.upkeep.verify(number)
    assert all(one.case_number == number for one in differences)
    return [(one.seq, one.what) for one in differences]


def test_a_changed_event_is_named(archive: Archive) -> None:
    number = archive.told(granted).case.number
    change(
        archive.database,
        "UPDATE case_events SET payload = REPLACE(payload, '玉峡', '金峡') WHERE seq = 1",
        guarded=False,
    )
    assert found(archive, number)[0] == (1, "digest")
    assert (None, "cases.title") in found(archive, number)


@pytest.mark.parametrize(
    ("column", "value"),
    [("actor_name", "'别人'"), ("actor_id", "99"), ("digest", "'00'"), ("at", "'2020-01-01 00:00:00.000000'")],
)
def test_every_part_of_an_event_is_in_the_chain(archive: Archive, column: str, value: str) -> None:
    number = archive.told(delivered).case.number
    change(archive.database, f"UPDATE case_events SET {column} = {value} WHERE seq = 3", guarded=False)  # noqa: S608 - the test's own words
    assert (3, "digest") in found(archive, number)


def test_a_missing_event_is_named(archive: Archive) -> None:
    number = archive.told(delivered).case.number
    change(archive.database, "DELETE FROM case_events WHERE seq = 4", guarded=False)
    assert (5, "seq") in found(archive, number)


def test_a_history_that_cannot_be_read_is_named(archive: Archive) -> None:
    number = archive.told(delivered).case.number
    change(archive.database, "UPDATE case_events SET payload = '[]' WHERE seq = 2", guarded=False)
    assert found(archive, number) == [(2, "digest"), (None, "events")]


@pytest.mark.parametrize(
    ("statement", "what"),
    [
        ("UPDATE cases SET state = 'refused'", "cases.state"),
        ("UPDATE cases SET workdays_taken = 77", "cases.workdays_taken"),
        ("UPDATE cases SET last_digest = '00'", "cases.last_digest"),
        ("UPDATE cases SET snapshot = REPLACE(snapshot, '玉峡', '金峡')", "cases.snapshot.title"),
        ("UPDATE cases SET snapshot = '{}'", "cases.snapshot"),
        ("UPDATE case_steps SET state = 'failed' WHERE step_id = 'seal'", "case_steps[seal].state"),
        ("DELETE FROM case_steps WHERE step_id = 'bank'", "case_steps[bank]"),
        (
            "UPDATE case_materials SET verdict = 'to_correct' WHERE material_id = 'photo'",
            "case_materials[photo].verdict",
        ),
    ],
)
def test_a_changed_row_is_named(archive: Archive, statement: str, what: str) -> None:
    number = archive.told(delivered).case.number
    assert found(archive, number) == []
    change(archive.database, statement)
    assert what in [name for _, name in found(archive, number)]


def test_a_lost_timer_is_named(archive: Archive) -> None:
    stored = archive.filed()
    change(archive.database, "DELETE FROM jobs")
    names = [what for _, what in found(archive, stored.case.number)]
    assert [name.startswith("jobs[") for name in names] == [True, True]  # the end of the clock, and its reminder


def test_figures_that_were_typed_in_are_named(archive: Archive) -> None:
    archive.told(delivered)
    change(archive.database, "UPDATE figure_cells SET cases = cases + 1")
    number, _, differences = list(archive.database.upkeep.verify(None))[-1]
    assert number == ""
    ((expected, counted),) = [(one.expected, one.found) for one in differences]
    assert (expected, counted) == ("1", "2")


def test_an_unknown_case_is_nothing(database: Database) -> None:
    assert list(database.upkeep.verify("360823-XX")) == []
