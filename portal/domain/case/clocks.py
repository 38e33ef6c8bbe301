"""The running clocks of a case and their ends, computed anew from what is known.

One function for everything that moves a date: a pause begins or ends, the extension is granted, a new calendar notice
is loaded. Refuses nothing; what lawfully moves a date is decided by whoever asks.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from portal.domain import deadlines
from portal.domain.case.incident_events import Moved
from portal.domain.case.state import ClockName, StepState

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from portal.domain.calendar import WorkCalendar
    from portal.domain.case.state import Case, ClockRun
    from portal.domain.deadlines import Deadline, Pause
    from portal.domain.limits import Limit

STEP: Final = "step:"
"""Before the id of a step, this names the step's clock."""

PAUSABLE: Final = frozenset({ClockName.PROMISE, ClockName.STATUTORY})
"""Clocks of a case that stand still during a special procedure (许可法 art. 45); step clocks do too."""


@dataclass(frozen=True, slots=True)
class Running:
    """A clock that has not stopped: its name as in :class:`Moved`, and all its end depends on."""

    name: str
    started_at: datetime
    deadline: Deadline
    pausable: bool
    extension: Limit | None = None

    def end(self, calendar: WorkCalendar, pauses: Iterable[Pause], *, until: datetime | None = None) -> Deadline:
        """Where it ends by this calendar; an open pause is counted up to ``until``, and makes the end "at least"."""
        held = pauses if self.pausable else ()
        limit = self.deadline.limit
        return deadlines.compute(limit, self.started_at, calendar, pauses=held, extension=self.extension, until=until)


def running_clocks(case: Case) -> Iterator[Running]:
    """Every clock of the case and of its open steps that has not stopped."""
    for clock in case.clocks:
        if clock.stopped_at is None:
            yield _of_case(clock)
    for step in case.steps:
        if step.state is StepState.OPEN and step.opened_at is not None and step.deadline is not None and case.is_open:
            yield Running(STEP + step.id, step.opened_at, step.deadline, pausable=True)


def as_of(case: Case, clock: ClockRun, calendar: WorkCalendar, *, now: datetime) -> ClockRun:
    """The clock with its end as things stand: while a pause is open the end moves on with every day.

    Raises YearNotLoaded.
    """
    if clock.stopped_at is not None or clock.name not in PAUSABLE or case.open_pause is None:
        return clock
    return replace(clock, deadline=_of_case(clock).end(calendar, pauses_of(case), until=now))


def pauses_of(case: Case) -> tuple[Pause, ...]:
    """All pauses of the case for the arithmetic of limits."""
    return tuple(run.as_pause for run in case.pauses)


def moved_by_pauses(case: Case, pauses: Iterable[Pause], calendar: WorkCalendar) -> tuple[Moved, ...]:
    """The ends of all clocks that can stand still, under these pauses."""
    given = tuple(pauses)
    return tuple(Moved(clock.name, clock.end(calendar, given)) for clock in running_clocks(case) if clock.pausable)


def moved_by_extension(case: Case, names: Iterable[str], by: Limit, *, calendar: WorkCalendar) -> tuple[Moved, ...]:
    """The ends of the named clocks once their limit is longer by ``by`` (许可法 art. 42)."""
    wanted, pauses = frozenset(names), pauses_of(case)
    longer = (replace(clock, extension=by) for clock in running_clocks(case) if clock.name in wanted)
    return tuple(Moved(clock.name, clock.end(calendar, pauses)) for clock in longer)


def _of_case(clock: ClockRun) -> Running:
    return Running(
        clock.name.value, clock.started_at, clock.deadline, clock.name in PAUSABLE, extension=clock.extension
    )
