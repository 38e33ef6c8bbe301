"""Enterprise names 企业名称: the four parts and what the Provisions on Registration of Enterprise Names forbid.

Owns the check of a name before anybody looks at it: block, warn or pass, each remark with its article. Judges form and
listed words only; whether a name misleads the public stays a person's decision. Which names exist already is handed in.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from portal.domain.forbidden_words import (
    FINANCIAL,
    FORBIDDEN,
    FORMS,
    INDUSTRY_WORDS,
    MISLEADING,
    NATIONAL,
    OFFICE_ENDS,
    OFFICES,
    PLACES,
)
from portal.domain.traditional import STANDARD_FORMS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from portal.domain.organisation import County

SHORTEST_TRADE_NAME: Final = 2
SHORTEST_PARENT: Final = 4
HAN: Final = (("\u3400", "\u4dbf"), ("\u4e00", "\u9fff"), ("\U00020000", "\U000323af"))
"""Where Chinese characters stand; outside the middle block all are rare."""

SUFFIXES: Final[Mapping[str, tuple[str, ...]]] = {
    "llc": ("有限公司", "有限责任公司"),
    "partnership": ("（普通合伙）", "（有限合伙）", "（特殊普通合伙）"),
    "general": ("（普通合伙）",),
    "limited": ("（有限合伙）",),
    "special": ("（特殊普通合伙）",),
    "sole": ("厂", "店", "部", "中心", "工作室"),
    "individual": ("店", "部", "行", "厂", "馆", "坊", "铺", "中心", "工作室", "经营部", "商行"),
    "cooperative": ("专业合作社", "专业合作社联合社"),
}
"""Forms of organisation 组织形式 by kind of enterprise (art. 10)."""

ENDINGS: Final = frozenset({"partnership", "general", "limited", "special"})
"""Kinds whose form of organisation stands in brackets behind a word such as 企业 or 中心."""

ZONE_ENDS: Final = ("开发区", "工业园区", "工业园", "产业园", "高新区", "经开区", "新区", "园区")
"""How a development zone is called; it stands in a name only behind the division it lies in (art. 7)."""

BRANCH_SUFFIXES: Final = ("分公司", "分厂", "分店")

TakenName = tuple[str, str]
"""Trade name and industry of a name that is registered, reserved, or was given up less than a year ago."""


class Weight(StrEnum):
    """A blocked name cannot be filed; a warning is for the applicant and the officer to think about."""

    BLOCK = "block"
    WARN = "warn"


class Part(StrEnum):
    """The four parts of a name (art. 6)."""

    REGION = "region"
    TRADE_NAME = "trade_name"
    INDUSTRY = "industry"
    SUFFIX = "suffix"


@dataclass(frozen=True, slots=True)
class NameParts:
    """A name in its parts, as Chinese text."""

    region: str
    trade_name: str
    industry: str
    suffix: str

    @property
    def full(self) -> str:
        return f"{self.region}{self.trade_name}{self.industry}{self.suffix}"


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing about a name: which part, how grave, which rule, and its article."""

    part: Part
    weight: Weight
    message_id: str
    article: int
    facts: Mapping[str, object] = field(default_factory=dict)


def check_name(
    parts: NameParts,
    enterprise_type: str,
    *,
    county: County | None = None,
    taken: Collection[TakenName] = (),
) -> tuple[Remark, ...]:
    """Every remark about a name (企业名称登记管理规定 art. 5-12, 17); none means it passes.

    `enterprise_type` is a key of `SUFFIXES`; another one has no rule for its suffix.
    """
    return (
        *_region(parts, county),
        *_characters(Part.TRADE_NAME, parts.trade_name),
        *_characters(Part.INDUSTRY, parts.industry),
        *_trade_name(parts),
        *_words(Part.TRADE_NAME, parts.trade_name),
        *_words(Part.INDUSTRY, parts.industry),
        *_across(parts),
        *_national(parts),
        *_suffix(parts, enterprise_type),
        *_clash(parts, taken),
    )


