"""Publishing 发布 a version of a service: looked at, proved, played, previewed, compared, and then for ever.

Owns the order of the checks and the rules of the effective day: not in the past, not before that of an earlier
version. Refuses a version that lint finds an error in, whose scenarios fail, whose documents do not print, that is
published already, or that a higher published version has overtaken. The act is entered in the book of
publications first and takes effect with the line in LOCK after it.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final, Protocol

from portal.domain.differences import differences
from portal.domain.errors import DomainError
from portal.domain.permissions import Permission
from portal.services.conflicts import NotFound
from portal.services.records.core import Publication

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from portal.domain.calendar import WorkCalendar
    from portal.domain.differences import Change
    from portal.domain.documents import DocumentContent
    from portal.domain.organisation import County, Department
    from portal.domain.permissions import Actor
    from portal.domain.withdrawals import Withdrawal
    from portal.domain.workflow import Service
    from portal.services.deps import Deps
    from portal.services.records.core import After, CaseLine, Page

AUDIT: Final = logging.getLogger("portal.audit")
ERROR: Final = "error"


class NotReady(DomainError):
    """Something is wrong with the version; facts: how many `errors`, `scenarios` and `documents`."""

    message_id = "publishing.not_ready"


class AlreadyPublished(DomainError):
    """The version was published before; facts: `version`."""

    message_id = "publishing.already"


class Overtaken(DomainError):
    """A higher version is published already, so this one would never be offered; facts: `version`, the higher one."""

    message_id = "publishing.overtaken"


class EffectiveInPast(DomainError):
    """New filings of days gone by cannot use the version any more; facts: `today`."""

    message_id = "publishing.in_past"


class EffectiveTooEarly(DomainError):
    """The version before takes effect later; facts: `earliest`, its day."""

    message_id = "publishing.too_early"


class ChangedMeanwhile(DomainError):
    """The file is not the one that was looked at; facts: `version`."""

    message_id = "publishing.changed_meanwhile"


class Remark(Protocol):
    """One finding of lint."""

    @property
    def path(self) -> str: ...

    @property
    def line(self) -> int: ...

    @property
    def code(self) -> str: ...

    @property
    def message(self) -> str: ...

    @property
    def level(self) -> str: ...


class VersionFile(Protocol):
    """One version of a service as its file says; no service while the file has no shape."""

    @property
    def key(self) -> str: ...

    @property
    def version(self) -> int: ...

    @property
    def digest(self) -> str: ...

    @property
    def is_published(self) -> bool: ...

    @property
    def effective(self) -> date | None: ...

    @property
    def service(self) -> Service | None: ...


class Definitions(Protocol):
    """The folder of definitions, drafts and all."""

    def versions(self) -> Sequence[VersionFile]: ...

    def version(self, key: str, version: int) -> VersionFile | None: ...

    def findings(self, key: str, version: int) -> Sequence[Remark]: ...

    def departments(self) -> Mapping[str, Department]: ...

    def change_withdrawals(
        self, change: Callable[[tuple[Withdrawal, ...]], Sequence[Withdrawal] | None]
    ) -> tuple[Withdrawal, ...]:
        """Write the list of services that are not offered."""
        ...

    def publish(self, key: str, version: int, *, digest: str, effective: date) -> bool:
        """Add the line to LOCK; False when the file is not the one with that digest, or was published meanwhile."""
        ...


class Specimens(Protocol):
    """Documents of a service with invented particulars, marked as nobody's."""

    def contents(
        self, service: Service, county: County, *, departments: Mapping[str, Department], calendar: WorkCalendar
    ) -> Mapping[str, DocumentContent]:
        """One of every kind the service can issue."""
        ...

    def pdf(self, content: DocumentContent, locale: str) -> bytes: ...


class Book(Protocol):
    """Acts of publishing, and the open cases of each version."""

    def add(self, publication: Publication) -> None: ...

    def of_version(self, key: str, version: int) -> Sequence[Publication]: ...

    def open_counts(self) -> Mapping[tuple[str, int], int]: ...

    def open_cases(self, key: str, version: int, *, after: After | None, size: int) -> Page[CaseLine]: ...


