"""Owners are told when their award waits, when its money is there, and what the settlement of the year left of it."""

from __future__ import annotations

from decimal import Decimal
from random import Random
from typing import TYPE_CHECKING

from portal.domain.case.incident_events import MoneyMoved
from portal.domain.case.incidents import MoneyStep
from portal.domain.funds.payments import PaymentState
from portal.domain.policies.policy import WhenExhausted
from portal.jobs.runner import run_until_idle
from portal.services.awarding import awards
from portal.services.money import budgets
from portal.services.money import treasury as looking
from tests.factories.money import Treasury, a_policy

if TYPE_CHECKING:
    from collections.abc import Callable

    from portal.domain.case.state import Case
    from portal.domain.policies.policy import Policy

SHARED = a_policy(when_exhausted=WhenExhausted.PRO_RATA)


def told(treasury: Treasury, case: Case) -> list[tuple[MoneyStep, str, str]]:
    """The messages about money that the owner got about this case, the oldest first."""
    run_until_idle(treasury.deps)
    page = treasury.deps.reads.messages_of(treasury.applicant.actor.user_id, after=None, size=100)
    events = [line.about.event for line in page.rows if line.case_number == case.number]
    return [(one.step, one.amount, one.words) for one in reversed(events) if isinstance(one, MoneyMoved)]


def state(treasury: Treasury, case: Case) -> PaymentState:
    with treasury.deps.uow.read() as tx:
        stored = tx.cases.get(case.number)
    assert stored is not None
    return awards.money_of(treasury.deps, stored.case).state


def test_who_waits_is_told_the_place_and_once_when_there_is_money(treasury: Treasury) -> None:
    treasury.fill("100000.00")
    first = treasury.approve(treasury.accepted())
    treasury.advance(minutes=1)
    second = treasury.approve(treasury.accepted())
    assert told(treasury, first) == []
    assert told(treasury, second) == [(MoneyStep.WAITING, "100000.00", "1")]
    treasury.fill("150000.00")
    treasury.fill("1.00")
    assert told(treasury, second)[1:] == [(MoneyStep.FUNDED, "100000.00", "")]


def test_the_settlement_tells_every_share_with_its_arithmetic(treasury_of: Callable[[Policy], Treasury]) -> None:
    treasury = treasury_of(SHARED)
    budget = treasury.fill("50000.00")
    small, large = treasury.granted("25000.00"), treasury.granted("75000.00")
    assert state(treasury, small) is PaymentState.TO_SETTLE
    assert told(treasury, small) == [(MoneyStep.TO_SETTLE, "25000.00", "")]
    seen = looking.settlement(treasury.deps, treasury.finance, budget.id)
    assert (seen.count, seen.undecided, seen.asked, seen.ratio) == (2, 0, Decimal(100_000), Decimal("50.0"))
    budgets.settle(treasury.deps, treasury.finance, budget.id)
    arithmetic = "¥75,000.00 × ¥50,000.00 ÷ ¥100,000.00 = ¥37,500.00"
    assert told(treasury, large)[-1] == (MoneyStep.SETTLED, "37500.00", arithmetic)
    assert state(treasury, large) is PaymentState.PAYABLE
    assert looking.settlement(treasury.deps, treasury.finance, budget.id).count == 0


def test_enough_money_settles_without_a_cut_and_less_than_a_fen_ends_it(
    treasury_of: Callable[[Policy], Treasury],
) -> None:
    treasury = treasury_of(SHARED)
    budget = treasury.fill("0.01")
    first = treasury.granted("100.00")
    treasury.advance(minutes=1)
    second = treasury.granted("100.00")
    budgets.settle(treasury.deps, treasury.finance, budget.id)
    assert told(treasury, second)[-1] == (MoneyStep.NOTHING_LEFT, "0.00", "¥100.00 × ¥0.01 ÷ ¥200.00 = ¥0.00")
    assert (state(treasury, first), state(treasury, second)) == (PaymentState.PAYABLE, PaymentState.ENDED)
    treasury.fill("500.00")
    third = treasury.granted("100.00")
    budgets.settle(treasury.deps, treasury.finance, budget.id)
    assert told(treasury, third)[-1] == (MoneyStep.SETTLED, "100.00", "")


def test_an_account_is_kept_as_the_bank_wants_it(treasury: Treasury) -> None:
    treasury.fill("100000.00")
    case = treasury.approve(treasury.accepted(account_number="3622 0100-1234 5678"))
    with treasury.deps.uow.read() as tx:
        award = tx.money.awards.of_case(case.number)
    assert award is not None
    assert award.account.number == "3622010012345678"


def test_what_is_shared_at_the_end_of_the_year_does_not_stand_in_line(
    treasury_of: Callable[[Policy], Treasury],
) -> None:
    shared, plain = treasury_of(SHARED), treasury_of(a_policy())
    plain.source = Random(12)  # other enterprises
    budget = shared.fill("1.00")
    shared.granted("25000.00")
    plain.advance(minutes=1)
    waits = plain.approve(plain.accepted())
    assert told(plain, waits) == [(MoneyStep.WAITING, "100000.00", "1")]
    line = looking.waiting(plain.deps, plain.finance, budget.id)
    assert [award.case_number for award in line.rows] == [waits.number]
