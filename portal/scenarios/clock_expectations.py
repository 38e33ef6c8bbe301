"""Comparing clocks: due day, light, what is left, whether it runs.

Owns one comparison for each key of a clock, for clocks of a case, of a step and of a follow-up alike. Refuses nothing:
what does not hold is answered as differences.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from portal.domain import deadlines
from portal.domain.case.state import ClockName
from portal.domain.limits import Unit
from portal.scenarios.faults import Difference
from portal.scenarios.moments import Left
from portal.scenarios.view import look_at, plain, shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from pydantic import BaseModel

    from portal.definitions.nodes import Path
    from portal.domain.case.state import StepRun
    from portal.domain.deadlines import Deadline, Light
    from portal.scenarios.moments import Moment
    from portal.scenarios.view import Look, View

HOUR: Final = Decimal(3600)
HUNDREDTH: Final = Decimal("0.01")
STANDING_STILL: Final = frozenset({ClockName.PROMISE, ClockName.STATUTORY})


@dataclass(frozen=True, slots=True)
class Ticking:
    """One clock of whatever kind, looked at now; ``held`` while a pause holds it."""

    view: View
    deadline: Deadline
    started: datetime | None
    stopped: datetime | None
    held: bool = False

    @property
    def runs(self) -> bool:
        return self.stopped is None and not self.held and self.deadline.is_running(self.view.now)

    @property
    def light(self) -> Light:
        return deadlines.light(self.deadline.warn_at, self.deadline.late_at, self.view.now, running=self.runs)

    @property
    def is_overdue(self) -> bool:
        """A clock that stopped was overdue when it stopped; one that stands still does not run out."""
        if self.stopped is not None:
            return self.stopped >= self.deadline.late_at
        return self.runs and self.view.now >= self.deadline.late_at


def case_clock(view: View, name: ClockName) -> Ticking | None:
    """The latest run of that clock; none when it never ran."""
    clock = view.case.clock(name)
    if clock is None:
        return None
    held = name in STANDING_STILL and view.case.open_pause is not None
    return Ticking(view, clock.deadline, clock.started_at, clock.stopped_at, held)


def holder_clock(view: View) -> Ticking | None:
    """The clock of whoever holds the case; none when nothing runs."""
    clock = view.case.running_clock
    return None if clock is None else Ticking(view, clock.deadline, clock.started_at, clock.stopped_at)


def step_clock(view: View, run: StepRun) -> Ticking | None:
    """The clock of a step; none before it opened."""
    if run.deadline is None:
        return None
    return Ticking(view, run.deadline, run.opened_at, run.completed_at, view.case.is_held)


def compare_clock(ticking: Ticking | None, expected: BaseModel, place: Path) -> Iterator[Difference]:
    """Every key that was written about one clock."""
    if ticking is not None:
        yield from look_at(ticking, expected, CLOCK, place=place)
    elif not getattr(expected, "absent", None):
        written = {name: getattr(expected, name) for name in expected.model_fields_set}
        yield Difference(place, shown(written), "there is no such clock yet")


def compare_moment(view: View, expected: Moment, found: datetime, *, place: Path) -> Iterator[Difference]:
    """Compared as exactly as it was written: day, minute or second."""
    local = view.local(found)
    if expected.clock is None:
        same = expected.day == local.date()
    elif expected.to_the_second:
        same = expected.instant(view.calendar, found) == found.replace(microsecond=0)
    else:
        same = expected.instant(view.calendar, found) == found.replace(second=0, microsecond=0)
    if not same:
        yield Difference(place, str(expected), f"{local:%Y-%m-%d %H:%M:%S}".removesuffix(":00"))


def compare_due(view: View, deadline: Deadline, expected: Moment, *, place: Path) -> Iterator[Difference]:
    """The last day of a limit in days; the moment of one in hours."""
    if deadline.due_on is None:
        yield from compare_moment(view, expected, deadline.due_at, place=place)
    elif expected.clock is not None or expected.day != deadline.due_on:
        whole = " (the whole day)" if expected.clock is not None else ""
        yield Difference(place, str(expected), f"{deadline.due_on}{whole}")


def _due(ticking: Ticking, expected: Any, place: Path) -> Iterator[Difference]:
    yield from compare_due(ticking.view, ticking.deadline, expected, place=place)


def _started(ticking: Ticking, expected: Any, place: Path) -> Iterator[Difference]:
    if ticking.started is None:
        yield Difference(place, str(expected), "it has not begun")
    else:
        yield from compare_moment(ticking.view, expected, ticking.started, place=place)


def _remaining(ticking: Ticking, expected: Left, place: Path) -> Iterator[Difference]:
    unit = ticking.deadline.limit.unit
    left = Decimal(deadlines.remaining(ticking.deadline, ticking.view.now, ticking.view.calendar))
    counted = unit.value if unit in {Unit.WORKDAY, Unit.HOUR, Unit.WORKHOUR} else Unit.DAY.value
    if not unit.is_date_unit:
        left = (left / HOUR).quantize(HUNDREDTH)
    if (expected.unit or counted) != counted and unit.is_date_unit:
        yield Difference(place, str(expected), f"this limit is counted in {counted}s: {left} {counted}s are left")
        return
    wanted = expected.count / 60 if expected.unit == "minute" else expected.count
    if wanted.quantize(HUNDREDTH) != left.quantize(HUNDREDTH):
        yield Difference(place, str(expected), str(Left(left, counted)))


CLOCK: Final[Mapping[str, Look]] = {
    "due": _due,
    "light": plain(lambda ticking: ticking.light),
    "remaining": _remaining,
    "overdue": plain(lambda ticking: ticking.is_overdue),
    "running": plain(lambda ticking: ticking.runs),
    "started": _started,
    "provisional": plain(lambda ticking: ticking.deadline.provisional),
    "at_least": plain(lambda ticking: ticking.deadline.at_least or ticking.held),
    "absent": plain(lambda _ticking: False),
}
