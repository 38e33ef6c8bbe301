"""The money of policies inside a transaction, as small Protocols; `portal.persistence` implements them.

A writer locks a budget before it looks at awards or instalments of it, and a case before a budget.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from decimal import Decimal

    from portal.domain.deadlines import Deadline
    from portal.domain.funds.budgets import BudgetName
    from portal.domain.funds.ledger import Entry
    from portal.domain.funds.payments import InstalmentState
    from portal.services.records.core import After, Page
    from portal.services.records.money import (
        Award,
        Batch,
        Budget,
        Instalment,
        InstalmentLine,
        MoneyFigures,
        NewInstalment,
        Payment,
        Recovery,
        Unsettled,
    )


class Budgets(Protocol):
    """Budgets and their ledgers."""

    def open(self, name: BudgetName) -> Budget:
        """The budget, locked; an empty one is made when there was none."""
        ...

    def get(self, budget_id: int) -> Budget | None:
        """The budget, locked when this transaction may write."""
        ...

    def all(self) -> Sequence[Budget]: ...

    def enter(self, budget: Budget, entry: Entry) -> Budget:
        """Append the entry and move the balance in one conditional step; raises BudgetExceeded."""
        ...

    def entries(self, budget_id: int) -> Sequence[Entry]: ...


class Awards(Protocol):
    """Awards, their instalments, and what they exclude."""

    def add(self, award: Award, *, groups: Sequence[str]) -> Award:
        """Store a new award; raises AwardedBefore or GroupTaken when another one stands in its way."""
        ...

    def of_case(self, case_number: str) -> Award | None: ...

    def get(self, award_id: int) -> Award | None: ...

    def save(self, award: Award) -> None:
        """State, amounts, account and dates."""
        ...

    def free(self, award_id: int) -> None:
        """The exclusion groups of a released award may be used again."""
        ...

    def first_waiting(self, budget_id: int) -> Award | None:
        """The award that waits for money and was accepted first."""
        ...

    def unsettled(self, budget_id: int) -> Sequence[Award]:
        """Pro-rata awards of the budget that were not settled yet, in the order of acceptance."""
        ...

    def place(self, award: Award) -> int:
        """The place in the waiting list, from 1."""
        ...

    def of_enterprise(self, uscc: str) -> Sequence[Award]:
        """Awards of one enterprise that were not released, the newest first (at most 200)."""
        ...

    def given(self, policy_key: str, uscc: str, year: int) -> Decimal:
        """What one enterprise was granted from a policy in a year."""
        ...

    def plan(self, instalments: Sequence[NewInstalment]) -> None: ...

    def instalments(self, award_id: int) -> Sequence[Instalment]: ...

    def instalment(self, instalment_id: int) -> Instalment | None: ...

    def held_by(self, budget_id: int) -> tuple[Decimal, Decimal]:
        """What the awards of a budget hold, and what was paid to them and not taken back, added up anew."""
        ...

    def budgets_of(self, instalment_ids: Sequence[int]) -> Sequence[int]:
        """The budgets these instalments are paid from, in the order in which they are to be locked."""
        ...

    def move(
        self,
        instalment: Instalment,
        to: InstalmentState,
        *,
        words: str = "",
        deadline: Deadline | None = None,
        paid_on: date | None = None,
    ) -> bool:
        """Move an instalment on from the state it was read in; False when somebody else was faster."""
        ...


class Payments(Protocol):
    """Batches and their lines."""

    def add(self, batch: Batch, lines: Sequence[Payment]) -> Batch: ...

    def get(self, number: str) -> Batch | None: ...

    def lines(self, batch_id: int) -> Sequence[Payment]: ...

    def answer(self, payment: Payment, to: InstalmentState, *, on: date, reason: str) -> bool:
        """Note what the bank said about a line, once; False when it was answered before."""
        ...

    def of_award(self, award_id: int) -> Sequence[Payment]: ...


class Recoveries(Protocol):
    """Money that is taken back."""

    def add(self, recovery: Recovery) -> Recovery: ...

    def get(self, recovery_id: int) -> Recovery | None: ...

    def of_award(self, award_id: int) -> Recovery | None: ...

    def save(self, recovery: Recovery) -> bool:
        """Store what came in; False when it changed since it was read."""
        ...

    def excluded_until(self, uscc: str) -> date | None:
        """The last day on which the enterprise is kept out of policies."""
        ...


class Money(Protocol):
    """Everything about money in one transaction."""

    @property
    def budgets(self) -> Budgets: ...

    @property
    def awards(self) -> Awards: ...

    @property
    def payments(self) -> Payments: ...

    @property
    def recoveries(self) -> Recoveries: ...


class MoneyReads(Protocol):
    """Lists and figures, read without a lock; every list by key."""

    def budgets(self, year: int) -> Sequence[Budget]: ...

    def unsettled(self, budget_id: int) -> Unsettled:
        """What settling a budget now would be about."""
        ...

    def years(self) -> Sequence[int]: ...

    def figures(self, year: int) -> MoneyFigures: ...

    def ledger(self, budget_id: int, *, after: After | None, size: int) -> Page[Entry]: ...

    def waiting(self, budget_id: int, *, after: After | None, size: int) -> Page[Award]: ...

    def awards(self, budget_id: int, *, paid: bool, after: After | None, size: int) -> Page[Award]: ...

    def payable(self, *, after: After | None, size: int) -> Page[InstalmentLine]: ...

    def returned(self, *, after: After | None, size: int) -> Page[InstalmentLine]: ...

    def to_check(
        self, *, until: date, department: str | None, after: After | None, size: int
    ) -> Page[InstalmentLine]: ...

    def batches(self, *, after: After | None, size: int) -> Page[Batch]: ...

    def recoveries(self, *, after: After | None, size: int) -> Page[Recovery]: ...
