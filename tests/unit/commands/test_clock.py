"""`flask clock due`: the agreed form of questions, answers and complaints."""

import json
from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask

from portal.commands.clock import LineRefused, answer_line, clock
from tests.factories.calendars import FOLDER, cn

FULL: Mapping[str, Any] = {
    "limit": {"value": 5, "unit": "workday"},
    "start": "2026-09-24T10:00:00+08:00",
    "pauses": [],
    "extension": None,
    "now": "2026-09-29T10:00:00+08:00",
    "calendar": "cn",
}


def ask(*, explained: bool = False, **changes: Any) -> dict[str, Any]:
    question = {**FULL, **changes}
    return answer_line(json.dumps(question).encode(), {"cn": cn()}, explained=explained)


def refusal(line: str) -> str:
    with pytest.raises(LineRefused) as refused:
        answer_line(line.encode(), {"cn": cn()}, explained=False)
    return str(refused.value)


def test_the_example_of_the_contract() -> None:
    assert ask() == {"due": "2026-10-09", "provisional": False, "remaining": 3, "overdue": False, "light": "green"}


def test_only_limit_and_start_are_needed() -> None:
    line = b'{"limit": {"value": 20, "unit": "workday"}, "start": "2026-12-14T16:00:00Z"}'
    assert answer_line(line, {"cn": cn()}, explained=False) == {"due": "2027-01-13", "provisional": True}


@pytest.mark.parametrize(
    ("limit", "due", "remaining"),
    [
        ({"value": 18, "unit": "hour"}, "2026-09-25T04:00:00+08:00", -367200 + 3600 * 8),
        ({"value": 5, "unit": "workhour"}, "2026-09-24T16:30:00+08:00", -3600 * 3 - 1800),
        ({"value": 20, "unit": "day"}, "2026-10-14", 15),
        ({"value": 1, "unit": "month"}, "2026-10-26", 27),
    ],
)
def test_units(limit: dict[str, Any], due: str, remaining: int) -> None:
    answer = ask(limit=limit)
    assert answer["due"] == due
    if "hour" not in limit["unit"]:
        assert answer["remaining"] == remaining
    assert answer["overdue"] == ("hour" in limit["unit"])


def test_seconds_are_left_for_hours_and_office_seconds_for_working_hours() -> None:
    assert ask(limit={"value": 2, "unit": "hour"}, now="2026-09-24T11:59:00+08:00")["remaining"] == 60
    assert ask(limit={"value": 4, "unit": "workhour"}, now="2026-09-24T12:30:00+08:00")["remaining"] == 7200


def test_an_open_pause_is_counted_up_to_now_and_says_at_least() -> None:
    held = [{"from": "2026-09-28T09:00:00+08:00", "to": None}]
    answer = ask(pauses=held)
    assert answer == {
        "due": "2026-10-10",
        "provisional": False,
        "at_least": True,
        "remaining": 4,
        "overdue": False,
        "light": "grey",
    }


def test_an_expired_clock_is_red_and_stays_so() -> None:
    late = ask(now="2026-10-12T08:00:00+08:00", pauses=[{"from": "2026-10-11T09:00:00+08:00", "to": None}])
    assert (late["overdue"], late["light"], late["remaining"]) == (True, "red", -2)


def test_no_clock_runs_before_its_start() -> None:
    assert ask(now="2026-09-24T09:00:00+08:00")["light"] == "grey"


def test_the_explanation_is_data() -> None:
    days = ask(explained=True)["days"]
    assert days[0] == {"date": "2026-09-24", "kind": "start", "n": 0, "why": "起算当日不计入"}
    assert days[1] == {"date": "2026-09-25", "kind": "holiday", "n": None, "why": "中秋节"}
    assert days[-1] == {"date": "2026-10-09", "kind": "counted", "n": 5, "why": ""}


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"limit": 5}, "never a bare number"),
        ({"limit": {"value": 5}}, "limit.unit: this key is missing"),
        ({"limit": {"value": "5", "unit": "day"}}, "limit.value"),
        ({"limit": {"value": True, "unit": "day"}}, "limit.value"),
        ({"limit": {"value": 0, "unit": "day"}}, "0 day is not a limit"),
        ({"limit": {"value": 5, "unit": "week"}}, "5 week is not a limit"),
        ({"start": "2026-09-24T10:00:00"}, "start: an instant needs an offset"),
        ({"start": "2026-09-24"}, "start: an instant needs an offset"),
        ({"start": 1790000000}, "start: an instant is written like"),
        ({"now": "soon"}, "now: an instant is written like"),
        ({"calendar": "us"}, "unknown calendar 'us'"),
        ({"pauses": [{"from": "2026-09-24T10:00:00+08:00"}]}, "pauses.0.to: this key is missing"),
        ({"pauses": [{"from": "2026-09-24T10:00:00+08:00", "to": "2026-09-23T10:00:00+08:00"}]}, "before it begins"),
        ({"extension": {"value": 5, "unit": "day"}}, "a limit in workday cannot be extended by day"),
        ({"extention": None}, "extention: there is no such key"),
        ({"start": "2099-01-01T00:00:00+08:00"}, "does not know the year 2099"),
        ({"start": "0001-01-01T00:00:00+14:00"}, "years 1 to 9999"),
    ],
)
def test_a_bad_line_is_refused_in_words(changes: dict[str, Any], said: str) -> None:
    assert said in refusal(json.dumps({**FULL, **changes}))


@pytest.mark.parametrize("line", ["", "nonsense", "[" * 100_000, '{"limit": 1, "limit": 2}', "[]", '"x"', "null"])
def test_what_is_no_question_is_refused(line: str) -> None:
    assert refusal(line)


def run(lines: bytes, *arguments: str) -> tuple[int, list[dict[str, Any]]]:
    app = Flask("clock")
    app.extensions["portal"] = SimpleNamespace(
        settings=SimpleNamespace(workflows=FOLDER.parent, calendars=FOLDER / "none")
    )
    result = app.test_cli_runner().invoke(clock, ["due", *arguments], input=lines)
    return result.exit_code, [json.loads(line) for line in result.output.splitlines()]


def test_every_line_is_answered_in_order_and_a_bad_one_shows_in_the_exit_status() -> None:
    good = json.dumps(FULL).encode()
    assert run(good + b"\n" + good) == (0, [ask(), ask()])
    status, answers = run(b"\xff\n" + good + b"\n{}\n", "--explain")
    assert (status, [sorted(answer)[:1] for answer in answers]) == (1, [["error"], ["days"], ["error"]])


def test_windows_line_ends_a_byte_order_mark_and_half_a_character_do_no_harm() -> None:
    good = json.dumps(FULL).encode()
    half = good.replace(b'"workday"', b'"\\ud800"')
    status, answers = run(b"\xef\xbb\xbf" + good + b"\r\n" + half + b"\r\n \r\n" + good)
    assert (status, answers[0], answers[3]) == (1, ask(), ask())
    assert answers[1] == {"error": "5 \ud800 is not a limit"}
    assert sorted(answers[2]) == ["error"]


def test_many_lines_are_answered_one_by_one() -> None:
    status, answers = run((json.dumps(FULL).encode() + b"\n") * 2000)
    assert (status, len(answers)) == (0, 2000)
