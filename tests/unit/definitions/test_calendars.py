"""Calendar files: what is read, and that every mistake is told with file and line."""

from datetime import date
from pathlib import Path

import pytest

from portal.definitions.calendars import UnknownCalendar, load_calendar, load_calendars
from portal.definitions.findings import DefinitionsInvalid
from portal.definitions.notices import load_notice
from tests.factories.calendars import FOLDER, cn

OFFICE = 'calendar: cn\nzone: "Asia/Shanghai"\noffice_hours:\n  - {opens: "09:00", closes: "12:00"}\n'
YEAR = """calendar: cn
year: 2027
notice: {title: "通知", number: "1号"}
days_off:
  - {from: "2027-01-01", to: "2027-01-03", name: "元旦"}
makeup:
  - {date: "2027-01-09", name: "元旦"}
"""
NEW_YEAR = {date(2027, 1, day): "元旦" for day in (1, 2, 3)}


def folder(tmp_path: Path, **files: str) -> Path:
    for name, text in files.items():
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def complaint(path: Path) -> str:
    with pytest.raises(DefinitionsInvalid) as refused:
        load_calendars(path)
    return str(refused.value)


def test_the_shipped_calendar_has_all_years_and_office_hours() -> None:
    assert sorted(cn().years) == list(range(2019, 2051))
    assert [year for year in cn().years if cn().years[year].provisional] == list(range(2027, 2051))
    assert [(str(hours.opens), str(hours.closes)) for hours in cn().office_hours] == [
        ("09:00:00", "12:00:00"),
        ("13:30:00", "17:00:00"),
    ]


def test_every_published_year_names_its_notice() -> None:
    assert cn().years[2026].notice == "国务院办公厅关于2026年部分节假日安排的通知（国办发明电〔2025〕7号）"
    assert all(year.notice for year in cn().years.values() if not year.provisional)


def test_an_unknown_calendar_is_refused() -> None:
    with pytest.raises(UnknownCalendar):
        load_calendar(FOLDER, "atlantis")


def test_a_notice_takes_the_place_of_the_projection(tmp_path: Path) -> None:
    statutory = 'calendar: cn\nlaw: "法"\nstatutory:\n  "2027":\n    - {name: "元旦", days: ["2027-01-01"]}\n'
    calendar = load_calendar(folder(tmp_path, office=OFFICE, statutory=statutory, year=YEAR), "cn")
    assert not calendar.is_provisional(date(2027, 1, 1))
    assert calendar.years[2027].off == NEW_YEAR


@pytest.mark.parametrize(
    ("wrong", "right", "said"),
    [
        ("2027-01-09", "2027-01-11", ":7: CALENDAR a make-up working day falls on a weekend"),
        ("2027-01-09", "2027-01-02", ":7: CALENDAR a day cannot be off and worked"),
        ("2027-01-09", "2028-01-09", ":7: CALENDAR a day lies outside the year"),
        ("2027-01-09", "2027-02-30", ":7: SCHEMA makeup.0.date: a date is written as 2026-01-31"),
        ("2027-01-03", "2026-01-03", ":5: SCHEMA"),
        ("makeup", "makup", ":6: SCHEMA unknown key 'makup'; did you mean 'makeup'?"),
        ("year: 2027", "year: 1027", ":2: SCHEMA"),
        ("year: 2027", "year: 2027\nyear: 2027", ":3: YAML the key 'year' is written twice"),
        ("calendar: cn", "notes: cn", ":1: CALENDAR the key 'calendar' must say"),
        (
            'name: "元旦"}\nmakeup',
            'name: "元旦"}\n  - {from: "2027-01-03", to: "2027-01-03", name: "节"}\nmakeup',
            ":6: CALENDAR a day is listed off twice",
        ),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path: Path, wrong: str, right: str, said: str) -> None:
    assert f"year.yaml{said}" in complaint(folder(tmp_path, office=OFFICE, year=YEAR.replace(wrong, right)))


def test_the_parts_must_be_there_once(tmp_path: Path) -> None:
    assert "needs office hours and a year" in complaint(folder(tmp_path, year=YEAR))
    assert "again.yaml:2: CALENDAR 2027 is given twice" in complaint(folder(tmp_path, again=YEAR, a_year=YEAR))


@pytest.mark.parametrize(
    ("wrong", "right", "said"),
    [("Asia/Shanghai", "Asia/Nowhere", ":2: CALENDAR there is no such zone"), ('"12:00"', '"08:00"', "office hours")],
)
def test_office_hours_are_checked(tmp_path: Path, wrong: str, right: str, said: str) -> None:
    assert said in complaint(folder(tmp_path, office=OFFICE.replace(wrong, right), year=YEAR))


def test_a_notice_is_read_in_three_forms(tmp_path: Path) -> None:
    day = '{"date": "2027-01-0%s", "name": "元旦", "weekday": 5%s}'
    off = ", ".join(day % (n, "") for n in (1, 2, 3))
    marked = ", ".join(day % (n, f', "isOffDay": {str(n < 4).lower()}') for n in (1, 2, 3, 9))
    years = f'{{"schema": "cn-holidays/1", "years": {{"2027": {{"off": [{off}], "workday": [{day % (9, "")}]}}}}}}'
    forms = [YEAR, years, f'{{"year": 2027, "papers": ["https://example.org/"], "days": [{marked}]}}']
    for number, text in enumerate(forms):
        path = tmp_path / f"{number}.json"
        path.write_text(text, encoding="utf-8")
        (year,) = load_notice(path).years
        assert (year.off, year.makeup, year.provisional) == (NEW_YEAR, frozenset({date(2027, 1, 9)}), False)
