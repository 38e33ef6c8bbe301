"""Documents of what stops, lengthens or watches a case: special procedures, the extension, supervision, public notice.

Guide §2.7 rows 5, 6 and 14, §1.6 for supervision 督办.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar, Final

from portal.domain.documents.acts import title
from portal.domain.documents.kinds import DocumentKind
from portal.domain.documents.parts import Document, DueDay
from portal.domain.limits import Limit
from portal.domain.organisation import Department
from portal.domain.procedures import ProcedureKind
from portal.domain.texts import Text

TITLE_OF_REFERRAL: Final = Text("转报上级核准告知书", "Notice of referral to the superior agency")


class CaseClock(StrEnum):
    """The clock of a case that a document speaks of."""

    ACCEPTANCE = "acceptance"
    CORRECTION = "correction"
    TOLERANCE = "tolerance"
    PROMISE = "promise"
    STATUTORY = "statutory"
    DELIVERY = "delivery"


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedLimit:
    """One limit that was moved: its last day before and after."""

    clock: CaseClock
    limit: Limit
    before: DueDay
    after: DueDay


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcedureNotice(Document):
    """特别程序告知书, or 转报上级核准告知书 with `superior`: its time is not counted (许可法 art. 45)."""

    kind: ClassVar[DocumentKind] = DocumentKind.PROCEDURE_NOTICE
    accepted_on: date
    procedure: ProcedureKind | None  # None: the superior decides
    superior: Text | None
    name: Text
    basis: Text
    reason: str
    began_on: date
    takes: Limit
    ends: DueDay  # of the procedure, as announced
    moved: tuple[MovedLimit, ...]  # new days are "not before"
    handler: str

    @property
    def heading(self) -> Text:
        return TITLE_OF_REFERRAL if self.superior else title(self.kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionNotice(Document):
    """延期通知书: why, by whom approved, the old and the new last day (许可法 art. 42)."""

    kind: ClassVar[DocumentKind] = DocumentKind.EXTENSION_NOTICE
    accepted_on: date
    by: Limit
    reason: str
    approver: str
    approver_office: Text
    approved_on: date
    answer: str
    basis: Text
    moved: tuple[MovedLimit, ...]
    handler: str


class SupervisionCause(StrEnum):
    """监察预警类型: what the clocks said when the supervision was opened; the value is the number of the rule."""

    STATUTORY_OVERDUE = "JC01"
    PROMISE_OVERDUE = "JC02"
    STEP_OVERDUE = "JC03"
    DUE_SOON = "JC04"
    BY_HAND = "JC09"


@dataclass(frozen=True, slots=True, kw_only=True)
class SupervisionNotice(Document):
    """督办通知单: which department must answer what until when (GB/T 39046 table 11)."""

    kind: ClassVar[DocumentKind] = DocumentKind.SUPERVISION_NOTICE
    supervision_number: str  # 监察编号
    department: Department  # 被督办机构
    words: str  # 督办内容
    cause: SupervisionCause
    state_since: datetime  # 状态产生时间
    clock: CaseClock | None
    due: DueDay | None
    sent_at: datetime
    sent_by: str
    within: Limit
    answer_due: DueDay


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicNotice(Document):
    """公示公告: what is about to be decided for whom, from when until when, and how to object. Persons are masked."""

    kind: ClassVar[DocumentKind] = DocumentKind.PUBLIC_NOTICE
    step: Text
    holder: str
    content: Text
    basis: Text
    within: Limit
    first_day: date
    last_day: DueDay
