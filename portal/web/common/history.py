"""What happened to a case, in words for staff: every event that says something, the newest first.

Owns the sentences of events for those who handle cases; names of staff stand in full. Refuses small ones: the
opening of a step, and a timer that only reminded.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from portal.domain.case.events import (
    CaseAccepted,
    CaseDecided,
    CaseDelivered,
    CaseFiled,
    DocumentIssued,
    MaterialChecked,
    Recorded,
    StepCompleted,
    StepsCancelled,
    VisitRecorded,
)
from portal.domain.case.incident_events import DateMoved
from portal.domain.case.state import By, Outcome, Verdict
from portal.domain.documents import Channel
from portal.domain.documents.shown import title_in
from portal.i18n import translated
from portal.services.acting import SYSTEM
from portal.services.cases import CaseView
from portal.services.notices import PUBLIC
from portal.web.common.case_words import CAUSES, METHODS
from portal.web.common.incident_sentences import FAILURES, SENTENCES, Said, material_name, step_name
from portal.web.common.moved_dates import moved_title, moved_words
from portal.web.common.parts import Progress, TimelineEntry

CHANNELS: Final[Mapping[Channel, object]] = {
    Channel.ONLINE: _l("Filed online"),
    Channel.WINDOW: _l("Filed at the window"),
}

Tell = Callable[[Any, CaseView], Said]


def history_of(view: CaseView) -> tuple[TimelineEntry, ...]:
    """Everything that happened, the newest first."""
    return tuple(entries(view))


def entries(view: CaseView) -> Iterator[TimelineEntry]:
    for recorded in reversed(view.history):
        said = said_of(recorded, view)
        if said is not None:
            yield entry(recorded, said)


def said_of(recorded: Recorded, view: CaseView) -> Said | None:
    """The event in words; None for the small ones."""
    tell = {**SENTENCES, **ORDINARY}.get(type(recorded.event))
    return tell(recorded.event, view) if tell else None


def entry(recorded: Recorded, said: Said) -> TimelineEntry:
    title, detail = said
    by = name_of(recorded.by)
    return TimelineEntry(
        title=title,
        progress=Progress.FAILED if has_failed(recorded) else Progress.DONE,
        at=recorded.at,
        detail=" · ".join(str(part) for part in (by, detail) if part),
    )


def name_of(by: By) -> str:
    """Who did it; the portal and the public are named in the language of the reader."""
    if by.role == SYSTEM.role:
        return str(_("The portal itself"))
    return str(_("The public")) if by.role == PUBLIC.role else by.name


def has_failed(recorded: Recorded) -> bool:
    """Whether the event was bad news for the applicant."""
    match recorded.event:
        case StepCompleted(outcome=outcome):
            return outcome is Outcome.FAILED
        case CaseDecided(granted=granted):
            return not granted
        case _:
            return isinstance(recorded.event, FAILURES)


def filed(event: CaseFiled, _view: CaseView) -> Said:
    count = sum(len(run.files) for run in event.materials)
    return str(CHANNELS[event.channel]), str(ngettext("%(num)s file", "%(num)s files", count))


def checked(event: MaterialChecked, view: CaseView) -> Said:
    name = material_name(event.material_id, view)
    if event.verdict is Verdict.TO_CORRECT:
        return str(_("Must be corrected: %(material)s", material=name)), event.note
    return str(_("In order: %(material)s", material=name)), event.note


def accepted(event: CaseAccepted, _view: CaseView) -> Said:
    deemed = _("Counts as accepted, because nothing was said in time")
    return str(deemed if event.deemed else _("Accepted")), ""


def completed(event: StepCompleted, view: CaseView) -> Said:
    step = step_name(event.step_id, view)
    passed = event.outcome is Outcome.PASSED
    return str(_("Passed: %(step)s", step=step) if passed else _("Not passed: %(step)s", step=step)), event.opinion


def cancelled(event: StepsCancelled, view: CaseView) -> Said:
    names = str(_(", ")).join(step_name(step_id, view) for step_id in event.step_ids)
    return str(_("No longer needed: %(steps)s", steps=names)), ""


def decided(event: CaseDecided, _view: CaseView) -> Said:
    return str(_("Granted") if event.granted else _("Refused")), event.reasons


def delivered(event: CaseDelivered, _view: CaseView) -> Said:
    return str(_("Delivered")), f"{METHODS[event.method]} · {event.receiver}"


def visited(event: VisitRecorded, _view: CaseView) -> Said:
    return str(_("Visit recorded")), f"{event.person} · {CAUSES[event.cause]}"


def issued(event: DocumentIssued, view: CaseView) -> Said:
    title = title_in(view.service, event.kind, event.about)
    return str(_("Issued: %(document)s", document=translated(title))), event.number


def moved(event: DateMoved, view: CaseView) -> Said:
    return moved_title(), moved_words(event, view.service)


ORDINARY: Final[Mapping[type, Tell]] = {
    CaseFiled: filed,
    MaterialChecked: checked,
    CaseAccepted: accepted,
    StepCompleted: completed,
    StepsCancelled: cancelled,
    CaseDecided: decided,
    CaseDelivered: delivered,
    VisitRecorded: visited,
    DocumentIssued: issued,
    DateMoved: moved,
}
