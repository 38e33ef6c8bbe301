"""Budgets, their ledgers (append-only), awards, instalments, payment orders and recoveries. Amounts are cents."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
INSTANT = sa.DateTime(timezone=True)
TEXT, DAY, FLAG, NUMBER = sa.Text(), sa.Date(), sa.Boolean(), sa.Integer()

TABLES = ("recoveries", "payments", "payment_batches", "instalments", "award_groups", "awards", "ledger_entries")
SQLITE_APPEND_ONLY = """
CREATE TRIGGER ledger_entries_no_{what} BEFORE {what} ON ledger_entries
BEGIN SELECT RAISE(ABORT, 'ledger entries are append-only'); END
"""
POSTGRESQL_REFUSAL = """
CREATE FUNCTION ledger_entries_append_only() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'ledger entries are append-only'; END $$
"""
POSTGRESQL_APPEND_ONLY = """
CREATE TRIGGER ledger_entries_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_entries
FOR EACH STATEMENT EXECUTE FUNCTION ledger_entries_append_only()
"""


def upgrade() -> None:
    budgets()
    awards()
    payments()
    recoveries()
    indexes()
    if op.get_bind().dialect.name == "sqlite":
        for what in ("UPDATE", "DELETE"):
            op.execute(SQLITE_APPEND_ONLY.format(what=what))
    else:
        op.execute(POSTGRESQL_REFUSAL)
        op.execute(POSTGRESQL_APPEND_ONLY)


def downgrade() -> None:
    for table in (*TABLES, "budgets"):
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION ledger_entries_append_only()")


def budgets() -> None:
    op.create_table(
        "budgets",
        *numbered(pool=TEXT, year=NUMBER, total=BIG, reserved=BIG, paid=BIG, entries=NUMBER, last_digest=TEXT),
        sa.UniqueConstraint("pool", "year", name="uq_budgets_pool_year"),
        sa.CheckConstraint("reserved >= 0 AND paid >= 0 AND reserved + paid <= total", name=op.f("ck_budgets_sound")),
        sa.PrimaryKeyConstraint("id", name="pk_budgets"),
    )
    op.create_table(
        "ledger_entries",
        *numbered(budget_id=BIG, seq=NUMBER, kind=TEXT, amount=BIG, reason=TEXT, at=INSTANT),
        *needed(actor_id=BIG, actor_name=TEXT, actor_role=TEXT, digest=TEXT),
        *optional(case_number=WORDS, batch=TEXT),
        to("ledger_entries", "budget_id", "budgets"),
        sa.UniqueConstraint("budget_id", "seq", name="uq_ledger_entries_budget_id_seq"),
        sa.CheckConstraint("amount > 0", name=op.f("ck_ledger_entries_positive")),
        sa.PrimaryKeyConstraint("id", name="pk_ledger_entries"),
    )


def awards() -> None:
    op.create_table(
        "awards",
        *numbered(case_number=WORDS, budget_id=BIG, policy_key=TEXT, policy_version=NUMBER, department=TEXT),
        *needed(automatic=FLAG, pro_rata=FLAG, uscc=TEXT, enterprise=TEXT, claim_year=NUMBER),
        *needed(matter=TEXT, asked=BIG, amount=BIG, paid=BIG, state=TEXT, settled=FLAG),
        *needed(accepted_at=INSTANT, approved_at=INSTANT, holder=TEXT, bank=TEXT, account=TEXT),
        *optional(decided_on=DAY),
        to("awards", "budget_id", "budgets"),
        sa.UniqueConstraint("case_number", name="uq_awards_case_number"),
        sa.CheckConstraint(
            "amount >= 0 AND amount <= asked AND paid >= 0 AND paid <= amount", name=op.f("ck_awards_sound")
        ),
        sa.PrimaryKeyConstraint("id", name="pk_awards"),
    )
    op.create_table(
        "award_groups",
        *needed(key=TEXT, award_id=BIG),
        sa.PrimaryKeyConstraint("key", name="pk_award_groups"),
        to("award_groups", "award_id", "awards"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "instalments",
        *numbered(award_id=BIG, seq=NUMBER, amount=BIG, due_on=DAY, conditional=FLAG, department=TEXT),
        *needed(state=TEXT, words=TEXT),
        *optional(due_at=INSTANT, warn_at=INSTANT, pay_by=DAY, paid_on=DAY),
        to("instalments", "award_id", "awards"),
        sa.UniqueConstraint("award_id", "seq", name="uq_instalments_award_id_seq"),
        sa.CheckConstraint("amount >= 0", name=op.f("ck_instalments_positive")),
        sa.PrimaryKeyConstraint("id", name="pk_instalments"),
    )


def payments() -> None:
    op.create_table(
        "payment_batches",
        *numbered(number=TEXT, made_at=INSTANT, made_by=TEXT, lines=NUMBER, open_lines=NUMBER, total=BIG),
        *needed(due_at=INSTANT, warn_at=INSTANT),
        *optional(due_on=DAY),
        sa.UniqueConstraint("number", name="uq_payment_batches_number"),
        sa.PrimaryKeyConstraint("id", name="pk_payment_batches"),
    )
    op.create_table(
        "payments",
        *numbered(batch_id=BIG, line=NUMBER, instalment_id=BIG, award_id=BIG, case_number=TEXT, enterprise=TEXT),
        *needed(uscc=TEXT, amount=BIG, holder=TEXT, bank=TEXT, account=TEXT),
        *needed(state=TEXT, reason=TEXT),
        *optional(result_on=DAY),
        to("payments", "batch_id", "payment_batches"),
        to("payments", "instalment_id", "instalments"),
        to("payments", "award_id", "awards"),
        sa.UniqueConstraint("batch_id", "line", name="uq_payments_batch_id_line"),
        sa.PrimaryKeyConstraint("id", name="pk_payments"),
    )


def recoveries() -> None:
    op.create_table(
        "recoveries",
        *numbered(award_id=BIG, case_number=TEXT, uscc=TEXT, enterprise=TEXT, department=TEXT, amount=BIG),
        *needed(received=BIG, reason=TEXT, started_at=INSTANT, started_by=TEXT),
        *needed(due_on=DAY, excluded_until=DAY),
        *optional(finished_at=INSTANT),
        to("recoveries", "award_id", "awards"),
        sa.UniqueConstraint("award_id", name="uq_recoveries_award_id"),
        sa.CheckConstraint("received >= 0 AND received <= amount", name=op.f("ck_recoveries_sound")),
        sa.PrimaryKeyConstraint("id", name="pk_recoveries"),
    )


def indexes() -> None:
    index("ix_awards_queue", "awards", ["budget_id", "accepted_at", "id"], only="state = 'waiting'")
    index("uq_awards_once", "awards", ["policy_key", "uscc", "matter"], only="state != 'released'", unique=True)
    index("ix_awards_budget", "awards", ["budget_id", "id"])
    index("ix_awards_enterprise", "awards", ["uscc", "id"])
    index("ix_awards_paid", "awards", ["budget_id", "id"], only="paid > 0")
    index("ix_award_groups_award", "award_groups", ["award_id"])
    index("ix_instalments_payable", "instalments", ["due_at", "id"], only="state = 'payable'")
    index("ix_instalments_returned", "instalments", ["id"], only="state = 'returned'")
    index("ix_instalments_to_check", "instalments", ["due_on", "id"], only="state = 'planned'")
    index("uq_payments_under_way", "payments", ["instalment_id"], only="state != 'returned'", unique=True)
    index("ix_payments_award", "payments", ["award_id", "id"])
    index("ix_recoveries_enterprise", "recoveries", ["uscc", "excluded_until"])


def index(name: str, table: str, columns: list[str], *, only: str | None = None, unique: bool = False) -> None:
    where: dict[str, Any] = {} if only is None else {"sqlite_where": sa.text(only), "postgresql_where": sa.text(only)}
    op.create_index(name, table, columns, unique=unique, **where)


def numbered(**columns: Any) -> list[sa.Column[Any]]:
    return needed(id=BIG, **columns)


def needed(**columns: Any) -> list[sa.Column[Any]]:
    return [sa.Column(name, kind, nullable=False) for name, kind in columns.items()]


def optional(**columns: Any) -> list[sa.Column[Any]]:
    return [sa.Column(name, kind, nullable=True) for name, kind in columns.items()]


def to(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=f"fk_{table}_{column}_{other}")
