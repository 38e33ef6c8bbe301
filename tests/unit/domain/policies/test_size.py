"""Size classes and thresholds at their edges, by the table of guide §6.4."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest

from portal.domain.policies.derived import with_derived
from portal.domain.policies.facts import Fact, FactSource
from portal.domain.policies.size import CLASSES, THRESHOLDS, Size, scale_gap, size_class
from tests.unit.domain.policies.profiles import TODAY, profile


@pytest.mark.parametrize(
    ("industry", "staff", "revenue", "assets", "size"),
    [
        ("C3911", 1000, 40000, 0, Size.LARGE),
        ("C3911", 999, 40000, 0, Size.MEDIUM),
        ("C3911", 1000, 1999, 0, Size.SMALL),
        ("C3911", 1000, 299, 0, Size.MICRO),
        ("B06", 300, 2000, 0, Size.MEDIUM),
        ("D44", 20, 300, 0, Size.SMALL),
        ("E47", 0, 80000, 80000, Size.LARGE),
        ("E47", 0, 80000, 79999, Size.MEDIUM),
        ("F51", 5, 1000, 0, Size.SMALL),
        ("F52", 300, 20000, 0, Size.LARGE),
        ("F5211", 9, 100, 0, Size.MICRO),
        ("G54", 300, 3000, 0, Size.MEDIUM),
        ("G5911", 20, 200, 0, Size.SMALL),
        ("G592", 20, 100, 0, Size.SMALL),
        ("G60", 300, 2000, 0, Size.MEDIUM),
        ("H61", 10, 100, 0, Size.SMALL),
        ("I63", 2000, 100000, 0, Size.LARGE),
        ("I65", 10, 50, 0, Size.SMALL),
        ("K7010", 0, 1000, 5000, Size.MEDIUM),
        ("K7020", 1000, 5000, 0, Size.LARGE),
        ("K7020", 99, 5000, 0, Size.MICRO),
        ("K7030", 100, 0, 0, Size.MEDIUM),
        ("A01", 0, 20000, 0, Size.LARGE),
        ("A01", 0, 49, 0, Size.MICRO),
        ("L72", 300, 0, 120000, Size.LARGE),
        ("L72", 300, 0, 119999, Size.MEDIUM),
        ("M75", 300, 0, 0, Size.LARGE),
        ("R90", 9, 0, 0, Size.MICRO),
    ],
)
def test_the_size_class(industry: str, staff: int, revenue: int, assets: int, size: Size) -> None:
    found = size_class(profile(industry=industry, staff=staff, revenue=revenue, assets=assets))
    assert found.size is size
    assert found.why.zh.endswith(("）", "型"))


GUIDE = {
    "B06 C13 C3911 D45": ("XY", (1000, 40000), (300, 2000), (20, 300)),
    "E47 E50": ("YZ", (80000, 80000), (6000, 5000), (300, 300)),
    "F51 F5169": ("XY", (200, 40000), (20, 5000), (5, 1000)),
    "F52 F5299": ("XY", (300, 20000), (50, 500), (10, 100)),
    "G54 G55 G56 G57 G58 G591": ("XY", (1000, 30000), (300, 3000), (20, 200)),
    "G592 G599": ("XY", (200, 30000), (100, 1000), (20, 100)),
    "G60": ("XY", (1000, 30000), (300, 2000), (20, 100)),
    "H61 H62": ("XY", (300, 10000), (100, 2000), (10, 100)),
    "I63 I64": ("XY", (2000, 100000), (100, 1000), (10, 100)),
    "I65": ("XY", (300, 10000), (100, 1000), (10, 50)),
    "K7010": ("YZ", (200000, 10000), (1000, 5000), (100, 2000)),
    "A01 A04": ("Y", (20000,), (500,), (50,)),
    "K7020": ("XY", (1000, 5000), (300, 1000), (100, 500)),
    "L71 L72": ("XZ", (300, 120000), (100, 8000), (10, 100)),
    "K7030 M73 N77 O80 Q85 R90": ("X", (300,), (100,), (10,)),
}
MEASURES = {"X": "staff", "Y": "revenue", "Z": "assets"}


@pytest.mark.parametrize("industries", GUIDE, ids=lambda one: one.split()[0])
def test_every_bound_of_the_table_from_both_sides(industries: str) -> None:
    letters, *rows = GUIDE[industries]
    for industry in industries.split():
        for size, below, row in zip(Size, [*Size][1:], rows, strict=False):
            known = dict(zip((MEASURES[one] for one in letters), row, strict=True))
            assert size_class(profile(industry=industry, **known)).size is size
            for name, bound in known.items():
                found = size_class(profile(industry=industry, **{**known, name: Decimal(bound) - Decimal("0.01")})).size
                assert found is not None
                assert [*Size].index(found) >= [*Size].index(below), (industry, size, name)


def test_every_row_has_bounds_that_fall() -> None:
    for rows in CLASSES.values():
        assert len(rows) == 3
        for larger, smaller in pairwise(rows):
            assert larger.keys() == smaller.keys()


def test_what_is_missing_is_named_unless_one_measure_settles_it() -> None:
    assert size_class(profile(industry="C39", revenue=500)).missing == ("staff",)
    assert size_class(profile(industry="C39", revenue=200)).size is Size.MICRO
    assert size_class(profile(staff=5)).missing == ("industry",)
    assert size_class(profile(industry="F", staff=5)).missing == ("industry",)
    assert size_class(profile(industry="J66", staff=5)).why.zh == "金融业（J66）不划分大中小微型"


@pytest.mark.parametrize(
    ("industry", "revenue", "words"),
    [
        ("C3911", 1870, "离入规还差130万元"),
        ("C3911", 2000, "营业收入已达到入规标准（2000万元）"),
        ("F52", 440, "离入限还差60万元"),
        ("H62", 150, "离入限还差50万元"),
        ("L72", 900, "离入规还差100万元"),
        ("R90", 499, "离入规还差1万元"),
        ("K7020", 999, "离入规还差1万元"),
        ("K7010", 1, "房地产开发企业全部纳入统计"),
        ("E47", 1, "建筑业按资质纳入统计，不看营业收入"),
    ],
)
def test_the_distance_to_the_threshold(industry: str, revenue: int, words: str) -> None:
    found = scale_gap(profile(industry=industry, revenue=revenue))
    assert found is not None
    assert found.words.zh == words


def test_who_is_not_counted_by_revenue_has_no_threshold() -> None:
    assert scale_gap(profile(industry="A01", revenue=1)) is None
    assert "J" not in THRESHOLDS


def test_what_follows_is_computed_and_never_replaces_what_a_department_gave() -> None:
    known = profile(industry="C39", staff=120, revenue=1870, rd__spend=80, founded_on=date(2019, 11, 23))
    found = with_derived(known, today=TODAY)
    assert (found["size.class"].value, found["above_scale.gap"].value) == ("small", 130)
    assert (found["rd.ratio"].value, found["age_years"].value) == (Decimal("4.28"), 6)
    given = Fact("size.class", "medium", TODAY, FactSource.SHARED)
    assert with_derived(known | {"size.class": given}, today=TODAY)["size.class"] == given
    said = Fact("size.class", "large", TODAY, FactSource.DECLARED)
    assert with_derived(known | {"size.class": said}, today=TODAY)["size.class"].value == "small"


def test_nothing_is_divided_by_nothing() -> None:
    assert "rd.ratio" not in with_derived(profile(revenue=0, rd__spend=80), today=TODAY)
