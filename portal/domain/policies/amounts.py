"""Numbers, shares and amounts as they are printed: 20万元, 1870, 5%. Owns the printed form only."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from portal.domain.texts import Text

WAN: Final = Decimal(10_000)


def number(value: Decimal | int) -> str:
    """A number without exponent and without idle zeros."""
    plain = f"{Decimal(value):f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def percent(ratio: Decimal) -> str:
    """0.05 as 5%."""
    return f"{number(ratio * 100)}%"


def yuan(amount: Decimal) -> Text:
    """An amount of money: whole hundreds from 10,000 yuan on in 万元, everything else in 元."""
    if abs(amount) >= WAN and amount % 100 == 0:
        return Text(f"{number(amount / WAN)}万元", f"{number_grouped(amount)} yuan")
    plain = _with_fen(number_grouped(amount))
    return Text(f"{plain}元", f"{plain} yuan")


def _with_fen(plain: str) -> str:
    """Half a yuan as 0.50: where there are fen, both places are written."""
    _, point, fen = plain.partition(".")
    return f"{plain}0" if point and len(fen) == 1 else plain


def number_grouped(value: Decimal) -> str:
    """A number with commas between thousands."""
    whole, _, rest = number(value).partition(".")
    return f"{int(whole):,}" + (f".{rest}" if rest else "") if whole not in {"", "-", "-0"} else f"{whole}.{rest}"
