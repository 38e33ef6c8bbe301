"""Which timers a case needs in the state it is in 定时.

A timer is (kind, what it is about, due instant); it fires exactly once, in order, also after downtime, and what fired
is an event. Persistence keeps the table, jobs work it off.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from portal.domain.case.clocks import STEP
from portal.domain.case.moves import AT_WORK, CaseState
from portal.domain.case.state import Case, ClockName, StepRun, StepState

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from portal.domain.deadlines import Deadline


class TimerKind(StrEnum):
    """What happens when the timer fires."""

    DEEM_ACCEPTED = "deem_accepted"  # 逾期视为受理, 许可法 art. 32(1)(4)
    LAPSE_CORRECTION = "lapse_correction"  # 逾期未补正, 视为撤回
    LAPSE_TOLERANCE = "lapse_tolerance"  # 容缺逾期未补齐, 视为撤回
    END_NOTICE = "end_notice"  # 公示期满, or the time that silence answers
    LAPSE_STEP = "lapse_step"  # 申请人逾期未办理
    REMIND = "remind"  # 期限将至, who holds the case is warned


@dataclass(frozen=True, slots=True)
class Timer:
    """One thing that is due at an instant (UTC) unless the case moves on before."""

    kind: TimerKind
    due_at: datetime
    about: str = ""  # the clock of a reminder as in `Moved`, the step of a notice or of a lapse

    @property
    def key(self) -> str:
        """Names this timer within its case for ever."""
        return f"{self.kind.value}/{self.about}/{self.due_at.isoformat()}"


#: The clock whose running out does something by itself, in the state in which it does.
_ENDS: Final = {
    CaseState.SUBMITTED: (ClockName.ACCEPTANCE, TimerKind.DEEM_ACCEPTED),
    CaseState.CORRECTING: (ClockName.CORRECTION, TimerKind.LAPSE_CORRECTION),
    CaseState.REVIEWING: (ClockName.TOLERANCE, TimerKind.LAPSE_TOLERANCE),
    CaseState.WAITING: (ClockName.TOLERANCE, TimerKind.LAPSE_TOLERANCE),
}

#: Clocks whose holder is warned when the light turns yellow, by state.
_WARNED: Final = {
    CaseState.SUBMITTED: (ClockName.ACCEPTANCE,),
    CaseState.CORRECTING: (ClockName.CORRECTION,),
    CaseState.REVIEWING: (ClockName.PROMISE, ClockName.TOLERANCE),
    CaseState.WAITING: (ClockName.TOLERANCE,),
    CaseState.GRANTED: (ClockName.DELIVERY,),
    CaseState.REFUSED: (ClockName.DELIVERY,),
}


def timers_for(case: Case) -> tuple[Timer, ...]:
    """The timers that must be set for this case now; all others of the case are void."""
    return tuple(timer for timer in _timers(case) if timer.key not in case.fired)


def _timers(case: Case) -> Iterator[Timer]:
    if case.state in _ENDS:
        name, kind = _ENDS[case.state]
        clock = case.clock(name)
        if clock is not None and clock.stopped_at is None:
            yield Timer(kind, clock.deadline.due_at)
    for name in _WARNED.get(case.state, ()):
        clock = case.clock(name)
        if clock is not None and clock.stopped_at is None:
            yield Timer(TimerKind.REMIND, clock.deadline.warn_at, name.value)
    if case.state in AT_WORK:
        for step in case.steps:
            if step.state is StepState.OPEN and step.deadline is not None:
                yield from _of_step(step, step.deadline)


def _of_step(step: StepRun, deadline: Deadline) -> Iterator[Timer]:
    """A notice, and a time that silence answers, ends by itself; the applicant is warned, and may come too late."""
    if step.notice or step.consents:
        yield Timer(TimerKind.END_NOTICE, deadline.due_at, step.id)
    if step.applicant:
        yield Timer(TimerKind.REMIND, deadline.warn_at, STEP + step.id)
    if step.lapses:
        yield Timer(TimerKind.LAPSE_STEP, deadline.due_at, step.id)
