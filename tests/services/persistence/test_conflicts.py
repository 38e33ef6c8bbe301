"""Writers at once: one wins, nobody loses what was acknowledged, also when a process is killed."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

import pytest

from portal.domain.case.commands import AcceptCase, CheckMaterial
from portal.domain.case.context import Context
from portal.domain.case.decide import decide
from portal.domain.case.state import Verdict
from portal.persistence import Database, open_database
from portal.persistence.engine import DatabaseBusy
from portal.services.conflicts import CaseChangedMeanwhile
from portal.services.records.core import StoredCase
from tests.factories import calendars
from tests.factories.archive import Archive
from tests.factories.cases import Story

ROOT: Final = Path(__file__).resolve().parents[3]
KILLED_AFTER: Final = 12


def at_once(work: Callable[[int], object], workers: int) -> list[object]:
    """Every worker starts when all are there; answers results or DomainErrors' class names."""
    barrier = threading.Barrier(workers)

    def run(number: int) -> object:
        barrier.wait()
        try:
            return work(number)
        except CaseChangedMeanwhile as refused:
            return refused.message_id

    with ThreadPoolExecutor(workers) as pool:
        return list(pool.map(run, range(workers)))


def check(database: Database, stored: StoredCase, verdict: Verdict) -> None:
    """A clerk who saw ``stored`` records a verdict."""
    story = Story()
    context = Context(story.service, calendars.cn(), story.now, story.by)
    with database.uow.begin() as tx:
        events = decide(stored.case, CheckMaterial("articles", verdict, "印章不清"), context)
        tx.record(stored, events, at=story.now, by=story.by)


def test_of_two_writers_one_wins(archive: Archive) -> None:
    stored = archive.filed()
    verdicts = (Verdict.ACCEPTED, Verdict.TO_CORRECT)
    answers = at_once(lambda number: check(archive.database, stored, verdicts[number]), 2)
    assert sorted(map(str, answers)) == ["None", CaseChangedMeanwhile.message_id]
    with archive.database.uow.read() as tx:
        now = tx.cases.get(stored.case.number)
    assert now is not None
    assert now.case.revision == stored.case.revision + 1
    assert now.case.material("articles").verdict is verdicts[answers.index(None)]


def test_writers_of_two_processes_wait_for_each_other(database_url: str, archive: Archive) -> None:
    """Each worker has its own pools, as processes have; the counter misses nobody."""
    others = [open_database(database_url) for _ in range(4)]

    def count(number: int) -> list[int]:
        numbers = []
        for _ in range(10):
            with others[number].uow.begin() as tx:
                numbers.append(tx.next_number("case/KB01/2026-09-24"))
        return numbers

    answers = at_once(count, len(others))
    given = [number for answer in answers if isinstance(answer, list) for number in answer]
    assert sorted(given) == list(range(1, 41))
    for other in others:
        other.close()


def test_one_draft_is_one_case(archive: Archive) -> None:
    first = archive.filing()
    twin = archive.filing(draft_key=first.draft_key)
    stories = [Story().file(command) for command in (first, twin)]
    answers = at_once(lambda number: archive.put(stories[number]), 2)
    assert answers.count(CaseChangedMeanwhile.message_id) == 1
    with archive.database.uow.read() as tx:
        assert tx.cases.by_draft(first.draft_key) in answers
    assert len(archive.database.reads.cases_of(7, after=None, size=10).rows) == 1


def test_a_writer_of_the_same_process_gives_up_in_the_end(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("portal.persistence.engine.PATIENCE", 0.01)
    database = open_database(sqlite_url)
    with database.uow.begin(), pytest.raises(DatabaseBusy):
        database.uow.begin().__enter__()
    database.close()


def test_a_reader_cannot_write(database: Database) -> None:
    with database.uow.read() as tx, pytest.raises(Exception, match=r"read-?only|readonly"):
        tx.next_number("case")


WRITER: Final = """
import sys
from portal.persistence import open_database
from tests.factories.archive import Archive

archive = Archive(open_database(sys.argv[1]))
while True:
    print(archive.filed().case.number, flush=True)
"""


def test_what_was_acknowledged_survives_sigkill(database_url: str) -> None:
    """A process that files cases is killed in the middle of its work."""
    command = [sys.executable, "-c", WRITER, database_url]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        acknowledged = [writer.stdout.readline().strip() for _ in range(KILLED_AFTER)]
        writer.send_signal(signal.SIGKILL)
        acknowledged += writer.stdout.read().split()
    database = open_database(database_url)
    with database.uow.begin() as tx:
        assert all(tx.cases.get(number) for number in acknowledged)
    checked = list(database.upkeep.verify(None))
    database.close()
    assert {number for number, _, _ in checked} >= set(acknowledged)
    assert not [one for _, _, differences in checked for one in differences]


def test_the_case_moves_on_for_the_one_who_reads_again(archive: Archive) -> None:
    stored = archive.filed()
    check(archive.database, stored, Verdict.ACCEPTED)
    with pytest.raises(CaseChangedMeanwhile):
        check(archive.database, stored, Verdict.ACCEPTED)
    with archive.database.uow.begin() as tx:
        again = tx.cases.get(stored.case.number)
        assert again is not None
        story = Story()
        context = Context(story.service, calendars.cn(), story.now, story.by)
        done = tx.record(again, decide(again.case, AcceptCase(), context), at=story.now, by=story.by)
    assert done.case.accepted_at == story.now
