"""`flask clock due` on every date that the domain guide works out, and at the edges of the rules."""

import json
from datetime import datetime, timedelta, timezone
from random import Random
from typing import Any

import pytest

from portal.commands.clock import answer_line
from portal.domain.limits import Limit, Unit
from tests.factories.calendars import cn
from tests.unit.domain import walking_clock as walk
from tests.unit.domain.clock_agreement import is_late, left_over, stands_still, walked
from tests.unit.domain.clock_histories import HALF_HOUR, History, history
from tests.unit.domain.clock_histories import instant as instant_of

MORNING = "T10:00:00+08:00"


def limit(text: str) -> dict[str, Any]:
    value, unit = text.split()
    return {"value": int(value), "unit": unit}


def instant(text: str) -> str:
    return text if "T" in text else text + MORNING


def ask(what: str, start: str, *pauses: tuple[str, str | None], extension: str = "", now: str = "") -> dict[str, Any]:
    question: dict[str, Any] = {"limit": limit(what), "start": instant(start), "calendar": "cn"}
    question["pauses"] = [{"from": instant(began), "to": instant(ended) if ended else None} for began, ended in pauses]
    question["extension"] = limit(extension) if extension else None
    question |= {"now": instant(now)} if now else {}
    return answer_line(json.dumps(question).encode(), {"cn": cn()}, explained=False)


@pytest.mark.parametrize(
    ("start", "n", "due"),
    [
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
        ("2026-06-01", 20, "2026-06-30"),
        ("2026-06-01", 45, "2026-08-04"),
        ("2026-06-01", 10, "2026-06-15"),
        ("2026-06-01", 5, "2026-06-08"),
    ],
)
@pytest.mark.parametrize("clock", ["T00:00:00+08:00", "T23:59:59+08:00"])
def test_working_days_of_the_guide(start: str, n: int, due: str, clock: str) -> None:
    assert ask(f"{n} workday", start + clock) == {"due": due, "provisional": False}


def test_a_limit_into_a_year_without_notice_is_provisional() -> None:
    assert ask("20 workday", "2026-12-15") == {"due": "2027-01-13", "provisional": True}


def test_extensions_and_the_special_procedure_of_the_guide() -> None:
    assert ask("20 workday", "2026-06-01", extension="10 workday")["due"] == "2026-07-14"
    assert ask("45 workday", "2026-06-01", extension="15 workday")["due"] == "2026-08-25"
    assert ask("10 workday", "2026-06-01", ("2026-06-05", "2026-06-16"))["due"] == "2026-06-25"


@pytest.mark.parametrize(
    ("start", "what", "due"),
    [
        ("2026-09-10", "20 day", "2026-09-30"),
        ("2026-09-30", "20 day", "2026-10-20"),
        ("2026-09-15", "20 day", "2026-10-08"),
        ("2026-10-08", "20 day", "2026-10-28"),
        ("2026-04-11", "20 day", "2026-05-06"),
        ("2026-03-01", "45 day", "2026-04-15"),
    ],
)
def test_calendar_days_of_the_guide(start: str, what: str, due: str) -> None:
    assert ask(what, start) == {"due": due, "provisional": False}


@pytest.mark.parametrize(
    ("now", "remaining", "light"),
    [
        ("2026-09-24T10:00:00+08:00", 5, "green"),
        ("2026-09-27T23:59:59+08:00", 5, "green"),
        ("2026-09-30T23:59:59+08:00", 2, "green"),
        ("2026-10-07T12:00:00+08:00", 2, "green"),
        ("2026-10-07T16:00:00Z", 1, "yellow"),
        ("2026-10-08T00:00:00+08:00", 1, "yellow"),
        ("2026-10-09T23:59:59+08:00", 0, "yellow"),
        ("2026-10-09T15:59:59Z", 0, "yellow"),
        ("2026-10-09T16:00:00Z", -1, "red"),
        ("2026-10-11T10:00:00+08:00", -1, "red"),
        ("2026-10-12T10:00:00+08:00", -2, "red"),
    ],
)
def test_what_is_left_and_the_light_of_a_five_day_limit(now: str, remaining: int, light: str) -> None:
    answer = ask("5 workday", "2026-09-24", now=now)
    assert (answer["remaining"], answer["overdue"], answer["light"]) == (remaining, light == "red", light)


