"""The departments' queues: open steps by due instant, and their lights (``ix_case_steps_queue``)."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from sqlalchemy import Connection, RowMapping, select

from portal.domain.case.state import StepState
from portal.persistence.models import CaseRow, StepRow
from portal.persistence.models.cases import STEP_OPEN
from portal.persistence.queries.desk import by_due, counts_query
from portal.persistence.queries.paging import Query, behind, page
from portal.services.records import After, LightCounts, Page, StepLine

COLUMNS: Final = (
    StepRow.id.label("row_id"),
    CaseRow.number.label("case_number"),
    CaseRow.service_key,
    CaseRow.service_version,
    CaseRow.title,
    StepRow.step_id,
    StepRow.department,
    StepRow.state,
    StepRow.opened_at,
    StepRow.due_at,
    StepRow.warn_at,
    StepRow.due_on,
)


def steps_query(department: str, after: After | None) -> Query:
    """Open steps of a department, the most urgent first."""
    query = select(*COLUMNS).join(CaseRow, CaseRow.id == StepRow.case_id)
    query = query.where(STEP_OPEN, StepRow.department == department)
    if after is not None:
        query = query.where(behind(StepRow.due_at, StepRow.id, after))
    return query.order_by(StepRow.due_at, StepRow.id)


def steps_page(connection: Connection, department: str, after: After | None, *, size: int) -> Page[StepLine]:
    return page(connection, steps_query(department, after), size=size, line=_line, key=by_due)


def step_counts(connection: Connection, department: str, now: datetime) -> LightCounts:
    query = counts_query(now, due_at=StepRow.due_at, warn_at=StepRow.warn_at)
    query = query.where(STEP_OPEN, StepRow.department == department)
    return LightCounts(*connection.execute(query).one())


def _line(row: RowMapping) -> StepLine:
    return StepLine(**{**row, "state": StepState(row["state"])})
