"""Open cases of the whole county by due instant, for those who watch that promises are kept 督办.

The index over open cases begins with the desk (``ix_cases_desk``); the county's list merges one range of it for
each desk, so that no further index must be kept. Refuses to read more than a page from each.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, literal, select, union_all

from portal.persistence.models import CaseRow, StepRow
from portal.persistence.models.cases import OPEN, STEP_OPEN
from portal.persistence.queries.desk import by_due, is_light
from portal.persistence.queries.paging import CASE_COLUMNS, INSTANT, Query, behind, case_line, page
from portal.services.records import After, CaseLine, Page

DESKS: Final = ("intake", "applicant", "review", "delivery")
URGENT: Final = "urgent"


def open_query(now: datetime, *, light: str | None, after: After | None, size: int) -> Query:
    """Open cases, the most overdue first; ``light`` is red, yellow, green, "urgent" (red or yellow) or None for all."""
    ranges = (_range(desk, now, light=light, after=after).limit(size + 1).subquery() for desk in DESKS)
    merged = union_all(*(select(one.c.id) for one in ranges)).subquery()
    query = select(*CASE_COLUMNS).where(CaseRow.id.in_(select(merged.c.id)))
    return query.order_by(CaseRow.due_at, CaseRow.id)


def open_page(
    connection: Connection, now: datetime, *, light: str | None, after: After | None, size: int
) -> Page[CaseLine]:
    query = open_query(now, light=light, after=after, size=size)
    return page(connection, query, size=size, line=case_line, key=by_due)


def _range(desk: str, now: datetime, *, light: str | None, after: After | None) -> Query:
    """One desk's share of the list: a range of the index, in its order."""
    query: Query = select(CaseRow.id, CaseRow.due_at).where(OPEN, CaseRow.desk == desk, CaseRow.due_at.is_not(None))
    if light == URGENT:
        query = query.where(CaseRow.warn_at <= literal(now, INSTANT))
    elif light is not None:
        query = query.where(is_light(light, now, due_at=CaseRow.due_at, warn_at=CaseRow.warn_at))
    if after is not None:
        query = query.where(behind(CaseRow.due_at, CaseRow.id, after))
    return query.order_by(CaseRow.due_at, CaseRow.id)


def holders(connection: Connection, row_ids: Sequence[int]) -> Mapping[int, tuple[str, ...]]:
    """The departments with an open step, by row id of the case."""
    query = select(StepRow.case_id, StepRow.department).where(STEP_OPEN, StepRow.case_id.in_(row_ids))
    found: dict[int, tuple[str, ...]] = {}
    for case_id, department in connection.execute(query.order_by(StepRow.case_id, StepRow.id)):
        found[case_id] = (*found.get(case_id, ()), department)
    return found
