"""What is known of enterprises, recognition lists, matching runs, proposals and the checks of claims."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True)
TEXT = sa.Text()
WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    profiles()
    lists()
    runs()
    claims()


def profiles() -> None:
    op.create_table(
        "enterprise_facts",
        sa.Column("id", BIG, nullable=False),
        sa.Column("uscc", WORDS, nullable=False),
        sa.Column("fact_id", WORDS, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("value", TEXT, nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("source", TEXT, nullable=False),
        sa.Column("note", TEXT, nullable=False),
        sa.Column("user_id", BIG, nullable=False),
        sa.Column("user_name", TEXT, nullable=False),
        sa.Column("entered_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_enterprise_facts"),
    )
    op.create_index("ix_enterprise_facts_profile", "enterprise_facts", ["uscc", "fact_id", "as_of", "id"])
    op.create_table(
        "data_queries",
        sa.Column("id", BIG, nullable=False),
        sa.Column("uscc", WORDS, nullable=False),
        sa.Column("user_id", BIG, nullable=False),
        sa.Column("user_name", TEXT, nullable=False),
        sa.Column("purpose", TEXT, nullable=False),
        sa.Column("provider", TEXT, nullable=False),
        sa.Column("consented_at", INSTANT, nullable=False),
        sa.Column("answered", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_data_queries"),
    )
    op.create_index("ix_data_queries_enterprise", "data_queries", ["uscc", "consented_at", "id"])


def lists() -> None:
    op.create_table(
        "recognition_lists",
        sa.Column("id", BIG, nullable=False),
        sa.Column("department", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("title", TEXT, nullable=False),
        sa.Column("file_name", TEXT, nullable=False),
        sa.Column("sha256", TEXT, nullable=False),
        sa.Column("lines", sa.Integer(), nullable=False),
        sa.Column("user_id", BIG, nullable=False),
        sa.Column("user_name", TEXT, nullable=False),
        sa.Column("imported_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_recognition_lists"),
    )
    op.create_index("ix_recognition_lists_department", "recognition_lists", ["department", "imported_at", "id"])
    op.create_table(
        "recognitions",
        sa.Column("id", BIG, nullable=False),
        sa.Column("list_id", BIG, nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("uscc", WORDS, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("certificate", TEXT, nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("is_first", sa.Boolean(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_recognitions"),
        sa.ForeignKeyConstraint(
            ["list_id"], ["recognition_lists.id"], name="fk_recognitions_list_id_recognition_lists"
        ),
        sa.UniqueConstraint("list_id", "line", name="uq_recognitions_list_id_line"),
    )
    op.create_index("ix_recognitions_enterprise", "recognitions", ["uscc", "certificate"])


def runs() -> None:
    counts = ("looked_at", "eligible", "possible", "not_eligible", "had_before", "proposed")
    op.create_table(
        "matching_runs",
        sa.Column("id", BIG, nullable=False),
        sa.Column("policy_key", TEXT, nullable=False),
        sa.Column("policy_version", sa.Integer(), nullable=False),
        sa.Column("department", TEXT, nullable=False),
        sa.Column("user_id", BIG, nullable=False),
        sa.Column("user_name", TEXT, nullable=False),
        sa.Column("started_at", INSTANT, nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in counts),
        sa.PrimaryKeyConstraint("id", name="pk_matching_runs"),
    )
    op.create_index("ix_matching_runs_department", "matching_runs", ["department", "started_at", "id"])
    op.create_table(
        "matching_verdicts",
        sa.Column("id", BIG, nullable=False),
        sa.Column("run_id", BIG, nullable=False),
        sa.Column("uscc", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("verdict", TEXT, nullable=False),
        sa.Column("amount", TEXT, nullable=True),
        sa.Column("period", TEXT, nullable=False),
        sa.Column("facts", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_matching_verdicts"),
        sa.ForeignKeyConstraint(["run_id"], ["matching_runs.id"], name="fk_matching_verdicts_run_id_matching_runs"),
    )
    op.create_index("ix_matching_verdicts_run", "matching_verdicts", ["run_id", "verdict", "id"])


def claims() -> None:
    op.create_table(
        "claim_proposals",
        sa.Column("id", BIG, nullable=False),
        sa.Column("run_id", BIG, nullable=False),
        sa.Column("policy_key", TEXT, nullable=False),
        sa.Column("policy_version", sa.Integer(), nullable=False),
        sa.Column("uscc", WORDS, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("period", TEXT, nullable=False),
        sa.Column("amount", TEXT, nullable=True),
        sa.Column("state", TEXT, nullable=False),
        sa.Column("facts", TEXT, nullable=False),
        sa.Column("proposed_at", INSTANT, nullable=False),
        sa.Column("expires_at", INSTANT, nullable=False),
        sa.Column("answered_at", INSTANT, nullable=True),
        sa.Column("user_id", BIG, nullable=True),
        sa.Column("reason", TEXT, nullable=False),
        sa.Column("case_number", TEXT, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_claim_proposals"),
        sa.ForeignKeyConstraint(["run_id"], ["matching_runs.id"], name="fk_claim_proposals_run_id_matching_runs"),
        sa.UniqueConstraint("policy_key", "uscc", "period", name="uq_claim_proposals_policy_key_uscc_period"),
    )
    op.create_index("ix_claim_proposals_enterprise", "claim_proposals", ["uscc", "state", "id"])
    op.create_table(
        "claim_checks",
        sa.Column("id", BIG, nullable=False),
        sa.Column("case_number", TEXT, nullable=False),
        sa.Column("policy_key", TEXT, nullable=False),
        sa.Column("policy_version", sa.Integer(), nullable=False),
        sa.Column("uscc", WORDS, nullable=False),
        sa.Column("period", TEXT, nullable=False),
        sa.Column("verdict", TEXT, nullable=False),
        sa.Column("amount", TEXT, nullable=True),
        sa.Column("facts", TEXT, nullable=False),
        sa.Column("checked_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_claim_checks"),
        sa.UniqueConstraint("case_number", name="uq_claim_checks_case_number"),
    )
    op.create_index("ix_claim_checks_claim", "claim_checks", ["policy_key", "uscc", "period"])


def downgrade() -> None:
    for table in (
        "claim_checks",
        "claim_proposals",
        "matching_verdicts",
        "matching_runs",
        "recognitions",
        "recognition_lists",
        "data_queries",
        "enterprise_facts",
    ):
        op.drop_table(table)
