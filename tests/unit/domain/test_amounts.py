"""Amounts in the characters of payment papers 大写."""

from decimal import Decimal

import pytest

from portal.domain.amounts import in_capitals


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("0", "人民币零元整"),
        ("0.05", "人民币伍分"),
        ("0.50", "人民币伍角整"),
        ("10.00", "人民币壹拾元整"),
        ("200000", "人民币贰拾万元整"),
        ("1005.03", "人民币壹仟零伍元零叁分"),
        ("33333.34", "人民币叁万叁仟叁佰叁拾叁元叁角肆分"),
        ("100000.50", "人民币壹拾万元伍角整"),
        ("1000001", "人民币壹佰万零壹元整"),
        ("10010100.01", "人民币壹仟零壹万零壹佰元零壹分"),
        ("100000000", "人民币壹亿元整"),
        ("100020003", "人民币壹亿零贰万零叁元整"),
        ("100000003", "人民币壹亿零叁元整"),
        ("4300000000.10", "人民币肆拾叁亿元壹角整"),
    ],
)
def test_every_amount_reads_as_on_a_cheque(amount: str, words: str) -> None:
    assert in_capitals(Decimal(amount)) == words


@pytest.mark.parametrize("amount", ["-1", "0.001", "1000000000000"])
def test_what_cannot_be_written_is_refused(amount: str) -> None:
    with pytest.raises(ValueError, match=r"\d"):
        in_capitals(Decimal(amount))
