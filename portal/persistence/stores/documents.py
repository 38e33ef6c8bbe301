"""Issued documents inside a transaction: never changed, except that the PDF is noted once."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, RowMapping, insert, select, update

from portal.domain.documents import DocumentKind
from portal.persistence import codec
from portal.persistence.models import DocumentRow
from portal.services.records import StoredDocument

COLUMNS = [column for column in DocumentRow.__table__.columns if column.name != "id"]


class SqlDocuments:
    """Documents by verification code or by case."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, document: StoredDocument) -> None:
        row = {
            "code": document.code,
            "case_number": document.case_number,
            "kind": document.kind.value,
            "number": document.number,
            "issued_at": document.issued_at,
            "content": codec.content_text(document.content),
            "sha256": document.sha256,
            "size": document.size,
        }
        self._connection.execute(insert(DocumentRow).values(row))

    def by_code(self, code: str) -> StoredDocument | None:
        found = self._connection.execute(select(*COLUMNS).where(DocumentRow.code == code)).mappings().first()
        return None if found is None else _document(found)

    def of_case(self, number: str) -> Sequence[StoredDocument]:
        query = select(*COLUMNS).where(DocumentRow.case_number == number).order_by(DocumentRow.id)
        return tuple(_document(row) for row in self._connection.execute(query).mappings())

    def mark_stored(self, code: str, *, sha256: str, size: int) -> bool:
        missing = (DocumentRow.code == code, DocumentRow.sha256.is_(None))
        noted = self._connection.execute(update(DocumentRow).where(*missing).values(sha256=sha256, size=size))
        return noted.rowcount == 1


def _document(row: RowMapping) -> StoredDocument:
    kind = DocumentKind(row["kind"])
    return StoredDocument(**{**row, "kind": kind, "content": codec.content_of(kind, row["content"])})
