"""One opened database with everything the container hands out. Owns wiring only; refuses logic."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Engine

from portal.persistence.engine import Engines, open_engines
from portal.persistence.leases import SqlJobs
from portal.persistence.publications import SqlPublications
from portal.persistence.queries import SqlReads
from portal.persistence.unit_of_work import SqlUnitOfWork
from portal.persistence.upkeep import SqlUpkeep
from portal.services.ports.machine import Clock


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Database:
    """The ports that are served by this database. Open it after forking, close it at the end."""

    engines: Engines
    uow: SqlUnitOfWork
    reads: SqlReads
    jobs: SqlJobs
    publications: SqlPublications
    upkeep: SqlUpkeep

    @property
    def engine(self) -> Engine:
        """The readers' engine, for tests that count queries."""
        return self.engines.readers

    def close(self) -> None:
        self.engines.close()


def open_database(url: str, clock: Clock | None = None) -> Database:
    """Open a database that was migrated; no connection is made until it is used."""
    engines = open_engines(url)
    return Database(
        engines=engines,
        uow=SqlUnitOfWork(engines, clock or SystemClock()),
        reads=SqlReads(engines),
        jobs=SqlJobs(engines),
        publications=SqlPublications(engines),
        upkeep=SqlUpkeep(url, engines),
    )