def check_branch(parent: str, words: str, suffix: str) -> tuple[Remark, ...]:
    """The name of a branch from its parts: parent, what tells it from other branches, 分公司 or the like (art. 13)."""
    remarks = list(check_branch_name(parent + words + suffix, parent))
    if len(parent) < SHORTEST_PARENT:
        remarks.append(_block(Part.REGION, "name.parent_short", 13, parent=parent))
    if words:
        remarks += [*_characters(Part.TRADE_NAME, words), *_words(Part.TRADE_NAME, words)]
    return tuple(remarks)


def check_branch_name(name: str, parent: str) -> tuple[Remark, ...]:
    """A branch is named after its parent with 分公司, 分厂 or 分店 at the end (art. 13)."""
    if name.startswith(parent) and name.endswith(BRANCH_SUFFIXES):
        return ()
    return (_block(Part.SUFFIX, "name.branch_form", 13, parent=parent, allowed="、".join(BRANCH_SUFFIXES)),)


def division_names(county: County) -> frozenset[str]:
    """How the county may be written in front of a name (art. 7)."""
    province, city, own = county.province.zh, county.city.zh, county.name.zh
    return frozenset({own, city + own, province + own, province + city + own})


def _block(part: Part, message_id: str, article: int, **facts: object) -> Remark:
    return Remark(part, Weight.BLOCK, message_id, article, facts)


def _warn(part: Part, message_id: str, article: int, **facts: object) -> Remark:
    return Remark(part, Weight.WARN, message_id, article, facts)


def _region(parts: NameParts, county: County | None) -> Iterator[Remark]:
    """The county, in one of its forms; a development zone of it only behind it (art. 7)."""
    if county is None or parts.region in (divisions := division_names(county)):
        return
    before = next((one for one in divisions if parts.region.startswith(one)), None)
    if before and parts.region.removeprefix(before).endswith(ZONE_ENDS):
        return
    if parts.region.endswith(ZONE_ENDS):
        yield _block(Part.REGION, "name.zone_alone", 7, zone=parts.region, county=county.name.zh)
        return
    allowed = "、".join(sorted(divisions, key=len))
    yield _block(Part.REGION, "name.other_region", 7, region=parts.region, allowed=allowed)


def _characters(part: Part, text: str) -> Iterator[Remark]:
    """Standard Chinese characters only (art. 5); a rare one that is no known traditional form, a person looks at."""
    if any(char.isspace() for char in text):
        yield _block(part, "name.has_spaces", 5)
        return
    foreign = [char for char in text if not _is_han(char)]
    if foreign:
        yield _block(part, "name.not_chinese", 5, found="".join(foreign))
        return
    old = [char for char in text if char in STANDARD_FORMS]
    if old:
        standard = "".join(STANDARD_FORMS[char] for char in old)
        yield _block(part, "name.traditional", 5, found="".join(old), standard=standard)
        return
    rare = [char for char in text if not _is_in_gb2312(char)]
    if rare:
        yield _warn(part, "name.rare_character", 5, found="".join(rare))


def _is_han(char: str) -> bool:
    return any(first <= char <= last for first, last in HAN)


def _is_in_gb2312(char: str) -> bool:
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def _trade_name(parts: NameParts) -> Iterator[Remark]:
    name = parts.trade_name
    if len(name) < SHORTEST_TRADE_NAME:
        yield _block(Part.TRADE_NAME, "name.too_short", 8, shortest=SHORTEST_TRADE_NAME)
    if name in PLACES or name.removesuffix("县").removesuffix("市") in PLACES:
        yield _block(Part.TRADE_NAME, "name.is_place", 8, word=name)
    elif place := _first_in(name, PLACES):
        yield _warn(Part.TRADE_NAME, "name.contains_place", 8, word=place)
    if name.endswith(ZONE_ENDS):
        yield _block(Part.TRADE_NAME, "name.is_zone", 7, word=name)
    if name in INDUSTRY_WORDS or name == parts.industry:
        yield _block(Part.TRADE_NAME, "name.is_industry", 8, word=name)
    if name.endswith(OFFICE_ENDS) and not OFFICES.search(name):
        yield _warn(Part.TRADE_NAME, "name.like_office", 11, word=name)


