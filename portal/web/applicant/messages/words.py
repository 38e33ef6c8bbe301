"""What a message says: one sentence and a detail for every event that the owner is told of.

Owns the sentences. Refuses to know the case as it is today: a message says what was true when it was written.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from flask_babel import gettext as _
from flask_babel import ngettext

from portal.domain.case.clocks import STEP
from portal.domain.case.events import CaseAccepted, CaseDecided, CaseDelivered, Event, StepCompleted, StepOpened
from portal.domain.case.incident_events import (
    AcceptanceRefused,
    CasePaused,
    CaseResumed,
    CaseReturned,
    CaseWithdrawn,
    CorrectionTold,
    DateMoved,
    FollowUpMoved,
    FollowUpOpened,
    LimitExtended,
    MoneyMoved,
    Moved,
    ObjectionAnswered,
    ObjectionLodged,
    TimerFired,
    VersionMoved,
)
from portal.domain.case.incidents import FollowUpKind, PauseKind
from portal.domain.case.state import ClockName
from portal.domain.workflow import Missed, Service
from portal.i18n import translated
from portal.web.common.case_words import METHODS
from portal.web.common.due_words import due_words
from portal.web.common.incident_words import ENDINGS, GROUNDS, follow_up_badge, money_said
from portal.web.common.moved_dates import moved_title, moved_words

Said = tuple[str, str]
"""A sentence and a detail."""


def message_words(event: Event, service: Service) -> Said:
    """The message about an event, in the reader's language."""
    title, detail = SAYERS[type(event)](event, service)
    return str(title), str(detail)


def accepted(event: CaseAccepted, _service: Service) -> Said:
    due = _("The answer is due by %(day)s.", day=due_words(event.promise))
    if event.deemed:
        return _("Counts as accepted: nothing was said in time (Administrative Licensing Law, art. 32)"), due
    return _("Your filing was accepted"), due


def told(event: CorrectionTold, _service: Service) -> Said:
    count = ngettext("%(num)s thing is marked.", "%(num)s things are marked.", len(event.items))
    return _("Please correct your filing by %(day)s.", day=due_words(event.due)), count


def not_accepted(event: AcceptanceRefused, _service: Service) -> Said:
    return _("Not accepted: %(ground)s", ground=str(GROUNDS[event.ground])), event.reasons


def returned(event: CaseReturned, _service: Service) -> Said:
    return _("Returned to you"), event.reason


def withdrawn(event: CaseWithdrawn, _service: Service) -> Said:
    return str(ENDINGS[event.ending]), _("You can file again at any time.")


def paused(event: CasePaused, service: Service) -> Said:
    if event.kind is PauseKind.SUPERIOR:
        agency = translated(service.superior.agency) if service.superior else ""
        words = _("Reported to %(agency)s for approval", agency=agency)
    else:
        words = _("Special procedure began: %(name)s", name=translated(service.procedure(event.procedure).name))
    return words, _("Expected until %(day)s; these days do not count.", day=due_words(event.expected))


def resumed(event: CaseResumed, _service: Service) -> Said:
    return _("The case goes on; its clocks run again"), new_due(event.moved)


def extended(event: LimitExtended, service: Service) -> Said:
    who = translated(service.extension.approver) if service.extension else ""
    return _("The time limit was extended, approved by %(who)s", who=who), new_due(event.moved)


def new_due(moved: tuple[Moved, ...]) -> str:
    """The new last day of the promise."""
    ends = (one.deadline for one in moved if one.clock == ClockName.PROMISE)
    end = next(ends, None)
    return "" if end is None else str(_("The answer is now due by %(day)s.", day=due_words(end)))


def part_failed(event: StepCompleted, service: Service) -> Said:
    return _("%(step)s: not passed", step=translated(service.step(event.step_id).name)), event.opinion


def decided(event: CaseDecided, _service: Service) -> Said:
    if event.granted:
        return _("Granted"), _("The result reaches you by %(day)s.", day=due_words(event.delivery))
    return _("Not granted"), event.reasons


def delivered(event: CaseDelivered, _service: Service) -> Said:
    return _("The result was delivered; you can rate how it was handled"), str(METHODS[event.method])


def objection(_event: ObjectionLodged, _service: Service) -> Said:
    return _("Somebody objected to the public notice"), _("The department answers it; it may hold up the case.")


def objection_answered(event: ObjectionAnswered, _service: Service) -> Said:
    return _("The objection was upheld") if event.upheld else _("The objection was dismissed"), event.answer


def follow_up_opened(event: FollowUpOpened, _service: Service) -> Said:
    if event.kind is FollowUpKind.COMMITMENT_CHECK:
        return _("Your commitment will be checked by %(day)s", day=due_words(event.deadline)), ""
    contact = _("You are contacted by %(day)s", day=due_words(event.deadline))
    return _("Your rating is being looked into"), contact


def follow_up_moved(event: FollowUpMoved, _service: Service) -> Said:
    kind = next(kind for kind in FollowUpKind if event.id.startswith(f"{kind.value}-"))
    about = _("Your rating") if kind is FollowUpKind.BAD_RATING else _("Check of your commitment")
    return _("%(about)s: %(state)s", about=about, state=follow_up_badge(kind, event.state).words), event.words


def your_turn(event: StepOpened, service: Service) -> Said:
    step = service.step(event.step_id)
    words = _("Your turn: %(step)s", step=translated(step.name))
    due = _("Please do it by %(day)s.", day=due_words(event.deadline))
    if step.missed is Missed.LAPSE:
        return words, " ".join((due, _("After that the case ends and you must start again.")))
    return words, due


def reminded(event: TimerFired, service: Service) -> Said:
    if event.about.startswith(STEP):
        name = translated(service.step(event.about.removeprefix(STEP)).name)
        return _("Reminder: “%(step)s” is due soon", step=name), _("Do it on the page of the case.")
    if event.about == ClockName.TOLERANCE:
        return (
            _("Reminder: the promised materials are due soon"),
            _("Late, the application counts as withdrawn. Hand them in on the page of the case."),
        )
    return (
        _("Reminder: the time for correcting runs out soon"),
        _("Not supplied in time, the filing counts as withdrawn."),
    )


def money_moved(event: MoneyMoved, _service: Service) -> Said:
    return money_said(event)


def other_date(event: DateMoved, service: Service) -> Said:
    return moved_title(), moved_words(event, service)


def other_version(event: VersionMoved, _service: Service) -> Said:
    return _("The case goes on under version %(version)s of the service", version=event.version), event.reason


SAYERS: Final[Mapping[type, Callable[[Any, Service], Said]]] = {
    CaseAccepted: accepted,
    CorrectionTold: told,
    AcceptanceRefused: not_accepted,
    CaseReturned: returned,
    CaseWithdrawn: withdrawn,
    CasePaused: paused,
    CaseResumed: resumed,
    LimitExtended: extended,
    StepOpened: your_turn,
    StepCompleted: part_failed,
    CaseDecided: decided,
    CaseDelivered: delivered,
    ObjectionLodged: objection,
    ObjectionAnswered: objection_answered,
    FollowUpOpened: follow_up_opened,
    FollowUpMoved: follow_up_moved,
    TimerFired: reminded,
    DateMoved: other_date,
    MoneyMoved: money_moved,
    VersionMoved: other_version,
}
