"""The counter's desks: open cases by due instant, and how many of them are red, yellow and green.

All from the partial index over open cases (``ix_cases_desk``).
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, Connection, RowMapping, and_, func, literal, select
from sqlalchemy.orm import InstrumentedAttribute

from portal.domain.deadlines import Light
from portal.persistence.models import CaseRow
from portal.persistence.models.cases import OPEN
from portal.persistence.queries.paging import CASE_COLUMNS, INSTANT, Query, behind, case_line, page
from portal.services.records import After, CaseLine, LightCounts, Page

Instant = InstrumentedAttribute[datetime | None]


def desk_query(desk: str, after: After | None, *, light: tuple[str, datetime] | None = None) -> Query:
    """Open cases of a desk, the most urgent first; ``light`` is a colour and the present instant."""
    query = select(*CASE_COLUMNS).where(OPEN, CaseRow.desk == desk)
    if light is not None:
        query = query.where(is_light(light[0], light[1], due_at=CaseRow.due_at, warn_at=CaseRow.warn_at))
    if after is not None:
        query = query.where(behind(CaseRow.due_at, CaseRow.id, after))
    return query.order_by(CaseRow.due_at, CaseRow.id)


def desk_page(
    connection: Connection, desk: str, after: After | None, *, size: int, light: tuple[str, datetime] | None = None
) -> Page[CaseLine]:
    query = desk_query(desk, after, light=light)
    return page(connection, query, size=size, line=case_line, key=by_due)


def by_due(row: RowMapping) -> After:
    """The key of a row in a list by due instant."""
    return After(row["due_at"], row["row_id"])


def is_light(light: str, now: datetime, *, due_at: Instant, warn_at: Instant) -> ColumnElement[bool]:
    """Whether a running clock shows this light; the rule is :func:`portal.domain.deadlines.light`."""
    instant = literal(now, INSTANT)
    match Light(light):
        case Light.RED:
            return due_at <= instant
        case Light.YELLOW:
            return and_(due_at > instant, warn_at <= instant)
        case Light.GREEN:
            return and_(due_at > instant, warn_at > instant)
        case Light.GREY:
            return due_at.is_(None)


def counts_query(now: datetime, *, due_at: Instant, warn_at: Instant) -> Query:
    """Numbers of red, yellow and green rows."""
    lights = (Light.RED, Light.YELLOW, Light.GREEN)
    return select(*(func.count().filter(is_light(one, now, due_at=due_at, warn_at=warn_at)) for one in lights))


def case_counts(connection: Connection, now: datetime, *, desk: str | None) -> LightCounts:
    """Lights of the open cases of one desk, or of all."""
    query = counts_query(now, due_at=CaseRow.due_at, warn_at=CaseRow.warn_at).where(OPEN)
    if desk is not None:
        query = query.where(CaseRow.desk == desk)
    return LightCounts(*connection.execute(query).one())
