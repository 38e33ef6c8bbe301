"""Acts of publishing 发布: which version was published by whom, append-only (triggers refuse UPDATE and DELETE).

What is in force is said by `workflows/LOCK`; a row here is the record of the act.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from portal.persistence.models.base import BIG, Base, RowId


class PublicationRow(Base):
    """One act of publishing."""

    __tablename__ = "publications"

    id: Mapped[RowId]
    service_key: Mapped[str]
    version: Mapped[int]
    digest: Mapped[str]
    effective_on: Mapped[date]
    published_at: Mapped[datetime]
    user_id: Mapped[int] = mapped_column(BIG)
    user_name: Mapped[str]


Index("ix_publications_version", PublicationRow.service_key, PublicationRow.version, PublicationRow.id)
