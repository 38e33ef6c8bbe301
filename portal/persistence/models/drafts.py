"""Drafts 草稿: filings that are being written, found again after the browser was closed."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, false
from sqlalchemy.orm import Mapped, mapped_column

from portal.persistence.models.base import BIG, Base, RowId


class DraftRow(Base):
    """One draft; answers, files and visited pages are JSON as the form left them."""

    __tablename__ = "drafts"

    id: Mapped[RowId]
    key: Mapped[str] = mapped_column(unique=True)
    owner_id: Mapped[int] = mapped_column(BIG, ForeignKey("users.id"))
    service_key: Mapped[str]
    service_version: Mapped[int]
    answers: Mapped[str]
    files: Mapped[str]
    visited: Mapped[str]
    created_at: Mapped[datetime]
    saved_at: Mapped[datetime]
    revision: Mapped[int]
    case_number: Mapped[str | None] = mapped_column(unique=True)
    corrects: Mapped[str | None]
    promised: Mapped[str] = mapped_column(server_default="[]")
    committed: Mapped[bool] = mapped_column(server_default=false())
    obtained: Mapped[str] = mapped_column(server_default="{}")


Index("uq_drafts_corrects", DraftRow.corrects, unique=True)
Index(
    "ix_drafts_open",
    DraftRow.owner_id,
    DraftRow.saved_at,
    DraftRow.id,
    sqlite_where=DraftRow.case_number.is_(None),
    postgresql_where=DraftRow.case_number.is_(None),
)
