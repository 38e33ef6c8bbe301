"""The lease table: every job once, whoever dies; timers follow the case."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

import pytest

from portal.domain.case.state import ClockName
from portal.persistence import Database, open_database
from portal.persistence.models.work import MAX_ATTEMPTS
from portal.services.records.core import Job
from tests.factories.archive import Archive, accepted
from tests.factories.cases import THURSDAY, Story
from tests.services.persistence.test_conflicts import at_once

LEASE: Final = 60
LATER: Final = THURSDAY + timedelta(seconds=LEASE)
JOBS: Final = 40


def enqueue(database: Database, *keys: str, at: datetime = THURSDAY) -> None:
    with database.uow.begin() as tx:
        for key in keys:
            tx.enqueue("render", key, f'{{"code": "{key}"}}', at=at, case=None)


def claim(database: Database, now: datetime = THURSDAY) -> Job:
    job = database.jobs.claim(now, lease_seconds=LEASE)
    assert job is not None
    return job


def finish(database: Database, job: Job) -> bool:
    with database.uow.begin() as tx:
        return tx.finish_job(job.id)


def test_a_job_is_lent_finished_and_gone(database: Database) -> None:
    enqueue(database, "a")
    job = claim(database)
    assert (job.kind, job.key, job.payload, job.attempts, job.due_at) == ("render", "a", '{"code": "a"}', 1, THURSDAY)
    assert database.jobs.claim(THURSDAY, lease_seconds=LEASE) is None
    assert finish(database, job)
    assert not finish(database, job)
    assert database.jobs.claim(LATER, lease_seconds=LEASE) is None


def test_nothing_is_lent_before_it_is_due(database: Database) -> None:
    enqueue(database, "a", at=LATER)
    assert database.jobs.claim(LATER - timedelta(microseconds=1), lease_seconds=LEASE) is None
    assert claim(database, LATER).key == "a"


def test_what_is_due_longest_comes_first(database: Database) -> None:
    enqueue(database, "second", at=THURSDAY)
    enqueue(database, "first", at=THURSDAY - timedelta(days=3))
    assert [claim(database).key, claim(database).key] == ["first", "second"]


def test_the_same_key_is_one_job(database: Database) -> None:
    enqueue(database, "a", "a")
    enqueue(database, "a")
    finish(database, claim(database))
    enqueue(database, "a")
    assert database.jobs.claim(LATER, lease_seconds=LEASE) is None


def test_a_job_whose_worker_died_comes_back(database: Database) -> None:
    enqueue(database, "a")
    first = claim(database)
    again = claim(database, LATER)
    assert (again.id, again.attempts) == (first.id, 2)
    assert finish(database, again)
    assert not finish(database, first)


def test_work_that_is_rolled_back_is_not_done(database: Database) -> None:
    enqueue(database, "a")
    job = claim(database)
    with pytest.raises(ZeroDivisionError):
        finish_and_fail(database, job)
    assert claim(database, LATER).id == job.id


def finish_and_fail(database: Database, job: Job) -> None:
    """A worker whose transaction breaks after the job was marked as done."""
    with database.uow.begin() as tx:
        tx.finish_job(job.id)
        raise ZeroDivisionError


def test_a_job_that_always_fails_stays_for_the_operator(database: Database) -> None:
    enqueue(database, "a")
    now = THURSDAY
    for _ in range(MAX_ATTEMPTS):
        now += timedelta(hours=1)
        database.jobs.failed(claim(database, now).id, retry_at=now, error="no font")
    assert database.jobs.claim(now + timedelta(days=1), lease_seconds=LEASE) is None
    (dead,) = database.jobs.dead()
    assert (dead.key, dead.attempts) == ("a", MAX_ATTEMPTS)


def test_two_workers_do_every_job_once(database_url: str, database: Database) -> None:
    enqueue(database, *(str(number) for number in range(JOBS)))
    workers = [open_database(database_url) for _ in range(3)]

    def work(number: int) -> list[str]:
        done = []
        while (job := workers[number].jobs.claim(THURSDAY, lease_seconds=LEASE)) is not None:
            if finish(workers[number], job):
                done.append(job.key)
        return done

    answers = at_once(work, len(workers))
    done = [key for answer in answers if isinstance(answer, list) for key in answer]
    assert sorted(done, key=int) == [str(number) for number in range(JOBS)]
    for worker in workers:
        worker.close()


def test_a_filing_sets_its_timers_in_order(archive: Archive) -> None:
    silent = archive.filed()
    deadline = silent.case.clocks[0].deadline
    assert archive.database.jobs.claim(deadline.warn_at - timedelta(seconds=1), lease_seconds=LEASE) is None
    reminder = claim(archive.database, deadline.warn_at)
    assert (reminder.kind, reminder.payload, reminder.due_at) == ("remind", "acceptance", deadline.warn_at)
    assert finish(archive.database, reminder)
    assert archive.database.jobs.claim(deadline.due_at - timedelta(seconds=1), lease_seconds=LEASE) is None
    job = claim(archive.database, deadline.due_at)
    assert (job.kind, job.case_number, job.due_at) == ("deem_accepted", silent.case.number, deadline.due_at)


def test_acceptance_voids_the_timers_of_the_filing(archive: Archive) -> None:
    handled = archive.told(accepted, THURSDAY + timedelta(hours=1))
    promise = handled.case.clock(ClockName.PROMISE)
    assert promise is not None
    assert archive.database.jobs.claim(promise.deadline.warn_at - timedelta(seconds=1), lease_seconds=LEASE) is None
    assert claim(archive.database, promise.deadline.warn_at).payload == "promise"


def test_a_timer_that_was_lent_when_the_case_moved_on_finishes_nothing(archive: Archive) -> None:
    story = Story().file(archive.filing())
    stored = archive.put(story)
    job = claim(archive.database, story.case.clocks[0].deadline.due_at)
    archive.put(story.accepted(), stored)
    assert not finish(archive.database, job)


def test_a_timer_is_never_given_up(archive: Archive) -> None:
    archive.filed()
    jobs, now = archive.database.jobs, THURSDAY + timedelta(days=60)
    for _ in range(MAX_ATTEMPTS + 5):
        timer = jobs.claim(now, lease_seconds=LEASE)
        assert timer is not None
        jobs.failed(timer.id, retry_at=now, error="database is full")
    assert not jobs.dead()
