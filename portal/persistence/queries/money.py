"""Lists of the finance pages: budgets, ledgers, awards, payments, recoveries; figures of a fiscal year.

Every list by key from one index range. Refuses to add up a table: a year's figures come from its budgets and from
the awards that were paid.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any, Final

from sqlalchemy import Integer, RowMapping, case, cast, distinct, func, literal, select, tuple_

from portal.domain.funds.ledger import NOTHING, Entry
from portal.domain.funds.payments import AwardState
from portal.persistence.engine import Engines
from portal.persistence.models import AwardRow, BatchRow, BudgetRow, InstalmentRow, LedgerRow, RecoveryRow
from portal.persistence.models.base import BIG
from portal.persistence.models.money import HAS_PAID, IN_LINE, PAYABLE, RETURNED, TO_CHECK, WAITING
from portal.persistence.queries.paging import Query, behind, page
from portal.persistence.stores.awards import AWARD_COLUMNS, INSTALMENT_COLUMNS, award_of, instalment_of
from portal.persistence.stores.budgets import budget_of, entry_of, yuan
from portal.persistence.stores.payments import batch_of, recovery_of
from portal.services.records.core import After, Page
from portal.services.records.money import Award, Batch, Budget, InstalmentLine, MoneyFigures, Recovery, Unsettled

MOST_BUDGETS: Final = 200
#: Lists that are ordered by their row alone have no instant in their key.
NO_INSTANT: Final = datetime(1970, 1, 1, tzinfo=UTC)
INSTALMENT: Final = "instalment_"


def by_row(name: str = "id") -> Callable[[RowMapping], After]:
    """The key of a list that is ordered by one number."""
    return lambda row: After(NO_INSTANT, row[name])


def budgets_query(year: int) -> Query:
    """The budgets of a year, by pool."""
    return select(*BudgetRow.__table__.columns).where(BudgetRow.year == year).order_by(BudgetRow.pool)


def waiting_sums(ids: Sequence[int]) -> Query:
    """How many awards of these budgets wait, and for how much; apart those that wait for the year's settlement."""
    to_settle = case((IN_LINE, 0), else_=1).label("to_settle")
    query = select(AwardRow.budget_id, to_settle, func.count(), func.sum(AwardRow.amount))
    return query.where(WAITING, AwardRow.budget_id.in_(ids)).group_by(AwardRow.budget_id, to_settle)


def unsettled_query(budget_id: int) -> Query:
    """What the settlement of a budget divides: how many awards, how many undecided, what for, and what they hold."""
    undecided = func.sum(case((AwardRow.decided_on.is_(None), 1), else_=0))
    held = func.sum(case((AwardRow.state == AwardState.RESERVED.value, AwardRow.amount), else_=0))
    query = select(func.count(), undecided, func.sum(AwardRow.asked), held)
    still_open = AwardRow.state.in_([AwardState.WAITING.value, AwardState.RESERVED.value])
    return query.where(AwardRow.budget_id == budget_id, ~IN_LINE, still_open)


def ledger_query(budget_id: int, after: After | None) -> Query:
    """The entries of a budget, the newest first."""
    query = select(*LedgerRow.__table__.columns).where(LedgerRow.budget_id == budget_id)
    if after is not None:
        query = query.where(LedgerRow.seq < after.row_id)
    return query.order_by(LedgerRow.seq.desc())


def awards_query() -> Any:
    return select(*AWARD_COLUMNS).join(BudgetRow, BudgetRow.id == AwardRow.budget_id)


def waiting_query(budget_id: int, after: After | None) -> Query:
    """Awards that wait for money, in their order."""
    query: Query = awards_query().where(AwardRow.budget_id == budget_id, WAITING, IN_LINE)
    if after is not None:
        query = query.where(behind(AwardRow.accepted_at, AwardRow.id, after))
    return query.order_by(AwardRow.accepted_at, AwardRow.id)


