"""Verdicts with exactly what is missing and why, the shortfalls, and the sentences."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.conditions import AllOf, AnyOf, Compare, Condition, Negation, Op
from portal.domain.policies.matching import Match, Verdict, match
from portal.domain.policies.wording import Wording
from tests.unit.domain.policies.profiles import FACTS, TODAY, YEAR, policy, profile

WORDING = Wording(FACTS)
ENOUGH = Compare("revenue", Op.GTE, 2000)
CLEAN = Compare("blacklisted", Op.IS_FALSE)
THIS_YEAR = Compare("founded", Op.YEAR_EQ, {"fact": "policy_year"})


def matched(*conditions: Condition, **facts: Any) -> Match:
    return match(policy(None, *conditions), profile(**facts), year=YEAR, today=TODAY)


@pytest.mark.parametrize(
    ("facts", "verdict", "missing"),
    [
        ({"revenue": 2000, "blacklisted": False}, Verdict.QUALIFIES, ()),
        ({"revenue": 2000}, Verdict.POSSIBLE, ("blacklisted",)),
        ({}, Verdict.POSSIBLE, ("revenue", "blacklisted")),
        ({"revenue": 1999}, Verdict.FAILS, ("blacklisted",)),
        ({"revenue": 1999, "blacklisted": True}, Verdict.FAILS, ()),
    ],
)
def test_a_missing_fact_makes_it_possible_a_failing_one_impossible(
    facts: dict[str, Any], verdict: Verdict, missing: tuple[str, ...]
) -> None:
    found = matched(ENOUGH, CLEAN, **facts)
    assert (found.verdict, found.missing) == (verdict, missing)


def test_every_failing_condition_is_named() -> None:
    found = matched(ENOUGH, CLEAN, revenue=1870, blacklisted=True)
    assert [one.condition for one in found.failing] == [ENOUGH, CLEAN]
    assert not found.nearly


def test_conditions_inside_conditions_are_told_one_by_one_and_once() -> None:
    found = matched(AllOf((ENOUGH, AllOf((CLEAN, ENOUGH)))), revenue=1)
    assert [one.condition for one in found.requirements] == [ENOUGH, CLEAN]


def test_what_only_one_of_several_would_need_is_missing_only_while_it_matters() -> None:
    either = AnyOf((ENOUGH, Compare("staff", Op.GTE, 100)))
    assert matched(either, revenue=3000).missing == ()
    assert matched(either, revenue=3).missing == ("staff",)


@pytest.mark.parametrize(("revenue", "nearly"), [(1999, True), (1870, True), (1600, True), (1599, False), (0, False)])
def test_a_shortfall_is_counted_and_near_when_it_is_a_fifth_at_most(revenue: int, *, nearly: bool) -> None:
    found = matched(ENOUGH, CLEAN, revenue=revenue)
    assert [(one.fact, one.have, one.missing) for one in found.gaps] == [
        ("revenue", Decimal(revenue), Decimal(2000 - revenue))
    ]
    assert found.nearly == nearly


def test_who_is_of_another_industry_is_not_told_what_is_short() -> None:
    asked = AllOf((Compare("industry", Op.PREFIX_IN, ["F"]), ENOUGH))
    assert matched(asked, industry="C39", revenue=1870).gaps == ()
    assert [gap.missing for gap in matched(asked, industry="F51", revenue=1870).gaps] == [Decimal(130)]


def test_the_shortfall_to_another_fact_names_it() -> None:
    (gap,) = matched(Compare("revenue", Op.GTE, {"fact": "premium"}), revenue=1870, premium=2000).gaps
    assert (gap.limit, gap.missing) == ("premium", Decimal(130))
    assert WORDING.gap(gap).zh == "离保险费还差130万元"


@pytest.mark.parametrize(("founded", "verdict"), [(2026, Verdict.QUALIFIES), (2025, Verdict.FAILS)])
def test_the_year_of_the_policy(founded: int, verdict: Verdict) -> None:
    assert matched(THIS_YEAR, founded=date(founded, 12, 31)).verdict is verdict


@pytest.mark.parametrize(("today", "in_force"), [(date(2026, 12, 31), True), (date(2027, 1, 1), False)])
def test_a_policy_has_its_time(today: date, *, in_force: bool) -> None:
    assert match(policy(), profile(), year=YEAR, today=today).in_force is in_force


GROWN = Compare("revenue", Op.GROWTH_GTE, {"prev": "premium", "pct": 10})
RANGE = Compare("staff", Op.BETWEEN, (5, 9))
SENTENCES: list[tuple[Condition, dict[str, Any], str, str]] = [
    (
        ENOUGH,
        {"revenue": 1870},
        "营业收入不低于2000万元；您的是1870万元",
        "Revenue is at least 20,000,000 yuan; yours: 18,700,000 yuan",
    ),
    (
        ENOUGH,
        {},
        "营业收入不低于2000万元；还缺数据：营业收入",
        "Revenue is at least 20,000,000 yuan; not known: Revenue",
    ),
    (
        Negation(ENOUGH),
        {"revenue": 2500},
        "营业收入低于2000万元；您的：营业收入2500万元",
        "Revenue is less than 20,000,000 yuan; yours: Revenue 25,000,000 yuan",
    ),
    (
        RANGE,
        {"staff": 3},
        "从业人员在5人至9人之间；您的是3人",
        "Staff is between 5 persons and 9 persons; yours: 3 persons",
    ),
    (
        Compare("certificate", Op.EXISTS),
        {},
        "有证书；没有这项记录",
        "Certificate: on record; there is no record of it",
    ),
    (
        GROWN,
        {"revenue": 5, "premium": 5},
        "营业收入比保险费增长10%以上；您的：保险费5元，营业收入5万元",
        "Revenue has grown by at least 10% over Premium; yours: Premium 5 yuan, Revenue 50,000 yuan",
    ),
]


@pytest.mark.parametrize(("condition", "facts", "zh", "en"), SENTENCES)
def test_conditions_are_told_in_words(condition: Condition, facts: dict[str, Any], zh: str, en: str) -> None:
    (one,) = matched(condition, **facts).requirements
    assert (WORDING.reason(one).zh, WORDING.reason(one).en) == (zh, en)


NUMBERS = st.integers(0, 20).map(Decimal)
LEAVES = st.builds(
    Compare,
    st.sampled_from(["revenue", "staff", "premium"]),
    st.sampled_from([Op.GTE, Op.LT, Op.EQ]),
    NUMBERS,
)
TREES: st.SearchStrategy[Condition] = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: AllOf(tuple(parts))),
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: AnyOf(tuple(parts))),
        inner.map(Negation),
    ),
    max_leaves=8,
)
PROFILES = st.dictionaries(st.sampled_from(["revenue", "staff", "premium"]), NUMBERS)


@given(TREES, PROFILES, PROFILES)
def test_learning_more_never_turns_a_certain_verdict(
    condition: Condition, known: dict[str, Decimal], learnt: dict[str, Decimal]
) -> None:
    before, after = matched(condition, **known), matched(condition, **(learnt | known))
    if before.verdict is not Verdict.POSSIBLE:
        assert after.verdict is before.verdict


@given(TREES, PROFILES)
def test_what_is_missing_is_not_known_and_decides(condition: Condition, known: dict[str, Decimal]) -> None:
    found = matched(condition, **known)
    assert not set(found.missing) & known.keys()
    if found.verdict is Verdict.POSSIBLE:
        assert found.missing
    filled = matched(condition, **known, **dict.fromkeys(found.missing, Decimal(7)))
    assert filled.verdict is not Verdict.POSSIBLE


@given(TREES, PROFILES)
def test_every_condition_has_words(condition: Condition, known: dict[str, Decimal]) -> None:
    found = matched(condition, **known)
    words = [WORDING.reason(one) for one in found.requirements] + [WORDING.gap(one) for one in found.gaps]
    assert all(one.zh and one.en for one in words)
