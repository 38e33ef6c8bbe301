"""Dates of a case computed anew after a calendar notice was loaded 调休通知 (design §3).

Owns which dates of a case can move and how a moved one is put back into the case: its running clocks, the clocks of
open steps, the announced end of a pause, and follow-ups. Refuses to touch what has stopped: a clock that was kept or
broken stays what it was, on the calendar it was judged by.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from portal.domain import deadlines
from portal.domain.case.clocks import STEP, running_clocks
from portal.domain.case.incident_events import DateMoved
from portal.domain.case.incidents import PauseKind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from portal.domain.calendar import WorkCalendar
    from portal.domain.case.commands import RecomputeDates
    from portal.domain.case.context import Context
    from portal.domain.case.events import Event
    from portal.domain.case.incidents import FollowUp
    from portal.domain.case.state import Case
    from portal.domain.deadlines import Deadline

PAUSE: Final = "pause"
"""The announced end of the pause that is open."""

FOLLOW_UP: Final = "follow-up:"
"""Before the id of a follow-up, this names its deadline."""


def recompute_dates(case: Case, _command: RecomputeDates, context: Context) -> tuple[Event, ...]:
    """One event for each date that is another one by the calendar of ``context``; none when nothing moved."""
    return moved_dates(case, context.calendar)


def moved_dates(case: Case, calendar: WorkCalendar) -> tuple[DateMoved, ...]:
    """The dates of the case that are another one by this calendar, with the old and the new."""
    return tuple(
        DateMoved(name, before, after, calendar.digest)
        for name, before, after in _recomputed(case, calendar)
        if _instants(before) != _instants(after)
    )


def is_other_day(event: DateMoved) -> bool:
    """Whether the end itself moved; else only its first yellow moment, or the mark that it is provisional."""
    before, after = event.before, event.after
    return (before.due_on, before.due_at) != (after.due_on, after.due_at)


def with_date(case: Case, clock: str, deadline: Deadline) -> Case:
    """The case with another end of the clock, step, pause or follow-up of that name; others are left as they are."""
    if clock == PAUSE:
        held = (*case.pauses[:-1], *(replace(run, expected=deadline) for run in case.pauses[-1:] if run.ended is None))
        return replace(case, pauses=held)
    if clock.startswith(FOLLOW_UP):
        wanted = clock.removeprefix(FOLLOW_UP)
        follow_ups = (replace(one, deadline=deadline) if one.id == wanted else one for one in case.follow_ups)
        return replace(case, follow_ups=tuple(follow_ups))
    if clock.startswith(STEP):
        moved = clock.removeprefix(STEP)
        return replace(
            case, steps=tuple(replace(run, deadline=deadline) if run.id == moved else run for run in case.steps)
        )
    clocks = (
        replace(run, deadline=deadline) if run.name.value == clock and run.stopped_at is None else run
        for run in case.clocks
    )
    return replace(case, clocks=tuple(clocks))


def _recomputed(case: Case, calendar: WorkCalendar) -> Iterator[tuple[str, Deadline, Deadline]]:
    for clock in running_clocks(case):
        yield clock.name, clock.deadline, clock.end(calendar, case.pauses)
    held = case.open_pause
    if held is not None and held.kind is not PauseKind.WAITING:  # a wait ends when its steps do
        yield PAUSE, held.expected, deadlines.compute(held.expected.limit, held.began, calendar)
    for one in case.follow_ups:
        if one.deadline is not None:
            yield FOLLOW_UP + one.id, one.deadline, deadlines.compute(one.deadline.limit, _since(one), calendar)


def _since(follow_up: FollowUp) -> datetime:
    """When the follow-up came into its present state."""
    return follow_up.notes[-1].at if follow_up.notes else follow_up.opened_at


def _instants(deadline: Deadline) -> tuple[object, ...]:
    return (deadline.due_on, deadline.due_at, deadline.warn_at, deadline.provisional)
