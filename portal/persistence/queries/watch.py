"""What the whole county has open, for those who watch that promises are kept 督办.

Open cases by due instant: the index over them begins with the desk (``ix_cases_desk``); the county's list merges one
range of it for each desk with a running clock, and its counts are taken from the same desks. Then what stands still
or waits for an answer, and the open follow-ups 工单. Refuses to read more than a page from each.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, func, literal, select, union_all

from portal.domain.case.incidents import FollowUpKind
from portal.persistence.models import CaseRow, FollowUpRow, StepRow
from portal.persistence.models.cases import ASKED, FOLLOW_UP_OPEN, OPEN, PAUSED, STEP_OPEN
from portal.persistence.queries.desk import by_due, counts_query, is_light
from portal.persistence.queries.incidents import (
    FOLLOW_UP_COLUMNS,
    asked_line,
    by_instant,
    follow_up_line,
    paused_line,
)
from portal.persistence.queries.paging import CASE_COLUMNS, INSTANT, Query, behind, case_line, page
from portal.services.records.core import After, AskedLine, CaseLine, FollowUpLine, LightCounts, Page, PausedLine

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


def open_counts(connection: Connection, now: datetime) -> LightCounts:
    """Lights of the cases that the list shows."""
    query = counts_query(due_at=CaseRow.due_at, warn_at=CaseRow.warn_at).where(OPEN, CaseRow.desk.in_(DESKS))
    return LightCounts(**connection.execute(query, {"now": now}).mappings().one())


def paused_query(after: After | None) -> Query:
    """Cases whose clocks stand still, those that wait longest first."""
    query = select(*CASE_COLUMNS, CaseRow.paused_at, CaseRow.snapshot).where(PAUSED)
    if after is not None:
        query = query.where(behind(CaseRow.paused_at, CaseRow.id, after))
    return query.order_by(CaseRow.paused_at, CaseRow.id)


def paused_page(connection: Connection, after: After | None, *, size: int) -> Page[PausedLine]:
    return page(connection, paused_query(after), size=size, line=paused_line, key=by_instant("paused_at"))


def asked_query(after: After | None) -> Query:
    """Requests for an extension, the oldest first."""
    query = select(*CASE_COLUMNS, CaseRow.extension_asked_at, CaseRow.snapshot).where(ASKED)
    if after is not None:
        query = query.where(behind(CaseRow.extension_asked_at, CaseRow.id, after))
    return query.order_by(CaseRow.extension_asked_at, CaseRow.id)


def asked_page(connection: Connection, after: After | None, *, size: int) -> Page[AskedLine]:
    return page(connection, asked_query(after), size=size, line=asked_line, key=by_instant("extension_asked_at"))


def held_counts(connection: Connection) -> tuple[int, int]:
    """Paused cases, and requests for an extension."""
    paused = select(func.count()).select_from(CaseRow).where(PAUSED).scalar_subquery()
    asked = select(func.count()).select_from(CaseRow).where(ASKED).scalar_subquery()
    held, wanted = connection.execute(select(paused, asked)).one()
    return held, wanted


def follow_ups_query(kind: FollowUpKind | None, after: After | None) -> Query:
    """Open follow-ups, the most urgent first."""
    query = select(*FOLLOW_UP_COLUMNS).join(CaseRow, CaseRow.id == FollowUpRow.case_id).where(FOLLOW_UP_OPEN)
    if kind is not None:
        query = query.where(FollowUpRow.kind == kind.value)
    if after is not None:
        query = query.where(behind(FollowUpRow.due_at, FollowUpRow.id, after))
    return query.order_by(FollowUpRow.due_at, FollowUpRow.id)


def follow_ups_page(
    connection: Connection, kind: FollowUpKind | None, after: After | None, *, size: int
) -> Page[FollowUpLine]:
    return page(connection, follow_ups_query(kind, after), size=size, line=follow_up_line, key=by_due)


def follow_up_counts(connection: Connection, now: datetime) -> Mapping[FollowUpKind, LightCounts]:
    """Lights of the open follow-ups by kind; a kind without any is missing."""
    query = counts_query(due_at=FollowUpRow.due_at, warn_at=FollowUpRow.warn_at).add_columns(FollowUpRow.kind)
    rows = connection.execute(query.where(FOLLOW_UP_OPEN).group_by(FollowUpRow.kind), {"now": now}).mappings()
    return {FollowUpKind(row["kind"]): LightCounts(row["red"], row["yellow"], row["green"]) for row in rows}


def holders(connection: Connection, row_ids: Sequence[int]) -> Mapping[int, tuple[str, ...]]:
    """The departments with an open step, by row id of the case."""
    query = select(StepRow.case_id, StepRow.department).where(STEP_OPEN, StepRow.case_id.in_(row_ids))
    found: dict[int, tuple[str, ...]] = {}
    for case_id, department in connection.execute(query.order_by(StepRow.case_id, StepRow.id)):
        found[case_id] = (*found.get(case_id, ()), department)
    return found
