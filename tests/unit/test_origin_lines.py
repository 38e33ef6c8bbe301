"""The JSON lines of `flask origin check`: what may be asked, and what is refused in words."""

import json
from typing import Any

import pytest

from portal.commands.origin import answer
from tests.unit.domain.origin.book import shipped

INGOTS = {"hs6": "760110", "value": 5000, "origin": "AU", "originating_doc": False}
PLATES = {"agreement": "rcep", "hs6": "760612", "fob": 8000, "materials": [INGOTS]}


def asked(**changes: Any) -> dict[str, Any]:
    return answer(shipped(), json.dumps({**PLATES, **changes}))


def test_plates_from_ingots_change_their_heading() -> None:
    assert (asked()["criterion"], asked()["vnm"]) == ("CTH", "5000")


@pytest.mark.parametrize(
    "changes",
    [
        {"hs6": 7606.1},
        {"fob": "NaN"},
        {"fob": "1e999999"},
        {"materials": [{**INGOTS, "originating_doc": "false"}]},
        {"wholly_obtained": "no"},
        {"operations": ["flying"]},
        {"costs": {"wages": 5}},
    ],
)
def test_what_cannot_be_read_is_an_error_and_never_a_guess(changes: dict[str, Any]) -> None:
    assert set(asked(**changes)) == {"error"}


def test_an_error_names_what_is_known() -> None:
    assert "cutting" in asked(operations=["flying"])["error"]
    assert "true or false" in asked(materials=[{**INGOTS, "originating_doc": "false"}])["error"]


@pytest.mark.parametrize("code", [70310, 7031010, "07031010"])
def test_a_code_given_as_a_number_gets_its_zero_back(code: object) -> None:
    bulbs = {"hs6": "070310", "value": 7000, "origin": "AU", "originating_doc": False}
    (failure,) = asked(hs6=code, materials=[bulbs])["ctc_failures"]
    assert failure["hs6"] == "070310"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"fob": None}, "fob: this key is missing"),
        ({"fob": 0}, "fob: 0 is no FOB value: a number above zero"),
        ({"materials": [{"hs6": "7601", "value": 5}]}, "materials[0].hs6: 7601 is no HS code"),
        ({"materials": [{"hs6": "760110"}]}, "materials[0].value: this key is missing"),
        ({"materials": ["760110"]}, "materials[0]: a material is an object"),
        ({"materials": [{"hs6": "760110", "value": -1}]}, "materials[0].value: -1 is no amount"),
        ({"currency": "USD", "materials": [{"hs6": "760110", "value": 1, "currency": "CNY"}]}, "nothing is converted"),
        ({"costs": {"overhed": 5}}, "any of labour, overhead, profit, other"),
        ({"claim": "CTX"}, "'CTX' is not one of WO"),
        ({"hs6": "990000"}, "hs6: 990000 is no HS code"),
    ],
)
def test_an_error_says_where_and_what_is_wanted(changes: dict[str, Any], words: str) -> None:
    assert words in asked(**changes)["error"]


def test_a_country_may_be_named_in_words() -> None:
    materials = [{"hs6": "760611", "value": 7000, "origin": "Japan", "originating_doc": True}]
    assert asked(agreement="rcep", materials=materials)["cumulated"] is True


def test_goods_without_a_rule_are_not_judged() -> None:
    told = asked(agreement="cn-kr", materials=[{"hs6": "760611", "value": 700, "origin": "US"}])
    assert (told["passed"], told["judged"]) == (False, False)
    assert "没有录入规则" in told["explanation"][-1]["zh"]
