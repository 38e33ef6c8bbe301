"""The book of publications, and the open cases of each version; outside business transactions, each call its own.

Owns nothing of what is in force: that is said by `workflows/LOCK`. Refuses to change or remove an entry (triggers).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Final

from sqlalchemy import RowMapping, func, insert, select

from portal.persistence.engine import Engines
from portal.persistence.models import CaseRow, PublicationRow
from portal.persistence.models.cases import OPEN
from portal.persistence.queries.paging import CASE_COLUMNS, Query, case_line, page
from portal.services.records.core import After, CaseLine, Page, Publication

LISTED: Final = 100


@dataclass(frozen=True, slots=True)
class SqlPublications:
    """Acts of publishing, and what open cases say about versions."""

    engines: Engines

    def add(self, publication: Publication) -> None:
        """Enter one act; it stays for ever."""
        with self.engines.writing() as connection:
            connection.execute(insert(PublicationRow).values(asdict(publication)))

    def of_version(self, key: str, version: int) -> Sequence[Publication]:
        """What was entered about a version, the newest first."""
        columns = [column for column in PublicationRow.__table__.columns if column.name != "id"]
        query = select(*columns).where(PublicationRow.service_key == key, PublicationRow.version == version)
        with self.engines.reading() as connection:
            rows = connection.execute(query.order_by(PublicationRow.id.desc()).limit(LISTED)).mappings()
            return tuple(Publication(**row) for row in rows)

    def open_counts(self) -> Mapping[tuple[str, int], int]:
        """How many open cases each version has; one range of a small index."""
        query = (
            select(CaseRow.service_key, CaseRow.service_version, func.count())
            .where(OPEN)
            .group_by(CaseRow.service_key, CaseRow.service_version)
        )
        with self.engines.reading() as connection:
            return {(key, version): count for key, version, count in connection.execute(query)}

    def open_cases(self, key: str, version: int, *, after: After | None, size: int) -> Page[CaseLine]:
        """Open cases of a version in the order they were filed."""
        with self.engines.reading() as connection:
            return page(connection, open_query(key, version, after), size=size, line=case_line, key=_by_row)


def open_query(key: str, version: int, after: After | None) -> Query:
    """Open cases of a version, behind a key."""
    query: Query = select(*CASE_COLUMNS).where(OPEN, CaseRow.service_key == key, CaseRow.service_version == version)
    if after is not None:
        query = query.where(CaseRow.id > after.row_id)
    return query.order_by(CaseRow.id)


def _by_row(row: RowMapping) -> After:
    return After(row["filed_at"], row["row_id"])
