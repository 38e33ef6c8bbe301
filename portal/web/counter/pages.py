"""What the counter's templates receive: the desk, one case, the lists.

Owns frozen view models and how they are put together. Refuses to decide: what may be done is the
domain's business, a page only says what it would answer.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from flask import url_for
from flask_babel import gettext as _

from portal.domain import deadlines
from portal.domain.case.acceptance import acceptance_ran_out
from portal.domain.case.moves import AT_WORK, MOVES, Action, CaseState
from portal.domain.case.state import Case, Verdict, Visit
from portal.domain.documents import DeliveryMethod
from portal.domain.permissions import Actor
from portal.i18n import day
from portal.services import cases
from portal.services.cases import CaseView, Queue
from portal.services.records.core import CaseLine
from portal.services.standing import remarks
from portal.web.common.advice import standing_words
from portal.web.common.answered import AnswerSection, answered
from portal.web.common.case_words import CAUSES, HALF_DAYS
from portal.web.common.context import actor, deps
from portal.web.common.corrected import Round, corrected_in
from portal.web.common.due_days import DueDay, approver_of, due_day
from portal.web.common.handling import (
    DocumentLink,
    FileLink,
    Head,
    Lane,
    MaterialRow,
    documents_of,
    head_of,
    lanes_of,
    materials_of,
)
from portal.web.common.history import history_of
from portal.web.common.incident_sentences import due as due_words
from portal.web.common.incidents import Incident, incidents_of
from portal.web.common.lights import DECIDED
from portal.web.common.parts import Paging, Row, SideGroup, SideItem, SideNav, TimelineEntry, Words
from portal.web.common.plan import PlanRow, case_plan
from portal.web.counter.desk import Chip, Place, QueueRow, chips_of, following, paging_of, row_of
from portal.web.counter.forms import chosen_way


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that stands against what was asked, with a link to where it is mended."""

    words: str
    href: str


@dataclass(frozen=True, slots=True)
class Typed:
    """What was sent and refused: shown again as it was typed."""

    problems: tuple[Problem, ...] = ()
    verdicts: Mapping[str, str] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)
    faults: Mapping[str, str] = field(default_factory=dict)


NOTHING_TYPED = Typed()


@dataclass(frozen=True, slots=True)
class MaterialLine:
    """One material of the selected case; `key` moves there by keyboard, `fault` is what was refused."""

    row: MaterialRow
    href: str
    current: bool
    key: str
    verdict: str
    note: str
    fault: str
    is_checkable: bool


@dataclass(frozen=True, slots=True)
class Tolerated:
    """What follows after acceptance 容缺, and until when if the case is accepted today."""

    names: tuple[Words, ...]
    due: str


@dataclass(frozen=True, slots=True)
class CasePanel:
    """One case beside the queue, or on a page of its own."""

    head: Head
    remarks: tuple[str, ...]
    place: Place
    lines: tuple[MaterialLine, ...]
    current: MaterialLine | None
    file: FileLink | None
    sections: tuple[AnswerSection, ...]
    checked: int
    faulty: int
    unchecked: int
    is_submitted: bool
    is_decided: bool
    is_returnable: bool
    is_too_late: bool
    tolerated: Tolerated | None
    incidents: tuple[Incident, ...]
    corrected: tuple[Round, ...]
    due: DueDay | None
    history: tuple[TimelineEntry, ...]
    way: tuple[DeliveryMethod, str]
    lanes: tuple[Lane, ...]
    plan: tuple[PlanRow, ...]
    documents: tuple[DocumentLink, ...]
    visits: tuple[Row, ...]
    problems: tuple[Problem, ...]

    @property
    def is_ready(self) -> bool:
        """Whether nothing stands against accepting."""
        return self.is_submitted and not self.faulty and not self.unchecked

    @property
    def is_checkable(self) -> bool:
        """Whether there is a material to give a verdict about."""
        return any(line.is_checkable for line in self.lines)

    @property
    def is_pending(self) -> bool:
        """Whether a PDF is still being made."""
        return any(document.href is None for document in self.documents)


