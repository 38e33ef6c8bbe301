"""What must be true of a case at every moment of its life, whatever was done to it.

Owns the facts; dates are judged by the clock that walks, which shares no code with the portal. Refuses nothing: a
fact that does not hold is an assertion.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from portal.domain.case.clocks import STEP
from portal.domain.case.commands import RecomputeDates
from portal.domain.case.decide import decide
from portal.domain.case.evolve import replay
from portal.domain.case.incident_events import CorrectionTold, LimitExtended, TimerFired
from portal.domain.case.incidents import Ending, ExtensionState, Marked, PauseKind, Violation
from portal.domain.case.moves import CLOSED, CaseState
from portal.domain.case.state import ClockName, ClockRun, StepState
from portal.domain.case.timers import timers_for
from portal.domain.deadlines import Deadline
from portal.domain.limits import Limit, Unit
from portal.persistence.codec import case_of, case_text, event_of, event_text, kind_of
from portal.web.common.messages import MESSAGES
from tests.unit.case.case_walk import Walk
from tests.unit.domain import walking_clock as walk_clock
from tests.unit.domain.clock_histories import ZERO
from tests.unit.domain.walking_clock import DAY, Span

MINUTE: Final = timedelta(minutes=1)
STOP_IN_PAUSES: Final = frozenset({ClockName.PROMISE, ClockName.STATUTORY})
HELD: Final = frozenset({CaseState.SPECIAL, CaseState.SUPERIOR, CaseState.WAITING})
DATED: Final = ("announce", "report", 10)
"""The step with a date, the one that may not be passed before, and after how many days it may."""


class Facts:
    """Remembers what must not change any more: clocks that stopped, the end of a case."""

    def __init__(self, walk: Walk) -> None:
        self.walk = walk
        self.stopped: dict[int, ClockRun] = {}
        self.ended: tuple[CaseState, datetime | None] | None = None

    def hold(self) -> None:
        """Everything, after every act."""
        self._numbered()
        self._owned()
        self._never_again()
        self._ends_are_right()
        self._timers()
        self._grants()
        self._waits()
        self._in_time()
        assert decide(self.walk.case, RecomputeDates(), self.walk.context) == ()

    def hold_at_the_end(self) -> None:
        """The history alone gives the case, also as it is stored; refusals have words."""
        assert replay(self.walk.history) == self.walk.case
        stored = [
            replace(one, event=event_of(kind_of(one.event), event_text(one.event).decode()))
            for one in self.walk.history
        ]
        assert replay(stored) == self.walk.case == case_of(case_text(self.walk.case))
        assert {one.message_id for one in self.walk.refused} <= MESSAGES.keys()
        events = [recorded.event for recorded in self.walk.history]
        assert sum(isinstance(event, LimitExtended) for event in events) <= 1
        fired = Counter((event.kind, event.about, event.due_at) for event in events if isinstance(event, TimerFired))
        assert all(times == 1 for times in fired.values())
        for number, told in enumerate(event for event in events if isinstance(event, CorrectionTold)):
            outside = any(item.kind is Marked.OUTSIDE for item in told.items)
            assert (Violation.REPEATED in told.violations) == (number > 0)
            assert (Violation.OUTSIDE_CHECKLIST in told.violations) == outside

    def _numbered(self) -> None:
        assert [recorded.seq for recorded in self.walk.history] == list(range(1, self.walk.case.revision + 1))

    def _owned(self) -> None:
        """An open case has a running clock or an open pause; a closed one has neither, and no work left."""
        case = self.walk.case
        running = [clock for clock in case.clocks if clock.stopped_at is None]
        assert len({clock.name for clock in running}) == len(running)
        assert (case.open_pause is not None) == (case.state in HELD)
        if case.is_open:
            assert (case.correction is not None) == (case.state is CaseState.CORRECTING)
            assert (case.running_clock is None) == (case.open_pause is not None)
            assert case.ended_at is None
        else:
            assert not running
            assert case.ended_at is not None
            assert not [run for run in case.steps if run.state in {StepState.OPEN, StepState.WAITING}]

    def _never_again(self) -> None:
        case = self.walk.case
        if self.ended is not None:
            assert (case.state, case.ended_at) == self.ended
        if case.state in CLOSED:
            self.ended = (case.state, case.ended_at)
        runs = {place: clock for place, clock in enumerate(case.clocks) if clock.stopped_at}
        assert self.stopped.items() <= runs.items()
        self.stopped = runs

    def _ends_are_right(self) -> None:
        case = self.walk.case
        for clock in case.clocks:
            if clock.stopped_at is None:
                spans = self._spans() if clock.name in STOP_IN_PAUSES else []
                _is_right(clock.started_at, clock.deadline, clock.extension, spans)
        for run in case.steps:
            if run.state is StepState.OPEN and run.opened_at and run.deadline:
                _is_right(run.opened_at, run.deadline, None, self._spans(waiting=False))
        extended = {clock.name.value for clock in case.clocks if clock.extension}
        granted = case.extension is not None and case.extension.state is ExtensionState.GRANTED
        assert extended == ({"promise", "statutory"} if granted else set())
        assert not any(name.startswith(STEP) for name in extended)

    def _spans(self, *, waiting: bool = True) -> list[Span]:
        """The pauses; one that is still open moves nothing yet. Steps do not stand still while the case waits."""
        pauses = [run for run in self.walk.case.pauses if waiting or run.kind is not PauseKind.WAITING]
        return [(minute(run.began), minute(run.ended or run.began)) for run in pauses]

    def _waits(self) -> None:
        """The case waits exactly while the agencies have nothing to do; what they owe for an objection may be late."""
        case = self.walk.case
        runs = [run for run in case.steps if run.state is StepState.OPEN]
        theirs = [run for run in runs if not (run.notice or run.applicant)]
        if case.state is CaseState.WAITING:
            assert self.walk.service.waiting is not None
            assert (bool(runs), theirs) == (True, [])
            assert case.pauses[-1].expected == max(
                (run.deadline for run in runs if run.deadline), key=lambda d: d.due_at
            )
        elif case.state is CaseState.REVIEWING and self.walk.service.waiting is not None:
            assert theirs or any(one.upheld is None for one in case.objections)

    def _in_time(self) -> None:
        """No step of the applicant with a window was done late, none too early; who missed it has lost the case."""
        case = self.walk.case
        runs = {run.id: run for run in case.steps}
        for run in runs.values():
            if run.lapses and run.state is StepState.PASSED and run.deadline and run.completed_at:
                assert run.completed_at < run.deadline.due_at
        first, then, days = DATED
        if then in runs and runs[then].state is StepState.PASSED and runs[then].completed_at:
            entered = datetime.fromisoformat((runs[first].results or {})["announced_on"]).date()
            began = (entered - walk_clock.FIRST).days * DAY
            earliest = walk_clock.dated(walk_clock.days(0, days, began, []).due)
            assert earliest is not None
            assert walk_clock.dated(minute(runs[then].completed_at or ZERO) // DAY) >= earliest
        if case.ending is Ending.STEP_LAPSED:
            missed = [
                run for run in runs.values() if run.lapses and run.deadline and run.deadline.due_at <= self.walk.now
            ]
            assert [run.state for run in missed] == [StepState.CANCELLED]

    def _timers(self) -> None:
        """None that has fired is set again, none is set for a closed case."""
        case = self.walk.case
        timers = timers_for(case)
        assert case.is_open or not timers
        assert not {timer.key for timer in timers} & set(case.fired)
        assert len({timer.key for timer in timers}) == len(timers)

    def _grants(self) -> None:
        case = self.walk.case
        if case.granted:
            assert not case.owed
            undone = [run.id for run in case.steps if run.state in {StepState.OPEN, StepState.WAITING}]
            failed = [run.id for run in case.steps if run.state is StepState.FAILED and run.id != "bank"]
            assert (undone, failed) == ([], [])
        if case.deemed_accepted:
            received = [clock.started_at for clock in case.clocks if clock.name is ClockName.ACCEPTANCE][-1]
            assert case.accepted_at == received


def minute(instant: datetime) -> int:
    return (instant - ZERO) // MINUTE


def _is_right(start: datetime, found: Deadline, extension: Limit | None, spans: list[Span]) -> None:
    """The end of a running clock, walked day by day from its start."""
    began = minute(start)
    given = [(max(one, began), to) for one, to in spans if to > began]
    unit = found.limit.unit
    total = found.limit.value + (extension.value if extension else 0)
    if unit is Unit.WORKDAY:
        assert found.due_on == walk_clock.dated(walk_clock.workdays(total, began, given).due)
    elif unit is Unit.DAY:
        assert found.due_on == walk_clock.dated(walk_clock.days(0, total, began, given).due)
    else:
        assert unit is Unit.WORKHOUR
        walked = walk_clock.hours(total * 2, began, given, step=30, office=True)
        assert minute(found.due_at) == walked.due
    if found.due_on is not None:
        assert minute(found.due_at) == ((found.due_on - walk_clock.FIRST).days + 1) * DAY
