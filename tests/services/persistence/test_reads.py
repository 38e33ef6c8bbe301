"""Lists of the screens: the right rows in the right order, page by page, nothing twice and nothing left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any, Final

import pytest

from portal.domain.case.state import StepState
from portal.domain.deadlines import light
from portal.domain.documents import Channel
from portal.domain.figures import summarise
from portal.persistence import Database
from portal.services.records.core import After, LightCounts, Page
from tests.factories import calendars
from tests.factories.archive import Archive, accepted, delivered, granted, reviewed
from tests.factories.cases import THURSDAY, Story

HOUR: Final = timedelta(hours=1)
YEAR: Final = (date(2026, 1, 1), date(2026, 12, 31))
SIZE: Final = 3


def walked(ask: Callable[[After | None], Page[Any]]) -> list[Any]:
    """All rows of a list, page by page."""
    rows: list[Any] = []
    key = None
    while True:
        page = ask(key)
        assert len(page.rows) <= SIZE
        rows += page.rows
        key = page.next
        if key is None:
            return rows
        assert len(page.rows) == SIZE


def numbers(rows: list[Any]) -> list[str]:
    return [row.number for row in rows]


@pytest.fixture
def reads(database: Database) -> Any:
    return database.reads


def test_the_intake_desk_shows_what_is_due_first(archive: Archive, reads: Any) -> None:
    late = [archive.filed(THURSDAY + n * timedelta(days=3)).case.number for n in (2, 0, 1)]
    twins = [archive.filed(THURSDAY + timedelta(days=30)).case.number for _ in range(4)]
    archive.told(accepted)
    archive.told(delivered)
    rows = walked(lambda key: reads.desk("intake", after=key, size=SIZE))
    assert numbers(rows) == [late[1], late[2], late[0], *twins]
    assert (rows[0].provisional, rows[0].visits, rows[0].once) == (False, 0, None)
    assert [row.due_at for row in rows] == sorted(row.due_at for row in rows)


def test_the_delivery_desk_shows_decided_cases_that_wait(archive: Archive, reads: Any) -> None:
    waiting = archive.told(granted).case.number
    archive.told(delivered)
    archive.told(reviewed)
    (row,) = walked(lambda key: reads.desk("delivery", after=key, size=SIZE))
    assert row.number == waiting
    assert (row.on_time, row.once.value, row.workdays_taken, row.decided_on) == (True, "never", 0, THURSDAY.date())


def test_lights_are_those_of_the_rule(archive: Archive, reads: Any) -> None:
    days = ("2026-03-02", "2026-03-05", "2026-03-09")
    deadlines = [archive.filed(calendars.at(day)).case.clocks[0].deadline for day in days]
    tick = timedelta(microseconds=1)
    for now in {instant for one in deadlines for edge in (one.warn_at, one.due_at) for instant in (edge - tick, edge)}:
        expected = Counter(light(one.warn_at, one.due_at, now).value for one in deadlines)
        counts = LightCounts(red=expected["red"], yellow=expected["yellow"], green=expected["green"])
        assert reads.desk_counts("intake", now) == reads.open_counts(now) == counts
        for name in ("red", "yellow", "green"):
            assert len(reads.desk_light("intake", name, now, after=None, size=SIZE).rows) == expected[name]


def test_a_department_sees_its_open_steps(archive: Archive, reads: Any) -> None:
    open_ones = [archive.told(accepted, THURSDAY + n * HOUR).case.number for n in range(5)]
    archive.told(reviewed)
    archive.told(delivered)
    archive.filed()
    rows = walked(lambda key: reads.steps("market", after=key, size=SIZE))
    assert [row.case_number for row in rows if row.step_id == "registration"] == open_ones
    assert {row.state for row in rows} == {StepState.OPEN}
    assert [row.step_id for row in rows if row.case_number not in open_ones] == ["decision"]
    due = rows[0].due_at
    assert reads.step_counts("market", due) == LightCounts(red=6, yellow=0, green=0)
    assert reads.steps("police", after=None, size=SIZE).rows == ()


def test_my_cases_are_mine_and_newest_first(archive: Archive, reads: Any) -> None:
    mine = [archive.filed(THURSDAY + n * HOUR, user_id=8).case.number for n in range(7)]
    archive.filed(user_id=9)
    rows = walked(lambda key: reads.cases_of(8, after=key, size=SIZE))
    assert numbers(rows) == mine[::-1]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("360823-kb01-20260924-00002", [1]),
        ("玉峡生物", [0]),
        (" 郭", [2]),
        ("生物", []),
        ("%", []),
        ("", []),
        ("36", [2, 1, 0]),
    ],
)
def test_search_begins_at_the_beginning(archive: Archive, reads: Any, words: str, found: list[int]) -> None:
    given: list[dict[str, str]] = [
        {"title": "玉峡生物医药"},
        {"title": "金川建材"},
        {"title": "水边食品", "name": "郭某"},
    ]
    stored = [archive.filed(THURSDAY + n * HOUR, **one).case.number for n, one in enumerate(given)]
    assert numbers(reads.search(words, size=5)) == [stored[n] for n in found]


def test_a_search_is_cut(archive: Archive, reads: Any) -> None:
    for _ in range(5):
        archive.filed()
    assert len(reads.search("峡江", size=SIZE)) == SIZE


def slowly(story: Story) -> None:
    """Decided weeks after the promise."""
    story.accepted()
    story.now += timedelta(days=60)
    for step in ("registration", "seal", "bank", "decision"):
        story.passed(step)


def by_window(archive: Archive, day: int) -> str:
    """A window filing whose result is also picked up: two visits."""
    story = Story(now=THURSDAY + timedelta(days=day)).file(archive.filing(channel=Channel.WINDOW, name="乙某"))
    story.accepted().now += 30 * HOUR
    for step in ("registration", "seal", "bank", "decision"):
        story.passed(step)
    from_window = archive.put(story)
    story.now += 100 * HOUR
    return archive.put(story.delivered(), from_window).case.number


def test_the_cases_behind_a_figure(archive: Archive, reads: Any) -> None:
    quick = [archive.told(delivered, THURSDAY + n * timedelta(days=2)).case.number for n in range(4)]
    late = archive.told(slowly).case.number
    window = by_window(archive, day=1)
    archive.told(reviewed)

    def behind(which: str, period: tuple[date, date] = YEAR) -> list[str]:
        return numbers(walked(lambda key: reads.decided(*period, which=which, after=key, size=SIZE)))

    newest_first = [late, quick[3], quick[2], quick[1], window, quick[0]]
    assert sorted(behind("all")) == sorted(newest_first)
    assert behind("all")[0] == late
    assert behind("late") == [late]
    assert sorted(behind("on_time")) == sorted({*newest_first} - {late})
    assert sorted(behind("once")) == sorted(newest_first)
    assert sorted(behind("zero")) == sorted({*newest_first} - {window})
    assert behind("more_visits") == behind("excluded") == behind("unrecorded") == []
    assert behind("all", (date(2027, 1, 1), date(2027, 12, 31))) == []
    decided = [row.decided_on for row in walked(lambda key: reads.decided(*YEAR, which="all", after=key, size=SIZE))]
    assert decided == sorted(decided, reverse=True)
    assert summarise(reads.cells(*YEAR)).decided == len(newest_first)


def test_filings_are_counted_by_day(archive: Archive, reads: Any) -> None:
    for day in range(5):
        archive.filed(THURSDAY + timedelta(days=day))
    assert reads.filed_count(THURSDAY.date(), THURSDAY.date() + timedelta(days=2)) == 3
    assert reads.filed_count(date(2025, 1, 1), date(2025, 12, 31)) == 0


def test_a_key_that_points_at_nothing_new_is_an_empty_page(archive: Archive, reads: Any) -> None:
    stored = archive.filed()
    behind = After(datetime.max.replace(tzinfo=THURSDAY.tzinfo) - timedelta(days=2), stored.row_id)
    assert reads.desk("intake", after=behind, size=SIZE) == Page((), None)


def test_the_database_answers(reads: Any) -> None:
    assert reads.ready()
