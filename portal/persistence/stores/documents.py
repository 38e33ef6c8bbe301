"""Issued documents inside a transaction: never changed, except that the PDF is noted once."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, insert, select, update

from portal.domain.documents import DocumentKind
from portal.persistence import codec
from portal.persistence.models import DocumentRow
from portal.persistence.prepared import Prepared
from portal.persistence.projection import Row
from portal.services.records.core import StoredDocument

COLUMNS = [column for column in DocumentRow.__table__.columns if column.name != "id"]

_BY_CODE = Prepared(lambda _: select(*COLUMNS).where(DocumentRow.code == bindparam("key")))
_OF_CASE = Prepared(
    lambda _: select(*COLUMNS).where(DocumentRow.case_number == bindparam("key")).order_by(DocumentRow.id)
)


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
        rows = _BY_CODE.rows(self._connection, {"key": code})
        return _document(rows[0]) if rows else None

    def of_case(self, number: str) -> Sequence[StoredDocument]:
        return tuple(map(_document, _OF_CASE.rows(self._connection, {"key": number})))

    def mark_stored(self, code: str, *, sha256: str, size: int) -> bool:
        missing = (DocumentRow.code == code, DocumentRow.sha256.is_(None))
        noted = self._connection.execute(update(DocumentRow).where(*missing).values(sha256=sha256, size=size))
        return noted.rowcount == 1


def _document(row: Row) -> StoredDocument:
    kind = DocumentKind(row["kind"])
    return StoredDocument(**{**row, "kind": kind, "content": codec.content_of(kind, row["content"])})
