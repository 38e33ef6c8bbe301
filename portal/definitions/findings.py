"""What is said about a definition file: file, line, code, level and a sentence.

Owns the order and the printed form of findings. Refuses nothing: whoever collects them decides whether a level
stops the work.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class Level(StrEnum):
    """How much a finding matters: an error keeps the definition from being used."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One remark about one line of one file."""

    path: str
    line: int
    code: str
    message: str
    level: Level = Level.ERROR

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.code} {self.message}"

    def as_data(self) -> dict[str, str | int]:
        """The finding for `--json`."""
        return {
            "path": self.path,
            "line": self.line,
            "code": self.code,
            "level": str(self.level),
            "message": self.message,
        }


class DefinitionsInvalid(Exception):
    """Definition files cannot be used; `findings` holds every reason at once."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(sorted(findings))
        super().__init__("\n".join(str(finding) for finding in self.findings))


def errors_in(findings: Iterable[Finding]) -> list[Finding]:
    """Only those that keep a definition from being used."""
    return [finding for finding in findings if finding.level is Level.ERROR]