@dataclass(frozen=True, slots=True)
class DeskPage:
    """The desk: filters, queue, and the selected case."""

    side: SideNav
    place: Place
    chips: tuple[Chip, ...]
    rows: tuple[QueueRow, ...]
    paging: Paging
    panel: CasePanel | None
    next_href: str | None


@dataclass(frozen=True, slots=True)
class CasePage:
    """One case on a page of its own."""

    side: SideNav
    panel: CasePanel
    next_href: str


@dataclass(frozen=True, slots=True)
class ListPage:
    """A list of cases without anything beside it."""

    side: SideNav
    rows: tuple[QueueRow, ...]
    chips: tuple[Chip, ...] = ()
    paging: Paging | None = None
    query: str = ""


def side_nav(actor: Actor, current: str) -> SideNav:
    """The dark side: the desks with how much waits there, and the rest."""
    lights = cases.desk_lights(deps(), actor)
    desks = (
        SideItem(_("To accept"), url_for(".desk"), lights["intake"].total, current == "desk"),
        SideItem(_("With the applicant"), url_for(".waiting"), lights["applicant"].total, current == "waiting"),
        SideItem(_("Supplied, to check"), url_for(".supplied"), lights["to_check"].total, current == "supplied"),
        SideItem(_("To hand out"), url_for(".deliveries"), lights["delivery"].total, current == "deliveries"),
    )
    more = (
        SideItem(_("Search"), url_for(".search"), None, current == "search", "/"),
        SideItem(_("Record a visit"), url_for(".visit_search"), None, current == "visits"),
        SideItem(_("Keyboard"), url_for(".keys"), None, current == "keys", "?"),
    )
    return SideNav(actor.window or _("Counter"), "窗", (SideGroup(_("My desk"), desks), SideGroup(_("More"), more)))


def desk_page(actor: Actor, queue: Queue[CaseLine], *, place: Place, typed: Typed) -> DeskPage:
    """The desk at a place; without a case, at the one that is due first."""
    numbers = [line.number for line in queue.page.rows]
    chosen = place.case or next(iter(numbers), None)
    here = replace(place, case=chosen)
    view = cases.view_case(deps(), actor, chosen) if chosen else None
    after = following(numbers, chosen)
    return DeskPage(
        side=side_nav(actor, "desk"),
        place=here,
        chips=chips_of(queue, place),
        rows=tuple(row_of(line, here.at(line.number).href, current=line.number == chosen) for line in queue.page.rows),
        paging=paging_of(queue, place),
        panel=panel_of(view, here, typed) if view else None,
        next_href=here.at(after).href if after else None,
    )


def case_page(actor: Actor, view: CaseView, typed: Typed = NOTHING_TYPED) -> CasePage:
    """One case on its own page; the next one waits on the desk."""
    return CasePage(side_nav(actor, ""), panel_of(view, Place(case=view.case.number), typed), url_for(".desk"))


def list_page(actor: Actor, queue: Queue[CaseLine], place: Place, *, current: str, leads_to: str) -> ListPage:
    """One of the counter's lists by due day; each row leads to an endpoint that takes the case number."""
    return ListPage(
        side=side_nav(actor, current),
        rows=tuple(row_of(line, url_for(leads_to, number=line.number)) for line in queue.page.rows),
        chips=chips_of(queue, place),
        paging=paging_of(queue, place),
    )


def found_page(actor: Actor, lines: Iterable[CaseLine], *, query: str, endpoint: str, current: str) -> ListPage:
    """What a search found; each row leads to an endpoint that takes the case number."""
    rows = tuple(row_of(line, url_for(endpoint, number=line.number)) for line in lines)
    return ListPage(side_nav(actor, current), rows, query=query)


