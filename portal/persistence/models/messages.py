"""Messages 消息 to the owners of cases: one row for each event they are told of.

Projected from the events, but for `read_at`, which is the reader's own. What a message says is made from its event.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.persistence.models.base import BIG, Base, RowId


class MessageRow(Base):
    """One message to the account that filed the case, about its event `seq`."""

    __tablename__ = "messages"
    __table_args__ = (UniqueConstraint("case_id", "seq"),)

    id: Mapped[RowId]
    user_id: Mapped[int] = mapped_column(BIG)
    case_id: Mapped[int] = mapped_column(BIG, ForeignKey("cases.id"))
    seq: Mapped[int]
    at: Mapped[datetime]
    read_at: Mapped[datetime | None]


UNREAD = MessageRow.read_at.is_(None)

Index("ix_messages_inbox", MessageRow.user_id, MessageRow.at, MessageRow.id)
Index("ix_messages_unread", MessageRow.user_id, MessageRow.id, sqlite_where=UNREAD, postgresql_where=UNREAD)
