"""An account 账号 and the rule that locks it after wrong passwords.

Owns what an account knows about its holder and the lock arithmetic. Refuses locked and closed
accounts by raising; never sees a password, only its hash as an opaque text.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import ClassVar, Final, Self

from portal.domain.errors import DomainError
from portal.domain.permissions import Actor, Role

FAILURES_BEFORE_LOCK: Final = 5
LOCK_FOR: Final = timedelta(minutes=15)


class CredentialsWrong(DomainError):
    """User name or password is wrong; deliberately does not say which."""

    message_id: ClassVar[str] = "account.credentials_wrong"


class AccountLocked(DomainError):
    """Too many wrong passwords; facts: `until` (UTC instant)."""

    message_id: ClassVar[str] = "account.locked"


class UsernameTaken(DomainError):
    """Somebody already has this user name; facts: `username`."""

    message_id: ClassVar[str] = "account.username_taken"


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One person who signs in; `id` is None until it is stored."""

    id: int | None = None
    username: str
    password_hash: str
    role: Role
    name: str
    created_at: datetime
    id_number: str | None = None
    mobile: str | None = None
    department: str | None = None
    window: str | None = None
    locale: str | None = None
    failed_logins: int = 0
    locked_until: datetime | None = None
    is_active: bool = True
    is_head: bool = False  # 部门负责人: approves extensions

    def is_locked(self, now: datetime) -> bool:
        """Whether signing in is refused at this instant whatever the password."""
        return self.locked_until is not None and now < self.locked_until

    def after_failure(self, now: datetime) -> Self:
        """The account after one more wrong password; the fifth locks it for fifteen minutes."""
        failures = self.failed_logins + 1
        if failures < FAILURES_BEFORE_LOCK:
            return replace(self, failed_logins=failures)
        return replace(self, failed_logins=0, locked_until=now + LOCK_FOR)

    def after_success(self) -> Self:
        """The account after the right password: the count starts anew."""
        return replace(self, failed_logins=0, locked_until=None)

    def actor(self) -> Actor:
        """This account as the one who acts; ValueError when it is not stored yet."""
        if self.id is None:
            message = "an account acts only after it is stored"
            raise ValueError(message)
        return Actor(self.id, self.name, self.role, self.department, self.window, self.is_head)
