"""Budgets 资金池: how an amount is divided to the cent, and how awards are cut alike when money does not suffice.

Pure arithmetic over Decimal yuan: parts always add up to the whole, by the method of the largest remainder.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from typing import TYPE_CHECKING

from portal.domain.amounts import FEN

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True, order=True)
class BudgetName:
    """Which budget: a pool and a fiscal year."""

    pool: str
    year: int

    def __str__(self) -> str:
        return f"{self.pool}/{self.year}"


def divided(whole: Decimal, weights: Sequence[Decimal]) -> tuple[Decimal, ...]:
    """The whole in parts as the weights say, each to the cent, together exactly the whole.

    What rounding down leaves goes, cent by cent, to the largest remainders; among equal ones to the first.
    """
    if not weights or sum(weights) <= 0 or min(weights) < 0:
        raise ValueError(weights)
    exact = [whole * weight / sum(weights) for weight in weights]
    parts = [part.quantize(FEN, rounding=ROUND_DOWN) for part in exact]
    left = int((whole - sum(parts)) / FEN)
    by_remainder = sorted(range(len(parts)), key=lambda place: (parts[place] - exact[place], place))
    for place in by_remainder[:left]:
        parts[place] += FEN
    return tuple(parts)


def cut_alike(amounts: Sequence[Decimal], available: Decimal) -> tuple[Decimal, ...]:
    """配比: the amounts as they are when there is enough, else all cut in the same ratio to exactly what there is."""
    if not amounts or sum(amounts) <= available:
        return tuple(amounts)
    return divided(available, amounts)
