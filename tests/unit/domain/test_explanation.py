"""The days from the start to the due day, as the owner reads them."""

from datetime import date

from portal.domain.deadlines import Pause
from portal.domain.explanation import DayLine, LineKind, explain
from portal.domain.limits import Limit, Unit
from tests.factories.calendars import at, cn


def short(lines: tuple[DayLine, ...]) -> list[str]:
    """`20 counted 3`: day of the month, kind and count."""
    return [f"{line.date.day} {line.kind} {'-' if line.n is None else line.n}" for line in lines]


def workdays(n: int) -> Limit:
    return Limit(n, Unit.WORKDAY)


def test_rest_days_holidays_and_make_up_days_are_named() -> None:
    lines = explain(workdays(3), at("2026-09-24"), cn())
    kinds = [
        "24 start 0",
        *[f"{day} holiday -" for day in (25, 26, 27)],
        "28 counted 1",
        "29 counted 2",
        "30 counted 3",
    ]
    assert short(lines) == kinds
    assert {line.why for line in lines if line.kind is LineKind.HOLIDAY} == {"中秋节"}
    assert short(explain(workdays(1), at("2026-09-19"), cn())) == ["19 start 0", "20 makeup 1"]
    assert short(explain(workdays(1), at("2026-11-20"), cn())) == [
        "20 start 0",
        "21 rest -",
        "22 rest -",
        "23 counted 1",
    ]


def test_a_pause_and_an_extension_carry_their_reasons() -> None:
    held = Pause(at("2026-11-24"), at("2026-11-25"), "专家评审")
    lines = explain(workdays(2), at("2026-11-23"), cn(), pauses=[held], extension=workdays(1), extension_why="局长批准")
    assert short(lines) == ["23 start 0", "24 counted 1", "25 paused -", "26 counted 2", "27 extended 3"]
    assert [lines[2].why, lines[4].why] == ["专家评审", "局长批准"]


def test_a_pause_over_a_weekend_leaves_the_weekend_a_weekend() -> None:
    held = Pause(at("2026-11-20", "18:00"), at("2026-11-22", "18:00"), "检验")
    lines = explain(workdays(1), at("2026-11-20", "09:00"), cn(), pauses=[held])
    assert short(lines) == ["20 start 0", "21 rest -", "22 rest -", "23 counted 1"]


def test_a_pause_from_the_due_day_makes_that_day_a_held_one() -> None:
    held = Pause(at("2026-11-24"), at("2026-11-26"), "检验")
    lines = explain(workdays(1), at("2026-11-23"), cn(), pauses=[held])
    assert short(lines) == ["23 start 0", "24 paused -", "25 paused -", "26 counted 1"]
    assert lines[1].why == "检验"


def test_an_open_pause_is_shown_up_to_now() -> None:
    lines = explain(workdays(3), at("2026-11-23"), cn(), pauses=[Pause(at("2026-11-24"))], until=at("2026-11-25"))
    assert short(lines) == ["23 start 0", "24 counted 1", "25 paused -", "26 counted 2", "27 counted 3"]


def test_calendar_days_count_rest_days_and_roll_at_the_end() -> None:
    lines = explain(Limit(3, Unit.DAY), at("2026-10-01"), cn())
    wanted = ["1 start 0", "2 counted 1", "3 counted 2", "4 holiday -", "5 holiday -", "6 holiday -", "7 holiday -"]
    assert short(lines) == [*wanted, "8 counted 3"]


def test_calendar_days_held_over_a_weekend_are_held() -> None:
    held = Pause(at("2026-11-20"), at("2026-11-22"))
    lines = explain(Limit(3, Unit.DAY), at("2026-11-19"), cn(), pauses=[held])
    assert short(lines) == ["19 start 0", "20 counted 1", "21 paused -", "22 paused -", "23 counted 2", "24 counted 3"]


def test_a_month_counts_its_days() -> None:
    lines = explain(Limit(1, Unit.MONTH), at("2026-10-30"), cn(), extension=Limit(1, Unit.DAY))
    assert (lines[-1].date, lines[-1].n, lines[-1].kind) == (date(2026, 12, 1), 32, LineKind.EXTENDED)
    assert lines[-2].kind is LineKind.COUNTED


def test_hours_are_used_up_day_by_day() -> None:
    assert short(explain(Limit(40, Unit.HOUR), at("2026-11-20", "12:00"), cn())) == [
        "20 start 0",
        "21 counted 36",
        "22 counted 40",
    ]


def test_working_hours_rest_at_weekends_and_stand_still_in_pauses() -> None:
    held = Pause(at("2026-11-23", "08:00"), at("2026-11-24", "08:00"), "鉴定")
    lines = explain(Limit(7, Unit.WORKHOUR), at("2026-11-20", "16:00"), cn(), pauses=[held])
    assert short(lines) == ["20 start 0", "21 rest -", "22 rest -", "23 paused -", "24 counted 7"]
    assert lines[3].why == "鉴定"
