"""Messages inside a transaction: only that they were read is ever changed."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, select, update

from portal.persistence.models import CaseRow, MessageRow
from portal.persistence.models.messages import UNREAD


class SqlMessages:
    """Messages of one account at a time."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def case_of(self, user_id: int, message_id: int) -> str | None:
        """The number of the case a message is about; None for other people's messages."""
        query = select(CaseRow.number).join(MessageRow, MessageRow.case_id == CaseRow.id)
        found = self._connection.scalar(query.where(MessageRow.id == message_id, MessageRow.user_id == user_id))
        return None if found is None else str(found)

    def mark_read(self, user_id: int, *, at: datetime, only: int | None = None, up_to: int | None = None) -> None:
        """Note that a message was read, or all up to one; what was read before keeps its moment."""
        statement = update(MessageRow).where(MessageRow.user_id == user_id, UNREAD).values(read_at=at)
        if only is not None:
            statement = statement.where(MessageRow.id == only)
        if up_to is not None:
            statement = statement.where(MessageRow.id <= up_to)
        self._connection.execute(statement)
