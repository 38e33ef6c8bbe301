"""A small browser: pages, forms with what they hold, buttons, downloads."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

import httpx
from bs4 import BeautifulSoup, Tag

Values = dict[str, str | list[str]]
OK: Final = 400


class PageBroken(Exception):
    """A page answered with an error, or lacks what a person would look for."""


@dataclass(frozen=True, slots=True)
class Page:
    """An answer as it is shown."""

    url: str
    soup: BeautifulSoup

    @property
    def path(self) -> str:
        return httpx.URL(self.url).path

    @property
    def address(self) -> str:
        """Path and query, as a form without an address of its own sends to."""
        return httpx.URL(self.url).raw_path.decode()

    @property
    def heading(self) -> str:
        found = self.soup.find("h1")
        return found.get_text(" ", strip=True) if found else ""

    def links(self, start: str) -> list[str]:
        """The addresses that begin so, in order, each once."""
        found = [str(link["href"]) for link in self.soup.select("main a[href]")]
        return list(dict.fromkeys(href for href in found if href.startswith(start)))

    def form(self, action: str) -> Tag:
        """The form that is sent to this address."""
        for form in self.soup.find_all("form"):
            target = str(form.get("action") or self.path).partition("?")[0]
            if target == action.partition("?")[0]:
                return form
        message = f"{self.url} has no form for {action}: {self.heading}"
        raise PageBroken(message)

    def errors(self) -> str:
        """What the error summary says, if there is one."""
        found = self.soup.select_one(".govuk-error-summary")
        return found.get_text(" ", strip=True) if found else ""


@dataclass(slots=True)
class Browser:
    """One person's browser with its cookies."""

    base: str
    client: httpx.Client = field(init=False)

    def __post_init__(self) -> None:
        self.client = httpx.Client(base_url=self.base, follow_redirects=True, timeout=30)

    def open(self, address: str) -> Page:
        return self._shown(self.client.get(address))

    def send(
        self,
        page: Page,
        action: str,
        values: Values,
        *,
        files: list[tuple[str, tuple[str, bytes, str]]] | None = None,
    ) -> Page:
        """Fill a form of the page with `values`, keep the rest as it is, and send it."""
        data = {**filled(page.form(action)), **values}
        return self._shown(self.client.post(action, data=data, files=files))

    def download(self, address: str) -> httpx.Response:
        """A file, without judging the answer."""
        return self.client.get(address)

    def _shown(self, answer: httpx.Response) -> Page:
        page = Page(str(answer.url), BeautifulSoup(answer.text, "html.parser"))
        if answer.status_code >= OK:
            message = f"{answer.status_code} at {page.url}: {page.heading} {page.errors()}"
            raise PageBroken(message)
        return page


def filled(form: Tag) -> Values:
    """What a form would send if nobody touched it; buttons are left out."""
    values: dict[str, list[str]] = {}
    for entry in form.select("input[name], textarea[name], select[name]"):
        found = value_of(entry)
        if found is not None:
            values.setdefault(str(entry["name"]), []).append(found)
    return {name: given[0] if len(given) == 1 else given for name, given in values.items()}


def value_of(entry: Tag) -> str | None:
    """The value of one control, or nothing when it sends none."""
    if entry.name == "textarea":
        return entry.get_text()
    if entry.name == "select":
        chosen = entry.select_one("option[selected]") or entry.select_one("option")
        return str(chosen.get("value", "")) if chosen else None
    kind = str(entry.get("type", "text"))
    if kind in {"submit", "button", "file", "image"}:
        return None
    if kind in {"checkbox", "radio"} and not entry.has_attr("checked"):
        return None
    return str(entry.get("value", "on" if kind == "checkbox" else ""))


def names_in(form: Tag) -> list[str]:
    """The names of the controls of a form, each once."""
    return list(dict.fromkeys(str(entry["name"]) for entry in form.select("[name]")))
