"""A scenario fails when it should: wrong expectations, acts that go wrong, cases that never end."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.factories.scenarios import FINISH

if TYPE_CHECKING:
    from collections.abc import Callable

Play = "Callable[[str], list[str]]"
FILED = "  - applicant: files\n"


def test_a_scenario_that_holds_has_no_failures(play: Callable[[str], list[str]]) -> None:
    assert play(FILED + FINISH) == []


def test_a_wrong_expectation_names_line_expected_and_found(play: Callable[[str], list[str]]) -> None:
    assert play(
        FILED + "    expect:\n      state: reviewing\n      acceptance: {due: 2026-06-09, light: green}\n" + FINISH
    ) == [
        "7: state: expected reviewing, found submitted",
        "8: acceptance.due: expected 2026-06-09, found 2026-06-08",
    ]


def test_a_case_that_never_ends_fails(play: Callable[[str], list[str]]) -> None:
    (failure,) = play(FILED)
    assert failure.startswith("5: the case never ends: it is submitted still")


def test_a_scenario_without_a_case_fails(play: Callable[[str], list[str]]) -> None:
    assert play("  - skip: 1 day\n") == ["5: no case was filed"]


def test_what_is_refused_must_be_expected(play: Callable[[str], list[str]]) -> None:
    (failure,) = play(FILED + "  - window: accepts\n" + FINISH)
    assert failure.startswith("6: expected it to be done, found it refused: case.materials_not_checked(")
    assert "write `window: checks` before" in failure


def test_what_should_be_refused_must_not_be_done(play: Callable[[str], list[str]]) -> None:
    steps = FILED + "  - window: checks\n  - window: accepts\n    refused: case.materials_not_checked\n" + FINISH
    assert play(steps) == [
        "8: expected it to be refused with case.materials_not_checked, found that it was done",
    ]


def test_a_refusal_for_another_reason_fails(play: Callable[[str], list[str]]) -> None:
    (failure,) = play(FILED + "  - window: accepts\n    refused: note_needed\n" + FINISH)
    assert failure.startswith("7: refused: expected case.note_needed, found case.materials_not_checked(")


def test_the_facts_of_a_refusal_are_compared(play: Callable[[str], list[str]]) -> None:
    refused = "    refused: {because: materials_missing, facts: {materials: [x]}}\n"
    steps = f"  - applicant: files\n    without: [plans]\n{refused}"
    assert play(steps + FILED + FINISH) == ["7: refused.facts.materials: expected [x], found [plans]"]


def test_time_does_not_go_back(play: Callable[[str], list[str]]) -> None:
    (failure,) = play(FILED + "  - at: 2026-05-31\n" + FINISH)
    assert failure == "6: this lies in the past: it is 2026-06-01 09:00 already"


def test_a_year_without_calendar_is_told(play: Callable[[str], list[str]]) -> None:
    (failure,) = play("scenario: x\nservice: public-place-hygiene\nstart: 2018-06-01\nsteps:\n" + FILED + FINISH)
    assert "calendar.year_not_loaded" in failure or "2018" in failure


@pytest.mark.parametrize(
    ("step", "told"),
    [
        (
            "  - applicant: files\n    answers: {place_kynd: bath}\n",
            "there is no field 'place_kynd' in this service; did you mean 'place_kind'?",
        ),
        (
            "  - applicant: files\n    answers: {place_kind: pub}\n",
            "the form does not take this answer: place_kind: answer.not_an_option (options: lodging, ",
        ),
        (
            "  - applicant: files\n    files: [plan]\n",
            "there is no material 'plan' in this service; did you mean 'plans'?",
        ),
        (
            "  - applicant: files\n    files: [air_report]\n",
            "nothing is handed in for 'air_report' in this situation",
        ),
        ("  - window: checks\n", "there is no case yet; write `applicant: files` first"),
        (FILED + FILED, "this case is filed already; another one gets a name, for example `case: second`"),
        (FILED + "  - department: passes\n", "say which step; open are: none"),
        (
            FILED + "  - department: passes\n    step: revue\n",
            "there is no step 'revue' in this service; did you mean 'review'?",
        ),
        (
            FILED + "  - department: passes\n    step: review\n    as: helth\n",
            "there is no department 'helth' in this service; did you mean 'health'?",
        ),
        (
            FILED + "    expect: {steps: {revue: open}}\n",
            "there is no step 'revue' in this service; did you mean 'review'?",
        ),
        (FILED + "    expect: {materials: {lease: absent}}\n", "there is no material 'lease' in this service"),
    ],
)
def test_what_the_service_does_not_know_is_named(play: Callable[[str], list[str]], step: str, told: str) -> None:
    failures = play(step + FINISH)
    assert any(told in failure for failure in failures), failures


def test_a_follow_up_that_is_not_there_brings_the_names_of_those_that_are(play: Callable[[str], list[str]]) -> None:
    steps = FILED + "  - manager: supervises\n    expect: {follow_ups: {supervision-2: waiting}}\n" + FINISH
    assert play(steps) == [
        "7: follow_ups.supervision-2: expected {state: waiting}, found none; there are supervision-1",
    ]


def test_that_there_is_no_follow_up_and_no_objection_can_be_expected(play: Callable[[str], list[str]]) -> None:
    none = "    expect: {follow_ups: none, objections: none}\n"
    assert play(FILED + none + FINISH) == []
    supervised = "  - manager: supervises\n    expect: {follow_ups: none}\n"
    assert play(FILED + supervised + FINISH) == ["7: follow_ups: expected none, found [supervision-1]"]


def test_a_refusal_is_told_in_the_words_of_the_language(play: Callable[[str], list[str]]) -> None:
    asked = "  - window: checks\n  - window: accepts\n  - department: requests extension\n    by: 1 workday\n"
    (failure,) = play(FILED + asked + "  - head: approves extension\n    as: tax\n" + FINISH)
    assert "<" not in failure
    assert "permission.refused(permission: extension.approve" in failure


def test_the_nearest_service_is_named(play: Callable[[str], list[str]]) -> None:
    head = "scenario: x\nservice: public-place-hygene\nstart: 2026-06-01\nsteps:\n"
    (failure,) = play(head + FILED + FINISH)
    assert "there is no service 'public-place-hygene'; did you mean 'public-place-hygiene'?; there are: " in failure


def test_everything_can_be_compared_and_told(play: Callable[[str], list[str]]) -> None:
    expected = (
        "    expect: {light: red, due: 2026-06-07, remaining: 4 workdays, overdue: yes, promise: 2026-06-10,\n"
        "      correction: none, steps: {review: open}, open_steps: [review], asked: none, documents: none,\n"
        "      visits: 2, violations: [repeated], pause: special, deemed_accepted: yes, ending: lapsed,\n"
        "      figures: {once: never}, materials: {plans: accepted, air_report: unchecked}, title: other,\n"
        "      urged: 1, objections: {1: open}, follow_ups: {supervision-1: waiting}, accepted_on: 2026-06-01}\n"
    )
    failures = play(FILED + expected + FINISH)
    told = {failure.split(": ")[1] for failure in failures}
    assert told == {
        "light",
        "due",
        "remaining",
        "overdue",
        "promise",
        "steps.review.state",
        "open_steps",
        "asked",
        "documents",
        "visits",
        "violations",
        "pause",
        "deemed_accepted",
        "ending",
        "figures",
        "materials.plans",
        "materials.air_report",
        "title",
        "urged",
        "objections.1",
        "follow_ups.supervision-1",
        "accepted_on",
    }


def test_a_limit_in_hours_is_in_time_up_to_the_moment_it_ends(play: Callable[[str], list[str]]) -> None:
    head = "scenario: x\nservice: enterprise-opening\nstart: 2026-06-01 09:00\nsteps:\n"
    accepted = FILED + "  - window: checks\n  - window: accepts\n"
    at_the_end = "  - at: 2026-06-01 12:00\n    expect: {steps: {registration: {light: yellow, overdue: no}}}\n"
    too_late = "  - at: 2026-06-01 12:00:01\n    expect: {steps: {registration: {light: red, overdue: yes}}}\n"
    assert play(head + accepted + at_the_end + too_late + FINISH) == []
