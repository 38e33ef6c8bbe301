"""Lockers and queries for materials inside a transaction."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, RowMapping, delete, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from portal.persistence import codec
from portal.persistence.models import KeptDocumentRow, MaterialQueryRow
from portal.services.records.keeping import KeptDocument, MaterialQuery

LISTED = 200
COLUMNS = tuple(KeptDocumentRow.__table__.columns)
QUERIED = tuple(MaterialQueryRow.__table__.columns)


class SqlKeeping:
    """Documents by owner and kind, queries by user."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of_owner(self, owner_id: int, *, kinds: Sequence[str] = ()) -> Sequence[KeptDocument]:
        query = select(*COLUMNS).where(KeptDocumentRow.owner_id == owner_id)
        if kinds:
            query = query.where(KeptDocumentRow.kind.in_(kinds))
        newest = query.order_by(KeptDocumentRow.kept_at.desc(), KeptDocumentRow.id.desc()).limit(LISTED)
        return tuple(_document(row) for row in self._connection.execute(newest).mappings())

    def get(self, owner_id: int, kept_id: int) -> KeptDocument | None:
        query = select(*COLUMNS).where(KeptDocumentRow.owner_id == owner_id, KeptDocumentRow.id == kept_id)
        found = self._connection.execute(query).mappings().first()
        return None if found is None else _document(found)

    def keep(self, document: KeptDocument) -> None:
        """The same file again renews its day, also when two filings bring it at once."""
        insert_of: Any = sqlite.insert if self._connection.dialect.name == "sqlite" else postgresql.insert
        again: dict[str, Any] = {"kept_at": document.kept_at}
        if document.valid_until is not None:
            again["valid_until"] = document.valid_until
        statement = insert_of(KeptDocumentRow).values(_row(document))
        self._connection.execute(
            statement.on_conflict_do_update(index_elements=["owner_id", "kind", "sha256"], set_=again)
        )

    def discard(self, owner_id: int, kept_id: int) -> None:
        mine = (KeptDocumentRow.owner_id == owner_id, KeptDocumentRow.id == kept_id)
        self._connection.execute(delete(KeptDocumentRow).where(*mine))

    def ask(self, query: MaterialQuery) -> None:
        self._connection.execute(insert(MaterialQueryRow).values(_query_row(query)))

    def answered(self, query: MaterialQuery) -> None:
        statement = update(MaterialQueryRow).where(MaterialQueryRow.query_id == query.query_id)
        self._connection.execute(statement.values(_query_row(query)))

    def queries_of(self, user_id: int) -> Sequence[MaterialQuery]:
        query = select(*QUERIED).where(MaterialQueryRow.user_id == user_id)
        newest = query.order_by(MaterialQueryRow.consented_at.desc(), MaterialQueryRow.id.desc()).limit(LISTED)
        return tuple(MaterialQuery(**row) for row in self._connection.execute(newest).mappings())


def _row(document: KeptDocument) -> dict[str, Any]:
    return {
        "owner_id": document.owner_id,
        "kind": document.kind,
        "name": document.name,
        "file": codec.plain_text(document.file),
        "sha256": document.file.sha256,
        "case_number": document.case_number,
        "kept_at": document.kept_at,
        "valid_until": document.valid_until,
    }


def _document(row: RowMapping) -> KeptDocument:
    given = {name: value for name, value in row.items() if name != "sha256"}
    return KeptDocument(**{**given, "file": codec.file_of(row["file"])})


def _query_row(query: MaterialQuery) -> dict[str, Any]:
    return {
        "query_id": query.query_id,
        "user_id": query.user_id,
        "way": query.way,
        "resource": query.resource,
        "subject": query.subject,
        "purpose": query.purpose,
        "consented_at": query.consented_at,
        "outcome": query.outcome,
        "answered_at": query.answered_at,
        "number": query.number,
        "sha256": query.sha256,
    }
