"""Working days: the published years, the projected ones, counting, office time, and what is refused."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import chinese_calendar
import pytest

from portal.domain.calendar import (
    CalendarInvalid,
    CalendarYear,
    DayKind,
    NaiveInstant,
    OfficeHours,
    WorkCalendar,
    YearNotLoaded,
)
from portal.domain.projection import project_year
from tests.factories.calendars import at, cn, on

NTH_WORKDAY = [
    ("2026-09-18", 5, "2026-09-24"),
    ("2026-09-24", 5, "2026-10-09"),
    ("2026-09-28", 3, "2026-10-08"),
    ("2026-09-30", 1, "2026-10-08"),
    ("2026-09-30", 20, "2026-11-03"),
    ("2026-02-13", 3, "2026-02-25"),
    ("2026-02-14", 1, "2026-02-24"),
    ("2026-05-08", 1, "2026-05-09"),
    ("2026-01-03", 1, "2026-01-04"),
    ("2026-04-30", 7, "2026-05-13"),
    ("2025-09-26", 5, "2025-10-10"),
    ("2025-09-30", 1, "2025-10-09"),
    ("2024-02-08", 5, "2024-02-21"),
    ("2026-11-20", 20, "2026-12-18"),
    ("2026-11-21", 5, "2026-11-27"),
    ("2026-12-01", 20, "2026-12-29"),
]


def every_day(first: int, last: int) -> list[date]:
    begin = date(first, 1, 1)
    return [begin + timedelta(days=n) for n in range((date(last + 1, 1, 1) - begin).days)]


def small(years: Mapping[int, CalendarYear], *, hours: tuple[OfficeHours, ...] = ()) -> WorkCalendar:
    return WorkCalendar("small", ZoneInfo("Asia/Shanghai"), years, hours)


def plain_year(year: int, *, off: tuple[date, ...] = (), makeup: tuple[date, ...] = ()) -> CalendarYear:
    return CalendarYear(year, None, dict.fromkeys(off, "节"), frozenset(makeup), provisional=False)


@pytest.mark.parametrize(("base", "n", "expected"), NTH_WORKDAY)
def test_nth_workday(base: str, n: int, expected: str) -> None:
    assert cn().add_workdays(on(base), n) == on(expected)


def test_every_published_day_agrees_with_an_independent_source() -> None:
    wrong = [day for day in every_day(2019, 2026) if cn().is_workday(day) != chinese_calendar.is_workday(day)]
    assert wrong == []


@pytest.mark.parametrize(("year", "workdays"), [(2024, 251), (2025, 248), (2026, 248)])
def test_workdays_in_a_year(year: int, workdays: int) -> None:
    assert cn().workdays_between(date(year - 1, 12, 31), date(year, 12, 31)) == workdays


def test_what_a_day_is() -> None:
    kinds = [(info.kind, info.name) for info in map(cn().day, map(on, ["2026-10-01", "2026-10-10", "2026-10-11"]))]
    assert kinds == [(DayKind.HOLIDAY, "国庆节"), (DayKind.MAKEUP, ""), (DayKind.REST, "")]
    assert cn().day(on("2026-10-12")).kind is DayKind.WORKDAY


def test_a_notice_may_begin_in_the_december_before() -> None:
    calendar = small({2018: plain_year(2018), 2019: cn().years[2019]})
    assert not calendar.is_workday(on("2018-12-31"))
    assert calendar.is_workday(on("2018-12-29"))


def test_only_years_without_notice_are_provisional() -> None:
    assert not cn().is_provisional(on("2026-12-31"))
    assert cn().is_provisional(on("2027-01-04"))
    assert not cn().is_range_provisional(on("2026-12-01"), on("2026-12-31"))
    assert cn().is_range_provisional(on("2026-12-31"), on("2027-01-01"))


def test_the_projection_of_2027_is_the_statutory_days_with_their_substitutes() -> None:
    spring = [f"2027-02-{day:02}" for day in range(5, 11)]
    others = ["2027-01-01", "2027-04-05", "2027-06-09", "2027-09-15"]
    labour = [f"2027-05-{day:02}" for day in range(1, 5)]
    national = [f"2027-10-{day:02}" for day in range(1, 6)]
    assert sorted(map(str, cn().years[2027].off)) == sorted([*spring, *others, *labour, *national])
    assert cn().years[2027].makeup == frozenset()


def test_two_festivals_on_one_day_are_made_good_with_another_day() -> None:
    year = project_year(2031, {"国庆节": [date(2031, 10, day) for day in (1, 2, 3)], "中秋节": [date(2031, 10, 1)]})
    assert year.off[date(2031, 10, 1)] == "国庆节、中秋节"
    assert date(2031, 10, 6) in year.off


def test_counting_back_and_forth_agree_with_a_walk() -> None:
    for day in every_day(2026, 2026)[::7]:
        walked = day
        for n in range(1, 12):
            walked -= timedelta(days=1)
            while not cn().is_workday(walked):
                walked -= timedelta(days=1)
            assert cn().add_workdays(day, -n) == walked
    assert cn().add_workdays(on("2026-10-03"), 0) == on("2026-10-03")


def test_workdays_between_is_half_open_and_signed() -> None:
    assert cn().workdays_between(on("2026-09-24"), on("2026-10-09")) == 5
    assert cn().workdays_between(on("2026-10-09"), on("2026-09-24")) == -5
    assert cn().workdays_between(on("2026-10-01"), on("2026-10-07")) == 0
    assert cn().workdays_between(on("2026-10-09"), on("2026-10-09")) == 0


def test_rolling_goes_to_the_next_working_day() -> None:
    assert cn().roll_forward(on("2026-10-05")) == on("2026-10-08")
    assert cn().roll_forward(on("2026-10-08")) == on("2026-10-08")


@pytest.mark.parametrize("question", ["day", "is_workday", "is_provisional", "roll_forward"])
@pytest.mark.parametrize("year", [2018, 2051])
def test_an_unknown_year_is_refused(question: str, year: int) -> None:
    with pytest.raises(YearNotLoaded) as refused:
        getattr(cn(), question)(date(year, 6, 1))
    assert refused.value.facts == {"year": year}


def test_counting_never_crosses_into_or_over_an_unknown_year() -> None:
    gap = small({2024: plain_year(2024), 2026: plain_year(2026)})
    for calendar, base, n in ((gap, "2024-12-30", 3), (gap, "2026-01-02", -3), (cn(), "2050-12-30", 9)):
        with pytest.raises(YearNotLoaded):
            calendar.add_workdays(on(base), n)
    with pytest.raises(YearNotLoaded):
        gap.workdays_between(on("2024-12-31"), on("2026-01-05"))
    with pytest.raises(YearNotLoaded):
        cn().add_workdays(on("2019-01-03"), -5)


def test_the_last_day_before_the_first_year_can_be_a_base() -> None:
    assert cn().add_workdays(on("2018-12-31"), 1) == on("2019-01-02")


def test_days_begin_and_end_in_the_zone_of_the_calendar() -> None:
    assert cn().day_begins(on("2026-10-09")) == datetime(2026, 10, 8, 16, tzinfo=UTC)
    assert cn().day_ends(on("2026-10-09")) == datetime(2026, 10, 9, 16, tzinfo=UTC)
    assert cn().local_date(datetime(2026, 10, 8, 16, tzinfo=UTC)) == on("2026-10-09")


def test_an_instant_without_offset_is_refused() -> None:
    with pytest.raises(NaiveInstant):
        cn().local_date(datetime(2026, 10, 9, 10))  # noqa: DTZ001 - that is what is refused
    with pytest.raises(NaiveInstant):
        cn().add_office_time(datetime(2026, 10, 9, 10), 0)  # noqa: DTZ001 - the same


@pytest.mark.parametrize(
    ("start", "hours", "expected"),
    [
        (("2026-11-23", "09:00"), 3, ("2026-11-23", "12:00")),
        (("2026-11-23", "11:00"), 2, ("2026-11-23", "14:30")),
        (("2026-11-23", "16:00"), 1, ("2026-11-23", "17:00")),
        (("2026-11-23", "16:00"), 2, ("2026-11-24", "10:00")),
        (("2026-11-20", "18:00"), 1, ("2026-11-23", "10:00")),
        (("2026-11-21", "08:00"), 6.5, ("2026-11-23", "17:00")),
        (("2026-09-30", "16:30"), 7, ("2026-10-08", "17:00")),
        (("2026-10-09", "12:30"), 4, ("2026-10-10", "09:30")),
        (("2026-11-23", "20:00"), 65, ("2026-12-07", "17:00")),
    ],
)
def test_office_time(start: tuple[str, str], hours: float, expected: tuple[str, str]) -> None:
    end = cn().add_office_time(at(*start), hours * 3600)
    assert end == at(*expected)
    assert cn().office_time_between(at(*start), end) == timedelta(hours=hours)
    assert cn().office_time_between(end, at(*start)) == -timedelta(hours=hours)


def test_office_time_needs_office_hours() -> None:
    with pytest.raises(CalendarInvalid):
        small({2026: plain_year(2026)}).add_office_time(at("2026-11-23"), 1)


def test_the_digest_is_over_content_and_nothing_else() -> None:
    assert replace(cn()).digest == cn().digest
    assert hash(replace(cn())) == hash(cn())
    year = cn().years[2026]
    shuffled = CalendarYear(2026, year.notice, dict(reversed(list(year.off.items()))), year.makeup, provisional=False)
    assert cn().with_year(shuffled).digest == cn().digest
    assert cn().with_year(plain_year(2027)).digest != cn().digest


def test_loading_a_notice_makes_its_year_final() -> None:
    assert not cn().with_year(plain_year(2027)).is_provisional(on("2027-03-01"))


def test_contradictions_are_refused() -> None:
    saturday, monday = on("2026-11-21"), on("2026-11-23")
    for wrong in (
        lambda: plain_year(2026, off=(saturday,), makeup=(saturday,)),
        lambda: plain_year(2026, makeup=(monday,)),
        lambda: plain_year(2025, off=(monday,)),
        lambda: small({}),
        lambda: small({2025: plain_year(2026)}),
        lambda: OfficeHours(time(12), time(9)),
        lambda: small(
            {2026: plain_year(2026)}, hours=(OfficeHours(time(9), time(12)), OfficeHours(time(11), time(13)))
        ),
    ):
        with pytest.raises(CalendarInvalid):
            wrong()
