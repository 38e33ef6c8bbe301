"""The scenarios of one version, for those who publish it.

Owns which files count: all beside the definition that do not name another version. Refuses nothing: definitions that
are broken are failures like others.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from portal.definitions.catalogue import load_catalogue
from portal.definitions.findings import DefinitionsInvalid
from portal.definitions.folder import definition_files, key_of, version_of
from portal.scenarios.faults import Failure
from portal.scenarios.folder import beside
from portal.scenarios.player import perform
from portal.scenarios.script import read_script
from portal.scenarios.stage import open_theatre
from portal.services.publishing import Played

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from portal.scenarios.script import Script


def play_version(workflows: Path, key: str, version: int) -> Played:
    """Play every scenario of this version; all that is wrong with them."""
    places = (path for path in definition_files(workflows) if (key_of(path), version_of(path)) == (key, version))
    files = beside(next(places, workflows / key / f"v{version}.yaml"))
    if not files:
        return Played(0)
    try:
        scripts = list(_scripts(files, version))
        catalogue = load_catalogue(workflows, today=lambda: date.max)
    except DefinitionsInvalid as invalid:
        faults = (Failure(one.path, one.line, key, one.message) for one in invalid.findings)
        return Played(len(files), tuple(faults))
    with open_theatre(workflows, catalogue) as theatre:
        failures = tuple(failure for script in scripts for failure in perform(theatre, script))
    return Played(len(scripts), failures)


def _scripts(files: list[Path], version: int) -> Iterator[Script]:
    for file in files:
        script = read_script(file)
        if script.version in (None, version):
            yield replace(script, version=version)
