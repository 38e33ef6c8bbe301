"""Sentences for staff about what happened beside the ordinary way: corrections, endings, pauses, extension, follow-ups.

Owns one teller for each such event: a title and a detail. What anybody typed stands as it was typed.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from flask_babel import gettext as _

from portal.domain.case.clocks import STEP
from portal.domain.case.incident_events import (
    AcceptanceRefused,
    CasePaused,
    CaseRated,
    CaseResumed,
    CaseReturned,
    CaseUrged,
    CaseWithdrawn,
    CorrectionSupplied,
    CorrectionTold,
    ExtensionDeclined,
    ExtensionRequested,
    FollowUpMoved,
    FollowUpOpened,
    LimitExtended,
    MaterialsTolerated,
    MaterialSupplied,
    MoneyMoved,
    Moved,
    ObjectionAnswered,
    ObjectionLodged,
    TimerFired,
    VersionMoved,
)
from portal.domain.case.incidents import CorrectionItem, FollowUpKind, Marked, PauseKind
from portal.domain.case.timers import TimerKind
from portal.domain.deadlines import Deadline
from portal.i18n import limit_words, short_day, short_moment, translated
from portal.services.cases import CaseView
from portal.web.common.incident_words import (
    ENDINGS,
    FOLLOW_UPS,
    GROUNDS,
    PAUSES,
    RATINGS,
    VIOLATIONS,
    follow_up_badge,
    money_said,
    tag_words,
)
from portal.web.common.moved_dates import clock_name

Said = tuple[str, str]
"""A title and a detail."""


def due(deadline: Deadline) -> str:
    """The end of a clock, short: day or moment, "not before" while a pause is open, provisional where it is."""
    words = short_day(deadline.due_on) if deadline.due_on else short_moment(deadline.due_at)
    if deadline.at_least:
        words = str(_("not before %(day)s", day=words))
    return str(_("%(day)s (provisional)", day=words)) if deadline.provisional else words


def material_name(material_id: str, view: CaseView) -> str:
    """A material by name; its id when the version the case goes on under does not know it any more."""
    known = {one.id: one.name for one in view.service.materials}
    return translated(known[material_id]) if material_id in known else material_id


def step_name(step_id: str, view: CaseView) -> str:
    """A step by name, in the same way."""
    known = {one.id: one.name for one in view.service.steps}
    return translated(known[step_id]) if step_id in known else step_id


def item_name(item: CorrectionItem, view: CaseView) -> str:
    """What one line of a correction notice is about."""
    if item.kind is Marked.MATERIAL:
        return material_name(item.id, view)
    if item.kind is Marked.FIELD:
        fields = {field.id: field for page in view.service.pages() for field in page.fields}
        return translated(fields[item.id].label) if item.id in fields else item.id
    return item.id


def ends(moved: tuple[Moved, ...], view: CaseView) -> str:
    """The clocks that moved with their new ends."""
    known = {STEP + step.id for step in view.service.steps}
    named = (one for one in moved if one.clock in known or not one.clock.startswith(STEP))
    return str(_("; ")).join(f"{clock_name(one.clock, view.service)} {due(one.deadline)}" for one in named)


def told(event: CorrectionTold, view: CaseView) -> Said:
    names = str(_(", ")).join(item_name(item, view) for item in event.items)
    violations = "".join(f" · {VIOLATIONS[each]}" for each in event.violations)
    detail = _("%(what)s; due %(day)s", what=names, day=due(event.due))
    return str(_("The applicant was told once what to correct")), f"{detail}{violations}"


def supplied(event: CorrectionSupplied, _view: CaseView) -> Said:
    return str(_("Correction supplied")), str(_("accept by %(day)s", day=due(event.acceptance)))


def refused(event: AcceptanceRefused, _view: CaseView) -> Said:
    detail = f"{GROUNDS[event.ground]} · {event.reasons}"
    return str(_("Not accepted")), f"{detail} · {event.agency}" if event.agency else detail


def returned(event: CaseReturned, _view: CaseView) -> Said:
    return str(_("Returned to the applicant")), event.reason


def withdrawn(event: CaseWithdrawn, _view: CaseView) -> Said:
    return str(ENDINGS[event.ending]), event.reason


def tolerated(event: MaterialsTolerated, view: CaseView) -> Said:
    names = str(_(", ")).join(material_name(each, view) for each in event.materials)
    return str(_("Accepted with materials to follow")), str(_("%(what)s; due %(day)s", what=names, day=due(event.due)))


def came_in(event: MaterialSupplied, view: CaseView) -> Said:
    name = material_name(event.material_id, view)
    if any(run.id == event.material_id and run.at_step for run in view.case.materials):
        return str(_("Handed in for the applicant’s step: %(material)s", material=name)), ""
    rest = _("nothing is missing any more") if event.complete else _("something is still missing")
    return str(_("Promised material came in: %(material)s", material=name)), str(rest)


def paused(event: CasePaused, view: CaseView) -> Said:
    rule = view.service.waiting
    if event.kind is PauseKind.WAITING and rule is not None:
        return str(_("The clocks stand still: %(what)s", what=translated(rule.name))), translated(rule.basis)
    known = {one.id: one for one in view.service.procedures}
    what = translated(known[event.procedure].name) if event.procedure in known else str(PAUSES[event.kind])
    detail = _("%(reason)s; announced until %(day)s", reason=event.reason, day=due(event.expected))
    return str(_("The clocks stand still: %(what)s", what=what)), str(detail)


def resumed(event: CaseResumed, view: CaseView) -> Said:
    parts = (event.result, ends(event.moved, view))
    return str(_("The clocks run again")), " · ".join(part for part in parts if part)


def asked(event: ExtensionRequested, _view: CaseView) -> Said:
    return str(_("Extension asked for: %(by)s", by=limit_words(event.by))), event.reason


def declined(event: ExtensionDeclined, _view: CaseView) -> Said:
    return str(_("Extension declined")), event.answer


def extended(event: LimitExtended, view: CaseView) -> Said:
    parts = (ends(event.moved, view), event.answer)
    return str(_("Extension approved")), " · ".join(part for part in parts if part)


def money_moved(event: MoneyMoved, _view: CaseView) -> Said:
    return money_said(event)


def urged(event: CaseUrged, _view: CaseView) -> Said:
    return str(_("The applicant urged")), event.words


def objected(event: ObjectionLodged, _view: CaseView) -> Said:
    return str(_("Objection no. %(n)s", n=event.id)), f"{event.name} {event.contact} · {event.words}"


def objection_answered(event: ObjectionAnswered, _view: CaseView) -> Said:
    upheld = _("Objection no. %(n)s upheld", n=event.id)
    return str(upheld if event.upheld else _("Objection no. %(n)s dismissed", n=event.id)), event.answer


def rated(event: CaseRated, _view: CaseView) -> Said:
    level = RATINGS[event.level]
    title = _("Rated once more: %(level)s", level=level) if event.added else _("Rated: %(level)s", level=level)
    return str(title), " · ".join((*tag_words(event.tags), *filter(None, (event.words,))))


def follow_up_opened(event: FollowUpOpened, _view: CaseView) -> Said:
    detail = " · ".join(part for part in (event.words, str(_("due %(day)s", day=due(event.deadline)))) if part)
    return str(_("Follow-up opened: %(kind)s", kind=FOLLOW_UPS[event.kind])), detail


def follow_up_moved(event: FollowUpMoved, _view: CaseView) -> Said:
    kind = FollowUpKind(event.id.rpartition("-")[0])
    state = follow_up_badge(kind, event.state).words
    return str(_("%(kind)s: %(state)s", kind=FOLLOW_UPS[kind], state=state)), event.words


def fired(event: TimerFired, view: CaseView) -> Said:
    kind = TimerKind(event.kind)
    when = str(_("was due %(moment)s", moment=short_moment(event.due_at)))
    if kind is TimerKind.REMIND:
        return str(_("Reminder: %(clock)s ends soon", clock=clock_name(event.about, view.service))), when
    return str(_("A limit ran out")), when


def version_moved(event: VersionMoved, view: CaseView) -> Said:
    parts = (event.reason, ends(event.moved, view))
    title = _("Goes on under version %(version)s of the service", version=event.version)
    return str(title), " · ".join(part for part in parts if part)


SENTENCES: Final[Mapping[type, Callable[[Any, CaseView], Said]]] = {
    CorrectionTold: told,
    CorrectionSupplied: supplied,
    AcceptanceRefused: refused,
    CaseReturned: returned,
    CaseWithdrawn: withdrawn,
    MaterialsTolerated: tolerated,
    MaterialSupplied: came_in,
    CasePaused: paused,
    CaseResumed: resumed,
    ExtensionRequested: asked,
    ExtensionDeclined: declined,
    LimitExtended: extended,
    CaseUrged: urged,
    MoneyMoved: money_moved,
    ObjectionLodged: objected,
    ObjectionAnswered: objection_answered,
    CaseRated: rated,
    FollowUpOpened: follow_up_opened,
    FollowUpMoved: follow_up_moved,
    TimerFired: fired,
    VersionMoved: version_moved,
}

FAILURES: Final = (AcceptanceRefused, CaseReturned, CaseWithdrawn)
"""Events that ended a case without a decision."""
