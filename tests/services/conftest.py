"""Use cases on a real database, SQLite and PostgreSQL: `deps`, `clock`, people, and a filed case.

The catalogue and the calendar are those of the repository; nothing is rendered here.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest

from portal.definitions.catalogue import load_catalogue
from portal.demo.answers import Writer, fixed_answers
from portal.demo.invention import Invention
from portal.demo.sample import sample_pdf
from portal.domain.permissions import Actor, Role
from portal.domain.workflow import Acquisition
from portal.integrations.folder_store import FolderStore
from portal.integrations.machine import ContentTypes, SystemRandomness
from portal.persistence import open_database
from portal.services import drafts, filing
from portal.services.deps import Deps
from tests.factories import calendars
from tests.factories.accounts import an_account

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from portal.definitions.catalogue import Catalogue
    from portal.domain.case.state import Case
    from portal.domain.documents import Channel, DocumentContent

MONDAY = datetime(2026, 9, 21, 1, 30, tzinfo=UTC)
WORKFLOWS = Path(__file__).resolve().parents[2] / "workflows"
OPENING = "enterprise-opening"


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
    database = open_database(database_url, clock)
    yield Deps(
        uow=database.uow,
        reads=database.reads,
        jobs=database.jobs,
        clock=clock,
        calendar=calendars.cn(),
        catalogue=catalogue,
        uploads=FolderStore(tmp_path / "uploads"),
        documents=FolderStore(tmp_path / "documents"),
        file_types=ContentTypes(),
        renderer=PlainRenderer(),
        random=SystemRandomness(),
    )
    database.close()


@pytest.fixture
def person(deps: Deps) -> Callable[..., Actor]:
    """Makes an account, for example ``person(Role.OFFICER, department="tax")``."""

    def make(role: Role = Role.APPLICANT, **given: object) -> Actor:
        with deps.uow.begin() as tx:
            return tx.users.add(an_account(role, **given)).actor()

    return make


@dataclass(slots=True)
class Applicant:
    """An owner who fills forms believably; what is given by name replaces an answer."""

    deps: Deps
    actor: Actor
    source: Random

    def draft(self, service_key: str = OPENING, **answers: object) -> str:
        """A complete draft; answers its key."""
        service = self.deps.catalogue.current(service_key)
        invention = Invention(self.source)
        fixed = {**fixed_answers(invention, service_key), **answers}
        today = self.deps.calendar.local_date(self.deps.clock.now())
        written = Writer(invention, invention.person(), today, fixed).answers(service)
        key = drafts.start_draft(self.deps, self.actor, service_key).key
        drafts.save_answers(self.deps, self.actor, key, page_id="all", answers=written, done=True)
        for material in service.materials:
            if material.acquisition is Acquisition.UPLOAD:
                upload = drafts.Upload("材料.pdf", sample_pdf())
                drafts.add_file(self.deps, self.actor, key, material_id=material.id, upload=upload)
        return key

    def file(self, service_key: str = OPENING, **answers: object) -> Case:
        """A filed case."""
        return self.submit(self.draft(service_key, **answers))

    def submit(self, key: str, *, channel: Channel | None = None) -> Case:
        """Submit a draft with the declaration."""
        given = {} if channel is None else {"channel": channel}
        return filing.submit_draft(self.deps, self.actor, key, declared=True, **given)

    def other(self, actor: Actor) -> Applicant:
        """The same hand for another account."""
        return replace(self, actor=actor)


@pytest.fixture
def applicant(deps: Deps, person: Callable[..., Actor]) -> Applicant:
    return Applicant(deps, person(name="郭某", id_number="11010519491231002X"), Random(7))
