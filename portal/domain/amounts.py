"""Amounts of yuan: the smallest one, and an amount in characters that cannot be altered 大写金额.

Pure. Refuses (ValueError) what is negative, finer than a fen, or a trillion and more.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final

FEN: Final = Decimal("0.01")
"""One fen 分: nothing is paid that is finer."""

DIGITS: Final = "零壹贰叁肆伍陆柒捌玖"
PLACES: Final = ("", "拾", "佰", "仟")
GROUPS: Final = ("", "万", "亿")
MOST: Final = 10**12
_GROUP: Final = 10_000


def in_capitals(amount: Decimal) -> str:
    """人民币贰拾万元整, 人民币壹仟零伍元零叁分."""
    if amount < 0 or amount != amount.quantize(FEN) or amount >= MOST:
        raise ValueError(amount)
    fen = int(amount * 100)
    yuan, jiao, rest = fen // 100, fen // 10 % 10, fen % 10
    words = f"{_whole(yuan)}元" if yuan or not fen else ""
    if jiao:
        words += f"{DIGITS[jiao]}角"
    elif rest and yuan:
        words += DIGITS[0]
    return f"人民币{words}" + (f"{DIGITS[rest]}分" if rest else "整")


def _whole(number: int) -> str:
    if not number:
        return DIGITS[0]
    words, has_gap = "", False
    for place in range(len(GROUPS) - 1, -1, -1):
        group = number // _GROUP**place % _GROUP
        if not group:
            has_gap = bool(words)
            continue
        is_short = bool(words) and (has_gap or group < _GROUP // 10)
        words += (DIGITS[0] if is_short else "") + _group(group) + GROUPS[place]
        has_gap = False
    return words


def _group(number: int) -> str:
    words, has_gap = "", False
    for place in range(len(PLACES) - 1, -1, -1):
        digit = number // 10**place % 10
        if not digit:
            has_gap = bool(words)
            continue
        words += (DIGITS[0] if has_gap else "") + DIGITS[digit] + PLACES[place]
        has_gap = False
    return words
