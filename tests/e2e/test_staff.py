"""The county's side: the window by keyboard, a department that mends a mistake, decision, delivery, the manager."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from portal.domain.permissions import Role
from tests.e2e.visitor import Visitor
from tests.factories.people import ALONE, People
from tests.factories.staff import USCC

pytestmark = pytest.mark.e2e

Visit = Callable[..., Visitor]


def test_the_window_checks_and_accepts_with_the_keyboard_alone(visit: Visit, people: People) -> None:
    case = people.filed()
    clerk = visit(people.account(Role.CLERK))
    clerk.look()
    clerk.open(f"/counter/?case={case.number}")
    clerk.look()
    clerk.press("j")
    second = clerk.page.locator(".check__line--current").get_attribute("id")
    clerk.press("k")
    assert clerk.page.locator(".check__line--current").get_attribute("id") != second
    while clerk.page.locator(".accept__why--green").count() == 0:
        clerk.press("y")
    clerk.look()
    clerk.press("a")
    assert clerk.path == f"/counter/cases/{case.number}"
    expect(clerk.page.locator(".notice-banner, .govuk-notification-banner--success").first).to_be_visible()
    clerk.look()
    notice = clerk.page.locator("#documents a[type='application/pdf']").first
    expect(notice).to_be_visible(timeout=60_000)
    assert clerk.pdf(str(notice.get_attribute("href"))).startswith(b"%PDF")
    clerk.press("?")
    clerk.look()
    clerk.look_in_english()


def test_a_material_to_correct_asks_for_the_reason_first(visit: Visit, people: People) -> None:
    case = people.filed()
    clerk = visit(people.account(Role.CLERK))
    clerk.open(f"/counter/?case={case.number}")
    material = str(clerk.page.locator(".check__line--current").get_attribute("id")).removeprefix("material-")
    clerk.page.keyboard.press("x")
    expect(clerk.page.locator(f"#note-{material}")).to_be_focused()
    clerk.page.keyboard.type("缺少签名页")
    clerk.press("Enter")
    expect(clerk.page.locator(".accept__why--red")).to_be_visible()
    clerk.look()


def test_a_department_mends_a_missing_result_and_nothing_typed_is_lost(visit: Visit, people: People) -> None:
    applicant, _account = people.applicant()
    case = people.staff.accept(applicant.file(**ALONE))
    officer = visit(people.account(Role.OFFICER, department="market-regulation"))
    officer.look()
    step = f"/review/cases/{case.number}/steps/registration"
    officer.expect_refusal(step)
    officer.open(step)
    for tick in officer.page.locator("input[name=check]").all():
        tick.check()
    officer.page.fill("#opinion", "材料齐全，已核对原件。")
    officer.click("button[name=outcome][value=passed]")
    expect(officer.page.locator(".govuk-error-summary")).to_be_visible()
    expect(officer.page.locator("#result-usc_code-error")).to_be_visible()
    assert officer.page.input_value("#opinion") == "材料齐全，已核对原件。"
    assert officer.page.locator("input[name=check]:not(:checked)").count() == 0
    officer.look()
    officer.page.click(".govuk-error-summary a")
    expect(officer.page.locator("#result-usc_code")).to_be_focused()
    officer.page.keyboard.type(USCC)
    officer.page.fill("#result-licence_issued_on", "2026-09-21")
    officer.click("button[name=outcome][value=passed]")
    assert officer.path == "/review/"
    officer.open(f"/review/cases/{case.number}")
    expect(officer.page.locator(".lanes")).to_contain_text(USCC)
    officer.look()
    officer.look_in_english()


def test_a_case_is_decided_and_delivered(visit: Visit, people: People) -> None:
    applicant, account = people.applicant()
    case = people.staff.accept(applicant.file(**ALONE))
    case = people.staff.complete(case, "registration")
    officer = visit(people.account(Role.OFFICER, department="market-regulation"))
    officer.open(f"/review/cases/{case.number}/steps/decision")
    officer.look()
    for tick in officer.page.locator("input[name=check]").all():
        tick.check()
    officer.click("button[name=outcome][value=passed]")
    assert officer.path == f"/review/cases/{case.number}"
    clerk = visit(people.account(Role.CLERK))
    clerk.open("/counter/deliveries/")
    clerk.look()
    clerk.open(f"/counter/cases/{case.number}")
    clerk.press("d")
    clerk.look()
    clerk.page.check("[name=method][value=electronic]")
    clerk.click(".compact-form button[type=submit]")
    assert clerk.path == f"/counter/cases/{case.number}"
    clerk.look_in_english()
    owner = visit(account)
    owner.open(f"/cases/{case.number}")
    expect(owner.page.locator(".document-list li")).to_have_count(6)
    owner.look()
    for link in owner.page.locator(".document-list a").all():
        assert owner.pdf(str(link.get_attribute("href"))).startswith(b"%PDF")


def test_the_manager_sees_figures_and_the_cases_behind_them(visit: Visit, people: People) -> None:
    manager = visit(people.account(Role.MANAGER))
    assert manager.path == "/manage/"
    expect(manager.page.locator(".figure-card")).to_have_count(4)
    manager.look()
    manager.click(manager.page.locator(".figure-card .key-figure__value a").first)
    manager.look()
    manager.open("/manage/?period=year")
    manager.click(manager.page.locator(".figure-card .key-figure__value a").first)
    manager.click(manager.page.locator(".data-table a").first)
    expect(manager.page.locator(".timeline")).to_be_visible()
    manager.look()
    for path in ("/manage/open", "/manage/search?q=360823"):
        manager.open(path)
        manager.look()
    manager.look_in_english()
