"""Accepted cases in which a promised material 容缺 came in and waits for the window's check."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

TO_CHECK: dict[str, Any] = {"sqlite_where": sa.text("to_check = 1"), "postgresql_where": sa.text("to_check")}


def upgrade() -> None:
    op.add_column("cases", sa.Column("to_check", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_index("ix_cases_to_check", "cases", ["due_at", "id", "warn_at"], **TO_CHECK)


def downgrade() -> None:
    op.drop_index("ix_cases_to_check", "cases")
    op.drop_column("cases", "to_check")
