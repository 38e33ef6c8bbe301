"""Review 审查: steps of the departments, in parallel where the definition says so.

A step opens when every step before it is done; a failed step either ends the case in a
refusal or leaves its part undone, as the definition says. The last step decides.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from portal.domain import deadlines
from portal.domain.case.events import (
    CaseDecided,
    Event,
    StepCompleted,
    StepOpened,
    StepsCancelled,
)
from portal.domain.case.follow_ups import opened
from portal.domain.case.incidents import FollowUpKind
from portal.domain.case.moves import AT_WORK, Action, MoveNotAllowed, next_state
from portal.domain.case.not_before import require_not_before
from portal.domain.case.state import Case, Outcome, StepRun, StepState
from portal.domain.checklist import applies
from portal.domain.errors import DomainError
from portal.domain.results import as_facts
from portal.domain.workflow import OnFail, Step, StepKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from portal.domain.case.commands import CompleteStep
    from portal.domain.case.context import Context
    from portal.domain.limits import Limit
    from portal.domain.workflow import Service

_DONE = frozenset({StepState.PASSED, StepState.FAILED, StepState.CANCELLED})


class StepNotOpen(DomainError):
    """The step is not ready, is already completed, or does not apply to this case."""

    message_id = "case.step_not_open"


class ChecklistOpen(DomainError):
    """A step cannot pass while a point of its checklist is not ticked."""

    message_id = "case.checklist_open"


class OpinionNeeded(DomainError):
    """A negative outcome needs its reasons in writing (许可法 art. 38(2))."""

    message_id = "case.opinion_needed"


class ResultMissing(DomainError):
    """A passed step must bring the results the definition asks for."""

    message_id = "case.result_missing"


class NoticeEndsByItself(DomainError):
    """A public notice is not passed by an officer: it ends with its time, or with an upheld objection."""

    message_id = "case.notice_ends_by_itself"


class ApplicantsStep(DomainError):
    """No officer completes a step of the applicant."""

    message_id = "case.applicants_step"


class MaterialsOwed(DomainError):
    """Nothing is granted while a promised material is not in order 容缺; facts: `materials`."""

    message_id = "case.materials_owed"


class GrantNotPossible(DomainError):
    """A department refused its step, so the case can only be refused."""

    message_id = "case.grant_not_possible"


def complete_step(case: Case, command: CompleteStep, context: Context) -> tuple[Event, ...]:
    """A department passes or fails its step; the decision step decides the case.

    Ticks and results that the definition does not ask for are not kept.

    Raises StepNotOpen, ChecklistOpen, OpinionNeeded, ResultMissing or GrantNotPossible.
    """
    if case.state not in AT_WORK:
        raise MoveNotAllowed(state=case.state.value, action="complete_step")
    run = _open_run(case, command.step_id)
    step = context.service.step(run.id)
    if run.notice:
        raise NoticeEndsByItself(step=run.id)
    if run.applicant:
        raise ApplicantsStep(step=run.id)
    passed = command.outcome is Outcome.PASSED
    if passed:
        require_not_before(case, step, context)
    _require_complete(step, command)
    asked = {field.id for field in step.results} if passed else set()
    completed = StepCompleted(
        step_id=step.id,
        outcome=command.outcome,
        opinion=command.opinion.strip(),
        ticked=tuple(check.id for check in step.checks if check.id in command.ticked),
        results={name: value for name, value in command.results.items() if name in asked},
    )
    if step.kind is StepKind.DECISION:
        return (completed, *_decide(case, command, context))
    return (completed, *after_step(case, step, command.outcome, context=context, results=completed.results))


def open_ready_steps(case: Case, steps: Iterable[StepRun], context: Context) -> tuple[StepOpened, ...]:
    """Those of these steps of the case that wait for nothing any more; each step's clock starts now."""
    runs = {run.id: run for run in steps}
    facts = facts_of(case, context.service, steps=runs.values())
    return tuple(
        _opened(context.service.step(run.id), facts, context)
        for run in runs.values()
        if run.state is StepState.WAITING and _is_ready(context.service.step(run.id), runs)
    )


def facts_of(case: Case, service: Service, *, steps: Iterable[StepRun] | None = None) -> dict[str, object]:
    """What conditions may ask: the answers of the form, and the results so far."""
    facts = dict(case.answers)
    for run in case.steps if steps is None else steps:
        if run.results:
            facts |= as_facts(service.step(run.id).results, run.results)
    return facts


