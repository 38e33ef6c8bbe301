"""Signing in and out: where one lands, what wrong passwords do, how long a session rests."""

from dataclasses import replace

import pytest

from portal.domain.permissions import Actor, Role
from portal.services import administration
from portal.services.deps import Deps
from tests.factories.accounts import PASSWORD, an_account
from tests.web.browser import Browser, missing
from tests.web.conftest import HandClock, SignIn

ADDRESS = "/auth/sign-in"


def store(deps: Deps, role: Role = Role.APPLICANT, **given: object) -> str:
    with deps.uow.begin() as tx:
        return tx.users.add(an_account(role, **given)).username


def enter(client: Browser, username: str, password: str = PASSWORD, wanted: str = "") -> str:
    page = f"{ADDRESS}?next={wanted}" if wanted else ADDRESS
    return client.submit(ADDRESS, {"username": username, "password": password}, page=page).location or ""


@pytest.mark.parametrize(
    ("role", "desk"),
    [
        (Role.APPLICANT, "/cases/"),
        (Role.CLERK, "/counter/"),
        (Role.OFFICER, "/review/"),
        (Role.MANAGER, "/manage/"),
        (Role.ADMIN, "/admin/"),
    ],
)
def test_each_role_lands_at_its_desk(client: Browser, deps: Deps, role: Role, desk: str) -> None:
    assert enter(client, store(deps, role)) == desk


def test_user_names_do_not_care_about_case_and_spaces(client: Browser, deps: Deps) -> None:
    username = store(deps)
    assert enter(client, f" {username.upper()} ") == "/cases/"


def test_one_is_led_back_to_the_page_one_wanted(client: Browser, deps: Deps) -> None:
    assert enter(client, store(deps), wanted="/services/enterprise-opening?lang=en").endswith("opening?lang=en")


@pytest.mark.parametrize(
    "elsewhere",
    ["https://evil.example/", "//evil.example/", "/\\evil.example", "\\\\evil.example", "javascript:alert(1)", "/\t/x"],
)
def test_nobody_is_led_to_another_site(client: Browser, deps: Deps, elsewhere: str) -> None:
    username = store(deps)
    answer = client.submit(ADDRESS, {"username": username, "password": PASSWORD, "next": elsewhere})
    assert answer.location == "/cases/"


def test_wrong_password_and_unknown_name_look_the_same(client: Browser, deps: Deps) -> None:
    username = store(deps)
    known = client.submit(ADDRESS, {"username": username, "password": "wrong"})
    unknown = client.submit(ADDRESS, {"username": "nobody", "password": "wrong"})
    assert known.status_code == unknown.status_code == 422
    assert not missing(known, "用户名或密码不正确")
    assert not missing(unknown, "用户名或密码不正确")


def test_closed_accounts_do_not_sign_in(client: Browser, deps: Deps) -> None:
    assert enter(client, store(deps, is_active=False)) == ""


def test_five_wrong_passwords_lock_for_fifteen_minutes(client: Browser, deps: Deps, clock: HandClock) -> None:
    username = store(deps)
    for _ in range(4):
        assert client.submit(ADDRESS, {"username": username, "password": "wrong"}).status_code == 422
    answer = client.submit(ADDRESS, {"username": username, "password": "wrong"})
    assert answer.status_code == 429
    assert not missing(answer, "密码错误次数过多", "9:45")
    clock.advance(minutes=14)
    assert client.submit(ADDRESS, {"username": username, "password": PASSWORD}).status_code == 429
    clock.advance(minutes=2)
    assert enter(client, username) == "/cases/"


def test_empty_fields_are_named(client: Browser) -> None:
    answer = client.submit(ADDRESS, {"username": "", "password": ""})
    assert answer.status_code == 422
    assert not missing(answer, "请填写用户名或手机号", "请填写密码", 'href="#username"')


def test_signing_out_ends_the_session(client: Browser, sign_in: SignIn) -> None:
    sign_in(Role.APPLICANT)
    assert client.submit("/auth/sign-out", page="/").location == "/"
    assert not missing(client.get("/"), "登录")


def test_a_signed_in_reader_is_not_asked_again(client: Browser, sign_in: SignIn) -> None:
    sign_in(Role.MANAGER)
    assert client.get(ADDRESS).location == "/manage/"


@pytest.mark.parametrize(("role", "minutes"), [(Role.CLERK, 30), (Role.APPLICANT, 12 * 60)])
def test_a_session_that_rests_too_long_ends(
    client: Browser, sign_in: SignIn, clock: HandClock, role: Role, minutes: int
) -> None:
    actor = sign_in(role)
    clock.advance(minutes=minutes - 1)
    assert not missing(client.get("/"), actor.name)
    clock.advance(minutes=minutes - 1)
    assert not missing(client.get("/"), actor.name)
    clock.advance(minutes=minutes + 1)
    assert not missing(client.get("/"), "已自动退出")


def test_a_page_that_refreshes_itself_is_no_sign_of_a_person(
    client: Browser, sign_in: SignIn, clock: HandClock
) -> None:
    sign_in(Role.CLERK)
    clock.advance(minutes=20)
    client.get("/", headers={"HX-Request": "true"})
    clock.advance(minutes=20)
    assert not missing(client.get("/"), "已自动退出")


def test_an_account_closed_meanwhile_is_signed_out(client: Browser, deps: Deps, sign_in: SignIn) -> None:
    actor = sign_in(Role.CLERK)
    with deps.uow.begin() as tx:
        account = tx.users.get(actor.user_id)
        assert account is not None
        tx.users.save(replace(account, is_active=False))
    assert missing(client.get("/"), actor.name)


def test_a_new_password_ends_the_sessions_of_the_old_one(client: Browser, deps: Deps) -> None:
    username = store(deps)
    enter(client, username)
    assert client.get("/cases/").status_code == 200
    with deps.uow.read() as tx:
        account = tx.users.by_username(username)
    assert account is not None
    assert account.id is not None
    administration.reset_password(deps, Actor(0, "乙某", Role.ADMIN), account.id, password="four-green-pears")
    assert client.get("/cases/").location == "/auth/sign-in?next=/cases/"