class ScenarioFailure(Protocol):
    """Why a scenario beside the definition fails."""

    @property
    def path(self) -> str: ...

    @property
    def line(self) -> int: ...

    @property
    def scenario(self) -> str: ...

    @property
    def message(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Played:
    """The scenarios of a version: how many were played, and why some fail."""

    count: int
    failures: tuple[ScenarioFailure, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """What publishing needs beside the dependencies of all use cases."""

    definitions: Definitions
    specimens: Specimens
    book: Book


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One version with what is to be known before it is published."""

    file: VersionFile
    findings: tuple[Remark, ...]
    previous: VersionFile | None
    changes: tuple[Change, ...]
    history: tuple[Publication, ...]

    @property
    def errors(self) -> tuple[Remark, ...]:
        """Findings that keep the version from being published."""
        return tuple(one for one in self.findings if one.level == ERROR)


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is to be published: exactly the file with this digest, from this day."""

    key: str
    version: int
    digest: str
    effective: date


def list_versions(press: Press, actor: Actor) -> Sequence[VersionFile]:
    """Every version of every service, the newest of each first; drafts too."""
    actor.require(Permission.ADMIN_WORKFLOWS)
    return sorted(press.definitions.versions(), key=lambda one: (one.key, -one.version))


def view_version(press: Press, actor: Actor, key: str, *, version: int) -> Candidate:
    """One version with its findings, what changed since the version before, and its publications; raises NotFound."""
    file = require_file(press, actor, key, version=version)
    previous = previous_of(press, file)
    old, new = previous.service if previous else None, file.service
    return Candidate(
        file=file,
        findings=tuple(press.definitions.findings(key, version)),
        previous=previous,
        changes=differences(old, new) if old and new else (),
        history=tuple(press.book.of_version(key, version)),
    )


def specimens_of(deps: Deps, press: Press, file: VersionFile) -> Mapping[str, DocumentContent]:
    """Every document that the version can issue; none while the file has no shape."""
    if file.service is None:
        return {}
    return press.specimens.contents(
        file.service, deps.catalogue.county, departments=deps.catalogue.departments, calendar=deps.calendar
    )


def earliest_day(deps: Deps, press: Press, file: VersionFile) -> date:
    """The first day a version may take effect: today, or that of the version before when it lies ahead."""
    today = deps.calendar.local_date(deps.clock.now())
    before = [one.effective for one in _others(press, file) if one.effective and one.version < file.version]
    return max([today, *before])


def check_order(deps: Deps, press: Press, order: Order) -> VersionFile:
    """The cheap rules, before anything is played or printed; raises what this module refuses but `NotReady`."""
    file = press.definitions.version(order.key, order.version)
    if file is None:
        raise NotFound(service=order.key, version=order.version)
    if file.is_published:
        raise AlreadyPublished(version=order.version)
    if file.digest != order.digest:
        raise ChangedMeanwhile(version=order.version)
    higher = [one.version for one in _others(press, file) if one.version > file.version]
    if higher:
        raise Overtaken(version=min(higher))
    today = deps.calendar.local_date(deps.clock.now())
    if order.effective < today:
        raise EffectiveInPast(today=today)
    earliest = earliest_day(deps, press, file)
    if order.effective < earliest:
        raise EffectiveTooEarly(earliest=earliest)
    return file


def unprintable(deps: Deps, press: Press, file: VersionFile) -> tuple[str, ...]:
    """The documents of the version that cannot be printed; every one is printed once, in Chinese."""
    return tuple(kind for kind, content in specimens_of(deps, press, file).items() if not _prints(press, content))


def publish_version(
    deps: Deps, press: Press, actor: Actor, *, order: Order, play: Callable[[str, int], Played]
) -> None:
    """Publish a version for good. Raises NotFound, AlreadyPublished, Overtaken, EffectiveInPast, EffectiveTooEarly,
    ChangedMeanwhile, NotReady.
    """
    actor.require(Permission.ADMIN_WORKFLOWS)
    file = check_order(deps, press, order)
    errors = [one for one in press.definitions.findings(order.key, order.version) if one.level == ERROR]
    if errors:
        raise NotReady(errors=len(errors), scenarios=0, documents=0)
    played = play(order.key, order.version)
    documents = unprintable(deps, press, file)
    if played.failures or documents:
        raise NotReady(errors=0, scenarios=len(played.failures), documents=len(documents))
    _enter(deps, press, actor, order=order)
    AUDIT.info(
        "user %s published %s/v%s %s from %s", actor.user_id, order.key, order.version, order.digest, order.effective
    )
    if not press.definitions.publish(order.key, order.version, digest=order.digest, effective=order.effective):
        raise ChangedMeanwhile(version=order.version)
    deps.catalogue.refresh()


def require_file(press: Press, actor: Actor, key: str, *, version: int) -> VersionFile:
    """The version's file; raises NotFound."""
    actor.require(Permission.ADMIN_WORKFLOWS)
    file = press.definitions.version(key, version)
    if file is None:
        raise NotFound(service=key, version=version)
    return file


def previous_of(press: Press, file: VersionFile) -> VersionFile | None:
    """The version a reader compares with: the highest lower one that is published, else the highest lower one."""
    lower = [one for one in press.definitions.versions() if one.key == file.key and one.version < file.version]
    return max(lower, key=lambda one: (one.is_published, one.version), default=None)


def _enter(deps: Deps, press: Press, actor: Actor, *, order: Order) -> None:
    press.book.add(
        Publication(
            service_key=order.key,
            version=order.version,
            digest=order.digest,
            effective_on=order.effective,
            published_at=deps.clock.now(),
            user_id=actor.user_id,
            user_name=actor.name,
        )
    )


def _others(press: Press, file: VersionFile) -> Sequence[VersionFile]:
    """The other published versions of the same service."""
    others = (one for one in press.definitions.versions() if one.key == file.key and one.version != file.version)
    return [one for one in others if one.is_published]


def _prints(press: Press, content: DocumentContent) -> bool:
    try:
        return bool(press.specimens.pdf(content, "zh"))
    except Exception:
        logging.getLogger(__name__).exception("a specimen cannot be printed")
        return False
