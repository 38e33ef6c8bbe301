"""Budgets 资金池: opening, topping up, the waiting list, settling pro rata, and checking the ledgers.

Refuses everybody but the finance bureau, and whatever there is no money for.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from portal.domain.case.incidents import MoneyStep
from portal.domain.case.reasons import reason_in
from portal.domain.funds.budgets import cut_alike
from portal.domain.funds.ledger import NOTHING, EntryKind, promised, reconciled, yuan
from portal.domain.funds.payments import AwardState
from portal.domain.permissions import CaseFacts, Permission
from portal.services.acting import acting
from portal.services.awarding.reserving import budget_held, enter, promote, queue_news, reserve
from portal.services.records.refusals import NotSettleable, SumMoved

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from portal.domain.funds.budgets import BudgetName
    from portal.domain.funds.ledger import Finding
    from portal.domain.permissions import Actor
    from portal.services.acting import Acting
    from portal.services.deps import Deps
    from portal.services.records.money import Award, Budget


@dataclass(frozen=True, slots=True)
class Sums:
    """What a settlement divides: what was approved in all, and what there is."""

    asked: Decimal
    available: Decimal

    def of(self, award: Award) -> str:
        """The arithmetic of one share; nothing when there was enough."""
        if self.asked <= self.available:
            return ""
        return f"¥{award.asked:,.2f} × ¥{self.available:,.2f} ÷ ¥{self.asked:,.2f} = ¥{award.amount:,.2f}"


def add_money(
    deps: Deps, actor: Actor, name: BudgetName, *, amount: Decimal, reason: str, seen: Decimal | None = None
) -> Budget:
    """Top a budget up, opening it when it is new; who waits gets money in order.

    ``seen`` is the total that the page showed, so that a click twice enters once. Raises SumMoved when it is another
    by now, ReasonNeeded, AmountInvalid.
    """
    actor.require(Permission.MONEY_MANAGE, CaseFacts())
    with deps.uow.begin() as tx:
        me = acting(deps, tx, actor)
        budget = _opened(me, name, seen)
        budget = enter(me, budget, EntryKind.TOP_UP, amount=yuan(amount), reason=reason_in(reason))
        return promote(me, budget)


def take_money(
    deps: Deps, actor: Actor, name: BudgetName, *, amount: Decimal, reason: str, seen: Decimal | None = None
) -> Budget:
    """Reduce a budget by what is still available; ``seen`` as for `add_money`. Raises SumMoved, BudgetExceeded."""
    actor.require(Permission.MONEY_MANAGE, CaseFacts())
    with deps.uow.begin() as tx:
        me = acting(deps, tx, actor)
        budget = _opened(me, name, seen)
        return enter(me, budget, EntryKind.REDUCE, amount=yuan(amount), reason=reason_in(reason))


def _opened(me: Acting, name: BudgetName, seen: Decimal | None) -> Budget:
    """The budget, locked, with the total that the page showed."""
    budget = me.tx.money.budgets.open(name)
    if seen is not None and budget.balance.total != seen:
        raise SumMoved(now=budget.balance.total)
    return budget


def settle(deps: Deps, actor: Actor, budget_id: int) -> Sequence[Award]:
    """配比清算: all pro-rata awards of the year that are not settled share what there is, cut alike to the cent.

    Raises NotSettleable when there is none, and when there is no money to share: that would end every claim.
    """
    actor.require(Permission.MONEY_MANAGE, CaseFacts())
    with deps.uow.begin() as tx:
        me = acting(deps, tx, actor)
        budget = budget_held(me, budget_id)
        awards = tx.money.awards.unsettled(budget.id)
        if not awards:
            raise NotSettleable(budget=str(budget.name))
        for award in awards:
            if award.state is AwardState.RESERVED:
                budget = enter(me, budget, EntryKind.RELEASE, amount=award.amount, case=award.case_number)
        if budget.balance.available <= 0:
            raise NotSettleable(budget=str(budget.name))
        shares = cut_alike([award.asked for award in awards], budget.balance.available)
        settled = [replace(award, amount=share, settled=True) for award, share in zip(awards, shares, strict=True)]
        sums = Sums(sum((award.asked for award in awards), NOTHING), budget.balance.available)
        for award in settled:
            if award.amount > 0:
                budget = reserve(me, budget, award)
                queue_news(me, award, MoneyStep.SETTLED, words=sums.of(award))
            else:
                tx.money.awards.save(replace(award, state=AwardState.CLOSED))
                queue_news(me, award, MoneyStep.NOTHING_LEFT, words=sums.of(award))
        promote(me, budget)
    return settled


def verify(deps: Deps) -> Sequence[tuple[Budget, int, Sequence[Finding]]]:
    """Every budget with the number of its entries and what disagrees between ledger, chain, balance and awards."""
    with deps.uow.read() as tx:
        found = []
        for budget in tx.money.budgets.all():
            entries = tx.money.budgets.entries(budget.id)
            findings = reconciled(str(budget.name), entries, budget.balance, last_digest=budget.last_digest)
            reserved, paid = tx.money.awards.held_by(budget.id)
            findings += promised(budget.balance, reserved=reserved, paid=paid)
            found.append((budget, len(entries), findings))
        return found
