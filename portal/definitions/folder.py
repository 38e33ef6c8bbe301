"""Which files below `workflows/` are definitions.

Owns the naming: services `<key>/v<N>.yaml`, policies `policies/<key>.v<N>.yaml`. Refuses nothing: other files (tests,
calendars, facts, the common process of policies) are simply not definitions.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

VERSION_FILE: Final = re.compile(r"v([1-9][0-9]*)\.yaml\Z")
POLICY_FILE: Final = re.compile(r"([a-z][a-z0-9-]*)\.v([1-9][0-9]*)\.yaml\Z")
POLICIES: Final = "policies"
PROCESS: Final = "process"
"""The key that no policy may have: the common process of all claims."""

OTHERS: Final = frozenset({"origin", "calendars"})
"""Folders whose files are named alike but are no policies."""


def definition_files(folder: Path) -> list[Path]:
    """Every definition in the folder itself or one level below, in order of key and version."""
    services = (path for path in (*folder.glob("v*.yaml"), *folder.glob("*/v*.yaml")) if version_of(path))
    policies = (path for path in (*folder.glob("*.v*.yaml"), *folder.glob(f"{POLICIES}/*.v*.yaml")) if is_policy(path))
    return sorted((*services, *policies), key=lambda path: (key_of(path), version_of(path)))


def is_policy(path: Path) -> bool:
    """Whether the file's name is that of a policy."""
    found = POLICY_FILE.match(path.name)
    return found is not None and found[1] != PROCESS and path.parent.name not in OTHERS


def key_of(path: Path) -> str:
    """The key of a definition as its place says."""
    found = POLICY_FILE.match(path.name)
    return found[1] if found else path.parent.name


def version_of(path: Path) -> int:
    """The version in a file's name; 0 when it is no definition."""
    found = VERSION_FILE.match(path.name) or (POLICY_FILE.match(path.name) if is_policy(path) else None)
    return int(found[found.re.groups]) if found else 0
