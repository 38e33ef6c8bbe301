"""Approval reserves, every ending without an award releases, and who waits gets money in the order of acceptance."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from portal.domain.case.commands import LodgeObjection, ReturnCase, WithdrawCase
from portal.domain.case.state import Outcome
from portal.domain.errors import DomainError
from portal.domain.funds.ledger import BudgetExceeded
from portal.domain.funds.payments import AwardState, PaymentState
from portal.domain.policies.policy import OncePer, WhenExhausted
from portal.services import endings, notices
from portal.services.awarding import awards
from portal.services.money import budgets
from portal.services.records.refusals import AwardedBefore, NotSettleable
from tests.factories.money import NAME, Treasury, a_policy, upheld

if TYPE_CHECKING:
    from collections.abc import Callable

    from portal.domain.case.state import Case
    from portal.domain.policies.policy import Policy

FUNDS = "250000.00"
ONE = Decimal("100000.00")
NONE = Decimal(0)


def state_of(treasury: Treasury, case: Case) -> tuple[AwardState | None, int | None]:
    money = awards.money_of(treasury.deps, case)
    return (money.award.state if money.award else None, money.place)


def test_approval_reserves_and_the_ledger_says_for_whom(treasury: Treasury) -> None:
    treasury.fill(FUNDS)
    case = treasury.approve(treasury.accepted())
    assert treasury.balance() == (Decimal(FUNDS), ONE, NONE)
    with treasury.deps.uow.read() as tx:
        budget = tx.money.budgets.all()[0]
        entries = tx.money.budgets.entries(budget.id)
    assert [(one.kind.value, one.amount, one.case_number) for one in entries] == [
        ("top_up", Decimal(FUNDS), None),
        ("reserve", ONE, case.number),
    ]


def withdraw(treasury: Treasury, case: Case) -> Case:
    return endings.withdraw_case(treasury.deps, treasury.applicant.actor, case.number, command=WithdrawCase("不再申领"))


def give_back(treasury: Treasury, case: Case) -> Case:
    officer = treasury.staff.officer("industry")
    return endings.return_case(treasury.deps, officer, case.number, command=ReturnCase("重复申报"))


def refuse(treasury: Treasury, case: Case) -> Case:
    return treasury.complete(case, "tax_check", Outcome.FAILED)


@pytest.mark.parametrize("ending", [withdraw, give_back, refuse])
def test_every_ending_without_an_award_releases(treasury: Treasury, ending: Callable[[Treasury, Case], Case]) -> None:
    treasury.fill(FUNDS)
    case = ending(treasury, treasury.approve(treasury.accepted()))
    assert treasury.balance() == (Decimal(FUNDS), NONE, NONE)
    money = awards.money_of(treasury.deps, case)
    assert (money.state, money.award and money.award.state) == (PaymentState.ENDED, AwardState.RELEASED)


def test_an_upheld_objection_releases_at_once(treasury: Treasury) -> None:
    treasury.fill(FUNDS)
    case = treasury.on_notice()
    assert awards.money_of(treasury.deps, case).state is PaymentState.ON_NOTICE
    case = notices.lodge_objection(
        treasury.deps, case.number, command=LodgeObjection("notice", "张某", "0796-5550000", "并未升规")
    )
    assert awards.money_of(treasury.deps, case).state is PaymentState.HELD
    notices.answer_objection(treasury.deps, treasury.staff.officer("industry"), case.number, command=upheld(1))
    assert treasury.balance() == (Decimal(FUNDS), NONE, NONE)


def test_who_was_accepted_first_is_first_and_nobody_passes(treasury: Treasury) -> None:
    first, second, third = (accepted_later(treasury) for _ in range(3))
    treasury.approve(third, "10000.00")
    treasury.approve(second)
    treasury.approve(first)
    assert [state_of(treasury, case)[1] for case in (first, second, third)] == [1, 2, 3]
    treasury.fill("120000.00")
    assert [state_of(treasury, case)[0] for case in (first, second, third)] == [
        AwardState.RESERVED,
        AwardState.WAITING,
        AwardState.WAITING,
    ]
    withdraw(treasury, first)
    assert state_of(treasury, second) == (AwardState.RESERVED, None)
    assert state_of(treasury, third) == (AwardState.RESERVED, None)
    assert treasury.balance() == (Decimal(120_000), Decimal(110_000), NONE)


def accepted_later(treasury: Treasury) -> Case:
    treasury.advance(minutes=1)
    return treasury.accepted()


def test_a_second_award_for_the_same_matter_is_refused_by_the_table_itself(treasury: Treasury) -> None:
    treasury.fill(FUNDS)
    first = treasury.approve(treasury.accepted())
    with treasury.deps.uow.read() as tx:
        award = tx.money.awards.of_case(first.number)
    assert award is not None
    again = replace(award, case_number="another")
    with pytest.raises(AwardedBefore) as refused, treasury.deps.uow.begin() as tx:
        tx.money.awards.add(again, groups=())
    assert refused.value.facts["case"] == first.number
    withdraw(treasury, first)
    with treasury.deps.uow.begin() as tx:
        assert tx.money.awards.add(again, groups=()).id != award.id


def test_an_exclusion_group_names_the_other_award(treasury_of: Callable[[Policy], Treasury]) -> None:
    treasury = treasury_of(a_policy(exclusive=("growth",), once_per=OncePer.EVER))
    treasury.fill(FUNDS)
    uscc = "91360823MA35XJ105E"
    first = treasury.approve(treasury.accepted(enterprise_uscc=uscc))
    other = a_policy(exclusive=("growth",), key="another-award", once_per=OncePer.EVER)
    with_other = treasury_of(other)
    with pytest.raises(DomainError) as refused:
        with_other.approve(with_other.accepted(enterprise_uscc=uscc))
    assert (refused.value.message_id, refused.value.facts["case"]) == ("award.group_taken", first.number)


def test_the_ceiling_of_a_year_says_what_is_left(treasury_of: Callable[[Policy], Treasury]) -> None:
    treasury = treasury_of(a_policy(ceiling=Decimal(80_000)))
    treasury.fill(FUNDS)
    with pytest.raises(DomainError) as refused:
        treasury.approve(treasury.accepted())
    assert (refused.value.message_id, refused.value.facts["left"]) == ("award.ceiling_reached", Decimal(80_000))
    assert treasury.balance() == (Decimal(FUNDS), NONE, NONE)


def test_pro_rata_cuts_all_alike_to_the_cent(treasury_of: Callable[[Policy], Treasury]) -> None:
    treasury = treasury_of(a_policy(when_exhausted=WhenExhausted.PRO_RATA))
    budget = treasury.fill("100000.00")
    cases = [treasury.approve(treasury.accepted(), "50000.00") for _ in range(3)]
    settled = budgets.settle(treasury.deps, treasury.finance, budget.id)
    assert [award.amount for award in settled] == [Decimal("33333.34"), Decimal("33333.33"), Decimal("33333.33")]
    assert treasury.balance() == (Decimal(100_000), Decimal(100_000), NONE)
    assert all(state_of(treasury, case)[0] is AwardState.RESERVED for case in cases)
    with pytest.raises(DomainError):
        budgets.settle(treasury.deps, treasury.finance, budget.id)


def test_a_budget_is_not_reduced_below_what_is_promised(treasury: Treasury) -> None:
    treasury.fill(FUNDS)
    treasury.approve(treasury.accepted())
    with pytest.raises(BudgetExceeded):
        budgets.take_money(treasury.deps, treasury.finance, NAME, amount=Decimal("150000.01"), reason="压减")
    budgets.take_money(treasury.deps, treasury.finance, NAME, amount=Decimal("150000.00"), reason="压减")
    assert treasury.balance() == (ONE, ONE, NONE)


def test_an_empty_budget_is_not_settled_since_that_would_end_every_claim(
    treasury_of: Callable[[Policy], Treasury],
) -> None:
    treasury = treasury_of(a_policy(when_exhausted=WhenExhausted.PRO_RATA))
    case = treasury.approve(treasury.accepted(), "500.00")
    award = awards.money_of(treasury.deps, case).award
    assert award is not None
    with pytest.raises(NotSettleable):
        budgets.settle(treasury.deps, treasury.finance, award.budget_id)
    assert state_of(treasury, case)[0] is AwardState.WAITING
