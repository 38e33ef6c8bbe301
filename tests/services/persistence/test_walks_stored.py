"""Anything that can happen to a case, stored: rows, snapshot, events and chain say the same."""

from __future__ import annotations

from itertools import groupby
from random import Random
from typing import TYPE_CHECKING

import pytest

from tests.unit.case.case_walk import Walk

if TYPE_CHECKING:
    from portal.services.records.core import StoredCase
    from tests.factories.archive import Archive

ACTS = 60
SEEDS = range(6)


def put(archive: Archive, walk: Walk, stored: StoredCase | None = None) -> StoredCase:
    """What is not recorded yet, one transaction for whoever acted in one instant."""
    done = stored.case.revision if stored else 0
    for (at, by), acts in groupby(walk.history[done:], key=lambda recorded: (recorded.at, recorded.by)):
        with archive.database.uow.begin() as tx:
            loaded = None if stored is None else tx.cases.get(stored.case.number)
            stored = tx.record(loaded, [one.event for one in acts], at=at, by=by)
    assert stored is not None
    return stored


@pytest.mark.parametrize("seed", SEEDS)
def test_a_walk_is_stored_as_it_was(archive: Archive, seed: int) -> None:
    walk = Walk(pick=Random(f"stored {seed}").randint, issues=False).begin()
    stored = put(archive, walk)
    for _ in range(ACTS):
        walk.step()
        if walk.case.revision > stored.case.revision:
            stored = put(archive, walk, stored)
    number = walk.case.number
    with archive.database.uow.read() as tx:
        assert tx.cases.get(number) == stored
        assert list(tx.cases.history(number)) == walk.history
    assert stored.case == walk.case
    assert list(archive.database.upkeep.verify(number)) == [(number, len(walk.history), [])]
    assert list(archive.database.upkeep.verify(None))[-1] == ("", 0, [])
