"""Which files are scenarios.

Owns the place: `<key>/tests/*.yaml` beside the definitions; those of all policies stand in `policies/tests/` and name
theirs by `service:`. Refuses nothing: a file that is named is a scenario.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from portal.definitions.folder import definition_files, is_policy, key_of, version_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

TESTS: Final = "tests"
SHARED: Final = "departments.yaml"


def scenario_files(paths: Iterable[Path]) -> list[Path]:
    """The files themselves, those beside a definition, and all below a folder; each once, in order."""
    found = (file for path in paths for file in _below(path))
    return sorted(dict.fromkeys(found))


def beside(definition: Path) -> list[Path]:
    """The scenarios of one definition: all beside it, but of a policy only those that name it."""
    found = sorted((definition.parent / TESTS).glob("*.yaml"))
    if not is_policy(definition):
        return found
    named = re.compile(rf"^service: *{re.escape(key_of(definition))} *(#.*)?$", re.MULTILINE)
    return [file for file in found if named.search(file.read_text(encoding="utf-8"))]


def _below(path: Path) -> list[Path]:
    if path.is_file():
        return beside(path) if version_of(path) else [path]
    found = sorted(path.rglob(f"{TESTS}/*.yaml"))
    if found or definition_files(path) or (path / SHARED).exists():
        return found
    return sorted(path.glob("*.yaml"))
