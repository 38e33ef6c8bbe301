"""What a claim's case means for money 兑现, in the transaction of the case's own events.

The review passes with an amount: it is reserved, or the award joins the waiting list. The case comes to nothing by
refusal, return, withdrawal, lapse, or an upheld objection: what was reserved is free again. The case is granted: its
instalments may be paid; while the money has to wait, the decision is served without it. Refuses a second award for one
matter, exclusion groups, ceilings, and excluded enterprises.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from portal.domain.case.incidents import MoneyStep
from portal.domain.case.state import StepState
from portal.domain.funds.budgets import BudgetName
from portal.domain.funds.ledger import NOTHING, EntryKind
from portal.domain.funds.payments import (
    NOTHING_COMES,
    UNSENT,
    AwardState,
    InstalmentState,
    PaymentState,
    payment_state,
)
from portal.domain.policies.policy import Mode, WhenExhausted
from portal.domain.workflow import OnFail
from portal.services.awarding.claims import approved_amount, claim_of, groups_of
from portal.services.awarding.reserving import SERVE, enter, held, plan_payment, promote, queue_news
from portal.services.records.money import Award
from portal.services.records.refusals import CeilingReached, EnterpriseExcluded

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from portal.domain.case.state import Case
    from portal.domain.policies.policy import Policy
    from portal.domain.workflow import Service
    from portal.services.awarding.claims import Claim
    from portal.services.awarding.reserving import Hand
    from portal.services.deps import Deps
    from portal.services.records.money import Budget, Instalment, Payment, Recovery


@dataclass(frozen=True, slots=True)
class MoneyOfCase:
    """Everything about the money of one claim; ``place`` is that in the waiting list, from 1."""

    state: PaymentState
    award: Award | None
    instalments: Sequence[Instalment]
    payments: Sequence[Payment]
    recovery: Recovery | None
    budget: Budget | None
    place: int | None


def follow(me: Hand, service: Service, *, before: Case, after: Case) -> None:
    """Bring the money after the case: called wherever a case moves, in the same transaction."""
    policy = service.policy
    if policy is None:
        return
    award = me.tx.money.awards.of_case(after.number)
    if comes_to_nothing(after, service):
        if award is not None:
            _release(me, award)
        return
    amount = approved_amount(after)
    if award is None and amount is not None and approved_amount(before) is None:
        award = _approve(me, service, policy, case=after, amount=amount)
    if award is not None and after.granted and not before.granted:
        award = replace(held(me, award)[1], decided_on=after.decided_on)
        me.tx.money.awards.save(award)
        plan_payment(me, award)
        if award.to_settle:
            queue_news(me, award, MoneyStep.TO_SETTLE)
        if award.to_settle or award.state is AwardState.WAITING:
            me.tx.enqueue(SERVE, award.case_number, "", at=me.deps.clock.now(), case=award.case_number)


def comes_to_nothing(case: Case, service: Service) -> bool:
    """Whether nothing will be paid: the case ended so, or a step failed that leaves only a refusal."""
    if case.state in NOTHING_COMES or case.granted is False:
        return True
    failed = (run.id for run in case.steps if run.state is StepState.FAILED)
    return any(service.step(step_id).on_fail is OnFail.REFUSE for step_id in failed)


def _approve(me: Hand, service: Service, policy: Policy, *, case: Case, amount: Decimal) -> Award:
    now = me.deps.clock.now()
    today = me.deps.calendar.local_date(now)
    check = me.tx.matching.check_of(case.number)
    claim = claim_of(case, service, policy, period=check.period if check is not None else None)
    budget = me.tx.money.budgets.open(BudgetName(policy.pool, today.year))
    _require_allowed(me, policy, claim, amount=amount)
    award = me.tx.money.awards.add(
        Award(
            id=0,
            case_number=case.number,
            budget_id=budget.id,
            pool=budget.name.pool,
            year=budget.name.year,
            policy_key=policy.key,
            policy_version=service.version,
            department=policy.department,
            automatic=policy.mode is Mode.AUTOMATIC,
            pro_rata=policy.when_exhausted is WhenExhausted.PRO_RATA,
            uscc=claim.uscc,
            enterprise=claim.enterprise,
            claim_year=claim.year,
            matter=claim.matter,
            asked=amount,
            amount=amount,
            state=AwardState.WAITING,
            accepted_at=case.accepted_at or now,
            approved_at=now,
            account=claim.account,
        ),
        groups=groups_of(policy, claim),
    )
    promote(me, budget, fresh=award.id)
    award = me.tx.money.awards.of_case(case.number) or award
    if award.state is AwardState.WAITING and not award.pro_rata:
        queue_news(me, award, MoneyStep.WAITING, words=str(me.tx.money.awards.place(award)))
    return award


def _require_allowed(me: Hand, policy: Policy, claim: Claim, *, amount: Decimal) -> None:
    """Ceiling and exclusion, under the lock of the budget, so that two claims at once see each other."""
    today = me.deps.calendar.local_date(me.deps.clock.now())
    until = me.tx.money.recoveries.excluded_until(claim.uscc)
    if until is not None and today <= until:
        raise EnterpriseExcluded(until=until)
    if policy.ceiling is None:
        return
    left = policy.ceiling - me.tx.money.awards.given(policy.key, claim.uscc, claim.year)
    if amount > left:
        raise CeilingReached(ceiling=policy.ceiling, left=max(left, NOTHING))


def _release(me: Hand, award: Award) -> None:
    """What was reserved is free for others; who waits gets it in order."""
    if award.state not in {AwardState.WAITING, AwardState.RESERVED}:
        return
    budget, award = held(me, award)
    if award.state is AwardState.RESERVED:
        budget = enter(me, budget, EntryKind.RELEASE, amount=award.amount - award.paid, case=award.case_number)
    me.tx.money.awards.save(replace(award, state=AwardState.RELEASED))
    me.tx.money.awards.free(award.id)
    promote(me, budget)


def cancel_unsent(me: Hand, budget: Budget, award: Award, *, words: str) -> Budget:
    """Instalments that were not sent to the bank are not paid any more; who waits gets their money in order."""
    for instalment in me.tx.money.awards.instalments(award.id):
        moves = instalment.state in UNSENT
        if moves and me.tx.money.awards.move(instalment, InstalmentState.CANCELLED, words=words):
            budget = enter(
                me, budget, EntryKind.RELEASE, amount=instalment.amount, case=award.case_number, reason=words
            )
    return promote(me, budget)


def money_of(deps: Deps, case: Case) -> MoneyOfCase:
    """The money of a claim for its pages; whoever may see the case may see it."""
    with deps.uow.read() as tx:
        money = tx.money
        award = money.awards.of_case(case.number)
        if award is None:
            return MoneyOfCase(payment_state(case, None, ()), None, (), (), None, None, None)
        instalments = money.awards.instalments(award.id)
        return MoneyOfCase(
            state=payment_state(case, award.state, [each.state for each in instalments], to_settle=award.to_settle),
            award=award,
            instalments=instalments,
            payments=money.payments.of_award(award.id),
            recovery=money.recoveries.of_award(award.id),
            budget=money.budgets.get(award.budget_id),
            place=money.awards.place(award) if award.state is AwardState.WAITING and not award.to_settle else None,
        )
