"""What the owner's case pages show: the list, and one case from its sentence to its last document.

Owns the order of a case page. Refuses arithmetic: due days, counts and states come from the case.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask import url_for
from flask_babel import gettext as _

from portal.domain.calendar import WorkCalendar
from portal.domain.case.review import facts_of, limit_of
from portal.domain.case.savings import savings
from portal.domain.case.state import Case, MaterialRun, Verdict
from portal.domain.limits import Limit
from portal.domain.materials import Acquisition
from portal.domain.texts import Text
from portal.domain.workflow import Service, Step
from portal.i18n import NOTHING, day, limit_words, moment, translated
from portal.services.cases import CaseView
from portal.services.ports.definitions import Catalogue
from portal.services.records.core import CaseLine, StoredDocument
from portal.services.records.core import Page as Rows
from portal.web.applicant.cases.asks import Asks, asks_of
from portal.web.applicant.cases.clocks import ClockCard, clock_cards
from portal.web.applicant.cases.sentences import Sentence, Speaker
from portal.web.applicant.cases.timeline import INTERNAL, Story
from portal.web.applicant.stages import stages_of
from portal.web.common.answered import AnswerSection, answered, shown
from portal.web.common.bundle import Bundle, bundle_of
from portal.web.common.case_words import STEP_PROGRESS, state_badge, verdict_badge
from portal.web.common.hours import HourCard, hour_card
from portal.web.common.keys import key_of
from portal.web.common.obtained import obtained_words
from portal.web.common.parts import Badge, Link, Paging, Row, Stage, StepBox, TimelineEntry, Tone
from portal.web.common.plan import PlanRow, case_plan


@dataclass(frozen=True, slots=True)
class ListedCase:
    """One case in the owner's list."""

    number: str
    title: str
    service: Text
    state: Badge
    filed_at: datetime
    due: str
    is_late: bool
    href: str


@dataclass(frozen=True, slots=True)
class CaseList:
    """One page of the owner's cases."""

    cases: tuple[ListedCase, ...]
    paging: Paging


@dataclass(frozen=True, slots=True)
class MaterialLine:
    """One material of the case, how it came, and what the window found."""

    name: Text
    how: str
    files: tuple[Link, ...]
    verdict: Badge
    note: str


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """One issued document; `is_ready` once its PDF is stored."""

    name: Text
    number: str
    issued_at: datetime
    href: str
    is_ready: bool


@dataclass(frozen=True, slots=True)
class CasePage:
    """One case as its owner sees it."""

    number: str
    title: str
    service: Service
    query_code: str
    badge: Badge
    sentence: Sentence
    is_new: bool
    receipt: DocumentLine | None
    timeline: tuple[TimelineEntry, ...]
    bundle: Bundle | None
    stages: tuple[Stage, ...]
    plan: tuple[PlanRow, ...]
    clocks: tuple[ClockCard, ...]
    asks: Asks
    materials_title: str
    materials: tuple[MaterialLine, ...]
    results: tuple[Row, ...]
    documents: tuple[DocumentLine, ...]
    answers: tuple[AnswerSection, ...]
    visits: int
    phone: str
    hours: HourCard | None


def case_list(rows: Rows[CaseLine], catalogue: Catalogue, *, now: datetime, is_first: bool) -> CaseList:
    key = key_of(rows.next)
    return CaseList(
        tuple(listed(line, catalogue, now) for line in rows.rows),
        Paging(
            next_href=url_for("cases.index", after=key) if key else None,
            first_href=None if is_first else url_for("cases.index"),
        ),
    )


def listed(line: CaseLine, catalogue: Catalogue, now: datetime) -> ListedCase:
    return ListedCase(
        number=line.number,
        title=line.title,
        service=catalogue.version(line.service_key, line.service_version).name,
        state=state_badge(line.state),
        filed_at=line.filed_at,
        due=due_of(line),
        is_late=line.due_at is not None and now >= line.due_at,
        href=url_for("cases.show", number=line.number),
    )


def due_of(line: CaseLine) -> str:
    """The day an answer is due, while the owner waits for one."""
    if line.due_on is None:
        return moment(line.due_at) if line.due_at else NOTHING
    return str(_("%(day)s (provisional)", day=day(line.due_on))) if line.provisional else day(line.due_on)