@pytest.mark.parametrize(
    ("what", "now", "light"),
    [
        ("1 workday", "2026-11-22T23:59:59+08:00", "green"),
        ("1 workday", "2026-11-23T00:00:00+08:00", "yellow"),
        ("1 day", "2026-11-22T23:59:59+08:00", "green"),
        ("1 day", "2026-11-23T00:00:00+08:00", "yellow"),
        ("1 day", "2026-11-24T00:00:00+08:00", "red"),
        ("2 workday", "2026-11-23T00:00:00+08:00", "yellow"),
        ("10 day", "2026-11-27T23:59:59+08:00", "green"),
        ("10 day", "2026-11-28T00:00:00+08:00", "yellow"),
        ("10 hour", "2026-11-20T18:00:00+08:00", "green"),
        ("10 hour", "2026-11-20T18:00:00.000001+08:00", "yellow"),
        ("10 hour", "2026-11-20T20:00:00+08:00", "yellow"),
        ("10 hour", "2026-11-20T20:00:01+08:00", "red"),
    ],
)
def test_where_the_light_changes(what: str, now: str, light: str) -> None:
    answer = ask(what, "2026-11-20", now=now)
    assert (answer["light"], answer["overdue"]) == (light, light == "red")


def test_hours_are_in_time_up_to_their_last_instant() -> None:
    in_time = ask("2 hour", "2026-11-20", now="2026-11-20T12:00:00+08:00")
    late = ask("2 hour", "2026-11-20", now="2026-11-20T12:00:00.000001+08:00")
    assert (in_time["remaining"], in_time["overdue"]) == (0, False)
    assert (late["remaining"], late["overdue"]) == (-1, True)


@pytest.mark.parametrize(
    ("start", "what", "due"),
    [
        ("2026-11-20T18:00:00+08:00", "1 workhour", "2026-11-23T10:00:00+08:00"),
        ("2026-11-21T11:00:00+08:00", "1 workhour", "2026-11-23T10:00:00+08:00"),
        ("2026-11-20T08:00:00+08:00", "3 workhour", "2026-11-20T12:00:00+08:00"),
        ("2026-11-20T12:30:00+08:00", "1 workhour", "2026-11-20T14:30:00+08:00"),
        ("2026-11-20T11:30:00+08:00", "1 workhour", "2026-11-20T14:00:00+08:00"),
        ("2026-11-20T15:00:00+08:00", "2 workhour", "2026-11-20T17:00:00+08:00"),
        ("2026-11-20T15:00:00+08:00", "3 workhour", "2026-11-23T10:00:00+08:00"),
        ("2026-09-20T09:00:00+08:00", "1 workhour", "2026-09-20T10:00:00+08:00"),
        ("2026-11-20T07:00:00Z", "2 workhour", "2026-11-20T17:00:00+08:00"),
        ("2026-11-20T10:00:00.25-05:00", "18 hour", "2026-11-21T17:00:00.250000+08:00"),
    ],
)
def test_hours_end_at_an_instant_of_the_county(start: str, what: str, due: str) -> None:
    assert ask(what, start)["due"] == due


@pytest.mark.parametrize(
    ("start", "what", "due"),
    [
        ("2024-01-31", "1 month", "2024-02-29"),
        ("2023-02-28", "1 year", "2024-02-28"),
        ("2024-02-29", "1 year", "2025-02-28"),
        ("2024-02-29", "12 month", "2025-02-28"),
        ("2026-08-31", "6 month", "2027-03-01"),
        ("2024-12-31T16:00:00Z", "1 month", "2025-02-05"),
    ],
)
def test_months_and_years_are_clamped_then_rolled(start: str, what: str, due: str) -> None:
    assert ask(what, start)["due"] == due


