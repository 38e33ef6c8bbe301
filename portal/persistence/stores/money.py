"""Everything about money in one transaction: budgets, awards, payments, recoveries."""

from __future__ import annotations

from sqlalchemy import Connection

from portal.persistence.stores.awards import SqlAwards
from portal.persistence.stores.budgets import SqlBudgets
from portal.persistence.stores.payments import SqlPayments, SqlRecoveries


class SqlMoney:
    """The stores of one connection; ``lock`` when it may write."""

    def __init__(self, connection: Connection, *, lock: bool) -> None:
        self.budgets = SqlBudgets(connection, lock=lock)
        self.awards = SqlAwards(connection)
        self.payments = SqlPayments(connection, lock=lock)
        self.recoveries = SqlRecoveries(connection, lock=lock)
