"""Refusals and failures are pages that say what to do next, in the reader's language."""

from datetime import UTC, date, datetime
from typing import ClassVar

import pytest
from flask import Flask
from werkzeug.exceptions import RequestEntityTooLarge

from portal.domain.accounts import AccountLocked
from portal.domain.errors import DomainError
from portal.domain.permissions import NotPermitted, Permission, Role
from portal.web.common.access import public
from portal.web.common.errors import sentence, spoken
from tests.web.browser import Browser, missing


class Unheard(DomainError):
    message_id: ClassVar[str] = "nobody.knows"


def raising(app: Flask, error: Exception) -> str:
    """Add a page that only raises."""

    @public
    def view() -> str:
        raise error

    app.add_url_rule("/raises", view_func=view)
    return "/raises"


def test_an_unknown_address_says_where_to_look(client: Browser) -> None:
    answer = client.get("/no-such-page")
    assert answer.status_code == 404
    assert not missing(answer, "页面不存在", "请检查网址", 'href="/"')


def test_a_refusal_says_which_rule(app: Flask, client: Browser) -> None:
    address = raising(app, NotPermitted(permission=Permission.CASE_ACCEPT, role=Role.OFFICER))
    answer = client.get(address)
    assert answer.status_code == 403
    assert not missing(answer, "您的账号没有办理此项的权限", "请换用有权限的账号登录")


def test_a_refusal_without_a_status_of_its_own_is_422(app: Flask, client: Browser) -> None:
    assert client.get(raising(app, Unheard())).status_code == 422


def test_too_large_a_file_says_how_large_it_may_be(app: Flask, client: Browser) -> None:
    answer = client.get(raising(app, RequestEntityTooLarge()))
    assert answer.status_code == 413
    assert not missing(answer, "不超过 60 MB")


def test_a_failure_tells_nothing_of_the_inside(app: Flask, client: Browser) -> None:
    app.testing = False
    app.config["PROPAGATE_EXCEPTIONS"] = False
    answer = client.get(raising(app, RuntimeError("secret inside")))
    assert answer.status_code == 500
    assert missing(answer, "secret inside")
    assert not missing(answer, "系统出现故障", "不会丢失")


def test_a_post_without_a_token_is_refused_kindly(client: Browser) -> None:
    answer = client.post("/auth/sign-in", data={"username": "a", "password": "b"})
    assert answer.status_code == 400
    assert not missing(answer, "页面停留时间过长")


def test_a_page_that_only_takes_posts_answers_405(client: Browser) -> None:
    assert client.get("/auth/sign-out").status_code == 405


@pytest.mark.parametrize(
    ("language", "words"), [("zh", "请在2026年9月21日 09:45以后再试"), ("en", "21 Sep 2026, 09:45")]
)
def test_facts_are_said_in_the_readers_language(app: Flask, language: str, words: str) -> None:
    with app.test_request_context(f"/?lang={language}"):
        assert words in sentence(AccountLocked(until=datetime(2026, 9, 21, 1, 45, tzinfo=UTC)))


@pytest.mark.parametrize(("fact", "words"), [(date(2026, 10, 9), "2026年10月9日（周五）"), (7, "7"), ("甲", "甲")])
def test_each_kind_of_fact_has_its_words(app: Flask, fact: object, words: str) -> None:
    with app.test_request_context("/"):
        assert spoken(fact) == words


def test_a_missing_fact_leaves_a_gap_instead_of_a_failure(app: Flask) -> None:
    with app.test_request_context("/"):
        assert sentence(AccountLocked())
