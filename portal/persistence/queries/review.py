"""The departments' queues: open steps by due instant, and their lights (``ix_case_steps_queue``)."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import Final

from sqlalchemy import Connection, bindparam, select

from portal.domain.case.state import StepState
from portal.persistence.models import CaseRow, StepRow
from portal.persistence.models.cases import STEP_OPEN
from portal.persistence.prepared import Prepared
from portal.persistence.projection import Row
from portal.persistence.queries.desk import by_due, counts_query
from portal.persistence.queries.paging import behind, key_of, listed
from portal.services.records.core import After, LightCounts, Page, StepLine

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
    StepRow.is_notice,
    CaseRow.due_at.label("case_due_at"),
    CaseRow.warn_at.label("case_warn_at"),
    CaseRow.due_on.label("case_due_on"),
    CaseRow.urged_at,
    CaseRow.urgent,
)


@cache
def steps_query(*, paged: bool) -> Prepared:
    """Open steps of a department, the most urgent first."""
    query = select(*COLUMNS).join(CaseRow, CaseRow.id == StepRow.case_id)
    query = query.where(STEP_OPEN, StepRow.department == bindparam("department"))
    if paged:
        query = query.where(behind(StepRow.due_at, StepRow.id))
    query = query.order_by(StepRow.due_at, StepRow.id).limit(bindparam("rows"))
    return Prepared(lambda _: query)


def steps_page(connection: Connection, department: str, after: After | None, *, size: int) -> Page[StepLine]:
    values = {"department": department, **key_of(after)}
    return listed(connection, steps_query(paged=after is not None), values, size=size, line=_line, key=by_due)


@cache
def step_counts_query() -> Prepared:
    query = counts_query(due_at=StepRow.due_at, warn_at=StepRow.warn_at)
    return Prepared(lambda _: query.where(STEP_OPEN, StepRow.department == bindparam("department")))


def step_counts(connection: Connection, department: str, now: datetime) -> LightCounts:
    (counts,) = step_counts_query().rows(connection, {"department": department, "now": now})
    return LightCounts(**counts)


def _line(row: Row) -> StepLine:
    return StepLine(**{**row, "state": StepState(row["state"])})
