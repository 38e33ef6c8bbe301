"""Which language a reader gets, the care version, and how days and amounts are written."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from flask import Flask

from portal.domain.limits import Limit, Unit
from portal.domain.permissions import Role
from portal.domain.texts import Text
from portal.i18n import day, limit_words, moment, money, number, percent, short_day, translated, wan, yes_no
from tests.web.browser import Browser, missing
from tests.web.conftest import SignIn

MORNING = datetime(2026, 9, 24, 2, 2, tzinfo=UTC)
WRITTEN: list[tuple[Callable[..., str], object, str, str]] = [
    (day, date(2026, 10, 9), "2026年10月9日（周五）", "Fri 9 Oct 2026"),
    (day, datetime(2026, 10, 8, 17, tzinfo=UTC), "2026年10月9日（周五）", "Fri 9 Oct 2026"),
    (day, None, "—", "—"),
    (short_day, date(2026, 10, 9), "10月9日", "9 Oct"),
    (moment, MORNING, "2026年9月24日 10:02", "24 Sep 2026, 10:02"),
    (money, Decimal(12345), "¥12,345.00", "¥12,345.00"),
    (money, None, "—", "—"),
    (wan, Decimal(1_000_000), "100万元", "¥1,000,000"),
    (wan, Decimal("1234567.8"), "123.45678万元", "¥1,234,567.80"),
    (wan, Decimal(300_000_000), "30,000万元", "¥300,000,000"),
    (number, 1284, "1,284", "1,284"),
    (percent, 0.9862, "98.6%", "98.6%"),
    (limit_words, Limit(5, Unit.WORKDAY), "5个工作日", "5 working days"),
    (limit_words, Limit(1, Unit.WORKDAY), "1个工作日", "1 working day"),
    (translated, Text("开办", "Opening"), "开办", "Opening"),
    (translated, "as it is", "as it is", "as it is"),
    (yes_no, True, "是", "Yes"),
]


@pytest.mark.parametrize(("write", "value", "chinese", "english"), WRITTEN)
def test_values_are_written_in_the_readers_language(
    app: Flask, write: Callable[..., str], value: object, chinese: str, english: str
) -> None:
    with app.test_request_context("/"):
        assert write(value) == chinese
    with app.test_request_context("/?lang=en"):
        assert write(value) == english


def test_chinese_is_what_nobody_asked_for(client: Browser) -> None:
    answer = client.get("/")
    assert not missing(answer, 'lang="zh-CN"', "企业的事，一个超市办完")


def test_the_language_a_browser_was_installed_in_does_not_count(client: Browser) -> None:
    assert not missing(client.get("/", headers={"Accept-Language": "en-GB,en;q=0.9"}), 'lang="zh-CN"')


def test_a_switch_is_remembered(client: Browser) -> None:
    client.get("/?lang=en")
    assert not missing(client.get("/auth/sign-in"), "Sign in", "?lang=zh")
    assert not missing(client.get("/auth/sign-in?lang=zh"), "登录")


def test_an_unknown_language_changes_nothing(client: Browser) -> None:
    assert not missing(client.get("/?lang=xx"), 'lang="zh-CN"')


def test_the_account_brings_its_language(client: Browser, sign_in: SignIn) -> None:
    sign_in(Role.APPLICANT, locale="en")
    assert not missing(client.get("/"), '<html lang="en"')


def test_switching_keeps_the_page_and_its_questions(client: Browser) -> None:
    assert not missing(client.get("/?q=开公司&lang=zh"), "/?q=%E5%BC%80%E5%85%AC%E5%8F%B8&amp;lang=en")


def test_switching_after_a_refused_form_leads_to_a_page_that_can_be_read(client: Browser) -> None:
    answer = client.submit("/auth/sign-in", {"username": ""})
    assert not missing(answer, 'href="/auth/sign-in?lang=en"')


def test_larger_text_is_remembered_for_a_year(client: Browser) -> None:
    answer = client.get("/?care=on")
    assert "Max-Age=31536000" in answer.headers["Set-Cookie"]
    assert not missing(client.get("/auth/sign-in"), "is-care", "标准版")
    client.get("/?care=off")
    assert missing(client.get("/auth/sign-in"), "is-care")
