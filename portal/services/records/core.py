"""Plain records that cross the ports: what is stored beside cases, and what lists show.

Owns shapes only, no rules. Every list is paged by key: a page has at most ``size`` rows and
a ``next`` key when there are more, so its cost does not grow with the table.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Generic, TypeVar

from portal.domain.case.events import Recorded
from portal.domain.case.incidents import Ending, ExtensionRun, FollowUpKind, FollowUpState, PauseRun, RatingLevel
from portal.domain.case.moves import CaseState
from portal.domain.case.state import Case, FileRef, StepState
from portal.domain.documents import DocumentContent, DocumentKind
from portal.domain.figures import Once
from portal.domain.figures_conduct import Tolerated
from portal.domain.obtaining import Obtained

Row_co = TypeVar("Row_co", covariant=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Enterprise:
    """An enterprise 企业 an account acts for; ``uscc`` is its 统一社会信用代码."""

    id: int | None = None
    uscc: str
    name: str
    legal_representative: str
    founded_on: date | None
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A filing that is being written 草稿; ``key`` is the unguessable name used in URLs.

    ``files`` maps material id to uploads; ``visited`` lists the ids of saved pages.
    ``case_number`` is set once it was submitted, so a second click finds the same case.
    ``corrects`` names the case whose correction 补正 is being written here. ``promised`` are the
    materials that will follow 容缺; ``committed`` says that 告知承诺 was chosen.
    """

    key: str
    owner_id: int
    service_key: str
    service_version: int
    answers: dict[str, object] = field(default_factory=dict)
    files: dict[str, tuple[FileRef, ...]] = field(default_factory=dict)
    visited: tuple[str, ...] = ()
    created_at: datetime
    saved_at: datetime
    revision: int = 1
    case_number: str | None = None
    corrects: str | None = None
    promised: tuple[str, ...] = ()
    committed: bool = False
    obtained: dict[str, Obtained] = field(default_factory=dict)  # 免提交: material id -> where it came from


@dataclass(frozen=True, slots=True)
class OpenCase:
    """A case that nobody else may file now, with whom it belongs to; ``granted_on`` of one that is granted already."""

    number: str
    owner_id: int
    granted_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredCase:
    """A case as loaded for a change: row id and last digest go back into the record."""

    row_id: int
    case: Case
    last_digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredDocument:
    """An issued document 文书. ``sha256`` and ``size`` are None until the PDF is stored."""

    code: str
    case_number: str
    kind: DocumentKind
    number: str
    issued_at: datetime
    content: DocumentContent
    sha256: str | None = None
    size: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A claimed timer or outbox row; it goes back by itself when the lease runs out."""

    id: int
    kind: str
    key: str
    payload: str
    due_at: datetime
    attempts: int
    case_number: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class JobLine:
    """One job as the administrator sees it; it may be taken from ``claimable_at`` on."""

    id: int
    kind: str
    key: str
    case_number: str | None
    due_at: datetime
    claimable_at: datetime
    attempts: int
    last_error: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class JobCounts:
    """How many jobs wait in all, could be taken now, and were given up after too many attempts."""

    waiting: int
    due: int
    given_up: int


@dataclass(frozen=True, slots=True)
class After:
    """The key a page starts behind: the ordering instant and the row id."""

    at: datetime
    row_id: int


@dataclass(frozen=True, slots=True)
class Page(Generic[Row_co]):
    """One page of a list."""

    rows: tuple[Row_co, ...]
    next: After | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLine:
    """One case in a list. ``due_at``/``warn_at`` are those of the running clock, if one runs."""

    row_id: int
    number: str
    service_key: str
    service_version: int
    state: CaseState
    title: str
    applicant_name: str
    filed_at: datetime
    due_at: datetime | None
    warn_at: datetime | None
    due_on: date | None
    provisional: bool
    decided_on: date | None
    visits: int
    workdays_taken: int | None
    on_time: bool | None
    once: Once | None
    urged_at: datetime | None = None  # the latest 催办
    urgent: bool = False  # 加急
    violations: int = 0  # of the rules for correction notices


@dataclass(frozen=True, slots=True, kw_only=True)
class StepLine:
    """One step in a department's queue, with what names its case; ``case_due_at`` … are of the case's own clock."""

    row_id: int
    case_number: str
    service_key: str
    service_version: int
    title: str
    step_id: str
    department: str
    state: StepState
    opened_at: datetime | None
    due_at: datetime | None
    warn_at: datetime | None
    due_on: date | None
    is_notice: bool = False
    case_due_at: datetime | None = None
    case_warn_at: datetime | None = None
    case_due_on: date | None = None
    urged_at: datetime | None = None
    urgent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PausedLine:
    """A case whose clocks stand still, with the pause that holds it."""

    case: CaseLine
    pause: PauseRun


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedLine:
    """A case for which an extension was asked, with what was asked."""

    case: CaseLine
    asked: ExtensionRun


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpLine:
    """One open follow-up 工单, with what names its case; its dates are those of its present state."""

    row_id: int
    case_number: str
    service_key: str
    service_version: int
    title: str
    follow_up_id: str
    kind: FollowUpKind
    state: FollowUpState
    department: str
    opened_at: datetime
    due_at: datetime | None
    warn_at: datetime | None
    due_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageLine:
    """One message to an owner: the event it is about, with what names its case."""

    row_id: int
    case_number: str
    service_key: str
    service_version: int
    title: str
    about: Recorded
    is_read: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeLine:
    """One public notice 公示 that runs; names of persons are not masked yet."""

    row_id: int
    case_number: str
    service_key: str
    service_version: int
    title: str
    applicant_name: str
    step_id: str
    department: str
    opened_at: datetime
    due_at: datetime
    due_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishedLine:
    """A finished case 办结, with what the figures of its handling look at; ``rating`` is the latest one."""

    case: CaseLine
    finished_at: datetime
    granted: bool | None
    ending: Ending | None
    corrections: int
    deemed: bool
    tolerated: Tolerated | None
    rating: RatingLevel | None
    bad_rating: FollowUpState | None


@dataclass(frozen=True, slots=True)
class LightCounts:
    """How many open rows are red, yellow and green at one instant."""

    red: int
    yellow: int
    green: int

    @property
    def total(self) -> int:
        """All open rows."""
        return self.red + self.yellow + self.green


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """Something stored that does not follow from a case's events; ``seq`` names the event if it is about one.

    ``case_number`` is empty for what belongs to all cases together.
    """

    case_number: str
    seq: int | None
    what: str
    expected: str
    found: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """One act of publishing a version 发布: who, when, which file by its digest, from which day it is used."""

    service_key: str
    version: int
    digest: str
    effective_on: date
    published_at: datetime
    user_id: int  # 0: the command line
    user_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """What finished cases of one version asked of their applicants; numbers of materials."""

    service_key: str
    service_version: int
    cases: int
    brought: int
    obtained: int
