"""Digests of definition files and the list of published ones, `workflows/LOCK`.

Owns when a version counts as published: when LOCK holds its digest. A published file never changes again, because
cases were filed under it; refuses (as a finding) a file whose digest differs from its line. The format is that of
`sha256sum`, so `cd workflows && sha256sum -c LOCK` checks it without this program; the day from which a version is
offered stands in a comment before its line. The file is replaced as a whole, so nobody ever reads half of it.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from portal.definitions.findings import DefinitionsInvalid, Finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

LOCK: Final = "LOCK"
LINE: Final = re.compile(r"([0-9a-f]{64})  (\S+)\Z")
EFFECTIVE: Final = re.compile(r"# effective ([0-9]{4}-[0-9]{2}-[0-9]{2}): (\S+)\Z")
READABLE: Final = 0o644


@dataclass(frozen=True, slots=True)
class Locked:
    """One published version; without a day it is offered since ever."""

    digest: str
    effective: date | None = None

    def is_in_force(self, today: date) -> bool:
        """Whether new filings use the version on this day, unless there is a higher one."""
        return self.effective is None or self.effective <= today


Lock = dict[str, Locked]


def digest(path: Path) -> str:
    """SHA-256 of the file as it is, in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def lock_name(path: Path) -> str:
    """How LOCK names a definition file: `<key>/v<N>.yaml`."""
    return f"{path.parent.name}/{path.name}"


def read_lock(folder: Path) -> Lock:
    """Published versions by file name; empty when nothing was. Raises `DefinitionsInvalid` for a broken line."""
    path = folder / LOCK
    if not path.exists():
        return {}
    days: dict[str, date] = {}
    lock: Lock = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        day, found = _day(line), LINE.match(line)
        if day:
            days[day[0]] = day[1]
        elif found:
            lock[found[2]] = Locked(found[1], days.pop(found[2], None))
        else:
            raise _broken(path, number, "this is not a line of sha256sum")
    if days:
        raise _broken(path, 1, f"there is a day but no digest after it: {', '.join(sorted(days))}")
    return lock


def changed(folder: Path, lock: Mapping[str, Locked]) -> list[Finding]:
    """A finding for every published version whose file is gone or different."""
    findings = []
    for name, expected in lock.items():
        path = folder / name
        if not path.exists():
            findings.append(Finding(str(path), 1, "LOCK", "this published version is missing; cases need it for ever"))
        elif digest(path) != expected.digest:
            findings.append(
                Finding(str(path), 1, "LOCK", "this published version was changed; restore it and write a new version")
            )
    return findings


def write_lock(folder: Path, paths: Sequence[Path], *, effective: date | None = None) -> list[str]:
    """Publish the given versions: add their digests; returns the names added. Changes no line that is there."""
    with alone(folder):
        lock = read_lock(folder)
        added = {lock_name(path): Locked(digest(path), effective) for path in paths if lock_name(path) not in lock}
        if added:
            replace_durably(folder / LOCK, "".join(_lines({**lock, **added})))
    return sorted(added)


def _day(line: str) -> tuple[str, date] | None:
    """The file and the day of a comment; None for every other line, also for a day that does not exist."""
    found = EFFECTIVE.match(line)
    try:
        return (found[2], date.fromisoformat(found[1])) if found else None
    except ValueError:
        return None


def _broken(path: Path, line: int, message: str) -> DefinitionsInvalid:
    return DefinitionsInvalid([Finding(str(path), line, "LOCK", message)])


def _lines(lock: Lock) -> Iterator[str]:
    for name, one in sorted(lock.items()):
        if one.effective is not None:
            yield f"# effective {one.effective.isoformat()}: {name}\n"
        yield f"{one.digest}  {name}\n"


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Two publishers at once take turns."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
        os.fsync(handle)
    finally:
        os.close(handle)


def replace_durably(path: Path, text: str) -> None:
    """The whole file at once, durably."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".lock-")
    beside = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        beside.chmod(READABLE)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
