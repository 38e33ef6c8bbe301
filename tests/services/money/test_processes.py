"""Approvals, budgets, orders and answers of the bank from processes of their own, on SQLite and PostgreSQL.

Whatever comes first: reserved and paid never exceed the total, the chain holds, awards and ledger agree to the cent.
"""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

import pytest

from portal.domain.case.commands import CompleteStep, WithdrawCase
from portal.domain.case.state import Outcome
from portal.domain.funds.payments import AwardState, InstalmentState
from portal.domain.policies.policy import WhenExhausted
from portal.persistence.stores.awards import SqlAwards
from portal.services import endings, review
from portal.services.awarding import awards
from portal.services.money import bank_answers, budgets, payments, treasury
from tests.factories.money import NAME, Treasury, a_policy
from tests.services.processes import DONE, Place, at_once, killed_at

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from portal.domain.case.state import Case
    from portal.domain.permissions import Actor
    from portal.domain.policies.policy import Policy
    from portal.services.deps import Deps
    from portal.services.records.money import Award, Batch
    from tests.services.conftest import HandClock

ONE = Decimal("100000.00")
NONE = Decimal(0)
PRO_RATA = a_policy(when_exhausted=WhenExhausted.PRO_RATA)


@pytest.fixture
def place_of(database_url: str, tmp_path: Path, clock: HandClock) -> Callable[[Policy], Place]:
    """Where processes find the county, as it is at the time of the call."""
    return lambda policy: Place(database_url, tmp_path / "processes", clock.instant, policy)


# --- what a process does ------------------------------------------------------------------------------


def approve(deps: Deps, *, officer: Actor, number: str, amount: str = "100000.00") -> None:
    results = {"award_amount": amount}
    command = CompleteStep("review", Outcome.PASSED, "同意", ticked=("conditions",), results=results)
    review.complete_step(deps, officer, number, command=command)


def decide(deps: Deps, *, officer: Actor, number: str, ticked: tuple[str, ...]) -> None:
    review.complete_step(deps, officer, number, command=CompleteStep("decision", Outcome.PASSED, "意见", ticked=ticked))


def withdraw(deps: Deps, *, owner: Actor, number: str) -> None:
    endings.withdraw_case(deps, owner, number, command=WithdrawCase(""))


def fund(deps: Deps, *, finance: Actor, amount: str) -> None:
    """More money, or with a minus less."""
    act = budgets.add_money if Decimal(amount) > 0 else budgets.take_money
    act(deps, finance, NAME, amount=abs(Decimal(amount)), reason="调整")


def order(deps: Deps, *, finance: Actor, ids: list[int]) -> None:
    payments.order(deps, finance, ids)


def settle(deps: Deps, *, finance: Actor, budget_id: int) -> None:
    budgets.settle(deps, finance, budget_id)


def answer(deps: Deps, *, finance: Actor, number: str, rows: list[tuple[str, ...]]) -> None:
    bank_answers.read_answer(deps, finance, number, rows=rows)


# --- what is there afterwards -------------------------------------------------------------------------


def states(treasury: Treasury, cases: list[Case]) -> list[AwardState]:
    found = (awards.money_of(treasury.deps, case).award for case in cases)
    return [award.state for award in found if award is not None]


def payable(treasury: Treasury, *cases: Case) -> list[int]:
    found = (one for case in cases for one in awards.money_of(treasury.deps, case).instalments)
    return [one.id for one in found if one.state is InstalmentState.PAYABLE]


def bank_rows(treasury: Treasury, batch: Batch, result: str = "成功") -> list[tuple[str, ...]]:
    """The bank's file about all lines of a batch."""
    with treasury.deps.uow.read() as tx:
        lines = tx.money.payments.lines(batch.id)
    rows = [(str(one.line), one.case_number, f"{one.amount:.2f}", result, "户名不符") for one in lines]
    return [("序号", "办件编号", "金额（元）", "结果", "原因"), *rows]


def open_lines(treasury: Treasury, batch: Batch) -> int:
    return treasury_batch(treasury, batch).batch.open_lines


def treasury_batch(of: Treasury, batch: Batch) -> treasury.BatchView:
    return treasury.batch(of.deps, of.finance, batch.number)


