"""Documents an applicant keeps 我的材料库, and queries of other registers made for materials, each with its consent."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.persistence.models.base import BIG, Base, RowId


class KeptDocumentRow(Base):
    """One document of one owner; the same file is kept once for each kind."""

    __tablename__ = "kept_documents"
    __table_args__ = (UniqueConstraint("owner_id", "kind", "sha256"),)

    id: Mapped[RowId]
    owner_id: Mapped[int] = mapped_column(BIG, ForeignKey("users.id"))
    kind: Mapped[str]
    name: Mapped[str]
    file: Mapped[str]
    sha256: Mapped[str]
    case_number: Mapped[str | None]
    kept_at: Mapped[datetime]
    valid_until: Mapped[date | None]


class MaterialQueryRow(Base):
    """One query of a licence store or a dataset; written with the consent before it is sent, answered afterwards."""

    __tablename__ = "material_queries"

    id: Mapped[RowId]
    query_id: Mapped[str] = mapped_column(unique=True)
    user_id: Mapped[int] = mapped_column(BIG, ForeignKey("users.id"))
    way: Mapped[str]
    resource: Mapped[str]
    subject: Mapped[str]
    purpose: Mapped[str]
    consented_at: Mapped[datetime]
    outcome: Mapped[str | None]
    answered_at: Mapped[datetime | None]
    number: Mapped[str]
    sha256: Mapped[str]


Index("ix_kept_documents_list", KeptDocumentRow.owner_id, KeptDocumentRow.kept_at, KeptDocumentRow.id)
Index("ix_material_queries_list", MaterialQueryRow.user_id, MaterialQueryRow.consented_at, MaterialQueryRow.id)
