"""The arithmetic of awards: to the fen, within caps and ceilings, never twice; by examples and for any numbers."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.conditions import Compare, Op
from portal.domain.policies.amounts import yuan
from portal.domain.policies.awards import Awarded, Earlier, Refusal, award, best_of, split
from portal.domain.policies.policy import Award, AwardKind, OncePer, Tier, Tranche, UnitRate
from tests.unit.domain.policies.profiles import FACTS, TODAY, YEAR, policy, profile

MONEY = st.decimals(min_value=Decimal("0.01"), max_value=Decimal(10**9), places=2)
WAN = st.decimals(min_value=Decimal(0), max_value=Decimal(10**6), places=4)
SHARES = st.decimals(min_value=Decimal("0.001"), max_value=Decimal(1), places=3)
RATIO = Award(AwardKind.RATIO, ratio=Decimal("0.05"), of="revenue", cap=Decimal(2_000_000))


def due(one: Award, earlier: tuple[Earlier, ...] = (), *, facts: dict[str, Any] | None = None, **more: Any) -> Awarded:
    known = profile(**(facts or {}))
    return award(policy(one, **more), known, facts=FACTS, year=YEAR, today=TODAY, earlier=earlier)


@pytest.mark.parametrize(
    ("revenue", "amount"),
    [("500", "250000.00"), ("80.5", "40250.00"), ("0.0001", "0.05"), ("4000", "2000000.00"), ("9000", "2000000.00")],
)
def test_a_share_of_ten_thousands_is_paid_in_yuan(revenue: str, amount: str) -> None:
    found = due(RATIO, facts={"revenue": Decimal(revenue)})
    assert found.amount == Decimal(amount)
    assert found.capped == (Decimal(revenue) > 4000)


def test_the_arithmetic_is_shown() -> None:
    found = due(RATIO, facts={"revenue": Decimal(5000)})
    assert [one.zh for one in found.lines] == ["营业收入5000万元 × 5% = 250万元", "不超过200万元"]
    assert found.lines[0].en == "Revenue 50,000,000 yuan × 5% = 2,500,000 yuan"


def test_a_fact_that_is_not_known_is_named_and_nothing_is_guessed() -> None:
    found = due(RATIO)
    assert (found.missing, found.is_known, found.amount) == (("revenue",), False, Decimal(0))


def test_the_first_tier_that_holds_counts_and_an_unknown_one_stops() -> None:
    tiers = (
        Tier(Compare("staff", Op.GTE, 100), Decimal(50_000)),
        Tier(Compare("staff", Op.GTE, 10), Decimal(30_000)),
    )
    one = Award(AwardKind.TIERED, tiers=tiers)
    assert [due(one, facts={"staff": number}).amount for number in (100, 99, 10)] == [50_000, 30_000, 30_000]
    assert due(one, facts={"staff": 9}).refusal is Refusal.NO_TIER
    assert due(one).missing == ("staff",)


def test_a_ratio_may_differ_by_tier() -> None:
    tiers = (
        Tier(Compare("staff", Op.GTE, 300), ratio=Decimal("0.3")),
        Tier(Compare("staff", Op.LT, 300), ratio=Decimal("0.6")),
    )
    one = Award(AwardKind.RATIO, of="premium", tiers=tiers)
    assert due(one, facts={"staff": 10, "premium": Decimal("999.99")}).amount == Decimal("599.99")


def test_units_are_whole_and_of_several_kinds() -> None:
    one = Award(AwardKind.PER_UNIT, units=(UnitRate("staff", Decimal(1000)), UnitRate("premium", Decimal(2000))))
    assert due(one, facts={"staff": Decimal("3.9"), "premium": 2}).amount == 7000


def test_what_was_had_is_not_had_again() -> None:
    fixed, own = Award(AwardKind.FIXED, amount=Decimal(100)), Earlier("one", 2025, Decimal(100), certificate="A")
    assert due(fixed, (own,), once_per=OncePer.EVER).refusal is Refusal.HAD_IT
    assert due(fixed, (own,), once_per=OncePer.YEAR).amount == 100
    again: dict[str, Any] = {"once_per": OncePer.CERTIFICATE, "certificate": "certificate"}
    assert due(fixed, (own,), facts={"certificate": "A"}, **again).refusal is Refusal.HAD_IT
    assert due(fixed, (own,), facts={"certificate": "B"}, **again).amount == 100


@pytest.mark.parametrize("had", [30, 100, 250])
def test_of_a_group_one_award_is_paid_in_a_year(had: int) -> None:
    other = Earlier("other", YEAR, Decimal(had), ("group",))
    found = due(Award(AwardKind.FIXED, amount=Decimal(100)), (other,), exclusive=("group",))
    assert found.amount == 0
    assert found.refusal is Refusal.GROUP
    assert "就高" in found.lines[-1].zh
    assert due(Award(AwardKind.FIXED, amount=Decimal(100)), (other,), exclusive=("another",)).amount == 100


def test_the_ceiling_of_a_year_leaves_what_is_left() -> None:
    had = (Earlier("one", YEAR, Decimal(80)), Earlier("one", YEAR - 1, Decimal(500)))
    more: dict[str, Any] = {"ceiling": Decimal(120), "once_per": OncePer.CERTIFICATE, "certificate": "certificate"}
    assert due(Award(AwardKind.FIXED, amount=Decimal(100)), had, **more).amount == 40


def test_the_better_award_of_a_group_stays() -> None:
    both = {"one": policy(key="one", exclusive=("g",)), "two": policy(key="two", number="P02", exclusive=("g",))}
    assert best_of({"one": Awarded(Decimal(1), ()), "two": Awarded(Decimal(2), ())}, both) == {"one": "two"}
    assert best_of({"one": Awarded(Decimal(2), ()), "two": Awarded(Decimal(2), ())}, both) == {"two": "one"}


@given(MONEY, st.lists(SHARES, min_size=1, max_size=4))
def test_tranches_always_add_up(amount: Decimal, shares: list[Decimal]) -> None:
    total = sum(shares, Decimal(0))
    parts = split(amount, [Tranche(one / total, year) for year, one in enumerate(shares)])
    assert sum((one.amount for one in parts), Decimal(0)) == amount
    assert all(one.amount >= 0 and one.amount == one.amount.quantize(Decimal("0.01")) for one in parts)


@given(WAN, WAN, SHARES, MONEY)
def test_a_share_grows_with_what_it_is_taken_from_and_never_beyond_its_cap(
    low: Decimal, high: Decimal, ratio: Decimal, cap: Decimal
) -> None:
    low, high = sorted((low, high))
    one = Award(AwardKind.RATIO, ratio=ratio, of="revenue", cap=cap)
    less, more = (due(one, facts={"revenue": value}) for value in (low, high))
    assert 0 <= less.amount <= more.amount <= cap


@given(MONEY, st.lists(MONEY, max_size=4))
def test_a_group_never_pays_more_than_its_highest(amount: Decimal, had: list[Decimal]) -> None:
    earlier = tuple(Earlier("other", YEAR, one, ("group",)) for one in had)
    found = due(Award(AwardKind.FIXED, amount=amount), earlier, exclusive=("group",))
    paid = sum(had, Decimal(0))
    assert paid + found.amount <= max(amount, paid)
    assert (found.refusal is None) == (found.amount > 0)


def test_sums_with_fen_are_printed_with_both_places() -> None:
    assert [yuan(Decimal(one)).zh for one in ("22005.5", "66666.60", "0.07", "1000", "80000")] == [
        "22,005.50元",
        "66,666.60元",
        "0.07元",
        "1,000元",
        "8万元",
    ]
