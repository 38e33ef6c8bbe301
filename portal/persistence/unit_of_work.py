"""Transactions of use cases: leaving the block commits all of it, an exception stores nothing.

Owns what a use case is handed as ``tx``. Refuses nesting: a use case never calls another.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from sqlalchemy import Connection

from portal.domain.case.events import Event
from portal.domain.case.state import By
from portal.persistence import statements
from portal.persistence.engine import Engines
from portal.persistence.record import record
from portal.persistence.stores.accounts import SqlEnterprises, SqlUsers
from portal.persistence.stores.cases import SqlCases
from portal.persistence.stores.documents import SqlDocuments
from portal.persistence.stores.drafts import SqlDrafts
from portal.persistence.stores.keeping import SqlKeeping
from portal.persistence.stores.matching import SqlMatching
from portal.persistence.stores.messages import SqlMessages
from portal.persistence.stores.money import SqlMoney
from portal.persistence.stores.names import SqlNames
from portal.persistence.stores.profiles import SqlProfiles
from portal.persistence.stores.rates import SqlRates
from portal.services.ports.machine import Clock
from portal.services.records.core import StoredCase


class SqlTransaction:
    """One business transaction on one connection; ``lock`` when it may write."""

    def __init__(self, connection: Connection, clock: Clock, *, lock: bool) -> None:
        self._connection = connection
        self._clock = clock
        self._lock = lock

    @cached_property
    def users(self) -> SqlUsers:
        return SqlUsers(self._connection, lock=self._lock)

    @cached_property
    def enterprises(self) -> SqlEnterprises:
        return SqlEnterprises(self._connection)

    @cached_property
    def drafts(self) -> SqlDrafts:
        return SqlDrafts(self._connection, lock=self._lock)

    @cached_property
    def cases(self) -> SqlCases:
        return SqlCases(self._connection, lock=self._lock)

    @cached_property
    def documents(self) -> SqlDocuments:
        return SqlDocuments(self._connection)

    @cached_property
    def names(self) -> SqlNames:
        return SqlNames(self._connection)

    @cached_property
    def messages(self) -> SqlMessages:
        return SqlMessages(self._connection)

    @cached_property
    def keeping(self) -> SqlKeeping:
        return SqlKeeping(self._connection)

    @cached_property
    def profiles(self) -> SqlProfiles:
        return SqlProfiles(self._connection)

    @cached_property
    def matching(self) -> SqlMatching:
        return SqlMatching(self._connection, lock=self._lock)

    @cached_property
    def rates(self) -> SqlRates:
        return SqlRates(self._connection)

    @cached_property
    def money(self) -> SqlMoney:
        return SqlMoney(self._connection, lock=self._lock)

    def record(self, stored: StoredCase | None, events: Sequence[Event], *, at: datetime, by: By) -> StoredCase:
        return record(self._connection, stored, events, at=at, by=by)

    def next_number(self, scope: str) -> int:
        found = statements.NEXT_NUMBER.row(self._connection, {"scope": scope})
        if found is None:
            raise LookupError(scope)
        number: int = found[0]
        return number

    def enqueue(self, kind: str, key: str, payload: str, *, at: datetime, case: str | None) -> None:
        row = {"kind": kind, "key": key, "payload": payload, "case_number": case, "due_at": at, "claimable_at": at}
        statements.ENQUEUE.run(self._connection, row).close()

    def finish_job(self, job_id: int) -> bool:
        values = {"job_id": job_id, "at": self._clock.now()}
        return statements.FINISH_JOB.changed(self._connection, values) == 1


@dataclass(frozen=True, slots=True)
class SqlUnitOfWork:
    """Opens transactions on one database."""

    engines: Engines
    clock: Clock

    @contextmanager
    def begin(self) -> Iterator[SqlTransaction]:
        with self.engines.writing() as connection:
            yield SqlTransaction(connection, self.clock, lock=True)

    @contextmanager
    def read(self) -> Iterator[SqlTransaction]:
        """A transaction that only reads and takes no write lock."""
        with self.engines.reading() as connection:
            yield SqlTransaction(connection, self.clock, lock=False)
