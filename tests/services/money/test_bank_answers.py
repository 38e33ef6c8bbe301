"""The bank's file line by line: what is done, what is named, and what a strange cell never does."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from portal.domain.funds.payments import AwardState, InstalmentState, PaymentState
from portal.domain.permissions import NotPermitted
from portal.services.awarding import awards
from portal.services.money import bank_answers, payments, recovery, treasury
from portal.services.money.bank_answers import Fault
from portal.services.money.recovery import StartRecovery
from portal.services.records.refusals import ResultUnreadable
from tests.factories.money import SPLIT, Treasury

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from portal.domain.policies.policy import Policy
    from portal.services.records.money import Batch

HEADING = ("序号", "办件编号", "金额（元）", "结果", "日期", "原因")
ONE = Decimal("100000.00")
NONE = Decimal(0)


def row(of: Treasury, batch: Batch, **cells: str) -> tuple[str, ...]:
    """The line of the only payment of a batch, with other words in some cells."""
    (line,) = treasury.batch(of.deps, of.finance, batch.number).lines
    plain = {"line": "1", "case": line.case_number, "amount": f"{line.amount:.2f}", "result": "成功"}
    return tuple({**plain, "on": "", "reason": "", **cells}.values())


def read(of: Treasury, batch: Batch, *rows: tuple[str, ...]) -> bank_answers.Read:
    return bank_answers.read_answer(of.deps, of.finance, batch.number, rows=[HEADING, *rows])


def day(of: Treasury, days: int) -> date:
    return of.deps.calendar.local_date(of.deps.clock.now() + timedelta(days=days))


@pytest.mark.parametrize(
    ("cells", "fault"),
    [
        ({"line": "2"}, Fault.UNKNOWN_LINE),
        ({"line": "9" * 5000}, Fault.UNKNOWN_LINE),
        ({"case": "另一件"}, Fault.OTHER_CASE),
        ({"amount": "100000.01"}, Fault.WRONG_AMOUNT),
        ({"amount": "sNaN"}, Fault.WRONG_AMOUNT),
        ({"amount": "Infinity"}, Fault.WRONG_AMOUNT),
        ({"result": "处理中"}, Fault.UNKNOWN_RESULT),
        ({"on": "昨天"}, Fault.WRONG_DATE),
        ({"result": "退回"}, Fault.REASON_MISSING),
    ],
)
def test_a_line_that_is_not_right_is_named_and_moves_nothing(
    treasury: Treasury, cells: dict[str, str], fault: Fault
) -> None:
    treasury.fill("100000.00")
    batch = treasury.order(treasury.granted())
    found = read(treasury, batch, row(treasury, batch, **cells))
    assert (found.paid, found.returned, [one.fault for one in found.faults]) == (0, 0, [fault])
    assert treasury.balance() == (ONE, ONE, NONE)


def test_money_arrives_between_the_order_and_today(treasury: Treasury) -> None:
    treasury.fill("100000.00")
    case = treasury.granted()
    batch = treasury.order(case)
    treasury.advance(days=3)
    for wrong in (day(treasury, -4), day(treasury, 1)):
        found = read(treasury, batch, row(treasury, batch, on=wrong.isoformat()))
        assert [(one.row, one.fault, one.seen) for one in found.faults] == [(2, Fault.WRONG_DATE, wrong.isoformat())]
    assert read(treasury, batch, row(treasury, batch, on=day(treasury, -3).isoformat())).paid == 1
    assert awards.money_of(treasury.deps, case).instalments[0].paid_on == day(treasury, -3)


def test_a_line_twice_a_line_again_and_the_opposite(treasury: Treasury) -> None:
    treasury.fill("100000.00")
    batch = treasury.order(treasury.granted())
    good = row(treasury, batch)
    found = read(treasury, batch, good, good)
    assert (found.paid, [one.fault for one in found.faults]) == (1, [Fault.TWICE])
    assert [one.fault for one in read(treasury, batch, good).faults] == [Fault.DONE_BEFORE]
    back = row(treasury, batch, result="退回", reason="户名不符")
    assert [one.fault for one in read(treasury, batch, back).faults] == [Fault.CONTRADICTS]
    assert treasury.balance() == (ONE, NONE, ONE)


def test_a_file_without_its_columns_and_another_officer_are_refused(treasury: Treasury) -> None:
    treasury.fill("100000.00")
    batch = treasury.order(treasury.granted())
    with pytest.raises(ResultUnreadable):
        bank_answers.read_answer(treasury.deps, treasury.finance, batch.number, rows=[("序号", "结果")])
    officer = treasury.staff.officer("industry")
    with pytest.raises(NotPermitted):
        bank_answers.read_answer(treasury.deps, officer, batch.number, rows=[HEADING, row(treasury, batch)])


def test_what_comes_back_during_a_recovery_goes_to_who_waits(treasury_of: Callable[[Policy], Treasury]) -> None:
    treasury = treasury_of(SPLIT)
    treasury.fill("100000.00")
    case = treasury.granted()
    treasury.pay(treasury.order(case))
    waits = treasury.approve(treasury.accepted(), "40000.00")
    treasury.advance(days=366)
    second = awards.money_of(treasury.deps, case).instalments[1]
    officer = treasury.staff.officer("industry")
    payments.check_condition(treasury.deps, officer, second.id, kept=True, words="数据")
    batch = treasury.order(case)
    command = StartRecovery(amount=Decimal(60_000), reason="虚假材料", years=1)
    recovery.start(treasury.deps, officer, case.number, command=command)
    assert read(treasury, batch, row(treasury, batch, result="退回", reason="账户已销")).returned == 1
    money = awards.money_of(treasury.deps, case)
    assert (money.state, money.instalments[1].state) == (PaymentState.RECOVERING, InstalmentState.CANCELLED)
    award = awards.money_of(treasury.deps, waits).award
    assert award is not None
    assert award.state is AwardState.RESERVED
    assert treasury.balance() == (ONE, Decimal(40_000), Decimal(60_000))
