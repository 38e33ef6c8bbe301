"""One case as a manager reads it: what happened, which clocks ran and stood still, who acts now, what follows.

Owns the words of clocks. Refuses uploads and answers: a manager watches promises, not papers.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from portal.domain.case.clocks import PAUSABLE
from portal.domain.case.incidents import FollowUp
from portal.domain.case.state import Case, ClockRun
from portal.domain.documents import Channel
from portal.i18n import limit_words, short_moment
from portal.services.cases import CaseView
from portal.web.common.context import deps
from portal.web.common.due_days import DueDay, approver_of, due_day
from portal.web.common.handling import DocumentLink, Head, Lane, badge_of, clock_now, documents_of, head_of, lanes_of
from portal.web.common.history import history_of
from portal.web.common.incident_words import FOLLOW_UPS, follow_up_badge
from portal.web.common.incidents import Incident, days_held, department_name, incidents_of
from portal.web.common.lights import Due
from portal.web.common.moved_dates import CLOCKS
from portal.web.common.parts import Badge, Row, TimelineEntry, Tone, Words
from portal.web.common.plan import PlanRow, case_plan
from portal.web.manage.supervising import judged_from, subject_of

CHANNELS: Final[Mapping[Channel, object]] = {Channel.ONLINE: _l("online"), Channel.WINDOW: _l("at the window")}


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
    at_least: bool
    remarks: str  # pauses and extension


@dataclass(frozen=True, slots=True)
class FollowUpCard:
    """One follow-up with everything that was done about it; `act_href` where a manager has to decide."""

    title: str
    state: Badge
    light: Badge | None
    words: str
    opened: str
    notes: tuple[tuple[Words, str, str], ...]
    act_href: str


@dataclass(frozen=True, slots=True)
class CasePage:
    """The whole page."""

    head: Head
    incidents: tuple[Incident, ...]
    supervise_href: str
    due: DueDay | None
    follow_ups: tuple[FollowUpCard, ...]
    facts: tuple[Row, ...]
    clocks: tuple[ClockRow, ...]
    lanes: tuple[Lane, ...]
    plan: tuple[PlanRow, ...]
    documents: tuple[DocumentLink, ...]
    entries: tuple[TimelineEntry, ...]


def case_page(view: CaseView) -> CasePage:
    """Everything a manager may know about a case."""
    case = view.case
    return CasePage(
        head=head_of(view),
        incidents=incidents_of(view),
        supervise_href=url_for(".supervise", number=case.number),
        due=due_day(case, deps().calendar, now=deps().clock.now(), approver=approver_of(case)),
        follow_ups=tuple(follow_up_card(view, one) for one in reversed(case.follow_ups)),
        facts=facts_of(view),
        clocks=tuple(clock_row(case, clock) for clock in case.clocks),
        lanes=lanes_of(view),
        plan=case_plan(view),
        documents=documents_of(case.number, view.documents),
        entries=history_of(view),
    )


def follow_up_card(view: CaseView, one: FollowUp) -> FollowUpCard:
    must_decide = bool(judged_from(one))
    return FollowUpCard(
        title=f"{FOLLOW_UPS[one.kind]} · {department_name(one.department)}",
        state=follow_up_badge(one.kind, one.state),
        light=badge_of(Due.of(one.deadline)) if one.deadline else None,
        words=subject_of(view, one),
        opened=f"{short_moment(one.opened_at)} · {one.opened_by}",
        notes=tuple(
            (follow_up_badge(one.kind, note.state).words, note.words, f"{short_moment(note.at)} · {note.by}")
            for note in one.notes
        ),
        act_href=url_for(".follow_up", number=view.case.number, follow_up=one.id) if must_decide else "",
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


def clock_row(case: Case, clock: ClockRun) -> ClockRow:
    deadline = clock_now(case, clock).deadline
    return ClockRow(
        name=str(CLOCKS[clock.name]),
        limit=limit_words(deadline.limit),
        started_at=clock.started_at,
        due=deadline.due_on or deadline.due_at,
        is_instant=deadline.due_on is None,
        provisional=deadline.provisional,
        stopped_at=clock.stopped_at,
        light=clock_light(case, clock),
        at_least=deadline.at_least,
        remarks=" · ".join(clock_remarks(case, clock)),
    )


def clock_remarks(case: Case, clock: ClockRun) -> Iterator[str]:
    """What made the clock longer: the extension, and the pauses as far as they stopped it."""
    if clock.extension is not None:
        yield str(_("extended by %(by)s", by=limit_words(clock.extension)))
    if clock.name in PAUSABLE and case.pauses:
        held = sum(days_held(run) for run in case.pauses)
        yield str(ngettext("stood still %(num)s working day", "stood still %(num)s working days", held))


def clock_light(case: Case, clock: ClockRun) -> Badge:
    """How a running clock stands, or whether a stopped one was kept; grey while it stands still."""
    if clock.stopped_at is None and case.open_pause is not None and clock.name in PAUSABLE:
        return Badge(Tone.GREY, _("Clocks stand still"))
    if clock.stopped_at is None:
        return badge_of(Due.of(clock.deadline))
    kept = clock.stopped_at < clock.deadline.due_at
    return Badge(Tone.GREEN, _("Kept")) if kept else Badge(Tone.RED, _("Broken"))
