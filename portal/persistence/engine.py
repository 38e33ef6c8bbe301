"""How the database is opened: one pool for readers, one for writers, the settings that were measured.

SQLite: write-ahead log, durable commits, foreign keys, own BEGIN. A writer takes the write
lock at its beginning (BEGIN IMMEDIATE), tries again every 0.5 to 4 ms, and writers of one
process queue for one connection: SQLite's own busy handler sleeps up to 100 ms and is unfair.
PostgreSQL: psycopg, one pool. Refuses databases of other kinds, and SQLite in memory, which
would be another database in each connection.
"""

from __future__ import annotations

import random
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url

PATIENCE: Final = 15.0
"""Seconds a writer waits for its turn before it gives up."""
SHORTEST_PAUSE: Final = 0.0005
LONGEST_PAUSE: Final = 0.004
READERS: Final = 8

PRAGMAS: Final = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA cache_size = -16384",
)


class DatabaseBusy(RuntimeError):
    """A writer did not get its turn in time."""


class DatabaseNotSupported(ValueError):
    """The URL names neither PostgreSQL nor a file of SQLite."""


class OnlyWriter:
    """The one connection through which a process writes to SQLite, lent to one thread at a time."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._turn = threading.Lock()
        self._connection: Connection | None = None

    @contextmanager
    def lent(self) -> Iterator[Connection]:
        """The connection, as soon as nobody else has it; raises DatabaseBusy when that takes too long."""
        if not self._turn.acquire(timeout=PATIENCE):
            raise DatabaseBusy("another writer of this process does not finish")
        try:
            if self._connection is None:
                self._connection = self._engine.connect()
            yield self._connection
        finally:
            self._turn.release()

    def close(self) -> None:
        with self._turn:
            if self._connection is not None:
                self._connection.close()
                self._connection = None


@dataclass(frozen=True, slots=True)
class Engines:
    """The two pools: a reader cannot write, and sees one state of the database."""

    readers: Engine
    writers: Engine
    only_writer: OnlyWriter | None = None

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one state of the database and takes no write lock."""
        with self.readers.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that may write: commits at the end of the block, rolls back on any exception."""
        opened = self.writers.connect() if self.only_writer is None else self.only_writer.lent()
        with opened as connection, connection.begin():
            yield connection

    def close(self) -> None:
        if self.only_writer is not None:
            self.only_writer.close()
        self.writers.dispose()
        self.readers.dispose()


def open_engines(url: str) -> Engines:
    """Pools for this database; raises DatabaseNotSupported."""
    parsed = make_url(url)
    match parsed.get_backend_name():
        case "sqlite" if parsed.database and parsed.database != ":memory:":
            return _sqlite(parsed, Path(parsed.database))
        case "postgresql":
            return _postgresql(parsed.set(drivername="postgresql+psycopg"))
    raise DatabaseNotSupported(parsed.render_as_string(hide_password=True))


def _postgresql(url: URL) -> Engines:
    readers = create_engine(
        url,
        pool_size=READERS,
        pool_pre_ping=True,
        isolation_level="REPEATABLE READ",
        execution_options={"postgresql_readonly": True},
    )
    return Engines(readers, create_engine(url, pool_size=READERS, pool_pre_ping=True))


def _sqlite(url: URL, file: Path) -> Engines:
    file.parent.mkdir(parents=True, exist_ok=True)
    readers = create_engine(url, pool_size=READERS, connect_args=_arguments(timeout=PATIENCE))
    writers = create_engine(url, pool_size=1, max_overflow=0, connect_args=_arguments(timeout=0))
    event.listen(writers, "connect", _set_up)
    event.listen(readers, "connect", _set_up)
    event.listen(readers, "connect", _forbid_writing)
    event.listen(readers, "begin", _begin)
    event.listen(writers, "begin", _begin_immediately)
    return Engines(readers, writers, OnlyWriter(writers))


def _arguments(*, timeout: float) -> dict[str, Any]:
    return {"isolation_level": None, "check_same_thread": False, "timeout": timeout, "cached_statements": 256}


def _set_up(connection: sqlite3.Connection, _record: object) -> None:
    cursor = connection.cursor()
    for pragma in PRAGMAS:
        _patiently(cursor, pragma)
    cursor.close()


def _forbid_writing(connection: sqlite3.Connection, _record: object) -> None:
    connection.execute("PRAGMA query_only = ON").close()


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")


def _begin_immediately(connection: Connection) -> None:
    cursor = connection.connection.cursor()
    _patiently(cursor, "BEGIN IMMEDIATE")
    cursor.close()


def _patiently(cursor: Any, statement: str) -> None:
    """Try until the lock is ours; short pauses with jitter keep waiting writers fair."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            cursor.execute(statement)
        except sqlite3.OperationalError as refused:
            if refused.sqlite_errorcode & 0xFF not in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
                raise
            if time.monotonic() > until:
                raise DatabaseBusy("the write lock was not released in time") from refused
            time.sleep(random.uniform(SHORTEST_PAUSE, LONGEST_PAUSE))  # noqa: S311 - jitter is no secret
        else:
            return
