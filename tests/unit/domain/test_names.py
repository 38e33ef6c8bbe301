"""Enterprise names: what is blocked, what is a warning, what passes, each with its article."""

from __future__ import annotations

from dataclasses import replace

import pytest

from portal.domain.names import NameParts, Part, Weight, check_branch, check_branch_name, check_name, division_names
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
        ({"trade_name": "玉 峡"}, ("name.has_spaces", Weight.BLOCK, 5)),
        ({"trade_name": "玉\u3000峡"}, ("name.has_spaces", Weight.BLOCK, 5)),
        ({"industry": "生物·医药"}, ("name.not_chinese", Weight.BLOCK, 5)),
        ({"trade_name": "玉龍"}, ("name.traditional", Weight.BLOCK, 5)),
        ({"industry": "生物醫藥"}, ("name.traditional", Weight.BLOCK, 5)),
        ({"trade_name": "玉龘"}, ("name.rare_character", Weight.WARN, 5)),
        ({"trade_name": "玉\U00020000"}, ("name.rare_character", Weight.WARN, 5)),
        ({"trade_name": "堃瑞"}, ("name.rare_character", Weight.WARN, 5)),
        ({"trade_name": "玉峡有限公司"}, ("name.contains_form", Weight.BLOCK, 10)),
        ({"industry": "餐饮有限公司"}, ("name.contains_form", Weight.BLOCK, 10)),
        ({"industry": "生物医药集团"}, ("name.group", Weight.WARN, 14)),
        ({"industry": "村镇银行"}, ("name.forbidden_word", Weight.BLOCK, 11)),
        ({"industry": "金融服务"}, ("name.financial_word", Weight.WARN, 11)),
        ({"trade_name": "玉国", "industry": "家电"}, ("name.word_across", Weight.WARN, 11)),
        ({"trade_name": "玉峡书局"}, ("name.like_office", Weight.WARN, 11)),
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
        ("general", "事务所（普通合伙）", True),
        ("limited", "中心（普通合伙）", False),
        ("limited", "中心（有限合伙）", True),
        ("special", "事务所（特殊普通合伙）", True),
        ("individual", "商行", True),
        ("individual", "有限公司", False),
        ("cooperative", "专业合作社", True),
        ("llc", "有限责任公司", True),
        ("unheard of", "行", True),
    ],
)
def test_the_suffix_suits_the_kind_of_enterprise(kind: str, suffix: str, *, passes: bool) -> None:
    assert (check_name(replace(GOOD, suffix=suffix), kind) == ()) is passes


@pytest.mark.parametrize(
    ("taken", "remark"),
    [
        (("玉峡", "生物医药"), ("name.taken", Weight.BLOCK)),
        (("玉峡", ""), ("name.taken", Weight.BLOCK)),
        (("玉峡", "餐饮"), ("name.same_elsewhere", Weight.WARN)),
        (("玉龙", "生物医药"), ("name.similar", Weight.WARN)),
        (("玉龙", "餐饮"), None),
        (("金龙", "生物医药"), None),
        (("玉峡山", "生物医药"), None),
    ],
)
def test_names_that_are_there_already(taken: tuple[str, str], remark: tuple[str, Weight] | None) -> None:
    remarks = check_name(GOOD, "llc", county=COUNTY, taken=[taken])
    found = [(one.message_id, one.weight) for one in remarks]
    assert found == ([remark] if remark else [])
    assert all((one.part, one.article) == (Part.TRADE_NAME, 17) for one in remarks)


@pytest.mark.parametrize(
    ("region", "remark"),
    [
        ("峡江县工业园区", None),
        ("吉安市峡江县高新区", None),
        ("峡江工业园区", ("name.zone_alone", 7)),
        ("峡江县水边镇", ("name.other_region", 7)),
    ],
)
def test_a_development_zone_stands_behind_its_division(region: str, remark: tuple[str, int] | None) -> None:
    assert [(one, article) for one, _, article in found(region=region)] == ([remark] if remark else [])


@pytest.mark.parametrize(
    "trade_name", ["县政府", "峡江县政府", "村委会", "县委", "税务局", "教育部", "市场监督管理局", "派出所", "人大"]
)
def test_an_office_is_no_trade_name(trade_name: str) -> None:
    assert ("name.forbidden_word", Weight.BLOCK, 11) in found(trade_name=trade_name)


def test_a_branch_is_named_after_its_parent() -> None:
    assert check_branch_name("峡江县玉峡生物医药有限公司水边分公司", GOOD.full) == ()
    for wrong in ("峡江县玉峡生物医药有限公司水边店铺", "水边分公司"):
        assert [one.article for one in check_branch_name(wrong, GOOD.full)] == [13]


@pytest.mark.parametrize(
    ("parent", "words", "suffix", "messages"),
    [
        ("峡江县玉峡生物医药有限公司", "水边", "分公司", []),
        ("峡江县玉峡生物医药有限公司", "", "分店", []),
        ("峡江县玉峡生物医药有限公司", "水边", "办事处", ["name.branch_form"]),
        ("峡江县玉峡生物医药有限公司", "A", "分公司", ["name.not_chinese"]),
        ("玉峡", "", "分公司", ["name.parent_short"]),
    ],
)
def test_the_parts_of_a_branch_name(parent: str, words: str, suffix: str, messages: list[str]) -> None:
    assert [one.message_id for one in check_branch(parent, words, suffix)] == messages
