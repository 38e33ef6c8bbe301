"""Withdrawing a service on the administrator's page, and what everybody else reads then."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from flask import Flask

from portal.app import create_app
from portal.container import Container
from portal.domain.permissions import Role
from tests.factories.applicants import Applicant
from tests.factories.definitions import SMALL
from tests.factories.versions import PROMISE, catalogue_for, county_with, press_for
from tests.web.browser import Browser, missing
from tests.web.conftest import HandClock, SignIn

PAGE = f"/admin/services/{SMALL}/offering"
TODAY = ["2026", "9", "21"]
LATER = ["2026", "9", "25"]
FOUND, CONFLICT, REFUSED = 302, 409, 422
WORDS: dict[str, object] = {"instead": "", "reason_zh": "依据已经废止。", "reason_en": "Its basis was repealed."}


@pytest.fixture
def app(portal: Container, tmp_path: Path, clock: HandClock) -> Flask:
    folder = county_with(tmp_path, PROMISE)
    deps = portal.deps
    catalogue = catalogue_for(folder, lambda: deps.calendar.local_date(clock.now()))
    parts = replace(
        portal,
        settings=replace(portal.settings, workflows=folder),
        deps=replace(deps, catalogue=catalogue),
        press=press_for(folder, portal.press.book),
    )
    app = create_app(container=parts)
    app.testing = True
    app.test_client_class = Browser
    return app


def withdraw(client: Browser, **sent: object) -> int:
    return client.submit(f"{PAGE}/withdraw", {**WORDS, **sent}, page=PAGE).status_code


def test_a_service_is_withdrawn_and_offered_again(client: Browser, sign_in: SignIn) -> None:
    sign_in(Role.ADMIN)
    assert withdraw(client, since=TODAY) == FOUND
    assert missing(client.get(PAGE), "自2026年9月21日", "依据已经废止。", "恢复办理") == []
    assert missing(client.get("/admin/services"), "已发布，停止办理") == []
    client.submit(f"{PAGE}/again", {"since": LATER}, page=PAGE)
    assert missing(client.get(PAGE), "2026年9月25日") == []


def test_what_somebody_else_did_meanwhile_is_said(client: Browser, sign_in: SignIn) -> None:
    sign_in(Role.ADMIN)
    assert withdraw(client, since=LATER) == FOUND
    sent = {**WORDS, "since": LATER, "csrf_token": client.token()}
    again = client.post(f"{PAGE}/withdraw", data=sent)
    assert (again.status_code, missing(again, "请更正以下内容", "起停止办理，无需重复操作")) == (
        CONFLICT,
        [],
    )


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"since": ["2026", "9", "1"]}, "请填写今天或者以后的日期"),
        ({"since": TODAY, "reason_zh": " "}, "请用中文说明"),
        ({"since": ["", "", ""]}, "请填写停止办理的起始日"),
    ],
)
def test_what_is_wrong_stands_at_its_field(
    client: Browser, sign_in: SignIn, sent: dict[str, object], words: str
) -> None:
    sign_in(Role.ADMIN)
    page = client.submit(f"{PAGE}/withdraw", {**WORDS, **sent}, page=PAGE)
    assert page.status_code == REFUSED
    assert missing(page, words) == []


def test_owners_read_why_and_drafts_are_told(client: Browser, app: Flask, clock: HandClock, sign_in: SignIn) -> None:
    sign_in(Role.ADMIN)
    withdraw(client, since=LATER)
    deps = app.extensions["portal"].deps
    key = Applicant(deps, sign_in(Role.APPLICANT), Random(2)).draft(SMALL)
    assert missing(client.get(f"/filing/{key}/"), "请在该日之前提交此草稿") == []
    clock.advance(days=4)
    with client.session_transaction() as session:
        session["seen"] = int(clock.now().timestamp())
    guide = client.get(f"/services/{SMALL}")
    assert missing(guide, "停止办理", "依据已经废止。") == []
    assert missing(guide, 'id="guide-start"') != []
    for page, words in (
        ("/filing/", "停止办理"),
        (f"/filing/{key}/", "不能提交"),
        (f"/filing/{key}/check", "停止办理"),
    ):
        assert missing(client.get(page), words) == []
    assert missing(client.get(f"/filing/new/{SMALL}"), "此前已申报的办件") == []
