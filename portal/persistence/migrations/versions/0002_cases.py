"""Cases: the projected rows, and the events that can only be appended."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True)
WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
OPEN: dict[str, Any] = {"sqlite_where": sa.text("is_open = 1"), "postgresql_where": sa.text("is_open")}
DECIDED: dict[str, Any] = {
    "sqlite_where": sa.text("decided_on IS NOT NULL"),
    "postgresql_where": sa.text("decided_on IS NOT NULL"),
}
LATE: dict[str, Any] = {"sqlite_where": sa.text("on_time IS 0"), "postgresql_where": sa.text("on_time IS FALSE")}

SQLITE_APPEND_ONLY = """
CREATE TRIGGER case_events_no_{what} BEFORE {what} ON case_events
BEGIN SELECT RAISE(ABORT, 'case_events is append-only'); END
"""
POSTGRESQL_REFUSAL = """
CREATE FUNCTION case_events_append_only() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'case_events is append-only'; END $$
"""
POSTGRESQL_APPEND_ONLY = """
CREATE TRIGGER case_events_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON case_events
FOR EACH STATEMENT EXECUTE FUNCTION case_events_append_only()
"""


def upgrade() -> None:
    create_cases()
    index_cases()
    create_steps()
    create_materials_and_visits()
    create_events()
    make_events_append_only()


def create_cases() -> None:
    op.create_table(
        "cases",
        sa.Column("id", BIG, nullable=False),
        sa.Column("number", WORDS, nullable=False),
        sa.Column("draft_key", sa.Text(), nullable=False),
        sa.Column("query_code", sa.Text(), nullable=False),
        sa.Column("service_key", sa.Text(), nullable=False),
        sa.Column("service_version", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("desk", sa.Text()),
        sa.Column("title", WORDS, nullable=False),
        sa.Column("applicant_id", BIG, nullable=False),
        sa.Column("applicant_name", WORDS, nullable=False),
        sa.Column("filed_at", INSTANT, nullable=False),
        sa.Column("filed_on", sa.Date(), nullable=False),
        sa.Column("accepted_on", sa.Date()),
        sa.Column("due_at", INSTANT),
        sa.Column("warn_at", INSTANT),
        sa.Column("due_on", sa.Date()),
        sa.Column("provisional", sa.Boolean(), nullable=False),
        sa.Column("decided_at", INSTANT),
        sa.Column("decided_on", sa.Date()),
        sa.Column("granted", sa.Boolean()),
        sa.Column("workdays_taken", sa.Integer()),
        sa.Column("on_time", sa.Boolean()),
        sa.Column("once", sa.Text()),
        sa.Column("visits", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("last_digest", sa.Text(), nullable=False),
        sa.Column("snapshot", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_cases"),
        sa.UniqueConstraint("draft_key", name="uq_cases_draft_key"),
        sa.UniqueConstraint("number", name="uq_cases_number"),
    )


def index_cases() -> None:
    decision = ["decided_on", "decided_at", "id"]
    op.create_index("ix_cases_applicant", "cases", ["applicant_id", "filed_at", "id"])
    op.create_index("ix_cases_applicant_name", "cases", ["applicant_name"])
    op.create_index("ix_cases_title", "cases", ["title"])
    op.create_index("ix_cases_filed_on", "cases", ["filed_on"])
    op.create_index("ix_cases_desk", "cases", ["desk", "due_at", "id", "warn_at"], **OPEN)
    op.create_index("ix_cases_decided", "cases", decision, **DECIDED)
    op.create_index("ix_cases_decided_once", "cases", ["once", *decision], **DECIDED)
    op.create_index("ix_cases_late", "cases", decision, **LATE)


def create_steps() -> None:
    op.create_table(
        "case_steps",
        sa.Column("id", BIG, nullable=False),
        sa.Column("case_id", BIG, nullable=False),
        sa.Column("step_id", sa.Text(), nullable=False),
        sa.Column("department", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("opened_at", INSTANT),
        sa.Column("due_at", INSTANT),
        sa.Column("warn_at", INSTANT),
        sa.Column("due_on", sa.Date()),
        sa.Column("completed_at", INSTANT),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_case_steps_case_id_cases"),
        sa.PrimaryKeyConstraint("id", name="pk_case_steps"),
        sa.UniqueConstraint("case_id", "step_id", name="uq_case_steps_case_id_step_id"),
    )
    op.create_index("ix_case_steps_queue", "case_steps", ["department", "due_at", "id", "warn_at"], **OPEN)


def create_materials_and_visits() -> None:
    op.create_table(
        "case_materials",
        sa.Column("case_id", BIG, nullable=False),
        sa.Column("material_id", sa.Text(), nullable=False),
        sa.Column("required", sa.Boolean(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("files", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_case_materials_case_id_cases"),
        sa.PrimaryKeyConstraint("case_id", "material_id", name="pk_case_materials"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "visits",
        sa.Column("case_id", BIG, nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("visited_on", sa.Date(), nullable=False),
        sa.Column("half_day", sa.Text(), nullable=False),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_visits_case_id_cases"),
        sa.PrimaryKeyConstraint("case_id", "person", "visited_on", "half_day", name="pk_visits"),
        sqlite_with_rowid=False,
    )


def create_events() -> None:
    op.create_table(
        "case_events",
        sa.Column("case_id", BIG, nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("actor_id", BIG, nullable=False),
        sa.Column("actor_name", sa.Text(), nullable=False),
        sa.Column("actor_role", sa.Text(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_case_events_case_id_cases"),
        sa.PrimaryKeyConstraint("case_id", "seq", name="pk_case_events"),
    )


def make_events_append_only() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for what in ("UPDATE", "DELETE"):
            op.execute(SQLITE_APPEND_ONLY.format(what=what))
    else:
        op.execute(POSTGRESQL_REFUSAL)
        op.execute(POSTGRESQL_APPEND_ONLY)


def downgrade() -> None:
    for table in ("case_events", "visits", "case_materials", "case_steps", "cases"):
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION case_events_append_only()")
