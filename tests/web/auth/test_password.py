"""Changing the own password: the old one is asked for, other sessions end."""

from __future__ import annotations

import pytest
from flask import Flask

from portal.domain.permissions import Role
from portal.services import accounts
from portal.services.accounts import RegisterApplicant
from portal.services.deps import Deps
from tests.web.browser import Browser, missing

OLD = "three words together"
NEW = "four other words here"
FIELDS = {"old": OLD, "password": NEW, "again": NEW}


@pytest.fixture
def signed_in(client: Browser, deps: Deps) -> Browser:
    accounts.register_applicant(deps, RegisterApplicant(username="guo", password=OLD, name="郭某"))
    client.submit("/auth/sign-in", {"username": "guo", "password": OLD})
    return client


def test_the_password_is_changed_and_the_session_goes_on(signed_in: Browser, deps: Deps) -> None:
    assert signed_in.submit("/auth/password", FIELDS).location == "/cases/"
    assert not missing(signed_in.get("/cases/"), "密码已修改")
    assert accounts.authenticate(deps, "guo", NEW).role is Role.APPLICANT


def test_other_devices_are_signed_out(signed_in: Browser, app: Flask) -> None:
    other = app.test_client()
    assert isinstance(other, Browser)
    other.submit("/auth/sign-in", {"username": "guo", "password": OLD})
    assert other.get("/cases/").status_code == 200
    signed_in.submit("/auth/password", FIELDS)
    assert (other.get("/cases/").location or "").startswith("/auth/sign-in")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"old": "wrong words at all"}, "当前密码不正确"),
        ({"password": "short", "again": "short"}, "至少"),
        ({"again": "not the same one"}, "两次"),
        ({"password": OLD, "again": OLD}, "新密码不能与当前密码相同"),
    ],
)
def test_faults_are_said_at_the_field(signed_in: Browser, changes: dict[str, str], said: str) -> None:
    answer = signed_in.submit("/auth/password", {**FIELDS, **changes})
    assert answer.status_code == 422
    assert not missing(answer, said, "有误：")


def test_five_wrong_tries_lock_the_account(signed_in: Browser) -> None:
    sent = {"csrf_token": signed_in.token(), **FIELDS, "old": "wrong words at all"}
    answers = [signed_in.post("/auth/password", data=sent).status_code for _try in range(5)]
    assert answers == [422] * 4 + [429]


def test_nobody_changes_it_without_signing_in(client: Browser) -> None:
    assert (client.get("/auth/password").location or "").startswith("/auth/sign-in")
