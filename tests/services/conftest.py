"""Use cases on a real database, SQLite and PostgreSQL: `deps`, `clock`, people, and a filed case.

The catalogue and the calendar are those of the repository; nothing is rendered here.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest

from portal.definitions.catalogue import load_catalogue
from portal.definitions.imported import LiveCalendars
from portal.domain.permissions import Actor, Role
from portal.integrations.folder_store import FolderStore
from portal.integrations.local_records import FolderRecords
from portal.integrations.machine import ContentTypes, SystemRandomness
from portal.integrations.tables import TableFiles
from portal.persistence import open_database
from portal.services.deps import Deps
from portal.services.ports.sources import RecordSources
from tests.factories import calendars
from tests.factories.accounts import an_account
from tests.factories.applicants import Applicant

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from portal.definitions.catalogue import Catalogue
    from portal.domain.documents import DocumentContent

MONDAY = datetime(2026, 9, 21, 1, 30, tzinfo=UTC)
WORKFLOWS = Path(__file__).resolve().parents[2] / "workflows"


@dataclass(slots=True)
class HandClock:
    """A clock that is moved by hand."""

    instant: datetime = MONDAY

    def now(self) -> datetime:
        return self.instant

    def advance(self, **by: float) -> None:
        self.instant += timedelta(**by)


class PlainRenderer:
    """Stands for the printing office: the bytes name what was printed."""

    def render(self, content: DocumentContent, *, locale: str = "zh") -> bytes:
        return f"%PDF {locale} {content.number}".encode()


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return load_catalogue(WORKFLOWS)


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def deps(database_url: str, catalogue: Catalogue, clock: HandClock, tmp_path: Path) -> Iterator[Deps]:
    with deps_on(database_url, catalogue, clock, folder=tmp_path) as deps:
        yield deps


@contextmanager
def deps_on(url: str, catalogue: Catalogue, clock: HandClock, *, folder: Path) -> Iterator[Deps]:
    """What use cases need, on this database and with files in this folder."""
    database = open_database(url, clock)
    yield Deps(
        uow=database.uow,
        reads=database.reads,
        jobs=database.jobs,
        clock=clock,
        calendars=LiveCalendars({"cn": calendars.cn()}, folder / "calendars", "cn"),
        catalogue=catalogue,
        uploads=FolderStore(folder / "uploads"),
        documents=FolderStore(folder / "documents"),
        file_types=ContentTypes(),
        renderer=PlainRenderer(),
        random=SystemRandomness(),
        records=RecordSources(
            FolderRecords(folder / "records" / "licences", "licence twin"),
            FolderRecords(folder / "records" / "datasets", "sharing twin"),
        ),
        tables=TableFiles(),
    )
    database.close()


@pytest.fixture
def person(deps: Deps) -> Callable[..., Actor]:
    """Makes an account, for example ``person(Role.OFFICER, department="tax")``."""

    def make(role: Role = Role.APPLICANT, **given: object) -> Actor:
        with deps.uow.begin() as tx:
            return tx.users.add(an_account(role, **given)).actor()

    return make


@pytest.fixture
def applicant(deps: Deps, person: Callable[..., Actor]) -> Applicant:
    return Applicant(deps, person(name="郭某", id_number="11010519491231002X"), Random(7))
