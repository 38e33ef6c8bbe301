"""The list of withdrawn services: what it may say, how it is written, and what the catalogue makes of it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from portal.definitions.catalogue import load_catalogue
from portal.definitions.findings import DefinitionsInvalid
from portal.definitions.lint import lint
from portal.definitions.withdrawn import change_withdrawals, read_withdrawals
from portal.domain.texts import Text
from portal.domain.withdrawals import Withdrawal, announced, withdrawn
from tests.factories.definitions import SMALL, WORKFLOWS, scratch

if TYPE_CHECKING:
    from pathlib import Path

FIRST = date(2026, 12, 1)
AGAIN = date(2027, 3, 1)
REASON = Text("“政策”到期：不再办理。", 'The "policy" ended: #1')
ENTRY = Withdrawal(service=SMALL, since=FIRST, reason=REASON)


def write(folder: Path, *entries: Withdrawal) -> None:
    change_withdrawals(folder, lambda _before: entries)


def offered(folder: Path, day: date) -> bool:
    catalogue = load_catalogue(folder, today=lambda: day)
    assert catalogue.current(SMALL).key == SMALL
    return SMALL in {one.key for one in catalogue.all_offered()}


def test_what_was_written_is_read_again(tmp_path: Path) -> None:
    folder = scratch(tmp_path)
    assert read_withdrawals(folder) == ()
    write(folder, Withdrawal(service=SMALL, since=FIRST, until=AGAIN, reason=REASON, instead=("another",)))
    (found,) = read_withdrawals(folder)
    assert (found.since, found.until, found.reason, found.instead) == (FIRST, AGAIN, REASON, ("another",))


def test_a_service_is_off_the_shelf_between_the_two_days(tmp_path: Path) -> None:
    folder = scratch(tmp_path)
    write(folder, Withdrawal(service=SMALL, since=FIRST, until=AGAIN, reason=REASON))
    days = (date(2026, 11, 30), FIRST, date(2027, 2, 28), AGAIN)
    assert [offered(folder, day) for day in days] == [True, False, False, True]
    catalogue = load_catalogue(folder, today=lambda: FIRST)
    assert (catalogue.search(""), catalogue.on_shelf(catalogue.current(SMALL).shelf)) == ((), ())
    assert catalogue.version(SMALL, 1).key == SMALL


def test_the_next_one_is_announced() -> None:
    over = Withdrawal(service=SMALL, since=date(2026, 1, 1), until=date(2026, 2, 1), reason=REASON)
    entries = (over, ENTRY)
    assert announced(entries, SMALL, date(2026, 11, 1)) is ENTRY
    assert withdrawn(entries, SMALL, date(2026, 11, 1)) is None
    assert withdrawn(entries, SMALL, FIRST) is ENTRY
    assert announced((over,), SMALL, FIRST) is None


@pytest.mark.parametrize(
    ("entries", "words"),
    [
        ((Withdrawal(service="nobody-knows", since=FIRST, reason=REASON),), "no service 'nobody-knows'"),
        ((Withdrawal(service=SMALL, since=FIRST, reason=REASON, instead=("gone",)),), "no service 'gone'"),
        ((Withdrawal(service=SMALL, since=FIRST, reason=REASON, instead=(SMALL,)),), "instead of itself"),
        ((Withdrawal(service=SMALL, since=AGAIN, until=FIRST, reason=REASON),), "before it was withdrawn"),
        ((ENTRY, Withdrawal(service=SMALL, since=AGAIN, reason=REASON)), "withdrawn already on that day"),
    ],
)
def test_lint_and_the_catalogue_find_what_makes_no_sense(
    tmp_path: Path, entries: tuple[Withdrawal, ...], words: str
) -> None:
    folder = scratch(tmp_path)
    write(folder, *entries)
    with pytest.raises(DefinitionsInvalid, match=words):
        load_catalogue(folder)
    (found,) = [one for one in lint(folder) if one.code == "WITHDRAWN"]
    assert words in found.message
    assert found.line > 1


def test_the_shipped_list_sends_the_old_sample_to_its_policy() -> None:
    catalogue = load_catalogue(WORKFLOWS, today=lambda: date(2027, 1, 1))
    held = withdrawn(catalogue.withdrawals, "growth-award", date(2027, 1, 1))
    assert held is not None
    assert held.instead == ("above-scale-first",)
    assert "growth-award" not in {one.key for one in catalogue.all_offered()}
