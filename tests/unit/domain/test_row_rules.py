"""Checks that count members and compare persons, on the second version of 企业开办."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Final

import pytest

from portal.definitions.loader import load_service
from portal.domain.forms import Page
from portal.domain.rules import check_page
from tests.factories.definitions import BIG, WORKFLOWS

TODAY: Final = date(2026, 11, 21)
Row = dict[str, object]
Found = list[tuple[str, str]]


@cache
def page(page_id: str) -> Page:
    service = load_service(WORKFLOWS / BIG / "v2.yaml").value
    return next(one for one in service.pages() if one.id == page_id)


def found(page_id: str, facts: Row) -> Found:
    return [(one.at, one.message_id) for one in check_page(page(page_id), facts, TODAY)]


def partner(number: int, kind: str = "general", **changes: object) -> Row:
    plain: Row = {
        "partner_name": "某甲",
        "partner_person_id": f"3608231990010100{number:02}",
        "partner_uscc": None,
        "partner_kind": kind,
        "partner_amount": "100.00",
        "partner_method": "money",
        "partner_due_on": "2040-01-01",
    }
    return plain | changes


def partners(enterprise_type: str, *rows: Row) -> Found:
    facts: Row = {"enterprise_type": enterprise_type, "registered_capital": f"{len(rows)}00.00", "partners": list(rows)}
    return found("partners", facts)


def member(number: int, kind: str = "farmer") -> Row:
    return {
        "member_name": "某乙",
        "member_person_id": f"3608231990010100{number:02}",
        "member_uscc": None,
        "member_kind": kind,
        "member_amount": "100.00",
        "member_method": "money",
    }


def members(farmers: int, citizens: int = 0, organisations: int = 0) -> Found:
    kinds = ["farmer"] * farmers + ["citizen"] * citizens + ["organisation"] * organisations
    rows = [member(number, kind) for number, kind in enumerate(kinds)]
    return found("members", {"registered_capital": f"{len(rows)}00.00", "members": rows})


def test_a_general_partnership_has_two_partners_and_no_limited_one() -> None:
    assert partners("general", partner(1), partner(2)) == []
    assert partners("general", partner(1)) == [("partners", "rule.too_few")]
    assert partners("special", partner(1), partner(2, "limited")) == [("partners.1.partner_kind", "rule.none_allowed")]


def test_a_limited_partnership_has_both_kinds_and_at_most_fifty() -> None:
    assert partners("limited", partner(1), partner(2, "limited")) == []
    assert partners("limited", partner(1), partner(2)) == [("partners", "rule.too_few")]
    assert partners("limited", partner(1, "limited"), partner(2, "limited")) == [("partners", "rule.too_few")]
    fifty = [partner(number, "limited") for number in range(1, 50)]
    assert partners("limited", partner(0), *fifty) == []
    assert partners("limited", partner(0), *fifty, partner(50, "limited")) == [("partners", "rule.too_many")]
    assert partners("general", *[partner(number) for number in range(51)]) == []


def test_only_general_partners_contribute_labour() -> None:
    rows = (partner(1, partner_method="labour"), partner(2, "limited", partner_method="labour"))
    assert partners("limited", *rows) == [("partners.1.partner_method", "rule.none_allowed")]


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ((5,), []),
        ((4,), ["rule.too_few"]),
        ((4, 1), []),
        ((4, 0, 1), []),
        ((5, 2), ["rule.share_small"]),
        ((8, 0, 2), ["rule.too_many"]),
        ((20, 0, 1), []),
        ((38, 0, 2), []),
        ((37, 0, 2), ["rule.share_large"]),
        ((79, 21), ["rule.share_small"]),
        ((80, 20), []),
    ],
)
def test_the_members_of_a_cooperative(counts: tuple[int, ...], expected: list[str]) -> None:
    assert [message for _, message in members(*counts)] == expected


def test_the_managing_partner_is_a_general_partner() -> None:
    rows = [partner(1), partner(2, "limited")]
    assert found("executive", {"partners": rows, "executive_id": rows[0]["partner_person_id"]}) == []
    wrong = found("executive", {"partners": rows, "executive_id": rows[1]["partner_person_id"]})
    assert wrong == [("executive_id", "rule.not_among")]


def test_nobody_is_director_and_supervisor() -> None:
    def named(*ids: str, prefix: str) -> list[Row]:
        return [{f"{prefix}_person_id": one} for one in ids]

    boards: Row = {
        "legal_rep_id": "A",
        "directors": named("A", "B", "C", prefix="directors"),
        "supervisors": named("D", "E", "F", prefix="supervisors"),
    }
    assert found("organs", boards) == []
    both = boards | {"supervisors": named("D", "B", "F", prefix="supervisors")}
    assert found("organs", both) == [("directors.1.directors_person_id", "rule.must_differ")]
    manager = {
        "legal_rep_id": "X",
        "legal_rep_post": "manager",
        "supervisors": named("X", "E", "F", prefix="supervisors"),
    }
    assert found("organs", boards | manager) == [("supervisors.0.supervisors_person_id", "rule.must_differ")]
    two = boards | {"directors": named("A", "B", prefix="directors")}
    assert found("organs", two) == [("directors", "rule.too_few")]
    assert found("organs", {"director_id": "A", "supervisor_id": "A"}) == [("supervisor_id", "rule.must_differ")]


def test_a_director_who_acts_for_the_company_is_a_director() -> None:
    facts: Row = {"legal_rep_id": "A", "legal_rep_post": "director", "director_id": "B"}
    assert found("organs", facts) == [("board", "rule.not_among")]
    assert found("organs", facts | {"legal_rep_post": "manager"}) == []


def test_a_large_capital_is_advice() -> None:
    (finding,) = check_page(page("capital"), {"registered_capital": "100000000.01"}, TODAY)
    assert (finding.message_id, finding.blocks) == ("rule.amount_high", False)
    assert found("capital", {"registered_capital": "100000000.00"}) == []


@pytest.mark.parametrize(
    ("day", "message"),
    [("2026-11-20", "rule.in_the_past"), ("2026-11-21", None), ("2026-12-21", None), ("2026-12-22", "rule.too_late")],
)
def test_the_day_at_the_bank(day: str, message: str | None) -> None:
    assert found("bank", {"bank_visit_on": day}) == ([("bank_visit_on", message)] if message else [])


def test_each_contribution_that_is_late_is_named() -> None:
    rows: list[Row] = [
        {"holder_person_id": str(number), "amount": "50.00", "due_on": day}
        for number, day in enumerate(("2031-11-22", "2026-11-20", "2031-11-21"))
    ]
    findings = check_page(page("shareholders"), {"registered_capital": "150.00", "shareholders": rows}, TODAY)
    assert [(one.at, one.message_id) for one in findings] == [
        ("shareholders.1.due_on", "rule.in_the_past_in_row"),
        ("shareholders.0.due_on", "rule.too_late_in_row"),
    ]
    assert findings[1].facts["row"] == 1


@pytest.mark.parametrize(
    ("born", "messages"),
    [("20081121", []), ("20081122", ["rule.too_young"]), ("20101121", ["rule.too_young"]), ("19900101", [])],
)
def test_who_may_be_a_legal_representative(born: str, messages: list[str]) -> None:
    facts: Row = {"enterprise_type": "llc", "legal_rep_id": f"360823{born}0018"}
    rules = check_page(page("legal_representative"), facts, TODAY)
    assert [one.message_id for one in rules if not one.blocks] == messages
    child = facts | {"legal_rep_id": "360823201011220018"}
    assert [one.message_id for one in check_page(page("legal_representative"), child, TODAY) if one.blocks] == [
        "rule.too_young"
    ]


def test_children_are_no_staff_and_may_hold_shares_through_their_parents() -> None:
    staff: Row = {"employees": [{"employee_id": "360823201501010018"}]}
    assert found("employees", staff) == [("employees.0.employee_id", "rule.too_young_in_row")]
    rows = [{"holder_person_id": "360823201501010018", "amount": "1.00"}]
    advice = check_page(page("shareholders"), {"registered_capital": "1.00", "shareholders": rows}, TODAY)
    told = [(one.message_id, one.blocks) for one in advice if one.message_id.startswith("rule.too_young")]
    assert told == [("rule.too_young_in_row", False)]


def test_only_persons_are_exempt_from_naming_beneficial_owners() -> None:
    facts: Row = {"beneficial_filing": "exempt", "registered_capital": "10000000.00"}
    assert found("beneficial", facts | {"shareholders": [{"holder_person_id": "A"}]}) == []
    assert found("beneficial", facts | {"shareholders": [{"holder_uscc": "B"}]}) == [
        ("beneficial_filing", "rule.none_allowed_there")
    ]
    assert found("beneficial", facts | {"registered_capital": "10000000.01"}) == [
        ("beneficial_filing", "rule.amount_over")
    ]
    assert found("beneficial", {"beneficial_filing": "later", "shareholders": [{"holder_uscc": "B"}]}) == []
