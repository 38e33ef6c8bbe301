"""Pages that no journey passes, held against the same measures; and the keyboard alone on a long page."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from portal.domain.permissions import Role
from tests.e2e.visitor import Visitor
from tests.factories.people import People

pytestmark = pytest.mark.e2e

PAGES: dict[tuple[Role, str], tuple[str, ...]] = {
    (Role.APPLICANT, ""): (
        "/cases/",
        "/filing/",
        "/enterprises/",
        "/messages/",
        "/my-documents/",
        "/auth/password",
        "/policies/mine/",
        "/filing/new/public-place-hygiene",
        "/filing/new/simple-closing",
        "/filing/new/closing",
        "/filing/new/origin-certificate",
        "/filing/new/hnte-first",
    ),
    (Role.CLERK, ""): (
        "/counter/search?q=360823",
        "/counter/visits?q=360823",
        "/counter/cases/{case}/visits",
        "/counter/waiting/",
        "/counter/supplied/",
        "/counter/deliveries/",
        "/counter/keys",
        "/counter/cases/{case}",
        "/counter/cases/{case}/correction",
        "/counter/cases/{case}/refuse",
    ),
    (Role.OFFICER, "market-regulation"): (
        "/review/search?q=360823",
        "/review/search?q=%E6%97%A0",
        "/review/",
        "/review/paused/",
        "/review/follow-ups/",
        "/review/cases/{case}",
        "/names/register",
    ),
    (Role.OFFICER, "science"): ("/review/recognitions/", "/review/matching/", "/finance/to-check"),
    (Role.OFFICER, "commerce"): ("/review/rates/",),
    (Role.OFFICER, "finance"): (
        "/finance/budgets",
        "/finance/payable",
        "/finance/batches",
        "/finance/returned",
        "/finance/recoveries",
        "/finance/paid?year=2026",
    ),
    (Role.MANAGER, ""): ("/manage/open", "/manage/paused", "/manage/follow-ups", "/manage/conduct", "/manage/search"),
    (Role.ADMIN, ""): (
        "/admin/",
        "/admin/accounts",
        "/admin/accounts/new",
        "/admin/accounts/1",
        "/admin/services",
        "/admin/services/closing/v1",
        "/admin/services/closing/v1/form",
        "/admin/calendar",
        "/admin/jobs",
    ),
}
OPEN_TO_ALL = (
    "/services/enterprise-opening",
    "/services/simple-closing",
    "/services/closing",
    "/services/origin-certificate",
    "/services/hnte-first",
    "/policies/",
    "/policies/hnte-first",
    "/shelves/policy",
    "/names/",
    "/origin/",
    "/origin/check",
    "/origin/kinds",
    "/public-notices/",
    "/progress/",
)
TABBABLE = """() => {
  const all = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")];
  const usable = all.filter((one) => one.type !== "hidden" && !one.disabled && one.tabIndex >= 0);
  const shown = usable.filter((one) => one.checkVisibility());
  return new Set(shown.map((one) => (one.type === "radio" ? one.name : one))).size;
}"""
FOCUSED = """() => {
  window.visited ||= new Set();
  const now = document.activeElement;
  const one = now.type === "radio" ? now.name : now;
  if (now === document.body || window.visited.has(one)) return false;
  window.visited.add(one);
  return true;
}"""

Visit = Callable[..., Visitor]


@pytest.mark.parametrize("desk", PAGES, ids=lambda desk: "-".join(filter(None, desk)))
def test_pages_beside_the_journeys(visit: Visit, people: People, desk: tuple[Role, str]) -> None:
    role, department = desk
    case = people.filed()
    reader = visit(people.account(role, **({"department": department} if department else {})))
    for page in PAGES[desk]:
        reader.open(page.format(case=case.number))
        reader.look()
    reader.look_in_english()


def test_pages_that_are_open_to_all(visit: Visit) -> None:
    reader = visit()
    for page in OPEN_TO_ALL:
        reader.open(page)
        reader.look()
    reader.look_in_english()


def test_the_tab_key_reaches_everything_and_is_never_trapped(visit: Visit) -> None:
    reader = visit()
    reader.open("/services/enterprise-opening")
    expected = reader.page.evaluate(TABBABLE)
    reached = 0
    while reached <= expected:
        reader.page.keyboard.press("Tab")
        if not reader.page.evaluate(FOCUSED):
            break
        reached += 1
    assert reached == expected
