"""The administrator's lists: accounts by their number, and the jobs that wait or were given up."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from sqlalchemy import Connection, RowMapping, func, literal, select

from portal.domain.accounts import Account
from portal.domain.permissions import Role
from portal.persistence.models import JobRow, UserRow
from portal.persistence.models.work import CLAIMABLE, DEAD
from portal.persistence.queries.paging import INSTANT, Query, behind, page
from portal.services.records.core import After, JobCounts, JobLine, Page

ACCOUNT_COLUMNS: Final = tuple(UserRow.__table__.columns)
JOB_COLUMNS: Final = (
    JobRow.id,
    JobRow.kind,
    JobRow.key,
    JobRow.case_number,
    JobRow.due_at,
    JobRow.claimable_at,
    JobRow.attempts,
    JobRow.last_error,
)


def accounts_query(role: Role | None, after: After | None) -> Query:
    """Accounts in the order they were made."""
    query: Query = select(*ACCOUNT_COLUMNS)
    if role is not None:
        query = query.where(UserRow.role == role.value)
    if after is not None:
        query = query.where(UserRow.id > after.row_id)
    return query.order_by(UserRow.id)


def accounts_page(connection: Connection, role: Role | None, *, after: After | None, size: int) -> Page[Account]:
    return page(connection, accounts_query(role, after), size=size, line=_account, key=_by_number)


def jobs_query(*, given_up: bool, after: After | None) -> Query:
    """Jobs that wait for their moment, the next one first; or those tried too often, the oldest first."""
    if given_up:
        query = select(*JOB_COLUMNS).where(DEAD).order_by(JobRow.id)
        return query if after is None else query.where(JobRow.id > after.row_id)
    query = select(*JOB_COLUMNS).where(CLAIMABLE).order_by(JobRow.claimable_at, JobRow.id)
    return query if after is None else query.where(behind(JobRow.claimable_at, JobRow.id, after))


def jobs_page(connection: Connection, *, given_up: bool, after: After | None, size: int) -> Page[JobLine]:
    query = jobs_query(given_up=given_up, after=after)
    return page(connection, query, size=size, line=_job, key=_by_claim)


def job_counts(connection: Connection, now: datetime) -> JobCounts:
    """How many jobs wait, could be taken now, and were given up."""
    waiting = (
        select(func.count(), func.count().filter(JobRow.claimable_at <= literal(now, INSTANT)))
        .select_from(JobRow)
        .where(CLAIMABLE)
    )
    given_up = select(func.count()).select_from(JobRow).where(DEAD)
    waits, due = connection.execute(waiting).one()
    return JobCounts(waiting=waits, due=due, given_up=connection.scalar(given_up) or 0)


def _account(row: RowMapping) -> Account:
    return Account(**{**row, "role": Role(row["role"])})


def _by_number(row: RowMapping) -> After:
    return After(row["created_at"], row["id"])


def _job(row: RowMapping) -> JobLine:
    return JobLine(**row)


def _by_claim(row: RowMapping) -> After:
    return After(row["claimable_at"], row["id"])
