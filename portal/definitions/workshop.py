"""The folder of definitions as those see it who publish: every version, broken drafts too, and what lint says of it.

Owns the way from a key and a version to a file and into LOCK. Refuses to publish a file that is not the one that was
looked at, and one that was published before.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from portal.definitions import digests
from portal.definitions.findings import DefinitionsInvalid, Finding
from portal.definitions.folder import definition_files, key_of, version_of
from portal.definitions.lint import lint
from portal.definitions.loader import load_departments
from portal.definitions.policy_loader import load_definition, with_processes
from portal.definitions.withdrawn import change_withdrawals

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from portal.domain.organisation import Department
    from portal.domain.withdrawals import Withdrawal
    from portal.domain.workflow import Service


@dataclass(frozen=True, slots=True)
class VersionFile:
    """One version of a service as its file says; no service while the file has no shape."""

    key: str
    version: int
    path: Path
    digest: str
    is_published: bool
    effective: date | None
    service: Service | None


@dataclass(frozen=True, slots=True)
class DefinitionFolder:
    """`workflows/`, read anew with every question; parsed files are kept by their digest."""

    folder: Path
    _parsed: dict[str, Service | None] = field(default_factory=dict)

    def versions(self) -> Sequence[VersionFile]:
        """Every version of every service, by key and number. Raises `DefinitionsInvalid` when LOCK cannot be read."""
        lock = digests.read_lock(self.folder)
        files = [path for path in definition_files(self.folder) if path.parent != self.folder]
        return tuple(self._version(path, lock.get(digests.lock_name(path))) for path in files)

    def version(self, key: str, version: int) -> VersionFile | None:
        """One version; None when there is no such file."""
        return next((one for one in self.versions() if (one.key, one.version) == (key, version)), None)

    def findings(self, key: str, version: int) -> Sequence[Finding]:
        """Everything lint says of one version and of what all share, with paths as seen from the folder's parent."""
        path = self._path(key, version)
        try:
            found = lint(self.folder, [path])
        except DefinitionsInvalid as invalid:
            found = list(invalid.findings)
        return tuple(replace(one, path=self._shown(one.path)) for one in found)

    def departments(self) -> Mapping[str, Department]:
        """The county's departments by key, for their names; none while their file cannot be read."""
        try:
            return load_departments(self.folder / "departments.yaml").value
        except DefinitionsInvalid:
            return {}

    def publish(self, key: str, version: int, *, digest: str, effective: date) -> bool:
        """Add the version's line to LOCK; False when the file is not the one with that digest, or was published."""
        path = self._path(key, version)
        if digests.digest(path) != digest:
            return False
        return digests.lock_name(path) in digests.write_lock(
            self.folder, with_processes([path], self.folder), effective=effective
        )

    def change_withdrawals(
        self, change: Callable[[tuple[Withdrawal, ...]], Sequence[Withdrawal] | None]
    ) -> tuple[Withdrawal, ...]:
        """Write the list of services that are not offered; raises `DefinitionsInvalid` when it cannot be read."""
        return change_withdrawals(self.folder, change)

    def _path(self, key: str, version: int) -> Path:
        """The file of a version, whether or not it is there."""
        names = ((key_of(path), version_of(path), path) for path in definition_files(self.folder))
        found = (path for one, number, path in names if (one, number) == (key, version))
        return next(found, self.folder / key / f"v{version}.yaml")

    def _version(self, path: Path, locked: digests.Locked | None) -> VersionFile:
        digest = digests.digest(path)
        if digest not in self._parsed:
            self._parsed[digest] = _parsed(path, self.folder)
        return VersionFile(
            key=key_of(path),
            version=version_of(path),
            path=path,
            digest=digest,
            is_published=locked is not None,
            effective=locked.effective if locked else None,
            service=self._parsed[digest],
        )

    def _shown(self, path: str) -> str:
        return path.removeprefix(f"{self.folder.parent}/")


def _parsed(path: Path, folder: Path) -> Service | None:
    try:
        return load_definition(path, folder).value
    except DefinitionsInvalid:
        return None
