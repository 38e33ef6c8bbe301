"""What the departments' templates receive: the queue, one step with its case, a case to read.

Owns frozen view models. Officers who handle a case see what was filed in full.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from flask import url_for
from flask_babel import gettext as _

from portal.domain.case.moves import AT_WORK
from portal.domain.case.state import StepRun, StepState
from portal.domain.forms import Field, FieldKind
from portal.domain.materials import CheckPoint
from portal.domain.permissions import Actor
from portal.domain.workflow import OnFail, Service, Step, StepKind
from portal.services.cases import CaseView, Queue
from portal.services.records.core import CaseLine, StepLine
from portal.services.standing import remarks
from portal.web.common.advice import advice_words, standing_words
from portal.web.common.answered import AnswerSection, answered
from portal.web.common.case_words import state_badge
from portal.web.common.context import deps
from portal.web.common.corrected import Round, corrected_in
from portal.web.common.due_days import DueDay, approver_of, due_day
from portal.web.common.handling import (
    DocumentLink,
    Head,
    Lane,
    MaterialRow,
    badge_of,
    documents_of,
    head_of,
    lanes_of,
    materials_of,
    tail_of,
)
from portal.web.common.history import history_of
from portal.web.common.incidents import Incident, hurry_badge, incidents_of
from portal.web.common.keys import key_of
from portal.web.common.lights import Due
from portal.web.common.parts import Badge, Link, Paging, Row, SideNav, TimelineEntry, Words
from portal.web.common.plan import PlanRow, case_plan
from portal.web.review.beside import ObjectionRow, acts_on, notice_until, objections_to
from portal.web.review.forms import RESULT, StepTyped
from portal.web.review.lists import counts_of
from portal.web.review.side import side_nav


@dataclass(frozen=True, slots=True)
class StepRow:
    """One open step of the department's queue."""

    case_number: str
    tail: str
    title: str
    service: Words
    step: Words
    opened_at: datetime | None
    light: Badge
    case_light: Badge
    href: str
    is_notice: bool = False
    urged: Badge | None = None


@dataclass(frozen=True, slots=True)
class QueuePage:
    """The department's open steps by due time."""

    side: SideNav
    counts: tuple[Badge, ...]
    rows: tuple[StepRow, ...]
    paging: Paging


@dataclass(frozen=True, slots=True)
class FoundRow:
    """One case that a search found."""

    number: str
    title: str
    service: Words
    applicant: str
    state: Badge
    href: str


@dataclass(frozen=True, slots=True)
class FoundPage:
    """What a search found."""

    side: SideNav
    query: str
    rows: tuple[FoundRow, ...]


@dataclass(frozen=True, slots=True)
class ResultInput:
    """One result to enter, with what was typed and what is wrong with it."""

    field: Field
    id: str
    typed: tuple[str, ...]
    fault: str

    @property
    def text(self) -> str:
        return self.typed[0] if self.typed else ""

    @property
    def look(self) -> str:
        """Which widget a template draws: choices, options, long or line."""
        if self.field.kind is FieldKind.CHOICES:
            return "choices"
        if self.field.kind in {FieldKind.CHOICE, FieldKind.YES_NO}:
            return "options"
        return "long" if self.field.kind is FieldKind.LONG_TEXT else "line"


@dataclass(frozen=True, slots=True)
class TickLine:
    """One point of the checklist."""

    check: CheckPoint
    ticked: bool
    fault: str


@dataclass(frozen=True, slots=True)
class Fault:
    """One line of the error summary."""

    words: str
    href: str


@dataclass(frozen=True, slots=True)
class StepForm:
    """What an officer fills in for an open step."""

    is_decision: bool
    ticks: tuple[TickLine, ...]
    results: tuple[ResultInput, ...]
    opinion: str
    opinion_fault: str
    refused_by: Words


@dataclass(frozen=True, slots=True)
class CasePage:
    """A case as a department sees it; with a form while its step is open."""

    side: SideNav
    head: Head
    step: Step | None
    lane: Lane | None
    form: StepForm | None
    faults: tuple[Fault, ...]
    lanes: tuple[Lane, ...]
    materials: tuple[MaterialRow, ...]
    sections: tuple[AnswerSection, ...]
    advice: tuple[str, ...]
    documents: tuple[DocumentLink, ...]
    mine: tuple[Link, ...]
    kept: tuple[Row, ...]
    acts: tuple[Link, ...]
    objections: tuple[ObjectionRow, ...]
    notice_until: str
    incidents: tuple[Incident, ...]
    corrected: tuple[Round, ...]
    due: DueDay | None
    history: tuple[TimelineEntry, ...]
    plan: tuple[PlanRow, ...]

    @property
    def is_pending(self) -> bool:
        """Whether a PDF is still being made."""
        return any(document.href is None for document in self.documents)


def queue_page(actor: Actor, queue: Queue[StepLine], *, after: str | None) -> QueuePage:
    """Open steps by due time with their lights."""
    following = key_of(queue.page.next)
    return QueuePage(
        side=side_nav(actor, "queue"),
        counts=counts_of(queue.counts),
        rows=tuple(map(step_row, queue.page.rows)),
        paging=Paging(url_for(".queue", after=following) if following else None, url_for(".queue") if after else None),
    )


