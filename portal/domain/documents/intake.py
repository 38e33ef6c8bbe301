"""Documents between filing and acceptance: missing, not accepted, promised (guide §2.7 rows 3, 4, 10 and 11)."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from portal.domain.documents.kinds import DocumentKind
from portal.domain.documents.parts import Channel, Document, DueDay, MaterialForm, Remedies
from portal.domain.limits import Limit
from portal.domain.texts import Text


class Fault(StrEnum):
    """What is wrong with one thing to correct."""

    MISSING = "missing"  # 缺少
    NOT_IN_ORDER = "not_in_order"  # 不符合法定形式
    FIELD = "field"  # 填写有误
    OUTSIDE = "outside"  # not on the published checklist; the applicant may decline (许可法 art. 31)


@dataclass(frozen=True, slots=True, kw_only=True)
class ToCorrect:
    """One line of a correction notice; the problem stands in the words of whoever found it."""

    subject: Text
    fault: Fault
    problem: str
    requirement: Text
    basis: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionNotice(Document):
    """一次性补正告知书: all that must be corrected, until when, and what happens else (许可法 art. 32(1)(四))."""

    kind: ClassVar[DocumentKind] = DocumentKind.CORRECTION_NOTICE
    filed_at: datetime
    channel: Channel
    round: int  # 1; a second notice says so
    earlier: tuple[date, ...]  # days of the notices before
    items: tuple[ToCorrect, ...]
    within: Limit
    due: DueDay
    handler: str


class NotAccepted(StrEnum):
    """Why a filing is not accepted (许可法 art. 32(1))."""

    NOT_REQUIRED = "not_required"  # (一) no permit is needed
    NOT_COMPETENT = "not_competent"  # (二) another agency decides
    NOT_QUALIFIED = "not_qualified"  # the law forbids this applicant to apply


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusalOfAcceptance(Document):
    """不予受理通知书: the ground, the competent agency if another one decides, and the remedies."""

    kind: ClassVar[DocumentKind] = DocumentKind.REFUSAL_OF_ACCEPTANCE
    filed_at: datetime
    ground: NotAccepted
    reasons: str
    competent: str  # "" when no other agency decides
    remedies: Remedies
    handler: str


@dataclass(frozen=True, slots=True)
class PromisedMaterial:
    """One material that follows after acceptance."""

    name: Text
    form: MaterialForm


@dataclass(frozen=True, slots=True, kw_only=True)
class ToleranceCommitment(Document):
    """容缺受理承诺书, by the applicant: what will follow within how long after acceptance (guide §3.5)."""

    kind: ClassVar[DocumentKind] = DocumentKind.TOLERANCE_COMMITMENT
    materials: tuple[PromisedMaterial, ...]
    within: Limit
    basis: Text
    channel: Channel
    signer: str
    signed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ToleranceNotice(Document):
    """容缺受理通知书: accepted, what must follow until when, and what happens else."""

    kind: ClassVar[DocumentKind] = DocumentKind.TOLERANCE_NOTICE
    filed_at: datetime
    accepted_on: date
    materials: tuple[PromisedMaterial, ...]
    within: Limit
    due: DueDay
    basis: Text
    promise: Limit
    promise_due: DueDay
    handler: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentLetter(Document):
    """告知承诺书: what the agency tells, what the applicant promises, and how it is checked (guide §3.6)."""

    kind: ClassVar[DocumentKind] = DocumentKind.COMMITMENT_LETTER
    conditions: tuple[Text, ...]
    terms: tuple[Text, ...]
    spared: tuple[Text, ...]  # materials that the commitment stands for
    basis: Text
    check_within: Limit
    channel: Channel
    signer: str
    signed_at: datetime