def of_budget_query(budget_id: int, after: After | None, *, paid: bool) -> Query:
    """All awards of a budget, or those of which something was paid; the newest first."""
    query: Query = awards_query().where(AwardRow.budget_id == budget_id)
    if paid:
        query = query.where(HAS_PAID)
    if after is not None:
        query = query.where(AwardRow.id < after.row_id)
    return query.order_by(AwardRow.id.desc())


def instalments_query() -> Any:
    """Instalments with their awards; columns of instalments have their own prefix."""
    named = (column.label(INSTALMENT + column.name) for column in INSTALMENT_COLUMNS)
    query = select(*named, *AWARD_COLUMNS).join(AwardRow, AwardRow.id == InstalmentRow.award_id)
    return query.join(BudgetRow, BudgetRow.id == AwardRow.budget_id)


def payable_query(after: After | None) -> Query:
    """What may be paid, by the finance bureau's own due instant."""
    query: Query = instalments_query().where(PAYABLE)
    if after is not None:
        query = query.where(behind(InstalmentRow.due_at, InstalmentRow.id, after))
    return query.order_by(InstalmentRow.due_at, InstalmentRow.id)


def returned_query(after: After | None) -> Query:
    """What the bank sent back, in order."""
    query: Query = instalments_query().where(RETURNED)
    if after is not None:
        query = query.where(InstalmentRow.id > after.row_id)
    return query.order_by(InstalmentRow.id)


def to_check_query(after: After | None, *, until: date, department: str | None) -> Query:
    """Later instalments whose day has come, the oldest first; the key carries the day as an instant."""
    query: Query = instalments_query().where(TO_CHECK, InstalmentRow.due_on <= until)
    if department is not None:
        query = query.where(InstalmentRow.department == department)
    if after is not None:
        place = tuple_(literal(after.at.date(), InstalmentRow.due_on.type), literal(after.row_id, BIG))
        query = query.where(tuple_(InstalmentRow.due_on, InstalmentRow.id) > place)
    return query.order_by(InstalmentRow.due_on, InstalmentRow.id)


def newest_query(model: Any, after: After | None) -> Query:
    """A whole table, the newest row first."""
    query: Query = select(*model.__table__.columns)
    if after is not None:
        query = query.where(model.id < after.row_id)
    return query.order_by(model.id.desc())


def figures_query(year: int) -> Query:
    """What was paid from the budgets of a year."""
    automatic = case((AwardRow.automatic, AwardRow.paid), else_=0)
    query = select(
        func.count(distinct(AwardRow.uscc)).label("enterprises"),
        func.count().label("awards"),
        func.coalesce(func.sum(cast(AwardRow.automatic, Integer)), 0).label("automatic"),
        func.coalesce(func.sum(automatic), 0).label("automatic_paid"),
    )
    return query.join(BudgetRow, BudgetRow.id == AwardRow.budget_id).where(BudgetRow.year == year, HAS_PAID)


def line_of(row: Mapping[Any, Any]) -> InstalmentLine:
    instalment = {name.removeprefix(INSTALMENT): row[name] for name in row if name.startswith(INSTALMENT)}
    award = {name: row[name] for name in row if not name.startswith(INSTALMENT)}
    return InstalmentLine(instalment=instalment_of(instalment), award=award_of(award))


