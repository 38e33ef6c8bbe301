"""What several documents share: vocabularies, small values, and the facts that every document has.

Owns the frame of typed content; the documents themselves stand beside it, by the stage of the case.
Identity and telephone numbers are handed in masked (:mod:`portal.domain.masking`).
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from portal.domain.documents.acts import PERMIT_TYPE, title
from portal.domain.documents.kinds import DocumentKind
from portal.domain.limits import Limit
from portal.domain.organisation import County, Department
from portal.domain.texts import Text


class Channel(StrEnum):
    """How a filing came in."""

    ONLINE = "online"
    WINDOW = "window"


class MaterialForm(StrEnum):
    """材料形式."""

    ELECTRONIC = "electronic"
    PAPER = "paper"


class Intake(StrEnum):
    """收取方式: handed in, spared because the data is shared or promised instead, or to follow after acceptance."""

    RECEIVED = "received"  # 收
    EXEMPT = "exempt"  # 免交
    TOLERATED = "tolerated"  # 容缺
    COMMITTED = "committed"  # 承诺替代


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
    TRANSFER = "transfer"  # 银行转账, an award


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
    task_type: str = PERMIT_TYPE  # 事项类型: what a decision on it is called
    act: Text | None = None  # what is granted or refused, where the definition says it


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

    @property
    def heading(self) -> Text:
        """What stands above the document; usually the title of its kind for this type of item."""
        return title(self.kind, self.matter.task_type)
