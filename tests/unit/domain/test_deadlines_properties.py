"""What must hold for every clock: the rules of pauses, and agreement with a second, slower clock."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from portal.domain.calendar import ONE_DAY
from portal.domain.deadlines import Light, Pause, compute, light, remaining
from portal.domain.explanation import LineKind, explain
from portal.domain.limits import Limit, Unit
from portal.domain.rulers import warning_share
from tests.factories.calendars import cn
from tests.unit.domain import walking_clock as walk

HALF_HOUR = timedelta(minutes=30)
EPOCH = datetime(2019, 6, 1, tzinfo=UTC)
HISTORIES = 1500
checked = settings(deadline=None, derandomize=True)

moments = st.integers(0, 48 * 365 * 5).map(lambda n: EPOCH + n * HALF_HOUR)
lengths = st.integers(0, 48 * 20).map(lambda n: n * HALF_HOUR)
dates_limits = st.builds(Limit, st.integers(1, 40), st.sampled_from([Unit.WORKDAY, Unit.DAY]))
limits = st.one_of(dates_limits, st.builds(Limit, st.integers(1, 60), st.sampled_from([Unit.HOUR, Unit.WORKHOUR])))


@st.composite
def paused(draw: st.DrawFn) -> tuple[datetime, Pause]:
    start = draw(moments)
    began = start + draw(lengths)
    return start, Pause(began, began + draw(lengths))


@checked
@given(limits, paused(), st.floats(0, 1))
def test_a_pause_split_in_two_changes_nothing(limit: Limit, clock: tuple[datetime, Pause], where: float) -> None:
    start, whole = clock
    assert whole.ended is not None
    middle = whole.began + (whole.ended - whole.began) * where
    halves = (Pause(whole.began, middle), Pause(middle, whole.ended))
    assert compute(limit, start, cn(), pauses=halves) == compute(limit, start, cn(), pauses=[whole])


@checked
@given(limits, moments, lengths)
def test_pausing_and_resuming_in_the_same_instant_changes_nothing(
    limit: Limit, start: datetime, later: timedelta
) -> None:
    nothing = Pause(start + later, start + later)
    with_pause, without = compute(limit, start, cn(), pauses=[nothing]), compute(limit, start, cn())
    assert (with_pause.due_at, with_pause.warn_at) == (without.due_at, without.warn_at)


@checked
@given(st.integers(1, 30), moments, st.integers(0, 30), st.tuples(st.floats(0, 1), st.floats(0, 1)))
def test_a_pause_over_rest_days_changes_nothing(
    value: int, start: datetime, after: int, shares: tuple[float, float]
) -> None:
    """From the evening after work to the morning before it; hours of the office and working days alike."""
    calendar = cn()
    day = calendar.add_workdays(calendar.local_date(start), after + 1)
    closed = calendar.day_ends(day) - timedelta(hours=7)
    opens = calendar.day_begins(calendar.add_workdays(day, 1)) + timedelta(hours=9)
    rest_ends = calendar.day_begins(calendar.add_workdays(day, 1)) - HALF_HOUR
    for unit, last in ((Unit.WORKDAY, rest_ends), (Unit.WORKHOUR, opens)):
        began, ended = sorted(closed + (last - closed) * share for share in shares)
        limit = Limit(value, unit)
        with_pause = compute(limit, start, calendar, pauses=[Pause(began, ended)])
        assert with_pause.due_at == compute(limit, start, calendar).due_at


@checked
@given(st.integers(1, 60), moments)
def test_every_receipt_before_the_next_working_day_has_the_same_due_day(value: int, start: datetime) -> None:
    calendar = cn()
    limit = Limit(value, Unit.WORKDAY)
    worked = calendar.add_workdays(calendar.local_date(start), 1)
    last_rest_day = calendar.day_begins(worked) - HALF_HOUR
    assert compute(limit, start, calendar).due_on == compute(limit, max(start, last_rest_day), calendar).due_on


@checked
@given(limits, paused(), lengths)
def test_a_longer_pause_never_makes_it_due_earlier(
    limit: Limit, clock: tuple[datetime, Pause], more: timedelta
) -> None:
    start, pause = clock
    assert pause.ended is not None
    longer = Pause(pause.began, pause.ended + more)
    assert compute(limit, start, cn(), pauses=[pause]).due_at <= compute(limit, start, cn(), pauses=[longer]).due_at


@checked
@given(limits, moments, st.integers(-48 * 3, 48 * 70))
def test_the_light_says_what_is_left(limit: Limit, start: datetime, later: int) -> None:
    calendar, now = cn(), start + later * HALF_HOUR
    found = compute(limit, start, calendar)
    left = remaining(found, now, calendar)
    is_yellow = left <= warning_share(limit.value) if limit.unit.is_date_unit else left * 5 < limit.value * 3600
    expected = Light.RED if now >= found.due_at else Light.YELLOW if is_yellow else Light.GREEN
    assert light(found.warn_at, found.due_at, now) is expected


@checked
@given(dates_limits, paused(), st.integers(1, 20))
def test_the_explanation_counts_from_one_to_the_limit_and_ends_on_the_due_day(
    limit: Limit, clock: tuple[datetime, Pause], more: int
) -> None:
    start, pause = clock
    extension = Limit(more, limit.unit)
    lines = explain(limit, start, cn(), pauses=[pause], extension=extension)
    due = compute(limit, start, cn(), pauses=[pause], extension=extension)
    assert [line.n for line in lines if line.n] == list(range(1, limit.value + more + 1))
    assert (lines[0].kind, lines[-1].date) == (LineKind.START, due.due_on)
    assert all(later.date - line.date == ONE_DAY for line, later in pairwise(lines))
    assert all(line.n is None for line in lines if line.kind in {LineKind.REST, LineKind.HOLIDAY, LineKind.PAUSED})


def history(random: Random, *, longest: int) -> tuple[datetime, list[Pause]]:
    """A start, and up to three closed pauses that may overlap, touch, precede the start or come too late."""
    start = EPOCH + random.randrange(48 * 365 * 6) * HALF_HOUR
    pauses = []
    for _ in range(random.randrange(4)):
        began = start + random.randrange(-48, longest) * HALF_HOUR
        pauses.append(Pause(began, began + random.choice([0, 1, 5, 48, 200, 700]) * HALF_HOUR))
    return start, pauses


def test_days_agree_with_a_clock_that_walks() -> None:
    random = Random(20261121)
    for _ in range(HISTORIES):
        start, pauses = history(random, longest=48 * 40)
        unit = random.choice([Unit.WORKDAY, Unit.DAY, Unit.MONTH])
        value, more = random.randint(1, 3 if unit is Unit.MONTH else 45), random.choice([0, 0, random.randint(1, 3)])
        extension = Limit(more, unit) if more else None
        found = compute(Limit(value, unit), start, cn(), pauses=pauses, extension=extension)
        expected = walk.due_day(unit, value + more, start=start, pauses=pauses)
        assert found.due_on == expected, (unit, value, more, start, pauses)
        now = start + random.randrange(48 * 60) * HALF_HOUR
        if unit is Unit.WORKDAY:
            assert remaining(found, now, cn()) == walk.workdays_left(walk.local(now), expected)


def test_hours_agree_with_a_clock_that_walks() -> None:
    random = Random(20261122)
    for _ in range(HISTORIES // 5):
        start, pauses = history(random, longest=48 * 6)
        unit, value = random.choice([(Unit.HOUR, 72), (Unit.WORKHOUR, 20)])
        value = random.randint(1, value)
        found = compute(Limit(value, unit), start, cn(), pauses=pauses)
        assert found.due_at == walk.due_instant(unit, value, start=start, pauses=pauses), (unit, value, start, pauses)
