"""Signing up and in as use cases, on both databases."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from portal.domain.accounts import AccountLocked, CredentialsWrong, UsernameTaken
from portal.domain.permissions import Role
from portal.services import accounts
from portal.services.accounts import RegisterApplicant
from portal.services.deps import Deps
from tests.factories.accounts import PASSWORD, an_account
from tests.services.conftest import HandClock

COMMAND = RegisterApplicant(username=" Pear.Tree ", password=PASSWORD, name="甲某", locale="en")


def test_who_registered_can_sign_in(deps: Deps) -> None:
    registered = accounts.register_applicant(deps, COMMAND)
    assert registered.role is Role.APPLICANT
    assert accounts.authenticate(deps, "pear.tree", PASSWORD) == registered


def test_a_name_is_given_once(deps: Deps) -> None:
    accounts.register_applicant(deps, COMMAND)
    with pytest.raises(UsernameTaken):
        accounts.register_applicant(deps, COMMAND)


def test_only_the_hash_is_stored(deps: Deps) -> None:
    actor = accounts.register_applicant(deps, COMMAND)
    account = accounts.user_by_id(deps, actor.user_id)
    assert account is not None
    assert account.password_hash.startswith("$argon2id$")
    assert account.locale == "en"


def test_failures_are_remembered_and_lock(deps: Deps, clock: HandClock) -> None:
    accounts.register_applicant(deps, COMMAND)
    for _ in range(4):
        with pytest.raises(CredentialsWrong):
            accounts.authenticate(deps, "pear.tree", "wrong")
    with pytest.raises(AccountLocked) as locked:
        accounts.authenticate(deps, "pear.tree", "wrong")
    assert locked.value.facts["until"] == clock.now() + timedelta(minutes=15)
    with pytest.raises(AccountLocked):
        accounts.authenticate(deps, "pear.tree", PASSWORD)
    clock.advance(minutes=15)
    assert accounts.authenticate(deps, "pear.tree", PASSWORD).name == "甲某"


def test_attempts_at_once_are_all_counted(deps: Deps) -> None:
    """Four wrong passwords at one moment, on both databases: nothing that was counted is overwritten."""
    actor = accounts.register_applicant(deps, COMMAND)
    barrier = threading.Barrier(4)

    def guess(_: int) -> None:
        barrier.wait()
        accounts.note_attempt(deps, actor.user_id, right=False)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(guess, range(4)))
    account = accounts.user_by_id(deps, actor.user_id)
    assert account is not None
    assert account.failed_logins == 4


def test_unknown_names_cost_a_check_too(deps: Deps, monkeypatch: pytest.MonkeyPatch) -> None:
    checked: list[str] = []

    def check(_password: str, stored: str) -> bool:
        checked.append(stored)
        return False

    monkeypatch.setattr(accounts, "is_password", check)
    with pytest.raises(CredentialsWrong):
        accounts.authenticate(deps, "nobody", "anything")
    assert checked == [accounts.NOBODY]


def test_closed_accounts_are_nobody(deps: Deps) -> None:
    with deps.uow.begin() as tx:
        account = tx.users.add(an_account(is_active=False))
    assert account.id is not None
    assert accounts.user_by_id(deps, account.id) is None
    with pytest.raises(CredentialsWrong):
        accounts.authenticate(deps, account.username, PASSWORD)
