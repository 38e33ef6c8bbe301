"""The folder of imports: seen at once, whole or not at all, numbered without gaps, never changed."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest

from portal.definitions.calendars import UnknownCalendar
from portal.definitions.findings import DefinitionsInvalid
from portal.definitions.imported import LiveCalendars
from portal.definitions.notices import parse_notice
from portal.domain.calendar import CalendarYear
from tests.factories.calendars import NOTICE_2027, cn, cn_with_2027

NOW = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)


def live(folder: Path) -> LiveCalendars:
    return LiveCalendars({"cn": cn()}, folder / "calendars", "cn")


def year(text: str = NOTICE_2027) -> tuple[CalendarYear, ...]:
    return parse_notice(text, "n.yaml").years


def put(calendars: LiveCalendars, text: str = NOTICE_2027) -> bool:
    over = calendars.current()
    return calendars.put(year(text), source="n.yaml", by="甲", at=NOW, over=over) is not None


def test_without_a_folder_the_shipped_calendars_are_in_force(tmp_path: Path) -> None:
    assert live(tmp_path).current() == cn()
    assert live(tmp_path).imports() == ()


def test_what_is_stored_is_read_back_by_everybody(tmp_path: Path) -> None:
    one, other = live(tmp_path), live(tmp_path)
    assert other.current() == cn()
    assert put(one)
    for calendars in (one, other, live(tmp_path)):
        assert calendars.current() == cn_with_2027()
        assert calendars.current().years[2027] == cn_with_2027().years[2027]
        (found,) = calendars.imports()
        assert (found.number, found.at, found.by, found.digest) == (1, NOW, "甲", cn_with_2027().digest)


def test_the_calendar_is_built_once_and_kept(tmp_path: Path) -> None:
    calendars = live(tmp_path)
    put(calendars)
    assert calendars.current() is calendars.current()


def test_half_written_files_are_not_seen(tmp_path: Path) -> None:
    calendars = live(tmp_path)
    put(calendars)
    (tmp_path / "calendars" / ".new-abc").write_text("{", encoding="utf-8")
    (tmp_path / "calendars" / "notes.txt").write_text("x", encoding="utf-8")
    assert len(calendars.imports()) == 1


def test_nothing_is_left_when_the_disk_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    calendars = live(tmp_path)
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        put(calendars)
    assert list((tmp_path / "calendars").iterdir()) == []
    assert calendars.current() == cn()


def test_a_notice_judged_against_an_older_calendar_is_not_stored(tmp_path: Path) -> None:
    one, other = live(tmp_path), live(tmp_path)
    over = one.current()
    assert put(other)
    assert one.put(year(), source="n.yaml", by="乙", at=NOW, over=over) is None
    assert len(one.imports()) == 1


def test_of_many_at_once_one_wins(tmp_path: Path) -> None:
    over = cn()
    everybody = [live(tmp_path) for _ in range(8)]
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda c: c.put(year(), source="n", by="x", at=NOW, over=over), everybody))
    assert sum(one is not None for one in made) == 1
    assert [path.name for path in sorted((tmp_path / "calendars").iterdir())] == ["import-0001.json"]


def test_older_calendars_can_be_had_by_digest(tmp_path: Path) -> None:
    calendars = live(tmp_path)
    put(calendars)
    middle = calendars.current()
    put(calendars, NOTICE_2027.replace("2027-01-10", "2027-01-09"))
    for known in (cn(), middle, calendars.current()):
        found = calendars.with_digest(known.digest)
        assert found == known
    assert calendars.with_digest("f" * 64) is None


def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    put(live(tmp_path))
    path = tmp_path / "calendars" / "import-0001.json"
    path.write_text("{}", encoding="utf-8")
    with pytest.raises(DefinitionsInvalid, match="this import of a notice is damaged"):
        live(tmp_path).current()


def test_the_county_needs_a_calendar_that_exists(tmp_path: Path) -> None:
    with pytest.raises(UnknownCalendar):
        LiveCalendars({"cn": cn()}, tmp_path, "atlantis")
