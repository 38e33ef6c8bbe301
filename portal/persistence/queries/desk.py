"""The counter's desks: open cases by due instant, and how many of them are red, yellow and green.

All from the partial index over open cases (``ix_cases_desk``); cases in which a promised material 容缺 came in after
acceptance have one of their own (``ix_cases_to_check``).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, and_, bindparam, func, literal, select
from sqlalchemy.orm import InstrumentedAttribute

from portal.domain.deadlines import Light
from portal.persistence.models import CaseRow
from portal.persistence.models.cases import OPEN, TO_CHECK
from portal.persistence.prepared import Prepared
from portal.persistence.queries.paging import CASE_COLUMNS, INSTANT, Query, behind, case_line, key_of, listed
from portal.services.records.core import After, CaseLine, LightCounts, Page

Instant = InstrumentedAttribute[datetime | None]

NOW: Final = bindparam("now", type_=INSTANT)


@cache
def desk_query(*, light: str | None, paged: bool) -> Prepared:
    """Open cases of a desk, the most urgent first; ``light`` is a colour."""
    query = select(*CASE_COLUMNS).where(OPEN, CaseRow.desk == bindparam("desk"))
    if light is not None:
        query = query.where(is_light(light, NOW, due_at=CaseRow.due_at, warn_at=CaseRow.warn_at))
    if paged:
        query = query.where(behind(CaseRow.due_at, CaseRow.id))
    query = query.order_by(CaseRow.due_at, CaseRow.id).limit(bindparam("rows"))
    return Prepared(lambda _: query)


def desk_page(
    connection: Connection, desk: str, after: After | None, *, size: int, light: tuple[str, datetime] | None = None
) -> Page[CaseLine]:
    """One page of a desk; ``light`` is a colour and the present instant."""
    colour, now = light or (None, None)
    query = desk_query(light=colour, paged=after is not None)
    values = {"desk": desk, "now": now, **key_of(after)}
    return listed(connection, query, values, size=size, line=case_line, key=by_due)


@cache
def to_check_query(*, light: str | None, paged: bool) -> Prepared:
    """Accepted cases with a promised material to check, the most urgent first; paused ones wait."""
    query = select(*CASE_COLUMNS).where(TO_CHECK, CaseRow.due_at.is_not(None))
    if light is not None:
        query = query.where(is_light(light, NOW, due_at=CaseRow.due_at, warn_at=CaseRow.warn_at))
    if paged:
        query = query.where(behind(CaseRow.due_at, CaseRow.id))
    query = query.order_by(CaseRow.due_at, CaseRow.id).limit(bindparam("rows"))
    return Prepared(lambda _: query)


def to_check_page(
    connection: Connection, after: After | None, *, size: int, light: tuple[str, datetime] | None = None
) -> Page[CaseLine]:
    """One page of the cases whose promised materials came in; ``light`` is a colour and the present instant."""
    colour, now = light or (None, None)
    query = to_check_query(light=colour, paged=after is not None)
    return listed(connection, query, {"now": now, **key_of(after)}, size=size, line=case_line, key=by_due)


@cache
def to_check_counts_query() -> Prepared:
    query = counts_query(due_at=CaseRow.due_at, warn_at=CaseRow.warn_at).where(TO_CHECK, CaseRow.due_at.is_not(None))
    return Prepared(lambda _: query)


def to_check_counts(connection: Connection, now: datetime) -> LightCounts:
    """Lights of the cases whose promised materials came in."""
    (counts,) = to_check_counts_query().rows(connection, {"now": now})
    return LightCounts(**counts)


def by_due(row: Mapping[Any, Any]) -> After:
    """The key of a row in a list by due instant."""
    return After(row["due_at"], row["row_id"])


def is_light(
    light: str, now: datetime | ColumnElement[datetime], *, due_at: Instant, warn_at: Instant
) -> ColumnElement[bool]:
    """Whether a running clock shows this light; the rule is :func:`portal.domain.deadlines.light`."""
    instant = literal(now, INSTANT) if isinstance(now, datetime) else now
    match Light(light):
        case Light.RED:
            return due_at <= instant
        case Light.YELLOW:
            return and_(due_at > instant, warn_at <= instant)
        case Light.GREEN:
            return and_(due_at > instant, warn_at > instant)
        case Light.GREY:
            return due_at.is_(None)


def counts_query(*, due_at: Instant, warn_at: Instant) -> Query:
    """Numbers of red, yellow and green rows."""
    lights = (Light.RED, Light.YELLOW, Light.GREEN)
    shown = (func.count().filter(is_light(one, NOW, due_at=due_at, warn_at=warn_at)) for one in lights)
    return select(*(count.label(one.value) for count, one in zip(shown, lights, strict=True)))


@cache
def case_counts_query() -> Prepared:
    query = counts_query(due_at=CaseRow.due_at, warn_at=CaseRow.warn_at).where(OPEN)
    return Prepared(lambda _: query.where(CaseRow.desk == bindparam("desk")))


def case_counts(connection: Connection, now: datetime, *, desk: str) -> LightCounts:
    """Lights of the open cases of one desk."""
    (counts,) = case_counts_query().rows(connection, {"now": now, "desk": desk})
    return LightCounts(**counts)