def panel_of(view: CaseView, place: Place, typed: Typed = NOTHING_TYPED) -> CasePanel:
    """Everything a clerk needs about one case."""
    case = view.case
    lines = lines_of(view, place, typed)
    current = next((line for line in lines if line.current), None)
    verdicts = [material.verdict for material in case.materials]
    return CasePanel(
        head=head_of(view),
        remarks=standing_words(remarks(deps(), actor(), case)) if case.is_open else (),
        place=place,
        lines=lines,
        current=current,
        file=file_of(current, place.file),
        sections=answered(view.service, case.answers),
        checked=sum(verdict is not Verdict.UNCHECKED for verdict in verdicts),
        faulty=sum(verdict is Verdict.TO_CORRECT for verdict in verdicts),
        unchecked=sum(line.row.is_required and line.row.verdict is Verdict.UNCHECKED for line in lines),
        is_submitted=case.state is CaseState.SUBMITTED,
        is_decided=case.state in DECIDED,
        is_returnable=(case.state, Action.RETURN) in MOVES,
        is_too_late=case.state is CaseState.SUBMITTED and acceptance_ran_out(case, deps().clock.now()),
        tolerated=tolerated_in(view),
        incidents=incidents_of(view),
        corrected=corrected_in(view),
        due=due_day(case, deps().calendar, now=deps().clock.now(), approver=approver_of(case)),
        history=history_of(view),
        way=chosen_way(case.answers),
        lanes=lanes_of(view),
        plan=case_plan(view),
        documents=documents_of(case.number, view.documents),
        visits=tuple(map(visit_row, case.visits)),
        problems=typed.problems,
    )


def lines_of(view: CaseView, place: Place, typed: Typed) -> tuple[MaterialLine, ...]:
    """The materials in order, the selected one marked, its neighbours with their keys."""
    rows = materials_of(view)
    ids = [row.id for row in rows]
    current = ids.index(place.material) if place.material in ids else first_to_look_at(rows)
    return tuple(
        MaterialLine(
            row=row,
            href=place.on(row.id).href,
            current=index == current,
            key={current + 1: "j", current - 1: "k"}.get(index, ""),
            verdict=typed.verdicts.get(row.id, row.verdict.value),
            note=typed.notes.get(row.id, row.note),
            fault=typed.faults.get(row.id, ""),
            is_checkable=is_checkable(view.case, row.id),
        )
        for index, row in enumerate(rows)
    )


def first_to_look_at(rows: tuple[MaterialRow, ...]) -> int:
    """The first material nobody looked at; the first with a fault, or the first of all, when there is none."""
    order = [Verdict.UNCHECKED, Verdict.TO_CORRECT, Verdict.ACCEPTED]
    return min(
        range(len(rows)),
        key=lambda index: (rows[index].follows or bool(rows[index].with_step), order.index(rows[index].verdict)),
        default=0,
    )


def is_checkable(case: Case, material_id: str) -> bool:
    """Whether the window can say something about a material: before acceptance, or when a promised one came in."""
    run = case.material(material_id)
    if run.follows:
        return False
    return case.state is CaseState.SUBMITTED or (case.state in AT_WORK and (run.promised or bool(run.at_step)))


def tolerated_in(view: CaseView) -> Tolerated | None:
    """What is promised and not there, before acceptance, with the day it would be due."""
    case, rule = view.case, view.service.tolerance
    owed = [run for run in case.owed if not run.files]
    if case.state is not CaseState.SUBMITTED or not owed or rule is None:
        return None
    until = deadlines.compute(rule.within, deps().clock.now(), deps().calendar)
    return Tolerated(tuple(view.service.material(run.id).name for run in owed), due_words(until))


def file_of(line: MaterialLine | None, wanted: str | None) -> FileLink | None:
    """The file that is shown: the wanted one of the selected material, else its first."""
    files = line.row.files if line else ()
    return next((file for file in files if file.sha256 == wanted), next(iter(files), None))


def visit_row(visit: Visit) -> Row:
    """One presence as a line: who, when, why."""
    return Row(visit.person, f"{day(visit.on)} {HALF_DAYS[visit.half_day]} · {CAUSES[visit.cause]}")
