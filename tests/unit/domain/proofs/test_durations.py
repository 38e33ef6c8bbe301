"""How limits of different units are compared, against the calendar and against the real clock."""

from __future__ import annotations

import pytest

from portal.definitions.calendars import load_calendar
from portal.domain.limits import Limit, Unit
from portal.domain.proofs.durations import (
    DAY_TICKS,
    OFFICE_HOURS,
    in_workdays,
    is_longer,
    may_be_longer,
    one_after_another,
    ticks,
)
from tests.factories.definitions import WORKFLOWS

WORKDAY, WORKHOUR, DAY, HOUR, MONTH, YEAR = Unit.WORKDAY, Unit.WORKHOUR, Unit.DAY, Unit.HOUR, Unit.MONTH, Unit.YEAR


@pytest.mark.parametrize(
    ("longer", "shorter"),
    [
        (Limit(6, WORKDAY), Limit(5, WORKDAY)),
        (Limit(15, WORKDAY), Limit(20, DAY)),
        (Limit(20, DAY), Limit(14, WORKDAY)),
        (Limit(7, WORKHOUR), Limit(1, WORKDAY)),
        (Limit(1, WORKDAY), Limit(6, WORKHOUR)),
        (Limit(2, DAY), Limit(1, WORKDAY)),
        (Limit(31, DAY), Limit(1, MONTH)),
        (Limit(13, MONTH), Limit(1, YEAR)),
        (Limit(25, HOUR), Limit(1, DAY)),
        (Limit(1, WORKDAY), Limit(18, HOUR)),
    ],
)
def test_one_limit_is_longer(longer: Limit, shorter: Limit) -> None:
    assert is_longer(longer, shorter)
    assert not is_longer(shorter, longer)


def test_seven_days_are_five_working_days() -> None:
    assert ticks(Limit(7, DAY)) == ticks(Limit(5, WORKDAY))
    assert ticks(Limit(24, HOUR)) == ticks(Limit(1, DAY))


def test_a_long_holiday_matters_only_between_work_and_calendar() -> None:
    assert may_be_longer(Limit(14, WORKDAY), Limit(20, DAY))
    assert not may_be_longer(Limit(14, WORKDAY), Limit(20, WORKDAY))
    assert not may_be_longer(Limit(14, WORKDAY), Limit(60, DAY))
    assert not may_be_longer(Limit(10, DAY), Limit(10, WORKDAY))


def test_days_begin_after_hours() -> None:
    assert one_after_another((0, 0), Limit(3, WORKHOUR)) == (0, ticks(Limit(3, WORKHOUR)))
    assert one_after_another((0, 1), Limit(2, WORKDAY)) == (3 * DAY_TICKS, 0)
    assert one_after_another((DAY_TICKS, 0), Limit(2, WORKDAY)) == (3 * DAY_TICKS, 0)


def test_a_length_is_told_in_work_days() -> None:
    assert in_workdays(ticks(Limit(7, DAY))) == "5"
    assert in_workdays(ticks(Limit(7, WORKHOUR))) == "1.08"


def test_the_working_day_has_the_hours_of_the_calendar() -> None:
    calendar = load_calendar(WORKFLOWS / "calendars", "cn")
    assert sum(one.length.total_seconds() for one in calendar.office_hours) == OFFICE_HOURS * 3600
