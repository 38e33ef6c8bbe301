"""Numbers people copy by hand: their shape, and that every slip is noticed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.numbers import (
    ALPHABET,
    CodeMistyped,
    NumberInvalid,
    case_number,
    check_character,
    document_number,
    group_code,
    is_case_number,
    normalise_case_number,
    normalise_code,
    query_code,
    verification_code,
)

DAY = date(2026, 11, 21)
NUMBER = case_number("360823", "KB01", day=DAY, serial=17)

codes = st.binary(min_size=16, max_size=32).map(verification_code)


def test_the_check_character_is_that_of_the_credit_code() -> None:
    for credit_code in ("91350200MA2YJ1XR9G", "913502000728319549", "91440101MA5CJQ4N59", "91360823MA35XJ105E"):
        assert check_character(credit_code[:-1]) == credit_code[-1]


def test_a_case_number_shows_place_service_day_and_serial() -> None:
    assert NUMBER[:-1] == "360823-KB01-20261121-00017-"
    assert is_case_number(NUMBER)


@given(place=st.integers(0, len(NUMBER) - 1), sign=st.sampled_from(ALPHABET))
def test_one_wrong_sign_in_a_case_number_is_noticed(place: int, sign: str) -> None:
    wrong = NUMBER[:place] + sign + NUMBER[place + 1 :]
    assert is_case_number(wrong) == (wrong == NUMBER)


@given(place=st.integers(0, len(NUMBER) - 2))
def test_two_swapped_signs_in_a_case_number_are_noticed(place: int) -> None:
    swapped = NUMBER[:place] + NUMBER[place + 1] + NUMBER[place] + NUMBER[place + 2 :]
    assert is_case_number(swapped) == (swapped == NUMBER)


@pytest.mark.parametrize("text", ["", "360823", NUMBER.lower(), NUMBER + "\n", "３６０８２３" + NUMBER[6:]])
def test_what_only_resembles_a_case_number_is_none(text: str) -> None:
    assert not is_case_number(text)


def test_a_case_number_of_no_day_is_none() -> None:
    body = "360823KB012026023000017"
    assert not is_case_number(f"360823-KB01-20260230-00017-{check_character(body)}")


@pytest.mark.parametrize("typed", [NUMBER.lower(), f"  {NUMBER} ", NUMBER.replace("-", ""), NUMBER.replace("-", "－")])
def test_a_typed_case_number_is_read_whatever_its_hyphens(typed: str) -> None:
    assert normalise_case_number(typed) == NUMBER


def test_what_is_no_case_number_is_not_read() -> None:
    assert normalise_case_number("12345") is None


@pytest.mark.parametrize(
    ("division", "code", "serial"),
    [("36082", "KB01", 1), ("360823", "kb01", 1), ("360823", "KB01", 0), ("360823", "KB01", 100_000)],
)
def test_a_case_number_out_of_range_is_refused(division: str, code: str, serial: int) -> None:
    with pytest.raises(NumberInvalid):
        case_number(division, code, day=DAY, serial=serial)


def test_a_service_code_may_use_every_letter() -> None:
    assert is_case_number(case_number("360823", "ZSVO", day=DAY, serial=1))


def test_a_document_number_has_full_width_brackets() -> None:
    assert document_number("峡市监", "受", year=2026, serial=17) == "峡市监 受〔2026〕00017号"


@given(code=codes)
def test_a_verification_code_is_read_back_as_printed(code: str) -> None:
    printed = group_code(code)
    assert len(code) == 20
    assert [len(group) for group in printed.split("-")] == [4, 4, 4, 4, 4]
    assert normalise_code(printed.lower().replace("0", "o").replace("1", "i")) == code


@given(code=codes, place=st.integers(0, 19), sign=st.sampled_from(ALPHABET))
def test_one_wrong_sign_in_a_code_is_a_typing_error(code: str, place: int, sign: str) -> None:
    wrong = code[:place] + sign + code[place + 1 :]
    if wrong != code:
        with pytest.raises(CodeMistyped):
            normalise_code(wrong)


@pytest.mark.parametrize("text", ["", "1234", "0" * 21, "*" * 20, "码" * 20])
def test_what_cannot_be_a_code_is_a_typing_error(text: str) -> None:
    with pytest.raises(CodeMistyped):
        normalise_code(text)


def test_different_bytes_give_different_codes() -> None:
    assert len({verification_code(number.to_bytes(16)) for number in range(1000)}) == 1000


def test_too_little_randomness_is_refused() -> None:
    with pytest.raises(NumberInvalid):
        verification_code(b"123456789012345")


def test_a_query_code_has_six_digits() -> None:
    assert query_code(0) == "000000"
    assert query_code(999_999) == "999999"
    with pytest.raises(NumberInvalid):
        query_code(1_000_000)
