"""Lists that documents print: the materials and how each came in, the results, the papers handed over."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Final

from portal.domain.bundles import PaperLayout, PaperMoment
from portal.domain.case.state import StepState
from portal.domain.documents import (
    Channel,
    DeliveredDocument,
    DocumentKind,
    Intake,
    ListedMaterial,
    MaterialForm,
    Result,
)
from portal.domain.documents.shown import title_in
from portal.domain.forms import FieldKind
from portal.domain.materials import Acquisition
from portal.domain.texts import Text
from portal.domain.workflow import StepKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from portal.domain.bundles import ServicePaper
    from portal.domain.case.state import MaterialRun
    from portal.domain.forms import Field
    from portal.services.issuing.frame import Frame

_DECISIONS: Final = frozenset({DocumentKind.DECISION_GRANTED, DocumentKind.DECISION_REFUSED})
_GIVEN_AT: Final = frozenset({PaperMoment.STEP_PASSED, PaperMoment.GRANTED, PaperMoment.REFUSED})


def form_of(frame: Frame) -> MaterialForm:
    """In which form materials of this case come in."""
    return MaterialForm.ELECTRONIC if frame.case.channel is Channel.ONLINE else MaterialForm.PAPER


def materials(frame: Frame) -> tuple[ListedMaterial, ...]:
    """Every material that came in, is spared, or was promised, with the counts that the definition asks for."""
    return tuple(_materials(frame))


def _materials(frame: Frame) -> Iterator[ListedMaterial]:
    for run in frame.case.materials:
        intake = _intake(frame, run)
        if intake is None:
            continue
        material, form = frame.service.material(run.id), form_of(frame)
        if intake is not Intake.RECEIVED:
            yield ListedMaterial(name=material.name, form=form, intake=intake)
            continue
        yield ListedMaterial(
            name=material.name,
            form=form,
            intake=intake,
            originals=material.originals,
            copies=material.copies if material.originals else max(material.copies, 1),
        )


def _intake(frame: Frame, run: MaterialRun) -> Intake | None:
    acquisition = frame.service.material(run.id).acquisition
    if run.obtained is not None:
        return Intake.EXEMPT
    if run.files or acquisition is Acquisition.GENERATED:
        return Intake.RECEIVED
    if acquisition is Acquisition.SHARED:
        return Intake.EXEMPT
    if run.by_commitment:
        return Intake.COMMITTED
    return Intake.TOLERATED if run.promised else None


def results(frame: Frame) -> tuple[Result, ...]:
    """What the departments gave, and which chosen parts were not done and why (许可法 art. 38).

    What the applicant reported of its own steps is no result.
    """
    lines: list[Result] = []
    for run in frame.case.steps:
        if run.applicant:
            continue
        step = frame.service.step(run.id)
        department = frame.me.deps.catalogue.department(run.department).name
        for field in step.results:
            value = (run.results or {}).get(field.id)
            if value:
                lines.append(Result(field.label, _worded(field, value), department))
        if run.state is StepState.FAILED:
            undone = Text(f"{step.name.zh}（未办理）", f"{step.name.en} (not done)")
            lines.append(Result(undone, run.opinion, department))
    return tuple(lines)


def _worded(field: Field, value: str) -> str:
    """A result as documents write it: amounts with their thousands apart."""
    if field.kind is not FieldKind.MONEY:
        return field.shown(value)
    try:
        return f"{Decimal(value):,.2f}"
    except InvalidOperation:
        return value


def papers(frame: Frame) -> tuple[DeliveredDocument, ...]:
    """What is handed over: the decision, the papers that departments gave with it, and what founds an enterprise."""
    given = {one.id: one for one in frame.service.papers if _is_given(frame, one)}
    own = [one for one in frame.case.documents if one.about in given]
    decisions = tuple(
        DeliveredDocument(title_in(frame.service, document.kind), document.number)
        for document in frame.case.documents
        if document.kind in _DECISIONS
    )
    papers = tuple(DeliveredDocument(given[one.about].title, one.number) for one in own)
    code = frame.case.results.get(frame.service.enterprise_result or "")
    certified = any(given[one.about].layout is PaperLayout.CERTIFICATE for one in own)
    if certified or not frame.case.granted or not code:
        return (*decisions, *papers)
    return (*decisions, *papers, DeliveredDocument(frame.service.item.result_name, code))


def _is_given(frame: Frame, paper: ServicePaper) -> bool:
    """Whether an agency gives it to the applicant: no promise of the applicant, no notice, no text to publish."""
    if paper.at not in _GIVEN_AT or paper.layout not in {PaperLayout.LETTER, PaperLayout.CERTIFICATE}:
        return False
    return paper.step is None or frame.service.step(paper.step).kind is not StepKind.APPLICANT
