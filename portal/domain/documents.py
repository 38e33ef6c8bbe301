"""Typed content of every issued document 文书: what it says, as plain values, apart from how it is printed.

Owns the required fields of guide §2.7 (rows 1, 2, 7, 8 and 9) and the words of their numbers. Content is stored as
JSON and printed from that for ever after, so it holds no references: names, dates and numbers are copied in.
Refuses nothing by itself; identity and telephone numbers are handed in masked (:mod:`portal.domain.masking`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar, Final

from portal.domain.limits import Limit
from portal.domain.texts import Text
from portal.domain.workflow import County, Department


class DocumentKind(StrEnum):
    """The documents that the portal issues, in the order of a case's life."""

    FILING_RECEIPT = "filing_receipt"  # 收件凭证
    ACCEPTANCE_NOTICE = "acceptance_notice"  # 受理通知书
    DECISION_GRANTED = "decision_granted"  # 准予行政许可决定书
    DECISION_REFUSED = "decision_refused"  # 不予行政许可决定书
    DELIVERY_RECORD = "delivery_record"  # 送达回证


class Channel(StrEnum):
    """How a filing came in."""

    ONLINE = "online"
    WINDOW = "window"


class MaterialForm(StrEnum):
    """材料形式."""

    ELECTRONIC = "electronic"
    PAPER = "paper"


class Intake(StrEnum):
    """收取方式: handed in, spared because the data is shared, or to follow after acceptance."""

    RECEIVED = "received"  # 收
    EXEMPT = "exempt"  # 免交
    TOLERATED = "tolerated"  # 容缺


class Relation(StrEnum):
    """The receiver of a delivery: the addressee, or somebody who signs for the addressee 代收."""

    SELF = "self"
    AGENT = "agent"  # 委托代理人
    STAFF = "staff"  # 单位收发人员
    FAMILY = "family"  # 同住成年家属


class DeliveryMethod(StrEnum):
    """送达方式."""

    DIRECT = "direct"  # 直接送达, at the window
    ELECTRONIC = "electronic"
    POST = "post"


@dataclass(frozen=True, slots=True)
class DueDay:
    """The last day of a limit; provisional 暂定 while the year's holiday notice is not published."""

    day: date
    provisional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """What a document is about: the case, the service and who applies. Numbers of persons are masked."""

    case_number: str
    subject: str  # 办理摘要, e.g. the enterprise to be registered
    service: Text
    task_code: str  # 实施编码
    applicant: str
    applicant_id: str
    contact: str
    contact_phone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedMaterial:
    """One line of the list of materials."""

    name: Text
    form: MaterialForm
    intake: Intake
    originals: int = 0
    copies: int = 0


@dataclass(frozen=True, slots=True)
class Result:
    """One thing that the decision gives, e.g. 营业执照 with its number."""

    name: Text
    value: str
    department: Text | None = None


@dataclass(frozen=True, slots=True)
class DeliveredDocument:
    """One document handed over."""

    name: Text
    number: str
    copies: int = 1


@dataclass(frozen=True, slots=True)
class Remedies:
    """Where a refusal can be contested, and until when (复议法 art. 20, 行诉法 arts. 45 and 46)."""

    review_body: Text
    court: Text
    review_within: Limit
    court_within: Limit


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """The facts that every document has; `code` is the verification code without separators."""

    kind: ClassVar[DocumentKind]
    number: str
    code: str
    issued_at: datetime
    agency: Department
    county: County
    matter: Matter


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


DocumentContent = FilingReceipt | AcceptanceNotice | DecisionGranted | DecisionRefused | DeliveryRecord

CONTENT_CLASSES: Final[Mapping[DocumentKind, type[DocumentContent]]] = {
    content.kind: content
    for content in (FilingReceipt, AcceptanceNotice, DecisionGranted, DecisionRefused, DeliveryRecord)
}

NUMBER_WORDS: Final[Mapping[DocumentKind, str]] = {
    DocumentKind.FILING_RECEIPT: "收",
    DocumentKind.ACCEPTANCE_NOTICE: "受",
    DocumentKind.DECISION_GRANTED: "许准",
    DocumentKind.DECISION_REFUSED: "许不",
    DocumentKind.DELIVERY_RECORD: "送",
}

TITLES: Final[Mapping[DocumentKind, Text]] = {
    DocumentKind.FILING_RECEIPT: Text("收件凭证", "Filing receipt"),
    DocumentKind.ACCEPTANCE_NOTICE: Text("受理通知书", "Notice of acceptance"),
    DocumentKind.DECISION_GRANTED: Text("准予行政许可决定书", "Decision granting an administrative permit"),
    DocumentKind.DECISION_REFUSED: Text("不予行政许可决定书", "Decision refusing an administrative permit"),
    DocumentKind.DELIVERY_RECORD: Text("送达回证", "Record of delivery"),
}


def content_class(kind: DocumentKind) -> type[DocumentContent]:
    """The class that holds the content of a kind of document; the stored JSON is read into it."""
    return CONTENT_CLASSES[kind]


def number_word(kind: DocumentKind) -> str:
    """The word that stands for a kind of document in its number, e.g. 受 in 峡市监 受〔2026〕00017号."""
    return NUMBER_WORDS[kind]


def title(kind: DocumentKind) -> Text:
    """The name of a kind of document 文书名称."""
    return TITLES[kind]
