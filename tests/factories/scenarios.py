"""Scenarios for tests: written to a file, played, and their failures as text."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from portal.definitions.catalogue import load_catalogue
from portal.scenarios.company import play_file
from portal.scenarios.stage import open_theatre
from tests.factories.definitions import SMALL, WORKFLOWS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from portal.definitions.catalogue import Catalogue
    from portal.scenarios.stage import Theatre

HEAD = f"scenario: Tried\nservice: {SMALL}\nstart: 2026-06-01 09:00\nsteps:\n"
FINISH = "  - everybody: finishes\n"


@cache
def shipped() -> Catalogue:
    """The definitions of the repository."""
    return load_catalogue(WORKFLOWS)


def theatres() -> Iterator[Theatre]:
    """One stage; for a fixture."""
    with open_theatre(WORKFLOWS, shipped()) as theatre:
        yield theatre


def failures(theatre: Theatre, folder: Path, text: str) -> list[str]:
    """Every failure of a scenario as `line: message`; steps alone get a head of four lines."""
    file = folder / "tried.yaml"
    file.write_text(text if text.startswith("scenario:") else HEAD + text, encoding="utf-8")
    return [f"{one.line}: {one.message}" for one in play_file(theatre, file).failures]
