"""A portal on a database of its own for every test, and a browser that checks every answer.

Owns `settings`, `clock`, `portal` (the container), `app`, `client` and `sign_in`. Definitions and calendar are read
once a session.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask

from portal.app import create_app
from portal.container import Container, build_container, record_sources
from portal.definitions.imported import LiveCalendars
from portal.domain.permissions import Actor, Role
from portal.integrations.folder_store import FolderStore
from portal.persistence.database import open_database
from portal.services.deps import Deps
from portal.settings import Environment, Settings
from portal.web.common.identity import SignedIn
from tests.factories import calendars
from tests.factories.accounts import an_account
from tests.web.browser import Browser, CommitCounter


@dataclass(slots=True)
class HandClock:
    """A clock that is moved by hand; it starts on a Monday morning in the county."""

    instant: datetime = datetime(2026, 9, 21, 1, 30, tzinfo=UTC)

    def now(self) -> datetime:
        return self.instant

    def advance(self, **by: float) -> None:
        self.instant += timedelta(**by)


SignIn = Callable[..., Actor]


def settings_in(var: Path, url: str) -> Settings:
    return Settings(
        environment=Environment.TEST, secret_key="for tests", var=var, database_url=url, base_url="http://localhost"
    )


@pytest.fixture(scope="session")
def built_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Container]:
    """A container whose definitions and calendar all tests share; its database is never used."""
    var = tmp_path_factory.mktemp("shared")
    container = build_container(settings_in(var, f"sqlite:///{var / 'never.db'}"))
    yield container
    container.close()


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def portal(built_once: Container, clock: HandClock, sqlite_url: str, tmp_path: Path) -> Iterator[Container]:
    """The portal's parts on a fresh database; `portal.deps` is what use cases are handed."""
    fresh = build_parts(built_once, settings_in(tmp_path, sqlite_url), clock)
    yield fresh
    fresh.close()


def build_parts(shared: Container, settings: Settings, clock: HandClock) -> Container:
    database = open_database(settings.database_url, clock)
    deps = replace(
        shared.deps,
        uow=database.uow,
        reads=database.reads,
        jobs=database.jobs,
        clock=clock,
        calendars=LiveCalendars({"cn": calendars.cn()}, settings.calendars, "cn"),
        uploads=FolderStore(settings.uploads),
        documents=FolderStore(settings.documents),
        records=record_sources(settings),
    )
    probes = {"database": deps.reads.ready, "uploads": deps.uploads.ready, "documents": deps.documents.ready}
    press = replace(shared.press, book=database.publications)
    return replace(shared, settings=settings, deps=deps, press=press, probes=probes, close=database.close)


@pytest.fixture
def deps(portal: Container) -> Deps:
    return portal.deps


@pytest.fixture
def app(portal: Container) -> Flask:
    app = create_app(container=portal)
    app.testing = True
    app.test_client_class = Browser
    return app


@pytest.fixture
def client(app: Flask, deps: Deps) -> Browser:
    """A reader of Chinese who is not signed in."""
    browser = app.test_client()
    assert isinstance(browser, Browser)
    browser.counter = CommitCounter(deps.uow.engines.writers)  # type: ignore[attr-defined]  # the tests know it is SQL
    return browser


@pytest.fixture
def sign_in(client: Browser, deps: Deps) -> SignIn:
    """Makes an account with a role and signs it in, for example ``sign_in(Role.CLERK, window="3")``."""

    def enter(role: Role = Role.APPLICANT, **given: object) -> Actor:
        with deps.uow.begin() as tx:
            account = tx.users.add(an_account(role, **given))
        with client.session_transaction() as session:
            session["_user_id"] = SignedIn(account).get_id()
            session["_fresh"] = True
            session["seen"] = int(deps.clock.now().timestamp())
        return account.actor()

    return enter
