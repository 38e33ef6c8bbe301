"""Awards and their payment 兑现: instalments, their states, and the one word that says where the money is (guide §6.2).

Pure: what a state is follows from the case, the award and its instalments.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from portal.domain.case.moves import CaseState
from portal.domain.case.state import StepState
from portal.domain.policies.awards import split

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from decimal import Decimal

    from portal.domain.case.state import Case
    from portal.domain.policies.policy import Tranche


class AwardState(StrEnum):
    """What holds of the money of one approved claim."""

    WAITING = "waiting"  # 排队待资金, or waiting for the year to be settled
    RESERVED = "reserved"  # 已预留
    CLOSED = "closed"  # 已兑现: everything was paid or cancelled
    RELEASED = "released"  # 已释放: the claim came to nothing
    RECOVERING = "recovering"  # 追回中
    RECOVERED = "recovered"  # 已追回


class InstalmentState(StrEnum):
    """Where one payment of an award is."""

    PLANNED = "planned"  # 待拨付条件: not due yet, or its condition is still to be checked
    PAYABLE = "payable"  # 待拨付
    ORDERED = "ordered"  # 已下达支付令
    PAID = "paid"  # 已到账
    RETURNED = "returned"  # 退回: the account was wrong
    CANCELLED = "cancelled"  # 不再拨付


class PaymentState(StrEnum):
    """Where the money of a claim is, as everybody reads it (guide §6.2)."""

    REVIEWING = "reviewing"  # 待审
    WAITING = "waiting"  # 排队待资金
    TO_SETTLE = "to_settle"  # 待年度清算
    BEFORE_NOTICE = "before_notice"  # 待公示
    ON_NOTICE = "on_notice"  # 公示中
    HELD = "held"  # 暂停（异议）
    PAYABLE = "payable"  # 待拨付
    ORDERED = "ordered"  # 已下达支付令
    PAID = "paid"  # 已到账
    PART_PAID = "part_paid"  # 部分到账: a later instalment is still to come
    RETURNED = "returned"  # 退回（账户错）
    ENDED = "ended"  # 不予兑现
    RECOVERING = "recovering"  # 追回中
    RECOVERED = "recovered"  # 已追回


#: What a payment that was not sent yet may be in.
UNSENT: Final = frozenset({InstalmentState.PLANNED, InstalmentState.PAYABLE, InstalmentState.RETURNED})
#: Endings of a case in which nothing will be paid.
NOTHING_COMES: Final = frozenset({CaseState.NOT_ACCEPTED, CaseState.REFUSED, CaseState.RETURNED, CaseState.WITHDRAWN})


@dataclass(frozen=True, slots=True)
class Planned:
    """One instalment as it is planned at the decision."""

    seq: int
    amount: Decimal
    due_on: date
    conditional: bool  # later ones: the department confirms first, above all that a condition 保持条件 still holds


def planned(amount: Decimal, tranches: Sequence[Tranche], decided_on: date) -> tuple[Planned, ...]:
    """The instalments of an award as its arithmetic shows them; without tranches one, due at once."""
    return tuple(
        Planned(
            seq,
            part.amount,
            later(decided_on, part.after_years),
            conditional=part.keep is not None or part.after_years > 0,
        )
        for seq, part in enumerate(split(amount, tranches), 1)
    )


def later(day: date, years: int) -> date:
    """The same day so many years later; where there is none, the last day of the month (民法典 art. 202)."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=day.day - 1)


_AFTERWARDS: Final = {
    AwardState.RECOVERING: PaymentState.RECOVERING,
    AwardState.RECOVERED: PaymentState.RECOVERED,
    AwardState.RELEASED: PaymentState.ENDED,
}


def payment_state(
    case: Case, award: AwardState | None, instalments: Sequence[InstalmentState], *, to_settle: bool = False
) -> PaymentState:
    """Where the money of this claim is; ``award`` is None until an amount was approved.

    ``to_settle``: all awards of its year share what there is, and that was not done yet.
    """
    if award in _AFTERWARDS:
        return _AFTERWARDS[award]
    if case.state in NOTHING_COMES or case.granted is False:
        return PaymentState.ENDED
    if award is None:
        return PaymentState.REVIEWING
    if instalments:
        return _sent(frozenset(instalments))
    if award is AwardState.CLOSED:
        return PaymentState.ENDED
    return _before_payment(case, award, to_settle=to_settle)


def _before_payment(case: Case, award: AwardState, *, to_settle: bool) -> PaymentState:
    if any(objection.upheld is None for objection in case.objections):
        return PaymentState.HELD
    notices = {run.state for run in case.steps if run.notice}
    if StepState.OPEN in notices:
        return PaymentState.ON_NOTICE
    if StepState.WAITING in notices:
        return PaymentState.BEFORE_NOTICE
    if award is not AwardState.WAITING:
        return PaymentState.PAYABLE
    return PaymentState.TO_SETTLE if to_settle else PaymentState.WAITING


def _sent(states: frozenset[InstalmentState]) -> PaymentState:
    for state, says in _IN_ORDER:
        if state in states:
            return says
    if InstalmentState.PAID not in states:
        return PaymentState.PAYABLE if InstalmentState.PLANNED in states else PaymentState.ENDED
    return PaymentState.PART_PAID if InstalmentState.PLANNED in states else PaymentState.PAID


#: What is urgent about one instalment says where the whole award is.
_IN_ORDER: Final = (
    (InstalmentState.RETURNED, PaymentState.RETURNED),
    (InstalmentState.ORDERED, PaymentState.ORDERED),
    (InstalmentState.PAYABLE, PaymentState.PAYABLE),
)
