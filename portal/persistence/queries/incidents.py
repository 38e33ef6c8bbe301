"""What waits beside the ordinary way: paused cases, extensions asked for, follow-ups of a department.

Each list is one range of a small partial index (``ix_cases_paused``, ``ix_cases_extension_asked``,
``ix_follow_ups_queue``). What a pause or a request says comes from the snapshot of the few cases of one page.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any, Final

from sqlalchemy import Connection, bindparam, func, select, tuple_

from portal.domain.case.incidents import FollowUpKind, FollowUpState
from portal.domain.case.state import Case
from portal.persistence import codec
from portal.persistence.models import CaseRow, FollowUpRow, StepRow
from portal.persistence.models.cases import ASKED, FOLLOW_UP_OPEN, PAUSED
from portal.persistence.prepared import Prepared
from portal.persistence.queries.desk import by_due, counts_query
from portal.persistence.queries.paging import CASE_COLUMNS, Query, behind, case_line, key_of, listed, page
from portal.services.records.core import After, AskedLine, FollowUpLine, LightCounts, Page, PausedLine

Versions = Sequence[tuple[str, int]]

FOLLOW_UP_COLUMNS: Final = (
    FollowUpRow.id.label("row_id"),
    CaseRow.number.label("case_number"),
    CaseRow.service_key,
    CaseRow.service_version,
    CaseRow.title,
    FollowUpRow.follow_up_id,
    FollowUpRow.kind,
    FollowUpRow.state,
    FollowUpRow.department,
    FollowUpRow.opened_at,
    FollowUpRow.due_at,
    FollowUpRow.warn_at,
    FollowUpRow.due_on,
)


@cache
def paused_query(*, paged: bool) -> Prepared:
    """Paused cases in which a department has a step, those that wait longest first."""
    query = select(*CASE_COLUMNS, CaseRow.paused_at, CaseRow.snapshot).where(PAUSED, _is_handled())
    if paged:
        query = query.where(behind(CaseRow.paused_at, CaseRow.id))
    query = query.order_by(CaseRow.paused_at, CaseRow.id).limit(bindparam("rows"))
    return Prepared(lambda _: query)


def paused_page(connection: Connection, department: str, after: After | None, *, size: int) -> Page[PausedLine]:
    values = {"department": department, **key_of(after)}
    query = paused_query(paged=after is not None)
    return listed(connection, query, values, size=size, line=paused_line, key=by_instant("paused_at"))


@cache
def paused_count_query() -> Prepared:
    query = select(func.count().label("paused")).select_from(CaseRow).where(PAUSED, _is_handled())
    return Prepared(lambda _: query)


def paused_count(connection: Connection, department: str) -> int:
    """How many cases with a step of the department stand still."""
    (found,) = paused_count_query().rows(connection, {"department": department})
    return int(found["paused"])


def asked_query(versions: Versions, *, after: After | None) -> Query:
    """Cases of these versions of services for which an extension was asked, the oldest request first."""
    query = select(*CASE_COLUMNS, CaseRow.extension_asked_at, CaseRow.snapshot).where(ASKED, _is_of(versions))
    if after is not None:
        query = query.where(behind(CaseRow.extension_asked_at, CaseRow.id, after))
    return query.order_by(CaseRow.extension_asked_at, CaseRow.id)


def asked_page(connection: Connection, versions: Versions, after: After | None, *, size: int) -> Page[AskedLine]:
    query = asked_query(versions, after=after)
    return page(connection, query, size=size, line=asked_line, key=by_instant("extension_asked_at"))


def asked_count(connection: Connection, versions: Versions) -> int:
    """How many requests for an extension wait."""
    query = select(func.count()).select_from(CaseRow).where(ASKED, _is_of(versions))
    return connection.scalar(query) or 0


@cache
def follow_ups_query(*, paged: bool) -> Prepared:
    """Open follow-ups of a department, the most urgent first."""
    query = select(*FOLLOW_UP_COLUMNS).join(CaseRow, CaseRow.id == FollowUpRow.case_id)
    query = query.where(FOLLOW_UP_OPEN, FollowUpRow.department == bindparam("department"))
    if paged:
        query = query.where(behind(FollowUpRow.due_at, FollowUpRow.id))
    query = query.order_by(FollowUpRow.due_at, FollowUpRow.id).limit(bindparam("rows"))
    return Prepared(lambda _: query)


def follow_ups_page(connection: Connection, department: str, after: After | None, *, size: int) -> Page[FollowUpLine]:
    values = {"department": department, **key_of(after)}
    query = follow_ups_query(paged=after is not None)
    return listed(connection, query, values, size=size, line=follow_up_line, key=by_due)


@cache
def follow_up_counts_query() -> Prepared:
    query = counts_query(due_at=FollowUpRow.due_at, warn_at=FollowUpRow.warn_at)
    return Prepared(lambda _: query.where(FOLLOW_UP_OPEN, FollowUpRow.department == bindparam("department")))


def follow_up_counts(connection: Connection, department: str, now: datetime) -> LightCounts:
    (counts,) = follow_up_counts_query().rows(connection, {"department": department, "now": now})
    return LightCounts(**counts)


def _is_handled() -> Any:
    handled = select(StepRow.id).where(StepRow.case_id == CaseRow.id, StepRow.department == bindparam("department"))
    return handled.exists()


def _is_of(versions: Versions) -> Any:
    return tuple_(CaseRow.service_key, CaseRow.service_version).in_(list(versions))


def by_instant(name: str) -> Any:
    """The key of a row in a list ordered by that instant."""
    return lambda row: After(row[name], row["row_id"])


def _split(row: Mapping[Any, Any], name: str) -> tuple[Mapping[Any, Any], Case]:
    """The columns of a line, and the whole case."""
    line = {key: value for key, value in row.items() if key not in {name, "snapshot"}}
    return line, codec.case_of(row["snapshot"])


def paused_line(row: Mapping[Any, Any]) -> PausedLine:
    line, case = _split(row, "paused_at")
    return PausedLine(case=case_line(line), pause=case.pauses[-1])


def asked_line(row: Mapping[Any, Any]) -> AskedLine:
    line, case = _split(row, "extension_asked_at")
    if case.extension is None:
        raise LookupError(case.number)
    return AskedLine(case=case_line(line), asked=case.extension)


def follow_up_line(row: Mapping[Any, Any]) -> FollowUpLine:
    return FollowUpLine(**{**row, "kind": FollowUpKind(row["kind"]), "state": FollowUpState(row["state"])})
