"""Accounts, enterprises and drafts."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    create_users()
    create_enterprises()
    create_drafts()


def create_users() -> None:
    op.create_table(
        "users",
        sa.Column("id", BIG, nullable=False),
        sa.Column("username", sa.Text(), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("id_number", sa.Text()),
        sa.Column("mobile", sa.Text()),
        sa.Column("department", sa.Text()),
        sa.Column("window", sa.Text()),
        sa.Column("locale", sa.Text()),
        sa.Column("failed_logins", sa.Integer(), nullable=False),
        sa.Column("locked_until", INSTANT),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_users"),
        sa.UniqueConstraint("username", name="uq_users_username"),
    )
    op.create_index("ix_users_role", "users", ["role"])


def create_enterprises() -> None:
    op.create_table(
        "enterprises",
        sa.Column("id", BIG, nullable=False),
        sa.Column("uscc", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("legal_representative", sa.Text(), nullable=False),
        sa.Column("founded_on", sa.Date()),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_enterprises"),
        sa.UniqueConstraint("uscc", name="uq_enterprises_uscc"),
    )
    op.create_table(
        "enterprise_users",
        sa.Column("user_id", BIG, nullable=False),
        sa.Column("enterprise_id", BIG, nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_enterprise_users_user_id_users"),
        sa.ForeignKeyConstraint(
            ["enterprise_id"], ["enterprises.id"], name="fk_enterprise_users_enterprise_id_enterprises"
        ),
        sa.PrimaryKeyConstraint("user_id", "enterprise_id", name="pk_enterprise_users"),
    )


def create_drafts() -> None:
    op.create_table(
        "drafts",
        sa.Column("id", BIG, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("owner_id", BIG, nullable=False),
        sa.Column("service_key", sa.Text(), nullable=False),
        sa.Column("service_version", sa.Integer(), nullable=False),
        sa.Column("answers", sa.Text(), nullable=False),
        sa.Column("files", sa.Text(), nullable=False),
        sa.Column("visited", sa.Text(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("saved_at", INSTANT, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("case_number", sa.Text()),
        sa.ForeignKeyConstraint(["owner_id"], ["users.id"], name="fk_drafts_owner_id_users"),
        sa.PrimaryKeyConstraint("id", name="pk_drafts"),
        sa.UniqueConstraint("case_number", name="uq_drafts_case_number"),
        sa.UniqueConstraint("key", name="uq_drafts_key"),
    )
    unsubmitted = sa.text("case_number IS NULL")
    op.create_index(
        "ix_drafts_open",
        "drafts",
        ["owner_id", "saved_at", "id"],
        sqlite_where=unsubmitted,
        postgresql_where=unsubmitted,
    )


def downgrade() -> None:
    for table in ("drafts", "enterprise_users", "enterprises", "users"):
        op.drop_table(table)
