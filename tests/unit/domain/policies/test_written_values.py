"""What people write for an industry, a region, a number: read where it is clear, refused where it is not."""

from __future__ import annotations

from decimal import Decimal

import pytest

from portal.domain.policies.facts import FactKind, FactKindOf
from portal.domain.policies.industries import divisions, industry_name, read_industry
from portal.domain.policies.profile import FactInvalid, IndustryUnknown, read_value
from portal.domain.policies.regions import region_code, region_name
from portal.domain.texts import Text


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("C3911", "C3911"),
        ("c39", "C39"),
        ("39", "C39"),
        ("3911", "C3911"),
        ("01", "A01"),
        ("97", "T97"),
        ("制造业", "C"),
        ("批发业", "F51"),
        ("C", "C"),
        ("Ｃ３９", None),
        ("B39", None),
        ("98", None),
        ("00", None),
        ("U10", None),
        ("机械", None),
        ("C391111", None),
    ],
)
def test_an_industry_as_it_is_written(typed: str, code: str | None) -> None:
    assert read_industry(typed) == code


def test_every_division_belongs_to_a_section_with_a_name() -> None:
    found = list(divisions())
    assert len(found) == 97
    assert all(industry_name(one).zh != one for one in found)


def kind(name: str, of: FactKind = FactKind.TEXT) -> FactKindOf:
    return FactKindOf(name, Text(name, name), of)


def test_full_width_letters_and_digits_are_plain() -> None:
    assert read_value(kind("industry"), "Ｃ３９") == "C39"
    assert read_value(kind("staff", FactKind.NUMBER), "１，２３４．５") == Decimal("1234.5")


def test_what_is_no_industry_says_how_one_is_written() -> None:
    with pytest.raises(IndustryUnknown):
        read_value(kind("industry"), "机械加工")


@pytest.mark.parametrize("typed", ["峡江县", "36082", "3608230"])
def test_a_region_is_a_code_of_six_digits(typed: str) -> None:
    with pytest.raises(FactInvalid):
        read_value(kind("region"), typed)


@pytest.mark.parametrize(
    ("code", "zh"),
    [
        ("360823", "峡江县"),
        ("360824", "新干县"),
        ("3608", "吉安市"),
        ("360800", "吉安市"),
        ("36", "江西省"),
        ("360000", "江西省"),
        ("360981", "宜春市（360981）"),
        ("110101", "110101"),
        ("x", "x"),
    ],
)
def test_a_region_is_called_by_its_name(code: str, zh: str) -> None:
    assert region_name(code).zh == zh


def test_the_code_of_a_name() -> None:
    assert region_code("峡江县") == "360823"
    assert region_code("某县") is None