@dataclass(frozen=True, slots=True)
class SqlMoneyReads:
    """Implements :class:`portal.services.ports.money.MoneyReads`."""

    engines: Engines

    def budgets(self, year: int) -> Sequence[Budget]:
        with self.engines.reading() as connection:
            rows = connection.execute(budgets_query(year).limit(MOST_BUDGETS)).mappings()
            found = [budget_of(row) for row in rows]
            waiting = {
                (budget_id, bool(to_settle)): (count, yuan(int(cents or 0)))
                for budget_id, to_settle, count, cents in connection.execute(waiting_sums([b.id for b in found]))
            }
        return tuple(_with_waiting(budget, waiting) for budget in found)

    def unsettled(self, budget_id: int) -> Unsettled:
        with self.engines.reading() as connection:
            count, undecided, asked, held = connection.execute(unsettled_query(budget_id)).one()
        return Unsettled(
            count=count, undecided=int(undecided or 0), asked=yuan(int(asked or 0)), held=yuan(int(held or 0))
        )

    def years(self) -> Sequence[int]:
        with self.engines.reading() as connection:
            return tuple(connection.scalars(select(BudgetRow.year).distinct().order_by(BudgetRow.year.desc())))

    def figures(self, year: int) -> MoneyFigures:
        columns = (BudgetRow.total, BudgetRow.reserved, BudgetRow.paid)
        sums = [func.coalesce(func.sum(column), 0) for column in columns]
        with self.engines.reading() as connection:
            total, reserved, paid = tuple(connection.execute(select(*sums).where(BudgetRow.year == year)).one())
            row = connection.execute(figures_query(year)).mappings().one()
        return MoneyFigures(
            total=yuan(int(total)),
            reserved=yuan(int(reserved)),
            paid=yuan(int(paid)),
            enterprises=row["enterprises"],
            awards=row["awards"],
            automatic=int(row["automatic"]),
            automatic_paid=yuan(int(row["automatic_paid"])),
        )

    def ledger(self, budget_id: int, *, after: After | None, size: int) -> Page[Entry]:
        return self._page(ledger_query(budget_id, after), size, line=entry_of, key=by_row("seq"))

    def waiting(self, budget_id: int, *, after: After | None, size: int) -> Page[Award]:
        def key(row: RowMapping) -> After:
            return After(row["accepted_at"], row["id"])

        return self._page(waiting_query(budget_id, after), size, line=award_of, key=key)

    def awards(self, budget_id: int, *, paid: bool, after: After | None, size: int) -> Page[Award]:
        return self._page(of_budget_query(budget_id, after, paid=paid), size, line=award_of, key=by_row())

    def payable(self, *, after: After | None, size: int) -> Page[InstalmentLine]:
        def key(row: RowMapping) -> After:
            return After(row[INSTALMENT + "due_at"], row[INSTALMENT + "id"])

        return self._page(payable_query(after), size, line=line_of, key=key)

    def returned(self, *, after: After | None, size: int) -> Page[InstalmentLine]:
        return self._page(returned_query(after), size, line=line_of, key=by_row(INSTALMENT + "id"))

    def to_check(self, *, until: date, department: str | None, after: After | None, size: int) -> Page[InstalmentLine]:
        def key(row: RowMapping) -> After:
            day = datetime.combine(row[INSTALMENT + "due_on"], time(), tzinfo=UTC)
            return After(day, row[INSTALMENT + "id"])

        query = to_check_query(after, until=until, department=department)
        return self._page(query, size, line=line_of, key=key)

    def batches(self, *, after: After | None, size: int) -> Page[Batch]:
        return self._page(newest_query(BatchRow, after), size, line=batch_of, key=by_row())

    def recoveries(self, *, after: After | None, size: int) -> Page[Recovery]:
        return self._page(newest_query(RecoveryRow, after), size, line=recovery_of, key=by_row())

    def _page(
        self, query: Query, size: int, *, line: Callable[[RowMapping], Any], key: Callable[[RowMapping], After]
    ) -> Page[Any]:
        with self.engines.reading() as connection:
            return page(connection, query, size=size, line=line, key=key)


def _with_waiting(budget: Budget, waiting: Mapping[tuple[int, bool], tuple[int, Decimal]]) -> Budget:
    count, short = waiting.get((budget.id, False), (0, NOTHING))
    shared, sharing = waiting.get((budget.id, True), (0, NOTHING))
    return replace(budget, waiting=count, short=short, to_settle=shared, sharing=sharing)
