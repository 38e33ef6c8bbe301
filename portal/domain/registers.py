"""What a register of another department answers 电子证照 / 数据共享: one licence or record, as a value.

Refuses nothing: who does not answer is one way less for the applicant, never a refusal.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date


class RegisterUnavailableError(Exception):
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
