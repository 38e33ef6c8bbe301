"""Which timers a case needs in the state it is in 定时.

A timer is (kind, due instant); it fires exactly once, also after downtime, and what fired
is an event. Persistence keeps the table, jobs work it off.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from portal.domain.case.moves import CaseState
from portal.domain.case.state import Case, ClockName

if TYPE_CHECKING:
    from datetime import datetime


class TimerKind(StrEnum):
    """What happens when the timer fires."""

    DEEM_ACCEPTED = "deem_accepted"  # 逾期视为受理, 许可法 art. 32(1)(4)


@dataclass(frozen=True, slots=True)
class Timer:
    """One thing that is due at an instant (UTC) unless the case moves on before."""

    kind: TimerKind
    due_at: datetime


def timers_for(case: Case) -> tuple[Timer, ...]:
    """The timers that must be set for this case now; all others of the case are void."""
    clock = case.clock(ClockName.ACCEPTANCE)
    if case.state is CaseState.SUBMITTED and clock is not None and clock.stopped_at is None:
        return (Timer(TimerKind.DEEM_ACCEPTED, clock.deadline.due_at),)
    return ()
