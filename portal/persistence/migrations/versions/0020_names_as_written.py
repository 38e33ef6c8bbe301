"""A registered name is found as it is written, when its enterprise is deregistered."""

from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_names_full_name", "names", ["full_name"])


def downgrade() -> None:
    op.drop_index("ix_names_full_name", table_name="names")
