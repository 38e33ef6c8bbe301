"""Pages by key: the rows behind a key in one index range, never OFFSET, and lines made from rows.

Owns what all lists share. Refuses to count what lies before or behind a page.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, TypeVar

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, bindparam, literal, tuple_
from sqlalchemy.orm import InstrumentedAttribute

from portal.domain.case.moves import CaseState
from portal.domain.figures import Once
from portal.persistence.models import CaseRow, UtcInstant
from portal.persistence.models.base import BIG
from portal.persistence.prepared import Prepared
from portal.persistence.projection import Row
from portal.services.records.core import After, CaseLine, Page

Line = TypeVar("Line")
Instant = InstrumentedAttribute[Any]

#: A query of some columns; what they are is the business of its line.
Query = Select[*tuple[Any, ...]]

INSTANT: Final = UtcInstant()

CASE_COLUMNS: Final = (
    CaseRow.id.label("row_id"),
    CaseRow.number,
    CaseRow.service_key,
    CaseRow.service_version,
    CaseRow.state,
    CaseRow.title,
    CaseRow.applicant_name,
    CaseRow.filed_at,
    CaseRow.due_at,
    CaseRow.warn_at,
    CaseRow.due_on,
    CaseRow.provisional,
    CaseRow.decided_on,
    CaseRow.visits,
    CaseRow.workdays_taken,
    CaseRow.on_time,
    CaseRow.once,
    CaseRow.urged_at,
    CaseRow.urgent,
    CaseRow.violations,
)


def case_line(row: Mapping[Any, Any]) -> CaseLine:
    """One case in a list."""
    once = row["once"]
    return CaseLine(**{**row, "state": CaseState(row["state"]), "once": None if once is None else Once(once)})


def behind(
    at: InstrumentedAttribute[Any], row_id: InstrumentedAttribute[int], key: After | None = None
) -> ColumnElement[bool]:
    """Rows after the key in ascending order; without one, after the parameters of :func:`key_of`."""
    later: ColumnElement[bool] = tuple_(at, row_id) > _place(key)
    return later


def before(
    at: InstrumentedAttribute[Any], row_id: InstrumentedAttribute[int], key: After | None = None
) -> ColumnElement[bool]:
    """The same in descending order."""
    earlier: ColumnElement[bool] = tuple_(at, row_id) < _place(key)
    return earlier


def _place(key: After | None) -> Any:
    if key is None:
        return tuple_(bindparam("after_at", type_=INSTANT), bindparam("after_id", type_=BIG))
    return tuple_(literal(key.at, INSTANT), literal(key.row_id, BIG))


def key_of(after: After | None) -> dict[str, object]:
    """The parameters of a query that begins behind a key."""
    return {} if after is None else {"after_at": after.at, "after_id": after.row_id}


def listed(
    connection: Connection,
    query: Prepared,
    values: Mapping[str, object],
    *,
    size: int,
    line: Callable[[Row], Line],
    key: Callable[[Row], After],
) -> Page[Line]:
    """As :func:`page`, for a query that was compiled once and takes ``rows`` as its limit."""
    rows = query.rows(connection, {**values, "rows": size + 1})
    shown = rows[:size]
    return Page(tuple(line(row) for row in shown), key(shown[-1]) if len(rows) > size and shown else None)


def page(
    connection: Connection,
    query: Query,
    *,
    size: int,
    line: Callable[[RowMapping], Line],
    key: Callable[[RowMapping], After],
) -> Page[Line]:
    """At most ``size`` rows; one more is asked for, to know whether there is a next page."""
    rows = connection.execute(query.limit(size + 1)).mappings().all()
    shown = rows[:size]
    more = len(rows) > size
    return Page(tuple(line(row) for row in shown), key(shown[-1]) if more and shown else None)
