"""Pre-checks of an application: each fault at its field or row, with the arithmetic."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from portal.definitions.loader import load_service
from portal.domain.rules import RuleFinding, check_page
from portal.domain.texts import Text
from portal.domain.workflow import Service
from tests.factories.calendars import cn
from tests.unit.domain.origin.book import shipped

TODAY = date(2026, 6, 12)
GOODS = {
    "marks": "N/M",
    "packages": "TEN (10) PALLETS",
    "description": "ALUMINIUM PLATES",
    "hs": "760612",
    "quantity": "3200 KGS",
    "gross_weight": "3300",
    "fob": "8000.00",
    "criterion": "cth",
}
INPUT = {"m_line": 1, "m_name": "INGOTS", "m_hs": "760110", "m_value": "4500", "m_origin": "au", "m_proof": False}


@cache
def service() -> Service:
    return load_service(Path("workflows/origin-certificate/v1.yaml")).value


def found(page_id: str, **facts: Any) -> list[RuleFinding]:
    page = next(page for page in service().pages() if page.id == page_id)
    whole = {"cert_kind": "form_e", "destination": "th", **facts}
    return list(check_page(page, whole, TODAY, book=shipped()))


def places(findings: list[RuleFinding]) -> list[tuple[str, str]]:
    return [(one.at, one.message_id) for one in findings]


def test_what_is_right_is_left_alone() -> None:
    assert not found("exporter", exporter_name="YUXIA CO., LTD.", exporter_address="NO. 1 ROAD (EAST)")
    assert not found("goods", goods=[GOODS], invoice_total="8000.00")
    assert not found("materials", goods=[GOODS], inputs=[INPUT])
    assert not found("transport", port_loading="cnsha", port_discharge="Laem  Chabang")


@pytest.mark.parametrize(
    ("name", "message"), [("玉峡公司", "not_english"), ("YUXIA ★", "not_english"), ("YUXIA $1 ~", "odd_characters")]
)
def test_only_plain_english_is_taken(name: str, message: str) -> None:
    assert places(found("exporter", exporter_name=name)) == [("exporter_name", f"origin.{message}")]


def test_certificates_of_ecfa_are_in_chinese() -> None:
    assert not found("exporter", exporter_name="玉峡公司", cert_kind="ecfa")


def test_a_fault_in_a_table_stands_in_its_cell() -> None:
    rows = [GOODS, {**GOODS, "description": "铝板"}]
    assert ("goods.1.description", "origin.not_english") in places(found("goods", goods=rows))


@pytest.mark.parametrize("marks", ["AS PER INVOICE", "as per B/L", "AS PER  THE BILL OF LADING NO. 1", "AS PER BL"])
def test_marks_never_refer_to_other_papers(marks: str) -> None:
    assert places(found("goods", goods=[{**GOODS, "marks": marks}])) == [("goods.0.marks", "origin.marks_refer")]


def test_an_open_consignee_is_for_a_co_only() -> None:
    assert places(found("consignee", consignee_name="To Order")) == [("consignee_name", "origin.consignee_open")]
    assert not found("consignee", consignee_name="TO WHOM IT MAY CONCERN", cert_kind="co")
    assert places(found("consignee", consignee_name="SIAM CO")) == [("consignee_address", "origin.consignee_address")]


@pytest.mark.parametrize(
    ("loading", "discharge", "expected"),
    [
        ("ATLANTIS", "BANGKOK", [("port_loading", "origin.port_unknown")]),
        ("BANGKOK", "BANGKOK", [("port_loading", "origin.port_not_here")]),
        ("SHANGHAI", "NINGBO", [("port_discharge", "origin.port_not_abroad")]),
    ],
)
def test_ports_come_from_the_list(loading: str, discharge: str, expected: list[tuple[str, str]]) -> None:
    assert places(found("transport", port_loading=loading, port_discharge=discharge)) == expected


@pytest.mark.parametrize("code", ["7606", "76061", "7606.12", "76061200001", "ABCDEF"])
def test_hs_codes_have_six_to_ten_digits(code: str) -> None:
    assert places(found("goods", goods=[{**GOODS, "hs": code}])) == [("goods.0.hs", "origin.hs")]


def test_goods_add_up_to_the_invoice() -> None:
    rows = [GOODS, {**GOODS, "fob": "0.10"}]
    (fault,) = found("goods", goods=rows, invoice_total="8000.00")
    assert (fault.at, fault.message_id) == ("goods", "origin.sum_differs")
    assert fault.facts["terms"] == "8000.00 + 0.10"
    assert not found("goods", goods=rows, invoice_total="8000.10")
    assert places(found("goods", goods=[{**GOODS, "fob": "1,5"}])) == [("goods.0.fob", "origin.amount")]


@pytest.mark.parametrize(
    ("kind", "country", "message"),
    [
        ("form_e", "us", "origin.not_a_member"),
        ("form_a", "de", "origin.not_a_member"),
        ("cepa", "hk", "origin.not_for_exports"),
        ("form_a", "no", None),
        ("rcep", "jp", None),
        ("co", "us", None),
    ],
)
def test_the_kind_fits_the_destination(kind: str, country: str, message: str | None) -> None:
    given = places(found("enterprise", cert_kind=kind, destination=country))
    assert given == ([("issuer", message)] if message else [])


@pytest.mark.parametrize(
    ("kind", "shipped_on", "late", "expected"),
    [
        ("form_e", "2026-06-09", False, None),
        ("form_e", "2026-06-08", False, ("retroactive", "origin.late_unmarked")),
        ("form_e", "2026-06-08", True, None),
        ("form_e", "2025-06-12", True, None),
        ("form_e", "2025-06-11", True, ("departure_on", "origin.too_late")),
        ("form_e", "2026-06-12", True, ("retroactive", "origin.late_needless")),
        ("cn_nz", "2026-06-11", True, ("departure_on", "origin.not_after_shipment")),
        ("cn_pk", "2026-05-27", True, ("departure_on", "origin.too_late")),
        ("ecfa", "2026-03-15", True, None),
    ],
)
def test_late_issue(kind: str, shipped_on: str, *, late: bool, expected: tuple[str, str] | None) -> None:
    facts = {"cert_kind": kind, "departure_on": shipped_on, "retroactive": late, "shipped": True}
    assert places(found("transport", **facts)) == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("shipped_on", "today", "expected"),
    [
        ("2026-09-28", date(2026, 10, 8), []),
        ("2026-09-28", date(2026, 10, 9), [("departure_on", "origin.too_late")]),
        ("1990-01-05", date(2026, 10, 9), [("departure_on", "origin.too_late")]),
    ],
)
def test_the_three_workdays_of_form_b_are_counted_by_the_calendar(
    shipped_on: str, today: date, expected: list[tuple[str, str]]
) -> None:
    page = next(page for page in service().pages() if page.id == "transport")
    facts = {"cert_kind": "form_b", "departure_on": shipped_on, "retroactive": False, "shipped": True}
    assert places(list(check_page(page, facts, today, book=shipped().counted_by(cn())))) == expected


def test_a_criterion_that_is_not_met_shows_the_arithmetic_in_its_row() -> None:
    rows = [{**GOODS, "criterion": "cth"}, {**GOODS, "criterion": "rvc"}]
    inputs = [INPUT, {**INPUT, "m_line": 2, "m_hs": "760611", "m_value": "4801"}]
    (fault,) = found("materials", goods=rows, inputs=inputs)
    assert (fault.at, fault.message_id) == ("goods.1.criterion", "origin.fails")
    sums = fault.facts["sums"]
    assert isinstance(sums, Text)
    assert "(8000 − 4801) ÷ 8000 × 100" in sums.zh.replace("8000.00", "8000")
    assert "39.9875%" in sums.en


def test_another_criterion_that_is_met_is_named() -> None:
    (fault,) = found("materials", goods=[GOODS], inputs=[{**INPUT, "m_hs": "760611", "m_value": "4000"}])
    assert (fault.message_id, fault.facts["box"]) == ("origin.other_criterion", "RVC 50%")


def test_a_rule_that_was_not_entered_is_advice_only() -> None:
    (fault,) = found("materials", cert_kind="cn_ch", destination="ch", goods=[GOODS], inputs=[INPUT])
    assert (fault.message_id, fault.blocks) == ("origin.rule_not_entered", False)


def test_without_a_book_the_rules_keep_silent() -> None:
    page = next(page for page in service().pages() if page.id == "materials")
    assert not check_page(page, {"cert_kind": "form_e", "goods": [GOODS], "inputs": [INPUT]}, TODAY)


def test_form_a_is_issued_by_customs_only() -> None:
    facts = {"cert_kind": "form_a", "destination": "no"}
    assert places(found("enterprise", **facts, issuer="ccpit")) == [("issuer", "origin.issuer")]
    assert not found("enterprise", **facts, issuer="customs")


@pytest.mark.parametrize("code", ["7606", "7606120", "760612999", "760612.00", "007606", "770100", "980100"])
def test_codes_that_are_none_are_refused(code: str) -> None:
    assert places(found("goods", goods=[{**GOODS, "hs": code}])) == [("goods.0.hs", "origin.hs")]


@pytest.mark.parametrize(
    ("weight", "quantity", "message"),
    [
        ("heavy", "3200 KGS", "origin.weight"),
        ("0", "3200 KGS", "origin.weight"),
        ("3100", "3,200 KGS", "origin.gross_below_net"),
        ("3199.999", "3200KG", "origin.gross_below_net"),
        ("3200", "3200 KGS", None),
        ("3.5", "3200 PCS", None),
    ],
)
def test_a_gross_weight_is_a_weight(weight: str, quantity: str, message: str | None) -> None:
    rows = [GOODS, {**GOODS, "gross_weight": weight, "quantity": quantity}]
    expected = [("goods.1.gross_weight", message)] if message else []
    assert places(found("goods", goods=rows)) == expected


def test_goods_and_materials_have_a_value() -> None:
    assert places(found("goods", goods=[{**GOODS, "fob": "0.00"}])) == [("goods.0.fob", "origin.amount_zero")]
    given = found("materials", goods=[GOODS], inputs=[{**INPUT, "m_value": "0"}])
    assert places(given) == [("inputs.0.m_value", "origin.amount_zero")]


def test_the_day_of_an_invoice_is_thought_about() -> None:
    late = found("invoice", invoice_on="2026-06-11", departure_on="2026-06-10")
    assert [(one.at, one.message_id, one.blocks) for one in late] == [("invoice_on", "origin.invoice_late", False)]
    ahead = found("invoice", invoice_on="2026-06-13", departure_on="2026-06-20")
    assert [(one.at, one.message_id, one.blocks) for one in ahead] == [("invoice_on", "origin.invoice_future", False)]
    assert not found("invoice", invoice_on="2026-06-10", departure_on="2026-06-10")


def test_goods_that_have_left_did_not_leave_tomorrow() -> None:
    facts = {"departure_on": "2026-06-13", "retroactive": False, "shipped": True}
    assert places(found("transport", **facts)) == [("departure_on", "origin.not_left_yet")]


def test_a_change_of_tariff_without_materials_is_thought_about() -> None:
    (told,) = found("materials", goods=[GOODS], inputs=[])
    assert (told.at, told.message_id, told.blocks) == ("goods.0.criterion", "origin.no_materials", False)
    assert not found("materials", goods=[{**GOODS, "criterion": "wo"}], inputs=[])
