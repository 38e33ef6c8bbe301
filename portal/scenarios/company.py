"""All scenarios of a call, one after the other, on one stage that is built once.

Owns which definitions are tried: those of the portal, and those beside a scenario that lies elsewhere. Refuses to
start with broken definitions.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from portal.definitions.catalogue import load_catalogue
from portal.definitions.findings import DefinitionsInvalid
from portal.scenarios.faults import Failure
from portal.scenarios.player import perform
from portal.scenarios.script import read_script
from portal.scenarios.stage import open_theatre

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from portal.scenarios.stage import Theatre


@dataclass(frozen=True, slots=True)
class Played:
    """One scenario file with every reason why it fails."""

    file: Path
    failures: tuple[Failure, ...]


def play_files(workflows: Path, files: Iterable[Path]) -> Iterator[Played]:
    """Play each file; raises DefinitionsInvalid when the definitions themselves are broken."""
    catalogue = load_catalogue(workflows)
    with open_theatre(workflows, catalogue) as theatre:
        for file in files:
            yield play_file(theatre, file)


def play_file(theatre: Theatre, file: Path) -> Played:
    """Play one file; a fault of its shape is a failure, too."""
    try:
        script = read_script(file)
    except DefinitionsInvalid as invalid:
        faults = (Failure(one.path, one.line, file.stem, one.message) for one in invalid.findings)
        return Played(file, tuple(faults))
    return Played(file, tuple(perform(theatre, script)))
