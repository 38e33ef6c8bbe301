"""Timers 定时: each fires once, is recorded with the moment it was due, and then does what it is for.

Owns what follows each kind. A timer that is not needed any more does nothing; the case has moved on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from portal.domain.case.commands import (
    DeemAccepted,
    EndNotice,
    FireTimer,
    LapseCorrection,
    LapseStep,
    LapseTolerance,
)
from portal.domain.case.timers import TimerKind, timers_for
from portal.services import papers
from portal.services.acting import SYSTEM, Acting

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from portal.domain.case.timers import Timer
    from portal.services.deps import Deps
    from portal.services.records.core import Job, StoredCase


def fire_timer(deps: Deps, job: Job) -> None:
    """Fire the timer of a claimed job, exactly once, also when it was lent to two workers."""
    if job.case_number is None:
        return
    with deps.uow.begin() as tx:
        me = Acting(deps, tx, SYSTEM)
        stored = me.load(job.case_number)
        timer = next((one for one in timers_for(stored.case) if _is_of(one, job)), None)
        if not tx.finish_job(job.id) or timer is None:
            return
        stored = me.act(stored, FireTimer(timer))
        follow = CONSEQUENCES.get(timer.kind)
        if follow is not None:
            follow(me, stored, timer)


def _is_of(timer: Timer, job: Job) -> bool:
    return (timer.kind.value, timer.about, timer.due_at) == (job.kind, job.payload, job.due_at)


def _deem_accepted(me: Acting, stored: StoredCase, _timer: Timer) -> None:
    papers.after_acceptance(me, me.act(stored, DeemAccepted()), before=stored.case)


def _lapse_correction(me: Acting, stored: StoredCase, _timer: Timer) -> None:
    stored = me.act(stored, LapseCorrection())
    draft = me.tx.drafts.correcting(stored.case.number)
    if draft is not None:
        me.tx.drafts.delete(draft.key)
    papers.after_closing(me, stored)


def _lapse_tolerance(me: Acting, stored: StoredCase, _timer: Timer) -> None:
    papers.after_closing(me, me.act(stored, LapseTolerance()))


def _lapse_step(me: Acting, stored: StoredCase, timer: Timer) -> None:
    papers.after_closing(me, me.act(stored, LapseStep(timer.about)))


def _end_notice(me: Acting, stored: StoredCase, timer: Timer) -> None:
    papers.after_steps(me, me.act(stored, EndNotice(timer.about)), before=stored.case)


#: A reminder has no consequence: that it fired is what the holder is shown.
CONSEQUENCES: Final[Mapping[TimerKind, Callable[[Acting, StoredCase, Timer], None]]] = {
    TimerKind.DEEM_ACCEPTED: _deem_accepted,
    TimerKind.LAPSE_CORRECTION: _lapse_correction,
    TimerKind.LAPSE_TOLERANCE: _lapse_tolerance,
    TimerKind.LAPSE_STEP: _lapse_step,
    TimerKind.END_NOTICE: _end_notice,
}
