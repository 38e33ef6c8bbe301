"""An index for the decided cases of one service, newest first: the list behind a row of the manager's table."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    decided = sa.text("decided_on IS NOT NULL")
    op.create_index(
        "ix_cases_decided_service",
        "cases",
        ["service_key", "decided_on", "decided_at", "id"],
        sqlite_where=decided,
        postgresql_where=decided,
    )


def downgrade() -> None:
    op.drop_index("ix_cases_decided_service", table_name="cases")
