"""Accounts as the administrator handles them."""

from typing import Any, Final

import pytest

from portal.domain.accounts import Account, AccountLocked, CredentialsWrong
from portal.domain.permissions import Actor, Role
from portal.services import accounts, administration
from portal.services.deps import Deps
from tests.factories.accounts import PASSWORD, an_account
from tests.web.browser import Browser, missing
from tests.web.conftest import SignIn

NEW: Final[dict[str, Any]] = {
    "username": "clerk-nine",
    "name": "戊某",
    "role": "clerk",
    "department": "",
    "window": "9 号窗口",
    "password": "three-red-apples",
}


@pytest.fixture(autouse=True)
def admin(sign_in: SignIn) -> Actor:
    return sign_in(Role.ADMIN)


@pytest.fixture
def officer(deps: Deps) -> Account:
    with deps.uow.begin() as tx:
        return tx.users.add(an_account(Role.OFFICER, department="tax", name="丁某"))


def stored(deps: Deps, account: Account) -> Account:
    with deps.uow.read() as tx:
        found = tx.users.get(account.id or 0)
    assert found is not None
    return found


def test_the_list_filters_by_role_and_finds_a_name(client: Browser, officer: Account) -> None:
    assert not missing(client.get("/admin/accounts"), officer.username, "审批人员", "在用")
    assert missing(client.get("/admin/accounts?role=clerk"), officer.username)
    assert not missing(client.get(f"/admin/accounts?q={officer.username.upper()}"), officer.username)
    assert not missing(client.get("/admin/accounts?q=nobody"), "没有这个账号")


def test_the_list_is_paged(client: Browser, officer: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(administration, "PAGE_SIZE", 1)
    first = client.get("/admin/accounts")
    after = first.get_data(as_text=True).split("after=")[1].split('"')[0]
    assert not missing(client.get(f"/admin/accounts?after={after}"), officer.username)


def test_no_page_shows_a_hash(client: Browser, officer: Account) -> None:
    for address in ("/admin/accounts", f"/admin/accounts/{officer.id}"):
        assert "argon2" not in client.get(address).get_data(as_text=True)


def test_a_staff_account_is_opened_and_can_sign_in(client: Browser, deps: Deps) -> None:
    answer = client.submit("/admin/accounts/new", NEW)
    assert not missing(client.get(answer.location), "已开设", "戊某", "9 号窗口")
    actor = accounts.authenticate(deps, "clerk-nine", "three-red-apples")
    assert (actor.role, actor.window) == (Role.CLERK, "9 号窗口")


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"username": "x"}, "3至40"),
        ({"name": " "}, "请输入真实姓名"),
        ({"password": "short"}, "10个字符"),
        ({"role": "applicant"}, "请选择"),
        ({"role": "officer"}, "请选择审批人员所在的部门"),
        ({"role": "officer", "department": "moon"}, "请选择审批人员所在的部门"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(
    client: Browser, deps: Deps, changed: dict[str, str], words: str
) -> None:
    answer = client.submit("/admin/accounts/new", {**NEW, **changed})
    assert answer.status_code == 422
    with deps.uow.read() as tx:
        assert tx.users.by_username("clerk-nine") is None
    if changed.get("role") != "applicant":
        assert not missing(answer, words)


def test_a_taken_name_is_refused(client: Browser, officer: Account) -> None:
    answer = client.submit("/admin/accounts/new", {**NEW, "username": officer.username})
    assert answer.status_code == 422
    assert not missing(answer, 'href="#username"')


def test_a_post_is_changed(client: Browser, deps: Deps, officer: Account) -> None:
    page = f"/admin/accounts/{officer.id}"
    sent = {"name": "丁某某", "role": "clerk", "department": "tax", "window": "2"}
    assert client.submit(f"{page}/post", sent, page=page).location == page
    found = stored(deps, officer)
    assert (found.name, found.role, found.department, found.window) == ("丁某某", Role.CLERK, None, "2")


def test_an_officer_becomes_head_of_the_department(client: Browser, deps: Deps, officer: Account) -> None:
    page = f"/admin/accounts/{officer.id}"
    sent = {"name": "丁某", "role": "officer", "department": "tax", "is_head": "y"}
    client.submit(f"{page}/post", sent, page=page)
    assert stored(deps, officer).is_head
    shown = client.get(page).get_data(as_text=True)
    assert "税务局负责人" in shown
    assert 'name="is_head" type="checkbox" value="y" checked' in shown
    client.submit(f"{page}/post", {**sent, "role": "clerk"}, page=page)
    assert not stored(deps, officer).is_head


def test_a_password_is_reset_and_the_lock_lifted(client: Browser, deps: Deps, officer: Account) -> None:
    for _ in range(5):
        with pytest.raises((CredentialsWrong, AccountLocked)):
            accounts.authenticate(deps, officer.username, "wrong")
    page = f"/admin/accounts/{officer.id}"
    assert not missing(client.get(page), "已锁定")
    assert client.submit(f"{page}/password", {"password": "short"}, page=page).status_code == 422
    client.submit(f"{page}/password", {"password": "four-blue-plums"}, page=page)
    assert accounts.authenticate(deps, officer.username, "four-blue-plums").user_id == officer.id
    with pytest.raises(CredentialsWrong):
        accounts.authenticate(deps, officer.username, PASSWORD)


def test_an_account_is_closed_and_reopened(client: Browser, deps: Deps, officer: Account) -> None:
    page = f"/admin/accounts/{officer.id}"
    client.submit(f"{page}/close", page=page)
    assert not missing(client.get(page), "已停用")
    with pytest.raises(CredentialsWrong):
        accounts.authenticate(deps, officer.username, PASSWORD)
    client.submit(f"{page}/reopen", page=page)
    assert accounts.authenticate(deps, officer.username, PASSWORD).user_id == officer.id


def test_nobody_locks_himself_out(client: Browser, deps: Deps, admin: Actor) -> None:
    page = f"/admin/accounts/{admin.user_id}"
    assert missing(client.get(page), "停用账号")
    token = client.token()
    assert client.post(f"{page}/close", data={"csrf_token": token}).status_code == 422
    answer = client.submit(f"{page}/post", {"name": "己某", "role": "manager"}, page=page)
    assert answer.status_code == 422
    assert not missing(answer, "不能更改自己的角色")


def test_an_applicant_never_becomes_staff(client: Browser, deps: Deps) -> None:
    with deps.uow.begin() as tx:
        owner = tx.users.add(an_account())
    page = f"/admin/accounts/{owner.id}"
    assert missing(client.get(page), "岗位")
    sent = {"csrf_token": client.token(), "name": "甲某", "role": "clerk"}
    assert client.post(f"{page}/post", data=sent).status_code == 422
    assert stored(deps, owner).role is Role.APPLICANT


def test_changes_are_noted_without_names(
    client: Browser, officer: Account, admin: Actor, caplog: pytest.LogCaptureFixture
) -> None:
    page = f"/admin/accounts/{officer.id}"
    client.submit(f"{page}/close", page=page)
    (note,) = [record.getMessage() for record in caplog.records if record.name == "portal.audit"]
    assert note.startswith(f"user {admin.user_id} closed {officer.id}")
    assert officer.name not in note


def test_an_unknown_account(client: Browser) -> None:
    assert client.get("/admin/accounts/999999").status_code == 404
