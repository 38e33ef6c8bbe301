"""Documents, the lease table of timers and outbox, series of numbers, counted cells."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True)
WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    create_documents()
    create_jobs()
    create_counters_and_cells()


def create_documents() -> None:
    op.create_table(
        "documents",
        sa.Column("id", BIG, nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("case_number", WORDS, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("issued_at", INSTANT, nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text()),
        sa.Column("size", sa.Integer()),
        sa.ForeignKeyConstraint(["case_number"], ["cases.number"], name="fk_documents_case_number_cases"),
        sa.PrimaryKeyConstraint("id", name="pk_documents"),
        sa.UniqueConstraint("code", name="uq_documents_code"),
        sa.UniqueConstraint("number", name="uq_documents_number"),
    )
    op.create_index("ix_documents_case", "documents", ["case_number", "id"])


def create_jobs() -> None:
    op.create_table(
        "jobs",
        sa.Column("id", BIG, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("case_number", WORDS),
        sa.Column("is_timer", sa.Boolean(), nullable=False),
        sa.Column("is_void", sa.Boolean(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("due_at", INSTANT, nullable=False),
        sa.Column("claimable_at", INSTANT, nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("done_at", INSTANT),
        sa.Column("last_error", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_jobs"),
        sa.UniqueConstraint("kind", "key", name="uq_jobs_kind_key"),
    )
    claimable = sa.text("done_at IS NULL AND attempts < 20")
    op.create_index(
        "ix_jobs_claimable",
        "jobs",
        ["claimable_at", "id"],
        sqlite_where=claimable,
        postgresql_where=claimable,
    )
    dead = sa.text("done_at IS NULL AND attempts >= 20")
    op.create_index("ix_jobs_dead", "jobs", ["id"], sqlite_where=dead, postgresql_where=dead)


def create_counters_and_cells() -> None:
    op.create_table(
        "counters",
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("scope", name="pk_counters"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "figure_cells",
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("service_key", sa.Text(), nullable=False),
        sa.Column("granted", sa.Boolean(), nullable=False),
        sa.Column("on_time", sa.Boolean(), nullable=False),
        sa.Column("once", sa.Text(), nullable=False),
        sa.Column("workdays", sa.Integer(), nullable=False),
        sa.Column("cases", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(
            "decided_on", "service_key", "granted", "on_time", "once", "workdays", name="pk_figure_cells"
        ),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    for table in ("figure_cells", "counters", "jobs", "documents"):
        op.drop_table(table)
