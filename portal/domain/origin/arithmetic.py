"""Shares of money and weight, exact: what is compared is never rounded, what is shown is rounded half up.

Owns the regional value content and how a share is written. Refuses nothing; a whole of nothing is the caller's fault.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Context, Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

HUNDRED: Final = 100
ZERO: Final = Decimal(0)
DIGITS: Final = 60
"""An amount has at most so many digits before its point, and so many after it."""

WIDE: Final = Context(prec=4 * DIGITS)


@dataclass(frozen=True, slots=True)
class Costs:
    """What build-up adds to the originating materials, in the currency of the FOB value."""

    labour: Decimal = ZERO
    overhead: Decimal = ZERO
    profit: Decimal = ZERO
    other: Decimal = ZERO

    @property
    def total(self) -> Decimal:
        return exact((self.labour, self.overhead, self.profit, self.other))


def exact(amounts: Iterable[Decimal]) -> Decimal:
    """The sum of amounts, however many digits they have."""
    total = ZERO
    for one in amounts:
        total = WIDE.add(total, one)
    return total


def is_amount(value: Decimal) -> bool:
    """Whether a number is an amount of money or weight: finite, not below zero, of a length that can be added up."""
    exponent = value.as_tuple().exponent
    return isinstance(exponent, int) and exponent >= -DIGITS and value.adjusted() < DIGITS and value >= 0


def build_down(fob: Decimal, vnm: Decimal) -> Fraction:
    """(FOB − VNM) ÷ FOB × 100."""
    return (Fraction(fob) - Fraction(vnm)) / Fraction(fob) * HUNDRED


def build_up(fob: Decimal, originating: Decimal, costs: Costs) -> Fraction:
    """(VOM + labour + overhead + profit + other cost) ÷ FOB × 100."""
    return (Fraction(originating) + Fraction(costs.total)) / Fraction(fob) * HUNDRED


def percent(part: Decimal, whole: Decimal) -> Fraction:
    """A part of a whole in per cent."""
    return Fraction(part) / Fraction(whole) * HUNDRED


def half_up(value: Fraction) -> Decimal:
    """Two decimals, halves away from nothing."""
    cents = abs(value) * HUNDRED
    whole = (2 * cents.numerator + cents.denominator) // (2 * cents.denominator)
    return (Decimal(whole) if value >= 0 else -Decimal(whole)).scaleb(-2)


def as_decimal(value: Fraction) -> Decimal:
    """All digits, as many as a decimal number holds."""
    return Decimal(value.numerator) / Decimal(value.denominator)


def shown(value: Fraction) -> str:
    """As a reader sees it: two decimals, and all of them where two would hide what decided (39.9875)."""
    rounded = half_up(value)
    exactly = as_decimal(value)
    close = Fraction(rounded) == value
    return f"{rounded}%" if close else f"{rounded}% ({exactly.normalize():f}%)" if _short(exactly) else f"{rounded}%"


def _short(value: Decimal) -> bool:
    exponent = value.normalize().as_tuple().exponent
    return isinstance(exponent, int) and exponent >= -6  # noqa: PLR2004 - more digits help nobody


def plain(amount: Decimal) -> str:
    """An amount without an exponent and without needless zeros."""
    text = f"{amount:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
