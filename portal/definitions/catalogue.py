"""All services of the portal by key and version, with the county and its departments, as they are now.

Owns which version is offered (the highest in force today, unless the service is withdrawn) and which are kept (every
one: a case keeps the version it was filed under). A running process sees a new publication by itself: it looks at the
folder at most twice a second and reads it again when something changed, as a whole or not at all. Refuses to start with
a definition that has an error, or with a published version whose file was changed; a process that runs keeps what it
read before, and says so in its log.
"""

from __future__ import annotations

import logging
import time
from datetime import UTC, datetime
from threading import Lock
from typing import TYPE_CHECKING, ClassVar, Final
from zoneinfo import ZoneInfo

from portal.definitions.contents import read_contents, stamp_of
from portal.definitions.findings import DefinitionsInvalid
from portal.definitions.origin_shelf import OriginShelf
from portal.domain.errors import DomainError
from portal.domain.withdrawals import withdrawn

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date
    from pathlib import Path

    from portal.definitions.contents import Contents, Stamp
    from portal.domain.figures import Targets
    from portal.domain.organisation import County, Department
    from portal.domain.origin.data import OriginBook
    from portal.domain.policies.facts import FactKindOf
    from portal.domain.texts import Text
    from portal.domain.withdrawals import Withdrawal
    from portal.domain.workflow import Service, Shelf

LOOK_EVERY: Final = 0.5
"""Seconds between two looks at the folder."""

HERE: Final = ZoneInfo("Asia/Shanghai")
LOG: Final = logging.getLogger("portal.definitions")


class NoSuchService(DomainError):
    """There is no service, or no version of it, with that key; facts: `key`, `version`."""

    message_id: ClassVar[str] = "service.unknown"


def today_here() -> date:
    """The county's day by the machine's clock, for who brings no clock of its own."""
    return datetime.now(UTC).astimezone(HERE).date()


