"""Budgets and their ledgers inside a transaction. Refuses, with BudgetExceeded, whatever there is no money for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from decimal import Decimal
from typing import Any, Final

from sqlalchemy import Connection, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from portal.domain.case.state import By
from portal.domain.funds.budgets import BudgetName
from portal.domain.funds.ledger import EFFECTS, Balance, BudgetExceeded, Entry, EntryKind, moved, sealed, seed
from portal.persistence.models import BudgetRow, LedgerRow
from portal.services.records.money import Budget

HUNDRED: Final = 100
COLUMNS: Final = BudgetRow.__table__.columns


def cents(amount: Decimal) -> int:
    """Yuan as whole cents; an amount with more places is a mistake of the program."""
    exact = amount * HUNDRED
    if exact != int(exact):
        raise ValueError(amount)
    return int(exact)


def yuan(amount: int) -> Decimal:
    """Whole cents as yuan with two places."""
    return Decimal(amount).scaleb(-2)


def budget_of(row: Mapping[Any, Any]) -> Budget:
    """A row of ``budgets``."""
    return Budget(
        id=row["id"],
        name=BudgetName(row["pool"], row["year"]),
        balance=Balance(yuan(row["total"]), yuan(row["reserved"]), yuan(row["paid"])),
        entries=row["entries"],
        last_digest=row["last_digest"],
    )


def entry_of(row: Mapping[Any, Any]) -> Entry:
    """A row of ``ledger_entries``."""
    return Entry(
        seq=row["seq"],
        kind=EntryKind(row["kind"]),
        amount=yuan(row["amount"]),
        case_number=row["case_number"],
        batch=row["batch"],
        reason=row["reason"],
        at=row["at"],
        by=By(row["actor_id"], row["actor_name"], row["actor_role"]),
        digest=row["digest"],
    )


class SqlBudgets:
    """A writer holds the budget it read until the transaction ends."""

    def __init__(self, connection: Connection, *, lock: bool) -> None:
        self._connection = connection
        self._lock = lock

    def open(self, name: BudgetName) -> Budget:
        """The budget, locked; an empty one is made when there was none."""
        kind = sqlite if self._connection.dialect.name == "sqlite" else postgresql
        empty = asdict(name) | {"total": 0, "reserved": 0, "paid": 0, "entries": 0, "last_digest": seed(str(name))}
        self._connection.execute(
            kind.insert(BudgetRow).values(empty).on_conflict_do_nothing(index_elements=["pool", "year"])
        )
        query = select(*COLUMNS).where(BudgetRow.pool == name.pool, BudgetRow.year == name.year).with_for_update()
        return budget_of(self._connection.execute(query).mappings().one())

    def get(self, budget_id: int) -> Budget | None:
        query = select(*COLUMNS).where(BudgetRow.id == budget_id)
        found = self._connection.execute(query.with_for_update() if self._lock else query).mappings().first()
        return None if found is None else budget_of(found)

    def all(self) -> Sequence[Budget]:
        query = select(*COLUMNS).order_by(BudgetRow.pool, BudgetRow.year)
        return tuple(map(budget_of, self._connection.execute(query).mappings()))

    def enter(self, budget: Budget, entry: Entry) -> Budget:
        """Append the entry and move the balance, if the budget is as it was read and has the money.

        The condition is part of the UPDATE, and the table itself refuses what is not sound, whoever writes.
        """
        balance = moved(budget.balance, entry.kind, entry.amount)
        sealed_entry = sealed(entry, budget.last_digest)
        total, reserved, paid = (effect * cents(entry.amount) for effect in EFFECTS[entry.kind])
        changed = self._connection.execute(
            update(BudgetRow)
            .where(
                BudgetRow.id == budget.id,
                BudgetRow.entries == budget.entries,
                BudgetRow.last_digest == budget.last_digest,
                BudgetRow.reserved + reserved + BudgetRow.paid + paid <= BudgetRow.total + total,
                BudgetRow.reserved + reserved >= 0,
                BudgetRow.paid + paid >= 0,
            )
            .values(
                total=BudgetRow.total + total,
                reserved=BudgetRow.reserved + reserved,
                paid=BudgetRow.paid + paid,
                entries=entry.seq,
                last_digest=sealed_entry.digest,
            )
        )
        if changed.rowcount != 1:
            raise BudgetExceeded(kind=entry.kind.value, amount=entry.amount)
        self._connection.execute(insert(LedgerRow).values(_ledger_row(budget.id, sealed_entry)))
        return Budget(
            id=budget.id,
            name=budget.name,
            balance=balance,
            entries=entry.seq,
            last_digest=sealed_entry.digest,
        )

    def entries(self, budget_id: int) -> Sequence[Entry]:
        query = select(*LedgerRow.__table__.columns).where(LedgerRow.budget_id == budget_id).order_by(LedgerRow.seq)
        return tuple(map(entry_of, self._connection.execute(query).mappings()))


def _ledger_row(budget_id: int, entry: Entry) -> dict[str, Any]:
    return {
        "budget_id": budget_id,
        "seq": entry.seq,
        "kind": entry.kind.value,
        "amount": cents(entry.amount),
        "case_number": entry.case_number,
        "batch": entry.batch,
        "reason": entry.reason,
        "at": entry.at,
        "actor_id": entry.by.user_id,
        "actor_name": entry.by.name,
        "actor_role": entry.by.role,
        "digest": entry.digest,
    }
