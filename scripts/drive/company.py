"""The people of the play: one browser for each account, what they say, and the acts they all know.

Owns the transcript. Refuses to go on when an act that was confirmed does not lead away from its page.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from threading import Lock
from typing import Final
from zoneinfo import ZoneInfo

from scripts.drive.browser import Browser, Page, PageBroken, Values, filled

ZONE: Final = ZoneInfo("Asia/Shanghai")


def today() -> date:
    return datetime.now(ZONE).date()


@dataclass(slots=True)
class Company:
    """Everybody who plays against `base` with the demo accounts; the papers go into `folder`."""

    base: str
    accounts: list[dict[str, str]]
    folder: Path
    tell: Callable[[str], None] = print
    lines: list[str] = field(default_factory=list)
    browsers: dict[str, Browser] = field(default_factory=dict)
    speaking: Lock = field(default_factory=Lock)

    def say(self, words: str) -> None:
        """One line of the transcript; departments that work at the same time do not mix theirs."""
        line = f"{datetime.now(ZONE):%H:%M:%S}  {words}"
        with self.speaking:
            self.lines.append(line)
            self.tell(line)

    def write(self) -> None:
        """The transcript as a file beside the papers."""
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / "transcript.txt").write_text("\n".join(self.lines) + "\n", encoding="utf-8")

    def account(self, username: str) -> dict[str, str]:
        return next(one for one in self.accounts if one["username"] == username)

    def somebody(self) -> Browser:
        """A visitor without an account."""
        return Browser(self.base)

    def signed_in(self, username: str) -> Browser:
        """The browser of an account, signed in once."""
        if username in self.browsers:
            return self.browsers[username]
        browser = self.browsers[username] = Browser(self.base)
        account = self.account(username)
        page = browser.open("/auth/sign-in?lang=zh")
        given: Values = {"username": username, "password": account["password"]}
        browser.send(page, "/auth/sign-in", given)
        return browser

    def act(self, username: str, address: str, values: Values) -> Page:
        """An act of staff: fill the form, look at what it would do, confirm it."""
        browser = self.signed_in(username)
        seen = browser.send(browser.open(address), address, {**values, "stage": "preview"})
        if seen.errors() or not is_preview(seen, address):
            message = f"{address} was not taken: {seen.heading} {seen.errors()}"
            raise PageBroken(message)
        done = browser.send(seen, address, {"stage": "confirm"})
        if done.path == address:
            message = f"{address} was not done: {done.heading} {done.errors()}"
            raise PageBroken(message)
        return done


def is_preview(page: Page, address: str) -> bool:
    """Whether the page asks for confirmation: everything that was typed is carried along unseen."""
    form = page.form(address)
    hidden = {str(one["name"]) for one in form.select("input[type=hidden][name]")}
    return filled(form).keys() == hidden


def demo_accounts(path: Path) -> list[dict[str, str]]:
    """The demo accounts as `make run` left them."""
    accounts: list[dict[str, str]] = json.loads(path.read_text(encoding="utf-8"))
    return accounts
