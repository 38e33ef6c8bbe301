"""Due days, pauses, extensions, what is left and the light: the vectors of the domain guide and the edges."""

from datetime import timedelta

import pytest

from portal.domain.calendar import NaiveInstant, YearNotLoaded
from portal.domain.deadlines import Deadline, Light, Pause, PauseInvalid, compute, light, remaining
from portal.domain.limits import Limit, LimitInvalid, Unit
from portal.domain.rulers import ExtensionUnitMismatch, warning_share
from tests.factories.calendars import at, cn, on

SECOND = timedelta(seconds=1)


def limit(text: str) -> Limit:
    value, unit = text.split()
    return Limit.of(int(value), unit)


def due(what: str, start: str, *, pauses: tuple[Pause, ...] = (), extension: str | None = None) -> str:
    found = compute(limit(what), at(start), cn(), pauses=pauses, extension=limit(extension) if extension else None)
    return str(found.due_on)


def pause(began: str, ended: str | None = None, clock: str = "10:00") -> Pause:
    return Pause(at(began, clock), at(ended, clock) if ended else None)


@pytest.mark.parametrize(
    ("what", "start", "expected"),
    [
        ("20 workday", "2026-06-01", "2026-06-30"),
        ("45 workday", "2026-06-01", "2026-08-04"),
        ("10 workday", "2026-06-01", "2026-06-15"),
        ("5 workday", "2026-06-01", "2026-06-08"),
        ("5 workday", "2026-09-24", "2026-10-09"),
        ("20 day", "2026-09-10", "2026-09-30"),
        ("20 day", "2026-09-15", "2026-10-08"),
        ("20 day", "2026-04-11", "2026-05-06"),
        ("45 day", "2026-03-01", "2026-04-15"),
        ("1 month", "2026-08-31", "2026-09-30"),
        ("1 month", "2026-01-31", "2026-02-28"),
        ("6 month", "2026-05-31", "2026-11-30"),
        ("1 month", "2026-09-01", "2026-10-08"),
        ("1 year", "2024-02-29", "2025-02-28"),
        ("2 year", "2024-06-01", "2026-06-01"),
    ],
)
def test_due_day(what: str, start: str, expected: str) -> None:
    assert due(what, start) == expected


def test_the_same_day_is_due_from_friday_evening_to_sunday() -> None:
    starts = [at("2026-11-20", "23:59"), at("2026-11-21", "03:00"), at("2026-11-22", "23:59")]
    assert {compute(limit("5 workday"), start, cn()).due_on for start in starts} == {on("2026-11-27")}


def test_hours_run_through_nights_and_holidays() -> None:
    found = compute(limit("18 hour"), at("2026-09-30", "20:00"), cn())
    assert (found.due_on, found.due_at) == (None, at("2026-10-01", "14:00"))


def test_working_hours_run_only_when_the_office_is_open() -> None:
    assert compute(limit("4 workhour"), at("2026-09-30", "15:00"), cn()).due_at == at("2026-10-08", "11:00")


def test_overdue_begins_at_midnight_after_the_due_day() -> None:
    found = compute(limit("5 workday"), at("2026-09-24"), cn())
    assert found.due_at == at("2026-10-10", "00:00")
    assert not found.is_overdue(at("2026-10-09", "23:59"))
    assert found.is_overdue(at("2026-10-10", "00:00"))


def test_what_depends_on_a_year_without_notice_is_provisional() -> None:
    assert compute(limit("20 workday"), at("2026-12-15"), cn()).provisional
    assert not compute(limit("20 workday"), at("2026-12-01"), cn()).provisional
    assert compute(limit("20 day"), at("2026-12-15"), cn()).provisional
    assert not compute(limit("16 day"), at("2026-12-15"), cn()).provisional
    assert not compute(limit("720 hour"), at("2026-12-15"), cn()).provisional
    assert compute(limit("90 workhour"), at("2026-12-15"), cn()).provisional


def test_a_year_nobody_knows_is_refused() -> None:
    with pytest.raises(YearNotLoaded):
        compute(limit("20 day"), at("2050-12-30"), cn())


# --- pauses ---------------------------------------------------------------------------------------


def test_a_special_procedure_moves_the_due_day_by_its_working_days() -> None:
    assert due("10 workday", "2026-06-01", pauses=(pause("2026-06-05", "2026-06-16"),)) == "2026-06-25"


