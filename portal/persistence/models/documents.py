"""Issued documents 文书: content kept for ever, the PDF stored once by digest."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from portal.persistence.models.base import WORDS, Base, RowId


class DocumentRow(Base):
    """One document; ``sha256`` and ``size`` stay empty until the PDF is in the file store."""

    __tablename__ = "documents"

    id: Mapped[RowId]
    code: Mapped[str] = mapped_column(unique=True)
    case_number: Mapped[str] = mapped_column(WORDS, ForeignKey("cases.number"))
    kind: Mapped[str]
    number: Mapped[str] = mapped_column(unique=True)
    issued_at: Mapped[datetime]
    content: Mapped[str]
    sha256: Mapped[str | None]
    size: Mapped[int | None]


Index("ix_documents_case", DocumentRow.case_number, DocumentRow.id)
