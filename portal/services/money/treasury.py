"""What the finance bureau and managers look at 惠企资金: budgets, ledgers, what may be paid, batches, recoveries.

Owns who may look. Refuses everybody else, whatever page asks.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from portal.domain.permissions import FINANCE, CaseFacts, Permission, Role
from portal.services.conflicts import NotFound

if TYPE_CHECKING:
    from collections.abc import Sequence

    from portal.domain.funds.ledger import Entry
    from portal.domain.permissions import Actor
    from portal.services.deps import Deps
    from portal.services.records.core import After, Page
    from portal.services.records.money import (
        Award,
        Batch,
        Budget,
        InstalmentLine,
        MoneyFigures,
        Payment,
        Recovery,
    )

PAGE_SIZE: Final = 25
LEDGER: Final = "ledger"
HUNDRED: Final = Decimal(100)


@dataclass(frozen=True, slots=True)
class Year:
    """One fiscal year: its budgets and its figures, and the other years there are."""

    year: int
    years: Sequence[int]
    budgets: Sequence[Budget]
    figures: MoneyFigures

    @property
    def execution(self) -> Decimal | None:
        """预算执行率 = paid ÷ total, in percent (guide §9.10)."""
        return share(self.figures.paid, self.figures.total)

    @property
    def automatic(self) -> Decimal | None:
        """免申即享占比: awards without a claim among those that were paid, in percent."""
        return share(Decimal(self.figures.automatic), Decimal(self.figures.awards))


@dataclass(frozen=True, slots=True)
class BatchView:
    """One payment order with its lines."""

    batch: Batch
    lines: Sequence[Payment]


@dataclass(frozen=True, slots=True)
class Settlement:
    """The awards of a budget that share what there is, not settled yet; ``undecided`` may come to nothing."""

    count: int
    undecided: int
    asked: Decimal
    available: Decimal

    @property
    def ratio(self) -> Decimal | None:
        """What each gets of what was approved, in percent."""
        return share(min(self.asked, self.available), self.asked)


def share(part: Decimal, whole: Decimal) -> Decimal | None:
    """In percent with one place; nothing when there is nothing to share."""
    return None if whole <= 0 else (part * HUNDRED / whole).quantize(Decimal("0.1"))


def may_look(actor: Actor) -> bool:
    """Whether the finance pages are open to somebody."""
    return actor.may(Permission.MONEY_VIEW, CaseFacts())


def may_manage(actor: Actor) -> bool:
    """Whether somebody moves money."""
    return actor.role is Role.OFFICER and actor.department == FINANCE


def year_of(deps: Deps, actor: Actor, year: int | None) -> Year:
    """A fiscal year; without one, that of today."""
    _look(actor)
    today = deps.calendar.local_date(deps.clock.now()).year
    wanted = year if year is not None else today
    reads = deps.reads.money
    years = sorted({*reads.years(), today, today + 1}, reverse=True)
    return Year(wanted, years, reads.budgets(wanted), reads.figures(wanted))


def budget_of(deps: Deps, actor: Actor, budget_id: int) -> Budget:
    """One budget. Raises NotFound."""
    _look(actor)
    with deps.uow.read() as tx:
        found = tx.money.budgets.get(budget_id)
    if found is None:
        raise NotFound(budget=budget_id)
    return found


def settlement(deps: Deps, actor: Actor, budget_id: int) -> Settlement:
    """What settling now would give, before anything is done."""
    _look(actor)
    with deps.uow.read() as tx:
        budget = tx.money.budgets.get(budget_id)
    if budget is None:
        raise NotFound(budget=budget_id)
    found = deps.reads.money.unsettled(budget_id)
    available = budget.balance.available + found.held
    return Settlement(found.count, found.undecided, asked=found.asked, available=available)


def ledger(deps: Deps, actor: Actor, budget_id: int, *, after: After | None = None) -> Page[Entry]:
    """The ledger, the newest entry first."""
    _look(actor)
    return deps.reads.money.ledger(budget_id, after=after, size=PAGE_SIZE)


def waiting(deps: Deps, actor: Actor, budget_id: int, *, after: After | None = None) -> Page[Award]:
    """The waiting list, in its order."""
    _look(actor)
    return deps.reads.money.waiting(budget_id, after=after, size=PAGE_SIZE)


def awards_of(deps: Deps, actor: Actor, budget_id: int, *, paid: bool, after: After | None = None) -> Page[Award]:
    """The awards behind a figure."""
    _look(actor)
    return deps.reads.money.awards(budget_id, paid=paid, after=after, size=PAGE_SIZE)


def payable(deps: Deps, actor: Actor, *, after: After | None = None) -> Page[InstalmentLine]:
    """What may be paid now, the most urgent first."""
    _look(actor)
    return deps.reads.money.payable(after=after, size=PAGE_SIZE)


def returned(deps: Deps, actor: Actor, *, after: After | None = None) -> Page[InstalmentLine]:
    """What the bank sent back and the owner did not mend yet."""
    _look(actor)
    return deps.reads.money.returned(after=after, size=PAGE_SIZE)


def to_check(deps: Deps, actor: Actor, *, after: After | None = None) -> Page[InstalmentLine]:
    """Later instalments whose day has come: those of the actor's department, for the finance bureau all."""
    actor.require(Permission.AWARD_CHECK if not may_look(actor) else Permission.MONEY_VIEW)
    today = deps.calendar.local_date(deps.clock.now())
    department = None if may_look(actor) else actor.department
    return deps.reads.money.to_check(until=today, department=department, after=after, size=PAGE_SIZE)


def batches(deps: Deps, actor: Actor, *, after: After | None = None) -> Page[Batch]:
    """Payment orders, the newest first."""
    _look(actor)
    return deps.reads.money.batches(after=after, size=PAGE_SIZE)


def batch(deps: Deps, actor: Actor, number: str) -> BatchView:
    """One payment order. Raises NotFound."""
    _look(actor)
    with deps.uow.read() as tx:
        found = tx.money.payments.get(number)
        if found is None:
            raise NotFound(batch=number)
        return BatchView(found, tx.money.payments.lines(found.id))


def recoveries(deps: Deps, actor: Actor, *, after: After | None = None) -> Page[Recovery]:
    """Money that is or was taken back, the newest first."""
    _look(actor)
    return deps.reads.money.recoveries(after=after, size=PAGE_SIZE)


def recovery_of(deps: Deps, actor: Actor, recovery_id: int) -> Recovery:
    """One recovery. Raises NotFound."""
    _look(actor)
    with deps.uow.read() as tx:
        found = tx.money.recoveries.get(recovery_id)
    if found is None:
        raise NotFound(recovery=recovery_id)
    return found


def _look(actor: Actor) -> None:
    actor.require(Permission.MONEY_VIEW, CaseFacts())
