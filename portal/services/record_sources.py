"""Where the portal may ask for a material instead of the applicant 电子证照 and 数据共享, as small Protocols.

Owns the shape of an answer. Refuses nothing: who does not answer is one way less, never a refusal.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Protocol


class SourceUnavailableError(Exception):
    """The register did not answer; the material is uploaded as ever."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """One licence or record: its number, whom it is about, how long it is valid, what it says."""

    source: str  # the register, in words
    number: str
    holder: str
    valid_until: date | None = None
    lines: dict[str, str] = field(default_factory=dict)
    content: bytes  # the licence itself, or the record in its canonical form


class RecordSource(Protocol):
    """A licence store or a data-sharing platform."""

    def fetch(self, resource: str, subject: str) -> Fetched | None:
        """The record of that type about that subject (credit code or identity number); None when there is none.

        Raises SourceUnavailableError.
        """
        ...


@dataclass(frozen=True, slots=True)
class RecordSources:
    """The registers that are connected."""

    licences: RecordSource
    datasets: RecordSource
