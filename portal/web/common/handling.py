"""What the window and the departments both show of a case: its head, materials, steps and documents.

Owns view models for those who handle cases. Addresses are made with relative endpoints (`.file`,
`.document`), so that each audience links to its own views.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from flask import url_for
from flask_babel import gettext as _

from portal.domain.calendar import YearNotLoaded
from portal.domain.case.clocks import as_of
from portal.domain.case.parts import part_runs
from portal.domain.case.state import Case, ClockName, ClockRun, FileRef, MaterialRun, StepRun, StepState, Verdict
from portal.domain.deadlines import Deadline
from portal.domain.documents import DocumentKind
from portal.domain.materials import Acquisition, CheckPoint, Material, Necessity
from portal.domain.obtaining import Way
from portal.domain.workflow import Service
from portal.i18n import short_day, short_moment
from portal.services.cases import CaseView
from portal.services.records.core import StoredDocument
from portal.web.common.answered import shown
from portal.web.common.bundle import PartLine, part_line
from portal.web.common.case_words import state_badge, step_badge, verdict_badge
from portal.web.common.context import deps
from portal.web.common.downloads import PICTURES
from portal.web.common.hours import HourCard, hour_card
from portal.web.common.lights import Due, due_badge
from portal.web.common.obtained import obtained_words, record_rows
from portal.web.common.parts import Badge, Row, Tone, Words

KIBIBYTE: Final = 1024
TAIL: Final = len("1120-00001-5")


@dataclass(frozen=True, slots=True)
class FileLink:
    """One uploaded file; `look` says how a page can show it: pdf, picture, or other."""

    name: str
    href: str
    size: str
    look: str
    sha256: str


@dataclass(frozen=True, slots=True)
class MaterialRow:
    """One material of a case, with what the definition says about it and what was found."""

    id: str
    name: Words
    need: Words
    badge: Badge
    is_spared: bool
    checks: tuple[CheckPoint, ...]
    basis: Words
    guidance: Words
    files: tuple[FileLink, ...]
    verdict: Verdict
    note: str
    checked_by: str
    is_required: bool = True
    follows: bool = False  # promised 容缺, and not there yet
    origin: str = ""  # from where it was obtained
    record: tuple[Row, ...] = ()  # how it was obtained and what the register says
    with_step: Words = ""  # the step of the applicant with which it comes, while it is not there


@dataclass(frozen=True, slots=True)
class Lane:
    """One step of one department: where it stands, by when, and what came of it."""

    id: str
    name: Words
    department: Words
    badge: Badge
    light: Badge | None
    completed_at: datetime | None
    completed_by: str
    opinion: str
    results: tuple[Row, ...]
    part: PartLine | None = None  # the item of the bundle that begins here


@dataclass(frozen=True, slots=True)
class DocumentLink:
    """One issued document; without `href` its PDF is still being made."""

    kind: DocumentKind
    title: Words
    number: str
    issued_at: datetime
    href: str | None


@dataclass(frozen=True, slots=True)
class Head:
    """Who, what and by when: the top of every page about one case."""

    number: str
    title: str
    service: Words
    applicant: str
    mobile: str
    filed_at: datetime
    state: Badge
    light: Badge | None
    due: str
    revision: int
    hours: HourCard | None = None


def head_of(view: CaseView) -> Head:
    case = view.case
    clock = case.running_clock or paused_clock(case)
    return Head(
        number=case.number,
        title=case.title,
        service=view.service.name,
        applicant=case.applicant.name,
        mobile=case.applicant.mobile or "",
        filed_at=case.filed_at,
        state=state_badge(case.state),
        light=light_of(case),
        due=due_words(clock) if clock else "",
        revision=case.revision,
        hours=hour_card(case, view.service, deps().clock.now()),
    )


def light_of(case: Case) -> Badge | None:
    """The light of the running clock; grey while the clocks stand still."""
    if case.running_clock is not None:
        return badge_of(Due.of(case.running_clock.deadline))
    return Badge(Tone.GREY, _("Clocks stand still")) if paused_clock(case) else None


def paused_clock(case: Case) -> ClockRun | None:
    """The promise that stands still, while the case is paused; its end as of now."""
    clock = case.clock(ClockName.PROMISE) if case.is_open and case.open_pause is not None else None
    return clock and clock_now(case, clock)


def clock_now(case: Case, clock: ClockRun) -> ClockRun:
    """A clock with its end as of now; as it was recorded when the calendar of that year is not loaded."""
    try:
        return as_of(case, clock, deps().calendar, now=deps().clock.now())
    except YearNotLoaded:
        return clock


def due_words(clock: ClockRun) -> str:
    """Until when what must happen, e.g. 最迟11月27日受理; a day that may still move says so."""
    by = clock.deadline.due_on
    end = short_day(by) if by else short_moment(clock.deadline.due_at)
    if clock.deadline.at_least:
        return str(_("decision due %(day)s at the earliest", day=end))
    named = {"day": str(_("%(day)s (provisional)", day=end)) if clock.deadline.provisional else end}
    words = {
        ClockName.ACCEPTANCE: _("accept by %(day)s", **named),
        ClockName.CORRECTION: _("correction due by %(day)s", **named),
        ClockName.DELIVERY: _("deliver by %(day)s", **named),
    }
    return str(words.get(clock.name) or _("decide by %(day)s", **named))


def tail_of(number: str) -> str:
    """Day, serial and check character of a case number: what tells the cases of a queue apart."""
    return number[-TAIL:]


def badge_of(due: Due | None) -> Badge:
    """The light of a clock at this moment."""
    return due_badge(due, deps().clock.now(), deps().calendar)


def materials_of(view: CaseView) -> tuple[MaterialRow, ...]:
    return tuple(material_row(view.service, run, view.case) for run in view.case.materials)


def material_row(service: Service, run: MaterialRun, case: Case) -> MaterialRow:
    material = service.material(run.id)
    return MaterialRow(
        id=run.id,
        name=material.name,
        need=need_of(material),
        badge=material_badge(material, run),
        is_spared=material.acquisition is not Acquisition.UPLOAD or run.obtained is not None,
        checks=material.checks,
        basis=material.basis,
        guidance=material.guidance or "",
        files=tuple(file_link(case.number, ref) for ref in run.files),
        verdict=run.verdict,
        note=run.note,
        checked_by=run.checked_by,
        origin=obtained_words(run.obtained) if run.obtained else "",
        record=record_rows(run.obtained) if run.obtained else (),
        is_required=run.required and not run.follows,
        follows=run.follows and not run.at_step,
        with_step=service.step(run.at_step).name if run.at_step and run.follows else "",
    )


def need_of(material: Material) -> str:
    """Whether the material must be there, may be there, or may follow."""
    if material.necessity is Necessity.REQUIRED:
        return str(_("Required"))
    return str(_("Optional") if material.necessity is Necessity.OPTIONAL else _("May follow after acceptance"))


def material_badge(material: Material, run: MaterialRun) -> Badge:
    """The verdict; materials that the portal supplies say so until somebody finds a fault."""
    if run.promised and not run.files:
        return Badge(Tone.YELLOW, _("Promised, to follow"))
    if run.by_commitment:
        return Badge(Tone.BLUE, _("By commitment, to be checked later"))
    if run.verdict is Verdict.ACCEPTED and (words := spared_words(material, run)):
        return Badge(Tone.GREEN, words)
    if run.verdict is Verdict.UNCHECKED and not run.files and not run.required:
        return Badge(Tone.GREY, _("Not handed in"))
    return verdict_badge(run.verdict)


def spared_words(material: Material, run: MaterialRun) -> str:
    """Who supplied it when the applicant did not; nothing when the applicant did."""
    if run.obtained is not None and run.obtained.way is not Way.LOCKER:
        return str(_("Spared, obtained by the portal"))
    words = {Acquisition.SHARED: _("Spared, data shared"), Acquisition.GENERATED: _("Made by the portal")}
    return str(words.get(material.acquisition, ""))


def file_link(number: str, ref: FileRef) -> FileLink:
    look = "pdf" if ref.mime == "application/pdf" else "picture" if ref.mime in PICTURES else "other"
    return FileLink(ref.name, url_for(".file", number=number, sha256=ref.sha256), size_of(ref.size), look, ref.sha256)


def size_of(size: int) -> str:
    """A file's size as people say it."""
    kib = size / KIBIBYTE
    return f"{kib / KIBIBYTE:.1f} MB" if kib >= KIBIBYTE else f"{max(kib, 1):.0f} KB"