class Catalogue:
    """What the portal offers and what its older cases were filed under; read with the first question to it."""

    def __init__(self, folder: Path, *, drafts: bool, today: Callable[[], date]) -> None:
        """A version without a line in LOCK is a draft: left out, faults and all, unless `drafts`."""
        self._folder, self._drafts, self._today = folder, drafts, today
        self._origin = OriginShelf(folder / "origin")
        self._reading = Lock()
        self._contents: Contents | None = None
        self._stamp: Stamp = ()
        self._next_look = 0.0
        self._offered: tuple[Contents, date, Mapping[str, Service]] | None = None

    @property
    def contents(self) -> Contents:
        """Everything at once; raises `DefinitionsInvalid` with all errors of all files when read for the first time."""
        seen = self._contents
        if seen is None:
            with self._reading:
                return self._contents or self._read()
        if time.monotonic() >= self._next_look and self._reading.acquire(blocking=False):
            try:
                seen = self._look(seen)
            finally:
                self._reading.release()
        return seen

    def refresh(self) -> None:
        """Look at the folder now."""
        with self._reading:
            if self._contents is None:
                self._read()
            else:
                self._look(self._contents)

    def _look(self, seen: Contents) -> Contents:
        """Read again what changed; what cannot be read leaves everything as it was."""
        self._next_look = time.monotonic() + LOOK_EVERY
        stamp = stamp_of(self._folder, drafts=self._drafts)
        if stamp == self._stamp:
            return seen
        try:
            return self._read()
        except (DefinitionsInvalid, OSError) as fault:
            self._stamp = stamp
            LOG.error("the definitions changed and cannot be read; the earlier ones stay in force\n%s", fault)  # noqa: TRY400 - the findings say it all
            return seen

    def _read(self) -> Contents:
        """The folder as it is; read once more when it changed meanwhile, and the stamp of before what was read."""
        stamp = stamp_of(self._folder, drafts=self._drafts)
        self._contents = read_contents(self._folder, drafts=self._drafts, before=self._contents)
        self._stamp = stamp
        self._next_look = time.monotonic() + LOOK_EVERY
        return self._contents

    def _in_force(self) -> Mapping[str, Service]:
        """The offered versions by key; changes with the folder and at midnight."""
        contents, today = self.contents, self._today()
        known = self._offered
        if known is None or known[0] is not contents or known[1] != today:
            known = self._offered = (contents, today, contents.offered(today))
        return known[2]

    @property
    def county(self) -> County:
        """The county that runs the portal."""
        return self.contents.county

    @property
    def targets(self) -> Targets:
        """What the county set itself; nothing where it has no `targets.yaml`."""
        return self.contents.targets

    @property
    def origin(self) -> OriginBook:
        """Everything about certificates of origin."""
        return self._origin.book

    @property
    def departments(self) -> Mapping[str, Department]:
        """All departments and banks by key."""
        return self.contents.departments

    @property
    def facts(self) -> Mapping[str, FactKindOf]:
        """The facts that policies may name, by id."""
        return self.contents.facts

    @property
    def pools(self) -> Mapping[str, Text]:
        """What the budget pools of policies are called, by id."""
        return self.contents.pools

    @property
    def withdrawals(self) -> tuple[Withdrawal, ...]:
        """Which services are not offered for a time, the oldest entry first; a time may lie ahead or be over."""
        return self.contents.withdrawals

    def policies(self) -> tuple[Service, ...]:
        """The offered services that are claims of a policy, by the policy's number."""
        found = [(one.policy.number, one) for one in self.all_offered() if one.policy]
        return tuple(one for _, one in sorted(found, key=lambda pair: pair[0]))

    def current(self, key: str) -> Service:
        """The version in force today, also of a service that is withdrawn; raises `NoSuchService`."""
        try:
            return self._in_force()[key]
        except KeyError:
            raise NoSuchService(key=key, version=None) from None

    def version(self, key: str, version: int) -> Service:
        """The version a case was filed under; raises `NoSuchService`."""
        try:
            return self.contents.versions[key, version]
        except KeyError:
            raise NoSuchService(key=key, version=version) from None

    def digest(self, key: str, version: int) -> str:
        """SHA-256 of the version's file, as stored with a case; raises `NoSuchService`."""
        try:
            return self.contents.digests[key, version]
        except KeyError:
            raise NoSuchService(key=key, version=version) from None

    def is_published(self, key: str, version: int) -> bool:
        """Whether LOCK holds the version, so that it can never change again."""
        return (key, version) in self.contents.published

    def effective(self, key: str, version: int) -> date | None:
        """The day from which a published version is offered; None for drafts and for versions that always were."""
        locked = self.contents.published.get((key, version))
        return locked.effective if locked else None

    def all_versions(self) -> tuple[Service, ...]:
        """Every version of every service, by key and number."""
        versions = self.contents.versions
        return tuple(versions[name] for name in sorted(versions))

    def all_current(self) -> tuple[Service, ...]:
        """Every service in force, by code and key; those that are withdrawn too."""
        return tuple(sorted(self._in_force().values(), key=lambda one: (one.code, one.key)))

    def all_offered(self) -> tuple[Service, ...]:
        """Every service that can be filed today, by code and key."""
        today, held = self._today(), self.withdrawals
        return tuple(one for one in self.all_current() if withdrawn(held, one.key, today) is None)

    def on_shelf(self, shelf: Shelf) -> tuple[Service, ...]:
        """The offered services of one shelf."""
        return tuple(one for one in self.all_offered() if one.shelf is shelf)

    def search(self, words: str) -> tuple[Service, ...]:
        """Offered services that contain every word in their name, summary or keywords; names first."""
        wanted = words.casefold().split()
        found = [one for one in self.all_offered() if all(word in _searchable(one) for word in wanted)]
        return tuple(sorted(found, key=lambda one: not any(word in _names(one) for word in wanted)))

    def department(self, key: str) -> Department:
        """A department by key; KeyError when there is none."""
        return self.departments[key]


def open_catalogue(folder: Path, *, drafts: bool = True, today: Callable[[], date] = today_here) -> Catalogue:
    """The catalogue of a folder, not read yet: the command line must be able to say what is wrong with it."""
    return Catalogue(folder, drafts=drafts, today=today)


def load_catalogue(folder: Path, *, drafts: bool = True, today: Callable[[], date] = today_here) -> Catalogue:
    """The catalogue of a folder, read at once; raises `DefinitionsInvalid` with all errors of all files."""
    catalogue = open_catalogue(folder, drafts=drafts, today=today)
    catalogue.refresh()
    return catalogue


def _names(service: Service) -> str:
    return f"{service.name.zh} {service.name.en}".casefold()


def _searchable(service: Service) -> str:
    words = (_names(service), service.summary.zh, service.summary.en, *service.keywords)
    return " ".join(words).casefold()
