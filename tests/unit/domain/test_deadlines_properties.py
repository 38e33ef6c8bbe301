"""What must hold for every clock: the rules of pauses, of receipt on rest days, of lights and of explanations."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from portal.domain.calendar import ONE_DAY
from portal.domain.deadlines import Light, Pause, compute, light, remaining
from portal.domain.explanation import LineKind, explain
from portal.domain.limits import Limit, Unit
from portal.domain.rulers import ruler_for, warning_share
from tests.factories.calendars import cn

HALF_HOUR = timedelta(minutes=30)
EPOCH = datetime(2019, 6, 1, tzinfo=UTC)
checked = settings(deadline=None, derandomize=True)

moments = st.integers(0, 48 * 365 * 5).map(lambda n: EPOCH + n * HALF_HOUR)
lengths = st.integers(0, 48 * 20).map(lambda n: n * HALF_HOUR)
dates_limits = st.builds(Limit, st.integers(1, 40), st.sampled_from([Unit.WORKDAY, Unit.DAY]))
months = st.one_of(
    st.builds(Limit, st.integers(1, 24), st.just(Unit.MONTH)), st.builds(Limit, st.integers(1, 2), st.just(Unit.YEAR))
)
hours = st.builds(Limit, st.integers(1, 60), st.sampled_from([Unit.HOUR, Unit.WORKHOUR]))
limits = st.one_of(dates_limits, months, hours)


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
@given(st.integers(1, 60), moments, st.floats(0, 1))
def test_working_hours_received_after_closing_end_as_if_received_at_opening(
    value: int, start: datetime, share: float
) -> None:
    calendar = cn()
    limit, day = Limit(value, Unit.WORKHOUR), calendar.local_date(start)
    closed = calendar.day_begins(calendar.roll_forward(day)) + timedelta(hours=17)
    opens = calendar.day_begins(calendar.add_workdays(calendar.local_date(closed), 1)) + timedelta(hours=9)
    between = closed + (opens - closed) * share
    assert compute(limit, between, calendar).due_at == compute(limit, opens, calendar).due_at


@checked
@given(limits, paused(), st.lists(st.floats(0, 1), max_size=4))
def test_a_pause_cut_in_many_overlapping_pieces_changes_nothing(
    limit: Limit, clock: tuple[datetime, Pause], cuts: list[float]
) -> None:
    start, whole = clock
    assert whole.ended is not None
    places = [whole.began, *sorted(whole.began + (whole.ended - whole.began) * cut for cut in cuts), whole.ended]
    pieces = [Pause(early, late) for early, late in pairwise(places)]
    overlapping = [Pause(whole.began, piece.ended) for piece in reversed(pieces)]
    expected = compute(limit, start, cn(), pauses=[whole])
    assert compute(limit, start, cn(), pauses=pieces) == expected
    assert compute(limit, start, cn(), pauses=pieces + overlapping) == expected


@checked
@given(limits, paused())
def test_an_open_pause_is_a_closed_one_that_goes_on(limit: Limit, clock: tuple[datetime, Pause]) -> None:
    start, pause = clock
    assert pause.ended is not None
    still_open = compute(limit, start, cn(), pauses=[Pause(pause.began)], until=pause.ended)
    closed = compute(limit, start, cn(), pauses=[pause])
    assert (still_open.due_at, still_open.warn_at) == (closed.due_at, closed.warn_at)
    assert still_open.at_least == (pause.began < compute(limit, start, cn()).due_at)
    assert not (still_open.at_least and still_open.is_overdue(pause.ended))


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
    total = ruler_for(limit, start, calendar, extension=None).total
    is_yellow = left <= warning_share(total) if limit.unit.is_date_unit else left * 5 < limit.value * 3600
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
