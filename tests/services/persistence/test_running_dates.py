"""Cases whose dates can move: found in the order of their rows by small indexes, closed ones with a ticket too."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import event

from portal.domain.case.commands import RateCase
from portal.domain.case.incidents import RatingLevel
from tests.factories.archive import Archive, accepted, delivered

if TYPE_CHECKING:
    from collections.abc import Iterator

    from portal.persistence import Database
    from tests.factories.cases import Story


def badly_rated(story: Story) -> Story:
    """Closed, with a follow-up that somebody must answer."""
    delivered(story).now += timedelta(days=1)
    return story.act(RateCase(RatingLevel.VERY_BAD, (), "等了很久"))


def ids(database: Database, after: int = 0, *, size: int = 100) -> list[int]:
    with database.uow.read() as tx:
        return [stored.row_id for stored in tx.cases.with_dates(after, size=size)]


def test_open_cases_and_closed_ones_with_a_follow_up(archive: Archive) -> None:
    waiting, closed = archive.filed(), archive.told(delivered)
    followed, running = archive.told(badly_rated), archive.told(accepted)
    assert ids(archive.database) == [waiting.row_id, followed.row_id, running.row_id]
    assert closed.row_id not in ids(archive.database)


def test_page_by_page_without_a_gap(archive: Archive) -> None:
    made = [archive.told(tell).row_id for tell in (accepted, badly_rated, accepted, badly_rated, accepted)]
    found: list[int] = []
    while page := ids(archive.database, found[-1] if found else 0, size=2):
        assert len(page) <= 2
        found += page
    assert found == made


def test_each_is_complete(archive: Archive) -> None:
    stored = archive.told(accepted)
    with archive.database.uow.read() as tx:
        assert tuple(tx.cases.with_dates(0, size=5)) == (stored,)


def test_indexes_serve_the_search(archive: Archive) -> None:
    archive.filed()
    heard: list[tuple[str, Any]] = []

    def hear(_connection: object, _cursor: object, statement: str, parameters: Any, *_more: object) -> None:
        heard.append((statement, parameters))

    database = archive.database
    event.listen(database.engine, "before_cursor_execute", hear)
    ids(database)
    event.remove(database.engine, "before_cursor_execute", hear)
    plan = "\n".join(plans(database, [one for one in heard if "ORDER BY" in one[0] and "snapshot" not in one[0]]))
    assert "ix_cases_open" in plan
    assert "ix_follow_ups_case" in plan
    assert "TEMP B-TREE" not in plan
    assert "Sort" not in plan


def plans(database: Database, searches: list[tuple[str, Any]]) -> Iterator[str]:
    """How the database answers, when it has no shortcut for small tables."""
    with database.engines.reading() as connection:
        lite = connection.dialect.name == "sqlite"
        if not lite:
            for shortcut in ("seqscan", "bitmapscan", "sort"):
                connection.exec_driver_sql(f"SET LOCAL enable_{shortcut} = off")
        for statement, parameters in searches:
            asked = f"EXPLAIN {'QUERY PLAN ' if lite else ''}{statement}"
            yield from (str(row[-1]) for row in connection.exec_driver_sql(asked, parameters))
