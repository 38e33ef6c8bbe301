"""What happened to a case and what is still to come, in words for its owner.

Owns the choice of events that an owner wants to know and their sentences. Names of staff are masked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from flask_babel import gettext as _
from flask_babel import ngettext

from portal.domain.case.clocks import STEP
from portal.domain.case.events import (
    CaseAccepted,
    CaseDecided,
    CaseDelivered,
    CaseFiled,
    DocumentIssued,
    Recorded,
    StepCompleted,
    StepsCancelled,
    VisitRecorded,
)
from portal.domain.case.incident_events import DateMoved
from portal.domain.case.moves import CaseState
from portal.domain.case.recompute import FOLLOW_UP
from portal.domain.case.state import Case, Outcome, StepRun, StepState
from portal.domain.documents import Channel, DocumentKind
from portal.domain.documents.shown import title_in
from portal.domain.masking import mask_name
from portal.domain.workflow import Service, Step, StepKind
from portal.i18n import limit_words, translated
from portal.services.ports.definitions import Catalogue
from portal.web.applicant.cases.incident_tellers import INCIDENT_TELLERS
from portal.web.applicant.stages import stages_of
from portal.web.common.case_words import CAUSES, METHODS
from portal.web.common.moved_dates import moved_title, moved_words
from portal.web.common.parts import Link, Progress, TimelineEntry

INTERNAL: Final = frozenset({DocumentKind.SUPERVISION_NOTICE})
"""Documents between the county and a department; they are not addressed to the owner."""

DECIDED: Final = frozenset({CaseState.GRANTED, CaseState.REFUSED})


@dataclass(frozen=True, slots=True)
class Story:
    """A case with what is needed to tell its history; `address` is where a document is, by its code."""

    case: Case
    service: Service
    catalogue: Catalogue
    address: Callable[[str], str]

    def entries(self, history: Sequence[Recorded]) -> tuple[TimelineEntry, ...]:
        """Everything that happened, what happens now, and what comes."""
        told: list[TimelineEntry] = []
        for recorded in history:
            if isinstance(recorded.event, DateMoved):
                self._tell_moved(told, recorded, recorded.event)
            elif isinstance(recorded.event, DocumentIssued):
                if recorded.event.kind not in INTERNAL:
                    told[-1] = self._with_document(told[-1], recorded.event)
            elif type(recorded.event) in TELLERS:
                entry = TELLERS[type(recorded.event)](self, recorded, recorded.event)
                told += [entry] if entry else []
        return (*told, *self._now(), *self._to_come())

    def _tell_moved(self, told: list[TimelineEntry], recorded: Recorded, event: DateMoved) -> None:
        """All dates that one notice moved are one entry; the steps and tickets of departments are their own affair."""
        words = "" if event.clock.startswith((STEP, FOLLOW_UP)) else moved_words(event, self.service)
        last = told[-1]
        if words and (last.title, last.at) == (moved_title(), recorded.at):
            told[-1] = replace(last, detail=str(_("; ")).join((str(last.detail), words)))
        elif words:
            told.append(TimelineEntry(moved_title(), Progress.DONE, recorded.at, words))

    def _with_document(self, entry: TimelineEntry, event: DocumentIssued) -> TimelineEntry:
        link = Link(
            _("%(document)s PDF", document=translated(title_in(self.service, event.kind, event.about))),
            self.address(event.code),
        )
        return replace(entry, links=(*entry.links, link))

    def filed(self, recorded: Recorded, event: CaseFiled) -> TimelineEntry:
        count = sum(len(material.files) for material in event.materials)
        files = ngettext("%(num)s file received", "%(num)s files received", count) if count else _("No file was needed")
        place = _("Filed online") if event.channel is Channel.ONLINE else _("Filed at the window")
        return TimelineEntry(place, Progress.DONE, recorded.at, str(files))

    def accepted(self, recorded: Recorded, event: CaseAccepted) -> TimelineEntry:
        if event.deemed:
            words = _("Counts as accepted: nothing was said in time (Administrative Licensing Law, art. 32)")
        else:
            words = _("Accepted by %(who)s", who=mask_name(recorded.by.name))
        return TimelineEntry(words, Progress.DONE, recorded.at)

    def completed(self, recorded: Recorded, event: StepCompleted) -> TimelineEntry:
        passed = event.outcome is Outcome.PASSED
        name = self._step_name(event.step_id)
        if self.service.step(event.step_id).kind is StepKind.APPLICANT:
            return TimelineEntry(_("You did: %(step)s", step=name), Progress.DONE, recorded.at)
        words = _("%(step)s: passed", step=name) if passed else _("%(step)s: not passed", step=name)
        detail = self._department(self.service.step(event.step_id).department)
        detail = detail if passed else _("%(who)s: %(opinion)s", who=detail, opinion=event.opinion)
        return TimelineEntry(words, Progress.DONE if passed else Progress.FAILED, recorded.at, detail)

    def cancelled(self, recorded: Recorded, event: StepsCancelled) -> TimelineEntry:
        names = str(_(", ")).join(self._step_name(step_id) for step_id in event.step_ids)
        return TimelineEntry(_("No longer needed: %(steps)s", steps=names), Progress.DONE, recorded.at)

    def decided(self, recorded: Recorded, event: CaseDecided) -> TimelineEntry:
        if event.granted:
            return TimelineEntry(_("Granted"), Progress.DONE, recorded.at)
        return TimelineEntry(_("Not granted"), Progress.FAILED, recorded.at, event.reasons)

    def delivered(self, recorded: Recorded, event: CaseDelivered) -> TimelineEntry:
        detail = _("%(method)s; received by %(who)s", method=str(METHODS[event.method]), who=event.receiver)
        return TimelineEntry(_("Delivered"), Progress.DONE, recorded.at, detail)

    def visited(self, recorded: Recorded, event: VisitRecorded) -> TimelineEntry:
        return TimelineEntry(_("A visit was recorded"), Progress.DONE, recorded.at, str(CAUSES[event.cause]))

    def _now(self) -> Iterator[TimelineEntry]:
        if self.case.state is CaseState.CORRECTING:
            yield TimelineEntry(_("Waiting for your correction"), Progress.NOW)
        if self.case.is_held and self.case.is_open:
            yield TimelineEntry(_("The case is paused; its clocks stand still"), Progress.NOW)
        if self.case.state is CaseState.SUBMITTED:
            yield TimelineEntry(
                _("The materials are being checked"),
                Progress.NOW,
                detail=self._department(self.service.item.department),
            )
        for step in self.case.steps:
            if step.state is StepState.OPEN:
                yield self._step_entry(step, Progress.NEXT if self.case.is_held else Progress.NOW)
        if self.case.state in DECIDED:
            yield TimelineEntry(_("The result is being delivered"), Progress.NOW)

    def _to_come(self) -> Iterator[TimelineEntry]:
        """What waits, stage by stage; steps of one stage are one entry."""
        if not self.case.is_open or self.case.state in DECIDED:
            return
        waiting = {run.id for run in self.case.steps if run.state is StepState.WAITING}
        steps = [step for step in self.service.steps if step.id in {run.id for run in self.case.steps}]
        for stage in stages_of(steps):
            later = [step for step in stage if step.id in waiting]
            if len(later) == 1:
                yield self._step_entry(self.case.step(later[0].id), Progress.NEXT)
            elif later:
                yield self._together(later)
        yield TimelineEntry(_("Delivery"), Progress.NEXT)

    def _together(self, steps: Sequence[Step]) -> TimelineEntry:
        names = str(_(", ")).join(translated(step.name) for step in steps)
        who = str(_(", ")).join(self._department(step.department) for step in steps)
        return TimelineEntry(_("At the same time: %(steps)s", steps=names), Progress.NEXT, detail=who)

    def _step_entry(self, run: StepRun, progress: Progress) -> TimelineEntry:
        step = self.service.step(run.id)
        who = _("You") if run.applicant else self._department(run.department)
        limit = run.deadline.limit if run.deadline else step.limit
        detail = _("%(who)s · %(limit)s", who=who, limit=limit_words(limit))
        return TimelineEntry(step.name, progress, detail=detail)

    def _step_name(self, step_id: str) -> str:
        return translated(self.service.step(step_id).name)

    def _department(self, key: str) -> str:
        return translated(self.catalogue.department(key).short)


TELLERS: Final[Mapping[type, Callable[[Story, Recorded, Any], TimelineEntry | None]]] = {
    **INCIDENT_TELLERS,
    CaseFiled: Story.filed,
    CaseAccepted: Story.accepted,
    StepCompleted: Story.completed,
    StepsCancelled: Story.cancelled,
    CaseDecided: Story.decided,
    CaseDelivered: Story.delivered,
    VisitRecorded: Story.visited,
}
"""The events an owner wants to know; single ticks and openings of steps are not among them."""
