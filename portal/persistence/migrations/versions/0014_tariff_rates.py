"""Rates of duty entered by staff."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "tariff_rates",
        sa.Column("id", BIG, nullable=False),
        sa.Column("agreement", sa.Text(), nullable=False),
        sa.Column("destination", sa.Text(), nullable=False),
        sa.Column("hs", sa.Text(), nullable=False),
        sa.Column("mfn_rate", sa.Text(), nullable=False),
        sa.Column("pref_rate", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("demo", sa.Boolean(), nullable=False),
        sa.Column("entered_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_tariff_rates"),
    )
    op.create_index("ix_tariff_rates_goods", "tariff_rates", ["destination", "hs"])
    op.create_index("ix_tariff_rates_country", "tariff_rates", ["destination", "id"])


def downgrade() -> None:
    op.drop_table("tariff_rates")
