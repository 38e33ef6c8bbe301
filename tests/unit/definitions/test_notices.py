"""Notices in every form an administrator may be handed, and what is wrong with them, by line."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from portal.definitions.findings import DefinitionsInvalid
from portal.definitions.notices import load_notice, parse_notice, workdays_in
from portal.domain.calendar_notices import Standing, change_of, worked_holidays
from tests.factories.calendars import FOLDER, cn

OFF = ("2027-01-01", "2027-01-02", "2027-01-03")
WORKED = "2027-01-09"
DAYS = {date.fromisoformat(day) for day in OFF}


def named(day: str) -> dict[str, Any]:
    return {"date": day, "name": "元旦", "weekday": 5}


ONE_YEAR: dict[str, Any] = {"off": [named(day) for day in OFF], "workday": [named(WORKED)]}
FORMS: dict[str, object] = {
    "cn-holidays/1": {"schema": "cn-holidays/1", "generated_from": ["x"], "years": {"2027": ONE_YEAR}},
    "with its projection": {"schema": "cn-holidays/1", "years": {"2027": ONE_YEAR}, "projection": {"2028": {}}},
    "years only": {"years": {"2027": ONE_YEAR}},
    "keyed by year": {"2027": ONE_YEAR},
    "one year": {"year": 2027, "papers": ["https://example.org"], **ONE_YEAR},
    "one year, number as text": {"year": "2027", "source": "通知", **ONE_YEAR},
    "plain dates": {"year": 2027, "off": list(OFF), "workdays": [WORKED]},
    "dates with names": {"year": 2027, "holidays": dict.fromkeys(OFF, "元旦"), "makeup": {WORKED: "元旦"}},
    "blocks": {"year": 2027, "off": [{"start": OFF[0], "end": OFF[-1], "name": "元旦"}], "makeup": [WORKED]},
    "holiday-cn": {
        "$schema": "x",
        "year": 2027,
        "papers": [],
        "days": [*({**named(day), "isOffDay": True} for day in OFF), {**named(WORKED), "isOffDay": False}],
    },
    "ours": {
        "calendar": "cn",
        "year": 2027,
        "notice": {"title": "通知", "number": "1号", "sources": ["https://example.org"]},
        "days_off": [{"from": OFF[0], "to": OFF[-1], "name": "元旦"}],
        "makeup": [{"date": WORKED, "name": "元旦"}],
    },
    "ours, in short": {
        "year": 2027,
        "notice": "通知",
        "days_off": [{"from": OFF[0], "to": OFF[1]}, OFF[2]],
        "makeup": [WORKED],
    },
}
YAML = """\ufeffyear: 2027
notice: 通知
days_off:
  - from: 2027-01-01
    to: 2027-01-03
    name: 元旦
makeup:
  - 2027-01-09
