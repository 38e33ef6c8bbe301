"""Private steps about money that use cases share: an entry in a ledger, the waiting list, the instalments.

Owns the one way an entry is made and the order in which waiting awards get money: that of acceptance (许可法 art. 57),
without letting a small award pass a big one. Each takes the open transaction; the caller holds the case already.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, Protocol

from portal.domain.case.incident_events import MoneyMoved
from portal.domain.case.incidents import MoneyStep
from portal.domain.deadlines import compute
from portal.domain.funds.ledger import Entry, EntryKind
from portal.domain.funds.payments import AwardState, planned
from portal.domain.limits import Limit, Unit
from portal.services.conflicts import NotFound
from portal.services.records.money import NewInstalment

if TYPE_CHECKING:
    from decimal import Decimal

    from portal.domain.case.state import By
    from portal.services.deps import Deps
    from portal.services.ports.transactions import Transaction
    from portal.services.records.core import StoredCase
    from portal.services.records.money import Award, Budget

NEWS: Final = "money_news"
"""Outbox kind of “tell the owner of this award”."""
SERVE: Final = "serve_waiting_decision"
"""Outbox kind of “the money has to wait: the decision is served without it”; the key is the case number."""
FINANCE: Final = Limit(3, Unit.WORKDAY)
"""From the day an instalment may be paid to its payment order 财政拨付 (guide §6.2)."""


class Hand(Protocol):
    """Somebody who acts inside one transaction, as :class:`portal.services.acting.Acting` does."""

    @property
    def deps(self) -> Deps: ...

    @property
    def tx(self) -> Transaction: ...

    @property
    def by(self) -> By: ...


def enter(
    me: Hand,
    budget: Budget,
    kind: EntryKind,
    *,
    amount: Decimal,
    case: str | None = None,
    batch: str | None = None,
    reason: str = "",
) -> Budget:
    """One entry in the ledger, by whoever acts, now; the balance moves with it or not at all."""
    entry = Entry(
        seq=budget.entries + 1,
        kind=kind,
        amount=amount,
        case_number=case,
        batch=batch,
        reason=reason,
        at=me.deps.clock.now(),
        by=me.by,
    )
    return me.tx.money.budgets.enter(budget, entry)


def promote(me: Hand, budget: Budget, *, fresh: int = 0) -> Budget:
    """Reserve money for those who wait, in their order, as long as there is enough for the first of them.

    Their owners are told; ``fresh`` is an award that comes in just now and did not wait.
    """
    awards = me.tx.money.awards
    while (first := awards.first_waiting(budget.id)) is not None and first.amount <= budget.balance.available:
        budget = reserve(me, budget, first)
        if first.id != fresh:
            queue_news(me, first, MoneyStep.FUNDED)
    return budget


def queue_news(me: Hand, award: Award, step: MoneyStep, *, words: str = "") -> None:
    """Let the jobs process tell the owner of an award: its case is not held here (portal.services.money.news)."""
    payload = f"{step.value} {award.amount:.2f} {words}".strip()
    key = f"{award.case_number}/{step.value}"
    me.tx.enqueue(NEWS, key, payload, at=me.deps.clock.now(), case=award.case_number)


def reserve(me: Hand, budget: Budget, award: Award) -> Budget:
    """The award has its money; what was decided already may be paid."""
    budget = enter(me, budget, EntryKind.RESERVE, amount=award.amount, case=award.case_number)
    award = replace(award, state=AwardState.RESERVED)
    me.tx.money.awards.save(award)
    plan_payment(me, award)
    return budget


def plan_payment(me: Hand, award: Award) -> None:
    """The instalments of an award that is decided and has its money; pro-rata ones only after settling."""
    ready = award.decided_on is not None and award.state is AwardState.RESERVED
    if not ready or (award.pro_rata and not award.settled) or award.decided_on is None:
        return
    if me.tx.money.awards.instalments(award.id):
        return
    policy = me.deps.catalogue.version(award.policy_key, award.policy_version).policy
    tranches = policy.award.tranches if policy is not None else ()
    calendar, now = me.deps.calendar, me.deps.clock.now()
    me.tx.money.awards.plan(
        [
            NewInstalment(
                award_id=award.id,
                seq=one.seq,
                amount=one.amount,
                due_on=one.due_on,
                conditional=one.conditional,
                department=award.department,
                deadline=None if one.conditional else compute(FINANCE, now, calendar),
            )
            for one in planned(award.amount, tranches, award.decided_on)
        ]
    )


def tell_owner(me: Hand, stored: StoredCase, step: MoneyStep, *, amount: Decimal, words: str = "") -> StoredCase:
    """Note in the case, and so to its owner, what happened to the money."""
    return me.tx.record(stored, (MoneyMoved(step, f"{amount:.2f}", words),), at=me.deps.clock.now(), by=me.by)


def budget_held(me: Hand, budget_id: int) -> Budget:
    """A budget, locked. Raises NotFound."""
    budget = me.tx.money.budgets.get(budget_id)
    if budget is None:
        raise NotFound(budget=budget_id)
    return budget


def held(me: Hand, award: Award) -> tuple[Budget, Award]:
    """The award's budget, locked, and the award as it is now: the first thing a writer does about money.

    What was read of an award before is old: whoever held the budget meanwhile may have given it money.
    """
    budget = budget_held(me, award.budget_id)
    return budget, me.tx.money.awards.get(award.id) or award
