"""All scenarios of a call, one after the other, on one stage that is built once.

Owns which definitions are tried: those of the portal, and in their place those beside a scenario that lies elsewhere.
Refuses to start with broken definitions.
"""

from __future__ import annotations

import shutil
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Final

from portal.definitions.catalogue import load_catalogue
from portal.definitions.findings import DefinitionsInvalid
from portal.definitions.folder import POLICIES, is_policy, version_of
from portal.scenarios.faults import Failure
from portal.scenarios.player import perform
from portal.scenarios.script import read_script
from portal.scenarios.stage import open_theatre

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from portal.scenarios.stage import Theatre

SHARED: Final = ("county.yaml", "departments.yaml", "targets.yaml")


@dataclass(frozen=True, slots=True)
class Played:
    """One scenario file with every reason why it fails."""

    file: Path
    failures: tuple[Failure, ...]


def play_files(workflows: Path, files: Iterable[Path]) -> Iterator[Played]:
    """Play each file; raises DefinitionsInvalid when the definitions themselves are broken."""
    for home, of_home in groupby(files, lambda file: _home(file, workflows)):
        with theatre_of(workflows, home) as theatre:
            for file in of_home:
                yield play_file(theatre, file)


def play_file(theatre: Theatre, file: Path) -> Played:
    """Play one file; a fault of its shape is a failure, too."""
    try:
        script = read_script(file)
    except DefinitionsInvalid as invalid:
        faults = (Failure(one.path, one.line, file.stem, one.message) for one in invalid.findings)
        return Played(file, tuple(faults))
    return Played(file, tuple(perform(theatre, script)))


@contextmanager
def theatre_of(workflows: Path, home: Path | None = None) -> Iterator[Theatre]:
    """A stage for the services of the portal; those of `home`, a service's folder elsewhere, take the place of its own.

    The newest version of a service is tried, whether or not its day has come.
    """
    with tempfile.TemporaryDirectory(prefix="portal-definitions-") as name:
        folder = workflows if home is None else _joined(workflows, home, Path(name))
        catalogue = load_catalogue(folder, today=lambda: date.max)
        with open_theatre(workflows, catalogue) as theatre:
            yield theatre


def _home(file: Path, workflows: Path) -> Path | None:
    """The folder of the service beside the scenario, unless it is one of the portal's own."""
    here = file.resolve().parent
    for folder in (here, here.parent):
        if any(version_of(one) for one in folder.glob("*v*.yaml")):
            return None if folder.parent == workflows.resolve() else folder
    return None


def _joined(workflows: Path, home: Path, folder: Path) -> Path:
    """The county of the portal, or that of the other folder where it has one, and the one service."""
    for name in SHARED:
        found = next((one for one in (home.parent / name, workflows / name) if one.exists()), None)
        if found is not None:
            shutil.copy(found, folder / name)
    if not any(is_policy(one) for one in home.glob("*.yaml")):
        shutil.copytree(home, folder / home.name)
        return folder
    shutil.copytree(home, folder / POLICIES)
    for one in (workflows / POLICIES).glob("*.yaml"):
        if not is_policy(one) and not (home / one.name).exists():
            shutil.copy(one, folder / POLICIES / one.name)
    return folder
