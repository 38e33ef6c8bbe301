"""What only one open case may have, e.g. the credit code of an enterprise that is being closed."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("cases", sa.Column("open_key", sa.Text(), nullable=True))
    op.create_index("uq_cases_open_key", "cases", ["open_key"], unique=True)


def downgrade() -> None:
    op.drop_index("uq_cases_open_key", "cases")
    op.drop_column("cases", "open_key")