def step_row(line: StepLine) -> StepRow:
    service = deps().catalogue.version(line.service_key, line.service_version)
    step = service.step(line.step_id)
    due = Due(line.due_at, line.warn_at, line.due_on, step.limit) if line.due_at and line.warn_at else None
    return StepRow(
        case_number=line.case_number,
        tail=tail_of(line.case_number),
        title=line.title,
        service=service.name,
        step=step.name,
        opened_at=line.opened_at,
        light=badge_of(due),
        case_light=badge_of(case_due(line, service)),
        href=url_for(".step", number=line.case_number, step_id=line.step_id),
        is_notice=line.is_notice,
        urged=hurry_badge(line),
    )


def case_due(line: StepLine, service: Service) -> Due | None:
    """The promise of the whole case, beside the step's own time."""
    if line.case_due_at is None or line.case_warn_at is None:
        return None
    return Due(line.case_due_at, line.case_warn_at, line.case_due_on, service.limits.promise)


def found_page(actor: Actor, lines: Iterable[CaseLine], *, query: str) -> FoundPage:
    """What a search found, each leading to the case."""
    return FoundPage(side_nav(actor, "search"), query, tuple(map(found_row, lines)))


def found_row(line: CaseLine) -> FoundRow:
    return FoundRow(
        number=line.number,
        title=line.title,
        service=deps().catalogue.version(line.service_key, line.service_version).name,
        applicant=line.applicant_name,
        state=state_badge(line.state),
        href=url_for(".case", number=line.number),
    )


def case_page(actor: Actor, view: CaseView, *, step_id: str | None = None, typed: StepTyped | None = None) -> CasePage:
    """The case, and the form of a step when it is open and the actor's department's."""
    lanes = lanes_of(view)
    run = next((run for run in view.case.steps if run.id == step_id), None)
    shown = typed or StepTyped()
    return CasePage(
        side=side_nav(actor, ""),
        head=head_of(view),
        step=view.service.step(run.id) if run else None,
        lane=next((lane for lane in lanes if run and lane.id == run.id), None),
        form=form_of(view, run, shown) if run and is_for(actor, view, run) and not run.notice else None,
        faults=faults_in(shown),
        lanes=lanes,
        materials=materials_of(view),
        sections=answered(view.service, view.case.answers),
        advice=advice_on(actor, view),
        documents=documents_of(view.case.number, view.documents),
        mine=tuple(open_link(view, each) for each in view.case.steps if is_for(actor, view, each) and each is not run),
        kept=kept_of(view, run, shown) if run and not is_for(actor, view, run) else (),
        acts=acts_on(actor, view),
        objections=objections_to(actor, view, run),
        notice_until=notice_until(run),
        incidents=incidents_of(view),
        corrected=corrected_in(view),
        due=due_day(view.case, deps().calendar, now=deps().clock.now(), approver=approver_of(view.case)),
        history=history_of(view),
        plan=case_plan(view),
    )


def advice_on(actor: Actor, view: CaseView) -> tuple[str, ...]:
    """What the rules remark on the answers, while the case is being decided; for claims until they are paid."""
    case = view.case
    known = standing_words(remarks(deps(), actor, case)) if case.is_open or view.service.policy else ()
    if not case.is_open or case.granted is not None:
        return known
    return (*known, *advice_words(view.service, case.answers, draft_key=case.draft_key, case_number=case.number))


def is_for(actor: Actor, view: CaseView, run: StepRun) -> bool:
    """Whether the step is open, nobody holds the case, and it is the actor's department's."""
    runs = view.case.state in AT_WORK and run.state is StepState.OPEN
    return runs and run.department == actor.department and not run.applicant


def open_link(view: CaseView, run: StepRun) -> Link:
    """The way to a step of this case that waits for the actor's department."""
    return Link(view.service.step(run.id).name, url_for(".step", number=view.case.number, step_id=run.id))


def faults_in(typed: StepTyped) -> tuple[Fault, ...]:
    """One line per refusal, leading to the first place where it is mended."""
    first: dict[str, str] = {}
    for at, words in typed.faults.items():
        first.setdefault(words, f"#{at}")
    return tuple(Fault(words, href) for words, href in first.items())


def kept_of(view: CaseView, run: StepRun, typed: StepTyped) -> tuple[Row, ...]:
    """What somebody typed for a step that another officer completed meanwhile."""
    fields = {result.id: result for result in view.service.step(run.id).results}
    results = (Row(fields[each].label, "；".join(raw)) for each, raw in typed.results.items() if any(raw))
    opinion = (Row(_("Opinion"), typed.opinion),) if typed.opinion else ()
    return (*results, *opinion)


def form_of(view: CaseView, run: StepRun, typed: StepTyped) -> StepForm:
    """The checklist, the results and the opinion of an open step, with what was typed."""
    step = view.service.step(run.id)
    is_decision = step.kind is StepKind.DECISION
    return StepForm(
        is_decision=is_decision,
        ticks=tuple(
            TickLine(check, check.id in typed.ticked, typed.faults.get(f"check-{check.id}", ""))
            for check in step.checks
        ),
        results=tuple(result_input(result, typed) for result in step.results),
        opinion=typed.opinion,
        opinion_fault=typed.faults.get("opinion", ""),
        refused_by=refused_by(view) if is_decision else "",
    )


def result_input(result: Field, typed: StepTyped) -> ResultInput:
    at = RESULT + result.id
    return ResultInput(result, at, typed.results.get(result.id, ()), typed.faults.get(at, ""))


def refused_by(view: CaseView) -> Words:
    """The step whose failure leaves only a refusal, if there is one."""
    for run in view.case.steps:
        step = view.service.step(run.id)
        if run.state is StepState.FAILED and step.on_fail is OnFail.REFUSE:
            return step.name
    return ""
