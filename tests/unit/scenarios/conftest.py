"""One stage for all tests of scenarios, and a short way to play a few steps on it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.factories import scenarios

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from portal.scenarios.stage import Theatre


@pytest.fixture(scope="session", name="theatre")
def one_theatre() -> Iterator[Theatre]:
    yield from scenarios.theatres()


@pytest.fixture
def play(theatre: Theatre, tmp_path: Path) -> Callable[[str], list[str]]:
    """Plays steps (or a whole file) and answers the failures."""
    return lambda text: scenarios.failures(theatre, tmp_path, text)
