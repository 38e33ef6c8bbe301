"""The county works on a case: the window, the departments at the same time, delivery."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Final

from scripts.drive import papers
from scripts.drive.browser import Browser, PageBroken, Values, names_in
from scripts.drive.company import today

if TYPE_CHECKING:
    from scripts.drive.company import Company

CLERK: Final = "clerk1"


def check(company: Company, number: str, faults: Values | None = None) -> int:
    """The window finds every material in order but those with a note; answers how many are."""
    clerk = company.signed_in(CLERK)
    address = f"/counter/cases/{number}"
    page = clerk.open(address)
    names = names_in(page.form(f"{address}/materials"))
    verdicts: Values = {name: "accepted" for name in names if name.startswith("verdict-")}
    for material, note in (faults or {}).items():
        verdicts |= {f"verdict-{material}": "to_correct", f"note-{material}": note}
    clerk.send(page, f"{address}/materials", verdicts)
    return sum(one == "accepted" for one in verdicts.values())


def accept(company: Company, number: str) -> None:
    """The window finds every material in order and accepts."""
    found = check(company, number)
    clerk = company.signed_in(CLERK)
    address = f"/counter/cases/{number}"
    clerk.send(clerk.open(address), f"{address}/accept", {})
    company.say(f"窗口受理：材料 {found}份合格")


def review(company: Company, number: str) -> None:
    """Every department that has work on the case, at the same time, until nobody has."""
    done: set[str] = set()
    while True:
        ready = {step: officer for officer, step in open_steps(company, number) if step not in done}
        if not ready:
            return
        with ThreadPoolExecutor(max_workers=len(ready)) as departments:
            list(departments.map(lambda pair: complete(company, pair[1], pair[0]), ready.items()))
        done |= ready.keys()


def open_steps(company: Company, number: str) -> list[tuple[str, str]]:
    """(officer, address of the step) for every department that has work on the case now."""
    officers = [one["username"] for one in company.accounts if one["username"].startswith("officer-")]
    start = f"/review/cases/{number}/steps/"
    return [(name, step) for name in officers for step in queued(company.signed_in(name), start)]


def queued(officer: Browser, start: str) -> list[str]:
    """The links of the officer's queue that begin so, on all its pages."""
    page = officer.open("/review/")
    found = page.links(start)
    while following := page.soup.select_one("a[rel=next]"):
        page = officer.open(str(following["href"]))
        found += page.links(start)
    return found


def complete(company: Company, officer_name: str, step: str, *, reasons: str = "", opinion: str = "") -> None:
    """Tick the checklist, enter the results, pass; with reasons, fail."""
    officer = company.signed_in(officer_name)
    page = officer.open(step)
    form = page.form(step)
    results: Values = {
        name: papers.result_value(name, today()) for name in names_in(form) if name.startswith("result-")
    }
    ticks = [str(tick["value"]) for tick in form.select("input[name=check]")]
    passed: Values = {**results, "check": ticks, "outcome": "passed", "opinion": opinion}
    failed: Values = {"check": ticks, "outcome": "failed", "opinion": reasons}
    seen = officer.send(page, step, failed if reasons else passed)
    if seen.errors():
        message = f"{step} was not taken: {seen.errors()}"
        raise PageBroken(message)
    account = company.account(officer_name)
    company.say(
        f"{account['department']}：{step.rpartition('/')[2]} {'不通过' if reasons else '通过'}（{account['name']}）"
    )


def deliver(company: Company, number: str) -> None:
    """The result goes to the owner's account."""
    clerk = company.signed_in(CLERK)
    address = f"/counter/cases/{number}/deliver"
    page = clerk.open(address)
    given: Values = {"method": "electronic", "receiver": company.account("owner")["name"]}
    clerk.send(page, address, given)
    company.say("送达：电子送达，办件办结")
