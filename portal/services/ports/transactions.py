"""What is stored, in business transactions: accounts, drafts, cases, documents, messages, and the transaction itself.

Owns no implementation: `portal.container` chooses it. Refuses frameworks: nothing here names SQLAlchemy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from contextlib import AbstractContextManager
    from datetime import datetime

    from portal.domain.accounts import Account
    from portal.domain.case.events import Event, Recorded
    from portal.domain.case.state import By
    from portal.domain.permissions import Role
    from portal.services.ports.money import Money
    from portal.services.ports.names import Names
    from portal.services.ports.origin import Rates
    from portal.services.ports.profiles import Matching, Profiles
    from portal.services.records.core import Draft, Enterprise, OpenCase, StoredCase, StoredDocument
    from portal.services.records.keeping import Keeping


class Users(Protocol):
    """Accounts inside a transaction."""

    def get(self, user_id: int) -> Account | None: ...

    def by_username(self, username: str) -> Account | None: ...

    def add(self, account: Account) -> Account:
        """Store a new account and answer it with its id."""
        ...

    def save(self, account: Account) -> None: ...

    def with_role(self, role: Role) -> Sequence[Account]: ...

    def any(self) -> bool:
        """Whether there is any account at all."""
        ...


class Enterprises(Protocol):
    """Enterprises and who acts for them."""

    def of_user(self, user_id: int) -> Sequence[Enterprise]: ...

    def by_uscc(self, uscc: str) -> Enterprise | None: ...

    def add(self, enterprise: Enterprise) -> Enterprise | None:
        """Store a new enterprise; None when there is one with this code, also when somebody was faster just now."""
        ...

    def link(self, enterprise_id: int, user_id: int) -> None:
        """The account may act for the enterprise; doing it twice changes nothing."""
        ...


class Drafts(Protocol):
    """Filings that are being written."""

    def get(self, key: str) -> Draft | None: ...

    def add(self, draft: Draft) -> None: ...

    def save(self, draft: Draft) -> None:
        """Store revision n+1 over n; raises DraftChangedMeanwhile when somebody was faster."""
        ...

    def delete(self, key: str) -> None: ...

    def correcting(self, case_number: str) -> Draft | None:
        """The correction of that case that is being written."""
        ...

    def open_of_user(self, user_id: int) -> Sequence[Draft]:
        """Drafts not submitted, newest first (at most 50)."""
        ...


class Cases(Protocol):
    """Cases inside a transaction."""

    def get(self, number: str) -> StoredCase | None: ...

    def by_draft(self, draft_key: str) -> StoredCase | None: ...

    def by_row(self, row_id: int) -> StoredCase | None: ...

    def open_with(self, key: str) -> OpenCase | None:
        """The open case that has what only one may have."""
        ...

    def broke_promise(self, user_id: int) -> bool:
        """Whether a material this applicant had promised 容缺 was not supplied in time."""
        ...

    def with_dates(self, after: int, *, size: int) -> Sequence[StoredCase]:
        """Cases that have running dates, behind a row id and in its order: open ones, and closed ones with an open
        follow-up. They are read only: load one again to change it.
        """
        ...

    def history(self, number: str) -> Sequence[Recorded]:
        """All events of a case in order."""
        ...


class Documents(Protocol):
    """Issued documents; the content is kept for ever, the PDF is stored once."""

    def add(self, document: StoredDocument) -> None: ...

    def by_code(self, code: str) -> StoredDocument | None: ...

    def of_case(self, number: str) -> Sequence[StoredDocument]: ...

    def mark_stored(self, code: str, *, sha256: str, size: int) -> bool:
        """Note where the PDF is, once; False when it was stored before (nothing changes)."""
        ...


class Messages(Protocol):
    """Messages to owners; they come with the events, only reading them is noted."""

    def case_of(self, user_id: int, message_id: int) -> str | None:
        """The number of the case a message is about; None for other people's messages."""
        ...

    def mark_read(self, user_id: int, *, at: datetime, only: int | None = None, up_to: int | None = None) -> None:
        """Note that one message was read, or all up to one."""
        ...


class Transaction(Protocol):
    """One business transaction: all of it is stored, or nothing."""

    @property
    def users(self) -> Users: ...

    @property
    def enterprises(self) -> Enterprises: ...

    @property
    def drafts(self) -> Drafts: ...

    @property
    def cases(self) -> Cases: ...

    @property
    def documents(self) -> Documents: ...

    @property
    def messages(self) -> Messages: ...

    @property
    def names(self) -> Names: ...

    @property
    def money(self) -> Money: ...

    @property
    def keeping(self) -> Keeping: ...

    @property
    def profiles(self) -> Profiles: ...

    @property
    def matching(self) -> Matching: ...

    @property
    def rates(self) -> Rates: ...

    def record(self, stored: StoredCase | None, events: Sequence[Event], *, at: datetime, by: By) -> StoredCase:
        """Append events, project the row, its steps, timers and figures: the one place.

        ``stored`` is None for a new case. Raises CaseChangedMeanwhile when the case has moved
        on since it was loaded.
        """
        ...

    def next_number(self, scope: str) -> int:
        """The next number (from 1) of a named series, e.g. "case/KB01/2026-11-21"."""
        ...

    def enqueue(self, kind: str, key: str, payload: str, *, at: datetime, case: str | None) -> None:
        """Put work into the outbox; the same kind and key twice is one job."""
        ...

    def finish_job(self, job_id: int) -> bool:
        """The claimed job is done; False when somebody else finished it (then do nothing)."""
        ...


class UnitOfWork(Protocol):
    """Opens transactions; leaving the block commits, an exception rolls back."""

    def begin(self) -> AbstractContextManager[Transaction]: ...

    def read(self) -> AbstractContextManager[Transaction]:
        """A transaction that only reads and takes no write lock."""
        ...