# --- at once ------------------------------------------------------------------------------------------


def test_of_six_processes_that_approve_at_once_only_so_many_get_money_as_there_is(
    treasury: Treasury, place_of: Callable[[Policy], Place]
) -> None:
    treasury.fill("399999.99")
    cases = [treasury.accepted() for _ in range(6)]
    officer = treasury.staff.officer("industry")
    acts = [partial(approve, officer=officer, number=case.number) for case in cases]
    assert at_once(place_of(a_policy()), *acts) == [DONE] * 6
    assert treasury.balance() == (Decimal("399999.99"), Decimal(300_000), NONE)
    won = states(treasury, cases)
    assert (won.count(AwardState.RESERVED), won.count(AwardState.WAITING)) == (3, 3)


def test_money_added_and_taken_while_claims_are_approved_withdrawn_and_ordered(
    treasury: Treasury, place_of: Callable[[Policy], Place]
) -> None:
    treasury.fill("300000.00")
    granted = treasury.granted()
    given_back, officer, finance = (
        treasury.approve(treasury.accepted()),
        treasury.staff.officer("industry"),
        treasury.finance,
    )
    later = [treasury.accepted() for _ in range(3)]
    ids = payable(treasury, granted)
    acts = [
        *[partial(approve, officer=officer, number=case.number) for case in later],
        partial(withdraw, owner=treasury.applicant.actor, number=given_back.number),
        partial(fund, finance=finance, amount="150000.00"),
        partial(fund, finance=finance, amount="-100000.00"),
        partial(order, finance=finance, ids=ids),
        partial(order, finance=finance, ids=ids),
    ]
    answers = at_once(place_of(a_policy()), *acts)
    assert answers[:5] == [DONE] * 5
    assert answers[5] in {DONE, "budget.exceeded"}
    assert sorted(answers[6:]) == [DONE, "payment.moved"]
    total, reserved, paid = treasury.balance()
    assert total == Decimal(350_000 if answers[5] == DONE else 450_000)
    won = states(treasury, later).count(AwardState.RESERVED)
    assert (reserved, paid) == (ONE * (1 + won), NONE)
    assert won == min(3, int((total - ONE) / ONE))
    assert states(treasury, [granted, given_back]) == [AwardState.RESERVED, AwardState.RELEASED]


def test_settling_while_shares_are_approved_and_decided(
    treasury_of: Callable[[Policy], Treasury], place_of: Callable[[Policy], Place]
) -> None:
    treasury = treasury_of(PRO_RATA)
    budget = treasury.fill("100000.00")
    first, second = (treasury.on_notice("70000.00") for _ in range(2))
    treasury.after_notice()
    later, finance = treasury.accepted(), treasury.finance
    step = treasury.deps.catalogue.version(later.service_key, later.service_version).step("decision")
    decided = partial(
        decide,
        officer=treasury.staff.officer(step.department),
        ticked=tuple(check.id for check in step.checks),
    )
    answers = at_once(
        place_of(PRO_RATA),
        partial(settle, finance=finance, budget_id=budget.id),
        partial(decided, number=first.number),
        partial(decided, number=second.number),
        partial(approve, officer=treasury.staff.officer("industry"), number=later.number, amount="60000.00"),
        partial(fund, finance=finance, amount="0.01"),
    )
    assert answers == [DONE] * 5
    total, reserved, paid = treasury.balance()
    assert (total, paid) == (Decimal("100000.01"), NONE)
    given = [awards.money_of(treasury.deps, case) for case in (first, second, later)]
    assert reserved == sum(one.award.amount for one in given if one.award and one.award.state is AwardState.RESERVED)
    for one in given[:2]:
        assert one.award is not None
        assert one.award.state is AwardState.RESERVED
        assert sum(part.amount for part in one.instalments) == one.award.amount