@pytest.mark.parametrize(
    ("pauses", "due"),
    [
        ([("2026-06-05", "2026-06-08"), ("2026-06-08", "2026-06-16")], "2026-06-25"),
        ([("2026-06-05", "2026-06-10"), ("2026-06-08", "2026-06-16")], "2026-06-25"),
        ([("2026-06-08", "2026-06-16"), ("2026-06-05", "2026-06-10")], "2026-06-25"),
        ([("2026-06-05T18:00:00+08:00", "2026-06-07T23:59:00+08:00")], "2026-06-15"),
        ([("2026-06-05", "2026-06-05")], "2026-06-15"),
        ([("2026-05-01", "2026-06-01")], "2026-06-15"),
        ([("2026-05-01", "2026-06-03")], "2026-06-17"),
        ([("2026-06-01", "2026-06-03")], "2026-06-17"),
        ([("2026-06-15T23:59:59+08:00", "2026-06-16T00:00:00+08:00")], "2026-06-16"),
        ([("2026-06-16T00:00:00+08:00", "2026-06-18")], "2026-06-15"),
    ],
)
def test_pauses_of_a_ten_day_limit(pauses: list[tuple[str, str]], due: str) -> None:
    assert ask("10 workday", "2026-06-01", *pauses)["due"] == due


def test_a_clock_that_stands_still_is_grey_and_never_overdue() -> None:
    answer = ask("10 workday", "2026-06-01", ("2026-06-15", None), now="2026-06-30")
    assert answer == {
        "due": "2026-06-30",
        "provisional": False,
        "at_least": True,
        "remaining": 0,
        "overdue": False,
        "light": "grey",
    }
    inside_a_closed_one = ask("10 workday", "2026-06-01", ("2026-06-05", "2026-06-16"), now="2026-06-10")
    assert (inside_a_closed_one["light"], inside_a_closed_one["remaining"]) == ("grey", 10)


def test_an_open_pause_does_not_hide_what_a_closed_one_adds() -> None:
    both = [("2026-06-05", None), ("2026-06-08", "2026-06-10")]
    assert ask("10 workday", "2026-06-01", *both) == {"due": "2026-06-17", "provisional": False, "at_least": True}


def test_a_pause_measured_over_projected_days_makes_the_day_provisional() -> None:
    over_new_year = ("2026-12-31", "2027-01-03")
    assert ask("5 workday", "2026-12-24", over_new_year) == {"due": "2026-12-31", "provisional": True}
    assert ask("7 day", "2026-12-24", ("2026-12-24", "2026-12-24")) == {"due": "2026-12-31", "provisional": False}


def test_lines_of_json_are_answered_as_the_walk_answers() -> None:
    """The same histories as those of the arithmetic, through the exchange form; other offsets name the same moment."""
    random = Random("lines")
    for _ in range(1_500):
        one = history(random.randint, tuple(Unit))
        expected = walked(one)
        answer = answer_line(json.dumps(asked(one, random)).encode(), {"cn": cn()}, explained=False)
        if one.limit.unit.is_date_unit:
            assert answer["due"] == walk.dated(expected.due).isoformat(), one
        else:
            assert datetime.fromisoformat(answer["due"]) == instant_of(expected.due), one
        late, paused = is_late(one, expected), stands_still(one, expected)
        running = one.now >= one.start and not paused
        assert answer["provisional"] == expected.projected, one
        assert answer["remaining"] == left_over(one, expected, step=HALF_HOUR), one
        assert answer["overdue"] == (late and not paused), one
        assert (answer["light"] == "grey") is not running, one
        assert (answer["light"] == "red") == (running and late), one


def asked(one: History, random: Random) -> dict[str, Any]:
    """The line for a history, each instant written with some offset."""

    def written(minute: int) -> str:
        zone = timezone(timedelta(hours=random.choice([8, 0, -5])))
        return instant_of(minute).astimezone(zone).isoformat()

    def amount(limit: Limit) -> dict[str, Any]:
        return {"value": limit.value, "unit": str(limit.unit)}

    return {
        "limit": amount(one.limit),
        "start": written(one.start),
        "pauses": [{"from": written(began), "to": None if to is None else written(to)} for began, to in one.pauses],
        "extension": amount(one.extension) if one.extension else None,
        "now": written(one.now),
    }
