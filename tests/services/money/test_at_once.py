"""Many people at once on one budget, on SQLite and PostgreSQL: never more than there is, and the ledger agrees."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from functools import partial
from threading import Barrier
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from portal.domain.case.commands import WithdrawCase
from portal.domain.errors import DomainError
from portal.domain.funds.payments import AwardState, InstalmentState
from portal.domain.policies.policy import WhenExhausted
from portal.services import endings
from portal.services.awarding import awards
from portal.services.money import budgets, payments, recovery
from portal.services.money.recovery import StartRecovery
from tests.factories.money import SPLIT, Treasury, a_policy

if TYPE_CHECKING:
    from collections.abc import Callable

    from portal.domain.case.state import Case
    from portal.domain.policies.policy import Policy

CLAIMS = 10
ONE = Decimal("100000.00")
ZERO = Decimal(0)
DONE = "done"


def at_once(*acts: Callable[[], object]) -> list[str]:
    """What each act answers when all begin together: `DONE`, or the message of its refusal."""
    barrier = Barrier(len(acts))

    def run(act: Callable[[], object]) -> str:
        barrier.wait()
        try:
            act()
        except DomainError as refused:
            return refused.message_id
        return DONE

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(run, acts))


def states(treasury: Treasury, cases: list[Case]) -> list[AwardState]:
    found = (awards.money_of(treasury.deps, case).award for case in cases)
    return [award.state for award in found if award is not None]


@pytest.mark.parametrize("enough_for", [0, 4, CLAIMS])
def test_ten_approvals_at_once_get_what_there_is_in_the_order_of_acceptance(
    treasury: Treasury, enough_for: int
) -> None:
    treasury.fill(str(ONE * enough_for + Decimal("99999.99")))
    cases = []
    for _ in range(CLAIMS):
        treasury.advance(minutes=1)
        cases.append(treasury.accepted())
    officers = [treasury.staff.officer("industry") for _ in cases]
    acts = [partial(treasury.approve, case, officer=officer) for case, officer in zip(cases, officers, strict=True)]
    assert at_once(*acts) == [DONE] * CLAIMS
    total, reserved, paid = treasury.balance()
    assert (reserved, paid) == (ONE * enough_for, ZERO)
    assert reserved <= total
    won = states(treasury, cases)
    assert won.count(AwardState.RESERVED) == enough_for
    assert won.count(AwardState.WAITING) == CLAIMS - enough_for
    places = [awards.money_of(treasury.deps, case).place for case in cases]
    assert [place for place in places if place] == list(range(1, CLAIMS - enough_for + 1))


def test_approvals_withdrawals_and_top_ups_at_once_reconcile(treasury: Treasury) -> None:
    treasury.fill("300000.00")
    before = [treasury.approve(treasury.accepted()) for _ in range(4)]
    later = [treasury.accepted() for _ in range(4)]
    officers = [treasury.staff.officer("industry") for _ in later]
    owner = treasury.applicant.actor
    acts: list[Callable[[], object]] = [
        partial(endings.withdraw_case, treasury.deps, owner, case.number, command=WithdrawCase("")) for case in before
    ]
    acts += [partial(treasury.approve, case, officer=officer) for case, officer in zip(later, officers, strict=True)]
    _ = treasury.finance
    acts += [lambda: treasury.fill("50000.00")] * 2
    assert at_once(*acts) == [DONE] * len(acts)
    assert treasury.balance() == (Decimal(400_000), Decimal(400_000), ZERO)
    assert states(treasury, later) == [AwardState.RESERVED] * 4
    assert states(treasury, before) == [AwardState.RELEASED] * 4


def test_of_two_who_order_the_same_payment_one_wins(treasury: Treasury) -> None:
    treasury.fill("100000.00")
    case = treasury.granted()
    instalment = awards.money_of(treasury.deps, case).instalments[0]
    finance = treasury.finance
    answers = at_once(*[lambda: payments.order(treasury.deps, finance, [instalment.id])] * 4)
    assert sorted(answers) == [DONE, *["payment.moved"] * 3]
    assert treasury.balance() == (ONE, ONE, ZERO)


def test_the_banks_answer_handed_in_four_times_at_once_is_one_payment(treasury: Treasury) -> None:
    treasury.fill("200000.00")
    batch = treasury.order(treasury.granted(), treasury.granted())
    assert at_once(*[lambda: treasury.pay(batch)] * 4) == [DONE] * 4
    assert treasury.balance() == (Decimal(200_000), ZERO, Decimal(200_000))
    with treasury.deps.uow.read() as tx:
        stored = tx.money.payments.get(batch.number)
    assert stored is not None
    assert stored.open_lines == 0


def test_a_recovery_and_the_second_order_at_once_pay_or_cancel_never_both(
    treasury_of: Callable[[Policy], Treasury],
) -> None:
    treasury = treasury_of(SPLIT)
    treasury.fill("100000.00")
    case = treasury.granted()
    treasury.pay(treasury.order(case))
    treasury.advance(days=366)
    officer, finance = treasury.staff.officer("industry"), treasury.finance
    second = awards.money_of(treasury.deps, case).instalments[1]
    payments.check_condition(treasury.deps, officer, second.id, kept=True, words="数据")
    command = StartRecovery(amount=Decimal(60_000), reason="虚假材料", years=1)
    answers = at_once(
        lambda: recovery.start(treasury.deps, officer, case.number, command=command),
        lambda: payments.order(treasury.deps, finance, [second.id]),
    )
    assert answers[0] == DONE
    state = awards.money_of(treasury.deps, case).instalments[1].state
    assert state is (InstalmentState.ORDERED if answers[1] == DONE else InstalmentState.CANCELLED)
    reserved = Decimal(40_000) if answers[1] == DONE else Decimal(0)
    assert treasury.balance() == (ONE, reserved, Decimal(60_000))


def test_of_two_who_note_the_same_money_that_came_back_one_is_told(treasury: Treasury) -> None:
    treasury.fill("100000.00")
    case = treasury.granted()
    treasury.pay(treasury.order(case))
    officer, finance = treasury.staff.officer("industry"), treasury.finance
    command = StartRecovery(amount=Decimal(60_000), reason="虚假材料", years=1)
    started = at_once(*[lambda: recovery.start(treasury.deps, officer, case.number, command=command)] * 3)
    assert sorted(started) == [DONE, *["recovery.not_possible"] * 2]
    taken = awards.money_of(treasury.deps, case).recovery
    assert taken is not None
    amounts = (Decimal(60_000), Decimal(60_000), Decimal(1))
    acts = [partial(recovery.receive, treasury.deps, finance, taken.id, amount=amount) for amount in amounts]
    answers = at_once(*acts)
    assert set(answers) == {DONE, "recovery.too_much"}
    back = sum(amount for amount, told in zip(amounts, answers, strict=True) if told == DONE)
    assert back in {Decimal(60_000), Decimal(1)}
    assert treasury.balance() == (ONE, ZERO, ONE - back)


def test_the_table_itself_refuses_more_than_there_is_and_a_changed_ledger(treasury: Treasury) -> None:
    treasury.fill("100000.00")
    for statement in (
        "UPDATE budgets SET reserved = total + 1",
        "UPDATE ledger_entries SET amount = 1",
        "DELETE FROM ledger_entries",
    ):
        with pytest.raises(DBAPIError), treasury.deps.uow.begin() as tx:
            tx.money.budgets._connection.execute(text(statement))  # type: ignore[attr-defined]  # past the store: only the database itself can refuse this
    assert treasury.balance() == (ONE, ZERO, ZERO)


def test_what_fails_after_the_approval_takes_the_reservation_with_it(
    treasury: Treasury, monkeypatch: pytest.MonkeyPatch
) -> None:
    treasury.fill("100000.00")
    case = treasury.accepted()

    def killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("portal.services.papers.after_steps", killed)
        with pytest.raises(KeyboardInterrupt):
            treasury.approve(case)
    assert treasury.balance() == (ONE, ZERO, ZERO)
    treasury.approve(case)
    assert treasury.balance() == (ONE, ONE, ZERO)


def test_pro_rata_approvals_at_once_then_settled_share_every_cent(
    treasury_of: Callable[[Policy], Treasury],
) -> None:
    treasury = treasury_of(a_policy(when_exhausted=WhenExhausted.PRO_RATA))
    budget = treasury.fill("100000.00")
    cases = [treasury.accepted() for _ in range(7)]
    officers = [treasury.staff.officer("industry") for _ in cases]
    acts = [
        partial(treasury.approve, case, "33333.33", officer=officer)
        for case, officer in zip(cases, officers, strict=True)
    ]
    assert at_once(*acts) == [DONE] * 7
    settled = budgets.settle(treasury.deps, treasury.finance, budget.id)
    assert sum(award.amount for award in settled) == ONE
    assert max(award.amount for award in settled) - min(award.amount for award in settled) <= Decimal("0.01")
    assert treasury.balance() == (ONE, ONE, ZERO)
