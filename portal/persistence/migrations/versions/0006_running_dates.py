"""Cases whose dates can move, in the order of their rows: open ones, and closed ones with an open follow-up."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

OPEN: dict[str, Any] = {"sqlite_where": sa.text("is_open = 1"), "postgresql_where": sa.text("is_open")}


def upgrade() -> None:
    op.create_index("ix_cases_open", "cases", ["id"], **OPEN)
    op.create_index("ix_follow_ups_case", "follow_ups", ["case_id"], **OPEN)


def downgrade() -> None:
    op.drop_index("ix_follow_ups_case", "follow_ups")
    op.drop_index("ix_cases_open", "cases")
