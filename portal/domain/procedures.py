"""What the law lets a definition name beside the ordinary way of a case 特别规定.

Owns the shapes: special procedures that pause a clock, the one extension, approval by a superior, acceptance with a
material to follow, approval on a commitment. A definition that does not name one does not have it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from portal.domain.conditions import Condition
    from portal.domain.limits import Limit
    from portal.domain.texts import Text


class ProcedureKind(StrEnum):
    """The eight procedures whose time is not counted (许可法 art. 45), and those that another law names."""

    HEARING = "hearing"  # 听证
    TENDER = "tender"  # 招标
    AUCTION = "auction"  # 拍卖
    INSPECTION = "inspection"  # 检验
    TESTING = "testing"  # 检测
    QUARANTINE = "quarantine"  # 检疫
    APPRAISAL = "appraisal"  # 鉴定
    EXPERT_REVIEW = "expert_review"  # 专家评审
    OTHER = "other"  # named by another law, which `basis` cites
    WAITING = "waiting"  # only the applicant or a public notice is awaited; begins and ends by itself


@dataclass(frozen=True, slots=True)
class LimitBasis:
    """The article each limit of a service comes from 时限依据, as the explanation of a due day cites it."""

    acceptance: Text | None = None
    promise: Text | None = None
    statutory: Text | None = None
    correction: Text | None = None
    delivery: Text | None = None


@dataclass(frozen=True, slots=True)
class SpecialProcedure:
    """特别程序: pauses promise, statutory and step clocks; ``at_most`` is the longest time that may be announced."""

    id: str
    kind: ProcedureKind
    name: Text
    basis: Text
    at_most: Limit


class ExtendedClock(StrEnum):
    """A clock that an extension may lengthen."""

    PROMISE = "promise"
    STATUTORY = "statutory"


@dataclass(frozen=True, slots=True)
class ExtensionRule:
    """延长办理期限: which clocks, by at most how much, who approves (许可法 art. 42)."""

    clocks: tuple[ExtendedClock, ...]
    at_most: Limit
    approver: Text
    basis: Text


@dataclass(frozen=True, slots=True)
class SuperiorRule:
    """上级核准: the agency above, and how long it usually holds a case; the county's clocks pause meanwhile."""

    agency: Text
    basis: Text
    usual: Limit


@dataclass(frozen=True, slots=True)
class ToleranceRule:
    """容缺受理: within how long after acceptance a promised material must be there; late, the filing is withdrawn."""

    within: Limit
    basis: Text


@dataclass(frozen=True, slots=True)
class CommitmentRule:
    """告知承诺: what the applicant promises instead of proving it, and within how long it is checked afterwards."""

    terms: tuple[Text, ...]  # what is promised, one line each
    basis: Text
    check_within: Limit  # from the decision


@dataclass(frozen=True, slots=True)
class WaitingRule:
    """The clocks of the agencies stand still while nothing is open but steps of the applicant and public notices.

    It is a special procedure that begins and ends by itself, e.g. liquidation 清算 or a notice to creditors 公告.
    """

    name: Text
    basis: Text


@dataclass(frozen=True, slots=True)
class UrgentRule:
    """加急: cases in which ``when`` holds are shown by the hour and aim at ``target`` hours from the filing."""

    when: Condition
    target: Limit
    basis: Text


@dataclass(frozen=True, slots=True)
class DecisionWords:
    """How this service speaks of its decision, where the words of its type of item are too general.

    ``act`` is what is granted or refused (准予…, 不予…); ``notes`` with placeholders stand in the decision that grants.
    """

    act: Text | None = None
    granted: Text | None = None
    refused: Text | None = None
    notes: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class OneOpen:
    """Of all services that share ``among``, only one case may be open with the same answer to the field ``by``.

    ``for_good``: what was granted once cannot be filed again, e.g. the deregistration of one enterprise.
    """

    by: str
    among: str
    for_good: bool = False

    def key(self, answers: Mapping[str, object]) -> str | None:
        """What no other case may have; None as long as the field is not answered."""
        said = answers.get(self.by)
        return f"{self.among}/{said}" if said else None


@dataclass(frozen=True, slots=True)
class Redirect:
    """Whoever's answers make ``when`` true belongs to another service ``to``, for the ``reason`` given."""

    when: Condition
    to: str
    reason: Text
