"""The register of enterprise names."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
LIVE = sa.text("state IN ('registered', 'reserved')")


def upgrade() -> None:
    op.create_table(
        "names",
        sa.Column("id", BIG, nullable=False),
        sa.Column("trade_name", WORDS, nullable=False),
        sa.Column("industry", WORDS, nullable=False),
        sa.Column("full_name", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date()),
        sa.Column("draft_key", sa.Text()),
        sa.Column("case_number", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_names"),
    )
    op.create_index(
        "uq_names_live",
        "names",
        ["trade_name", "industry"],
        unique=True,
        sqlite_where=LIVE,
        postgresql_where=LIVE,
    )
    op.create_index("ix_names_trade_name", "names", ["trade_name", "id"])
    op.create_index("ix_names_industry", "names", ["industry", "trade_name"])
    op.create_index("uq_names_draft_key", "names", ["draft_key"], unique=True)
    op.create_index("uq_names_case_number", "names", ["case_number"], unique=True)


def downgrade() -> None:
    op.drop_table("names")
