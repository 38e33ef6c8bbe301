"""Steps that the applicant does 申请人办理: what it enters and hands in, and what it means to come too late.

Refuses what is incomplete, naming every field and material that lacks; who the applicant is, is asked by the use case.
A step whose limit has run out can still be done, unless the definition says that the case then ends.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from portal.domain.case.acceptance import NoSuchMaterial
from portal.domain.case.correction import StillRunning
from portal.domain.case.events import StepCompleted
from portal.domain.case.incident_events import CaseWithdrawn, MaterialSupplied
from portal.domain.case.incidents import Ending
from portal.domain.case.moves import AT_WORK, MoveNotAllowed
from portal.domain.case.not_before import require_not_before
from portal.domain.case.review import StepNotOpen, after_step, facts_of
from portal.domain.case.state import Outcome, StepState
from portal.domain.checklist import applies
from portal.domain.errors import DomainError
from portal.domain.forms import FieldKind
from portal.domain.materials import Acquisition
from portal.domain.results import as_facts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from portal.domain.case.commands import DoApplicantStep, LapseStep
    from portal.domain.case.context import Context
    from portal.domain.case.events import Event
    from portal.domain.case.state import Case, FileRef, MaterialRun, StepRun
    from portal.domain.workflow import Service, Step


class ApplicantStepIncomplete(DomainError):
    """Something the step asks for is not there; facts: `step`, `fields` and `materials`, the ids."""

    message_id = "case.applicant_step_incomplete"


class ResultInFuture(DomainError):
    """What the applicant reports has not happened yet; facts: `step`, `fields`, the ids."""

    message_id = "case.result_in_future"


class StepTooLate(DomainError):
    """The time for the step has passed, and the case ends; facts: `step`."""

    message_id = "case.step_too_late"


def do_applicant_step(case: Case, command: DoApplicantStep, context: Context) -> tuple[Event, ...]:
    """The applicant does its step; results that do not apply are not kept.

    Raises MoveNotAllowed, StepNotOpen, StepTooLate, StepWaitsFor, StepTooEarly, NoSuchMaterial,
    ApplicantStepIncomplete, ResultInFuture.
    """
    run = _open_run(case, command.step_id, action="do_applicant_step")
    step = context.service.step(run.id)
    if run.lapses and _is_over(run, context):
        raise StepTooLate(step=step.id)
    require_not_before(case, step, context)
    results = asked_results(case, step, context.service, given=command.results)
    asked = [one for one in case.materials if one.at_step == step.id]
    _require_known(command.files, asked)
    materials = tuple(one.id for one in asked if _is_missing(one, command.files, context))
    fields = tuple(field_id for field_id, value in results.items() if value is None)
    if fields or materials:
        raise ApplicantStepIncomplete(step=step.id, fields=fields, materials=materials)
    kept = {name: value for name, value in results.items() if value}
    to_come = days_to_come(step, kept, today=context.calendar.local_date(context.now))
    if to_come:
        raise ResultInFuture(step=step.id, fields=to_come)
    completed = StepCompleted(step.id, Outcome.PASSED, opinion="", ticked=(), results=kept)
    return (
        *_supplied(command.files, asked),
        completed,
        *after_step(case, step, Outcome.PASSED, context=context, results=kept),
    )


def days_to_come(step: Step, results: Mapping[str, str], *, today: date) -> tuple[str, ...]:
    """The days among these results that lie after today: a step is reported once it is done."""
    days = ((one.id, results.get(one.id)) for one in step.results if one.kind is FieldKind.DATE)
    return tuple(name for name, value in days if value and date.fromisoformat(value) > today)


def lapse_step(case: Case, command: LapseStep, context: Context) -> tuple[Event, ...]:
    """Not done in time: the case ends, and the applicant must start again. Raises StillRunning before."""
    run = _open_run(case, command.step_id, action="lapse_step")
    if not (run.lapses and _is_over(run, context)):
        raise StillRunning(step=run.id)
    return (CaseWithdrawn(Ending.STEP_LAPSED, context.service.step(run.id).name.zh),)


def asked_results(case: Case, step: Step, service: Service, *, given: Mapping[str, str]) -> dict[str, str | None]:
    """What was given for each field that applies; "" for an optional one left empty, None for a missing one."""
    facts = facts_of(case, service) | as_facts(step.results, given)
    asked = (field for field in step.results if applies(field.when, facts))
    return {field.id: given.get(field.id) or (None if field.required else "") for field in asked}


def handed_in(files: Mapping[str, tuple[FileRef, ...]]) -> frozenset[str]:
    """The materials for which something came in."""
    return frozenset(one for one, refs in files.items() if refs)


def _open_run(case: Case, step_id: str, *, action: str) -> StepRun:
    if case.state not in AT_WORK:
        raise MoveNotAllowed(state=case.state.value, action=action)
    for run in case.steps:
        if run.id == step_id and run.applicant and run.state is StepState.OPEN:
            return run
    raise StepNotOpen(step=step_id)


def _is_over(run: StepRun, context: Context) -> bool:
    return run.deadline is not None and context.now >= run.deadline.due_at


def _require_known(files: Mapping[str, tuple[FileRef, ...]], asked: list[MaterialRun]) -> None:
    unknown = sorted(handed_in(files) - {one.id for one in asked})
    if unknown:
        raise NoSuchMaterial(material=unknown[0])


def _supplied(files: Mapping[str, tuple[FileRef, ...]], asked: list[MaterialRun]) -> Iterator[MaterialSupplied]:
    for run in asked:
        if files.get(run.id):
            yield MaterialSupplied(run.id, files[run.id], complete=False)


def _is_missing(run: MaterialRun, files: Mapping[str, tuple[FileRef, ...]], context: Context) -> bool:
    is_there = run.files or files.get(run.id) or run.by_commitment or run.obtained is not None
    return run.required and not is_there and context.service.material(run.id).acquisition is Acquisition.UPLOAD
