"""Digests of definition files and the list of published ones, `workflows/LOCK`.

Owns when a version counts as published: when LOCK holds its digest. A published file never changes again, because
cases were filed under it; refuses (as a finding) a file whose digest differs from its line.
The format is that of `sha256sum`, so `cd workflows && sha256sum -c LOCK` checks it without this program.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, Final

from portal.definitions.findings import DefinitionsInvalid, Finding

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

LOCK: Final = "LOCK"
LINE: Final = re.compile(r"([0-9a-f]{64})  (\S+)\Z")


def digest(path: Path) -> str:
    """SHA-256 of the file as it is, in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def lock_name(path: Path) -> str:
    """How LOCK names a definition file: `<key>/v<N>.yaml`."""
    return f"{path.parent.name}/{path.name}"


def read_lock(folder: Path) -> dict[str, str]:
    """Digest by file name; empty when nothing was published. Raises `DefinitionsInvalid` for a broken line."""
    path = folder / LOCK
    if not path.exists():
        return {}
    lock: dict[str, str] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        found = LINE.match(line)
        if not found:
            raise DefinitionsInvalid([Finding(str(path), number, "LOCK", "this is not a line of sha256sum")])
        lock[found[2]] = found[1]
    return lock


def changed(folder: Path, lock: Mapping[str, str]) -> list[Finding]:
    """A finding for every published version whose file is gone or different."""
    findings = []
    for name, expected in lock.items():
        path = folder / name
        if not path.exists():
            findings.append(Finding(str(path), 1, "LOCK", "this published version is missing; cases need it for ever"))
        elif digest(path) != expected:
            findings.append(
                Finding(str(path), 1, "LOCK", "this published version was changed; restore it and write a new version")
            )
    return findings


def write_lock(folder: Path, paths: list[Path]) -> list[str]:
    """Publish the given versions: add their digests; returns the names added. Changes no line that is there."""
    lock = read_lock(folder)
    added = {lock_name(path): digest(path) for path in paths if lock_name(path) not in lock}
    lines = [f"{value}  {name}\n" for name, value in sorted({**lock, **added}.items())]
    (folder / LOCK).write_text("".join(lines), encoding="utf-8")
    return sorted(added)