def test_a_pause_of_calendar_days_is_rolled_once_at_the_end() -> None:
    # 20 days from 10 September end on the 30th; ten more on 10 October, which is worked
    assert due("20 day", "2026-09-10", pauses=(pause("2026-09-14", "2026-09-24"),)) == "2026-10-10"
    # three more end on 3 October, inside the holiday: one roll, to the 8th
    assert due("20 day", "2026-09-10", pauses=(pause("2026-09-14", "2026-09-17"),)) == "2026-10-08"


def test_a_pause_moves_hours_by_the_time_that_passed() -> None:
    held = (Pause(at("2026-11-23", "12:00"), at("2026-11-23", "13:15")),)
    assert compute(limit("4 hour"), at("2026-11-23"), cn(), pauses=held).due_at == at("2026-11-23", "15:15")


def test_a_pause_moves_working_hours_by_office_time() -> None:
    held = (Pause(at("2026-11-23", "11:00"), at("2026-11-23", "14:00")),)
    assert compute(limit("4 workhour"), at("2026-11-23"), cn(), pauses=held).due_at == at("2026-11-24", "09:00") - (
        timedelta(hours=16)
    )


def test_while_a_pause_is_open_the_due_day_is_at_least() -> None:
    held = (pause("2026-06-05"),)
    without_now = compute(limit("10 workday"), at("2026-06-01"), cn(), pauses=held)
    with_now = compute(limit("10 workday"), at("2026-06-01"), cn(), pauses=held, until=at("2026-06-16"))
    assert (without_now.at_least, without_now.due_on) == (True, on("2026-06-15"))
    assert (with_now.at_least, with_now.due_on) == (True, on("2026-06-25"))


def test_time_before_the_start_is_no_pause() -> None:
    assert due("10 workday", "2026-06-01", pauses=(pause("2026-05-20", "2026-05-29"),)) == "2026-06-15"
    assert due("10 workday", "2026-06-01", pauses=(pause("2026-05-20", "2026-06-03"),)) == "2026-06-17"


def test_a_pause_that_begins_on_the_due_day_still_counts() -> None:
    assert due("10 workday", "2026-06-01", pauses=(pause("2026-06-15", "2026-06-17"),)) == "2026-06-17"


def test_a_pause_after_expiry_does_not_undo_the_breach() -> None:
    held = (pause("2026-06-16", "2026-06-30"),)
    found = compute(limit("10 workday"), at("2026-06-01"), cn(), pauses=held)
    assert (found.due_on, found.held) == (on("2026-06-15"), ())
    assert found.is_overdue(at("2026-06-20"))


def test_an_extension_in_time_lets_a_later_pause_count() -> None:
    held = (pause("2026-06-16", "2026-06-18"),)
    assert due("10 workday", "2026-06-01", pauses=held, extension="5 workday") == "2026-06-25"


def test_overlapping_pauses_are_not_counted_twice() -> None:
    twice = (pause("2026-06-05", "2026-06-12"), pause("2026-06-10", "2026-06-16"))
    assert due("10 workday", "2026-06-01", pauses=twice) == "2026-06-25"


def test_a_pause_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(PauseInvalid):
        pause("2026-06-16", "2026-06-05")


def test_pauses_need_an_offset() -> None:
    with pytest.raises(NaiveInstant):
        Pause(at("2026-06-16").replace(tzinfo=None))


# --- extension ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("what", "start", "extension", "expected"),
    [
        ("20 workday", "2026-06-01", "10 workday", "2026-07-14"),
        ("45 workday", "2026-06-01", "15 workday", "2026-08-25"),
        ("20 day", "2026-09-15", "3 day", "2026-10-08"),
        ("20 day", "2026-09-15", "10 day", "2026-10-15"),
        ("1 month", "2026-01-31", "1 month", "2026-03-31"),
        ("1 month", "2026-01-31", "10 day", "2026-03-10"),
        ("1 year", "2025-06-01", "6 month", "2026-12-01"),
    ],
)
def test_an_extension_is_added_to_the_limit(what: str, start: str, extension: str, expected: str) -> None:
    assert due(what, start, extension=extension) == expected


@pytest.mark.parametrize(
    ("what", "extension"), [("20 workday", "10 day"), ("20 day", "1 workday"), ("5 hour", "1 workhour")]
)
def test_an_extension_of_another_kind_is_refused(what: str, extension: str) -> None:
    with pytest.raises(ExtensionUnitMismatch) as refused:
        due(what, "2026-06-01", extension=extension)
    assert refused.value.facts == {"limit": what.split()[1], "extension": extension.split()[1]}


