"""Which files below `workflows/` are definitions.

Owns the naming `<key>/v<N>.yaml`. Refuses nothing: other files (tests, calendars) are simply not definitions.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

VERSION_FILE: Final = re.compile(r"v([1-9][0-9]*)\.yaml\Z")


def definition_files(folder: Path) -> list[Path]:
    """Every definition in the folder itself or one level below, in order of key and version."""
    found = [path for path in (*folder.glob("v*.yaml"), *folder.glob("*/v*.yaml")) if version_of(path)]
    return sorted(found, key=lambda path: (path.parent.name, version_of(path)))


def version_of(path: Path) -> int:
    """The version in a file's name; 0 when it is no definition."""
    found = VERSION_FILE.match(path.name)
    return int(found[1]) if found else 0
