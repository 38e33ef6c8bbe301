"""How many materials a case's applicant brought, and how many the portal obtained instead (guide §9.10)."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

BROUGHT = """
UPDATE cases SET brought = (SELECT count(*) FROM case_materials m WHERE m.case_id = cases.id AND m.files > 0)
"""


def upgrade() -> None:
    for name in ("brought", "obtained"):
        op.add_column("cases", sa.Column(name, sa.Integer(), nullable=False, server_default="0"))
    op.execute(BROUGHT)


def downgrade() -> None:
    for name in ("obtained", "brought"):
        op.drop_column("cases", name)
