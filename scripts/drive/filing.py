"""The owner files: from the shelf over form and uploads to the receipt; and corrects what the window marked."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from portal.demo.sample import sample_pdf
from scripts.drive.browser import Browser, Page, PageBroken, Values, names_in

if TYPE_CHECKING:
    from scripts.drive.company import Company


@dataclass(frozen=True, slots=True, kw_only=True)
class Papers:
    """What one owner writes: the situation questions, and the form by the names of its controls."""

    service: str
    situation: Values
    answers: Values = field(default_factory=dict)


def file(company: Company, owner: Browser, papers: Papers) -> str:
    """From the shelf to the filing receipt; answers the case number."""
    guide = owner.open(f"/services/{papers.service}")
    company.say(f"办事指南：{guide.heading}")
    begin = owner.open(f"/filing/new/{papers.service}")
    situation = owner.send(begin, "/filing/", {})
    key = re.search(r"/filing/([^/]+)/", situation.path)
    if key is None:
        message = f"no draft was opened at {situation.url}"
        raise PageBroken(message)
    root = f"/filing/{key[1]}/"
    if papers.situation:
        owner.send(situation, f"{root}situation", papers.situation)
    fill_form(company, owner, root=root, answers=papers.answers)
    upload(company, owner, f"{root}materials")
    owner.open(f"{root}check")
    declared = owner.open(f"{root}submit")
    filed = owner.send(declared, f"{root}submit", {"declared": "y"})
    if not filed.path.startswith("/cases/"):
        message = f"the filing was not taken: {filed.heading} {filed.errors()}"
        raise PageBroken(message)
    number = filed.path.rstrip("/").rpartition("/")[2]
    company.say(f"已提交：办件编号 {number}")
    return number


def fill_form(company: Company, owner: Browser, *, root: str, answers: Values) -> None:
    """Every page of the task list, as often as the list has open tasks."""
    for address in form_pages(owner, root):
        page = owner.open(address)
        while "/submit" not in page.path and page.path != root and page.path.startswith(root):
            company.say(f"填写：{page.heading}")
            page = answer(owner, page, answers)


def form_pages(owner: Browser, root: str) -> Iterable[str]:
    """The first page of each section of the task list, without materials, check and deletion."""
    links = owner.open(root).links(root)
    special = ("situation", "materials", "check", "submit", "discard", "promise", "commitment")
    return [link for link in links if link.removeprefix(root).partition("?")[0] not in special]


def answer(owner: Browser, page: Page, answers: Values) -> Page:
    """Fill one page, adding rows to its table when the answers have more."""
    form = page.form(page.path)
    for table in {name.split("-")[0] for name in names_in(form) if "-0-" in name}:
        wanted = {name.split("-")[1] for name in answers if name.startswith(f"{table}-")}
        shown = {name.split("-")[1] for name in names_in(form) if name.startswith(f"{table}-")}
        if len(wanted) > len(shown):
            page = owner.send(page, page.address, {**known(names_in(form), answers), "act": f"add:{table}"})
            form = page.form(page.path)
    return owner.send(page, page.address, {**known(names_in(form), answers), "act": "save"})


def known(names: list[str], answers: Values) -> Values:
    return {name: answers[name] for name in names if name in answers}


def upload(company: Company, owner: Browser, address: str) -> None:
    """A sample paper for every material that is asked on this page."""
    page = owner.open(address)
    actions = [str(form.get("action")) for form in page.soup.select("form[data-upload]")]
    for action in actions:
        name = action.partition("?")[0].rpartition("/")[2]
        paper = (f"{name}.pdf", sample_pdf(), "application/pdf")
        owner.send(page, action, {}, files=[("file", paper)])
        page = owner.open(address)
    company.say(f"上传材料 {len(actions)}份")


def correct(company: Company, owner: Browser, number: str, *, answers: Values) -> None:
    """The owner changes the marked answers and materials, and nothing else can be changed."""
    home = f"/cases/{number}/correction"
    page = owner.open(home)
    marked = [name.get_text(" ", strip=True) for name in page.soup.select(".marked-list dt")]
    company.say(f"申请人查看补正告知：{'、'.join(marked)}")
    for address in page.links("/filing/"):
        task = owner.open(address)
        if task.soup.select("form[data-upload]"):
            upload(company, owner, address)
        elif task.soup.select("main form"):
            answer(owner, task, answers)
    check = owner.open(f"{home}/check")
    done = owner.send(check, home, {})
    if done.path != f"/cases/{number}":
        message = f"the correction was not taken: {done.heading} {done.errors()}"
        raise PageBroken(message)
    company.say("申请人已补正，只改动了被标注的内容")
