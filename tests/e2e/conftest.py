"""One portal and one Chromium for the session; a window of its own for every visitor.

Owns `portal` (served, with a few cases), `visit` (opens a window, signed in or not) and `people` (the use cases
behind the served data, to bring a case to where a journey begins).
"""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Final

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.e2e.visitor import DESK, Visitor
from tests.factories.people import Account, People
from tests.served import Served, prepare, serving

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import ViewportSize

CASES: Final = 6
PROGRAMS: Final = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS: Final = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


@pytest.fixture(scope="session")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(prepare(tmp_path_factory.mktemp("e2e"), cases=CASES)) as served:
        yield served


@pytest.fixture(scope="session")
def people(portal: Served) -> Iterator[People]:
    with portal.behind() as container:
        yield People(container.deps)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    program = next(filter(None, map(shutil.which, PROGRAMS)))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium: Browser, portal: Served) -> Iterator[Callable[..., Visitor]]:
    """Opens a window, for example ``visit(account)``; afterwards nothing may have gone wrong in any of them."""
    opened: list[Visitor] = []

    def enter(account: Account | None = None, *, has_scripts: bool = True, size: ViewportSize = DESK) -> Visitor:
        context = chromium.new_context(
            viewport=size, locale="zh-CN", timezone_id="Asia/Shanghai", java_script_enabled=has_scripts
        )
        visitor = Visitor(context.new_page(), portal.base, has_scripts=has_scripts)
        opened.append(visitor)
        if account is not None:
            visitor.sign_in(account)
        return visitor

    yield enter
    for visitor in opened:
        visitor.page.context.close()
    faults = [fault for visitor in opened for fault in visitor.faults]
    assert not faults, "\n".join(faults)
