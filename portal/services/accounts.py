"""Accounts: signing up, signing in, and finding who is signed in.

Owns password hashing and what counts as a failed attempt. A wrong name and a wrong password look and take
the same; that a name exists shows only in its lock after five failures, and when somebody signs up with it.
"""

from dataclasses import dataclass, replace
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError

from portal.domain.accounts import Account, AccountLocked, CredentialsWrong, UsernameTaken
from portal.domain.permissions import Actor, Role
from portal.services.deps import Deps

HASHER: Final = PasswordHasher()
NOBODY: Final = HASHER.hash("the hash that is checked when there is no such user")


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterApplicant:
    """A new applicant's own words; shape was checked by the form."""

    username: str
    password: str
    name: str
    mobile: str | None = None
    id_number: str | None = None
    locale: str | None = None


def hash_password(password: str) -> str:
    """The argon2id hash that may be stored."""
    return HASHER.hash(password)


def register_applicant(deps: Deps, command: RegisterApplicant) -> Actor:
    """A business owner makes an account; raises `UsernameTaken`."""
    account = Account(
        username=normal(command.username),
        password_hash=hash_password(command.password),
        role=Role.APPLICANT,
        name=command.name,
        created_at=deps.clock.now(),
        id_number=command.id_number,
        mobile=command.mobile,
        locale=command.locale,
    )
    with deps.uow.begin() as tx:
        if tx.users.by_username(account.username) is not None:
            raise UsernameTaken(username=account.username)
        return tx.users.add(account).actor()


def authenticate(deps: Deps, username: str, password: str) -> Actor:
    """The holder of this name and password.

    Raises `CredentialsWrong`, or `AccountLocked` for fifteen minutes after five failures. The slow
    check of the password happens before the write lock is taken.
    """
    with deps.uow.read() as tx:
        account = tx.users.by_username(normal(username))
    if account is None or account.id is None or not account.is_active:
        is_password(password, NOBODY)
        raise CredentialsWrong
    right = is_password(password, account.password_hash)
    if right and account == account.after_success():
        return account.actor()
    after = note_attempt(deps, account.id, right=right)
    if not right:
        raise CredentialsWrong
    return after.actor()


def note_attempt(deps: Deps, user_id: int, *, right: bool) -> Account:
    """Count the attempt on the account as it is now; raises `AccountLocked` when it is or becomes locked."""
    now = deps.clock.now()
    with deps.uow.begin() as tx:
        account = tx.users.get(user_id)
        if account is None or not account.is_active:
            raise CredentialsWrong
        if account.is_locked(now):
            raise AccountLocked(until=account.locked_until)
        after = account.after_success() if right else account.after_failure(now)
        tx.users.save(after)
    if after.is_locked(now):
        raise AccountLocked(until=after.locked_until)
    return after


def change_password(deps: Deps, actor: Actor, *, old: str, new: str) -> Actor:
    """The holder of an account changes the own password; every other session of it ends by that.

    Raises CredentialsWrong when the old one is not right, AccountLocked after five wrong tries.
    """
    with deps.uow.read() as tx:
        account = tx.users.get(actor.user_id)
    right = account is not None and is_password(old, account.password_hash)
    fresh = hash_password(new) if right else ""
    if not right:
        note_attempt(deps, actor.user_id, right=False)
        raise CredentialsWrong
    with deps.uow.begin() as tx:
        account = tx.users.get(actor.user_id)
        if account is None or not account.is_active:
            raise CredentialsWrong
        tx.users.save(replace(account.after_success(), password_hash=fresh))
    return actor


def user_by_id(deps: Deps, user_id: int) -> Account | None:
    """The account behind a session, or nothing when it was closed since."""
    with deps.uow.read() as tx:
        account = tx.users.get(user_id)
    return account if account is not None and account.is_active else None


def is_password(password: str, password_hash: str) -> bool:
    """Whether they belong together; takes as long for wrong ones."""
    try:
        return HASHER.verify(password_hash, password)
    except VerificationError:
        return False


def normal(username: str) -> str:
    """User names do not care about case or surrounding spaces."""
    return username.strip().casefold()
