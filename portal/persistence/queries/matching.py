"""The departments' recognition lists and matching runs, newest first; indexes ix_recognition_lists_department and
ix_matching_runs_department serve them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, RowMapping, bindparam, func, select

from portal.persistence.engine import Engines
from portal.persistence.models import EnterpriseRow, EnterpriseUserRow, ProposalRow, RecognitionListRow, RunRow
from portal.persistence.prepared import Prepared
from portal.persistence.queries.paging import INSTANT, before, page
from portal.persistence.stores.matching import run_of, verdict_portion
from portal.services.records.core import After, Page
from portal.services.records.profiles import Entry, ProposalState, RecognitionList, Run, RunVerdict

_OPEN_COUNT: Final = Prepared(
    lambda _: (
        select(func.count().label("open"))
        .select_from(EnterpriseUserRow)
        .join(EnterpriseRow, EnterpriseRow.id == EnterpriseUserRow.enterprise_id)
        .join(ProposalRow, ProposalRow.uscc == EnterpriseRow.uscc)
        .where(
            EnterpriseUserRow.user_id == bindparam("user_id"),
            ProposalRow.state == ProposalState.OPEN.value,
            ProposalRow.expires_at > bindparam("now", type_=INSTANT),
        )
    )
)


@dataclass(frozen=True, slots=True)
class SqlMatchingReads:
    """Implements :class:`portal.services.ports.profiles.MatchingReads`."""

    engines: Engines

    def recognition_lists(self, department: str, *, after: After | None, size: int) -> Page[RecognitionList]:
        with self.engines.reading() as connection:
            return lists_page(connection, department, after, size=size)

    def runs(self, department: str, *, after: After | None, size: int) -> Page[Run]:
        with self.engines.reading() as connection:
            return runs_page(connection, department, after, size=size)

    def open_count(self, user_id: int, now: datetime) -> int:
        with self.engines.reading() as connection:
            return int(_OPEN_COUNT.rows(connection, {"user_id": user_id, "now": now})[0]["open"])

    def run_verdicts(self, run_id: int, verdict: str, *, after: int, size: int) -> Sequence[RunVerdict]:
        with self.engines.reading() as connection:
            return verdict_portion(connection, run_id, verdict, after=after, size=size)


def lists_page(connection: Connection, department: str, after: After | None, *, size: int) -> Page[RecognitionList]:
    query = select(*RecognitionListRow.__table__.columns).where(RecognitionListRow.department == department)
    if after is not None:
        query = query.where(before(RecognitionListRow.imported_at, RecognitionListRow.id, after))
    query = query.order_by(RecognitionListRow.imported_at.desc(), RecognitionListRow.id.desc())
    return page(connection, query, size=size, line=_list, key=lambda row: After(row["imported_at"], row["id"]))


def runs_page(connection: Connection, department: str, after: After | None, *, size: int) -> Page[Run]:
    query = select(*RunRow.__table__.columns).where(RunRow.department == department)
    if after is not None:
        query = query.where(before(RunRow.started_at, RunRow.id, after))
    query = query.order_by(RunRow.started_at.desc(), RunRow.id.desc())
    return page(connection, query, size=size, line=run_of, key=lambda row: After(row["started_at"], row["id"]))


def _list(row: RowMapping) -> RecognitionList:
    return RecognitionList(
        row_id=row["id"],
        department=row["department"],
        kind=row["kind"],
        title=row["title"],
        file_name=row["file_name"],
        sha256=row["sha256"],
        lines=row["lines"],
        entry=Entry(user_id=row["user_id"], user_name=row["user_name"], at=row["imported_at"]),
    )
