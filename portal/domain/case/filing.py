"""Filing 收件: what a submission must have, and which materials and steps the case gets.

Refuses a filing that lacks a required material (许可法 art. 31: nothing outside the
checklist can be asked, and nothing on it be forgotten).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from portal.domain import deadlines
from portal.domain.case.events import CaseFiled, Event, VisitRecorded
from portal.domain.case.state import (
    FileRef,
    MaterialRun,
    StepRun,
    Verdict,
    VisitCause,
)
from portal.domain.case.visits import half_day_of
from portal.domain.checklist import materials_for, redirects_for, steps_for
from portal.domain.conditions import Answer
from portal.domain.documents import Channel
from portal.domain.errors import DomainError
from portal.domain.materials import Acquisition, Material, Necessity
from portal.domain.obtaining import Way, ways_of
from portal.domain.workflow import Missed, Service, Silence, StepKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from portal.domain.case.commands import FileCase
    from portal.domain.case.context import Context
    from portal.domain.obtaining import Obtained


class MaterialsMissing(DomainError):
    """Required materials were not supplied."""

    message_id = "case.materials_missing"


class PromiseNotAllowed(DomainError):
    """This material cannot follow later, or an earlier promise of this applicant was not kept; facts: `materials`."""

    message_id = "case.promise_not_allowed"


class CommitmentNotOffered(DomainError):
    """This service takes no commitment in place of materials."""

    message_id = "case.commitment_not_offered"


class BelongsElsewhere(DomainError):
    """With these answers another service must be used; facts: `services`, their keys, and `reasons`."""

    message_id = "case.belongs_elsewhere"


def file_case(command: FileCase, context: Context) -> tuple[Event, ...]:
    """The first events of a case: it is received, and a window filing counts as a visit.

    Raises MaterialsMissing with the ids of required materials that nobody supplied, PromiseNotAllowed,
    CommitmentNotOffered, BelongsElsewhere.
    """
    service = context.service
    elsewhere = redirects_for(service, command.answers)
    if elsewhere:
        services = tuple(dict.fromkeys(one.to for one in elsewhere))
        raise BelongsElsewhere(services=services, reasons=tuple(one.reason for one in elsewhere))
    if command.committed and service.commitment is None:
        raise CommitmentNotOffered(service=service.key)
    given = material_runs(service, command.answers, command.files, committed=command.committed)
    today = context.calendar.local_date(context.now)
    given = tuple(_obtained(run, command.obtained, service, today=today) for run in given)
    materials = tuple(_promised(given, command, service))
    missing_in(materials, context)
    filed = CaseFiled(
        number=command.number,
        query_code=command.query_code,
        service_key=service.key,
        service_version=service.version,
        title=command.title,
        applicant=command.applicant,
        channel=command.channel,
        draft_key=command.draft_key,
        answers=command.answers,
        materials=materials,
        steps=step_runs(service, command.answers),
        filed_on=today,
        counts_for_once=not service.item.excluded_from_once,
        acceptance=deadlines.compute(service.limits.acceptance, context.now, context.calendar),
        calendar_digest=context.calendar.digest,
        committed=command.committed,
        one_open=service.one_open,
    )
    return (filed, *_visit(command, context))


def material_runs(
    service: Service,
    answers: Mapping[str, object],
    files: Mapping[str, tuple[FileRef, ...]],
    *,
    committed: bool,
) -> tuple[MaterialRun, ...]:
    """The checklist of a case with these answers, and what came in for each line.

    What belongs to a step of the applicant is on it only when the case has that step.
    """
    steps = {None, *(step.id for step in steps_for(service, answers))}
    return tuple(
        _material_run(line.material, files.get(line.material.id, ()), committed=committed)
        for line in materials_for(service, answers)
        if line.applies is Answer.YES and line.material.at_step in steps
    )


def step_runs(service: Service, answers: Mapping[str, object]) -> tuple[StepRun, ...]:
    """The steps of a case with these answers, none of them open."""
    return tuple(
        StepRun(
            id=step.id,
            department=step.department,
            notice=step.kind is StepKind.NOTICE,
            applicant=step.kind is StepKind.APPLICANT,
            lapses=step.kind is StepKind.APPLICANT and step.missed is Missed.LAPSE,
            consents=step.kind is StepKind.REVIEW and step.silence is Silence.CONSENT,
        )
        for step in steps_for(service, answers)
    )


def missing_in(materials: Iterable[MaterialRun], context: Context) -> None:
    """Raise MaterialsMissing when something that must be handed in is not there and not promised."""
    missing = tuple(run.id for run in materials if _is_missing(run, context))
    if missing:
        raise MaterialsMissing(materials=missing)


def _material_run(material: Material, files: tuple[FileRef, ...], *, committed: bool) -> MaterialRun:
    by_portal = material.acquisition is not Acquisition.UPLOAD
    stands_for = committed and material.by_commitment and not files
    return MaterialRun(
        id=material.id,
        required=material.necessity is not Necessity.OPTIONAL,
        files=files,
        verdict=Verdict.ACCEPTED if by_portal or stands_for else Verdict.UNCHECKED,
        by_commitment=stands_for,
        at_step=material.at_step or "",
    )


def _obtained(run: MaterialRun, obtained: Mapping[str, Obtained], service: Service, *, today: date) -> MaterialRun:
    """What an authority gave needs no look at the window; a document from the applicant's own locker does.

    What ran out since it was obtained stands for nothing, neither it nor its file.
    """
    source = obtained.get(run.id)
    if source is None or source.way not in ways_of(service.material(run.id)):
        return run
    if source.is_past(today):
        return replace(run, files=tuple(file for file in run.files if file.sha256 != source.sha256))
    by_authority = source.way is not Way.LOCKER
    return replace(run, obtained=source, verdict=Verdict.ACCEPTED if by_authority else run.verdict)


def _promised(given: Iterable[MaterialRun], command: FileCase, service: Service) -> Iterator[MaterialRun]:
    """Mark what was promised; a file that came in after all makes the promise idle."""
    runs = tuple(given)
    wanted = frozenset(command.promised)
    idle = {run.id for run in runs if run.files or run.by_commitment or run.obtained}
    may = {run.id for run in runs if service.material(run.id).necessity is Necessity.TOLERABLE}
    refused = wanted - idle - (may if service.tolerance and command.may_promise else frozenset())
    if refused:
        raise PromiseNotAllowed(materials=tuple(sorted(refused)))
    for run in runs:
        yield replace(run, promised=True) if run.id in wanted - idle else run


def _is_missing(run: MaterialRun, context: Context) -> bool:
    excused = run.promised or run.by_commitment or run.obtained is not None or bool(run.files) or bool(run.at_step)
    return run.required and not excused and context.service.material(run.id).acquisition is Acquisition.UPLOAD


def _visit(command: FileCase, context: Context) -> tuple[VisitRecorded, ...]:
    if command.channel is not Channel.WINDOW:
        return ()
    day, half_day = half_day_of(context.now, context.calendar)
    return (VisitRecorded(command.applicant.name, day, half_day, VisitCause.FILING),)
