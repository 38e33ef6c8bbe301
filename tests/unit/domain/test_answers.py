"""What a field accepts, and that each kind has one stored form however it was typed."""

import pytest

from portal.domain.answers import read_field
from portal.domain.forms import Field, FieldKind
from portal.domain.texts import Text
from portal.services.identifiers import IDENTIFIERS

LABEL = Text("甲", "A")


def read(kind: FieldKind, typed: str) -> object:
    """The stored value, or the id of what is wrong."""
    value, findings = read_field(Field("x", kind, LABEL), typed, IDENTIFIERS)
    return findings[0].message_id if findings else value


@pytest.mark.parametrize(
    ("kind", "typed", "stored"),
    [
        (FieldKind.DATE, "2026-9-1", "2026-09-01"),
        (FieldKind.DATE, "２０２６年９月１日", "2026-09-01"),
        (FieldKind.ACCOUNT_NUMBER, "３6００ 0998-7654", "360009987654"),
        (FieldKind.MOBILE, "13８ 0000-0000", "13800000000"),
        (FieldKind.MOBILE, "１３８００００００００", "13800000000"),
        (FieldKind.PERSON_ID, "360823１99001010018", "360823199001010018"),
        (FieldKind.USCC, "９1360823ma35xj105e", "91360823MA35XJ105E"),
        (FieldKind.MONEY, "￥１，０００.5", "1000.50"),
        (FieldKind.INTEGER, "１，２００", 1200),
        (FieldKind.PERCENT, "１２.50％", "12.5"),
        (FieldKind.EMAIL, "a＠b.cn", "a@b.cn"),
        (FieldKind.TEXT, "（普通合伙）\x00", "（普通合伙）"),
    ],
)
def test_one_stored_form(kind: FieldKind, typed: str, stored: object) -> None:
    assert read(kind, typed) == stored


@pytest.mark.parametrize("typed", ["26-9-1", "126-9-1", "2026-13-1", "2026-2-30", "2026-9", "2026-9-1-", "十月一日"])
def test_what_is_no_date(typed: str) -> None:
    assert read(FieldKind.DATE, typed) == "answer.not_a_date"


@pytest.mark.parametrize("typed", ["1e999999999", "1e5", "NaN", "Infinity", "1_000", "9" * 16, "1.2.3", "."])
@pytest.mark.parametrize("kind", [FieldKind.MONEY, FieldKind.PERCENT])
def test_what_is_no_number(kind: FieldKind, typed: str) -> None:
    assert read(kind, typed) == "answer.not_a_number"


def test_money_has_two_decimals() -> None:
    assert read(FieldKind.MONEY, "1.005") == "answer.too_many_decimals"


def test_a_mail_address_has_an_end() -> None:
    assert read(FieldKind.EMAIL, f"{'a' * 300}@b.cn") == "answer.not_an_email"
