"""The running clocks of a case and their ends, computed anew from what is known.

One function for everything that moves a date: a pause begins or ends, the extension is granted, a new calendar notice
is loaded. Refuses nothing; what lawfully moves a date is decided by whoever asks.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from portal.domain import deadlines
from portal.domain.case.incident_events import Moved
from portal.domain.case.incidents import PauseKind
from portal.domain.case.state import ClockName, StepState

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from portal.domain.calendar import WorkCalendar
    from portal.domain.case.incidents import PauseRun
    from portal.domain.case.state import Case, ClockRun
    from portal.domain.deadlines import Deadline, Pause
    from portal.domain.limits import Limit

STEP: Final = "step:"
"""Before the id of a step, this names the step's clock."""

PAUSABLE: Final = frozenset({ClockName.PROMISE, ClockName.STATUTORY})
"""Clocks of a case that stand still during a special procedure (许可法 art. 45); step clocks do too."""

ANY_PAUSE: Final = frozenset(PauseKind)
"""What stands the clocks of the agencies still."""

HOLDS: Final = ANY_PAUSE - {PauseKind.WAITING}
"""What stands the clock of a step still: those of the applicant and of public notices run while the case waits."""


@dataclass(frozen=True, slots=True)
class Running:
    """A clock that has not stopped: its name as in :class:`Moved`, and all its end depends on."""

    name: str
    started_at: datetime
    deadline: Deadline
    held_by: frozenset[PauseKind] = frozenset()
    extension: Limit | None = None

    def end(
        self,
        calendar: WorkCalendar,
        pauses: Iterable[PauseRun],
        *,
        until: datetime | None = None,
        limit: Limit | None = None,
    ) -> Deadline:
        """Where it ends by this calendar; an open pause is counted up to ``until``, and makes the end "at least".

        ``limit`` asks for the end under another limit.
        """
        held = tuple(run.as_pause for run in pauses if run.kind in self.held_by)
        limit = limit or self.deadline.limit
        return deadlines.compute(limit, self.started_at, calendar, pauses=held, extension=self.extension, until=until)


def running_clocks(case: Case) -> Iterator[Running]:
    """Every clock of the case and of its open steps that has not stopped."""
    for clock in case.clocks:
        if clock.stopped_at is None:
            yield _of_case(clock)
    for step in case.steps:
        if step.state is StepState.OPEN and step.opened_at is not None and step.deadline is not None and case.is_open:
            yield Running(STEP + step.id, step.opened_at, step.deadline, HOLDS)


def as_of(case: Case, clock: ClockRun, calendar: WorkCalendar, *, now: datetime) -> ClockRun:
    """The clock with its end as things stand: while a pause is open the end moves on with every day.

    Raises YearNotLoaded.
    """
    if clock.stopped_at is not None or clock.name not in PAUSABLE or case.open_pause is None:
        return clock
    return replace(clock, deadline=_of_case(clock).end(calendar, case.pauses, until=now))


def pauses_of(case: Case) -> tuple[Pause, ...]:
    """All pauses of the case for the arithmetic of the limits that are counted by the agencies."""
    return tuple(run.as_pause for run in case.pauses)


def moved_by_pauses(case: Case, pauses: Iterable[PauseRun], calendar: WorkCalendar) -> tuple[Moved, ...]:
    """The ends of all clocks that can stand still, under these pauses."""
    given = tuple(pauses)
    return tuple(Moved(clock.name, clock.end(calendar, given)) for clock in running_clocks(case) if clock.held_by)


def moved_by_extension(case: Case, names: Iterable[str], by: Limit, *, calendar: WorkCalendar) -> tuple[Moved, ...]:
    """The ends of the named clocks once their limit is longer by ``by`` (许可法 art. 42)."""
    wanted = frozenset(names)
    longer = (replace(clock, extension=by) for clock in running_clocks(case) if clock.name in wanted)
    return tuple(Moved(clock.name, clock.end(calendar, case.pauses)) for clock in longer)


def _of_case(clock: ClockRun) -> Running:
    held_by = ANY_PAUSE if clock.name in PAUSABLE else frozenset[PauseKind]()
    return Running(clock.name.value, clock.started_at, clock.deadline, held_by, extension=clock.extension)
