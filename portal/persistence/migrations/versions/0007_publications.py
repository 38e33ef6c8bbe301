"""Acts of publishing, append-only, and the open cases of each version of a service."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True)
OPEN: dict[str, Any] = {"sqlite_where": sa.text("is_open = 1"), "postgresql_where": sa.text("is_open")}

SQLITE_APPEND_ONLY = """
CREATE TRIGGER publications_no_{what} BEFORE {what} ON publications
BEGIN SELECT RAISE(ABORT, 'publications are append-only'); END
"""
POSTGRESQL_REFUSAL = """
CREATE FUNCTION publications_append_only() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'publications are append-only'; END $$
"""
POSTGRESQL_APPEND_ONLY = """
CREATE TRIGGER publications_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON publications
FOR EACH STATEMENT EXECUTE FUNCTION publications_append_only()
"""


def upgrade() -> None:
    op.create_table(
        "publications",
        sa.Column("id", BIG, nullable=False),
        sa.Column("service_key", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("published_at", INSTANT, nullable=False),
        sa.Column("user_id", BIG, nullable=False),
        sa.Column("user_name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_publications"),
    )
    op.create_index("ix_publications_version", "publications", ["service_key", "version", "id"])
    op.create_index("ix_cases_open_version", "cases", ["service_key", "service_version", "id"], **OPEN)
    if op.get_bind().dialect.name == "sqlite":
        for what in ("UPDATE", "DELETE"):
            op.execute(SQLITE_APPEND_ONLY.format(what=what))
    else:
        op.execute(POSTGRESQL_REFUSAL)
        op.execute(POSTGRESQL_APPEND_ONLY)


def downgrade() -> None:
    op.drop_index("ix_cases_open_version", "cases")
    op.drop_table("publications")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION publications_append_only()")
