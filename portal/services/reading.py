"""What the screens read: lists, counts and figures, as one small Protocol beside the ports in `portal.services.ports`.

Owns no implementation. Every list is keyset-paged and served by an index; refuses lists without a page size.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from portal.domain.accounts import Account
    from portal.domain.case.incidents import FollowUpKind
    from portal.domain.figures import Cell
    from portal.domain.figures_conduct import Conduct, Trait
    from portal.domain.permissions import Role
    from portal.services.ports.money import MoneyReads
    from portal.services.ports.profiles import MatchingReads
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


class Reads(Protocol):
    """Read models of the screens; every list is keyset-paged and served by an index."""

    @property
    def money(self) -> MoneyReads:
        """Lists of the finance pages."""
        ...

    @property
    def matching(self) -> MatchingReads:
        """Recognition lists and matching runs."""
        ...

    def desk(self, desk: str, *, after: After | None, size: int) -> Page[CaseLine]:
        """Open cases of a counter desk ("intake", "delivery") by due instant."""
        ...

    def desk_counts(self, desk: str, now: datetime) -> LightCounts: ...

    def desk_light(self, desk: str, light: str, now: datetime, *, after: After | None, size: int) -> Page[CaseLine]:
        """The same list, only red, yellow or green rows (one index range each)."""
        ...

    def to_check(self, *, light: str | None, now: datetime, after: After | None, size: int) -> Page[CaseLine]:
        """Accepted cases in which a promised material came in and waits for the window, by due instant."""
        ...

    def to_check_counts(self, now: datetime) -> LightCounts: ...

    def paused(self, department: str, *, after: After | None, size: int) -> Page[PausedLine]:
        """Cases with a step of the department whose clocks stand still, those that wait longest first."""
        ...

    def paused_count(self, department: str) -> int: ...

    def extensions_asked(
        self, versions: Sequence[tuple[str, int]], *, after: After | None, size: int
    ) -> Page[AskedLine]:
        """Cases of these versions (key and number) for which an extension was asked, the oldest request first."""
        ...

    def extensions_asked_count(self, versions: Sequence[tuple[str, int]]) -> int: ...

    def follow_ups(self, department: str, *, after: After | None, size: int) -> Page[FollowUpLine]:
        """Open follow-ups of a department by due instant."""
        ...

    def follow_up_counts(self, department: str, now: datetime) -> LightCounts: ...

    def steps(self, department: str, *, after: After | None, size: int) -> Page[StepLine]:
        """Open steps of a department by due instant."""
        ...

    def step_counts(self, department: str, now: datetime) -> LightCounts: ...

    def cases_of(self, user_id: int, *, after: After | None, size: int) -> Page[CaseLine]:
        """An applicant's cases, newest first."""
        ...

    def messages_of(self, user_id: int, *, after: After | None, size: int) -> Page[MessageLine]:
        """An owner's messages, newest first."""
        ...

    def unread_count(self, user_id: int) -> int:
        """How many of them are unread; counting stops at a hundred."""
        ...

    def notices(self, now: datetime, *, after: After | None, size: int) -> Page[NoticeLine]:
        """Public notices that run at this instant, the one that ends first on top."""
        ...

    def search(self, words: str, *, size: int, department: str | None = None) -> Sequence[CaseLine]:
        """Cases by number, or by the beginning of title or applicant's name; all, or those a department handles."""
        ...

    def cells(self, since: date, until: date) -> Sequence[tuple[Cell, int]]:
        """Counted cells of cases decided in [since, until]; the days of a month are taken together, under
        the first of them that has such cases.
        """
        ...

    def decided(
        self, since: date, until: date, *, which: str, after: After | None, size: int, service: str | None = None
    ) -> Page[CaseLine]:
        """The cases behind a figure, of all services or of one: which = all | late | on_time | more_visits |
        once | zero | excluded | unrecorded; newest decision first.
        """
        ...

    def materials(self, since: datetime, until: datetime) -> Sequence[Brought]:
        """What cases finished in [since, until) asked of their applicants, by version of the service."""
        ...

    def conduct(self, since: datetime, until: datetime) -> Sequence[tuple[Conduct, int]]:
        """The facts of cases finished in [since, until), equal ones counted together."""
        ...

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
        """The finished cases with a trait, of all services or of one, the newest first."""
        ...

    def open_cases(self, now: datetime, *, light: str | None, after: After | None, size: int) -> Page[CaseLine]:
        """Open cases with a running clock by due instant: of one light, "urgent" (red or yellow), or all."""
        ...

    def holders(self, row_ids: Sequence[int]) -> Mapping[int, tuple[str, ...]]:
        """The departments with an open step of each of these cases, by row id."""
        ...

    def open_counts(self, now: datetime) -> LightCounts:
        """Lights of all open cases."""
        ...

    def all_paused(self, *, after: After | None, size: int) -> Page[PausedLine]:
        """The county's cases whose clocks stand still, those that wait longest first."""
        ...

    def all_extensions_asked(self, *, after: After | None, size: int) -> Page[AskedLine]:
        """The county's requests for an extension, the oldest first."""
        ...

    def held_counts(self) -> tuple[int, int]:
        """How many cases are paused, and how many requests for an extension wait."""
        ...

    def all_follow_ups(self, kind: FollowUpKind | None, *, after: After | None, size: int) -> Page[FollowUpLine]:
        """The county's open follow-ups of a kind, or all, by due instant."""
        ...

    def all_follow_up_counts(self, now: datetime) -> Mapping[FollowUpKind, LightCounts]:
        """Lights of the county's open follow-ups by kind."""
        ...

    def filed_count(self, since: date, until: date) -> int: ...

    def accounts(self, role: Role | None, *, after: After | None, size: int) -> Page[Account]:
        """Accounts of a role, or all, in the order they were made."""
        ...

    def job_list(self, *, given_up: bool, after: After | None, size: int) -> Page[JobLine]:
        """Jobs that wait, the next one first; or those that were tried too often."""
        ...

    def job_counts(self, now: datetime) -> JobCounts: ...

    def ready(self) -> bool:
        """Whether the database answers."""
        ...
