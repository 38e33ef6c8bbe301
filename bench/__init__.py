"""Measurements of what must be fast, each against a floor measured in the same run.

Owns the shape of an answer. Refuses absolute times as targets: machines differ, ratios travel.
"""

from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratio:
    """Our figure beside a floor, both in `unit`; `target` is for `ours / floor`."""

    name: str
    ours: float
    floor: float
    unit: str
    target: float
    passed: bool

    @property
    def quotient(self) -> float:
        return self.ours / self.floor

    @classmethod
    def at_most(cls, name: str, *, ours: float, floor: float, unit: str, target: float) -> Self:
        """Less is better, as with times and sizes: passed when `ours / floor` is `target` or less."""
        return cls(name=name, ours=ours, floor=floor, unit=unit, target=target, passed=ours / floor <= target)

    @classmethod
    def at_least(cls, name: str, *, ours: float, floor: float, unit: str, target: float) -> Self:
        """More is better, as with throughput: passed when `ours / floor` is `target` or more."""
        return cls(name=name, ours=ours, floor=floor, unit=unit, target=target, passed=ours / floor >= target)
