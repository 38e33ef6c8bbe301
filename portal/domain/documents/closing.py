"""The closing notice 办结通知书: how a case ended, and every day of its clocks (guide §2.7 row 13, clock rules §4)."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from portal.domain.documents.course import CaseClock
from portal.domain.documents.kinds import DocumentKind
from portal.domain.documents.parts import DeliveryMethod, Document, DueDay, Relation, Result
from portal.domain.explanation import DayLine
from portal.domain.limits import Limit
from portal.domain.texts import Text


class ClosedAs(StrEnum):
    """How a case can end."""

    GRANTED = "granted"
    REFUSED = "refused"
    NOT_ACCEPTED = "not_accepted"  # 不予受理
    WITHDRAWN = "withdrawn"  # 撤回
    LAPSED = "lapsed"  # 逾期未补正，视为撤回
    TOLERANCE_LAPSED = "tolerance_lapsed"  # 容缺材料逾期未补齐，视为撤回
    STEP_LAPSED = "step_lapsed"  # 申请人逾期未办理其环节，办理终止
    RETURNED = "returned"  # 退件


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOver:
    """How the decision and the results reached the applicant."""

    method: DeliveryMethod
    receiver: str
    relation: Relation
    place: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainedClock:
    """One clock day by day.

    `taken` is what it had counted when it stopped (days, working days or hours, as the limit counts), `kept` whether
    that was in time; `days` run from the start to the last day of the limit.
    """

    clock: CaseClock
    limit: Limit
    extension: Limit | None
    article: Text
    started_at: datetime
    stopped_at: datetime | None
    due: DueDay
    taken: int
    kept: bool
    days: tuple[DayLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosingNotice(Document):
    """办结通知书, for every ending: outcome, results, hand-over, days taken, presences, and the clocks explained."""

    kind: ClassVar[DocumentKind] = DocumentKind.CLOSING_NOTICE
    closed_as: ClosedAs
    filed_at: datetime
    accepted_on: date | None
    deemed: bool  # accepted in silence (许可法 art. 32(1)(四))
    decided_on: date | None
    ended_at: datetime
    reason: str
    results: tuple[Result, ...]
    handed_over: HandedOver | None
    visits: int
    promised_visits: int
    clocks: tuple[ExplainedClock, ...]