def test_an_award_that_got_money_between_reading_and_deciding_keeps_it(
    treasury_of: Callable[[Policy], Treasury], database_kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On SQLite a writer is alone from its beginning, so that nobody can come in between."""
    if database_kind == "sqlite":
        pytest.skip("a writer is alone")
    treasury = treasury_of(PRO_RATA)
    budget = treasury.fill("100000.00")
    case = treasury.on_notice("120000.00")
    treasury.after_notice()
    finance, read = treasury.finance, SqlAwards.of_case

    def then_settled(self: SqlAwards, number: str) -> Award | None:
        found = read(self, number)
        monkeypatch.undo()
        budgets.settle(treasury.deps, finance, budget.id)
        return found

    monkeypatch.setattr(SqlAwards, "of_case", then_settled)
    treasury.complete(case, "decision")
    money = awards.money_of(treasury.deps, case)
    assert money.award is not None
    assert (money.award.state, money.award.amount) == (AwardState.RESERVED, ONE)
    assert [one.amount for one in money.instalments] == [ONE]
    assert treasury.balance() == (ONE, ONE, NONE)


def test_the_banks_file_read_by_three_processes_is_one_payment_and_contradictions_are_named(
    treasury: Treasury, place_of: Callable[[Policy], Place]
) -> None:
    treasury.fill("300000.00")
    batch = treasury.order(*[treasury.granted() for _ in range(3)])
    paid, back = bank_rows(treasury, batch), bank_rows(treasury, batch, "失败")
    reads = [partial(answer, finance=treasury.finance, number=batch.number, rows=rows) for rows in (paid, paid, back)]
    assert at_once(place_of(a_policy()), *reads) == [DONE] * 3
    lines = treasury_batch(treasury, batch).lines
    done = sum(one.amount for one in lines if one.state is InstalmentState.PAID)
    assert {one.state for one in lines} <= {InstalmentState.PAID, InstalmentState.RETURNED}
    assert treasury.balance() == (Decimal(300_000), Decimal(300_000) - done, done)
    assert open_lines(treasury, batch) == 0


# --- killed -------------------------------------------------------------------------------------------


def test_an_approval_killed_after_its_entry_has_not_happened(
    treasury: Treasury, place_of: Callable[[Policy], Place]
) -> None:
    treasury.fill("100000.00")
    case, officer = treasury.accepted(), treasury.staff.officer("industry")
    act = partial(approve, officer=officer, number=case.number)
    killed_at(place_of(a_policy()), act, stop="portal.services.awarding.reserving.enter")
    assert treasury.balance() == (ONE, NONE, NONE)
    assert awards.money_of(treasury.deps, case).award is None
    act(treasury.deps)
    assert treasury.balance() == (ONE, ONE, NONE)


def test_a_batch_killed_between_two_lines_is_ordered_whole_later(
    treasury: Treasury, place_of: Callable[[Policy], Place]
) -> None:
    treasury.fill("200000.00")
    cases = [treasury.granted() for _ in range(2)]
    act = partial(order, finance=treasury.finance, ids=payable(treasury, *cases))
    killed_at(place_of(a_policy()), act, stop="portal.services.money.payments.enter")
    assert len(payable(treasury, *cases)) == 2
    batch = treasury.order(*cases)
    assert (batch.lines, batch.number[-5:]) == (2, "00001")
    assert treasury.balance() == (Decimal(200_000), Decimal(200_000), NONE)


def test_a_file_of_the_bank_killed_in_its_second_line_is_read_again_and_pays_each_once(
    treasury: Treasury, place_of: Callable[[Policy], Place]
) -> None:
    treasury.fill("300000.00")
    batch = treasury.order(*[treasury.granted() for _ in range(3)])
    rows = bank_rows(treasury, batch)
    act = partial(answer, finance=treasury.finance, number=batch.number, rows=rows)
    killed_at(place_of(a_policy()), act, stop="portal.services.money.payments.enter", times=2)
    assert treasury.balance() == (Decimal(300_000), Decimal(200_000), ONE)
    read = bank_answers.read_answer(treasury.deps, treasury.finance, batch.number, rows=rows)
    assert (read.paid, [fault.fault for fault in read.faults]) == (2, [bank_answers.Fault.DONE_BEFORE])
    assert treasury.balance() == (Decimal(300_000), NONE, Decimal(300_000))
    assert open_lines(treasury, batch) == 0
