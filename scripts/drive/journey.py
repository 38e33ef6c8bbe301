"""The journey of one filing: owner, clerk, departments at the same time, decision, delivery."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from threading import Lock
from typing import Final
from urllib.parse import unquote
from zoneinfo import ZoneInfo

import httpx

from portal.demo.sample import sample_pdf
from scripts.drive import papers
from scripts.drive.browser import Browser, Page, PageBroken, Values, names_in

SERVICE: Final = "enterprise-opening"
ZONE: Final = ZoneInfo("Asia/Shanghai")
PATIENCE: Final = 120.0
LOOK_AGAIN: Final = 0.5


@dataclass(slots=True)
class Journey:
    """Plays the demo against `base` with the demo accounts, and tells what happens."""

    base: str
    accounts: list[dict[str, str]]
    folder: Path
    tell: Callable[[str], None] = print
    lines: list[str] = field(default_factory=list)
    browsers: dict[str, Browser] = field(default_factory=dict)
    speaking: Lock = field(default_factory=Lock)

    def play(self) -> None:
        """The whole journey; the transcript and the PDFs are in the folder afterwards."""
        self.folder.mkdir(parents=True, exist_ok=True)
        owner = self.signed_in("owner")
        number = self.file(owner)
        self.accept(number)
        self.review(number)
        self.deliver(number)
        self.collect(owner, number)
        (self.folder / "transcript.txt").write_text("\n".join(self.lines) + "\n", encoding="utf-8")

    def say(self, words: str) -> None:
        """One line of the transcript; departments that work at the same time do not mix theirs."""
        line = f"{datetime.now(ZONE):%H:%M:%S}  {words}"
        with self.speaking:
            self.lines.append(line)
            self.tell(line)

    def account(self, username: str) -> dict[str, str]:
        return next(one for one in self.accounts if one["username"] == username)

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

    # the owner

    def file(self, owner: Browser) -> str:
        """From the shelf to the filing receipt; answers the case number."""
        guide = owner.open(f"/services/{SERVICE}")
        self.say(f"办事指南：{guide.heading}")
        begin = owner.open(f"/filing/new/{SERVICE}")
        situation = owner.send(begin, "/filing/", {})
        key = re.search(r"/filing/([^/]+)/", situation.path)
        if key is None:
            message = f"no draft was opened at {situation.url}"
            raise PageBroken(message)
        root = f"/filing/{key[1]}/"
        owner.send(situation, f"{root}situation", papers.SITUATION)
        self.fill_form(owner, root)
        self.upload(owner, root)
        owner.open(f"{root}check")
        declared = owner.open(f"{root}submit")
        filed = owner.send(declared, f"{root}submit", {"declared": "y"})
        number = filed.path.rstrip("/").rpartition("/")[2]
        self.say(f"已提交：办件编号 {number}")
        return number

    def fill_form(self, owner: Browser, root: str) -> None:
        """Every page of the task list, as often as the list has open tasks."""
        answers = papers.answers(self.account("owner")["name"], datetime.now(ZONE).date())
        for address in self.form_pages(owner, root):
            page = owner.open(address)
            while "/submit" not in page.path and page.path != root and page.path.startswith(root):
                page = self.answer(owner, page, answers)

    def form_pages(self, owner: Browser, root: str) -> Iterable[str]:
        """The first page of each section of the task list, without materials, check and deletion."""
        links = owner.open(root).links(root)
        special = ("situation", "materials", "check", "submit", "discard")
        return [link for link in links if not link.removeprefix(root).startswith(special)]

    def answer(self, owner: Browser, page: Page, answers: Values) -> Page:
        """Fill one page, adding rows to its table when the answers have more."""
        form = page.form(page.path)
        for table in {name.split("-")[0] for name in names_in(form) if "-0-" in name}:
            wanted = {name.split("-")[1] for name in answers if name.startswith(f"{table}-")}
            shown = {name.split("-")[1] for name in names_in(form) if name.startswith(f"{table}-")}
            if len(wanted) > len(shown):
                known = self.known(form_names=names_in(form), answers=answers)
                page = owner.send(page, page.path, {**known, "act": f"add:{table}"})
                form = page.form(page.path)
        known = self.known(form_names=names_in(form), answers=answers)
        self.say(f"填写：{page.heading}")
        return owner.send(page, page.path, {**known, "act": "save"})

    def known(self, *, form_names: list[str], answers: Values) -> Values:
        return {name: answers[name] for name in form_names if name in answers}

    def upload(self, owner: Browser, root: str) -> None:
        """A sample paper for every material that is asked."""
        page = owner.open(f"{root}materials")
        actions = [str(form.get("action")) for form in page.soup.select("form[data-upload]")]
        for action in actions:
            name = action.rpartition("/")[2]
            paper = (f"{name}.pdf", sample_pdf(), "application/pdf")
            page = owner.send(page, action, {}, files=[("file", paper)])
            page = owner.open(f"{root}materials")
        self.say(f"上传材料 {len(actions)} 份")

    # the county

    def accept(self, number: str) -> None:
        """The window finds every material in order and accepts."""
        clerk = self.signed_in("clerk1")
        address = f"/counter/cases/{number}"
        page = clerk.open(address)
        form = page.form(f"{address}/materials")
        verdicts: Values = {n: "accepted" for n in names_in(form) if n.startswith("verdict-")}
        page = clerk.send(page, f"{address}/materials", verdicts)
        clerk.send(clerk.open(address), f"{address}/accept", {})
        self.say(f"窗口受理：材料 {len(verdicts)} 份合格")

    def review(self, number: str) -> None:
        """Registration first, the other departments at the same time, the decision last."""
        done: set[str] = set()
        while True:
            ready = [pair for pair in self.open_steps(number) if pair[1] not in done]
            if not ready:
                return
            with ThreadPoolExecutor(max_workers=len(ready)) as departments:
                list(departments.map(lambda pair: self.complete(*pair), ready))
            done |= {step for _officer, step in ready}

    def open_steps(self, number: str) -> list[tuple[str, str]]:
        """(officer, address of the step) for every department that has work on the case now."""
        found: list[tuple[str, str]] = []
        for account in self.accounts:
            if account["role"] != "officer":
                continue
            officer = self.signed_in(account["username"])
            steps = self.queued(officer, f"/review/cases/{number}/steps/")
            found += [(account["username"], step) for step in steps]
        return found

    def queued(self, officer: Browser, start: str) -> list[str]:
        """The links of the officer's queue that begin so, on all its pages."""
        page = officer.open("/review/")
        found = page.links(start)
        while following := page.soup.select_one("a[rel=next]"):
            page = officer.open(str(following["href"]))
            found += page.links(start)
        return found

    def complete(self, officer_name: str, step: str) -> None:
        """Tick the checklist, enter the results, pass."""
        officer = self.signed_in(officer_name)
        page = officer.open(step)
        form = page.form(step)
        today = datetime.now(ZONE).date()
        results: Values = {
            name: papers.result_value(name, today) for name in names_in(form) if name.startswith("result-")
        }
        ticks = [str(tick["value"]) for tick in form.select("input[name=check]")]
        officer.send(page, step, {**results, "check": ticks, "outcome": "passed"})
        account = self.account(officer_name)
        self.say(f"{account['department']}：{step.rpartition('/')[2]} 通过（{account['name']}）")

    def deliver(self, number: str) -> None:
        """The result goes to the owner's account."""
        clerk = self.signed_in("clerk1")
        address = f"/counter/cases/{number}/deliver"
        page = clerk.open(address)
        given: Values = {"method": "electronic", "receiver": self.account("owner")["name"]}
        clerk.send(page, address, given)
        self.say("送达：电子送达，办件办结")

    # the papers

    def collect(self, owner: Browser, number: str) -> None:
        """Every PDF of the case, as the owner downloads it, and what a stranger sees of it."""
        page = owner.open(f"/cases/{number}")
        for address in page.links(f"/cases/{number}/documents/"):
            pdf = self.wait_for(owner, address)
            code = address.rpartition("/")[2].partition(".")[0]
            path = self.folder / f"{number}-{named(pdf) or code}.pdf"
            path.write_bytes(pdf.content)
            verified = Browser(self.base).open(f"/verify/{code}?lang=zh")
            self.say(f"文书 {path.name}（{len(pdf.content) // 1024} KB），验真：{verified.heading}")
        page = owner.open(f"/cases/{number}")
        self.say(f"办件页：{page.heading}")

    def wait_for(self, owner: Browser, address: str) -> httpx.Response:
        """A PDF that is being made comes after a moment."""
        give_up = time.monotonic() + PATIENCE
        while time.monotonic() < give_up:
            answer = owner.download(address)
            if answer.headers.get("content-type", "").startswith("application/pdf"):
                return answer
            time.sleep(LOOK_AGAIN)
        message = f"{address} was not made within {PATIENCE:.0f} s"
        raise PageBroken(message)


def named(pdf: httpx.Response) -> str:
    """The kind of document, from the name the portal gives the download: "收件凭证-峡市监…"."""
    found = re.search(r"filename\*=UTF-8''([^;]+)", pdf.headers.get("content-disposition", ""))
    return unquote(found[1]).partition("-")[0] if found else ""


def demo_accounts(path: Path) -> list[dict[str, str]]:
    """The demo accounts as `make run` left them."""
    accounts: list[dict[str, str]] = json.loads(path.read_text(encoding="utf-8"))
    return accounts
