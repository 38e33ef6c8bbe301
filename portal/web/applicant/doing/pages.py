"""What the page of an owner's step shows: until when, what to fill in, what to hand in, and what is wrong.

Owns the place of every word. Refuses to read what was sent; that was done before.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from flask import url_for
from flask_babel import gettext as _

from portal.domain.case.applicant_steps import days_to_come
from portal.domain.case.not_before import earliest, has_come
from portal.domain.case.state import MaterialRun, StepState
from portal.domain.conditions import facts_of as named_in
from portal.domain.texts import Text
from portal.domain.workflow import Missed, Step
from portal.i18n import translated
from portal.services.cases import CaseView
from portal.web.applicant.answering.forms import page_form
from portal.web.applicant.answering.pages import Question, blame
from portal.web.applicant.doing.sent import KeptFile, Sent, materials_of
from portal.web.common.context import deps
from portal.web.common.due_words import due_words
from portal.web.common.findings import finding_words
from portal.web.common.lights import Due, due_badge
from portal.web.common.parts import Badge, Link

UNDONE: Final = frozenset({StepState.WAITING, StepState.OPEN})


@dataclass(frozen=True, slots=True)
class ToHandIn:
    """One material of the step."""

    id: str
    name: Text
    basis: Text
    guidance: Text | None
    is_required: bool
    kept: tuple[KeptFile, ...]
    problem: str


@dataclass(frozen=True, slots=True)
class StepPage:
    """One step as its owner does it; ``first`` is the day from which it is possible, while that lies ahead."""

    number: str
    title: str
    revision: int
    name: Text
    basis: Text
    due: str
    light: Badge | None
    lapses: bool
    questions: tuple[Question, ...]
    materials: tuple[ToHandIn, ...]
    problems: tuple[Link, ...]
    action: str
    is_live: bool
    first: str = ""
    first_basis: Text | None = None


def step_page(view: CaseView, step: Step, sent: Sent, *, faults: Mapping[str, str]) -> StepPage:
    """The page with what was sent; ``faults`` are sentences by the id of the element they belong to."""
    run, form = view.case.step(step.id), page_form(sent.asked, sent.raw)
    for at, words in faults.items():
        blame(form, at, words)
    first = day_ahead(view, step)
    return StepPage(
        number=view.case.number,
        title=view.case.title,
        revision=view.case.revision,
        name=step.name,
        basis=step.basis,
        due=due_words(run.deadline) if run.deadline else "",
        light=due_badge(Due.of(run.deadline), deps().clock.now(), deps().calendar) if run.deadline else None,
        lapses=step.missed is Missed.LAPSE,
        questions=tuple(Question(input=form.input(item.id)) for item in sent.asked),
        materials=tuple(to_hand_in(view, one, sent, faults=faults) for one in materials_of(view.case, step)),
        problems=tuple(Link(words, f"#{at}") for at, words in faults.items()),
        action=url_for("doing.do", number=view.case.number, step_id=step.id),
        is_live=any(item.when and named_in(item.when) & {one.id for one in step.results} for item in step.results),
        first=first,
        first_basis=step.not_before.basis if step.not_before and first else None,
    )


def day_ahead(view: CaseView, step: Step) -> str:
    """The first day on which the step is possible; nothing once it has come, or while it cannot be known."""
    end = earliest(view.case, step, view.service, calendar=deps().calendar)
    return "" if end is None or has_come(end, deps().clock.now(), deps().calendar) else due_words(end)


def why_not_now(view: CaseView, step: Step) -> str:
    """What has to happen before this step of the owner, in words; it may be done already, or the case over."""
    case, service = view.case, view.service
    if not case.is_open or case.step(step.id).state is not StepState.WAITING:
        return str(_("This step is not to be done now."))
    undone = (one for one in case.steps if one.id in step.after and one.state in UNDONE)
    names = [translated(service.step(one.id).name) for one in undone]
    first, facts = day_ahead(view, step), {"step": translated(step.name), "steps": str(_("; ")).join(names)}
    if not names:
        return str(_("“%(step)s” cannot be done yet.", **facts))
    if not first:
        return str(_("“%(step)s” cannot be done yet. To be done first: %(steps)s.", **facts))
    return str(_("“%(step)s” cannot be done before %(day)s. To be done first: %(steps)s.", **facts, day=first))


def to_hand_in(view: CaseView, run: MaterialRun, sent: Sent, *, faults: Mapping[str, str]) -> ToHandIn:
    material = view.service.material(run.id)
    return ToHandIn(
        id=run.id,
        name=material.name,
        basis=material.basis,
        guidance=material.guidance,
        is_required=run.required,
        kept=sent.kept.get(run.id, ()),
        problem=faults.get(f"file-{run.id}", ""),
    )


def faults_in(view: CaseView, step: Step, sent: Sent) -> dict[str, str]:
    """Everything that is still wrong or missing, by the id of the element where it is mended."""
    labels = {item.id: translated(item.label) for item in step.results}
    today = deps().calendar.local_date(deps().clock.now())
    found = {one: _too_soon(labels[one]) for one in days_to_come(step, sent.results, today=today)}
    found |= {one.at: finding_words(one, lambda at: labels.get(at, at)) for one in sent.findings}
    return {**found, **dict(_missing(view, step, sent)), **{f"file-{one}": words for one, words in sent.faults.items()}}


def _too_soon(label: str) -> str:
    return str(_("“%(label)s” cannot lie after today: report the step once it is done", label=label))


def _missing(view: CaseView, step: Step, sent: Sent) -> Iterator[tuple[str, str]]:
    for run in materials_of(view.case, step):
        if run.required and not run.files and not sent.kept.get(run.id):
            name = translated(view.service.material(run.id).name)
            yield f"file-{run.id}", str(_("Choose a file for “%(name)s”", name=name))
