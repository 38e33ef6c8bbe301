"""Accounts for tests: plainly invented people, one password whose hash is made once."""

import itertools
from datetime import UTC, datetime
from functools import cache
from typing import Any, Final

from portal.domain.accounts import Account
from portal.domain.permissions import Role
from portal.services.accounts import hash_password

PASSWORD: Final = "three-green-pears"
NUMBERS: Final = itertools.count(1)


@cache
def password_hash() -> str:
    return hash_password(PASSWORD)


def an_account(role: Role = Role.APPLICANT, **given: Any) -> Account:
    """An account that is not stored yet; every call has another user name."""
    values: dict[str, Any] = {
        "username": f"{role.value}-{next(NUMBERS)}",
        "password_hash": password_hash(),
        "role": role,
        "name": "甲某",
        "created_at": datetime(2026, 1, 5, 1, tzinfo=UTC),
    }
    if role is Role.OFFICER:
        values["department"] = "market"
    if role is Role.CLERK:
        values["window"] = "3"
    return Account(**{**values, **given})
