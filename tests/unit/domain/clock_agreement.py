"""What both clocks must say of one history: the end, what is left, whether it is late, the light, the explanation.

Owns the comparison. Refuses nothing; a difference is an assertion that names the history.
"""

from datetime import UTC, timedelta
from itertools import pairwise
from typing import Final

from portal.domain.deadlines import Deadline, Light, compute, light, remaining
from portal.domain.explanation import LineKind, explain
from portal.domain.limits import Unit
from tests.factories.calendars import cn
from tests.unit.domain import walking_clock as walk
from tests.unit.domain.clock_histories import HALF_HOUR, History, instant
from tests.unit.domain.walking_clock import DAY, Walked

FOREVER: Final = 10**9
SILENT: Final = frozenset({LineKind.REST, LineKind.HOLIDAY, LineKind.PAUSED})


def walked(one: History, *, step: int = HALF_HOUR) -> Walked:
    unit = one.limit.unit
    if unit is Unit.WORKDAY:
        return walk.workdays(one.total, one.start, one.spans)
    if unit.is_date_unit:
        return walk.days(one.months, one.total, one.start, one.spans)
    return walk.hours(one.total * 60 // step, one.start, one.spans, step=step, office=unit is Unit.WORKHOUR)


def computed(one: History) -> Deadline:
    return compute(
        one.limit,
        instant(one.start),
        cn(),
        pauses=one.held,
        extension=one.extension,
        until=instant(one.now),
    )


def agree(one: History, *, step: int = HALF_HOUR) -> None:
    """The end and whether it is provisional, what is left at now, late or not, and the light."""
    expected, found = walked(one, step=step), computed(one)
    if one.limit.unit.is_date_unit:
        assert found.due_on == walk.dated(expected.due), one
        assert found.due_at == instant((expected.due + 1) * DAY), one
    else:
        assert (found.due_on, found.due_at) == (None, instant(expected.due)), one
    assert found.provisional == expected.projected, one
    left = left_over(one, expected, step=step)
    assert remaining(found, instant(one.now), cn()) == left, one
    paused, late = stands_still(one, expected), is_late(one, expected)
    assert found.is_running(instant(one.now)) is not paused, one
    assert found.is_overdue(instant(one.now)) == (late and not paused), one
    colour = light(found.warn_at, found.late_at, instant(one.now), running=not paused)
    assert colour is (Light.GREY if paused else colour_of(one, left, late=late)), one


def left_over(one: History, expected: Walked, *, step: int) -> int:
    unit = one.limit.unit
    if unit is Unit.WORKDAY:
        return walk.workdays_left(one.now // DAY, expected.due)
    if unit.is_date_unit:
        return expected.due - one.now // DAY
    if unit is Unit.HOUR:
        return (expected.due - one.now) * 60
    return 60 * walk.office_minutes_left(one.now, expected.due, step=step)


def stands_still(one: History, expected: Walked) -> bool:
    """Whether a pause that began in time holds the clock at now."""
    if one.limit.unit.is_date_unit:
        midnight = (expected.due + 1) * DAY
        reach = walk.held_until(one.spans_until(FOREVER), midnight)
        return walk.stands(one.spans_until(FOREVER), one.now) if one.now < midnight else (reach or 0) > one.now
    return walk.stands([span for span in one.spans_until(FOREVER) if span[0] < expected.due], one.now)


def is_late(one: History, expected: Walked) -> bool:
    return one.now > expected.due if not one.limit.unit.is_date_unit else one.now // DAY > expected.due


def colour_of(one: History, left: int, *, late: bool) -> Light:
    """The words of the rule: a fifth rounded up, at least one, never the whole limit; hours less than a fifth."""
    total = one.total
    if one.limit.unit.is_date_unit:
        total = length_in_days(one)
        yellow = left <= min(total - 1, max(1, (total + 4) // 5))
    else:
        yellow = 5 * left < total * 3600
    return Light.RED if late else Light.YELLOW if yellow else Light.GREEN


def length_in_days(one: History) -> int:
    """Working days, or for calendar units the days from the start to the end before it is rolled."""
    first = one.start // DAY
    return one.total if one.limit.unit is Unit.WORKDAY else walk.same_day_later(first, one.months) + one.total - first


def explained(one: History) -> None:
    """The lines are every day from the start to the due day, the counts rise by one, what is idle has no count."""
    found = computed(one)
    lines = explain(
        one.limit,
        instant(one.start),
        cn(),
        pauses=one.held,
        extension=one.extension,
        until=instant(one.now),
    )
    first, last = walk.dated(one.start // DAY), found.due_on or found.due_at.astimezone(cn().zone).date()
    assert (lines[0].kind, lines[0].date, lines[-1].date) == (LineKind.START, first, last), one
    assert all(later.date - line.date == timedelta(days=1) for line, later in pairwise(lines)), one
    assert all((line.n is None) == (line.kind in SILENT) for line in lines), one
    counts = [line.n for line in lines if line.n is not None]
    if one.limit.unit.is_date_unit:
        assert counts == list(range(len(counts))), one
        assert len(counts) - 1 == length_in_days(one), one
    else:
        assert counts == sorted(counts), one
        assert len(lines) == 1 or counts[-1] == one.total, one
    assert found.due_at.tzinfo is UTC
