"""When a matching run had looked at every enterprise; the runs so far count as finished when they began."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("matching_runs", sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True))
    op.execute("UPDATE matching_runs SET finished_at = started_at")


def downgrade() -> None:
    op.drop_column("matching_runs", "finished_at")
