"""How finished cases were handled, for the figures of guide §9.8–9.10: one index carries all their facts."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
FLAGS = ("deemed", "special", "extended")
WORDS = ("tolerated", "bad_rating", "lenient")
FACTS = (
    "service_key",
    "granted",
    "accepted_on",
    "ending",
    "corrections",
    "violations",
    "deemed",
    "special",
    "extended",
    "tolerated",
    "rating",
    "counted_rating",
    "bad_rating",
    "lenient",
)
LEVELS = (1, 2, 3, 4, 5)
FILL = (
    "UPDATE cases SET finished_at = coalesce(decided_at, ended_at)",
    """
    UPDATE cases SET deemed = true WHERE finished_at IS NOT NULL AND id IN
    (SELECT case_id FROM case_events WHERE kind = 'case_accepted' AND payload LIKE '%"deemed"\\:true%')
    """,
    """
    UPDATE cases SET special = true WHERE finished_at IS NOT NULL AND id IN
    (SELECT case_id FROM case_events WHERE kind = 'case_paused' AND payload LIKE '%"kind":"special"%')
    """,
    """
    UPDATE cases SET extended = true WHERE finished_at IS NOT NULL AND id IN
    (SELECT case_id FROM case_events WHERE kind = 'limit_extended')
    """,
    """
    UPDATE cases SET tolerated = CASE WHEN ending = 'tolerance_lapsed' THEN 'lapsed' ELSE 'ended' END
    WHERE finished_at IS NOT NULL AND id IN (SELECT case_id FROM case_events WHERE kind = 'materials_tolerated')
    """,
    """
    UPDATE cases SET tolerated = 'supplied' WHERE tolerated = 'ended' AND id IN
    (SELECT case_id FROM case_events WHERE kind = 'material_supplied' AND payload LIKE '%"complete"\\:true%')
    """,
    """
    UPDATE cases SET bad_rating =
    (SELECT state FROM follow_ups WHERE follow_ups.case_id = cases.id AND kind = 'bad_rating')
    WHERE finished_at IS NOT NULL
    """,
    "UPDATE cases SET lenient = once WHERE decided_at IS NOT NULL",
    """
    UPDATE cases SET lenient = CASE visits - (SELECT count(*) FROM visits
    WHERE visits.case_id = cases.id AND cause = 'missing_material')
    WHEN 0 THEN 'never' WHEN 1 THEN 'once' ELSE 'more' END
    WHERE lenient IN ('once', 'more') AND corrections = 1 AND violations = 0
    """,
)
FIRST_RATING = """
UPDATE cases SET counted_rating = :level WHERE rating IS NOT NULL AND coalesce(bad_rating, '') <> 'invalid' AND id IN
(SELECT case_id FROM case_events WHERE kind = 'case_rated' AND payload LIKE '%"added"\\:false%' AND payload LIKE :said)
"""


def upgrade() -> None:
    op.add_column("cases", sa.Column("finished_at", INSTANT))
    for name in FLAGS:
        op.add_column("cases", sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false()))
    for name in WORDS:
        op.add_column("cases", sa.Column(name, sa.Text()))
    op.add_column("cases", sa.Column("counted_rating", sa.Integer()))
    fill()
    op.drop_index("ix_cases_ended", "cases")
    op.create_index("ix_cases_finished", "cases", ["finished_at", "id", *FACTS], **only("finished_at"))


def fill() -> None:
    """The cases that are finished already, from their events."""
    for statement in FILL:
        op.execute(sa.text(statement))
    for level in LEVELS:
        op.execute(sa.text(FIRST_RATING).bindparams(level=level, said=f'%"level":{level},%'))


def downgrade() -> None:
    op.drop_index("ix_cases_finished", "cases")
    op.create_index(
        "ix_cases_ended", "cases", ["ended_at", "corrections", "violations", "rating", "id"], **only("ended_at")
    )
    for name in ("counted_rating", *reversed(WORDS), *reversed(FLAGS), "finished_at"):
        op.drop_column("cases", name)


def only(column: str) -> dict[str, Any]:
    """Rows in which this is known."""
    where = sa.text(f"{column} IS NOT NULL")
    return {"sqlite_where": where, "postgresql_where": where}
