"""A served portal that is killed, crowded and starved, and people who use it over HTTP.

Owns `portal` (shared; every test leaves it running), `people` (the use cases behind it) and the proof after each test
that rows and events agree.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from scripts.drive.browser import Browser
from tests.factories.people import Account, People
from tests.served import Served, prepare, serving

if TYPE_CHECKING:
    from collections.abc import Iterator

    from portal.container import Container

SignIn = Callable[..., Browser]


@pytest.fixture(scope="session")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Two web workers and the jobs process beside them, as `make run` has them."""
    portal = prepare(tmp_path_factory.mktemp("faults"), cases=0)
    portal.workers = 2
    with serving(portal):
        yield portal


@pytest.fixture(scope="session")
def behind(portal: Served) -> Iterator[Container]:
    with portal.behind() as container:
        yield container


@pytest.fixture
def people(behind: Container) -> Iterator[People]:
    """Whoever is needed; afterwards every case must follow from its events."""
    yield People(behind.deps)
    differences = [one for _number, _events, found in behind.upkeep.verify(None) for one in found]
    assert not differences


@pytest.fixture
def sign_in(request: pytest.FixtureRequest) -> Iterator[SignIn]:
    """Somebody with a browser without scripts, at the shared portal or another one."""
    opened: list[Browser] = []

    def enter(account: Account, at: Served | None = None) -> Browser:
        browser = Browser((at or request.getfixturevalue("portal")).base)
        opened.append(browser)
        page = browser.open("/auth/sign-in?lang=zh")
        browser.send(page, "/auth/sign-in", {"username": account["username"], "password": account["password"]})
        return browser

    yield enter
    for browser in opened:
        browser.client.close()
