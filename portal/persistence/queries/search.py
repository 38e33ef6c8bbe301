"""Finding a case by its number, or by the beginning of title or applicant's name.

"Begins with" is a range of an index of words compared by code point, the same on both
databases; nothing is searched in the middle of words.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sqlalchemy import ColumnElement, Connection, and_, select, union
from sqlalchemy.orm import InstrumentedAttribute

from portal.persistence.models import CaseRow
from portal.persistence.queries.paging import CASE_COLUMNS, Query, case_line
from portal.services.records import CaseLine

LAST: Final = "\U0010ffff"


def search_query(words: str, *, size: int) -> Query:
    """At most ``size`` cases of each kind of match, newest first."""
    columns = ((CaseRow.number, words.upper()), (CaseRow.title, words), (CaseRow.applicant_name, words))
    matches = (select(CaseRow.id).where(_begins(column, word)).limit(size).subquery() for column, word in columns)
    found = union(*(select(match.c.id) for match in matches)).subquery()
    query = select(*CASE_COLUMNS).where(CaseRow.id.in_(select(found.c.id)))
    return query.order_by(CaseRow.filed_at.desc(), CaseRow.id.desc()).limit(size)


def search(connection: Connection, words: str, *, size: int) -> Sequence[CaseLine]:
    wanted = words.strip()
    if not wanted:
        return ()
    return tuple(case_line(row) for row in connection.execute(search_query(wanted, size=size)).mappings())


def _begins(column: InstrumentedAttribute[str], words: str) -> ColumnElement[bool]:
    return and_(column >= words, column <= words + LAST)
