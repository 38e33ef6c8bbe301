"""What use cases need from the outside, as small Protocols.

Owns no implementation: `portal.container` chooses them. Refuses frameworks: nothing here names
Flask, SQLAlchemy or WeasyPrint.
"""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol

from portal.domain.accounts import Account
from portal.domain.workflow import Service


class Clock(Protocol):
    """The only source of the present instant."""

    def now(self) -> datetime:
        """This instant, aware, in UTC."""
        ...


class Users(Protocol):
    """Accounts inside a transaction."""

    def get(self, user_id: int) -> Account | None: ...

    def by_username(self, username: str) -> Account | None: ...

    def add(self, account: Account) -> Account:
        """Store a new account and answer it with its id."""
        ...

    def save(self, account: Account) -> None: ...


class Transaction(Protocol):
    """One business transaction: all of it is stored, or nothing."""

    @property
    def users(self) -> Users: ...


class UnitOfWork(Protocol):
    """Opens transactions; leaving the block commits, an exception rolls back."""

    def begin(self) -> AbstractContextManager[Transaction]: ...


class Catalogue(Protocol):
    """The published service definitions."""

    def services(self) -> Sequence[Service]:
        """The newest version of every published service, in shelf order."""
        ...

    def get(self, key: str, version: int | None = None) -> Service:
        """One service; the newest version when none is named."""
        ...


class Randomness(Protocol):
    """Unguessable text; a port so that tests can foretell it."""

    def token(self, length: int) -> str:
        """So many characters of unambiguous capital letters and digits."""
        ...