def lanes_of(view: CaseView) -> tuple[Lane, ...]:
    """Every step that applies, in the order of the definition; those of a bundle under their items."""
    lanes = {run.id: lane_of(view.service, run) for run in view.case.steps}
    for run in part_runs(view.case, view.service):
        first = lanes.pop(run.steps[0].id)
        lanes[first.id] = replace(first, part=part_line(run, view.service))
        lanes |= {one.id: lanes.pop(one.id) for one in run.steps[1:]}
    return tuple(lanes.values())


def lane_of(service: Service, run: StepRun) -> Lane:
    step = service.step(run.id)
    running = run.deadline if run.state is StepState.OPEN else None
    results = run.results or {}
    return Lane(
        id=run.id,
        name=step.name,
        department=_("The applicant") if run.applicant else deps().catalogue.department(run.department).short,
        badge=step_badge(run.state),
        light=lane_light(running),
        completed_at=run.completed_at,
        completed_by=run.completed_by,
        opinion=run.opinion,
        results=tuple(
            Row(field.label, shown(field, results[field.id])) for field in step.results if field.id in results
        ),
    )


def lane_light(running: Deadline | None) -> Badge | None:
    """The light of an open step; grey while its clock stands still."""
    if running is None:
        return None
    return Badge(Tone.GREY, _("Clocks stand still")) if running.at_least else badge_of(Due.of(running))


def documents_of(number: str, documents: Iterable[StoredDocument]) -> tuple[DocumentLink, ...]:
    """The documents of a case, newest first."""
    links = (
        DocumentLink(
            kind=document.kind,
            title=document.content.heading,
            number=document.number,
            issued_at=document.issued_at,
            href=url_for(".document", number=number, code=document.code) if document.sha256 else None,
        )
        for document in documents
    )
    return tuple(sorted(links, key=lambda link: link.issued_at, reverse=True))
