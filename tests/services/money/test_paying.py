"""From a granted claim to money in the account, or back: orders, answers of the bank, instalments, recovery."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from portal.domain.case.moves import CaseState
from portal.domain.documents import DeliveryMethod, DocumentKind, RecoveryNotice
from portal.domain.errors import DomainError
from portal.domain.funds.payments import AwardState, InstalmentState, PaymentState
from portal.domain.permissions import NotPermitted
from portal.services import cases
from portal.services.awarding import awards
from portal.services.money import payments, recovery
from portal.services.money.recovery import StartRecovery
from portal.services.records.money import Account
from tests.factories.money import SPLIT, Treasury

if TYPE_CHECKING:
    from collections.abc import Callable

    from portal.domain.case.state import Case
    from portal.domain.policies.policy import Policy
    from portal.services.records.money import Payment

FUNDS = "250000.00"
NONE = Decimal(0)
ONE = Decimal("100000.00")
DAY = date(2026, 10, 20)


def money(treasury: Treasury, case: Case) -> awards.MoneyOfCase:
    return awards.money_of(treasury.deps, case)


def lines(treasury: Treasury, batch_id: int) -> list[Payment]:
    with treasury.deps.uow.read() as tx:
        return list(tx.money.payments.lines(batch_id))


def now(treasury: Treasury, case: Case) -> Case:
    return cases.view_case(treasury.deps, treasury.staff.clerk, case.number).case


def test_paid_money_delivers_the_case_once(treasury: Treasury) -> None:
    treasury.fill(FUNDS)
    case = treasury.granted()
    assert money(treasury, case).state is PaymentState.PAYABLE
    batch = treasury.order(case)
    assert (batch.lines, batch.total) == (1, ONE)
    assert money(treasury, case).state is PaymentState.ORDERED
    assert treasury.balance() == (Decimal(FUNDS), ONE, NONE)
    assert treasury.pay(batch) == [True]
    assert treasury.pay(batch) == [False]
    assert treasury.balance() == (Decimal(FUNDS), NONE, ONE)
    case = now(treasury, case)
    assert (case.state, case.delivery and case.delivery.method) == (CaseState.DELIVERED, DeliveryMethod.TRANSFER)
    kinds = [one.kind for one in case.documents]
    assert kinds.count(DocumentKind.DELIVERY_RECORD) == 1
    assert money(treasury, case).state is PaymentState.PAID


def test_nothing_is_ordered_twice_or_before_the_decision(treasury: Treasury) -> None:
    treasury.fill(FUNDS)
    case = treasury.granted()
    instalment = money(treasury, case).instalments[0]
    treasury.order(case)
    with pytest.raises(DomainError) as refused:
        payments.order(treasury.deps, treasury.finance, [instalment.id])
    assert refused.value.message_id == "payment.moved"
    assert money(treasury, treasury.on_notice()).instalments == ()


def test_nobody_but_the_finance_bureau_moves_money(treasury: Treasury) -> None:
    treasury.fill(FUNDS)
    case = treasury.granted()
    instalment = money(treasury, case).instalments[0]
    for actor in (treasury.staff.officer("industry"), treasury.staff.clerk, treasury.applicant.actor):
        with pytest.raises(NotPermitted):
            payments.order(treasury.deps, actor, [instalment.id])


def test_a_wrong_account_comes_back_is_mended_and_paid_in_a_later_batch(treasury: Treasury) -> None:
    treasury.fill(FUNDS)
    case = treasury.granted()
    first = treasury.order(case)
    (line,) = lines(treasury, first.id)
    assert payments.send_back(treasury.deps, treasury.finance, line, batch=first.number, on=DAY, reason="户名不符")
    assert not payments.send_back(treasury.deps, treasury.finance, line, batch=first.number, on=DAY, reason="户名不符")
    assert money(treasury, case).state is PaymentState.RETURNED
    assert treasury.balance() == (Decimal(FUNDS), ONE, NONE)
    wrong = Account(holder=case.title, bank="", number="12 ab")
    with pytest.raises(DomainError) as refused:
        payments.correct_account(treasury.deps, treasury.applicant.actor, case.number, account=wrong)
    assert refused.value.facts["fields"] == ("bank", "number")
    right = Account(holder=case.title, bank="某银行峡江支行", number="3600 1234 5678")
    payments.correct_account(treasury.deps, treasury.applicant.actor, case.number, account=right)
    second = treasury.order(case)
    assert lines(treasury, second.id)[0].account.number == "360012345678"
    assert treasury.pay(second) == [True]
    assert not payments.confirm(treasury.deps, treasury.finance, line, batch=first.number, paid_on=DAY)
    assert treasury.balance() == (Decimal(FUNDS), NONE, ONE)


@pytest.mark.parametrize(("kept", "left"), [(True, NONE), (False, Decimal(40_000))])
def test_the_second_instalment_is_looked_at_in_its_year(
    treasury_of: Callable[[Policy], Treasury], left: Decimal, *, kept: bool
) -> None:
    treasury = treasury_of(SPLIT)
    treasury.fill("100000.00")
    case = treasury.granted()
    treasury.pay(treasury.order(case))
    assert money(treasury, case).state is PaymentState.PART_PAID
    assert treasury.balance() == (ONE, Decimal(40_000), Decimal(60_000))
    second = money(treasury, case).instalments[1]
    officer = treasury.staff.officer("industry")
    with pytest.raises(DomainError):
        payments.check_condition(treasury.deps, officer, second.id, kept=kept, words="统计数据")
    treasury.advance(days=366)
    payments.check_condition(treasury.deps, officer, second.id, kept=kept, words="统计数据")
    if kept:
        treasury.pay(treasury.order(case))
    total, reserved, paid = treasury.balance()
    assert (total - reserved - paid, reserved) == (left, NONE)
    award = money(treasury, case).award
    assert award is not None
    assert award.state is AwardState.CLOSED


def notice_of(treasury: Treasury, case: Case) -> RecoveryNotice:
    """The printed notice that the owner finds among the documents of the case."""
    with treasury.deps.uow.read() as tx:
        found = [one.content for one in tx.documents.of_case(case.number)]
    notice = found[-1]
    assert isinstance(notice, RecoveryNotice)
    return notice


def test_recovery_cancels_what_is_left_and_keeps_the_enterprise_out(
    treasury_of: Callable[[Policy], Treasury],
) -> None:
    treasury = treasury_of(SPLIT)
    treasury.fill(FUNDS)
    case = treasury.granted()
    treasury.pay(treasury.order(case))
    officer = treasury.staff.officer("industry")
    command = StartRecovery(amount=Decimal(60_000), reason="提供虚假材料", years=3)
    started = recovery.start(treasury.deps, officer, case.number, command=command)
    assert money(treasury, case).state is PaymentState.RECOVERING
    assert money(treasury, case).instalments[1].state is InstalmentState.CANCELLED
    notice = notice_of(treasury, case)
    assert (notice.amount, notice.paid, notice.in_capitals) == (
        Decimal("60000.00"),
        Decimal("60000.00"),
        "人民币陆万元整",
    )
    assert (notice.reason, notice.due.day, notice.payee.key) == ("提供虚假材料", started.due_on, "finance")
    assert treasury.balance() == (Decimal(FUNDS), NONE, Decimal(60_000))
    with pytest.raises(DomainError):
        recovery.start(treasury.deps, officer, case.number, command=command)
    recovery.receive(treasury.deps, treasury.finance, started.id, amount=Decimal(20_000))
    with pytest.raises(DomainError) as refused:
        recovery.receive(treasury.deps, treasury.finance, started.id, amount=Decimal("40000.01"))
    assert refused.value.facts["most"] == Decimal(40_000)
    recovery.receive(treasury.deps, treasury.finance, started.id, amount=Decimal(40_000))
    assert money(treasury, case).state is PaymentState.RECOVERED
    assert treasury.balance() == (Decimal(FUNDS), NONE, NONE)
    assert recovery.excluded_until(treasury.deps, started.uscc) == started.excluded_until
    assert started.excluded_until.year == started.started_at.year + 3
