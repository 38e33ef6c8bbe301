"""The owner's side: my cases, newest first (``ix_cases_applicant``)."""

from __future__ import annotations

from sqlalchemy import Connection, RowMapping, select

from portal.persistence.models import CaseRow
from portal.persistence.queries.paging import CASE_COLUMNS, Query, before, case_line, page
from portal.services.records import After, CaseLine, Page


def mine_query(user_id: int, after: After | None) -> Query:
    """All cases of an applicant, newest first."""
    query = select(*CASE_COLUMNS).where(CaseRow.applicant_id == user_id)
    if after is not None:
        query = query.where(before(CaseRow.filed_at, CaseRow.id, after))
    return query.order_by(CaseRow.filed_at.desc(), CaseRow.id.desc())


def mine_page(connection: Connection, user_id: int, after: After | None, *, size: int) -> Page[CaseLine]:
    return page(connection, mine_query(user_id, after), size=size, line=case_line, key=_by_filing)


def _by_filing(row: RowMapping) -> After:
    return After(row["filed_at"], row["row_id"])
