"""Documents of a case's ordinary way: receipt, acceptance, decision, delivery (guide §2.7 rows 1, 2, 7, 8 and 9)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from portal.domain.documents.acts import title
from portal.domain.documents.kinds import DocumentKind
from portal.domain.documents.parts import (
    Channel,
    DeliveredDocument,
    DeliveryMethod,
    Document,
    DueDay,
    ListedMaterial,
    Relation,
    Remedies,
    Result,
)
from portal.domain.limits import Limit
from portal.domain.texts import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class FilingReceipt(Document):
    """收件凭证: what was handed in and by when the agency must answer (许可法 art. 32)."""

    kind: ClassVar[DocumentKind] = DocumentKind.FILING_RECEIPT
    query_code: str
    channel: Channel
    received_at: datetime
    materials: tuple[ListedMaterial, ...]
    receiver: str
    window: Text
    answer_within: Limit
    answer_due: DueDay


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptanceNotice(Document):
    """受理通知书: the filing is complete, the clocks run (许可法 art. 32(1)(五))."""

    kind: ClassVar[DocumentKind] = DocumentKind.ACCEPTANCE_NOTICE
    filed_at: datetime
    accepted_on: date
    promise: Limit
    statutory: Limit
    due: DueDay
    statutory_due: DueDay
    materials: tuple[ListedMaterial, ...]
    handler: str
    deemed: bool = False  # accepted because nothing was said in time (art. 32(1)(四))
    not_counted: Text | None = None  # what comes on top of the promise besides what the licensing law names


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionGranted(Document):
    """准予行政许可决定书: who may do what, since when, and how to get the certificate (许可法 arts. 38, 40, 44)."""

    kind: ClassVar[DocumentKind] = DocumentKind.DECISION_GRANTED
    filed_at: datetime
    accepted_on: date
    holder: str
    content: Text
    results: tuple[Result, ...]
    validity: Text
    conditions: tuple[Text, ...]
    basis: tuple[Text, ...]
    collect: Text
    deliver_within: Limit
    deliver_due: DueDay
    notes: tuple[Text, ...] = ()
    name: Text | None = None

    @property
    def heading(self) -> Text:
        """The title that the definition gives it, else that of its type of item."""
        return self.name or title(self.kind, self.matter.task_type)


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionRefused(Document):
    """不予行政许可决定书: facts, reasons, legal basis and remedies (许可法 art. 38(2)).

    Facts and reasons are the officers' own words and stand in every rendering as they were written.
    """

    kind: ClassVar[DocumentKind] = DocumentKind.DECISION_REFUSED
    filed_at: datetime
    accepted_on: date
    facts: tuple[str, ...]
    reasons: tuple[str, ...]
    basis: tuple[Text, ...]
    remedies: Remedies
    name: Text | None = None

    @property
    def heading(self) -> Text:
        """The title that the definition gives it, else that of its type of item."""
        return self.name or title(self.kind, self.matter.task_type)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryRecord(Document):
    """送达回证: which documents were handed to whom, when, where and how."""

    kind: ClassVar[DocumentKind] = DocumentKind.DELIVERY_RECORD
    addressee: str
    documents: tuple[DeliveredDocument, ...]
    delivered_at: datetime
    place: Text
    method: DeliveryMethod
    receiver: str
    relation: Relation
    server: str
    witness: str = ""
    remarks: str = ""
