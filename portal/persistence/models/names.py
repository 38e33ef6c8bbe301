"""The register of enterprise names 名称库: names in use, kept, or given up lately."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from portal.persistence.models.base import WORDS, Base, RowId

LIVE = text("state IN ('registered', 'reserved')")


class NameRow(Base):
    """One name; a live one is there once for its trade name and industry."""

    __tablename__ = "names"

    id: Mapped[RowId]
    trade_name: Mapped[str] = mapped_column(WORDS)
    industry: Mapped[str] = mapped_column(WORDS)
    full_name: Mapped[str]
    state: Mapped[str]
    since: Mapped[date]
    until: Mapped[date | None]
    draft_key: Mapped[str | None]
    case_number: Mapped[str | None]


Index("uq_names_live", NameRow.trade_name, NameRow.industry, unique=True, sqlite_where=LIVE, postgresql_where=LIVE)
Index("ix_names_trade_name", NameRow.trade_name, NameRow.id)
Index("ix_names_full_name", NameRow.full_name)
Index("ix_names_industry", NameRow.industry, NameRow.trade_name)
Index("uq_names_draft_key", NameRow.draft_key, unique=True)
Index("uq_names_case_number", NameRow.case_number, unique=True)
