"""What a county has published: its services in all their versions, and its working calendar.

Owns no implementation: `portal.container` chooses it. Refuses to know in which files that stands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from portal.domain.calendar import CalendarYear, WorkCalendar
    from portal.domain.calendar_notices import CalendarImport
    from portal.domain.figures import Targets
    from portal.domain.organisation import County, Department
    from portal.domain.origin.data import OriginBook
    from portal.domain.policies.facts import FactKindOf
    from portal.domain.texts import Text
    from portal.domain.withdrawals import Withdrawal
    from portal.domain.workflow import Service, Shelf


class Catalogue(Protocol):
    """The service definitions that are in force, and every version a case was filed under."""

    @property
    def county(self) -> County: ...

    @property
    def targets(self) -> Targets:
        """What the county set itself for its figures."""
        ...

    @property
    def origin(self) -> OriginBook:
        """Agreements, kinds of certificates, ports: everything about certificates of origin."""
        ...

    @property
    def facts(self) -> Mapping[str, FactKindOf]: ...

    @property
    def pools(self) -> Mapping[str, Text]: ...

    def current(self, key: str) -> Service:
        """The version in force today, also of a withdrawn service; raises a DomainError when there is no such one."""
        ...

    def version(self, key: str, version: int) -> Service: ...

    def digest(self, key: str, version: int) -> str:
        """SHA-256 of the version's definition file."""
        ...

    def is_published(self, key: str, version: int) -> bool:
        """Whether the version can never change again; a draft can."""
        ...

    def effective(self, key: str, version: int) -> date | None:
        """The day from which a published version is offered; None for drafts and for versions that always were."""
        ...

    def refresh(self) -> None:
        """Look at once whether something was published; a running process does so by itself within a second."""
        ...

    def all_versions(self) -> Sequence[Service]:
        """Every version of every service, by key and number."""
        ...

    def all_current(self) -> Sequence[Service]:
        """Every service in force, those that are withdrawn too."""
        ...

    def all_offered(self) -> Sequence[Service]:
        """Every service that can be filed today."""
        ...

    @property
    def withdrawals(self) -> Sequence[Withdrawal]:
        """Which services are not offered for a time."""
        ...

    def on_shelf(self, shelf: Shelf) -> Sequence[Service]: ...

    def search(self, words: str) -> Sequence[Service]: ...

    def department(self, key: str) -> Department: ...

    @property
    def departments(self) -> Mapping[str, Department]:
        """All departments by key."""
        ...


class Calendars(Protocol):
    """The county's working calendar, which grows by a notice each year while the portal runs."""

    def current(self) -> WorkCalendar:
        """The calendar now: what is shipped with what was loaded since."""
        ...

    def with_digest(self, digest: str) -> WorkCalendar | None:
        """The calendar as it was when it had this digest; None when there never was such a one here."""
        ...

    def read(self, text: str, name: str) -> Sequence[CalendarYear]:
        """The years of a notice, in any of the forms that are known; raises NoticeUnreadable."""
        ...

    def imports(self) -> Sequence[CalendarImport]:
        """Everything that was loaded, the oldest first."""
        ...

    def put(
        self, years: Sequence[CalendarYear], *, source: str, by: str, at: datetime, over: WorkCalendar
    ) -> CalendarImport | None:
        """Store a notice for all processes at once; None when the calendar is not ``over`` any more."""
        ...
