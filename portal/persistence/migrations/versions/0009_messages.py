"""Messages to owners, projected from the events; cases that are there already are told of, as read."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True)
UNREAD: dict[str, Any] = {"sqlite_where": sa.text("read_at IS NULL"), "postgresql_where": sa.text("read_at IS NULL")}

#: Of the events that there were before there were messages, those that tell the owner whatever they say.
TOLD_BEFORE = """
INSERT INTO messages (user_id, case_id, seq, at, read_at)
SELECT c.applicant_id, e.case_id, e.seq, e.at, e.at
FROM case_events e JOIN cases c ON c.id = e.case_id
WHERE e.kind IN ('case_accepted', 'case_decided', 'case_delivered')
   OR (e.kind = 'step_completed' AND e.payload LIKE '%"outcome":"failed"%')
ORDER BY e.case_id, e.seq
"""


def upgrade() -> None:
    op.create_table(
        "messages",
        sa.Column("id", BIG, nullable=False),
        sa.Column("user_id", BIG, nullable=False),
        sa.Column("case_id", BIG, nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("read_at", INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_messages"),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_messages_case_id_cases"),
        sa.UniqueConstraint("case_id", "seq", name="uq_messages_case_id_seq"),
    )
    op.create_index("ix_messages_inbox", "messages", ["user_id", "at", "id"])
    op.create_index("ix_messages_unread", "messages", ["user_id", "id"], **UNREAD)
    op.execute(TOLD_BEFORE)


def downgrade() -> None:
    op.drop_table("messages")
