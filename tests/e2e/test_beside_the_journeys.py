"""Pages that no journey passes, held against the same measures; and the keyboard alone on a long page."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from portal.domain.permissions import Role
from tests.e2e.visitor import Visitor
from tests.factories.people import People

pytestmark = pytest.mark.e2e

PAGES = {
    Role.APPLICANT: ("/cases/", "/filing/", "/enterprises/", "/filing/new/public-place-hygiene"),
    Role.CLERK: ("/counter/search?q=360823", "/counter/visits?q=360823", "/counter/cases/{case}/visits"),
    Role.OFFICER: ("/review/search?q=360823", "/review/search?q=%E6%97%A0"),
    Role.ADMIN: (
        "/admin/",
        "/admin/accounts",
        "/admin/accounts/new",
        "/admin/accounts/1",
        "/admin/services",
        "/admin/calendar",
        "/admin/jobs",
    ),
}
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


@pytest.mark.parametrize("role", PAGES, ids=lambda role: role.value)
def test_pages_beside_the_journeys(visit: Visit, people: People, role: Role) -> None:
    case = people.filed()
    department = {"department": "market-regulation"} if role is Role.OFFICER else {}
    reader = visit(people.account(role, **department))
    for page in PAGES[role]:
        reader.open(page.format(case=case.number))
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
