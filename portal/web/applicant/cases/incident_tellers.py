"""What happened beside the ordinary way, in sentences for the owner: corrections, pauses, extension, endings, ratings.

Owns the sentence of each such event. Refuses to name people: who objected, who supervises and what departments ask of
each other stay between them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final, Protocol

from flask_babel import gettext as _
from flask_babel import ngettext

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
from portal.domain.case.incidents import FollowUpKind, Marked, MoneyStep, PauseKind
from portal.domain.case.state import ClockName
from portal.domain.case.timers import TimerKind
from portal.domain.messages import ABOUT_OWNER
from portal.domain.workflow import Service
from portal.i18n import limit_words, translated
from portal.web.common.due_words import due_words
from portal.web.common.incident_words import ENDINGS, GROUNDS, RATINGS, follow_up_badge, money_said
from portal.web.common.parts import Progress, TimelineEntry

if TYPE_CHECKING:
    from portal.domain.case.events import Recorded
    from portal.domain.case.state import Case


class Story(Protocol):
    """What a sentence may look at besides its event."""

    @property
    def case(self) -> Case: ...

    @property
    def service(self) -> Service: ...


Teller = Callable[[Any, "Recorded", Any], TimelineEntry | None]


def told(story: Story, recorded: Recorded, event: CorrectionTold) -> TimelineEntry:
    names = str(_(", ")).join(name_of(story.service, item.kind, item.id) for item in event.items)
    detail = _("%(things)s; due by %(day)s", things=names, day=due_words(event.due))
    return TimelineEntry(_("The window told everything that must be corrected"), Progress.DONE, recorded.at, detail)


def name_of(service: Service, kind: Marked, item_id: str) -> str:
    """What a line of the notice is called."""
    if kind is Marked.MATERIAL:
        return translated(service.material(item_id).name)
    if kind is Marked.FIELD:
        return next((translated(one.label) for one in service.fields() if one.id == item_id), item_id)
    return item_id


def supplied(_story: Story, recorded: Recorded, event: CorrectionSupplied) -> TimelineEntry:
    detail = _("The window answers by %(day)s", day=due_words(event.acceptance))
    return TimelineEntry(_("You supplied the correction"), Progress.DONE, recorded.at, detail)


def not_accepted(_story: Story, recorded: Recorded, event: AcceptanceRefused) -> TimelineEntry:
    words = str(GROUNDS[event.ground])
    detail = str(_("; ")).join(part for part in (event.reasons, event.agency) if part)
    return TimelineEntry(_("Not accepted: %(ground)s", ground=words), Progress.FAILED, recorded.at, detail)


def returned(_story: Story, recorded: Recorded, event: CaseReturned) -> TimelineEntry:
    return TimelineEntry(_("Returned to you"), Progress.FAILED, recorded.at, event.reason)


def withdrawn(_story: Story, recorded: Recorded, event: CaseWithdrawn) -> TimelineEntry:
    return TimelineEntry(str(ENDINGS[event.ending]), Progress.DONE, recorded.at, event.reason)


def tolerated(story: Story, recorded: Recorded, event: MaterialsTolerated) -> TimelineEntry:
    names = str(_(", ")).join(translated(story.service.material(one).name) for one in event.materials)
    detail = _("%(things)s; due by %(day)s", things=names, day=due_words(event.due))
    return TimelineEntry(_("Accepted although materials follow"), Progress.DONE, recorded.at, detail)


def came_in(story: Story, recorded: Recorded, event: MaterialSupplied) -> TimelineEntry:
    material = story.service.material(event.material_id)
    name = translated(material.name)
    files = ngettext("%(num)s file received", "%(num)s files received", len(event.files))
    if material.at_step:
        return TimelineEntry(_("You handed in: %(name)s", name=name), Progress.DONE, recorded.at, files)
    return TimelineEntry(_("You handed in what you promised: %(name)s", name=name), Progress.DONE, recorded.at, files)


def paused(story: Story, recorded: Recorded, event: CasePaused) -> TimelineEntry:
    rule = story.service.waiting
    if event.kind is PauseKind.WAITING and rule is not None:
        words = _("The agencies’ time stands still: %(name)s", name=translated(rule.name))
        return TimelineEntry(words, Progress.DONE, recorded.at, translated(rule.basis))
    reason = event.reason.rstrip("。.")
    facts = {"reason": reason, "limit": limit_words(event.expected.limit), "day": due_words(event.expected)}
    if event.kind is PauseKind.SUPERIOR:
        superior = story.service.superior
        words = _("Reported to %(agency)s for approval", agency=translated(superior.agency) if superior else "")
    else:
        name = translated(story.service.procedure(event.procedure).name)
        words = _("Special procedure began: %(name)s", name=name)
    detail = _("%(reason)s. Announced: %(limit)s, until %(day)s; these days do not count", **facts)
    return TimelineEntry(words, Progress.DONE, recorded.at, detail)


def resumed(_story: Story, recorded: Recorded, event: CaseResumed) -> TimelineEntry:
    detail = " ".join(part for part in (event.result, moved_to(event.moved)) if part)
    return TimelineEntry(_("The case goes on; its clocks run again"), Progress.DONE, recorded.at, detail)


def extended(story: Story, recorded: Recorded, event: LimitExtended) -> TimelineEntry:
    rule, run = story.service.extension, story.case.extension
    facts = {
        "limit": limit_words(run.by) if run else "",
        "who": translated(rule.approver) if rule else "",
        "reason": run.reason if run else "",
    }
    words = _("Time limit extended by %(limit)s, approved by %(who)s", **facts)
    detail = " ".join(part for part in (facts["reason"], moved_to(event.moved)) if part)
    return TimelineEntry(words, Progress.DONE, recorded.at, detail)


def moved_to(moved: tuple[Moved, ...]) -> str:
    """The new last day of the promise."""
    ends = (one.deadline for one in moved if one.clock == ClockName.PROMISE)
    end = next(ends, None)
    return "" if end is None else str(_("The answer is now due by %(day)s.", day=due_words(end)))


def money_moved(_story: Story, recorded: Recorded, event: MoneyMoved) -> TimelineEntry:
    words, detail = money_said(event)
    is_bad = event.step in {MoneyStep.RETURNED, MoneyStep.NOTHING_LEFT, MoneyStep.RECOVERING}
    return TimelineEntry(words, Progress.FAILED if is_bad else Progress.DONE, recorded.at, detail)


def urged(_story: Story, recorded: Recorded, event: CaseUrged) -> TimelineEntry:
    return TimelineEntry(_("You urged the departments to be quick"), Progress.DONE, recorded.at, event.words)


def objection(_story: Story, recorded: Recorded, _event: ObjectionLodged) -> TimelineEntry:
    detail = _("The department answers it; it may hold up the case.")
    return TimelineEntry(_("Somebody objected to the public notice"), Progress.DONE, recorded.at, detail)


def objection_answered(_story: Story, recorded: Recorded, event: ObjectionAnswered) -> TimelineEntry:
    words = _("The objection was upheld") if event.upheld else _("The objection was dismissed")
    return TimelineEntry(words, Progress.FAILED if event.upheld else Progress.DONE, recorded.at, event.answer)


def rated(_story: Story, recorded: Recorded, event: CaseRated) -> TimelineEntry:
    level = str(RATINGS[event.level])
    words = _("You rated once more: %(level)s", level=level) if event.added else _("You rated: %(level)s", level=level)
    return TimelineEntry(words, Progress.DONE, recorded.at, event.words)


def follow_up_opened(_story: Story, recorded: Recorded, event: FollowUpOpened) -> TimelineEntry | None:
    if event.kind not in ABOUT_OWNER:
        return None
    if event.kind is FollowUpKind.COMMITMENT_CHECK:
        words = _("Your commitment will be checked by %(day)s", day=due_words(event.deadline))
        return TimelineEntry(words, Progress.DONE, recorded.at)
    detail = _("You are contacted by %(day)s", day=due_words(event.deadline))
    return TimelineEntry(_("Your rating is being looked into"), Progress.DONE, recorded.at, detail)


def follow_up_moved(story: Story, recorded: Recorded, event: FollowUpMoved) -> TimelineEntry | None:
    one = story.case.follow_up(event.id)
    if one.kind not in ABOUT_OWNER:
        return None
    about = _("Your rating") if one.kind is FollowUpKind.BAD_RATING else _("Check of your commitment")
    words = _("%(about)s: %(state)s", about=about, state=follow_up_badge(one.kind, event.state).words)
    return TimelineEntry(words, Progress.DONE, recorded.at, event.words)


def fired(story: Story, recorded: Recorded, event: TimerFired) -> TimelineEntry | None:
    """Reminders that are about the owner; what other timers cause is told by itself."""
    if event.kind != TimerKind.REMIND:
        return None
    words = {
        ClockName.CORRECTION: _("Reminder: the time for correcting runs out soon"),
        ClockName.TOLERANCE: _("Reminder: the promised materials are due soon"),
    }
    if event.about.startswith(STEP):
        name = translated(story.service.step(event.about.removeprefix(STEP)).name)
        return TimelineEntry(_("Reminder: “%(step)s” is due soon", step=name), Progress.DONE, recorded.at)
    known = words.get(ClockName(event.about))
    return None if known is None else TimelineEntry(str(known), Progress.DONE, recorded.at)


def other_version(_story: Story, recorded: Recorded, event: VersionMoved) -> TimelineEntry:
    words = _("The case goes on under version %(version)s of the service", version=event.version)
    return TimelineEntry(words, Progress.DONE, recorded.at, event.reason)


INCIDENT_TELLERS: Final[Mapping[type, Teller]] = {
    CorrectionTold: told,
    CorrectionSupplied: supplied,
    AcceptanceRefused: not_accepted,
    CaseReturned: returned,
    CaseWithdrawn: withdrawn,
    MaterialsTolerated: tolerated,
    MaterialSupplied: came_in,
    CasePaused: paused,
    CaseResumed: resumed,
    LimitExtended: extended,
    CaseUrged: urged,
    MoneyMoved: money_moved,
    ObjectionLodged: objection,
    ObjectionAnswered: objection_answered,
    CaseRated: rated,
    FollowUpOpened: follow_up_opened,
    FollowUpMoved: follow_up_moved,
    TimerFired: fired,
    VersionMoved: other_version,
}
"""Extensions that were asked for and not granted are between the officer and the head; dates that moved have their own
entry."""
