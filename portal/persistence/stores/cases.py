"""Cases inside a transaction; a writer holds the case it read until the transaction ends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, select

from portal.domain.case.events import Recorded
from portal.domain.case.state import By
from portal.persistence import codec, statements
from portal.persistence.models import CaseRow, EventRow
from portal.persistence.prepared import Prepared
from portal.services.records import StoredCase


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
        query = (
            select(
                EventRow.seq,
                EventRow.at,
                EventRow.actor_id,
                EventRow.actor_name,
                EventRow.actor_role,
                EventRow.kind,
                EventRow.payload,
            )
            .join(CaseRow, CaseRow.id == EventRow.case_id)
            .where(CaseRow.number == number)
            .order_by(EventRow.seq)
        )
        return tuple(
            Recorded(seq, at, By(user_id, name, role), codec.event_of(kind, payload))
            for seq, at, user_id, name, role, kind, payload in self._connection.execute(query)
        )

    def _load(self, queries: Mapping[bool, Prepared], key: str | int) -> StoredCase | None:
        found = queries[self._lock].row(self._connection, {"key": key})
        if found is None:
            return None
        row_id, snapshot, last_digest = found
        return StoredCase(row_id=row_id, case=codec.case_of(snapshot), last_digest=last_digest)
