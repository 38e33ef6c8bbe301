"""Migrations: from empty to what the models say, on both databases; one head; the last can be taken back."""

from __future__ import annotations

from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect

from portal.persistence import migrations
from portal.persistence.models import Base


def tables(url: str) -> set[str]:
    engine = create_engine(url)
    found = set(inspect(engine).get_table_names())
    engine.dispose()
    return found - {"alembic_version"}


def test_there_is_one_head_and_one_line() -> None:
    script = ScriptDirectory(str(migrations.FOLDER))
    assert script.get_heads() == [migrations.newest()]
    assert all(not isinstance(revision.down_revision, tuple) for revision in script.walk_revisions())


def test_from_empty_to_the_models(empty_database_url: str) -> None:
    assert migrations.current(empty_database_url) is None
    migrations.upgrade(empty_database_url)
    assert migrations.current(empty_database_url) == migrations.newest()
    assert tables(empty_database_url) == set(Base.metadata.tables)


def test_models_and_database_do_not_drift(database_url: str) -> None:
    migrations.check(database_url)


def test_every_index_of_the_models_is_there(database_url: str) -> None:
    engine = create_engine(database_url)
    found = {index["name"] for table in Base.metadata.tables for index in inspect(engine).get_indexes(table)}
    engine.dispose()
    assert {index.name for table in Base.metadata.tables.values() for index in table.indexes} <= found


def test_upgrading_twice_changes_nothing(database_url: str) -> None:
    migrations.upgrade(database_url)
    assert migrations.current(database_url) == migrations.newest()


def test_the_last_migration_can_be_taken_back_and_done_again(database_url: str) -> None:
    before = tables(database_url)
    migrations.downgrade(database_url, "-1")
    assert migrations.current(database_url) != migrations.newest()
    migrations.upgrade(database_url)
    assert tables(database_url) == before


def test_all_of_it_can_be_taken_back(database_url: str) -> None:
    migrations.downgrade(database_url, "base")
    assert tables(database_url) == set()
    migrations.upgrade(database_url)
    assert tables(database_url) == set(Base.metadata.tables)
