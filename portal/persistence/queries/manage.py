"""The manager's figures: counted cells, and the cases behind each figure, newest decision first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from sqlalchemy import ColumnElement, Connection, RowMapping, Text, cast, func, select

from portal.domain.figures import Cell, Once
from portal.persistence.models import CaseRow, CellRow
from portal.persistence.models.cases import LATE
from portal.persistence.queries.paging import CASE_COLUMNS, Query, before, case_line, page
from portal.services.records.core import After, CaseLine, Page

MONTH_LENGTH: Final = len("2026-09")

WHICH: Final[Mapping[str, ColumnElement[bool] | None]] = {
    "all": None,
    "late": LATE,
    "on_time": CaseRow.on_time.is_(True),
    "once": CaseRow.once.in_([Once.NEVER.value, Once.ONCE.value]),
    "zero": CaseRow.once == Once.NEVER.value,
    "more_visits": CaseRow.once == Once.MORE.value,
    "excluded": CaseRow.once == Once.EXCLUDED.value,
    "unrecorded": CaseRow.once == Once.UNRECORDED.value,
}


def cells_query(since: date, until: date) -> Query:
    """Cells of the days from ``since`` to ``until``, both included; those of one month are added up in the database."""
    facts = (CellRow.service_key, CellRow.granted, CellRow.on_time, CellRow.once, CellRow.workdays)
    month = func.substr(cast(CellRow.decided_on, Text), 1, MONTH_LENGTH)
    query = select(func.min(CellRow.decided_on), *facts, func.sum(CellRow.cases))
    query = query.where(CellRow.decided_on.between(since, until))
    return query.group_by(month, *facts).having(func.sum(CellRow.cases) > 0)


def cells(connection: Connection, since: date, until: date) -> Sequence[tuple[Cell, int]]:
    return tuple(
        (Cell(decided_on, service, granted, on_time, Once(once), workdays), count)
        for decided_on, service, granted, on_time, once, workdays, count in connection.execute(
            cells_query(since, until)
        )
    )


def decided_query(
    since: date, until: date, *, which: str, after: After | None = None, service: str | None = None
) -> Query:
    """The decided cases that a figure counts, of all services or of one; KeyError for a figure that does not exist."""
    chosen = WHICH[which]
    query = select(*CASE_COLUMNS, CaseRow.decided_at).where(CaseRow.decided_on.between(since, until))
    if chosen is not None:
        query = query.where(chosen)
    if service is not None:
        query = query.where(CaseRow.service_key == service)
    if after is not None:
        last_day = select(CaseRow.decided_on).where(CaseRow.id == after.row_id).scalar_subquery()
        query = query.where(CaseRow.decided_on <= last_day, before(CaseRow.decided_at, CaseRow.id, after))
    return query.order_by(CaseRow.decided_on.desc(), CaseRow.decided_at.desc(), CaseRow.id.desc())


def decided_page(connection: Connection, query: Query, *, size: int) -> Page[CaseLine]:
    return page(connection, query, size=size, line=_line, key=_by_decision)


def filed_count(connection: Connection, since: date, until: date) -> int:
    query = select(func.count()).select_from(CaseRow).where(CaseRow.filed_on.between(since, until))
    return connection.scalar(query) or 0


def _line(row: RowMapping) -> CaseLine:
    return case_line({name: value for name, value in row.items() if name != "decided_at"})


def _by_decision(row: RowMapping) -> After:
    return After(row["decided_at"], row["row_id"])
