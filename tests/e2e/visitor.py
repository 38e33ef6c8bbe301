"""A person in front of a real browser: opens, fills, clicks, presses keys, looks.

Owns what every page is held against while a journey passes: no error in the console, no request to another origin,
nothing that axe finds and nothing that sticks out on a phone, in both languages.
Refuses to sleep: everything waits for what a person would see.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from playwright.sync_api import Page, expect

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import ConsoleMessage, Locator, Request, Response, ViewportSize

    from scripts.drive.browser import Values
    from tests.factories.people import Account

AXE: Final = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
DESK: Final[ViewportSize] = {"width": 1366, "height": 768}
PHONE: Final[ViewportSize] = {"width": 390, "height": 844}
BAD: Final = 400
BRING: Final = "window.bringAxe = () => { if (!window.axe) {%s\n} };"
FIND: Final = """async () => {
  bringAxe();
  const found = await axe.run(document, { resultTypes: ["violations"], preload: false });
  return found.violations.map((one) => `${one.id}: ` + one.nodes.map((node) => node.target.join(" ")).join(", "));
}"""
WIDER: Final = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  const all = [...document.querySelectorAll("body *")].filter((one) => one.getBoundingClientRect().right > width + 1);
  return all.slice(0, 5).map((one) => `${one.tagName}.${one.className}`);
}"""
ASKED: Final = """all => all.filter((one) => one.type !== "hidden" && one.offsetParent).map((one) => one.name)"""
UNTIL_PDF: Final = """async (address) => {
  for (let tries = 0; tries < 300; tries += 1) {
    const answer = await fetch(address);
    if ((answer.headers.get("content-type") || "").startsWith("application/pdf")) return true;
    await new Promise((go) => setTimeout(go, 200));
  }
  return false;
}"""


@dataclass
class Visitor:
    """One browser window of one person; without slots, since Playwright hangs its wrappers on whoever listens."""

    page: Page
    base: str
    has_scripts: bool = True
    faults: list[str] = field(default_factory=list)
    looked_at: list[str] = field(default_factory=list)
    refusals: set[str] = field(default_factory=set)
    is_looking: bool = False

    def __post_init__(self) -> None:
        self.page.set_default_timeout(30_000)
        self.page.add_init_script(BRING % AXE.read_text(encoding="utf-8"))
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.faults.append(f"{self.page.url}: {error}"))
        self.page.on("request", self._asked_for)
        self.page.on("response", self._answered)

    # going about

    @property
    def path(self) -> str:
        """Where we are, with the query, without the fragment."""
        return self.page.url.removeprefix(self.base).partition("#")[0]

    @property
    def heading(self) -> str:
        return self.page.locator("h1").inner_text()

    def open(self, path: str) -> None:
        self.page.goto(self.base + path)

    def follow(self, href: str) -> None:
        """Click the first link to this address."""
        self.click(self.page.locator(f'a[href="{href}"]:visible').first)

    def click(self, what: str | Locator) -> None:
        """Click what leads to another page, and wait for that page."""
        wanted = self.page.locator(what) if isinstance(what, str) else what
        with self.page.expect_navigation():
            wanted.click()

    def press(self, *keys: str) -> None:
        """Press keys; the last one leads to another page."""
        for key in keys[:-1]:
            self.page.keyboard.press(key)
        with self.page.expect_navigation():
            self.page.keyboard.press(keys[-1])

    def sign_in(self, account: Account) -> None:
        """Fill the sign-in page, opened first unless we were sent there."""
        if not self.path.startswith("/auth/sign-in"):
            self.open("/auth/sign-in")
        self.page.fill("[name=username]", account["username"])
        self.page.fill("[name=password]", account["password"])
        self.press("Enter")
        expect(self.page).not_to_have_url(f"{self.base}/auth/sign-in")

    # filling forms

    def asked(self, form: str = "#answers") -> list[str]:
        """Names of the controls a person sees, each once."""
        names = self.page.locator(f"{form} [name]").evaluate_all(ASKED)
        return list(dict.fromkeys(names))

    def fill(self, answers: Values, form: str = "#answers") -> None:
        """Answer what is asked, also what is only asked because of an answer."""
        done: set[str] = set()
        while name := next((one for one in self.asked(form) if one in answers and one not in done), None):
            self.answer(name, answers[name])
            self.settle()
            done.add(name)

    def answer(self, name: str, value: str | list[str]) -> None:
        """One question, whatever its control is; days are given as year, month, day."""
        control = self.page.locator(f'[name="{name}"]:visible')
        kind = control.first.evaluate("one => one.type")
        values = value if isinstance(value, list) else [value]
        if kind in {"radio", "checkbox"}:
            for each in values:
                self.page.locator(f'[name="{name}"][value="{each}"]').check()
        elif kind.startswith("select"):
            control.select_option(values)
        else:
            for place, each in enumerate(values):
                control.nth(place).fill(each)

    def settle(self) -> None:
        """Wait until the page has brought itself up to date."""
        if not self.has_scripts:
            return
        self.page.wait_for_function("() => !document.querySelector('.htmx-request, .htmx-swapping, .htmx-settling')")

    # looking

    def look(self) -> None:
        """Hold the page against axe at both widths, and see that a phone need not scroll sideways."""
        self.looked_at.append(self.path)
        self.faults += [f"{self.path}: {fault}" for fault in self._found()]
        assert not self.faults, "\n".join(self.faults)

    def look_in_english(self) -> None:
        """The same for every page looked at so far, in English; the language is Chinese again afterwards."""
        addresses = list(dict.fromkeys(self.looked_at))
        for address in addresses:
            self.open(f"{address}{'&' if '?' in address else '?'}lang=en")
            assert self.page.locator("html").get_attribute("lang") == "en"
            self.look()
        self.looked_at.clear()
        self.open(f"{addresses[-1].partition('?')[0]}?lang=zh")

    def _found(self) -> Iterator[str]:
        self.settle()
        self.is_looking = True
        for size in (PHONE, DESK):
            self.page.set_viewport_size(size)
            for violation in self.page.evaluate(FIND):
                yield f"axe at {size['width']} px: {violation}"
            if size is PHONE:
                yield from (f"sticks out on a phone: {one}" for one in self.page.evaluate(WIDER))
        self.is_looking = False

    def pdf(self, address: str) -> bytes:
        """A document, waited for while it is being made."""
        self.refusals.add(address)
        assert self.page.evaluate(UNTIL_PDF, address), f"{address} was not made in a minute"
        answer = self.page.request.get(self.base + address)
        assert answer.ok
        return answer.body()

    # what went wrong on the way

    def expect_refusal(self, path: str) -> None:
        """From now on this address may answer with an error."""
        self.refusals.add(path)

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not self.is_looking and "Failed to load resource" not in message.text:
            self.faults.append(f"{self.page.url} console: {message.text}")

    def _asked_for(self, request: Request) -> None:
        if request.url.startswith(("http", "ws")) and not request.url.startswith(f"{self.base}/"):
            self.faults.append(f"{self.page.url} asks {request.url}")

    def _answered(self, response: Response) -> None:
        path = response.url.removeprefix(self.base).partition("?")[0]
        if response.status >= BAD and path not in self.refusals:
            self.faults.append(f"{self.page.url}: {response.status} from {response.url}")
