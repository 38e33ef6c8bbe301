"""What happens beside the ordinary way of a case: pauses, extensions, endings, ratings, notices, follow-ups."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True)
COLUMNS = ("rating", "violations", "corrections", "urged_at", "extension_asked_at", "paused_at", "ended_at", "ending")


def upgrade() -> None:
    add_columns()
    add_columns_of_drafts_and_users()
    index_cases()
    op.add_column("case_steps", sa.Column("is_notice", sa.Boolean(), nullable=False, server_default=sa.false()))
    notice: dict[str, Any] = {
        "sqlite_where": sa.text("is_notice = 1 AND is_open = 1"),
        "postgresql_where": sa.text("is_notice AND is_open"),
    }
    op.create_index("ix_case_steps_notice", "case_steps", ["due_at", "id"], **notice)
    create_follow_ups()


def add_columns() -> None:
    op.add_column("cases", sa.Column("ending", sa.Text()))
    for name in ("ended_at", "paused_at", "extension_asked_at", "urged_at"):
        op.add_column("cases", sa.Column(name, INSTANT))
    for name in ("corrections", "violations"):
        op.add_column("cases", sa.Column(name, sa.Integer(), nullable=False, server_default="0"))
    op.add_column("cases", sa.Column("rating", sa.Integer()))


def add_columns_of_drafts_and_users() -> None:
    op.add_column("drafts", sa.Column("corrects", sa.Text()))
    op.create_index("uq_drafts_corrects", "drafts", ["corrects"], unique=True)
    op.add_column("drafts", sa.Column("promised", sa.Text(), nullable=False, server_default="[]"))
    op.add_column("drafts", sa.Column("committed", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("users", sa.Column("is_head", sa.Boolean(), nullable=False, server_default=sa.false()))


def index_cases() -> None:
    for name, columns, column in (
        ("ix_cases_paused", ["paused_at", "id"], "paused_at"),
        ("ix_cases_extension_asked", ["extension_asked_at", "id"], "extension_asked_at"),
        ("ix_cases_ended", ["ended_at", "corrections", "violations", "rating", "id"], "ended_at"),
    ):
        where = sa.text(f"{column} IS NOT NULL")
        op.create_index(name, "cases", columns, sqlite_where=where, postgresql_where=where)


def create_follow_ups() -> None:
    op.create_table(
        "follow_ups",
        sa.Column("id", BIG, nullable=False),
        sa.Column("case_id", BIG, nullable=False),
        sa.Column("follow_up_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("department", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("opened_at", INSTANT, nullable=False),
        sa.Column("due_at", INSTANT),
        sa.Column("warn_at", INSTANT),
        sa.Column("due_on", sa.Date()),
        sa.PrimaryKeyConstraint("id", name="pk_follow_ups"),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_follow_ups_case_id_cases"),
        sa.UniqueConstraint("case_id", "follow_up_id", name="uq_follow_ups_case_id_follow_up_id"),
    )
    is_open: dict[str, Any] = {"sqlite_where": sa.text("is_open = 1"), "postgresql_where": sa.text("is_open")}
    op.create_index("ix_follow_ups_queue", "follow_ups", ["department", "due_at", "id", "warn_at"], **is_open)
    op.create_index("ix_follow_ups_open", "follow_ups", ["due_at", "id"], **is_open)


def downgrade() -> None:
    op.drop_table("follow_ups")
    op.drop_column("users", "is_head")
    op.drop_index("uq_drafts_corrects", table_name="drafts")
    for name in ("committed", "promised", "corrects"):
        op.drop_column("drafts", name)
    op.drop_index("ix_case_steps_notice", table_name="case_steps")
    op.drop_column("case_steps", "is_notice")
    for name in ("ix_cases_ended", "ix_cases_extension_asked", "ix_cases_paused"):
        op.drop_index(name, table_name="cases")
    for name in COLUMNS:
        op.drop_column("cases", name)
