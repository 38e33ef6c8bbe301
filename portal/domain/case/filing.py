"""Filing 收件: what a submission must have, and which materials and steps the case gets.

Refuses a filing that lacks a required material (许可法 art. 31: nothing outside the
checklist can be asked, and nothing on it be forgotten).
"""

from __future__ import annotations

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
from portal.domain.checklist import materials_for, steps_for
from portal.domain.conditions import Answer
from portal.domain.documents import Channel
from portal.domain.errors import DomainError
from portal.domain.workflow import Acquisition, Material, Necessity

if TYPE_CHECKING:
    from portal.domain.case.commands import FileCase
    from portal.domain.case.context import Context


class MaterialsMissing(DomainError):
    """Required materials were not supplied."""

    message_id = "case.materials_missing"


def file_case(command: FileCase, context: Context) -> tuple[Event, ...]:
    """The first events of a case: it is received, and a window filing counts as a visit.

    Raises MaterialsMissing with the ids of required materials that nobody supplied.
    """
    materials = _materials(command, context)
    missing = tuple(run.id for run in materials if _is_missing(run, context))
    if missing:
        raise MaterialsMissing(materials=missing)
    filed = CaseFiled(
        number=command.number,
        query_code=command.query_code,
        service_key=context.service.key,
        service_version=context.service.version,
        title=command.title,
        applicant=command.applicant,
        channel=command.channel,
        draft_key=command.draft_key,
        answers=command.answers,
        materials=materials,
        steps=tuple(
            StepRun(id=step.id, department=step.department) for step in steps_for(context.service, command.answers)
        ),
        filed_on=context.calendar.local_date(context.now),
        counts_for_once=not context.service.item.excluded_from_once,
        acceptance=deadlines.compute(context.service.limits.acceptance, context.now, context.calendar),
        calendar_digest=context.calendar.digest,
    )
    return (filed, *_visit(command, context))


def _materials(command: FileCase, context: Context) -> tuple[MaterialRun, ...]:
    return tuple(
        _material_run(line.material, command.files.get(line.material.id, ()))
        for line in materials_for(context.service, command.answers)
        if line.applies is Answer.YES
    )


def _material_run(material: Material, files: tuple[FileRef, ...]) -> MaterialRun:
    by_portal = material.acquisition is not Acquisition.UPLOAD
    return MaterialRun(
        id=material.id,
        required=material.necessity is Necessity.REQUIRED,
        files=files,
        verdict=Verdict.ACCEPTED if by_portal else Verdict.UNCHECKED,
    )


def _is_missing(run: MaterialRun, context: Context) -> bool:
    material = context.service.material(run.id)
    return run.required and material.acquisition is Acquisition.UPLOAD and not run.files


def _visit(command: FileCase, context: Context) -> tuple[VisitRecorded, ...]:
    if command.channel is not Channel.WINDOW:
        return ()
    day, half_day = half_day_of(context.now, context.calendar)
    return (VisitRecorded(command.applicant.name, day, half_day, VisitCause.FILING),)
