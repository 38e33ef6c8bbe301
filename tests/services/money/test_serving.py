"""A decision whose money has to wait is served at once; the money follows when it is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from portal.domain.case.moves import CaseState
from portal.domain.documents import DeliveryMethod, DocumentKind
from portal.domain.funds.payments import PaymentState
from portal.domain.policies.policy import WhenExhausted
from portal.jobs.runner import run_until_idle
from portal.services.awarding import awards
from portal.services.money import budgets
from tests.factories.money import Treasury, a_policy

if TYPE_CHECKING:
    from collections.abc import Callable

    from portal.domain.case.state import Case
    from portal.domain.policies.policy import Policy


def now(treasury: Treasury, case: Case) -> Case:
    run_until_idle(treasury.deps)
    with treasury.deps.uow.read() as tx:
        stored = tx.cases.get(case.number)
    assert stored is not None
    return stored.case


def money(treasury: Treasury, case: Case) -> PaymentState:
    return awards.money_of(treasury.deps, now(treasury, case)).state


def kinds(treasury: Treasury, case: Case) -> list[DocumentKind]:
    with treasury.deps.uow.read() as tx:
        return [one.kind for one in tx.documents.of_case(case.number)]


def test_with_money_the_first_payment_delivers(treasury: Treasury) -> None:
    treasury.fill("100000.00")
    case = treasury.granted()
    assert now(treasury, case).state is CaseState.GRANTED
    treasury.pay(treasury.order(case))
    delivered = now(treasury, case)
    assert delivered.state is CaseState.DELIVERED
    assert delivered.delivery is not None
    assert delivered.delivery.method is DeliveryMethod.TRANSFER


def test_who_waits_has_the_decision_now_and_the_money_later(treasury: Treasury) -> None:
    case = treasury.granted()
    served = now(treasury, case)
    assert served.state is CaseState.DELIVERED
    assert served.delivery is not None
    assert (served.delivery.method, served.delivery.receiver) == (DeliveryMethod.ELECTRONIC, case.applicant.name)
    assert "排队" in served.delivery.remarks
    assert kinds(treasury, case).count(DocumentKind.DELIVERY_RECORD) == 1
    assert money(treasury, case) is PaymentState.WAITING
    treasury.fill("100000.00")
    assert money(treasury, case) is PaymentState.PAYABLE
    treasury.pay(treasury.order(case))
    assert money(treasury, case) in {PaymentState.PAID, PaymentState.PART_PAID}
    assert kinds(treasury, case).count(DocumentKind.DELIVERY_RECORD) == 1


def test_money_that_came_first_leaves_the_delivery_to_the_payment(treasury: Treasury) -> None:
    treasury.on_notice()
    case = treasury.on_notice()
    treasury.after_notice()
    granted = treasury.complete(case, "decision")
    treasury.fill("300000.00")
    assert now(treasury, granted).state is CaseState.GRANTED


@pytest.mark.parametrize("first", ["serve", "settle"])
def test_a_share_of_nothing_still_serves_the_decision(treasury_of: Callable[[Policy], Treasury], first: str) -> None:
    treasury = treasury_of(a_policy(when_exhausted=WhenExhausted.PRO_RATA))
    budget = treasury.fill("0.01")
    treasury.granted("100.00")
    treasury.advance(minutes=1)
    case = treasury.granted("100.00")
    if first == "serve":
        assert now(treasury, case).state is CaseState.DELIVERED
    budgets.settle(treasury.deps, treasury.finance, budget.id)
    assert now(treasury, case).state is CaseState.DELIVERED
    assert money(treasury, case) is PaymentState.ENDED
