"""Drafts inside a transaction; a writer holds the draft it read until the transaction ends."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, RowMapping, delete, insert, select, update

from portal.persistence import codec
from portal.persistence.models import DraftRow
from portal.services.conflicts import DraftChangedMeanwhile
from portal.services.records.core import Draft

COLUMNS = [column for column in DraftRow.__table__.columns if column.name != "id"]
LISTED = 50


class SqlDrafts:
    """Drafts by their unguessable key."""

    def __init__(self, connection: Connection, *, lock: bool) -> None:
        self._connection = connection
        self._lock = lock

    def get(self, key: str) -> Draft | None:
        query = select(*COLUMNS).where(DraftRow.key == key)
        found = self._connection.execute(query.with_for_update() if self._lock else query).mappings().first()
        return None if found is None else _draft(found)

    def correcting(self, case_number: str) -> Draft | None:
        query = select(*COLUMNS).where(DraftRow.corrects == case_number)
        found = self._connection.execute(query.with_for_update() if self._lock else query).mappings().first()
        return None if found is None else _draft(found)

    def add(self, draft: Draft) -> None:
        self._connection.execute(insert(DraftRow).values(_row(draft)))

    def save(self, draft: Draft) -> None:
        """Store revision n+1 over n; raises DraftChangedMeanwhile when n is not what is stored."""
        unchanged = (DraftRow.key == draft.key, DraftRow.revision == draft.revision - 1)
        if self._connection.execute(update(DraftRow).where(*unchanged).values(_row(draft))).rowcount != 1:
            raise DraftChangedMeanwhile(draft=draft.key)

    def delete(self, key: str) -> None:
        self._connection.execute(delete(DraftRow).where(DraftRow.key == key))

    def open_of_user(self, user_id: int) -> Sequence[Draft]:
        query = (
            select(*COLUMNS)
            .where(DraftRow.owner_id == user_id, DraftRow.case_number.is_(None), DraftRow.corrects.is_(None))
            .order_by(DraftRow.saved_at.desc(), DraftRow.id.desc())
            .limit(LISTED)
        )
        return tuple(_draft(row) for row in self._connection.execute(query).mappings())


def _row(draft: Draft) -> dict[str, Any]:
    return {
        "key": draft.key,
        "owner_id": draft.owner_id,
        "service_key": draft.service_key,
        "service_version": draft.service_version,
        "answers": codec.plain_text(draft.answers),
        "files": codec.plain_text(draft.files),
        "visited": codec.plain_text(draft.visited),
        "created_at": draft.created_at,
        "saved_at": draft.saved_at,
        "revision": draft.revision,
        "case_number": draft.case_number,
        "corrects": draft.corrects,
        "promised": codec.plain_text(draft.promised),
        "committed": draft.committed,
        "obtained": codec.plain_text(draft.obtained),
    }


def _draft(row: RowMapping) -> Draft:
    stored = {
        "answers": codec.answers_of(row["answers"]),
        "files": codec.files_of(row["files"]),
        "visited": codec.names_of(row["visited"]),
        "promised": codec.names_of(row["promised"]),
        "obtained": codec.obtained_of(row["obtained"]),
    }
    return Draft(**{**row, **stored})
