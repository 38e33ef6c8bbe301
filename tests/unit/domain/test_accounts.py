"""The lock after wrong passwords, and the account as the one who acts."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from portal.domain.accounts import FAILURES_BEFORE_LOCK, LOCK_FOR, Account
from portal.domain.permissions import Role

NOW = datetime(2026, 9, 21, 1, 30, tzinfo=UTC)
ACCOUNT = Account(id=1, username="a", password_hash="#", role=Role.CLERK, name="丙某", created_at=NOW, window="3")


def failed(times: int) -> Account:
    account = ACCOUNT
    for _ in range(times):
        account = account.after_failure(NOW)
    return account


def test_four_failures_do_not_lock() -> None:
    account = failed(FAILURES_BEFORE_LOCK - 1)
    assert not account.is_locked(NOW)
    assert account.failed_logins == 4


def test_the_fifth_failure_locks_for_fifteen_minutes() -> None:
    account = failed(FAILURES_BEFORE_LOCK)
    assert account.is_locked(NOW + timedelta(minutes=14, seconds=59))
    assert not account.is_locked(NOW + LOCK_FOR)


def test_after_a_lock_counting_starts_anew() -> None:
    again = failed(FAILURES_BEFORE_LOCK).after_failure(NOW + LOCK_FOR)
    assert again.failed_logins == 1


def test_the_right_password_forgives() -> None:
    assert failed(3).after_success() == ACCOUNT


def test_the_actor_knows_role_and_place_but_no_secret() -> None:
    actor = ACCOUNT.actor()
    assert (actor.user_id, actor.role, actor.window) == (1, Role.CLERK, "3")
    assert not hasattr(actor, "password_hash")


def test_an_account_acts_only_after_it_is_stored() -> None:
    with pytest.raises(ValueError, match="after it is stored"):
        replace(ACCOUNT, id=None).actor()
