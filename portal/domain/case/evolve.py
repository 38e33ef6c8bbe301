"""Folding events into the case: evolve() applies one, replay() all of them.

These functions decide nothing. They refuse a stream that no case can have: one that does not
start with CaseFiled, has a gap in its numbers (BrokenHistory), or holds a move that the table
does not allow (MoveNotAllowed).
"""

from __future__ import annotations

from dataclasses import replace
from functools import singledispatch
from typing import TYPE_CHECKING

from portal.domain.case.events import (
    CaseAccepted,
    CaseDecided,
    CaseDelivered,
    CaseFiled,
    DocumentIssued,
    Event,
    MaterialChecked,
    Recorded,
    StepCompleted,
    StepOpened,
    StepsCancelled,
    VisitRecorded,
)
from portal.domain.case.moves import Action, CaseState, next_state
from portal.domain.case.state import (
    Case,
    ClockName,
    ClockRun,
    Delivery,
    IssuedDocument,
    Outcome,
    StepRun,
    StepState,
    Visit,
)
from portal.domain.errors import DomainError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime


class BrokenHistory(DomainError):
    """Events do not form one case: no filing first, or a gap in their numbers."""

    message_id = "case.broken_history"


def replay(history: Iterable[Recorded]) -> Case:
    """The case that these events make; raises BrokenHistory for an empty or gapped stream."""
    case: Case | None = None
    for recorded in history:
        case = evolve(case, recorded)
    if case is None:
        raise BrokenHistory(seq=0)
    return case


def evolve(case: Case | None, recorded: Recorded) -> Case:
    """The case after one more event."""
    expected = 1 if case is None else case.revision + 1
    if recorded.seq != expected:
        raise BrokenHistory(seq=recorded.seq)
    if case is None:
        if not isinstance(recorded.event, CaseFiled):
            raise BrokenHistory(seq=recorded.seq)
        return _filed(recorded.event, recorded)
    return _apply(recorded.event, case, recorded)


def _filed(event: CaseFiled, recorded: Recorded) -> Case:
    return Case(
        number=event.number,
        query_code=event.query_code,
        service_key=event.service_key,
        service_version=event.service_version,
        state=CaseState.SUBMITTED,
        title=event.title,
        applicant=event.applicant,
        channel=event.channel,
        draft_key=event.draft_key,
        answers=event.answers,
        filed_at=recorded.at,
        filed_on=event.filed_on,
        counts_for_once=event.counts_for_once,
        materials=event.materials,
        steps=event.steps,
        clocks=(ClockRun(ClockName.ACCEPTANCE, recorded.at, event.acceptance),),
        revision=recorded.seq,
    )


@singledispatch
def _apply(event: Event, _case: Case, recorded: Recorded) -> Case:
    raise BrokenHistory(seq=recorded.seq, kind=type(event).__name__)


@_apply.register
def _material_checked(event: MaterialChecked, case: Case, recorded: Recorded) -> Case:
    materials = tuple(
        replace(item, verdict=event.verdict, note=event.note, checked_by=recorded.by.name)
        if item.id == event.material_id
        else item
        for item in case.materials
    )
    return replace(case, revision=recorded.seq, materials=materials)


@_apply.register
def _accepted(event: CaseAccepted, case: Case, recorded: Recorded) -> Case:
    clocks = (
        *_stopped(case.clocks, ClockName.ACCEPTANCE, at=recorded.at),
        ClockRun(ClockName.PROMISE, event.accepted_at, event.promise),
        ClockRun(ClockName.STATUTORY, event.accepted_at, event.statutory),
    )
    return replace(
        case,
        revision=recorded.seq,
        state=next_state(case.state, Action.ACCEPT),
        accepted_at=event.accepted_at,
        accepted_on=event.accepted_on,
        deemed_accepted=event.deemed,
        clocks=clocks,
    )


@_apply.register
def _step_opened(event: StepOpened, case: Case, recorded: Recorded) -> Case:
    opened = replace(
        case.step(event.step_id),
        state=StepState.OPEN,
        opened_at=recorded.at,
        deadline=event.deadline,
    )
    return replace(case, revision=recorded.seq, steps=_with_step(case.steps, opened))


@_apply.register
def _step_completed(event: StepCompleted, case: Case, recorded: Recorded) -> Case:
    completed = replace(
        case.step(event.step_id),
        state=StepState.PASSED if event.outcome is Outcome.PASSED else StepState.FAILED,
        completed_at=recorded.at,
        completed_by=recorded.by.name,
        opinion=event.opinion,
        ticked=event.ticked,
        results=event.results,
    )
    return replace(case, revision=recorded.seq, steps=_with_step(case.steps, completed))


@_apply.register
def _steps_cancelled(event: StepsCancelled, case: Case, recorded: Recorded) -> Case:
    steps = tuple(
        replace(step, state=StepState.CANCELLED, completed_at=recorded.at) if step.id in event.step_ids else step
        for step in case.steps
    )
    return replace(case, revision=recorded.seq, steps=steps)


@_apply.register
def _decided(event: CaseDecided, case: Case, recorded: Recorded) -> Case:
    clocks = _stopped(case.clocks, ClockName.PROMISE, ClockName.STATUTORY, at=recorded.at)
    return replace(
        case,
        revision=recorded.seq,
        state=next_state(case.state, Action.GRANT if event.granted else Action.REFUSE),
        decided_at=recorded.at,
        decided_on=event.decided_on,
        granted=event.granted,
        reasons=event.reasons,
        workdays_taken=event.workdays_taken,
        clocks=(*clocks, ClockRun(ClockName.DELIVERY, recorded.at, event.delivery)),
    )


@_apply.register
def _delivered(event: CaseDelivered, case: Case, recorded: Recorded) -> Case:
    return replace(
        case,
        revision=recorded.seq,
        state=next_state(case.state, Action.DELIVER),
        delivered_at=recorded.at,
        delivery=Delivery(event.method, event.receiver, event.relation, event.place, event.remarks),
        clocks=_stopped(case.clocks, ClockName.DELIVERY, at=recorded.at),
    )


@_apply.register
def _visited(event: VisitRecorded, case: Case, recorded: Recorded) -> Case:
    visit = Visit(event.person, event.on, event.half_day, event.cause)
    return replace(case, revision=recorded.seq, visits=(*case.visits, visit))


@_apply.register
def _issued(event: DocumentIssued, case: Case, recorded: Recorded) -> Case:
    document = IssuedDocument(event.kind, event.number, event.code, recorded.at)
    return replace(case, revision=recorded.seq, documents=(*case.documents, document))


def _stopped(clocks: tuple[ClockRun, ...], *names: ClockName, at: datetime) -> tuple[ClockRun, ...]:
    return tuple(
        replace(clock, stopped_at=at) if clock.name in names and clock.stopped_at is None else clock for clock in clocks
    )


def _with_step(steps: tuple[StepRun, ...], changed: StepRun) -> tuple[StepRun, ...]:
    return tuple(changed if step.id == changed.id else step for step in steps)
