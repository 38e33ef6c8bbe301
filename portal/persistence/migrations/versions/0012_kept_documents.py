"""The applicant's document locker, queries for materials with their consent, the sources of a draft's materials."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "kept_documents",
        sa.Column("id", BIG, nullable=False),
        sa.Column("owner_id", BIG, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("case_number", sa.Text(), nullable=True),
        sa.Column("kept_at", INSTANT, nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_kept_documents"),
        sa.ForeignKeyConstraint(["owner_id"], ["users.id"], name="fk_kept_documents_owner_id_users"),
        sa.UniqueConstraint("owner_id", "kind", "sha256", name="uq_kept_documents_owner_id_kind_sha256"),
    )
    op.create_index("ix_kept_documents_list", "kept_documents", ["owner_id", "kept_at", "id"])
    op.create_table(
        "material_queries",
        sa.Column("id", BIG, nullable=False),
        sa.Column("query_id", sa.Text(), nullable=False),
        sa.Column("user_id", BIG, nullable=False),
        sa.Column("way", sa.Text(), nullable=False),
        sa.Column("resource", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("consented_at", INSTANT, nullable=False),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("answered_at", INSTANT, nullable=True),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_material_queries"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_material_queries_user_id_users"),
        sa.UniqueConstraint("query_id", name="uq_material_queries_query_id"),
    )
    op.create_index("ix_material_queries_list", "material_queries", ["user_id", "consented_at", "id"])
    op.add_column("drafts", sa.Column("obtained", sa.Text(), nullable=False, server_default="{}"))


def downgrade() -> None:
    with op.batch_alter_table("drafts") as batch:
        batch.drop_column("obtained")
    op.drop_table("material_queries")
    op.drop_table("kept_documents")
