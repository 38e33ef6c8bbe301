"""Applying the events beside the ordinary way.

Corrections, endings, pauses, the extension, objections, ratings, follow-ups, timers and dates that moved.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from portal.domain.case.clocks import STEP
from portal.domain.case.events import Recorded
from portal.domain.case.fold import apply, stopped
from portal.domain.case.incident_events import (
    AcceptanceRefused,
    CasePaused,
    CaseRated,
    CaseResumed,
    CaseReturned,
    CaseUrged,
    CaseWithdrawn,
    CorrectionSupplied,
    CorrectionTold,
    DateMoved,
    ExtensionDeclined,
    ExtensionRequested,
    FollowUpMoved,
    FollowUpOpened,
    LimitExtended,
    MaterialsTolerated,
    MaterialSupplied,
    MoneyMoved,
    Moved,
    ObjectionAnswered,
    ObjectionLodged,
    TimerFired,
    VersionMoved,
)
from portal.domain.case.incidents import (
    Correction,
    Ending,
    ExtensionRun,
    ExtensionState,
    FollowUp,
    FollowUpNote,
    Objection,
    PauseKind,
    PauseRun,
    Rating,
    Refusal,
)
from portal.domain.case.moves import Action, next_state
from portal.domain.case.pauses import BEGINS, ENDS
from portal.domain.case.recompute import with_date
from portal.domain.case.state import Case, ClockName, ClockRun, StepState, Verdict
from portal.domain.case.timers import Timer, TimerKind

if TYPE_CHECKING:
    from collections.abc import Iterable

_WITHDRAWN_BY: Final = {
    Ending.WITHDRAWN: Action.WITHDRAW,
    Ending.LAPSED: Action.LAPSE,
    Ending.TOLERANCE_LAPSED: Action.WITHDRAW,
    Ending.STEP_LAPSED: Action.WITHDRAW,
}
_NOT_DONE: Final = frozenset({StepState.WAITING, StepState.OPEN})


@apply.register
def _correction_told(event: CorrectionTold, case: Case, recorded: Recorded) -> Case:
    number = len(case.corrections) + 1
    told = Correction(number, recorded.at, recorded.by.name, event.items, event.violations)
    clocks = stopped(case.clocks, {ClockName.ACCEPTANCE}, at=recorded.at)
    return replace(
        case,
        revision=recorded.seq,
        state=next_state(case.state, Action.TELL_CORRECTION),
        corrections=(*case.corrections, told),
        clocks=(*clocks, ClockRun(ClockName.CORRECTION, recorded.at, event.due)),
    )


@apply.register
def _correction_supplied(event: CorrectionSupplied, case: Case, recorded: Recorded) -> Case:
    clocks = stopped(case.clocks, {ClockName.CORRECTION}, at=recorded.at)
    return replace(
        case,
        revision=recorded.seq,
        state=next_state(case.state, Action.SUPPLY_CORRECTION),
        answers={**case.answers, **event.answers},
        title=event.title,
        materials=event.materials,
        steps=event.steps,
        corrections=(*case.corrections[:-1], replace(case.corrections[-1], supplied_at=recorded.at)),
        clocks=(*clocks, ClockRun(ClockName.ACCEPTANCE, recorded.at, event.acceptance)),
    )


@apply.register
def _acceptance_refused(event: AcceptanceRefused, case: Case, recorded: Recorded) -> Case:
    ended = _ended(case, recorded, Action.REFUSE_ACCEPTANCE, ending=Ending.NOT_ACCEPTED, reason=event.reasons)
    return replace(ended, refusal=Refusal(event.ground, event.reasons, event.agency))


@apply.register
def _returned(event: CaseReturned, case: Case, recorded: Recorded) -> Case:
    return _ended(case, recorded, Action.RETURN, ending=Ending.RETURNED, reason=event.reason)


@apply.register
def _withdrawn(event: CaseWithdrawn, case: Case, recorded: Recorded) -> Case:
    return _ended(case, recorded, _WITHDRAWN_BY[event.ending], ending=event.ending, reason=event.reason)


@apply.register
def _tolerated(event: MaterialsTolerated, case: Case, recorded: Recorded) -> Case:
    clock = ClockRun(ClockName.TOLERANCE, recorded.at, event.due)
    return replace(case, revision=recorded.seq, clocks=(*case.clocks, clock))


@apply.register
def _material_supplied(event: MaterialSupplied, case: Case, recorded: Recorded) -> Case:
    materials = tuple(
        replace(run, files=event.files, verdict=Verdict.UNCHECKED, note="", checked_by="")
        if run.id == event.material_id
        else run
        for run in case.materials
    )
    clocks = stopped(case.clocks, {ClockName.TOLERANCE}, at=recorded.at) if event.complete else case.clocks
    return replace(case, revision=recorded.seq, materials=materials, clocks=clocks)


@apply.register
def _paused(event: CasePaused, case: Case, recorded: Recorded) -> Case:
    run = PauseRun(event.kind, event.procedure, event.reason, event.expected, recorded.at)
    return replace(
        _with_ends(case, event.moved),
        revision=recorded.seq,
        state=next_state(case.state, BEGINS[event.kind]),
        pauses=(*case.pauses, run),
        counts_for_once=case.counts_for_once and event.kind is not PauseKind.SUPERIOR,
    )


@apply.register
def _resumed(event: CaseResumed, case: Case, recorded: Recorded) -> Case:
    run = replace(case.pauses[-1], ended=recorded.at, result=event.result)
    return replace(
        _with_ends(case, event.moved),
        revision=recorded.seq,
        state=next_state(case.state, ENDS[run.kind]),
        pauses=(*case.pauses[:-1], run),
    )


@apply.register
def _extension_requested(event: ExtensionRequested, case: Case, recorded: Recorded) -> Case:
    asked = ExtensionRun(ExtensionState.REQUESTED, event.by, event.reason, recorded.by.name, recorded.at)
    return replace(case, revision=recorded.seq, extension=asked)


@apply.register
def _extension_declined(event: ExtensionDeclined, case: Case, recorded: Recorded) -> Case:
    return _extension_answered(case, recorded, ExtensionState.DECLINED, answer=event.answer)


@apply.register
def _extended(event: LimitExtended, case: Case, recorded: Recorded) -> Case:
    answered = _extension_answered(case, recorded, ExtensionState.GRANTED, answer=event.answer)
    longer = {one.clock for one in event.moved}
    by = answered.extension.by if answered.extension else None
    clocks = tuple(
        replace(clock, extension=by) if clock.name.value in longer and clock.stopped_at is None else clock
        for clock in answered.clocks
    )
    return _with_ends(replace(answered, clocks=clocks), event.moved)


@apply.register
def _money(_event: MoneyMoved, case: Case, recorded: Recorded) -> Case:
    return replace(case, revision=recorded.seq)


@apply.register
def _urged(_event: CaseUrged, case: Case, recorded: Recorded) -> Case:
    return replace(case, revision=recorded.seq, urged_at=(*case.urged_at, recorded.at))


@apply.register
def _objected(event: ObjectionLodged, case: Case, recorded: Recorded) -> Case:
    one = Objection(event.id, event.step_id, event.name, event.contact, event.words, recorded.at)
    return replace(case, revision=recorded.seq, objections=(*case.objections, one))


@apply.register
def _objection_answered(event: ObjectionAnswered, case: Case, recorded: Recorded) -> Case:
    objections = tuple(
        replace(one, upheld=event.upheld, answer=event.answer, answered_at=recorded.at) if one.id == event.id else one
        for one in case.objections
    )
    return replace(case, revision=recorded.seq, objections=objections)


@apply.register
def _rated(event: CaseRated, case: Case, recorded: Recorded) -> Case:
    rating = Rating(event.level, event.tags, event.words, recorded.at, event.added)
    return replace(case, revision=recorded.seq, ratings=(*case.ratings, rating))


@apply.register
def _follow_up_opened(event: FollowUpOpened, case: Case, recorded: Recorded) -> Case:
    one = FollowUp(
        id=event.id,
        kind=event.kind,
        department=event.department,
        state=event.state,
        words=event.words,
        opened_at=recorded.at,
        opened_by=recorded.by.name,
        deadline=event.deadline,
    )
    return replace(case, revision=recorded.seq, follow_ups=(*case.follow_ups, one))


@apply.register
def _follow_up_moved(event: FollowUpMoved, case: Case, recorded: Recorded) -> Case:
    note = FollowUpNote(event.state, event.words, recorded.by.name, recorded.at)
    moved = tuple(
        replace(one, state=event.state, deadline=event.deadline, notes=(*one.notes, note))
        if one.id == event.id
        else one
        for one in case.follow_ups
    )
    return replace(case, revision=recorded.seq, follow_ups=moved)


@apply.register
def _timer_fired(event: TimerFired, case: Case, recorded: Recorded) -> Case:
    timer = Timer(TimerKind(event.kind), event.due_at, event.about)
    return replace(case, revision=recorded.seq, fired=(*case.fired, timer.key))


@apply.register
def _date_moved(event: DateMoved, case: Case, recorded: Recorded) -> Case:
    return replace(with_date(case, event.clock, event.after), revision=recorded.seq)


@apply.register
def _version_moved(event: VersionMoved, case: Case, recorded: Recorded) -> Case:
    changed = replace(
        case,
        revision=recorded.seq,
        service_version=event.version,
        materials=event.materials,
        steps=event.steps,
    )
    return _with_ends(changed, event.moved)


def _ended(case: Case, recorded: Recorded, action: Action, *, ending: Ending, reason: str) -> Case:
    """Closed without a decision: every clock stops, what was not done will not be, and nobody is waited for."""
    pauses = tuple(run if run.ended else replace(run, ended=recorded.at) for run in case.pauses)
    steps = tuple(
        replace(step, state=StepState.CANCELLED, completed_at=recorded.at) if step.state in _NOT_DONE else step
        for step in case.steps
    )
    return replace(
        case,
        revision=recorded.seq,
        state=next_state(case.state, action),
        ending=ending,
        ended_at=recorded.at,
        end_reason=reason,
        steps=steps,
        pauses=pauses,
        clocks=stopped(case.clocks, frozenset(ClockName), at=recorded.at),
    )


def _extension_answered(case: Case, recorded: Recorded, state: ExtensionState, *, answer: str) -> Case:
    if case.extension is None:
        return replace(case, revision=recorded.seq)
    answered = replace(case.extension, state=state, approver=recorded.by.name, answered_at=recorded.at, answer=answer)
    return replace(case, revision=recorded.seq, extension=answered)


def _with_ends(case: Case, moved: Iterable[Moved]) -> Case:
    """The running clocks and the steps with their new ends."""
    ends = {one.clock: one.deadline for one in moved}
    clocks = tuple(
        replace(clock, deadline=ends[clock.name.value])
        if clock.stopped_at is None and clock.name.value in ends
        else clock
        for clock in case.clocks
    )
    steps = tuple(
        replace(step, deadline=ends[STEP + step.id]) if STEP + step.id in ends else step for step in case.steps
    )
    return replace(case, clocks=clocks, steps=steps)
