"""Fixtures of the whole suite.

Owns the list of plugins, each in a module named for its subject, and the pace: property tests without a time limit for
one example, since machines are shared, with the same examples every time in CI; password hashes that cost nothing.
"""

import os
from collections.abc import Iterator

import pytest
from argon2 import PasswordHasher
from hypothesis import settings

from portal.services import accounts

pytest_plugins = ["tests.databases"]

settings.register_profile("portal", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("portal")


@pytest.fixture(scope="session", autouse=True)
def cheap_passwords() -> Iterator[None]:
    """Argon2 is slow on purpose, and tests sign in hundreds of times."""
    hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(accounts, "HASHER", hasher)
        patch.setattr(accounts, "NOBODY", hasher.hash("nobody"))
        yield
