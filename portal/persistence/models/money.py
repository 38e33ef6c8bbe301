"""Budgets, ledgers, awards, payments and recoveries 惠企资金. Amounts are whole cents 分, so that sums are exact.

A ledger entry is appended and never changed (triggers refuse it); no budget can promise or pay more than it has
(CHECK); an enterprise has one award for one matter, and of an exclusion group (unique indexes).
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, literal_column
from sqlalchemy.orm import Mapped, mapped_column

from portal.persistence.models.base import BIG, ROWS_BY_KEY, WORDS, Base, RowId


class BudgetRow(Base):
    """One pool in one fiscal year."""

    __tablename__ = "budgets"
    __table_args__ = (
        UniqueConstraint("pool", "year"),
        CheckConstraint("reserved >= 0 AND paid >= 0 AND reserved + paid <= total", name="sound"),
    )

    id: Mapped[RowId]
    pool: Mapped[str]
    year: Mapped[int]
    total: Mapped[int] = mapped_column(BIG)
    reserved: Mapped[int] = mapped_column(BIG)
    paid: Mapped[int] = mapped_column(BIG)
    entries: Mapped[int]
    last_digest: Mapped[str]


class LedgerRow(Base):
    """One entry of a ledger."""

    __tablename__ = "ledger_entries"
    __table_args__ = (UniqueConstraint("budget_id", "seq"), CheckConstraint("amount > 0", name="positive"))

    id: Mapped[RowId]
    budget_id: Mapped[int] = mapped_column(ForeignKey("budgets.id"))
    seq: Mapped[int]
    kind: Mapped[str]
    amount: Mapped[int] = mapped_column(BIG)
    case_number: Mapped[str | None] = mapped_column(WORDS)
    batch: Mapped[str | None]
    reason: Mapped[str]
    at: Mapped[datetime]
    actor_id: Mapped[int] = mapped_column(BIG)
    actor_name: Mapped[str]
    actor_role: Mapped[str]
    digest: Mapped[str]


class AwardRow(Base):
    """The money of one approved claim."""

    __tablename__ = "awards"
    __table_args__ = (
        UniqueConstraint("case_number"),
        CheckConstraint("amount >= 0 AND amount <= asked AND paid >= 0 AND paid <= amount", name="sound"),
    )

    id: Mapped[RowId]
    case_number: Mapped[str] = mapped_column(WORDS)
    budget_id: Mapped[int] = mapped_column(ForeignKey("budgets.id"))
    policy_key: Mapped[str]
    policy_version: Mapped[int]
    department: Mapped[str]
    automatic: Mapped[bool]
    pro_rata: Mapped[bool]
    uscc: Mapped[str]
    enterprise: Mapped[str]
    claim_year: Mapped[int]
    matter: Mapped[str]
    asked: Mapped[int] = mapped_column(BIG)
    amount: Mapped[int] = mapped_column(BIG)
    paid: Mapped[int] = mapped_column(BIG)
    state: Mapped[str]
    settled: Mapped[bool]
    accepted_at: Mapped[datetime]
    approved_at: Mapped[datetime]
    decided_on: Mapped[date | None]
    holder: Mapped[str]
    bank: Mapped[str]
    account: Mapped[str]


class AwardGroupRow(Base):
    """One exclusion group 就高不重复 that an award uses: group, enterprise and year."""

    __tablename__ = "award_groups"
    __table_args__ = ROWS_BY_KEY

    key: Mapped[str] = mapped_column(primary_key=True)
    award_id: Mapped[int] = mapped_column(ForeignKey("awards.id"))


class InstalmentRow(Base):
    """One payment of an award."""

    __tablename__ = "instalments"
    __table_args__ = (UniqueConstraint("award_id", "seq"), CheckConstraint("amount >= 0", name="positive"))

    id: Mapped[RowId]
    award_id: Mapped[int] = mapped_column(ForeignKey("awards.id"))
    seq: Mapped[int]
    amount: Mapped[int] = mapped_column(BIG)
    due_on: Mapped[date]
    conditional: Mapped[bool]
    department: Mapped[str]
    state: Mapped[str]
    words: Mapped[str]
    due_at: Mapped[datetime | None]
    warn_at: Mapped[datetime | None]
    pay_by: Mapped[date | None]
    paid_on: Mapped[date | None]


class BatchRow(Base):
    """One payment order."""

    __tablename__ = "payment_batches"
    __table_args__ = (UniqueConstraint("number"),)

    id: Mapped[RowId]
    number: Mapped[str]
    made_at: Mapped[datetime]
    made_by: Mapped[str]
    lines: Mapped[int]
    open_lines: Mapped[int]
    total: Mapped[int] = mapped_column(BIG)
    due_at: Mapped[datetime]
    warn_at: Mapped[datetime]
    due_on: Mapped[date | None]


class PaymentRow(Base):
    """One line of a payment order."""

    __tablename__ = "payments"
    __table_args__ = (UniqueConstraint("batch_id", "line"),)

    id: Mapped[RowId]
    batch_id: Mapped[int] = mapped_column(ForeignKey("payment_batches.id"))
    line: Mapped[int]
    instalment_id: Mapped[int] = mapped_column(ForeignKey("instalments.id"))
    award_id: Mapped[int] = mapped_column(ForeignKey("awards.id"))
    case_number: Mapped[str]
    enterprise: Mapped[str]
    uscc: Mapped[str]
    amount: Mapped[int] = mapped_column(BIG)
    holder: Mapped[str]
    bank: Mapped[str]
    account: Mapped[str]
    state: Mapped[str]
    result_on: Mapped[date | None]
    reason: Mapped[str]


class RecoveryRow(Base):
    """Money that is taken back; one for an award."""

    __tablename__ = "recoveries"
    __table_args__ = (
        UniqueConstraint("award_id"),
        CheckConstraint("received >= 0 AND received <= amount", name="sound"),
    )

    id: Mapped[RowId]
    award_id: Mapped[int] = mapped_column(ForeignKey("awards.id"))
    case_number: Mapped[str]
    uscc: Mapped[str]
    enterprise: Mapped[str]
    department: Mapped[str]
    amount: Mapped[int] = mapped_column(BIG)
    received: Mapped[int] = mapped_column(BIG)
    reason: Mapped[str]
    started_at: Mapped[datetime]
    started_by: Mapped[str]
    due_on: Mapped[date]
    excluded_until: Mapped[date]
    finished_at: Mapped[datetime | None]


#: Literals, so that both databases see that a partial index answers the question.
WAITING = AwardRow.state == literal_column("'waiting'")
IN_LINE = AwardRow.settled | ~AwardRow.pro_rata
"""What is shared at the end of the year does not stand in line for money."""
LIVE = AwardRow.state != literal_column("'released'")
HAS_PAID = AwardRow.paid > literal_column("0")
PAYABLE = InstalmentRow.state == literal_column("'payable'")
RETURNED = InstalmentRow.state == literal_column("'returned'")
TO_CHECK = InstalmentRow.state == literal_column("'planned'")
UNDER_WAY = PaymentRow.state != literal_column("'returned'")

Index(
    "ix_awards_queue",
    AwardRow.budget_id,
    AwardRow.accepted_at,
    AwardRow.id,
    sqlite_where=WAITING,
    postgresql_where=WAITING,
)
Index(
    "uq_awards_once",
    AwardRow.policy_key,
    AwardRow.uscc,
    AwardRow.matter,
    unique=True,
    sqlite_where=LIVE,
    postgresql_where=LIVE,
)
Index("ix_awards_budget", AwardRow.budget_id, AwardRow.id)
Index("ix_awards_enterprise", AwardRow.uscc, AwardRow.id)
Index("ix_award_groups_award", AwardGroupRow.award_id)
Index("ix_awards_paid", AwardRow.budget_id, AwardRow.id, sqlite_where=HAS_PAID, postgresql_where=HAS_PAID)
Index("ix_instalments_payable", InstalmentRow.due_at, InstalmentRow.id, sqlite_where=PAYABLE, postgresql_where=PAYABLE)
Index("ix_instalments_returned", InstalmentRow.id, sqlite_where=RETURNED, postgresql_where=RETURNED)
Index(
    "ix_instalments_to_check", InstalmentRow.due_on, InstalmentRow.id, sqlite_where=TO_CHECK, postgresql_where=TO_CHECK
)
Index(
    "uq_payments_under_way", PaymentRow.instalment_id, unique=True, sqlite_where=UNDER_WAY, postgresql_where=UNDER_WAY
)
Index("ix_payments_award", PaymentRow.award_id, PaymentRow.id)
Index("ix_recoveries_enterprise", RecoveryRow.uscc, RecoveryRow.excluded_until)
