"""Answers and results as papers show them, and placeholders filled."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from portal.definitions.loader import load_service
from portal.domain.bundles import PaperLayout, PaperMoment, PaperRow, ServicePaper
from portal.domain.documents.shown import filled, paper_lines, placeholders, shown, shown_values
from portal.domain.forms import Field, FieldKind, Option
from portal.domain.texts import Text
from tests.factories.definitions import BIG, WORKFLOWS

WORD = Text("名", "Name")
OPTIONS = (Option("a", Text("甲", "A")), Option("b", Text("乙", "B")))


@pytest.mark.parametrize(
    ("kind", "value", "zh", "en"),
    [
        (FieldKind.TEXT, "玉峡", "玉峡", "玉峡"),
        (FieldKind.DATE, "2026-11-22", "2026年11月22日", "22 November 2026"),
        (FieldKind.MONEY, "1234567.5", "1,234,567.50元", "1,234,567.50 yuan"),
        (FieldKind.MONEY, Decimal(20), "20.00元", "20.00 yuan"),
        (FieldKind.PERCENT, "5", "5%", "5%"),
        (FieldKind.INTEGER, 1200, "1200", "1200"),
        (FieldKind.YES_NO, False, "否", "no"),
        (FieldKind.CHOICE, "b", "乙", "B"),
        (FieldKind.CHOICES, ["a", "b"], "甲、乙", "A, B"),
        (FieldKind.PERSON_ID, "11010519491231002X", "110105********002X", "110105********002X"),
        (FieldKind.ACCOUNT_NUMBER, "360009987654", "********7654", "********7654"),
        (FieldKind.MOBILE, "13812345678", "138****5678", "138****5678"),
        (FieldKind.TABLE, [{}, {}], "共2项", "2 in all"),
        (FieldKind.TEXT, None, "（无）", "(none)"),
        (FieldKind.CHOICES, [], "（无）", "(none)"),
    ],
)
def test_every_kind_reads_in_both_languages(kind: FieldKind, value: Any, *, zh: str, en: str) -> None:
    assert shown(Field("one", kind, WORD, options=OPTIONS), value) == Text(zh, en)


def test_placeholders_are_filled_in_both_languages() -> None:
    text = Text("{name}于{today}登记，{gone}", "{name} on {today}")
    values = {"name": Text("玉峡", "Yuxia"), "today": Text("今日", "today")}
    assert filled(text, values) == Text("玉峡于今日登记，（无）", "Yuxia on today")
    assert placeholders(text) == {"name", "today", "gone"}


def test_what_was_answered_is_not_read_as_a_placeholder() -> None:
    values = {"name": Text("{today}", "{today}"), "today": Text("今日", "today")}
    assert filled(Text("{name}", "{name}"), values) == Text("{today}", "{today}")


def test_a_certificate_writes_amounts_in_words_and_joins_what_belongs_together() -> None:
    service = load_service(WORKFLOWS / BIG / "v2.yaml").value
    known = {"registered_capital": "1000000.00", "town": "shuibian", "address_detail": "玉笥大道18号"}
    address = PaperRow(Text("住所", "Address"), "address_detail", Text("{town}{address_detail}", "{address_detail}"))
    capital = PaperRow(Text("注册资本", "Capital"), "registered_capital")
    rows = (capital, address, PaperRow(Text("投资人", "Investor"), "investor_name"))

    def read(layout: PaperLayout) -> list[str]:
        paper = ServicePaper("p", WORD, PaperMoment.GRANTED, layout, (), rows=rows)
        return [one.value.zh for one in paper_lines(paper, service, known, values=shown_values(service, known))]

    assert read(PaperLayout.CERTIFICATE) == ["壹佰万元整", "水边镇玉笥大道18号"]
    assert read(PaperLayout.LETTER)[0] == "1,000,000.00元"


def test_a_row_stands_only_where_its_condition_holds() -> None:
    """One answer is called 住所 with companies and 经营场所 with branches."""
    service = load_service(WORKFLOWS / BIG / "v2.yaml").value
    paper = next(one for one in service.papers if one.id == "business_licence")

    def labels(kind: str, **known: object) -> set[str]:
        given: dict[str, object] = {"enterprise_type": kind, "address_detail": "玉笥大道18号", **known}
        return {one.label.zh for one in paper_lines(paper, service, given, values=shown_values(service, given))}

    assert labels("branch") == {"类型", "经营场所"}
    assert labels("llc", registered_capital="100", term_kind="fixed", term_years=20) == {
        "类型", "注册资本", "营业期限", "住所"
    }  # fmt: skip
    assert {"出资额", "主要经营场所"} < labels("limited", registered_capital="100")