def limit_of(step: Step, facts: Mapping[str, object]) -> Limit:
    """The limit of the step in this situation: the first special one that is known to hold, else its own."""
    return next((one.limit for one in step.limits if applies(one.when, facts)), step.limit)


def after_step(
    case: Case, step: Step, outcome: Outcome, *, context: Context, results: dict[str, str] | None = None
) -> tuple[Event, ...]:
    """What a completed step causes: the next steps open, or a refusal makes the others pointless."""
    passed = outcome is Outcome.PASSED
    new_state = StepState.PASSED if passed else StepState.FAILED
    if passed or step.on_fail is OnFail.CONTINUE:
        runs = (replace(run, state=new_state, results=results) if run.id == step.id else run for run in case.steps)
        return open_ready_steps(case, runs, context)
    decision = context.service.decision
    pointless = tuple(run.id for run in case.steps if run.id not in {step.id, decision.id} and run.state not in _DONE)
    cancelled = (StepsCancelled(pointless),) if pointless else ()
    return (*cancelled, _opened(decision, facts_of(case, context.service), context))


def refused_step(case: Case, context: Context) -> StepRun | None:
    """The step whose failure means the case can only be refused, if there is one."""
    for run in case.steps:
        if run.state is StepState.FAILED and context.service.step(run.id).on_fail is OnFail.REFUSE:
            return run
    return None


def _is_ready(step: Step, runs: dict[str, StepRun]) -> bool:
    return all(runs[before].state in _DONE for before in step.after if before in runs)


def _opened(step: Step, facts: Mapping[str, object], context: Context) -> StepOpened:
    return StepOpened(
        step_id=step.id,
        deadline=deadlines.compute(limit_of(step, facts), context.now, context.calendar),
        calendar_digest=context.calendar.digest,
        applicant=step.kind is StepKind.APPLICANT,
    )


def _open_run(case: Case, step_id: str) -> StepRun:
    for run in case.steps:
        if run.id == step_id and run.state is StepState.OPEN:
            return run
    raise StepNotOpen(step=step_id)


def _require_complete(step: Step, command: CompleteStep) -> None:
    if command.outcome is Outcome.FAILED:
        if not command.opinion.strip():
            raise OpinionNeeded(step=step.id)
        return
    unticked = tuple(check.id for check in step.checks if check.id not in command.ticked)
    if unticked:
        raise ChecklistOpen(step=step.id, checks=unticked)
    missing = tuple(field.id for field in step.results if field.required and not command.results.get(field.id))
    if missing:
        raise ResultMissing(step=step.id, fields=missing)


def _decide(case: Case, command: CompleteStep, context: Context) -> tuple[Event, ...]:
    granted = command.outcome is Outcome.PASSED
    refused = refused_step(case, context)
    if granted and refused is not None:
        raise GrantNotPossible(step=refused.id)
    if granted and case.owed:
        raise MaterialsOwed(materials=tuple(run.id for run in case.owed))
    next_state(case.state, Action.GRANT if granted else Action.REFUSE)
    calendar = context.calendar
    decided = CaseDecided(
        granted=granted,
        reasons=command.opinion.strip(),
        decided_on=calendar.local_date(context.now),
        workdays_taken=_workdays_taken(case, context),
        # A refusal is served within the same limit, so that no waiting case is without a clock.
        delivery=deadlines.compute(context.service.limits.delivery, context.now, calendar),
        calendar_digest=calendar.digest,
    )
    return (decided, *_commitment_check(case, context)) if granted else (decided,)


def _workdays_taken(case: Case, context: Context) -> int:
    """Working days in (acceptance, decision], without those in which the clocks stood still (guide §9.5)."""
    calendar = context.calendar
    today = calendar.local_date(context.now)
    paused = sum(
        calendar.workdays_between(calendar.local_date(run.began), calendar.local_date(run.ended or context.now))
        for run in case.pauses
    )
    return calendar.workdays_between(case.accepted_on or today, today) - paused


def _commitment_check(case: Case, context: Context) -> tuple[Event, ...]:
    """What was granted on a commitment 告知承诺 is checked afterwards."""
    rule = context.service.commitment
    if not case.committed or rule is None:
        return ()
    department = context.service.item.department
    check = FollowUpKind.COMMITMENT_CHECK
    return (opened(case, check, department, words="", context=context, within=rule.check_within),)
