"""Figures of how cases were handled, from stored rows: the same as from the cases, and a list behind each number."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

import pytest

from portal.domain.figures_conduct import TRAITS, Trait, conduct_of, finished_at
from portal.services.records.core import FinishedLine
from tests.factories.archive import Archive
from tests.factories.calendars import at
from tests.factories.cases import Story
from tests.factories.handled import accepted, handled

SINCE, UNTIL = at("2026-06-01", "00:00"), at("2026-09-01", "00:00")


@pytest.fixture
def stored(archive: Archive) -> Mapping[str, Story]:
    """One case of every kind, and one that is open."""
    stories = handled()
    for story in stories.values():
        archive.put(story)
    archive.put(accepted(number="360823-KB01-20260601-00099-X", draft_key="draft-open"))
    return stories


def test_numbers_lists_and_cases_agree(archive: Archive, stored: Mapping[str, Story]) -> None:
    reads = archive.database.reads
    counted = reads.conduct(SINCE, UNTIL)
    facts = {story.case.number: conduct_of(story.case) for story in stored.values()}
    for trait in Trait:
        expected = {number for number, one in facts.items() if one and TRAITS[trait](one)}
        listed = reads.finished(SINCE, UNTIL, which=trait, after=None, size=50)
        assert {line.case.number for line in listed.rows} == expected, trait
        assert sum(n for one, n in counted if TRAITS[trait](one)) == len(expected), trait


def test_rows_follow_from_events(archive: Archive, stored: Mapping[str, Story]) -> None:
    for number, _count, found in archive.database.upkeep.verify(None):
        assert not [each for each in found if "documents" not in each.what], number


def test_the_list_is_paged_newest_first(archive: Archive, stored: Mapping[str, Story]) -> None:
    reads, after = archive.database.reads, None
    found: list[FinishedLine] = []
    for _ in range(4):
        page = reads.finished(SINCE, UNTIL, which=Trait.FINISHED, after=after, size=6)
        found += page.rows
        after = page.next
    assert after is None
    assert {line.case.number for line in found} == {story.case.number for story in stored.values()}
    assert [line.finished_at for line in found] == sorted((line.finished_at for line in found), reverse=True)


def test_the_period_bounds_the_range(archive: Archive, stored: Mapping[str, Story]) -> None:
    reads, instant = archive.database.reads, finished_at(stored["returned"].case)
    assert instant is not None
    page = reads.finished(instant, instant + timedelta(seconds=1), which=Trait.FINISHED, after=None, size=50)
    assert all(line.finished_at == instant for line in page.rows)
    assert not reads.conduct(UNTIL, UNTIL + timedelta(days=30))
    assert not reads.finished(SINCE, UNTIL, which=Trait.FINISHED, service="other", after=None, size=5).rows


def test_cases_from_before_there_were_these_figures_are_counted(archive: Archive, stored: Mapping[str, Story]) -> None:
    before = archive.database.reads.conduct(SINCE, UNTIL)
    archive.database.upkeep.downgrade("0009")
    archive.database.upkeep.upgrade()
    assert set(archive.database.reads.conduct(SINCE, UNTIL)) == set(before)
