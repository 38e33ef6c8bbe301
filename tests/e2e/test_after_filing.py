"""What can happen to a filed case, in a browser: the whole round of corrections, a promise, a withdrawal, a notice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from playwright.sync_api import FilePayload, expect

from portal.demo.sample import sample_pdf
from portal.domain.case.state import Case, StepState
from portal.domain.permissions import Role
from portal.services import review
from tests.e2e.visitor import Visitor
from tests.factories.people import ALONE, People
from tests.factories.staff import whole

pytestmark = pytest.mark.e2e

Visit = Callable[..., Visitor]

SAVE = "button[name=act][value=save]:not([aria-hidden])"
PAPER: FilePayload = {"name": "清晰的扫描件.pdf", "mimeType": "application/pdf", "buffer": sample_pdf()}
WRONG_SCOPE = "请删去与住所用途不符的内容"


def tell(clerk: Visitor, case: Case) -> None:
    """The clerk marks the first material and one answer, looks once more, and issues the notice."""
    clerk.open(f"/counter/?case={case.number}")
    material = str(clerk.page.locator(".check__line--current").get_attribute("id")).removeprefix("material-")
    clerk.page.keyboard.press("x")
    expect(clerk.page.locator(f"#note-{material}")).to_be_focused()
    clerk.page.keyboard.type("扫描件看不清，请重新扫描")
    clerk.press("Enter")
    clerk.open(f"/counter/cases/{case.number}/correction")
    clerk.page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    clerk.page.locator('input[name$="business_scope"]').fill(WRONG_SCOPE)
    clerk.click("button[name=stage][value=preview]")
    clerk.look()
    clerk.click("button[name=stage][value=confirm]")


@pytest.mark.parametrize("has_scripts", [True, False], ids=["with scripts", "without"])
def test_the_whole_round_of_corrections(visit: Visit, people: People, *, has_scripts: bool) -> None:
    applicant, account = people.applicant()
    case = applicant.file(**{**ALONE, "premises": "leased"})
    clerk = visit(people.account(Role.CLERK))
    tell(clerk, case)
    owner = visit(account, has_scripts=has_scripts)
    owner.open("/messages/")
    look(owner)
    owner.click(".message__title")
    assert owner.path == f"/cases/{case.number}"
    look(owner)
    owner.follow(f"/cases/{case.number}/correction")
    look(owner)
    expect(owner.page.locator(".govuk-task-list a")).to_have_count(2)
    correct_answer(owner)
    correct_material(owner)
    owner.follow(f"/cases/{case.number}/correction")
    owner.follow(f"/cases/{case.number}/correction/check")
    look(owner)
    owner.click("main form button")
    assert owner.path == f"/cases/{case.number}"
    look(owner)
    expect(owner.page.locator(".state-sentence").first).to_contain_text("正在核对您的材料")
    clerk.open(f"/counter/?case={case.number}")
    expect(clerk.page.locator("main")).to_contain_text("清晰的扫描件.pdf")
    if has_scripts:
        owner.look_in_english()


def look(visitor: Visitor) -> None:
    """Without scripts axe cannot look either."""
    if visitor.has_scripts:
        visitor.look()


def correct_answer(owner: Visitor) -> None:
    """The first task: unchanged it is refused at the field, changed it is done."""
    owner.click(owner.page.locator(".govuk-task-list a").first)
    expect(owner.page.locator("body")).to_contain_text(WRONG_SCOPE)
    owner.expect_refusal(owner.path.partition("?")[0])
    owner.click(SAVE)
    look(owner)
    expect(owner.page.locator(".govuk-error-summary")).to_be_visible()
    owner.page.locator("[name=business_scope]").fill("中药材种植；中药饮片销售")
    owner.click(SAVE)


def correct_material(owner: Visitor) -> None:
    """The second task: a new file."""
    owner.click(owner.page.locator(".govuk-task-list a").last)
    chosen = owner.page.locator("input[type=file]").first
    if owner.has_scripts:
        with owner.page.expect_navigation():
            chosen.set_input_files(PAPER)
    else:
        chosen.set_input_files(PAPER)
        owner.click("form[data-upload] button")
    look(owner)


def test_why_each_day_and_what_one_can_do(visit: Visit, people: People) -> None:
    applicant, account = people.applicant()
    case = people.staff.accept(applicant.file(**ALONE))
    owner = visit(account)
    owner.open(f"/cases/{case.number}")
    owner.look()
    owner.follow(f"/cases/{case.number}/clock")
    owner.look()
    owner.open(f"/cases/{case.number}/urge")
    owner.look()
    owner.click("main form button")
    owner.follow(f"/cases/{case.number}/withdraw")
    owner.look()
    owner.click("main form button")
    owner.look()
    owner.follow(f"/cases/{case.number}/rating")
    owner.look()
    owner.page.locator("[name=level][value='2']").check()
    owner.click("main form button")
    owner.look()
    owner.look_in_english()


def test_promising_and_committing(visit: Visit, people: People) -> None:
    applicant, account = people.applicant()
    key = applicant.draft("public-place-hygiene")
    owner = visit(account)
    owner.open(f"/filing/{key}/materials")
    for material in ("hygiene_rules", "test_report"):
        owner.click(f"#material-{material} .file-list button")
    owner.look()
    owner.follow(f"/filing/{key}/promise")
    owner.look()
    owner.page.locator("[name=materials]").first.check()
    owner.page.locator("[name=agreed]").check()
    owner.click("main form button")
    owner.follow(f"/filing/{key}/commitment")
    owner.look()
    owner.page.locator("[name=way][value=commit]").check()
    owner.click("main form button")
    owner.look()
    owner.look_in_english()


def test_a_public_notice_is_read_and_objected_to_without_an_account(visit: Visit, people: People) -> None:
    case = with_notice(people)
    stranger = visit()
    stranger.open("/public-notices/")
    stranger.look()
    stranger.click("main .data-table a")
    stranger.look()
    for name, words in {"name": "李某", "contact": "13900000000", "words": "该企业尚欠我货款未付"}.items():
        stranger.page.locator(f"[name={name}]").fill(words)
    stranger.click("#object form button")
    stranger.look()
    stranger.open("/progress/")
    stranger.look()
    stranger.page.locator("[name=number]").fill(case.number)
    stranger.page.locator("[name=code]").fill(case.query_code)
    stranger.click("main form button")
    stranger.look()
    stranger.look_in_english()


def with_notice(people: People) -> Case:
    """A simple closing whose public notice runs."""
    applicant, _account = people.applicant()
    staff = people.staff
    case = staff.accept(applicant.file("simple-closing"))
    while not any(run.notice and run.state is StepState.OPEN for run in case.steps):
        for run in [one for one in case.steps if one.state is StepState.OPEN]:
            command = whole(people.deps.catalogue.current("simple-closing").step(run.id))
            amounts = {name: "100000" for name in command.results if "amount" in name}
            command = replace(command, results={**command.results, **amounts})
            case = review.complete_step(people.deps, staff.officer(run.department), case.number, command=command)
    return case
