"""Awards and their instalments inside a transaction; an award that stands in the way of another is named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any, Final

from sqlalchemy import Connection, delete, exists, func, insert, select, tuple_, update
from sqlalchemy.dialects import postgresql, sqlite

from portal.domain.deadlines import Deadline
from portal.domain.funds.payments import UNSENT, AwardState, InstalmentState
from portal.persistence.models import AwardGroupRow, AwardRow, BudgetRow, InstalmentRow, RecoveryRow
from portal.persistence.models.money import IN_LINE, LIVE, WAITING
from portal.persistence.stores.budgets import cents, yuan
from portal.services.records.money import Account, Award, Instalment, NewInstalment
from portal.services.records.refusals import AwardedBefore, GroupTaken

AWARD_COLUMNS: Final = (*AwardRow.__table__.columns, BudgetRow.pool, BudgetRow.year)
INSTALMENT_COLUMNS: Final = InstalmentRow.__table__.columns
_AMOUNTS: Final = ("asked", "amount", "paid")
_ACCOUNT: Final = ("holder", "bank", "account")
_HELD: Final = sorted({*UNSENT, InstalmentState.ORDERED})


def award_of(row: Mapping[Any, Any]) -> Award:
    """A row of ``awards`` with pool and year of its budget."""
    plain = {name: row[name] for name in row if name not in {*_AMOUNTS, *_ACCOUNT, "state"}}
    return Award(
        **plain,
        asked=yuan(row["asked"]),
        amount=yuan(row["amount"]),
        paid=yuan(row["paid"]),
        state=AwardState(row["state"]),
        account=Account(holder=row["holder"], bank=row["bank"], number=row["account"]),
    )


def instalment_of(row: Mapping[Any, Any]) -> Instalment:
    """A row of ``instalments``."""
    plain = {name: row[name] for name in row if name not in {"amount", "state", "department"}}
    return Instalment(**plain, amount=yuan(row["amount"]), state=InstalmentState(row["state"]))


def _changing(award: Award) -> dict[str, Any]:
    """The columns that may change."""
    return {
        "amount": cents(award.amount),
        "paid": cents(award.paid),
        "state": award.state.value,
        "settled": award.settled,
        "decided_on": award.decided_on,
        "holder": award.account.holder,
        "bank": award.account.bank,
        "account": award.account.number,
    }


def _whole(award: Award) -> dict[str, Any]:
    fixed = ("case_number", "budget_id", "policy_key", "policy_version", "department", "automatic", "pro_rata")
    about = ("uscc", "enterprise", "claim_year", "matter", "accepted_at", "approved_at")
    return {
        **{name: getattr(award, name) for name in (*fixed, *about)},
        "asked": cents(award.asked),
        **_changing(award),
    }


class SqlAwards:
    """The caller holds the budget before it changes an award or an instalment of it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._insert: Any = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert

    def add(self, award: Award, *, groups: Sequence[str]) -> Award:
        once = [AwardRow.policy_key, AwardRow.uscc, AwardRow.matter]
        insert_one = self._insert(AwardRow).values(_whole(award)).returning(AwardRow.id)
        statement = insert_one.on_conflict_do_nothing(index_elements=once, index_where=LIVE)
        same = (AwardRow.policy_key == award.policy_key, AwardRow.uscc == award.uscc, AwardRow.matter == award.matter)
        while (row_id := self._connection.scalar(statement)) is None:
            other = self._connection.scalar(select(AwardRow.case_number).where(*same, LIVE))
            if other is not None:  # nothing: it was released between the two statements
                raise AwardedBefore(case=other, matter=award.matter)
        for key in groups:
            self._take(key, row_id)
        return replace(award, id=row_id)

    def _take(self, key: str, award_id: int) -> None:
        statement = self._insert(AwardGroupRow).values(key=key, award_id=award_id).on_conflict_do_nothing()
        query = select(AwardRow.case_number, AwardRow.amount).join(AwardGroupRow).where(AwardGroupRow.key == key)
        while self._connection.scalar(statement.returning(AwardGroupRow.key)) is None:
            other = self._connection.execute(query).first()
            if other is not None:
                raise GroupTaken(case=other.case_number, amount=yuan(other.amount))

    def of_case(self, case_number: str) -> Award | None:
        return self._one(AwardRow.case_number == case_number)

    def get(self, award_id: int) -> Award | None:
        return self._one(AwardRow.id == award_id)

    def save(self, award: Award) -> None:
        self._connection.execute(update(AwardRow).where(AwardRow.id == award.id).values(_changing(award)))

    def free(self, award_id: int) -> None:
        self._connection.execute(delete(AwardGroupRow).where(AwardGroupRow.award_id == award_id))

    def first_waiting(self, budget_id: int) -> Award | None:
        """The award that waits for money and was accepted first; what waits to be settled does not stand in line."""
        query = self._query().where(AwardRow.budget_id == budget_id, WAITING, IN_LINE)
        found = self._connection.execute(query.order_by(AwardRow.accepted_at, AwardRow.id).limit(1)).mappings()
        row = found.first()
        return None if row is None else award_of(row)

    def unsettled(self, budget_id: int) -> Sequence[Award]:
        open_ones = (AwardRow.state.in_([AwardState.WAITING.value, AwardState.RESERVED.value]), ~AwardRow.settled)
        query = self._query().where(AwardRow.budget_id == budget_id, AwardRow.pro_rata, *open_ones)
        rows = self._connection.execute(query.order_by(AwardRow.accepted_at, AwardRow.id)).mappings()
        return tuple(map(award_of, rows))

    def place(self, award: Award) -> int:
        earlier = tuple_(AwardRow.accepted_at, AwardRow.id) <= tuple_(award.accepted_at, award.id)
        query = select(func.count()).where(AwardRow.budget_id == award.budget_id, WAITING, IN_LINE, earlier)
        return self._connection.scalar(query) or 0

    def of_enterprise(self, uscc: str) -> Sequence[Award]:
        query = self._query().where(AwardRow.uscc == uscc, LIVE).order_by(AwardRow.id.desc()).limit(200)
        return tuple(map(award_of, self._connection.execute(query).mappings()))

    def given(self, policy_key: str, uscc: str, year: int) -> Decimal:
        same = (AwardRow.policy_key == policy_key, AwardRow.uscc == uscc, AwardRow.claim_year == year)
        found = self._connection.scalar(select(func.sum(AwardRow.amount)).where(*same, LIVE))
        return yuan(int(found or 0))

    def plan(self, instalments: Sequence[NewInstalment]) -> None:
        self._connection.execute(insert(InstalmentRow), [_new_row(each) for each in instalments])

    def instalments(self, award_id: int) -> Sequence[Instalment]:
        query = select(*INSTALMENT_COLUMNS).where(InstalmentRow.award_id == award_id).order_by(InstalmentRow.seq)
        return tuple(map(instalment_of, self._connection.execute(query).mappings()))

    def instalment(self, instalment_id: int) -> Instalment | None:
        query = select(*INSTALMENT_COLUMNS).where(InstalmentRow.id == instalment_id)
        found = self._connection.execute(query).mappings().first()
        return None if found is None else instalment_of(found)

    def held_by(self, budget_id: int) -> tuple[Decimal, Decimal]:
        mine = AwardRow.budget_id == budget_id
        planned = exists().where(InstalmentRow.award_id == AwardRow.id)
        whole = select(func.sum(AwardRow.amount)).where(mine, AwardRow.state == AwardState.RESERVED.value, ~planned)
        parts = select(func.sum(InstalmentRow.amount)).join(AwardRow, AwardRow.id == InstalmentRow.award_id)
        parts = parts.where(mine, InstalmentRow.state.in_(_HELD))
        paid = select(func.sum(AwardRow.paid)).where(mine)
        back = select(func.sum(RecoveryRow.received)).join(AwardRow, AwardRow.id == RecoveryRow.award_id).where(mine)
        sums = [int(self._connection.scalar(query) or 0) for query in (whole, parts, paid, back)]
        return yuan(sums[0] + sums[1]), yuan(sums[2] - sums[3])

    def budgets_of(self, instalment_ids: Sequence[int]) -> Sequence[int]:
        query = select(AwardRow.budget_id).join(InstalmentRow, InstalmentRow.award_id == AwardRow.id)
        wanted = query.where(InstalmentRow.id.in_(instalment_ids)).distinct().order_by(AwardRow.budget_id)
        return tuple(self._connection.scalars(wanted))

    def move(
        self,
        instalment: Instalment,
        to: InstalmentState,
        *,
        words: str = "",
        deadline: Deadline | None = None,
        paid_on: date | None = None,
    ) -> bool:
        values: dict[str, Any] = {"state": to.value, "words": words or instalment.words}
        if deadline is not None:
            values |= _clock(deadline)
        if paid_on is not None:
            values["paid_on"] = paid_on
        as_read = (InstalmentRow.id == instalment.id, InstalmentRow.state == instalment.state.value)
        return self._connection.execute(update(InstalmentRow).where(*as_read).values(values)).rowcount == 1

    def _one(self, condition: Any) -> Award | None:
        found = self._connection.execute(self._query().where(condition)).mappings().first()
        return None if found is None else award_of(found)

    def _query(self) -> Any:
        return select(*AWARD_COLUMNS).join(BudgetRow, BudgetRow.id == AwardRow.budget_id)


def _clock(deadline: Deadline | None) -> dict[str, Any]:
    return {
        "due_at": deadline.due_at if deadline else None,
        "warn_at": deadline.warn_at if deadline else None,
        "pay_by": deadline.due_on if deadline else None,
    }


def _new_row(new: NewInstalment) -> dict[str, Any]:
    return {
        "award_id": new.award_id,
        "seq": new.seq,
        "amount": cents(new.amount),
        "due_on": new.due_on,
        "conditional": new.conditional,
        "department": new.department,
        "state": (InstalmentState.PAYABLE if new.deadline else InstalmentState.PLANNED).value,
        "words": "",
        **_clock(new.deadline),
    }
