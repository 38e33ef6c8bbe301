"""The book of certificates of origin as it is now: read with the first question, and again when a file changed.

Owns when the files are looked at. Refuses to start with faults; a process that runs keeps what it read before and says
so in its log. A county without `workflows/origin/` has an empty book.
"""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING, Final

from portal.definitions.findings import DefinitionsInvalid
from portal.definitions.origin import load_origin
from portal.domain.origin.data import NOTHING_KNOWN

if TYPE_CHECKING:
    from pathlib import Path

    from portal.domain.origin.data import OriginBook

LOOK_EVERY: Final = 5.0
"""Seconds between two looks at the folder."""

LOG: Final = logging.getLogger("portal.definitions")

Stamp = tuple[tuple[str, int, int], ...]


class OriginShelf:
    """The one book of a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._book: OriginBook | None = None
        self._stamp: Stamp = ()
        self._next_look = 0.0

    @property
    def book(self) -> OriginBook:
        """The book; raises `DefinitionsInvalid` when it was never read and has faults."""
        if self._book is None or time.monotonic() >= self._next_look:
            self._book = self._read(self._book)
        return self._book

    def _read(self, before: OriginBook | None) -> OriginBook:
        self._next_look = time.monotonic() + LOOK_EVERY
        stamp = _stamp_of(self._folder)
        if before is not None and stamp == self._stamp:
            return before
        self._stamp = stamp
        if not stamp:
            return NOTHING_KNOWN
        try:
            return load_origin(self._folder)
        except DefinitionsInvalid as fault:
            if before is None:
                raise
            LOG.error("the origin data changed and cannot be read; the earlier stays in force\n%s", fault)  # noqa: TRY400 - the findings say it all
            return before


def _stamp_of(folder: Path) -> Stamp:
    found = ((str(path), path.stat()) for path in sorted(folder.rglob("*.yaml")))
    return tuple((name, seen.st_mtime_ns, seen.st_size) for name, seen in found)
