"""An application for a certificate of origin at the screen: faults stand where they can be mended."""

from tests.web.applicant.conftest import Begin, begin, owner
from tests.web.browser import Browser, missing

__all__ = ["begin", "owner"]

SITUATION = {"cert_kind": "form_e", "destination": "us", "shipped": "no", "first_time": "no", "urgent": "no"}
GOODS = {
    "goods-0-marks": "N/M",
    "goods-0-packages": "TEN PALLETS",
    "goods-0-description": "ALUMINIUM PLATES",
    "goods-0-hs": "7606129",
    "goods-0-quantity": "3200 KGS",
    "goods-0-gross_weight": "3100",
    "goods-0-fob": "8000",
    "goods-0-criterion": "cth",
}


def test_a_country_that_is_no_member_is_told_with_the_question(client: Browser, begin: Begin) -> None:
    address = begin(service="origin-certificate", **SITUATION, by_agent="no")
    told = client.submit(f"{address}situation", {**SITUATION, "by_agent": "no"})
    assert told.status_code == 422
    assert not missing(told, 'id="destination-error"', "不适用于美国")
    right = client.submit(f"{address}situation", {**SITUATION, "destination": "th", "by_agent": "no"})
    assert right.location == address


def test_codes_and_weights_are_told_in_their_cells(client: Browser, begin: Begin) -> None:
    address = begin(service="origin-certificate", **{**SITUATION, "destination": "th"}, by_agent="no")
    told = client.submit(f"{address}goods/goods", GOODS)
    assert not missing(told, 'id="goods-0-hs-error"', 'id="goods-0-gross_weight-error"', "毛重小于数量3200 KGS")
