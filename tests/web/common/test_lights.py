"""Lights in words, keys of pages, and words for every code of the domain."""

from collections.abc import Collection, Mapping
from datetime import UTC, datetime, timedelta
from enum import StrEnum

import pytest
from flask import Flask

from portal.domain import deadlines
from portal.domain.case.moves import CaseState
from portal.domain.case.state import HalfDay, StepState, Verdict, VisitCause
from portal.domain.documents import DeliveryMethod, Relation
from portal.domain.limits import Limit, Unit
from portal.services.records.core import After
from portal.web.common import case_words
from portal.web.common.keys import after_of, key_of
from portal.web.common.lights import Due, due_badge
from tests.factories import calendars

MONDAY = calendars.at("2026-09-21", "09:30")


def light_at(app: Flask, limit: Limit, moment: datetime, lang: str = "zh") -> tuple[str, object]:
    """Tone and words of a clock that was set running on Monday morning."""
    calendar = calendars.cn()
    due = Due.of(deadlines.compute(limit, MONDAY, calendar))
    with app.test_request_context(f"/?lang={lang}"):
        badge = due_badge(due, moment, calendar)
    return badge.tone.value, badge.words


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (MONDAY, ("green", "剩5天")),
        (calendars.at("2026-09-24"), ("green", "剩2天")),
        (calendars.at("2026-09-28"), ("yellow", "剩1天")),
        (calendars.at("2026-09-29"), ("yellow", "今天")),
        (calendars.at("2026-09-30"), ("red", "超期1天")),
        (calendars.at("2026-10-08"), ("red", "超期2天")),
    ],
)
def test_working_days_are_counted_down(app: Flask, moment: datetime, expected: tuple[str, str]) -> None:
    assert light_at(app, Limit(5, Unit.WORKDAY), moment) == expected


@pytest.mark.parametrize(
    ("clock", "words"),
    [("09:30", "剩3小时"), ("11:50", "剩40分钟"), ("14:30", "超期30分钟"), ("16:40", "超期2小时")],
)
def test_office_hours_are_counted_down(app: Flask, clock: str, words: str) -> None:
    _tone, said = light_at(app, Limit(3, Unit.WORKHOUR), calendars.at("2026-09-21", clock))
    assert said == words


def test_hours_become_days_on_the_next_day(app: Flask) -> None:
    assert light_at(app, Limit(3, Unit.WORKHOUR), calendars.at("2026-09-22")) == ("red", "超期1天")


def test_lights_speak_english(app: Flask) -> None:
    assert light_at(app, Limit(5, Unit.WORKDAY), calendars.at("2026-09-30"), "en") == ("red", "1 day overdue")


def test_no_clock_is_grey(app: Flask) -> None:
    with app.test_request_context("/"):
        assert due_badge(None, MONDAY, calendars.cn()).tone.value == "grey"


def test_a_key_leads_back_to_its_place() -> None:
    after = After(datetime(2026, 9, 21, 1, 30, 0, 123456, tzinfo=UTC), 77)
    assert after_of(key_of(after)) == after
    assert key_of(None) is None


@pytest.mark.parametrize("text", [None, "", "1", "x.1", "1.2.3", "9" * 30 + ".1"])
def test_a_key_nobody_made_means_the_first_page(text: str | None) -> None:
    assert after_of(text) is None


@pytest.mark.parametrize(
    ("codes", "words"),
    [
        (CaseState, case_words.STATES),
        (Verdict, case_words.VERDICTS),
        (StepState, case_words.STEP_STATES),
        (StepState, case_words.STEP_PROGRESS),
        (DeliveryMethod, case_words.METHODS),
        (Relation, case_words.RELATIONS),
        (VisitCause, case_words.CAUSES),
        (HalfDay, case_words.HALF_DAYS),
    ],
)
def test_every_code_has_its_words(codes: Collection[StrEnum], words: Mapping[StrEnum, object]) -> None:
    assert set(words) == set(codes)


def test_a_late_key_still_names_a_moment() -> None:
    late = After(datetime(2026, 9, 21, tzinfo=UTC) + timedelta(days=40_000), 1)
    assert after_of(key_of(late)) == late
