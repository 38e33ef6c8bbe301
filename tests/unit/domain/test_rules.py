"""The closed vocabulary of checks between fields, on the shipped form and on small ones."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from portal.definitions.loader import load_service
from portal.domain.forms import Page, RuleKind
from portal.domain.limits import Limit, Unit
from portal.domain.rules import CHECKS, ROLES, check_page, latest_day
from tests.factories.definitions import BIG, WORKFLOWS

TODAY = date(2026, 11, 21)
NAME: dict[str, object] = {
    "enterprise_type": "llc",
    "region": "county",
    "trade_name": "玉峡",
    "industry_words": "生物医药",
    "suffix": "youxian_gongsi",
}
Row = dict[str, object]


@cache
def page(page_id: str) -> Page:
    service = load_service(WORKFLOWS / BIG / "v1.yaml").value
    return next(one for one in service.pages() if one.id == page_id)


def found(page_id: str, facts: dict[str, object]) -> list[tuple[str, str]]:
    return [(one.at, one.message_id) for one in check_page(page(page_id), facts, TODAY)]


def row(number: int, amount: str, **changes: object) -> Row:
    plain: Row = {
        "holder_name": "测试甲",
        "holder_person_id": f"36082319900101000{number}",
        "holder_uscc": None,
        "amount": amount,
        "method": "money",
        "due_on": "2031-11-21",
    }
    return plain | changes


def holders(*rows: Row, capital: str | None = "1000000.00") -> list[tuple[str, str]]:
    return found("shareholders", {"registered_capital": capital, "shareholders": list(rows)})


def test_every_kind_has_a_check_and_its_roles() -> None:
    assert CHECKS.keys() == ROLES.keys() == set(RuleKind)


def test_a_good_name_and_good_shareholders_pass() -> None:
    assert found("name", NAME) == []
    assert holders(row(1, "600000.00"), row(2, "400000.00")) == []


def test_a_remark_about_the_name_stands_at_its_part_with_the_article() -> None:
    (finding,) = check_page(page("name"), NAME | {"industry_words": "BIO"}, TODAY)
    assert (finding.at, finding.blocks) == ("industry_words", True)
    assert finding.article is not None
    assert finding.article.zh == "《企业名称登记管理规定》第五条"


def test_advice_does_not_block() -> None:
    (finding,) = check_page(page("name"), NAME | {"trade_name": "第一峰"}, TODAY)
    assert finding.blocks is False
    assert finding.article is not None
    assert finding.article.zh.endswith("第十一条")


def test_the_suffix_of_a_sole_proprietorship_has_its_own_list() -> None:
    sole = NAME | {"enterprise_type": "sole", "suffix_sole": "gongzuoshi"}
    assert found("name", sole) == []


def test_an_existing_name_is_taken() -> None:
    findings = check_page(page("name"), NAME, TODAY, taken=[("玉峡", "生物医药")])
    assert [one.message_id for one in findings] == ["name.taken"]


def test_rules_are_silent_while_answers_are_missing() -> None:
    assert found("name", {}) == []
    assert found("shareholders", {}) == []
    assert holders(row(1, "5.00"), capital=None) == []
    assert found("organs", {"director_id": "1"}) == []


def test_the_amounts_add_up_to_the_capital_exactly() -> None:
    assert holders(row(1, "600000.00"), row(2, "399999.99")) == [("shareholders", "rule.sum_differs")]
    assert holders(row(1, "1000000")) == []


@pytest.mark.parametrize(("due", "late"), [("2031-11-21", False), ("2031-11-22", True), ("2026-11-21", False)])
def test_every_contribution_is_due_within_five_years(due: str, *, late: bool) -> None:
    expected = [("shareholders.1.due_on", "rule.too_late_in_row")] if late else []
    assert holders(row(1, "500000.00"), row(2, "500000.00", due_on=due)) == expected


def test_a_shareholder_is_listed_once() -> None:
    twice = row(1, "500000.00")
    assert holders(twice, twice) == [("shareholders.1.holder_person_id", "rule.repeated")]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"holder_uscc": "91360823MA35XJ105E"}, "rule.both_filled"),
        ({"holder_person_id": None}, "rule.none_filled"),
        ({"holder_person_id": None, "holder_uscc": "91360823MA35XJ105E"}, None),
    ],
)
def test_a_shareholder_is_a_person_or_an_enterprise(change: Row, message: str | None) -> None:
    expected = [("shareholders.0.holder_person_id", message)] if message else []
    assert holders(row(1, "1000000.00", **change)) == expected


def test_no_director_and_no_legal_representative_is_the_supervisor() -> None:
    facts: dict[str, object] = {"director_id": "1", "legal_rep_id": "2", "supervisor_id": "3"}
    assert found("organs", facts) == []
    assert found("organs", facts | {"supervisor_id": "1"}) == [("supervisor_id", "rule.must_differ")]
    assert found("organs", facts | {"supervisor_id": "2"}) == [("supervisor_id", "rule.must_differ")]


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("C27", None),
        ("C2740", None),
        ("T97", None),
        ("c2740", "rule.not_an_industry_code"),
        ("Z99", "rule.not_an_industry_code"),
        ("制造业", "rule.not_an_industry_code"),
        ("9900", "rule.not_an_industry_code"),
        ("2740", "rule.industry_without_letter"),
        ("39", "rule.industry_without_letter"),
        ("C6210", "rule.industry_of_other_section"),
        ("A00", "rule.industry_of_other_section"),
    ],
)
def test_an_industry_code_is_the_letter_of_its_section_and_digits(code: str, message: str | None) -> None:
    expected = [("industry_code", message)] if message else []
    assert found("scope", {"industry_code": code}) == expected


@pytest.mark.parametrize(
    ("start", "limit", "last"),
    [
        (date(2028, 2, 29), Limit(5, Unit.YEAR), date(2033, 2, 28)),
        (date(2026, 11, 30), Limit(3, Unit.MONTH), date(2027, 2, 28)),
        (date(2026, 11, 21), Limit(30, Unit.DAY), date(2026, 12, 21)),
    ],
)
def test_the_last_day_of_a_period(start: date, limit: Limit, last: date) -> None:
    assert latest_day(start, limit) == last
