"""One case as a manager reads it: what happened, which clocks ran, who acts now. Nothing can be changed here.

Owns the words of events and clocks. Refuses uploads and answers: a manager watches promises, not papers.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from portal.domain.case.events import (
    CaseAccepted,
    CaseDecided,
    CaseDelivered,
    CaseFiled,
    DocumentIssued,
    Event,
    Recorded,
    StepCompleted,
    VisitRecorded,
)
from portal.domain.case.incident_events import DateMoved
from portal.domain.case.state import ClockRun, Outcome
from portal.domain.documents import Channel, title
from portal.domain.workflow import Service
from portal.i18n import limit_words, translated
from portal.services.cases import CaseView
from portal.web.common.case_words import CAUSES, METHODS
from portal.web.common.context import deps
from portal.web.common.handling import DocumentLink, Head, Lane, badge_of, documents_of, head_of, lanes_of
from portal.web.common.lights import Due
from portal.web.common.moved_dates import CLOCKS, moved_title, moved_words
from portal.web.common.parts import Badge, Progress, Row, TimelineEntry, Tone

CHANNELS: Final[Mapping[Channel, object]] = {Channel.ONLINE: _l("online"), Channel.WINDOW: _l("at the window")}

PLAIN: Final[Mapping[type[Event], object]] = {
    CaseFiled: _l("Filed"),
    CaseDelivered: _l("Delivered"),
    VisitRecorded: _l("Visit recorded"),
}


@dataclass(frozen=True, slots=True)
class ClockRow:
    """One clock: what it promised and what came of it."""

    name: str
    limit: str
    started_at: datetime
    due: date | datetime
    is_instant: bool
    provisional: bool
    stopped_at: datetime | None
    light: Badge


@dataclass(frozen=True, slots=True)
class CasePage:
    """The whole page."""

    head: Head
    facts: tuple[Row, ...]
    clocks: tuple[ClockRow, ...]
    lanes: tuple[Lane, ...]
    documents: tuple[DocumentLink, ...]
    entries: tuple[TimelineEntry, ...]


def case_page(view: CaseView) -> CasePage:
    """Everything a manager may know about a case."""
    return CasePage(
        head=head_of(view),
        facts=facts_of(view),
        clocks=tuple(map(clock_row, view.case.clocks)),
        lanes=lanes_of(view),
        documents=documents_of(view.case.number, view.documents),
        entries=tuple(entries_of(view)),
    )


def facts_of(view: CaseView) -> tuple[Row, ...]:
    case = view.case
    visits = case.visit_count
    counted = _("counted") if case.counts_for_once else _("not counted: superior approval")
    taken = "—" if case.workdays_taken is None else str(case.workdays_taken)
    return (
        Row(_("Service"), view.service.name),
        Row(_("Applicant"), case.applicant.name),
        Row(_("How filed"), str(CHANNELS[case.channel])),
        Row(_("Visits"), _("%(visits)s (%(how)s)", visits=visits, how=counted)),
        Row(_("Working days taken"), taken),
    )


def clock_row(clock: ClockRun) -> ClockRow:
    deadline = clock.deadline
    return ClockRow(
        name=str(CLOCKS[clock.name]),
        limit=limit_words(deadline.limit),
        started_at=clock.started_at,
        due=deadline.due_on or deadline.due_at,
        is_instant=deadline.due_on is None,
        provisional=deadline.provisional,
        stopped_at=clock.stopped_at,
        light=clock_light(clock),
    )


def clock_light(clock: ClockRun) -> Badge:
    """How a running clock stands, or whether a stopped one was kept."""
    if clock.stopped_at is None:
        return badge_of(Due.of(clock.deadline))
    kept = clock.stopped_at < clock.deadline.due_at
    return Badge(Tone.GREEN, _("Kept")) if kept else Badge(Tone.RED, _("Broken"))


def entries_of(view: CaseView) -> Iterator[TimelineEntry]:
    """What happened, the newest first."""
    for recorded in reversed(view.history):
        said = event_words(recorded.event, view.service)
        if said:
            yield entry(recorded, said, view)


def entry(recorded: Recorded, said: str, view: CaseView) -> TimelineEntry:
    failed = isinstance(recorded.event, StepCompleted) and recorded.event.outcome is Outcome.FAILED
    return TimelineEntry(
        title=said,
        progress=Progress.FAILED if failed else Progress.DONE,
        at=recorded.at,
        detail=" · ".join(part for part in (recorded.by.name, detail_of(recorded.event, view)) if part),
    )


def event_words(event: Event, service: Service) -> str:
    """The event in a few words; small ones are left out."""
    match event:
        case CaseAccepted(deemed=deemed):
            return str(_("Counts as accepted, because nothing was said in time") if deemed else _("Accepted"))
        case StepCompleted():
            return step_words(event, service)
        case CaseDecided(granted=granted):
            return str(_("Granted") if granted else _("Refused"))
        case DateMoved():
            return moved_title() if moved_words(event, service) else ""
        case DocumentIssued(kind=kind):
            return str(_("Issued: %(document)s", document=translated(title(kind))))
        case _:
            return str(PLAIN.get(type(event), ""))


def step_words(event: StepCompleted, service: Service) -> str:
    step = translated(service.step(event.step_id).name)
    passed = event.outcome is Outcome.PASSED
    return str(_("Passed: %(step)s", step=step) if passed else _("Not passed: %(step)s", step=step))


def detail_of(event: Event, view: CaseView) -> str:
    match event:
        case StepCompleted(step_id=step, opinion=opinion):
            department = deps().catalogue.department(view.case.step(step).department)
            return " · ".join(part for part in (translated(department.short), opinion) if part)
        case CaseDecided(reasons=words) | DocumentIssued(number=words):
            return words
        case CaseDelivered(method=method):
            return str(METHODS[method])
        case VisitRecorded(cause=cause):
            return str(CAUSES[cause])
        case DateMoved():
            return moved_words(event, view.service)
        case _:
            return ""
