"""Read models of the screens, one module per screen.

Owns which index serves which list. Refuses to write, and to answer lists without a page size.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import text

from portal.domain.accounts import Account
from portal.domain.case.incidents import FollowUpKind
from portal.domain.figures import Cell
from portal.domain.figures_conduct import Conduct, Trait
from portal.domain.permissions import Role
from portal.persistence.engine import Engines
from portal.persistence.queries import (
    admin,
    applicant,
    conduct,
    inbox,
    incidents,
    manage,
    matching,
    public,
    review,
    watch,
)
from portal.persistence.queries import desk as desks
from portal.persistence.queries import search as searching
from portal.persistence.queries.money import SqlMoneyReads
from portal.services.records.core import (
    After,
    AskedLine,
    Brought,
    CaseLine,
    FinishedLine,
    FollowUpLine,
    JobCounts,
    JobLine,
    LightCounts,
    MessageLine,
    NoticeLine,
    Page,
    PausedLine,
    StepLine,
)


@dataclass(frozen=True, slots=True)
class SqlReads:
    """Implements :class:`portal.services.reading.Reads`; each call reads one state of the database."""

    engines: Engines

    @property
    def money(self) -> SqlMoneyReads:
        """Lists of the finance pages."""
        return SqlMoneyReads(self.engines)

    @property
    def matching(self) -> matching.SqlMatchingReads:
        return matching.SqlMatchingReads(self.engines)

    def desk(self, desk: str, *, after: After | None, size: int) -> Page[CaseLine]:
        with self.engines.reading() as connection:
            return desks.desk_page(connection, desk, after, size=size)

    def desk_counts(self, desk: str, now: datetime) -> LightCounts:
        with self.engines.reading() as connection:
            return desks.case_counts(connection, now, desk=desk)

    def desk_light(self, desk: str, light: str, now: datetime, *, after: After | None, size: int) -> Page[CaseLine]:
        with self.engines.reading() as connection:
            return desks.desk_page(connection, desk, after, size=size, light=(light, now))

    def to_check(self, *, light: str | None, now: datetime, after: After | None, size: int) -> Page[CaseLine]:
        with self.engines.reading() as connection:
            return desks.to_check_page(connection, after, size=size, light=(light, now) if light else None)

    def to_check_counts(self, now: datetime) -> LightCounts:
        with self.engines.reading() as connection:
            return desks.to_check_counts(connection, now)

    def paused(self, department: str, *, after: After | None, size: int) -> Page[PausedLine]:
        with self.engines.reading() as connection:
            return incidents.paused_page(connection, department, after, size=size)

    def paused_count(self, department: str) -> int:
        with self.engines.reading() as connection:
            return incidents.paused_count(connection, department)

    def extensions_asked(
        self, versions: Sequence[tuple[str, int]], *, after: After | None, size: int
    ) -> Page[AskedLine]:
        with self.engines.reading() as connection:
            return incidents.asked_page(connection, versions, after, size=size)

    def extensions_asked_count(self, versions: Sequence[tuple[str, int]]) -> int:
        with self.engines.reading() as connection:
            return incidents.asked_count(connection, versions)

    def follow_ups(self, department: str, *, after: After | None, size: int) -> Page[FollowUpLine]:
        with self.engines.reading() as connection:
            return incidents.follow_ups_page(connection, department, after, size=size)

    def follow_up_counts(self, department: str, now: datetime) -> LightCounts:
        with self.engines.reading() as connection:
            return incidents.follow_up_counts(connection, department, now)

    def steps(self, department: str, *, after: After | None, size: int) -> Page[StepLine]:
        with self.engines.reading() as connection:
            return review.steps_page(connection, department, after, size=size)

    def step_counts(self, department: str, now: datetime) -> LightCounts:
        with self.engines.reading() as connection:
            return review.step_counts(connection, department, now)

    def cases_of(self, user_id: int, *, after: After | None, size: int) -> Page[CaseLine]:
        with self.engines.reading() as connection:
            return applicant.mine_page(connection, user_id, after, size=size)

    def messages_of(self, user_id: int, *, after: After | None, size: int) -> Page[MessageLine]:
        with self.engines.reading() as connection:
            return inbox.inbox_page(connection, user_id, after, size=size)

    def unread_count(self, user_id: int) -> int:
        with self.engines.reading() as connection:
            return inbox.unread_count(connection, user_id)

    def notices(self, now: datetime, *, after: After | None, size: int) -> Page[NoticeLine]:
        with self.engines.reading() as connection:
            return public.notices_page(connection, now, after, size=size)

    def search(self, words: str, *, size: int, department: str | None = None) -> Sequence[CaseLine]:
        with self.engines.reading() as connection:
            return searching.search(connection, words, size=size, department=department)

    def cells(self, since: date, until: date) -> Sequence[tuple[Cell, int]]:
        with self.engines.reading() as connection:
            return manage.cells(connection, since, until)

    def decided(
        self, since: date, until: date, *, which: str, after: After | None, size: int, service: str | None = None
    ) -> Page[CaseLine]:
        query = manage.decided_query(since, until, which=which, after=after, service=service)
        with self.engines.reading() as connection:
            return manage.decided_page(connection, query, size=size)

    def materials(self, since: datetime, until: datetime) -> Sequence[Brought]:
        with self.engines.reading() as connection:
            return conduct.materials(connection, since, until)

    def conduct(self, since: datetime, until: datetime) -> Sequence[tuple[Conduct, int]]:
        with self.engines.reading() as connection:
            return conduct.counts(connection, since, until)

    def finished(
        self,
        since: datetime,
        until: datetime,
        *,
        which: Trait,
        after: After | None,
        size: int,
        service: str | None = None,
    ) -> Page[FinishedLine]:
        query = conduct.finished_query(since, until, which=which, after=after, service=service)
        with self.engines.reading() as connection:
            return conduct.finished_page(connection, query, size=size)

    def open_cases(self, now: datetime, *, light: str | None, after: After | None, size: int) -> Page[CaseLine]:
        with self.engines.reading() as connection:
            return watch.open_page(connection, now, light=light, after=after, size=size)

    def holders(self, row_ids: Sequence[int]) -> Mapping[int, tuple[str, ...]]:
        with self.engines.reading() as connection:
            return watch.holders(connection, row_ids)

    def open_counts(self, now: datetime) -> LightCounts:
        with self.engines.reading() as connection:
            return watch.open_counts(connection, now)

    def all_paused(self, *, after: After | None, size: int) -> Page[PausedLine]:
        with self.engines.reading() as connection:
            return watch.paused_page(connection, after, size=size)

    def all_extensions_asked(self, *, after: After | None, size: int) -> Page[AskedLine]:
        with self.engines.reading() as connection:
            return watch.asked_page(connection, after, size=size)

    def held_counts(self) -> tuple[int, int]:
        with self.engines.reading() as connection:
            return watch.held_counts(connection)

    def all_follow_ups(self, kind: FollowUpKind | None, *, after: After | None, size: int) -> Page[FollowUpLine]:
        with self.engines.reading() as connection:
            return watch.follow_ups_page(connection, kind, after, size=size)

    def all_follow_up_counts(self, now: datetime) -> Mapping[FollowUpKind, LightCounts]:
        with self.engines.reading() as connection:
            return watch.follow_up_counts(connection, now)

    def filed_count(self, since: date, until: date) -> int:
        with self.engines.reading() as connection:
            return manage.filed_count(connection, since, until)

    def accounts(self, role: Role | None, *, after: After | None, size: int) -> Page[Account]:
        with self.engines.reading() as connection:
            return admin.accounts_page(connection, role, after=after, size=size)

    def job_list(self, *, given_up: bool, after: After | None, size: int) -> Page[JobLine]:
        with self.engines.reading() as connection:
            return admin.jobs_page(connection, given_up=given_up, after=after, size=size)

    def job_counts(self, now: datetime) -> JobCounts:
        with self.engines.reading() as connection:
            return admin.job_counts(connection, now)

    def ready(self) -> bool:
        with self.engines.reading() as connection:
            return bool(connection.scalar(text("SELECT 1")))
