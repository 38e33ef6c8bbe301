"""The owner's side: my cases, newest first (``ix_cases_applicant``)."""

from __future__ import annotations

from functools import cache

from sqlalchemy import Connection, bindparam, select

from portal.persistence.models import CaseRow
from portal.persistence.prepared import Prepared
from portal.persistence.projection import Row
from portal.persistence.queries.paging import CASE_COLUMNS, before, case_line, key_of, listed
from portal.services.records.core import After, CaseLine, Page


@cache
def mine_query(*, paged: bool) -> Prepared:
    """All cases of an applicant, newest first."""
    query = select(*CASE_COLUMNS).where(CaseRow.applicant_id == bindparam("user_id"))
    if paged:
        query = query.where(before(CaseRow.filed_at, CaseRow.id))
    query = query.order_by(CaseRow.filed_at.desc(), CaseRow.id.desc()).limit(bindparam("rows"))
    return Prepared(lambda _: query)


def mine_page(connection: Connection, user_id: int, after: After | None, *, size: int) -> Page[CaseLine]:
    values = {"user_id": user_id, **key_of(after)}
    return listed(connection, mine_query(paged=after is not None), values, size=size, line=case_line, key=_by_filing)


def _by_filing(row: Row) -> After:
    return After(row["filed_at"], row["row_id"])
