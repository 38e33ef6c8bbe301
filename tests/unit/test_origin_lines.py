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
