"""What is for everybody: verifying a paper, the other language, larger text, the pages of errors."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.e2e.visitor import Visitor
from tests.factories.people import People

pytestmark = pytest.mark.e2e

Visit = Callable[..., Visitor]


def test_a_stranger_verifies_a_code(visit: Visit, people: People) -> None:
    case = people.filed()
    code = case.documents[0].code
    stranger = visit()
    stranger.open("/verify/")
    stranger.look()
    stranger.page.fill("#code", code.lower())
    stranger.press("Enter")
    expect(stranger.page.locator(".state-sentence--green")).to_be_visible()
    assert case.applicant.name not in stranger.page.locator("main").inner_text()
    stranger.look()
    stranger.look_in_english()


@pytest.mark.parametrize("wrong", ["ABCD", "0000-0000-0000-0000-0000"])
def test_a_wrong_code_is_refused_in_words(visit: Visit, wrong: str) -> None:
    stranger = visit()
    stranger.expect_refusal("/verify/")
    stranger.expect_refusal(f"/verify/{wrong}")
    stranger.open("/verify/")
    stranger.page.fill("#code", wrong)
    stranger.press("Enter")
    expect(stranger.page.locator("main")).to_contain_text(wrong)
    assert stranger.page.locator(".state-sentence--green").count() == 0
    stranger.look()


def test_the_language_is_switched_and_remembered(visit: Visit) -> None:
    reader = visit()
    reader.open("/")
    html = reader.page.locator("html")
    expect(html).to_have_attribute("lang", "zh-CN")
    reader.click(".reader-tools a[hreflang=en]")
    expect(html).to_have_attribute("lang", "en")
    reader.follow("/services/enterprise-opening")
    expect(html).to_have_attribute("lang", "en")
    reader.click(".reader-tools a[hreflang='zh-CN']")
    expect(html).to_have_attribute("lang", "zh-CN")
    assert reader.path.startswith("/services/enterprise-opening")


def test_the_care_version_is_larger_and_remembered(visit: Visit) -> None:
    reader = visit()
    reader.open("/")
    plain = size_of_text(reader)
    reader.click(".reader-tools a[href*='care=on']")
    larger = size_of_text(reader)
    assert larger > plain
    reader.open("/services/enterprise-opening")
    reader.look()
    reader.open("/")
    reader.look()
    assert size_of_text(reader) == larger
    reader.click(".reader-tools a[href*='care=off']")
    assert size_of_text(reader) == plain


def size_of_text(reader: Visitor) -> float:
    words = reader.page.locator(".shelf__contents").first
    return float(words.evaluate("one => parseFloat(getComputedStyle(one).fontSize)"))


def test_the_entrance_and_pages_of_errors(visit: Visit) -> None:
    stranger = visit()
    stranger.expect_refusal("/nowhere")
    for path in ("/auth/sign-in", "/auth/sign-up", "/search?q=公司", "/shelves/start", "/nowhere"):
        stranger.open(path)
        stranger.look()
    stranger.look_in_english()


def test_whoever_uses_the_keyboard_can_skip_to_the_content(visit: Visit) -> None:
    stranger = visit()
    stranger.open("/")
    stranger.page.keyboard.press("Tab")
    expect(stranger.page.locator(".govuk-skip-link")).to_be_focused()
    stranger.page.keyboard.press("Enter")
    expect(stranger.page.locator("#main-content")).to_be_focused()