"""


@pytest.mark.parametrize("form", FORMS)
def test_every_form_says_the_same(tmp_path: Path, form: str) -> None:
    path = tmp_path / "notice.json"
    path.write_text(json.dumps(FORMS[form], ensure_ascii=False), encoding="utf-8")
    (year,) = load_notice(path, calendar="cn").years
    assert (year.year, set(year.off), set(year.makeup)) == (2027, DAYS, {date.fromisoformat(WORKED)})
    assert not year.provisional


@pytest.mark.parametrize("indent", [None, 2, "\t"])
def test_json_is_read_however_it_is_laid_out(indent: int | str | None) -> None:
    (year,) = parse_notice(json.dumps(FORMS["cn-holidays/1"], indent=indent), "x.json").years
    assert set(year.off) == DAYS


def test_yaml_of_many_hands(tmp_path: Path) -> None:
    path = tmp_path / "notice.yaml"
    path.write_text(YAML, encoding="utf-8")
    (year,) = load_notice(path).years
    assert set(year.off) == DAYS
    assert year.notice == "通知"


def test_the_shipped_years_are_notices_too() -> None:
    (year,) = load_notice(FOLDER / "cn-2026.yaml", calendar="cn").years
    assert year == cn().years[2026]
    assert change_of(cn(), year).standing is Standing.SAME


WRONG: list[tuple[str, object, str]] = [
    ("a weekday worked", {"year": 2027, "off": [OFF[0]], "workday": ["2027-01-11"]}, "falls on a weekend"),
    ("another year", {"year": 2027, "off": ["2028-01-01"]}, "outside the year of the notice (year 2027, on 2028-01-01"),
    ("far before", {"year": 2027, "off": ["2026-11-30"]}, "outside the year"),
    ("off twice", {"year": 2027, "off": [OFF[0], OFF[0]]}, "listed off twice"),
    ("blocks overlap", {"year": 2027, "off": [{"from": OFF[0], "to": OFF[2]}, OFF[1]]}, "listed off twice"),
    ("worked twice", {"year": 2027, "off": [OFF[0]], "workday": [WORKED, WORKED]}, "listed twice"),
    ("off and worked", {"year": 2027, "off": [OFF[1]], "workday": [OFF[1]]}, "off and worked"),
    ("no year", {"off": [OFF[0]]}, "the key 'year' is missing"),
    ("no year in a list of days", {"days": [{**named(OFF[0]), "isOffDay": True}]}, "the key 'year' is missing"),
    ("no days off", {"year": 2027, "off": []}, "off"),
    ("no day at all", {"year": 2027}, "the key 'days_off' is missing"),
    ("no date", {"year": 2027, "off": ["soon"]}, "a date is written as 2026-01-31"),
    ("a long block", {"year": 2027, "off": [{"from": "2027-01-01", "to": "2027-03-01"}]}, "within a month"),
    ("backwards", {"year": 2027, "off": [{"from": OFF[2], "to": OFF[0]}]}, "on or after its first day"),
    ("half a block", {"year": 2027, "off": [{"to": OFF[2]}]}, "a single day as date, or a block as from and to"),
    ("another form", {"schema": "cn-holidays/9", "years": {"2027": ONE_YEAR}}, "has not the wanted form"),
    ("another calendar", {"calendar": "de", "year": 2027, "off": [OFF[0]]}, "calendar 'de', not for 'cn'"),
    ("a list", [1, 2], "a mapping"),
]


@pytest.mark.parametrize(("what", "content", "said"), WRONG, ids=[what for what, _, _ in WRONG])
def test_what_is_wrong_is_said(what: str, content: object, said: str) -> None:
    with pytest.raises(DefinitionsInvalid) as refused:
        parse_notice(json.dumps(content, indent=1), f"{what}.json", calendar="cn")
    assert said in str(refused.value)


def test_all_faults_are_told_at_once_each_on_its_line() -> None:
    text = json.dumps({"year": 2027, "off": ["2028-01-01", *OFF], "workday": ["2027-01-11", "2027-01-03"]}, indent=0)
    with pytest.raises(DefinitionsInvalid) as refused:
        parse_notice(text, "n.json")
    assert [finding.line for finding in refused.value.findings] == [4, 10, 11]


def test_the_december_before_may_be_named() -> None:
    (year,) = parse_notice('{"year": 2027, "off": ["2026-12-31", "2027-01-01"], "workday": ["2026-12-27"]}', "n").years
    assert date(2026, 12, 31) in year.off


def test_a_total_that_does_not_agree_is_remarked() -> None:
    text = json.dumps({"years": {"2027": {**ONE_YEAR, "workday_total": 999}}})
    notice = parse_notice(text, "n.json")
    assert workdays_in(notice.years[0]) == 261
    assert "999 working days; its days make 261" in str(notice.remarks[0])


def test_a_change_names_the_days_that_become_other() -> None:
    (year,) = parse_notice(json.dumps(FORMS["ours"]), "n.json").years
    change = change_of(cn(), year)
    assert change.standing is Standing.NEW
    assert date(2027, 2, 5) in change.to_work, "projected as a holiday, worked by this notice"
    assert change.to_work[0] == date(2027, 1, 9)
    assert change.to_rest == ()
    assert (date(2027, 2, 5), "春节") in tuple(worked_holidays(cn(), year))
    loaded = cn().with_year(year)
    assert change_of(loaded, year).standing is Standing.SAME
    (other,) = parse_notice(json.dumps({"year": 2027, "off": [*OFF, "2027-02-05"]}), "n.json").years
    assert change_of(loaded, other).days == (date(2027, 1, 9), date(2027, 2, 5))
    assert change_of(loaded, other).standing is Standing.OTHER
    assert tuple(worked_holidays(loaded, other)) == ()
