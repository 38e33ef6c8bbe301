"""Cases inside a transaction; a writer holds the case it read until the transaction ends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, bindparam, select

from portal.domain.case.events import Recorded
from portal.domain.case.state import By
from portal.persistence import codec, statements
from portal.persistence.models import CaseRow, EventRow
from portal.persistence.prepared import Prepared
from portal.persistence.projection import Row
from portal.services.records import StoredCase

_EVENT_COLUMNS = [column for column in EventRow.__table__.columns if column.name not in {"case_id", "digest"}]
_HISTORY = Prepared(
    lambda _: (
        select(*_EVENT_COLUMNS)
        .join(CaseRow, CaseRow.id == EventRow.case_id)
        .where(CaseRow.number == bindparam("key"))
        .order_by(EventRow.seq)
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

    def history(self, number: str) -> Sequence[Recorded]:
        return tuple(map(_recorded, _HISTORY.rows(self._connection, {"key": number})))

    def _load(self, queries: Mapping[bool, Prepared], key: str | int) -> StoredCase | None:
        found = queries[self._lock].row(self._connection, {"key": key})
        if found is None:
            return None
        row_id, snapshot, last_digest = found
        return StoredCase(row_id=row_id, case=codec.case_of(snapshot), last_digest=last_digest)


def _recorded(row: Row) -> Recorded:
    by = By(row["actor_id"], row["actor_name"], row["actor_role"])
    return Recorded(row["seq"], row["at"], by, codec.event_of(row["kind"], row["payload"]))
