"""The lease table of timers and outbox, outside business transactions.

A claim lends a job until an instant; a worker that dies gives it back by doing nothing. The
work itself is finished inside the business transaction that has its effect
(``Transaction.finish_job``), so that it happens once however often it was lent. A job that
was tried MAX_ATTEMPTS times is claimed no more and stays for the operator (``dead``); a timer is
never given up, for the law does not wait for a program: it stays in the queue with its last error.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from sqlalchemy import select, update

from portal.persistence import statements
from portal.persistence.engine import Engines
from portal.persistence.models import JobRow
from portal.persistence.models.work import CLAIMABLE, DEAD
from portal.services.records.core import Job

LONGEST_ERROR: Final = 2_000
LISTED: Final = 200
AT_ONCE: Final = datetime(1970, 1, 1, tzinfo=UTC)
"""When somebody waits for a job, it has been claimable since for ever."""


@dataclass(frozen=True, slots=True)
class SqlJobs:
    """Claims and failures; each call is a transaction of its own."""

    engines: Engines

    def claim(self, now: datetime, *, lease_seconds: int) -> Job | None:
        """The job that is due longest; None when nothing is due, found without taking the write lock."""
        if not self._anything_due(now):
            return None
        values = {"now": now, "lease_until": now + timedelta(seconds=lease_seconds)}
        with self.engines.writing() as connection:
            row = connection.execute(statements.CLAIM, values).mappings().first()
        return None if row is None else Job(**row)

    def failed(self, job_id: int, *, retry_at: datetime, error: str) -> None:
        """Give the job back, to be claimed from ``retry_at`` on."""
        values = {"job_id": job_id, "retry_at": retry_at, "error": error[:LONGEST_ERROR]}
        with self.engines.writing() as connection:
            statements.FAIL_JOB.run(connection, values).close()

    def hurry(self, kind: str, key: str, *, now: datetime) -> bool:
        """Put a job that waits in the queue at its head; False when it is done, lent, or not there."""
        waiting = (JobRow.kind == kind, JobRow.key == key, CLAIMABLE, JobRow.claimable_at <= now)
        with self.engines.reading() as connection:
            found = connection.scalar(select(JobRow.id).where(*waiting, JobRow.claimable_at > AT_ONCE))
        if found is None:
            return False
        with self.engines.writing() as connection:
            changed = update(JobRow).where(*waiting, JobRow.id == found).values(claimable_at=AT_ONCE)
            return connection.execute(changed).rowcount == 1

    def revive(self, job_id: int, *, at: datetime) -> bool:
        """Count the attempts of a job that was given up anew, from ``at`` on."""
        with self.engines.writing() as connection:
            return statements.REVIVE_JOB.changed(connection, {"job_id": job_id, "at": at}) == 1

    def dead(self) -> Sequence[Job]:
        """Jobs that were tried too often and wait for the operator, oldest first."""
        query = select(*statements.JOB_COLUMNS).where(DEAD).order_by(JobRow.id).limit(LISTED)
        with self.engines.reading() as connection:
            return tuple(Job(**row) for row in connection.execute(query).mappings())

    def _anything_due(self, now: datetime) -> bool:
        query = select(JobRow.id).where(CLAIMABLE, JobRow.claimable_at <= now).limit(1)
        with self.engines.reading() as connection:
            return connection.scalar(query) is not None