# --- what is left, and the light --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("what", "now", "left"),
    [
        ("5 workday", ("2026-09-29", "10:00"), 3),
        ("5 workday", ("2026-10-09", "23:59"), 0),
        ("5 workday", ("2026-10-10", "00:00"), -1),
        ("5 workday", ("2026-10-11", "00:00"), -1),
        ("20 day", ("2026-10-01", "09:00"), 13),
        ("20 day", ("2026-10-15", "00:00"), -1),
        ("5 hour", ("2026-09-24", "14:00"), 3600),
        ("5 hour", ("2026-09-24", "15:01"), -60),
        ("5 workhour", ("2026-09-24", "12:30"), 3 * 3600),
        ("5 workhour", ("2026-09-28", "10:00"), -3600 - 1800),
    ],
)
def test_what_is_left(what: str, now: tuple[str, str], left: int) -> None:
    assert remaining(compute(limit(what), at("2026-09-24"), cn()), at(*now), cn()) == left


@pytest.mark.parametrize(
    ("total", "share"), [(1, 0), (2, 1), (3, 1), (5, 1), (6, 2), (10, 2), (11, 3), (20, 4), (30, 6), (45, 9)]
)
def test_with_how_much_left_the_light_turns_yellow(total: int, share: int) -> None:
    assert warning_share(total) == share


def colours(found: Deadline, *days: str) -> list[Light]:
    return [light(found.warn_at, found.due_at, at(day)) for day in days]


def test_a_one_day_limit_turns_yellow_on_its_due_day_only() -> None:
    found = compute(limit("1 workday"), at("2026-11-20"), cn())
    assert found.warn_at == at("2026-11-23", "00:00")
    assert colours(found, "2026-11-20", "2026-11-22", "2026-11-23", "2026-11-24") == ["green", "green", "yellow", "red"]


def test_an_extension_widens_the_yellow_band() -> None:
    found = compute(limit("20 workday"), at("2026-06-01"), cn(), extension=limit("10 workday"))
    assert found.warn_at == at("2026-07-06", "00:00")


def test_months_are_yellow_for_the_last_fifth_of_their_days() -> None:
    assert compute(limit("1 month"), at("2026-06-01"), cn()).warn_at == at("2026-06-25", "00:00")


@pytest.mark.parametrize(
    ("what", "at_a_fifth"), [("5 hour", ("2026-11-23", "14:00")), ("5 workhour", ("2026-11-23", "15:30"))]
)
def test_hours_are_yellow_when_less_than_a_fifth_is_left(what: str, at_a_fifth: tuple[str, str]) -> None:
    found = compute(limit(what), at("2026-11-23"), cn())
    exactly = at(*at_a_fifth)
    assert light(found.warn_at, found.due_at, exactly) is Light.GREEN
    assert light(found.warn_at, found.due_at, exactly + SECOND) is Light.YELLOW
    assert light(found.warn_at, found.due_at, found.due_at) is Light.RED


def test_working_hours_do_not_turn_yellow_over_night() -> None:
    found = compute(limit("10 workhour"), at("2026-11-23", "10:30"), cn())  # 8 hours are used at 12:00 of the 24th
    assert light(found.warn_at, found.due_at, at("2026-11-24", "13:30")) is Light.GREEN
    assert light(found.warn_at, found.due_at, at("2026-11-24", "13:31")) is Light.YELLOW


def test_no_light_without_a_running_clock() -> None:
    found = compute(limit("10 workday"), at("2026-06-01"), cn(), pauses=(pause("2026-06-15"),), until=at("2026-06-20"))
    assert not found.is_running(at("2026-06-20"))
    assert not found.is_overdue(at("2026-06-20"))
    assert light(found.warn_at, found.due_at, at("2026-06-20"), running=False) is Light.GREY


@pytest.mark.parametrize(
    ("value", "unit"), [(0, "day"), (-1, "day"), (True, "day"), (5.0, "day"), (10**6, "day"), (5, "week")]
)
def test_what_is_no_limit_is_refused(value: int, unit: str) -> None:
    with pytest.raises(LimitInvalid):
        Limit.of(value, unit)


def test_units_know_whether_they_end_on_a_day() -> None:
    assert [unit for unit in Unit if not unit.is_date_unit] == [Unit.HOUR, Unit.WORKHOUR]
