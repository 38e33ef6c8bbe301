"""A fresh database on both kinds, opened as the container opens it, and an archive to fill it."""

from collections.abc import Iterator

import pytest

from portal.persistence import Database, open_database
from tests.factories.archive import Archive
from tests.services.conftest import HandClock


@pytest.fixture
def database(database_url: str, clock: HandClock) -> Iterator[Database]:
    opened = open_database(database_url, clock)
    yield opened
    opened.close()


@pytest.fixture
def archive(database: Database) -> Archive:
    return Archive(database)
