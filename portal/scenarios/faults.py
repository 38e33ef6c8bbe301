"""What is wrong with a scenario, and what did not hold.

Owns the two kinds of bad news: a fault of the scenario itself, and an expectation that was not met. Refuses nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from portal.definitions.nodes import Path


class ScenarioFault(Exception):
    """The step cannot be played as it is written; `place` is where in the step."""

    def __init__(self, message: str, place: Path = ()) -> None:
        super().__init__(message)
        self.place = place


@dataclass(frozen=True, slots=True)
class Difference:
    """One expectation that does not hold: where in the step, what was expected, what was found."""

    place: Path
    expected: str
    found: str


@dataclass(frozen=True, slots=True, order=True)
class Failure:
    """One reason why a scenario fails."""

    path: str
    line: int
    scenario: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.scenario}: {self.message}"
