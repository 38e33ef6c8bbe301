"""People and enterprises that do not exist, with numbers that pass every check, the same ones at every run.

Owns invented names, identity numbers (GB 11643), credit codes (GB 32100) and telephone numbers. Refuses chance: the
first of each is the first at every run, so a scenario never passes today and fails tomorrow.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING, Final

from stdnum.cn import ric, uscc

if TYPE_CHECKING:
    from collections.abc import Iterator

TRADE_NAMES: Final = ("云帆", "华源", "江韵", "玉笥", "绿野", "恒泰", "嘉禾", "盛景")
STEMS: Final = "甲乙丙丁戊己庚辛壬癸"
SIGNS: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"
INNER_WEIGHTS: Final = (3, 7, 9, 10, 5, 8, 4, 2)
COUNTY: Final = "360823"


@dataclass(slots=True)
class Inventions:
    """One series of each kind of number; every call answers the next."""

    people: Iterator[int] = field(default_factory=count)
    numbers: Iterator[int] = field(default_factory=count)
    mobiles: Iterator[int] = field(default_factory=count)
    accounts: Iterator[int] = field(default_factory=count)
    codes: Iterator[int] = field(default_factory=count)
    trades: Iterator[int] = field(default_factory=count)

    def name(self) -> str:
        """某甲, 某乙, … 某癸, 某甲二, …"""
        number = next(self.people)
        again = number // len(STEMS)
        return f"某{STEMS[number % len(STEMS)]}{again + 1 if again else ''}"

    def trade_name(self) -> str:
        """A trade name that no rule forbids."""
        return TRADE_NAMES[next(self.trades) % len(TRADE_NAMES)]

    def person_id(self) -> str:
        """Somebody of the county born on the first of January 1990, by serial number."""
        body = f"{COUNTY}19900101{next(self.numbers) % 999 + 1:03d}"
        return body + str(ric.calc_check_digit(body + "0"))

    def account_number(self) -> str:
        """The number of a bank account that nobody has."""
        return f"360099{next(self.accounts):013d}"

    def mobile(self) -> str:
        """A number of eleven digits."""
        return f"139{next(self.mobiles):08d}"

    def uscc(self, kind: str = "1") -> str:
        """Both check digits are right, that of the inner code (GB 11714) and the last; ``kind`` is the second sign."""
        inner = f"MA{next(self.codes):06d}"
        total = sum(int(sign, 36) * weight for sign, weight in zip(inner, INNER_WEIGHTS, strict=True))
        body = f"9{kind}{COUNTY}{inner}{'0123456789X0'[11 - total % 11]}"
        return body + str(uscc.calc_check_digit(body + "0"))
