"""The owner's inbox, newest first (``ix_messages_inbox``), and how much of it is unread (``ix_messages_unread``)."""

from __future__ import annotations

from functools import cache
from typing import Final

from sqlalchemy import Connection, bindparam, func, select

from portal.domain.case.events import Recorded
from portal.domain.case.state import By
from portal.persistence import codec
from portal.persistence.models import CaseRow, EventRow, MessageRow
from portal.persistence.models.messages import UNREAD
from portal.persistence.prepared import Prepared
from portal.persistence.projection import Row
from portal.persistence.queries.paging import before, key_of, listed
from portal.services.records.core import After, MessageLine, Page

COUNTED_AT_MOST: Final = 100

COLUMNS: Final = (
    MessageRow.id.label("row_id"),
    MessageRow.at,
    MessageRow.read_at,
    MessageRow.seq,
    CaseRow.number.label("case_number"),
    CaseRow.service_key,
    CaseRow.service_version,
    CaseRow.title,
    EventRow.kind,
    EventRow.payload,
    EventRow.actor_id,
    EventRow.actor_name,
    EventRow.actor_role,
)


@cache
def inbox_query(*, paged: bool) -> Prepared:
    query = (
        select(*COLUMNS)
        .select_from(MessageRow)
        .join(CaseRow, CaseRow.id == MessageRow.case_id)
        .join(EventRow, (EventRow.case_id == MessageRow.case_id) & (EventRow.seq == MessageRow.seq))
        .where(MessageRow.user_id == bindparam("user_id"))
    )
    if paged:
        query = query.where(before(MessageRow.at, MessageRow.id))
    query = query.order_by(MessageRow.at.desc(), MessageRow.id.desc()).limit(bindparam("rows"))
    return Prepared(lambda _: query)


def inbox_page(connection: Connection, user_id: int, after: After | None, *, size: int) -> Page[MessageLine]:
    values = {"user_id": user_id, **key_of(after)}
    return listed(connection, inbox_query(paged=after is not None), values, size=size, line=_line, key=_by_moment)


@cache
def unread_query() -> Prepared:
    """Counting stops where the header says "99+"."""
    some = select(MessageRow.id).where(MessageRow.user_id == bindparam("user_id"), UNREAD).limit(COUNTED_AT_MOST)
    return Prepared(lambda _: select(func.count().label("unread")).select_from(some.subquery()))


def unread_count(connection: Connection, user_id: int) -> int:
    (found,) = unread_query().rows(connection, {"user_id": user_id})
    return int(found["unread"])


def _line(row: Row) -> MessageLine:
    by = By(row["actor_id"], row["actor_name"], row["actor_role"])
    return MessageLine(
        row_id=row["row_id"],
        case_number=row["case_number"],
        service_key=row["service_key"],
        service_version=row["service_version"],
        title=row["title"],
        about=Recorded(row["seq"], row["at"], by, codec.event_of(row["kind"], row["payload"])),
        is_read=row["read_at"] is not None,
    )


def _by_moment(row: Row) -> After:
    return After(row["at"], row["row_id"])
