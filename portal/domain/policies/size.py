"""Size class and above-scale threshold of an enterprise by its industry (guide §6.4).

Owns the tables: 统计上大中小微型企业划分办法（2017）and the thresholds of 规上/限上 statistics. Large, medium and small
need every lower bound; who misses one is looked at one class below; micro is what remains. Refuses nothing: what
cannot be said names the facts it needs.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Final, TypeVar

from portal.domain.policies.amounts import number, number_grouped
from portal.domain.policies.industries import INDUSTRY, industry_name
from portal.domain.texts import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from portal.domain.policies.facts import Fact

STAFF: Final = "staff"
REVENUE: Final = "revenue"
ASSETS: Final = "assets"
MEASURES: Final[Mapping[str, tuple[Text, Text]]] = {
    STAFF: (Text("从业人员", "staff"), Text("人", "")),
    REVENUE: (Text("营业收入", "revenue"), Text("万元", "yuan")),
    ASSETS: (Text("资产总额", "assets"), Text("万元", "yuan")),
}


class Size(StrEnum):
    """Size classes, the largest first."""

    LARGE = "large"
    MEDIUM = "medium"
    SMALL = "small"
    MICRO = "micro"


SIZES: Final[Mapping[Size, Text]] = {
    Size.LARGE: Text("大型", "large"),
    Size.MEDIUM: Text("中型", "medium"),
    Size.SMALL: Text("小型", "small"),
    Size.MICRO: Text("微型", "micro"),
}

Bounds = dict[str, int]
Row = TypeVar("Row")


def _by(measures: str, *rows: tuple[int, ...]) -> tuple[Bounds, ...]:
    """Lower bounds of large, medium and small; X is staff, Y revenue and Z assets, both in 万元."""
    names = [{"X": STAFF, "Y": REVENUE, "Z": ASSETS}[one] for one in measures]
    return tuple(dict(zip(names, row, strict=True)) for row in rows)


INDUSTRIAL: Final = _by("XY", (1000, 40000), (300, 2000), (20, 300))
TRANSPORT: Final = _by("XY", (1000, 30000), (300, 3000), (20, 200))
HOSPITALITY: Final = _by("XY", (300, 10000), (100, 2000), (10, 100))
OTHER: Final = _by("X", (300,), (100,), (10,))
CLASSES: Final[Mapping[str, tuple[Bounds, ...]]] = {
    "A": _by("Y", (20000,), (500,), (50,)),
    "B": INDUSTRIAL,
    "C": INDUSTRIAL,
    "D": INDUSTRIAL,
    "E": _by("YZ", (80000, 80000), (6000, 5000), (300, 300)),
    "F51": _by("XY", (200, 40000), (20, 5000), (5, 1000)),
    "F52": _by("XY", (300, 20000), (50, 500), (10, 100)),
    "G54": TRANSPORT,
    "G55": TRANSPORT,
    "G56": TRANSPORT,
    "G57": TRANSPORT,
    "G58": TRANSPORT,
    "G591": TRANSPORT,
    **{f"G59{group}": _by("XY", (200, 30000), (100, 1000), (20, 100)) for group in range(2, 10)},
    "G60": _by("XY", (1000, 30000), (300, 2000), (20, 100)),
    "H": HOSPITALITY,
    "I63": _by("XY", (2000, 100000), (100, 1000), (10, 100)),
    "I64": _by("XY", (2000, 100000), (100, 1000), (10, 100)),
    "I65": _by("XY", (300, 10000), (100, 1000), (10, 50)),
    "K701": _by("YZ", (200000, 10000), (1000, 5000), (100, 2000)),
    "K702": _by("XY", (1000, 5000), (300, 1000), (100, 500)),
    "K703": OTHER,
    "K704": OTHER,
    "K709": OTHER,
    "L": _by("XZ", (300, 120000), (100, 8000), (10, 100)),
    "M": OTHER,
    "N": OTHER,
    "O": OTHER,
    "Q85": OTHER,
    "R": OTHER,
}
"""By the beginning of the code of GB/T 4754-2017; an industry that is not here has no size class."""


class Scale(StrEnum):
    """Under what name the statistics count an enterprise that is large enough."""

    ABOVE = "above"  # 规模以上
    LIMIT = "limit"  # 限额以上
    QUALIFIED = "qualified"  # 有资质的建筑业
    ALL = "all"  # 房地产开发: every enterprise


THRESHOLDS: Final[Mapping[str, tuple[Scale, int]]] = {
    "B": (Scale.ABOVE, 2000),
    "C": (Scale.ABOVE, 2000),
    "D": (Scale.ABOVE, 2000),
    "E": (Scale.QUALIFIED, 0),
    "F51": (Scale.LIMIT, 2000),
    "F52": (Scale.LIMIT, 500),
    "G": (Scale.ABOVE, 2000),
    "H": (Scale.LIMIT, 200),
    "I": (Scale.ABOVE, 2000),
    "K701": (Scale.ALL, 0),
    "K70": (Scale.ABOVE, 1000),
    "L": (Scale.ABOVE, 1000),
    "M": (Scale.ABOVE, 1000),
    "N": (Scale.ABOVE, 2000),
    "O": (Scale.ABOVE, 500),
    "P": (Scale.ABOVE, 1000),
    "Q84": (Scale.ABOVE, 2000),
    "Q85": (Scale.ABOVE, 500),
    "R": (Scale.ABOVE, 500),
}
"""Revenue of a year in 万元; an industry that is not here is not counted by revenue."""

ENTRY: Final[Mapping[Scale, Text]] = {
    Scale.ABOVE: Text("入规", "the above-scale threshold"),
    Scale.LIMIT: Text("入限", "the threshold of trade and catering"),
}


@dataclass(frozen=True, slots=True)
class Sized:
    """The size class with why; without one either facts are missing or the table has no such industry."""

    size: Size | None
    why: Text
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ScaleGap:
    """Where revenue stands beside the threshold of the industry; `gap` is what is short in 万元, never below zero."""

    scale: Scale
    threshold: Decimal
    revenue: Decimal | None

    @property
    def gap(self) -> Decimal | None:
        """What is short; unknown while the revenue is."""
        return None if self.revenue is None else max(self.threshold - self.revenue, Decimal(0))

    @property
    def words(self) -> Text:
        """离入规还差130万元, or that the threshold is reached."""
        if self.scale is Scale.QUALIFIED:
            return Text(
                "建筑业按资质纳入统计，不看营业收入", "Construction is counted by qualification, not by revenue"
            )
        if self.scale is Scale.ALL:
            return Text("房地产开发企业全部纳入统计", "Every real estate developer is counted")
        name, limit = ENTRY[self.scale], _amount(self.threshold)
        if self.gap is None:
            return Text(f"{name.zh}标准为{limit.zh}", f"{name.en} is {limit.en}")
        if self.gap == 0:
            return Text(f"营业收入已达到{name.zh}标准（{limit.zh}）", f"Revenue has reached {name.en} ({limit.en})")
        short = _amount(self.gap)
        return Text(f"离{name.zh}还差{short.zh}", f"{short.en} short of {name.en}")


def size_class(profile: Mapping[str, Fact]) -> Sized:
    """The size class of an enterprise by its industry, staff, revenue and assets."""
    code = _code(profile)
    if code is None:
        return Sized(None, Text("还缺行业代码", "The industry code is missing"), (INDUSTRY,))
    table = _longest(CLASSES, code)
    if table is None:
        return _unclassed(code)
    missing = tuple(one for one in table[0] if _number(profile, one) is None)
    if missing:
        return _by_what_is_known(profile, table, missing)
    for size, bounds in zip(Size, table, strict=False):
        if all((_number(profile, name) or 0) >= bound for name, bound in bounds.items()):
            return Sized(size, _why(size, code, profile=profile, table=table))
    return Sized(Size.MICRO, _why(Size.MICRO, code, profile=profile, table=table))


def scale_gap(profile: Mapping[str, Fact]) -> ScaleGap | None:
    """How far the revenue is from the threshold of the industry; nothing where the industry has none or is unknown."""
    code = _code(profile)
    found = _longest(THRESHOLDS, code) if code else None
    return ScaleGap(found[0], Decimal(found[1]), _number(profile, REVENUE)) if found else None


def _unclassed(code: str) -> Sized:
    finer = sorted(one for one in CLASSES if one.startswith(code))
    if finer:
        words = Text(
            "行业代码不够细，请写到大类（门类字母加两位数字）", "The industry code is too short: give its division"
        )
        return Sized(None, words, (INDUSTRY,))
    name = industry_name(code)
    return Sized(None, Text(f"{name.zh}不划分大中小微型", f"There are no size classes for {name.en}"))


def _by_what_is_known(profile: Mapping[str, Fact], table: tuple[Bounds, ...], missing: tuple[str, ...]) -> Sized:
    """Who is below the smallest bound of anything is micro, whatever the rest."""
    for name, bound in table[-1].items():
        value = _number(profile, name)
        if value is not None and value < bound:
            label, unit = MEASURES[name]
            words = Text(
                f"{label.zh}{number(value)}{unit.zh}，低于小型的下限{bound}{unit.zh}，为微型",
                f"{label.en} {_shown(name, value)} is below the bound of small, {_shown(name, bound)}: micro",
            )
            return Sized(Size.MICRO, words)
    zh, en = "、".join(MEASURES[one][0].zh for one in missing), ", ".join(MEASURES[one][0].en for one in missing)
    return Sized(None, Text(f"还缺{zh}", f"Missing: {en}"), missing)


def _why(size: Size, code: str, *, profile: Mapping[str, Fact], table: tuple[Bounds, ...]) -> Text:
    """The measures, the bounds they meet, and the bound that keeps the enterprise from the next class."""
    industry, name = industry_name(code), SIZES[size]
    have = "，".join(
        f"{MEASURES[one][0].zh}{number(_number(profile, one) or 0)}{MEASURES[one][1].zh}" for one in table[0]
    )
    have_en = ", ".join(f"{MEASURES[one][0].en} {_shown(one, _number(profile, one) or 0)}" for one in table[0])
    zh, en = f"{industry.zh}，{have}，为{name.zh}", f"{industry.en}, {have_en}: {name.en}"
    above = list(Size).index(size) - 1
    if above >= 0:
        short = [one for one, bound in table[above].items() if (_number(profile, one) or 0) < bound]
        next_name = SIZES[list(Size)[above]]
        lower = "、".join(f"{MEASURES[one][0].zh}{table[above][one]}{MEASURES[one][1].zh}" for one in short)
        lower_en = ", ".join(f"{MEASURES[one][0].en} {_shown(one, table[above][one])}" for one in short)
        zh += f"（未达到{next_name.zh}的下限：{lower}）"
        en += f" (below the bounds of {next_name.en}: {lower_en})"
    return Text(zh, en)


def _shown(measure: str, value: Decimal | int) -> str:
    return number(value) if measure == STAFF else _amount(Decimal(value)).en


def _amount(wan: Decimal) -> Text:
    return Text(f"{number(wan)}万元", f"{number_grouped(wan * 10_000)} yuan")


def _longest(table: Mapping[str, Row], code: str) -> Row | None:
    """What the table says of the longest beginning of a code."""
    return next((table[code[:length]] for length in range(len(code), 0, -1) if code[:length] in table), None)


def _code(profile: Mapping[str, Fact]) -> str | None:
    known = profile.get(INDUSTRY)
    return known.value.strip().upper() if known and isinstance(known.value, str) and known.value.strip() else None


def _number(profile: Mapping[str, Fact], fact: str) -> Decimal | None:
    known = profile.get(fact)
    return known.value if known and isinstance(known.value, Decimal) else None
