"""What everybody may see: the public notices that run, the one that ends first on top (``ix_case_steps_notice``)."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import Final

from sqlalchemy import Connection, bindparam, select

from portal.persistence.models import CaseRow, StepRow
from portal.persistence.models.cases import NOTICE_OPEN
from portal.persistence.prepared import Prepared
from portal.persistence.queries.desk import NOW, by_due
from portal.persistence.queries.paging import behind, key_of, listed
from portal.services.records.core import After, NoticeLine, Page

COLUMNS: Final = (
    StepRow.id.label("row_id"),
    CaseRow.number.label("case_number"),
    CaseRow.service_key,
    CaseRow.service_version,
    CaseRow.title,
    CaseRow.applicant_name,
    StepRow.step_id,
    StepRow.department,
    StepRow.opened_at,
    StepRow.due_at,
    StepRow.due_on,
)


@cache
def notices_query(*, paged: bool) -> Prepared:
    query = select(*COLUMNS).join(CaseRow, CaseRow.id == StepRow.case_id).where(NOTICE_OPEN, StepRow.due_at > NOW)
    if paged:
        query = query.where(behind(StepRow.due_at, StepRow.id))
    query = query.order_by(StepRow.due_at, StepRow.id).limit(bindparam("rows"))
    return Prepared(lambda _: query)


def notices_page(connection: Connection, now: datetime, after: After | None, *, size: int) -> Page[NoticeLine]:
    values = {"now": now, **key_of(after)}
    query = notices_query(paged=after is not None)
    return listed(connection, query, values, size=size, line=lambda row: NoticeLine(**row), key=by_due)
