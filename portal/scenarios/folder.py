"""Which files are scenarios.

Owns the place: `<key>/tests/*.yaml` beside the definitions. Refuses nothing: a file that is named is a scenario.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from portal.definitions.folder import definition_files, version_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

TESTS: Final = "tests"
SHARED: Final = "departments.yaml"


def scenario_files(paths: Iterable[Path]) -> list[Path]:
    """The files themselves, those beside a definition, and all below a folder; each once, in order."""
    found = (file for path in paths for file in _below(path))
    return sorted(dict.fromkeys(found))


def _below(path: Path) -> list[Path]:
    if path.is_file():
        return sorted((path.parent / TESTS).glob("*.yaml")) if version_of(path) else [path]
    beside = sorted(path.rglob(f"{TESTS}/*.yaml"))
    if beside or definition_files(path) or (path / SHARED).exists():
        return beside
    return sorted(path.glob("*.yaml"))
