"""All services of the portal by key and version, with the county and its departments.

Owns which version is offered (the highest) and which are kept (every one: a case keeps the version it was filed
under). Refuses to start with a definition that has an error, or with a published version whose file was changed.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from portal.definitions import digests, lint
from portal.definitions.findings import DefinitionsInvalid, errors_in
from portal.definitions.folder import definition_files
from portal.definitions.loader import load_county, load_departments, load_service, load_targets
from portal.domain.errors import DomainError
from portal.domain.figures import Targets

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from portal.domain.workflow import County, Department, Service, Shelf


class NoSuchService(DomainError):
    """There is no service, or no version of it, with that key; facts: `key`, `version`."""

    message_id: ClassVar[str] = "service.unknown"


@dataclass(frozen=True, slots=True)
class Contents:
    """What was read: versions by key and number, their digests, and the highest version of each key."""

    county: County
    targets: Targets
    departments: Mapping[str, Department]
    versions: Mapping[tuple[str, int], Service]
    digests: Mapping[tuple[str, int], str]
    published: frozenset[tuple[str, int]]
    offered: Mapping[str, Service]


@dataclass(frozen=True)
class Catalogue:
    """What the portal offers and what its older cases were filed under; read with the first question to it."""

    read: Callable[[], Contents]

    @cached_property
    def contents(self) -> Contents:
        """Everything at once; raises `DefinitionsInvalid` with all errors of all files."""
        return self.read()

    @property
    def county(self) -> County:
        """The county that runs the portal."""
        return self.contents.county

    @property
    def targets(self) -> Targets:
        """What the county set itself; nothing where it has no `targets.yaml`."""
        return self.contents.targets

    @property
    def departments(self) -> Mapping[str, Department]:
        """All departments and banks by key."""
        return self.contents.departments

    def current(self, key: str) -> Service:
        """The version offered now; raises `NoSuchService`."""
        try:
            return self.contents.offered[key]
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

    def all_versions(self) -> tuple[Service, ...]:
        """Every version of every service, by key and number."""
        return tuple(self.contents.versions[name] for name in sorted(self.contents.versions))

    def all_current(self) -> tuple[Service, ...]:
        """Every offered service, by code and key."""
        return tuple(sorted(self.contents.offered.values(), key=lambda one: (one.code, one.key)))

    def on_shelf(self, shelf: Shelf) -> tuple[Service, ...]:
        """The offered services of one shelf."""
        return tuple(one for one in self.all_current() if one.shelf is shelf)

    def search(self, words: str) -> tuple[Service, ...]:
        """Offered services that contain every word in their name, summary or keywords; names first."""
        wanted = words.casefold().split()
        found = [one for one in self.all_current() if all(word in _searchable(one) for word in wanted)]
        return tuple(sorted(found, key=lambda one: not any(word in _names(one) for word in wanted)))

    def department(self, key: str) -> Department:
        """A department by key; KeyError when there is none."""
        return self.departments[key]


def open_catalogue(folder: Path, *, drafts: bool = True) -> Catalogue:
    """The catalogue of a folder, not read yet: the command line must be able to say what is wrong with it.

    A version without a line in LOCK is a draft: left out, faults and all, unless `drafts`.
    """
    return Catalogue(lambda: _read(folder, drafts=drafts))


def load_catalogue(folder: Path, *, drafts: bool = True) -> Catalogue:
    """The catalogue of a folder, read at once; raises `DefinitionsInvalid` with all errors of all files."""
    catalogue = open_catalogue(folder, drafts=drafts)
    catalogue.contents  # noqa: B018 - reading is what is wanted
    return catalogue


def _read(folder: Path, *, drafts: bool) -> Contents:
    departments = load_departments(folder / "departments.yaml").value
    county = load_county(folder / "county.yaml").value
    aims = folder / "targets.yaml"
    lock = digests.read_lock(folder)
    findings = digests.changed(folder, lock)
    services: list[Service] = []
    for path in definition_files(folder):
        if not drafts and digests.lock_name(path) not in lock:
            continue
        try:
            loaded = load_service(path)
        except DefinitionsInvalid as invalid:
            findings += invalid.findings
        else:
            findings += errors_in([*lint.prove(loaded, departments), *lint.misplaced(loaded, path)])
            services.append(loaded.value)
    if findings:
        raise DefinitionsInvalid(findings)
    return Contents(
        county=county,
        targets=load_targets(aims).value if aims.exists() else Targets(),
        departments=departments,
        versions={(one.key, one.version): one for one in services},
        digests={(one.key, one.version): digests.digest(folder / one.key / f"v{one.version}.yaml") for one in services},
        published=frozenset((one.key, one.version) for one in services if f"{one.key}/v{one.version}.yaml" in lock),
        offered={one.key: one for one in sorted(services, key=lambda each: each.version)},
    )


def _names(service: Service) -> str:
    return f"{service.name.zh} {service.name.en}".casefold()


def _searchable(service: Service) -> str:
    words = (_names(service), service.summary.zh, service.summary.en, *service.keywords)
    return " ".join(words).casefold()
