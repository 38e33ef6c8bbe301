"""Cases inside a transaction; a writer holds the case it read until the transaction ends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, case, exists, select

from portal.domain.case.events import Recorded
from portal.domain.case.incidents import Ending
from portal.domain.case.state import By
from portal.persistence import codec, statements
from portal.persistence.models import CaseRow, EventRow, FollowUpRow
from portal.persistence.models.base import BIG
from portal.persistence.models.cases import FOLLOW_UP_OPEN, OPEN
from portal.persistence.prepared import Prepared
from portal.persistence.projection import Row
from portal.services.records.core import OpenCase, StoredCase

_EVENT_COLUMNS = [column for column in EventRow.__table__.columns if column.name not in {"case_id", "digest"}]
_HISTORY = Prepared(
    lambda _: (
        select(*_EVENT_COLUMNS)
        .join(CaseRow, CaseRow.id == EventRow.case_id)
        .where(CaseRow.number == bindparam("key"))
        .order_by(EventRow.seq)
    )
)

_GRANTED_ON = case((CaseRow.granted.is_(True), CaseRow.decided_on))
_OPEN_WITH = select(CaseRow.number, CaseRow.applicant_id, _GRANTED_ON).where(CaseRow.open_key == bindparam("key"))
_AFTER = bindparam("after_id", type_=BIG)
_SIZE = bindparam("rows", type_=BIG)
_OPEN_IDS = Prepared(
    lambda _: select(CaseRow.id.label("case_id")).where(OPEN, CaseRow.id > _AFTER).order_by(CaseRow.id).limit(_SIZE)
)
_FOLLOWED_IDS = Prepared(
    lambda _: (
        select(FollowUpRow.case_id)
        .where(FOLLOW_UP_OPEN, FollowUpRow.case_id > _AFTER)
        .order_by(FollowUpRow.case_id)
        .limit(_SIZE)
    )
)


class SqlCases:
    """Cases by number, draft or row, and the events of one."""

    def __init__(self, connection: Connection, *, lock: bool) -> None:
        self._connection = connection
        self._lock = lock

    def get(self, number: str) -> StoredCase | None:
        return self._load(statements.LOAD_BY_NUMBER, number)

    def by_draft(self, draft_key: str) -> StoredCase | None:
        return self._load(statements.LOAD_BY_DRAFT, draft_key)

    def by_row(self, row_id: int) -> StoredCase | None:
        return self._load(statements.LOAD_BY_ROW, row_id)

    def open_with(self, key: str) -> OpenCase | None:
        found = self._connection.execute(_OPEN_WITH, {"key": key}).first()
        return None if found is None else OpenCase(*found)

    def broke_promise(self, user_id: int) -> bool:
        lapsed = (CaseRow.applicant_id == user_id, CaseRow.ending == Ending.TOLERANCE_LAPSED.value)
        return bool(self._connection.scalar(select(exists().where(*lapsed))))

    def with_dates(self, after: int, *, size: int) -> Sequence[StoredCase]:
        """Open cases and closed ones with an open follow-up behind a row id; unlocked, in the order of their rows."""
        values = {"after_id": after, "rows": size}
        found = {row["case_id"] for query in (_OPEN_IDS, _FOLLOWED_IDS) for row in query.rows(self._connection, values)}
        wanted = CaseRow.id.in_(sorted(found)[:size])
        query = select(CaseRow.id, CaseRow.snapshot, CaseRow.last_digest).where(wanted).order_by(CaseRow.id)
        return tuple(map(_stored, self._connection.execute(query)))

    def history(self, number: str) -> Sequence[Recorded]:
        return tuple(map(_recorded, _HISTORY.rows(self._connection, {"key": number})))

    def _load(self, queries: Mapping[bool, Prepared], key: str | int) -> StoredCase | None:
        found = queries[self._lock].row(self._connection, {"key": key})
        return None if found is None else _stored(found)


def _stored(found: Sequence[Any]) -> StoredCase:
    row_id, snapshot, last_digest = found
    return StoredCase(row_id=row_id, case=codec.case_of(snapshot), last_digest=last_digest)


def _recorded(row: Row) -> Recorded:
    by = By(row["actor_id"], row["actor_name"], row["actor_role"])
    return Recorded(row["seq"], row["at"], by, codec.event_of(row["kind"], row["payload"]))
