"""The owner: from the shelf to the case page with the receipt, with all of a browser and with little of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO

import pytest
from playwright.sync_api import FilePayload, expect
from pypdf import PdfReader

from portal.demo.sample import sample_pdf
from scripts.drive import papers
from scripts.drive.browser import Values
from tests.e2e.visitor import PHONE, Visitor
from tests.factories.people import People

pytestmark = pytest.mark.e2e

GUIDE = "/services/enterprise-opening"
SAVE = "button[name=act][value=save]:not([aria-hidden])"
APART = ("situation", "materials", "check", "submit", "discard")
PAPER: FilePayload = {"name": "材料.pdf", "mimeType": "application/pdf", "buffer": sample_pdf()}

Visit = Callable[..., Visitor]


def answers(account: dict[str, str]) -> Values:
    return papers.answers(account["name"], datetime.now(UTC).date())


def root_of(visitor: Visitor) -> str:
    """The address of the draft we are in."""
    return "/".join(visitor.path.split("/")[:3]) + "/"


def tasks(visitor: Visitor, root: str) -> list[str]:
    """The first pages of the sections on the task list."""
    visitor.open(root)
    links = visitor.page.locator(".govuk-task-list a")
    hrefs = [str(one.get_attribute("href")) for one in links.all()]
    return [href for href in hrefs if not href.removeprefix(root).startswith(APART)]


def fill_page(visitor: Visitor, given: Values) -> None:
    """Everything on one page, with as many rows as there are answers."""
    visitor.fill(given)
    for table in {name.split("-")[0] for name in visitor.asked() if "-0-" in name}:
        wanted = {name.split("-")[1] for name in given if name.startswith(f"{table}-")}
        for row in sorted(wanted - {"0"}):
            visitor.click(f'button[value="add:{table}"]')
            visitor.fill({name: value for name, value in given.items() if name.startswith(f"{table}-{row}-")})


def fill_section(visitor: Visitor, root: str, given: Values, *, look: bool) -> None:
    """One page after the other until the task list is back."""
    while visitor.path != root:
        fill_page(visitor, given)
        if look:
            visitor.look()
        visitor.click(SAVE)


def upload_controls(visitor: Visitor) -> list[str]:
    """Where files can be chosen on the page of materials."""
    chosen = visitor.page.locator("form[data-upload] input[type=file]")
    return [str(one.get_attribute("id")) for one in chosen.all()]


def upload_all(visitor: Visitor) -> None:
    """A paper for every material; with scripts the file goes up as soon as it is chosen."""
    for name in upload_controls(visitor):
        with visitor.page.expect_navigation():
            visitor.page.set_input_files(f"#{name}", files=[PAPER])


def begin(visitor: Visitor, account: dict[str, str]) -> str:
    """From the home page to a new draft; answers its address."""
    visitor.open("/")
    visitor.follow(GUIDE)
    visitor.click(".guide-head__start a")
    visitor.sign_in(account)
    visitor.click('form[action="/filing/"] button')
    return root_of(visitor)


def test_a_company_is_opened_from_the_shelf_to_the_receipt(visit: Visit, people: People) -> None:
    account = people.account(name="郭某")
    owner, given = visit(), answers(account)
    owner.open("/")
    owner.look()
    owner.follow(GUIDE)
    before = owner.page.locator(".list-count").inner_text()
    owner.page.focus("[name=enterprise_type][value=llc]")
    owner.page.keyboard.press("Space")
    expect(owner.page.locator(".list-count")).not_to_have_text(before)
    owner.look()
    root = begin(owner, account)
    owner.fill(papers.SITUATION)
    owner.look()
    owner.click(SAVE)
    for href in tasks(owner, root):
        owner.open(href)
        fill_section(owner, root, given, look=True)
    owner.open(f"{root}materials")
    upload_all(owner)
    owner.look()
    for page in ("", "check", "submit", "discard"):
        owner.open(root + page)
        owner.look()
    owner.look_in_english()
    number = declare(owner, root)
    owner.look()
    receipt = owner.page.locator(".filed__receipt a").get_attribute("href")
    assert receipt is not None
    words = "".join(page.extract_text() for page in PdfReader(BytesIO(owner.pdf(receipt))).pages)
    assert number in words.replace("\n", "")
    owner.open("/cases/")
    owner.look()
    owner.look_in_english()


def declare(visitor: Visitor, root: str) -> str:
    """Declare and file with the keyboard alone; answers the case number."""
    visitor.open(f"{root}submit")
    visitor.page.focus("[name=declared]")
    visitor.press("Space", "Tab", "Enter")
    return filed_number(visitor)


def filed_number(visitor: Visitor) -> str:
    expect(visitor.page.locator(".govuk-panel--confirmation")).to_be_visible()
    return visitor.path.partition("?")[0].rpartition("/")[2]


def test_the_same_filing_works_without_scripts(visit: Visit, people: People) -> None:
    account = people.account(name="郭某")
    owner = visit(has_scripts=False, size=PHONE)
    root = begin(owner, account)
    fill_section(owner, root, {**papers.SITUATION, "parts": ["seal"]}, look=False)
    for href in tasks(owner, root):
        owner.open(href)
        fill_section(owner, root, answers(account), look=False)
    owner.open(f"{root}materials")
    for name in upload_controls(owner):
        owner.page.set_input_files(f"#{name}", files=[PAPER])
        owner.click(f"form[data-upload]:has(#{name}) button")
    owner.follow(root)
    owner.follow(f"{root}check")
    owner.follow(f"{root}submit")
    owner.page.check("[name=declared]")
    owner.click(f"form[action='{root}submit'] button")
    assert filed_number(owner) in owner.page.locator("main").inner_text()


@pytest.mark.parametrize("has_scripts", [True, False], ids=["scripts", "no-scripts"])
def test_a_double_click_files_once(visit: Visit, people: People, *, has_scripts: bool) -> None:
    key, account = people.ready_draft()
    root = f"/filing/{key}/"
    owner = visit(account, has_scripts=has_scripts)
    owner.open(f"{root}submit")
    owner.page.check("[name=declared]")
    owner.page.locator(f"form[action='{root}submit'] button").dblclick()
    number = filed_number(owner)
    owner.open("/cases/")
    expect(owner.page.locator(".case-table tbody tr")).to_have_count(1)
    assert number in owner.page.locator(".case-table").inner_text()


def test_who_closes_the_browser_finds_the_draft_as_it_was(visit: Visit, people: People) -> None:
    account = people.account(name="郭某")
    before = visit()
    root = begin(before, account)
    before.fill(papers.SITUATION)
    before.click(SAVE)
    page = tasks(before, root)[0]
    before.expect_refusal(page)
    before.open(page)
    before.page.fill("[name=trade_name]", "玉")
    before.click(SAVE)
    expect(before.page.locator(".govuk-error-summary")).to_be_visible()
    before.look()
    before.page.context.close()
    after = visit(account)
    after.open("/cases/")
    after.follow(root)
    after.follow(page)
    assert after.page.input_value("[name=trade_name]") == "玉"


def test_what_is_typed_while_the_page_looks_again_is_kept(visit: Visit, people: People) -> None:
    """A page that brings itself up to date must not take away what a fast typist wrote meanwhile."""
    account = people.account(name="郭某")
    owner = visit()
    root = begin(owner, account)
    owner.fill(papers.SITUATION)
    owner.click(SAVE)
    owner.open(tasks(owner, root)[0])
    owner.page.fill("[name=trade_name]", "玉峡")
    owner.page.keyboard.press("Tab")
    owner.page.fill("[name=industry_words]", "生物医药")
    owner.page.check("[name=region][value=county]")
    owner.settle()
    assert owner.page.input_value("[name=trade_name]") == "玉峡"
    assert owner.page.input_value("[name=industry_words]") == "生物医药"
    assert owner.page.is_checked("[name=region][value=county]")
