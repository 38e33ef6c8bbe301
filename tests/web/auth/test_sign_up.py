"""Signing up as a business owner: what is asked, what is refused, and in which words."""

import pytest

from portal.domain.permissions import Role
from portal.services.deps import Deps
from tests.factories.accounts import PASSWORD, an_account
from tests.web.browser import Browser, missing

ADDRESS = "/auth/sign-up"
GOOD = {"name": "甲某", "username": "13900000000", "password": PASSWORD, "again": PASSWORD}


def test_a_new_owner_is_signed_in_at_once(client: Browser, deps: Deps) -> None:
    assert client.submit(ADDRESS, GOOD).location == "/cases/"
    with deps.uow.read() as tx:
        account = tx.users.by_username("13900000000")
    assert account is not None
    assert account.role is Role.APPLICANT
    assert account.mobile == "13900000000"
    assert PASSWORD not in account.password_hash
    assert not missing(client.get("/"), "您的账号已开通", "甲某")


def test_a_taken_user_name_is_refused(client: Browser, deps: Deps) -> None:
    with deps.uow.begin() as tx:
        tx.users.add(an_account(username="13900000000"))
    answer = client.submit(ADDRESS, GOOD)
    assert answer.status_code == 422
    assert not missing(answer, "用户名 13900000000 已被注册", "有误：")


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("name", " ", "请填写真实姓名"),
        ("username", "a b", "请使用3至40位"),
        ("mobile", "1390", "请填写11位手机号"),
        ("id_number", "110101199003077777", "身份证号码校验位不符"),
        ("password", "short", "密码至少10位"),
        ("again", "another-password", "两次填写的密码不一致"),
    ],
)
def test_what_is_wrong_is_said_at_the_field(client: Browser, field: str, value: str, says: str) -> None:
    answer = client.submit(ADDRESS, {**GOOD, field: value})
    assert answer.status_code == 422
    assert not missing(answer, says, f'href="#{field}"')


def test_a_number_with_a_right_check_digit_is_kept(client: Browser, deps: Deps) -> None:
    assert client.submit(ADDRESS, {**GOOD, "id_number": "11010519491231002x"}).location == "/cases/"
    with deps.uow.read() as tx:
        account = tx.users.by_username("13900000000")
    assert account is not None
    assert account.id_number == "11010519491231002X"
