"""What use cases need from the outside, as small Protocols.

Owns no implementation: `portal.container` chooses them. Refuses frameworks: nothing here names
Flask, SQLAlchemy or WeasyPrint.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from contextlib import AbstractContextManager
    from datetime import date, datetime

    from portal.domain.accounts import Account
    from portal.domain.calendar import CalendarYear, WorkCalendar
    from portal.domain.calendar_notices import CalendarImport
    from portal.domain.case.events import Event, Recorded
    from portal.domain.case.state import By
    from portal.domain.documents import DocumentContent
    from portal.domain.figures import Targets
    from portal.domain.organisation import County, Department
    from portal.domain.origin.data import OriginBook
    from portal.domain.permissions import Role
    from portal.domain.policies.facts import FactKindOf
    from portal.domain.texts import Text
    from portal.domain.withdrawals import Withdrawal
    from portal.domain.workflow import Service, Shelf
    from portal.services.ports.money import Money
    from portal.services.ports.names import Names
    from portal.services.ports.origin import Rates
    from portal.services.ports.profiles import Matching, Profiles
    from portal.services.records.core import (
        Draft,
        Enterprise,
        Job,
        OpenCase,
        StoredCase,
        StoredDocument,
    )
    from portal.services.records.keeping import Keeping


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


class Jobs(Protocol):
    """The lease table of timers and outbox, outside business transactions."""

    def claim(self, now: datetime, *, lease_seconds: int) -> Job | None:
        """The next due job, ours until the lease runs out; None when nothing is due."""
        ...

    def failed(self, job_id: int, *, retry_at: datetime, error: str) -> None: ...

    def hurry(self, kind: str, key: str, *, now: datetime) -> bool:
        """Somebody waits for this job: it comes next. False when it is done or being done."""
        ...

    def revive(self, job_id: int, *, at: datetime) -> bool:
        """Count the attempts of a job that was given up anew; False when it is done or was not given up."""
        ...


class FileStore(Protocol):
    """Bytes by their SHA-256, outside the web root; writing the same bytes twice is one file."""

    def put(self, data: bytes) -> str:
        """Store durably, answer the SHA-256 (hex)."""
        ...

    def open(self, sha256: str) -> BinaryIO:
        """The stored bytes; raises FileNotFoundError."""
        ...

    def ready(self) -> bool:
        """Whether something can be written."""
        ...


class Renderer(Protocol):
    """Makes the PDF of a document from its typed content."""

    def render(self, content: DocumentContent, *, locale: str = "zh") -> bytes: ...


class FileTypes(Protocol):
    """Finds out what a file is from its content, never from its name."""

    def mime_of(self, data: bytes) -> str | None:
        """The MIME type, or None when the content is of no known kind."""
        ...


class Catalogue(Protocol):
    """The service definitions that are in force, and every version a case was filed under."""

    @property
    def county(self) -> County: ...

    @property
    def targets(self) -> Targets:
        """What the county set itself for its figures."""
        ...

    @property
    def origin(self) -> OriginBook:
        """Agreements, kinds of certificates, ports: everything about certificates of origin."""
        ...

    @property
    def facts(self) -> Mapping[str, FactKindOf]: ...

    @property
    def pools(self) -> Mapping[str, Text]: ...

    def current(self, key: str) -> Service:
        """The version in force today, also of a withdrawn service; raises a DomainError when there is no such one."""
        ...

    def version(self, key: str, version: int) -> Service: ...

    def digest(self, key: str, version: int) -> str:
        """SHA-256 of the version's definition file."""
        ...

    def is_published(self, key: str, version: int) -> bool:
        """Whether the version can never change again; a draft can."""
        ...

    def effective(self, key: str, version: int) -> date | None:
        """The day from which a published version is offered; None for drafts and for versions that always were."""
        ...

    def refresh(self) -> None:
        """Look at once whether something was published; a running process does so by itself within a second."""
        ...

    def all_versions(self) -> Sequence[Service]:
        """Every version of every service, by key and number."""
        ...

    def all_current(self) -> Sequence[Service]:
        """Every service in force, those that are withdrawn too."""
        ...

    def all_offered(self) -> Sequence[Service]:
        """Every service that can be filed today."""
        ...

    @property
    def withdrawals(self) -> Sequence[Withdrawal]:
        """Which services are not offered for a time."""
        ...

    def on_shelf(self, shelf: Shelf) -> Sequence[Service]: ...

    def search(self, words: str) -> Sequence[Service]: ...

    def department(self, key: str) -> Department: ...

    @property
    def departments(self) -> Mapping[str, Department]:
        """All departments by key."""
        ...


class Calendars(Protocol):
    """The county's working calendar, which grows by a notice each year while the portal runs."""

    def current(self) -> WorkCalendar:
        """The calendar now: what is shipped with what was loaded since."""
        ...

    def with_digest(self, digest: str) -> WorkCalendar | None:
        """The calendar as it was when it had this digest; None when there never was such a one here."""
        ...

    def read(self, text: str, name: str) -> Sequence[CalendarYear]:
        """The years of a notice, in any of the forms that are known; raises NoticeUnreadable."""
        ...

    def imports(self) -> Sequence[CalendarImport]:
        """Everything that was loaded, the oldest first."""
        ...

    def put(
        self, years: Sequence[CalendarYear], *, source: str, by: str, at: datetime, over: WorkCalendar
    ) -> CalendarImport | None:
        """Store a notice for all processes at once; None when the calendar is not ``over`` any more."""
        ...


class Randomness(Protocol):
    """Unguessable values; a port so that tests can foretell them."""

    def token(self, length: int) -> str:
        """So many characters of unambiguous capital letters and digits."""
        ...

    def bytes(self, count: int) -> bytes: ...

    def below(self, bound: int) -> int:
        """A whole number in [0, bound)."""
        ...
