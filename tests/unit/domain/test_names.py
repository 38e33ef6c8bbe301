"""Enterprise names: what is blocked, what is a warning, what passes, each with its article."""

from __future__ import annotations

from dataclasses import replace

import pytest

from portal.domain.names import NameParts, Part, Weight, check_branch_name, check_name, division_names
from portal.domain.organisation import County
from portal.domain.texts import Text

GOOD = NameParts("峡江县", "玉峡", "生物医药", "有限公司")


def text(zh: str) -> Text:
    return Text(zh, zh)


COUNTY = County("360823", text("峡江县"), text("峡江县人民政府"), text("超市"), text("江西省"), text("吉安市"))


def found(**changes: str) -> list[tuple[str, Weight, int]]:
    remarks = check_name(replace(GOOD, **changes), "llc", county=COUNTY)
    return [(remark.message_id, remark.weight, remark.article) for remark in remarks]


def test_a_good_name_passes() -> None:
    assert found() == []
    assert GOOD.full == "峡江县玉峡生物医药有限公司"


@pytest.mark.parametrize("region", ["峡江县", "吉安市峡江县", "江西省峡江县", "江西省吉安市峡江县"])
def test_the_county_in_all_its_lawful_forms(region: str) -> None:
    assert region in division_names(COUNTY)
    assert found(region=region) == []


@pytest.mark.parametrize(
    ("change", "remark"),
    [
        ({"region": "新干县"}, ("name.other_region", Weight.BLOCK, 7)),
        ({"trade_name": "玉"}, ("name.too_short", Weight.BLOCK, 8)),
        ({"trade_name": "玉峡A"}, ("name.not_chinese", Weight.BLOCK, 5)),
        ({"trade_name": "玉峡88"}, ("name.not_chinese", Weight.BLOCK, 5)),
        ({"trade_name": "玉 峡"}, ("name.not_chinese", Weight.BLOCK, 5)),
        ({"industry": "生物·医药"}, ("name.not_chinese", Weight.BLOCK, 5)),
        ({"trade_name": "玉龍"}, ("name.rare_character", Weight.WARN, 5)),
        ({"trade_name": "新干"}, ("name.is_place", Weight.BLOCK, 8)),
        ({"trade_name": "吉安市"}, ("name.is_place", Weight.BLOCK, 8)),
        ({"trade_name": "江西玉"}, ("name.contains_place", Weight.WARN, 8)),
        ({"trade_name": "餐饮"}, ("name.is_industry", Weight.BLOCK, 8)),
        ({"trade_name": "蜂蜜", "industry": "蜂蜜"}, ("name.is_industry", Weight.BLOCK, 8)),
        ({"trade_name": "共产党"}, ("name.forbidden_word", Weight.BLOCK, 11)),
        ({"industry": "风水咨询"}, ("name.forbidden_word", Weight.BLOCK, 11)),
        ({"trade_name": "第一峰"}, ("name.misleading_word", Weight.WARN, 11)),
        ({"trade_name": "中华玉"}, ("name.national_word", Weight.BLOCK, 12)),
        ({"industry": "全国物流"}, ("name.national_qualifier", Weight.WARN, 12)),
        ({"suffix": "股份有限公司"}, ("name.wrong_suffix", Weight.BLOCK, 10)),
        ({"suffix": "厂"}, ("name.wrong_suffix", Weight.BLOCK, 10)),
    ],
)
def test_each_rule(change: dict[str, str], remark: tuple[str, Weight, int]) -> None:
    assert found(**change) == [remark]


@pytest.mark.parametrize(
    ("kind", "suffix", "passes"),
    [
        ("sole", "厂", True),
        ("sole", "有限公司", False),
        ("partnership", "（有限合伙）", True),
        ("cooperative", "专业合作社", True),
        ("llc", "有限责任公司", True),
        ("unheard of", "行", True),
    ],
)
def test_the_suffix_suits_the_kind_of_enterprise(kind: str, suffix: str, *, passes: bool) -> None:
    assert (check_name(replace(GOOD, suffix=suffix), kind) == ()) is passes


@pytest.mark.parametrize(
    ("taken", "clashes"),
    [
        (("玉峡", "生物医药"), True),
        (("玉峡", ""), True),
        (("玉峡", "餐饮"), False),
        (("玉龙", "生物医药"), False),
    ],
)
def test_a_name_of_the_same_industry_is_taken(taken: tuple[str, str], *, clashes: bool) -> None:
    remarks = check_name(GOOD, "llc", county=COUNTY, taken=[taken])
    assert [(one.part, one.article) for one in remarks] == ([(Part.TRADE_NAME, 17)] if clashes else [])


def test_a_branch_is_named_after_its_parent() -> None:
    assert check_branch_name("峡江县玉峡生物医药有限公司水边分公司", GOOD.full) == ()
    for wrong in ("峡江县玉峡生物医药有限公司水边店铺", "水边分公司"):
        assert [one.article for one in check_branch_name(wrong, GOOD.full)] == [13]
