"""Finding a case by its number, or by the beginning of title or applicant's name.

"Begins with" is a range of an index of words compared by code point, the same on both
databases; nothing is searched in the middle of words.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sqlalchemy import ColumnElement, Connection, Subquery, and_, select, union
from sqlalchemy.orm import InstrumentedAttribute

from portal.persistence.models import CaseRow, StepRow
from portal.persistence.queries.paging import CASE_COLUMNS, Query, case_line
from portal.services.records.core import CaseLine

LAST: Final = "\U0010ffff"


def search_query(words: str, *, size: int, department: str | None = None) -> Query:
    """At most ``size`` cases of each kind of match, newest first; those a department handles when it is named."""
    columns = ((CaseRow.number, words.upper()), (CaseRow.title, words), (CaseRow.applicant_name, words))
    matches = (_matches(column, word, size=size, department=department) for column, word in columns)
    found = union(*(select(match.c.id) for match in matches)).subquery()
    query = select(*CASE_COLUMNS).where(CaseRow.id.in_(select(found.c.id)))
    return query.order_by(CaseRow.filed_at.desc(), CaseRow.id.desc()).limit(size)


def search(connection: Connection, words: str, *, size: int, department: str | None = None) -> Sequence[CaseLine]:
    wanted = words.strip()
    if not wanted:
        return ()
    return tuple(
        case_line(row) for row in connection.execute(search_query(wanted, size=size, department=department)).mappings()
    )


def _matches(column: InstrumentedAttribute[str], words: str, *, size: int, department: str | None) -> Subquery:
    query = select(CaseRow.id).where(_begins(column, words))
    if department is not None:
        handled = select(StepRow.case_id).where(StepRow.case_id == CaseRow.id, StepRow.department == department)
        query = query.where(handled.exists())
    return query.limit(size).subquery()


def _begins(column: InstrumentedAttribute[str], words: str) -> ColumnElement[bool]:
    return and_(column >= words, column <= words + LAST)