def _words(part: Part, text: str) -> Iterator[Remark]:
    for ground, words in FORBIDDEN.items():
        if word := _first_in(text, words):
            yield _block(part, "name.forbidden_word", 11, word=word, ground=ground)
    if office := OFFICES.search(text):
        yield _block(part, "name.forbidden_word", 11, word=office.group(), ground="11(3)")
    if word := _first_in(text, FORMS):
        yield _block(part, "name.contains_form", 10, word=word)
    if "集团" in text:
        yield _warn(part, "name.group", 14, word="集团")
    if word := _first_in(text, FINANCIAL):
        yield _warn(part, "name.financial_word", 11, word=word)
    if word := _first_in(text, MISLEADING):
        yield _warn(part, "name.misleading_word", 11, word=word)


def _across(parts: NameParts) -> Iterator[Remark]:
    """A word that only shows when trade name and industry are read together; it may be chance, so a person looks."""
    joined = parts.trade_name + parts.industry
    for words in (*FORBIDDEN.values(), NATIONAL):
        for word in words:
            if word in joined and word not in parts.trade_name and word not in parts.industry:
                yield _warn(Part.TRADE_NAME, "name.word_across", 11, word=word)


def _national(parts: NameParts) -> Iterator[Remark]:
    """National words need State Council approval in front; in the middle they may only qualify the industry."""
    if word := _first_in(parts.trade_name, NATIONAL):
        yield _block(Part.TRADE_NAME, "name.national_word", 12, word=word)
    if word := _first_in(parts.industry, NATIONAL):
        yield _warn(Part.INDUSTRY, "name.national_qualifier", 12, word=word)


def _suffix(parts: NameParts, enterprise_type: str) -> Iterator[Remark]:
    allowed = SUFFIXES.get(enterprise_type)
    if not allowed:
        return
    fits = parts.suffix.endswith(allowed) if enterprise_type in ENDINGS else parts.suffix in allowed
    if not fits:
        yield _block(Part.SUFFIX, "name.wrong_suffix", 10, suffix=parts.suffix, allowed="、".join(allowed))


def _clash(parts: NameParts, taken: Collection[TakenName]) -> Iterator[Remark]:
    """Not the trade name of another enterprise in the same industry, or of one that states no industry (art. 17).

    The same trade name in another industry, or one that differs in a single character, is for the registrar to see.
    """
    if any(same_name(parts.trade_name, parts.industry, one) for one in taken):
        yield taken_name(parts.trade_name)
        return
    for name, industry in sorted(taken):
        if name == parts.trade_name:
            yield _warn(Part.TRADE_NAME, "name.same_elsewhere", 17, trade_name=name, industry=industry)
        elif industry == parts.industry and one_apart(name, parts.trade_name):
            yield _warn(Part.TRADE_NAME, "name.similar", 17, trade_name=name, industry=industry)


def taken_name(name: str) -> Remark:
    """Somebody has this very name (art. 17)."""
    return _block(Part.TRADE_NAME, "name.taken", 17, trade_name=name)


def same_name(trade_name: str, industry: str, other: TakenName) -> bool:
    """Whether two names are the same by art. 17: one trade name, and one industry or none stated."""
    return other[0] == trade_name and (other[1] == industry or "" in (other[1], industry))


def one_apart(first: str, second: str) -> bool:
    """Whether two words of the same length differ in exactly one character."""
    return len(first) == len(second) and sum(a != b for a, b in zip(first, second, strict=True)) == 1


def _first_in(text: str, words: Collection[str]) -> str | None:
    return next((word for word in words if word in text), None)