def case_page(view: CaseView, catalogue: Catalogue, calendar: WorkCalendar, *, now: datetime, is_new: bool) -> CasePage:
    case, service = view.case, view.service
    documents = tuple(document_line(one) for one in view.documents if one.kind not in INTERNAL)
    story = Story(case, service, catalogue, lambda code: document_address(case.number, code))
    return CasePage(
        number=case.number,
        title=case.title,
        service=service,
        query_code=case.query_code,
        badge=state_badge(case.state),
        sentence=Speaker(case, service, catalogue, now).sentence(),
        is_new=is_new,
        receipt=documents[0] if documents else None,
        timeline=story.entries(view.history),
        bundle=bundle_of(case, service),
        stages=stages(case, service, catalogue),
        plan=case_plan(view, you=True),
        clocks=clock_cards(case, service, calendar, now=now),
        asks=asks_of(case, service, calendar),
        materials_title=materials_title(case, service),
        materials=tuple(material_line(case, run, service) for run in case.materials),
        results=results(case, service),
        documents=documents,
        answers=answered(service, case.answers),
        visits=case.visit_count,
        phone=service.item.consult_phone,
        hours=hour_card(case, service, now),
    )


def stages(case: Case, service: Service, catalogue: Catalogue) -> tuple[Stage, ...]:
    """The steps of this case as a picture, with where each stands."""
    runs = {run.id: run for run in case.steps}
    steps = [step for step in service.steps if step.id in runs]
    return tuple(
        Stage(
            tuple(
                StepBox(
                    step.name,
                    _("You") if runs[step.id].applicant else catalogue.department(step.department).short,
                    limit_words(limit_in(case, step, service)),
                    STEP_PROGRESS[runs[step.id].state],
                )
                for step in stage
            )
        )
        for stage in stages_of(steps)
    )


def limit_in(case: Case, step: Step, service: Service) -> Limit:
    """The limit of the step in this case: what was announced when it opened, else what holds as things stand."""
    opened = case.step(step.id).deadline
    return opened.limit if opened else limit_of(step, facts_of(case, service))


def materials_title(case: Case, service: Service) -> str:
    """How many documents the item once asked for, how many were brought, and how many the owner was spared."""
    cost = savings(service, case.materials)
    whole = max(cost.before, len(service.materials))
    if cost.obtained:
        facts = {"given": cost.brought, "whole": whole, "spared": cost.obtained}
        return str(_("Materials: %(given)s handed in, %(spared)s obtained for you, once it was %(whole)s", **facts))
    return str(_("Materials: %(given)s handed in, once it was %(whole)s", given=cost.brought, whole=whole))


def material_line(case: Case, run: MaterialRun, service: Service) -> MaterialLine:
    material = service.material(run.id)
    absent = _("Promised for later") if run.promised else _("Not handed in")
    absent = _("Handed in later, with “%(step)s”", step=step_of(service, run)) if run.at_step else absent
    absent = _("Replaced by your commitment") if run.by_commitment else absent
    how = {
        Acquisition.UPLOAD: _("Handed in by you") if run.files else absent,
        Acquisition.GENERATED: _("Made by the portal from your answers"),
        Acquisition.SHARED: _("Fetched from shared data; nothing to hand in"),
    }
    words = obtained_words(run.obtained) if run.obtained else str(how[material.acquisition])
    files = tuple(
        Link(ref.name, url_for("cases.open_file", number=case.number, sha256=ref.sha256)) for ref in run.files
    )
    waiting = run.verdict is Verdict.UNCHECKED
    badge = Badge(Tone.GREY, _("Not checked yet")) if waiting else verdict_badge(run.verdict)
    badge = Badge(Tone.GREY, _("To come")) if run.follows else badge
    return MaterialLine(material.name, words, files, badge, run.note)


def step_of(service: Service, run: MaterialRun) -> str:
    """The step of the applicant with which a material comes."""
    return translated(service.step(run.at_step).name)


def results(case: Case, service: Service) -> tuple[Row, ...]:
    """What the departments entered: numbers of licences and registrations."""
    given = case.results
    fields = (field for step in service.steps for field in step.results if given.get(field.id))
    return tuple(Row(field.label, shown(field, given[field.id])) for field in fields)


def document_line(document: StoredDocument) -> DocumentLine:
    return DocumentLine(
        document.content.heading,
        document.number,
        document.issued_at,
        document_address(document.case_number, document.code),
        document.sha256 is not None,
    )


def document_address(number: str, code: str) -> str:
    return url_for("cases.open_document", number=number, code=code)
