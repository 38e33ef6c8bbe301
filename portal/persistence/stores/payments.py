"""Payment orders, their lines, and recoveries inside a transaction; each line is answered once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from sqlalchemy import Connection, func, insert, select, update

from portal.domain.funds.payments import InstalmentState
from portal.persistence.models import Base, BatchRow, PaymentRow, RecoveryRow
from portal.persistence.stores.budgets import cents, yuan
from portal.services.records.money import Account, Batch, Payment, Recovery

BATCH_COLUMNS: Final = BatchRow.__table__.columns
PAYMENT_COLUMNS: Final = PaymentRow.__table__.columns
RECOVERY_COLUMNS: Final = RecoveryRow.__table__.columns


def _names(model: type[Base]) -> list[str]:
    return [column.name for column in model.__table__.columns if column.name != "id"]


def batch_of(row: Mapping[Any, Any]) -> Batch:
    """A row of ``payment_batches``."""
    return Batch(**{**row, "total": yuan(row["total"])})


def payment_of(row: Mapping[Any, Any]) -> Payment:
    """A row of ``payments``."""
    plain = {name: row[name] for name in row if name not in {"amount", "state", "holder", "bank", "account"}}
    account = Account(holder=row["holder"], bank=row["bank"], number=row["account"])
    return Payment(**plain, amount=yuan(row["amount"]), state=InstalmentState(row["state"]), account=account)


def recovery_of(row: Mapping[Any, Any]) -> Recovery:
    """A row of ``recoveries``."""
    return Recovery(**{**row, "amount": yuan(row["amount"]), "received": yuan(row["received"])})


class SqlPayments:
    """Batches and their lines."""

    def __init__(self, connection: Connection, *, lock: bool) -> None:
        self._connection = connection
        self._lock = lock

    def add(self, batch: Batch, lines: Sequence[Payment]) -> Batch:
        values = {name: getattr(batch, name) for name in _names(BatchRow)}
        statement = insert(BatchRow).values({**values, "total": cents(batch.total)}).returning(BatchRow.id)
        batch_id = self._connection.scalars(statement).one()
        self._connection.execute(insert(PaymentRow), [_line(batch_id, line) for line in lines])
        return replace(batch, id=batch_id)

    def get(self, number: str) -> Batch | None:
        found = self._connection.execute(select(*BATCH_COLUMNS).where(BatchRow.number == number)).mappings().first()
        return None if found is None else batch_of(found)

    def lines(self, batch_id: int) -> Sequence[Payment]:
        query = select(*PAYMENT_COLUMNS).where(PaymentRow.batch_id == batch_id).order_by(PaymentRow.line)
        return tuple(map(payment_of, self._connection.execute(query).mappings()))

    def answer(self, payment: Payment, to: InstalmentState, *, on: date, reason: str) -> bool:
        ordered = (PaymentRow.id == payment.id, PaymentRow.state == InstalmentState.ORDERED.value)
        values = {"state": to.value, "result_on": on, "reason": reason}
        if self._connection.execute(update(PaymentRow).where(*ordered).values(values)).rowcount != 1:
            return False
        batch = BatchRow.id == payment.batch_id
        self._connection.execute(update(BatchRow).where(batch).values(open_lines=BatchRow.open_lines - 1))
        return True

    def of_award(self, award_id: int) -> Sequence[Payment]:
        query = select(*PAYMENT_COLUMNS).where(PaymentRow.award_id == award_id).order_by(PaymentRow.id)
        return tuple(map(payment_of, self._connection.execute(query).mappings()))


def _line(batch_id: int, payment: Payment) -> dict[str, Any]:
    same = ("line", "instalment_id", "award_id", "case_number", "enterprise", "uscc", "result_on", "reason")
    return {
        **{name: getattr(payment, name) for name in same},
        "batch_id": batch_id,
        "amount": cents(payment.amount),
        "holder": payment.account.holder,
        "bank": payment.account.bank,
        "account": payment.account.number,
        "state": payment.state.value,
    }


class SqlRecoveries:
    """Money that is taken back."""

    def __init__(self, connection: Connection, *, lock: bool) -> None:
        self._connection = connection
        self._lock = lock

    def add(self, recovery: Recovery) -> Recovery:
        values = {name: getattr(recovery, name) for name in _names(RecoveryRow)}
        values |= {"amount": cents(recovery.amount), "received": cents(recovery.received)}
        row_id = self._connection.scalars(insert(RecoveryRow).values(values).returning(RecoveryRow.id)).one()
        return replace(recovery, id=row_id)

    def get(self, recovery_id: int) -> Recovery | None:
        return self._one(RecoveryRow.id == recovery_id)

    def of_award(self, award_id: int) -> Recovery | None:
        return self._one(RecoveryRow.award_id == award_id)

    def save(self, recovery: Recovery) -> bool:
        """Store what came in; more than is owed is refused by the table itself."""
        values = {"received": cents(recovery.received), "finished_at": recovery.finished_at}
        changed = self._connection.execute(update(RecoveryRow).where(RecoveryRow.id == recovery.id).values(values))
        return changed.rowcount == 1

    def excluded_until(self, uscc: str) -> date | None:
        """The last day on which the enterprise is kept out of policies."""
        query = select(func.max(RecoveryRow.excluded_until)).where(RecoveryRow.uscc == uscc)
        found: date | None = self._connection.scalar(query)
        return found

    def _one(self, condition: Any) -> Recovery | None:
        query = select(*RECOVERY_COLUMNS).where(condition)
        found = self._connection.execute(query.with_for_update() if self._lock else query).mappings().first()
        return None if found is None else recovery_of(found)
