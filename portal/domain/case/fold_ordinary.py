"""Applying the events of the ordinary way of a case: received, accepted, reviewed, decided, delivered."""

from __future__ import annotations

from dataclasses import replace

from portal.domain.case.events import (
    CaseAccepted,
    CaseDecided,
    CaseDelivered,
    DocumentIssued,
    MaterialChecked,
    Recorded,
    StepCompleted,
    StepOpened,
    StepsCancelled,
    VisitRecorded,
)
from portal.domain.case.fold import apply, stopped, with_step
from portal.domain.case.moves import Action, next_state
from portal.domain.case.state import (
    Case,
    ClockName,
    ClockRun,
    Delivery,
    IssuedDocument,
    Outcome,
    StepState,
    Visit,
)


@apply.register
def _material_checked(event: MaterialChecked, case: Case, recorded: Recorded) -> Case:
    materials = tuple(
        replace(item, verdict=event.verdict, note=event.note, checked_by=recorded.by.name)
        if item.id == event.material_id
        else item
        for item in case.materials
    )
    return replace(case, revision=recorded.seq, materials=materials)


@apply.register
def _accepted(event: CaseAccepted, case: Case, recorded: Recorded) -> Case:
    clocks = (
        *stopped(case.clocks, {ClockName.ACCEPTANCE}, at=recorded.at),
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


@apply.register
def _step_opened(event: StepOpened, case: Case, recorded: Recorded) -> Case:
    opened = replace(
        case.step(event.step_id),
        state=StepState.OPEN,
        opened_at=event.since or recorded.at,
        deadline=event.deadline,
    )
    return replace(case, revision=recorded.seq, steps=with_step(case.steps, opened))


@apply.register
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
    return replace(case, revision=recorded.seq, steps=with_step(case.steps, completed))


@apply.register
def _steps_cancelled(event: StepsCancelled, case: Case, recorded: Recorded) -> Case:
    steps = tuple(
        replace(step, state=StepState.CANCELLED, completed_at=recorded.at) if step.id in event.step_ids else step
        for step in case.steps
    )
    return replace(case, revision=recorded.seq, steps=steps)


@apply.register
def _decided(event: CaseDecided, case: Case, recorded: Recorded) -> Case:
    clocks = stopped(case.clocks, {ClockName.PROMISE, ClockName.STATUTORY, ClockName.TOLERANCE}, at=recorded.at)
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


@apply.register
def _delivered(event: CaseDelivered, case: Case, recorded: Recorded) -> Case:
    return replace(
        case,
        revision=recorded.seq,
        state=next_state(case.state, Action.DELIVER),
        delivered_at=recorded.at,
        ended_at=recorded.at,
        delivery=Delivery(event.method, event.receiver, event.relation, event.place, event.remarks),
        clocks=stopped(case.clocks, {ClockName.DELIVERY}, at=recorded.at),
    )


@apply.register
def _visited(event: VisitRecorded, case: Case, recorded: Recorded) -> Case:
    visit = Visit(event.person, event.on, event.half_day, event.cause)
    return replace(case, revision=recorded.seq, visits=(*case.visits, visit))


@apply.register
def _issued(event: DocumentIssued, case: Case, recorded: Recorded) -> Case:
    document = IssuedDocument(event.kind, event.number, event.code, recorded.at, event.about)
    return replace(case, revision=recorded.seq, documents=(*case.documents, document))
