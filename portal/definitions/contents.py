"""Everything the folder of definitions says at one moment, read in one go.

Owns reading the folder as a whole, and the stamp that tells whether it changed since. Refuses a folder with a
definition that has an error, or with a published version whose file was changed. What was read before and has the
same digest is not read and proved again.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from portal.definitions import digests, lint
from portal.definitions.findings import DefinitionsInvalid, Finding, errors_in
from portal.definitions.folder import definition_files, key_of, version_of
from portal.definitions.loader import load_county, load_departments, load_targets
from portal.definitions.policy_lint import prove_policy
from portal.definitions.policy_loader import Definitions, load_facts, load_pools
from portal.definitions.withdrawn import FILE as WITHDRAWN
from portal.definitions.withdrawn import read_withdrawals
from portal.domain.figures import Targets

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date
    from pathlib import Path

    from portal.definitions.digests import Locked
    from portal.domain.organisation import County, Department
    from portal.domain.policies.facts import FactKindOf
    from portal.domain.texts import Text
    from portal.domain.withdrawals import Withdrawal
    from portal.domain.workflow import Service

SHARED: Final = (
    digests.LOCK,
    WITHDRAWN,
    "county.yaml",
    "departments.yaml",
    "targets.yaml",
    "policies/facts.yaml",
    "policies/pools.yaml",
)

Name = tuple[str, int]
"""Key and version of a definition."""

Stamp = tuple[tuple[str, int, int, int], ...]
"""Of each file: its path, when it was changed (ns), its size, its inode."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What was read: versions by key and number, their digests, and which are published from which day."""

    county: County
    targets: Targets
    departments: Mapping[str, Department]
    facts: Mapping[str, FactKindOf]
    pools: Mapping[str, Text]
    versions: Mapping[Name, Service]
    digests: Mapping[Name, str]
    published: Mapping[Name, Locked]
    withdrawals: tuple[Withdrawal, ...]

    def offered(self, today: date) -> Mapping[str, Service]:
        """The highest version of each key that is in force on this day; drafts count where they were read."""
        names = (name for name in sorted(self.versions) if self._is_offered(name, today))
        return {name[0]: self.versions[name] for name in names}

    def _is_offered(self, name: Name, today: date) -> bool:
        locked = self.published.get(name)
        return locked is None or locked.is_in_force(today)


def stamp_of(folder: Path, *, drafts: bool) -> Stamp:
    """Which files there are and when they changed. Published files cannot change, so without drafts LOCK is enough."""
    paths = [folder / name for name in SHARED]
    draft = [*definition_files(folder), *sorted((folder / "policies").glob("process.v*.yaml"))] if drafts else []
    return tuple(_stamps([*paths, *draft]))


def read_contents(folder: Path, *, drafts: bool, before: Contents | None = None) -> Contents:
    """The folder as it is; raises `DefinitionsInvalid` with all errors of all files."""
    departments = load_departments(folder / "departments.yaml").value
    county = load_county(folder / "county.yaml").value
    aims = folder / "targets.yaml"
    lock = digests.read_lock(folder)
    findings = digests.changed(folder, lock)
    services: dict[Name, tuple[Service, str]] = {}
    published: dict[Name, Locked] = {}
    facts, pools = load_facts(folder), load_pools(folder)
    reading = _Reading(Definitions(folder), departments, facts, pools, before)
    for path in definition_files(folder):
        if not drafts and digests.lock_name(path) not in lock:
            continue
        try:
            service, digest, faults = reading.service(path)
        except DefinitionsInvalid as invalid:
            findings += invalid.findings
        else:
            findings += faults
            services[service.key, service.version] = service, digest
            if (locked := lock.get(digests.lock_name(path))) is not None:
                published[service.key, service.version] = locked
    withdrawals: tuple[Withdrawal, ...] = ()
    try:
        withdrawals = read_withdrawals(folder, {key_of(path) for path in definition_files(folder)})
    except DefinitionsInvalid as invalid:
        findings += invalid.findings
    if findings:
        raise DefinitionsInvalid(findings)
    return Contents(
        county=county,
        targets=load_targets(aims).value if aims.exists() else Targets(),
        departments=departments,
        facts=facts,
        pools=pools,
        versions={name: service for name, (service, _) in services.items()},
        digests={name: digest for name, (_, digest) in services.items()},
        published=published,
        withdrawals=withdrawals,
    )


@dataclass(frozen=True, slots=True)
class _Reading:
    """One pass over the definitions, with what an earlier pass found."""

    definitions: Definitions
    departments: Mapping[str, Department]
    facts: Mapping[str, FactKindOf]
    pools: Mapping[str, Text]
    before: Contents | None

    def service(self, path: Path) -> tuple[Service, str, list[Finding]]:
        """A definition, the digest of its file, and its errors; raises `DefinitionsInvalid` when it has no shape."""
        digest = self.definitions.digest(path)
        known = self._known(path, digest)
        if known is not None:
            return known, digest, []
        loaded = self.definitions.load(path)
        remarks = [*lint.prove(loaded, self.departments), *lint.misplaced(loaded, path)]
        remarks += prove_policy(loaded, self.facts, pools=self.pools) if loaded.value.policy else []
        faults = errors_in(remarks)
        return loaded.value, digest, faults

    def _known(self, path: Path, digest: str) -> Service | None:
        """The same file, proved under the same departments and facts."""
        if self.before is None or (self.before.departments, self.before.facts) != (self.departments, self.facts):
            return None
        name = (key_of(path), version_of(path))
        return self.before.versions[name] if self.before.digests.get(name) == digest else None


def _stamps(paths: Iterable[Path]) -> Iterable[tuple[str, int, int, int]]:
    for path in paths:
        try:
            found = os.stat(path)  # noqa: PTH116 - asked for often, and half as slow
        except FileNotFoundError:
            continue
        yield str(path), found.st_mtime_ns, found.st_size, found.st_ino
