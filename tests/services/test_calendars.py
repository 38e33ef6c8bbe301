"""A notice loaded while cases are open: what moves, that it is seen at once, and that it can be done again."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from portal.definitions.imported import LiveCalendars
from portal.definitions.notices import parse_notice
from portal.domain.case import recompute
from portal.domain.case.commands import CheckMaterial
from portal.domain.case.incident_events import DateMoved
from portal.domain.case.state import ClockName, Verdict
from portal.domain.permissions import NotPermitted, Role
from portal.jobs.runner import run_until_idle
from portal.persistence import open_database
from portal.services import calendars, cases, intake
from portal.services.calendars import NoticeDiffers, Recomputed
from tests.factories.calendars import NOTICE_2027, cn, cn_with_2027, on

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from portal.domain.calendar import CalendarYear
    from portal.domain.case.state import Case
    from portal.domain.permissions import Actor
    from portal.services.deps import Deps
    from tests.factories.applicants import Applicant
    from tests.services.conftest import HandClock

DECEMBER = datetime(2026, 12, 29, 2, 0, tzinfo=UTC)


def years(text: str = NOTICE_2027) -> tuple[CalendarYear, ...]:
    return parse_notice(text, "cn-2027.yaml").years


def load(deps: Deps, text: str = NOTICE_2027, *, replace_published: bool = False) -> calendars.Loaded:
    return calendars.import_notice(
        deps, years(text), source="cn-2027.yaml", by="test", replace_published=replace_published
    )


@pytest.fixture
def accept(deps: Deps, person: Callable[..., Actor], applicant: Applicant, clock: HandClock) -> Callable[..., Case]:
    """Files and accepts a case in the last days of December."""
    clerk = person(Role.CLERK)

    def make() -> Case:
        clock.instant = DECEMBER
        case = applicant.file()
        checks = [CheckMaterial(run.id, Verdict.ACCEPTED) for run in case.materials]
        intake.check_materials(deps, clerk, case.number, checks=checks)
        return intake.accept_case(deps, clerk, case.number)

    return make


def due(case: Case, name: ClockName = ClockName.STATUTORY) -> tuple[object, bool]:
    clock = case.clock(name)
    assert clock is not None
    return clock.deadline.due_on, clock.deadline.provisional


def stored(deps: Deps, number: str) -> Case:
    with deps.uow.read() as tx:
        found = tx.cases.get(number)
    assert found is not None
    return found.case


def moved_in(deps: Deps, number: str) -> list[DateMoved]:
    with deps.uow.read() as tx:
        history = tx.cases.history(number)
    return [recorded.event for recorded in history if isinstance(recorded.event, DateMoved)]


def test_open_cases_get_their_new_dates_with_one_event_each(deps: Deps, accept: Callable[..., Case]) -> None:
    case = accept()
    assert due(case)[1], "without a notice every date of 2027 is provisional"
    old_digest = deps.calendar.digest
    loaded = load(deps)
    assert loaded.made is not None
    assert deps.calendar == cn_with_2027()
    total = calendars.recompute_open_cases(deps)
    events = moved_in(deps, case.number)
    assert (total.seen, total.changed, total.failed) == (1, 1, 0)
    assert total.moved + total.settled == len(events)
    assert {event.calendar_digest for event in events} == {deps.calendar.digest}
    assert deps.calendar.digest != old_digest
    after = stored(deps, case.number)
    limit = after.clock(ClockName.STATUTORY)
    assert limit is not None
    assert due(after) == (cn_with_2027().add_workdays(on("2026-12-29"), limit.deadline.limit.value), False)


def test_rows_and_timers_follow_and_everything_agrees(
    deps: Deps, accept: Callable[..., Case], database_url: str
) -> None:
    case = accept()
    load(deps)
    calendars.recompute_open_cases(deps)
    (line,) = deps.reads.search(case.number, size=5)
    running = stored(deps, case.number).running_clock
    assert running is not None
    assert (line.due_at, line.warn_at, line.due_on, line.provisional) == (
        running.deadline.due_at,
        running.deadline.warn_at,
        running.deadline.due_on,
        False,
    )
    database = open_database(database_url)
    found = [difference for _, _, differences in database.upkeep.verify(None) for difference in differences]
    database.close()
    assert found == []


def test_a_second_time_moves_nothing(deps: Deps, accept: Callable[..., Case]) -> None:
    case = accept()
    load(deps)
    calendars.recompute_open_cases(deps)
    before = moved_in(deps, case.number)
    assert load(deps).made is None
    assert calendars.recompute_open_cases(deps) == Recomputed(seen=1)
    assert moved_in(deps, case.number) == before


def test_it_goes_on_where_it_was_killed(
    deps: Deps, accept: Callable[..., Case], monkeypatch: pytest.MonkeyPatch
) -> None:
    numbers = [accept().number for _ in range(5)]
    monkeypatch.setattr(calendars, "BATCH", 2)
    load(deps)

    def killed(total: Recomputed) -> None:
        if total.seen == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        calendars.recompute_open_cases(deps, seen=killed)
    assert [bool(moved_in(deps, number)) for number in numbers] == [True, True, False, False, False]
    total = calendars.recompute_open_cases(deps)
    assert (total.seen, total.changed) == (5, 3)
    assert all(moved_in(deps, number) for number in numbers)


def test_the_jobs_process_finishes_what_nobody_finished(
    deps: Deps, accept: Callable[..., Case], monkeypatch: pytest.MonkeyPatch, clock: HandClock
) -> None:
    numbers = [accept().number for _ in range(3)]
    monkeypatch.setattr(calendars, "BATCH", 2)
    load(deps)
    clock.advance(minutes=2)
    run_until_idle(deps)
    assert all(moved_in(deps, number) for number in numbers)
    assert calendars.recompute_open_cases(deps).changed == 0


def test_another_process_sees_the_notice_at_once(deps: Deps, tmp_path: Path) -> None:
    from_elsewhere = LiveCalendars({"cn": cn()}, tmp_path / "calendars", "cn")
    assert from_elsewhere.current() == cn()
    load(deps)
    assert from_elsewhere.current() == cn_with_2027() == deps.calendar
    (one,) = from_elsewhere.imports()
    assert (one.number, one.source, one.by, one.digest) == (1, "cn-2027.yaml", "test", cn_with_2027().digest)


def test_every_calendar_there_was_can_be_had_by_its_digest(deps: Deps) -> None:
    digests = [deps.calendar.digest]
    load(deps)
    digests.append(deps.calendar.digest)
    load(deps, NOTICE_2027.replace("2027-01-10", "2027-01-09"), replace_published=True)
    digests.append(deps.calendar.digest)
    assert len(set(digests)) == 3
    for digest in digests:
        found = deps.calendars.with_digest(digest)
        assert found is not None
        assert found.digest == digest
    assert deps.calendars.with_digest("0" * 64) is None


def test_a_published_notice_is_replaced_only_on_purpose(deps: Deps, accept: Callable[..., Case]) -> None:
    load(deps)
    other = NOTICE_2027.replace("2027-01-04", "2027-01-03")
    with pytest.raises(NoticeDiffers) as refused:
        load(deps, other)
    assert refused.value.facts == {"year": 2027, "days": "2027-01-04"}
    case = accept()
    assert load(deps, other, replace_published=True).made is not None
    assert calendars.recompute_open_cases(deps).changed == 1
    assert moved_in(deps, case.number)


def test_a_case_that_cannot_be_computed_does_not_stop_the_others(
    deps: Deps, accept: Callable[..., Case], monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = accept(), accept()
    load(deps)
    plain = recompute.moved_dates

    def broken(case: Case, *rest: object) -> tuple[DateMoved, ...]:
        if case.number == first.number:
            raise KeyError(case.number)
        return plain(case, *rest)  # type: ignore[arg-type]  # handed through

    monkeypatch.setattr(calendars, "moved_dates", broken)
    total = calendars.recompute_open_cases(deps)
    assert (total.seen, total.changed, total.failed) == (2, 1, 1)
    assert total.failures[0][0] == first.number
    assert moved_in(deps, second.number)


def test_only_an_administrator_may_load_a_notice_on_the_page(deps: Deps, person: Callable[..., Actor]) -> None:
    with pytest.raises(NotPermitted):
        calendars.load_notice(deps, person(Role.MANAGER), years(), source="cn-2027.yaml")
    assert calendars.load_notice(deps, person(Role.ADMIN), years(), source="cn-2027.yaml").made is not None


def test_the_preview_changes_nothing(deps: Deps, accept: Callable[..., Case], person: Callable[..., Actor]) -> None:
    case = accept()
    shown = calendars.preview(deps, person(Role.ADMIN), years())
    assert shown.is_complete
    assert (shown.cases.seen, shown.cases.changed) == (1, 1)
    assert deps.calendar == cn()
    assert not moved_in(deps, case.number)
    load(deps)
    assert calendars.recompute_open_cases(deps) == shown.cases


def test_the_owner_reads_old_and_new_in_the_history(deps: Deps, accept: Callable[..., Case]) -> None:
    case = accept()
    load(deps)
    calendars.recompute_open_cases(deps)
    with deps.uow.read() as tx:
        owner = tx.users.get(case.applicant.user_id)
    assert owner is not None
    seen = [one.event for one in cases.view_case(deps, owner.actor(), case.number).history]
    assert any(isinstance(event, DateMoved) and event.before.provisional for event in seen)
