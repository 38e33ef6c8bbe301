"""The one sentence of state on top of a case page: who holds the case, and by when an answer is due.

Owns these sentences for every state. Refuses to soften a late answer: it says that the day has passed and whom
to call.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from flask_babel import gettext as _
from flask_babel import ngettext

from portal.domain.case.incidents import Ending, PauseKind
from portal.domain.case.moves import CaseState
from portal.domain.case.state import Case, ClockName, ClockRun, StepState, Verdict
from portal.domain.workflow import Service
from portal.i18n import day, limit_words, translated
from portal.services.explained_clocks import pause_name
from portal.services.ports.definitions import Catalogue
from portal.web.common.due_words import due_words
from portal.web.common.handling import paused_clock
from portal.web.common.incident_words import GROUNDS
from portal.web.common.parts import Tone


@dataclass(frozen=True, slots=True)
class Sentence:
    """The sentence, what it means for the reader, and its colour."""

    words: str
    note: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class Speaker:
    """A case with everything its sentence needs."""

    case: Case
    service: Service
    catalogue: Catalogue
    now: datetime

    def sentence(self) -> Sentence:
        """What is to be said about the case now."""
        clock = self.case.running_clock
        if clock is not None and clock.deadline.is_overdue(self.now):
            return self._late_correction(clock) if clock.name is ClockName.CORRECTION else self._overdue(clock)
        return Sentence(WORDS[self.case.state](self), self._note(), self._tone())

    def _overdue(self, clock: ClockRun) -> Sentence:
        words = _(
            "%(who)s owed you an answer by %(day)s. It is late.", who=self._holder(), day=due_words(clock.deadline)
        )
        note = _("You may complain: %(phone)s.", phone=self.service.item.complaint_phone)
        return Sentence(words, note, Tone.RED)

    def _late_correction(self, clock: ClockRun) -> Sentence:
        """In the moments before the timer records it."""
        words = _("The time for correcting ran out on %(day)s.", day=due_words(clock.deadline))
        return Sentence(words, _("The filing counts as withdrawn. You can file again at any time."), Tone.RED)

    @property
    def _due(self) -> str:
        clock = self.case.running_clock
        return due_words(clock.deadline) if clock else ""

    def submitted(self) -> str:
        return str(_("%(who)s is checking your materials; answer due by %(day)s.", who=self._holder(), day=self._due))

    def correcting(self) -> str:
        return str(_("Please correct your filing by %(day)s.", day=self._due))

    def not_accepted(self) -> str:
        refusal = self.case.refusal
        if refusal is None:
            return str(_("The filing was not accepted."))
        return str(_("The filing was not accepted: %(ground)s.", ground=str(GROUNDS[refusal.ground])))

    def reviewing(self) -> str:
        busy = self._busy()
        if len(busy) > 1:
            return str(
                _(
                    "%(count)s departments are reviewing at the same time; answer due by %(day)s.",
                    count=len(busy),
                    day=self._due,
                )
            )
        return str(_("%(who)s is reviewing; answer due by %(day)s.", who=self._holder(), day=self._due))

    def paused(self) -> str:
        """What holds the case, how long it was announced to take, and the day that can only come later."""
        pause, promise = self.case.open_pause, paused_clock(self.case)
        if pause is None or promise is None:
            return str(_("The case is paused."))
        superior = self.service.superior
        name = translated(pause_name(self.service, pause))
        if pause.kind is PauseKind.SUPERIOR and superior is not None:
            name = str(_("with %(agency)s for approval", agency=translated(superior.agency)))
        facts = {"name": name, "expected": due_words(pause.expected), "day": due_words(promise.deadline)}
        return str(_("Paused: %(name)s, expected until %(expected)s; the answer is due %(day)s.", **facts))

    def waiting(self) -> str:
        """What the applicant is to do, or else what is awaited."""
        run = next(iter(self.case.to_do), None)
        if run is not None and run.deadline is not None:
            name = translated(self.service.step(run.id).name)
            return str(_("It is your turn: %(step)s, by %(day)s.", step=name, day=due_words(run.deadline)))
        pause = self.case.open_pause
        if pause is None:
            return str(_("The case is paused."))
        facts = {"name": translated(pause_name(self.service, pause)), "day": due_words(pause.expected)}
        return str(_("Waiting: %(name)s, until %(day)s.", **facts))

    def granted(self) -> str:
        decided = day(self.case.decided_on)
        return str(_("Granted on %(decided)s. The result reaches you by %(day)s.", decided=decided, day=self._due))

    def refused(self) -> str:
        return str(_("Not granted. The decision with its reasons reaches you by %(day)s.", day=self._due))

    def delivered(self) -> str:
        decided = day(self.case.decided_on)
        if self.case.granted:
            return str(_("Done: granted on %(decided)s and delivered.", decided=decided))
        return str(_("Closed: not granted on %(decided)s; the decision was delivered.", decided=decided))

    def returned(self) -> str:
        return str(_("The case was returned to you."))

    def withdrawn(self) -> str:
        words = {
            Ending.LAPSED: _("The correction did not come in time, so the filing counts as withdrawn."),
            Ending.STEP_LAPSED: _("“%(step)s” was not done in time, so the case has ended.", step=self.case.end_reason),
            Ending.TOLERANCE_LAPSED: _("A promised material did not come in time, so the filing counts as withdrawn."),
        }
        known = words.get(self.case.ending) if self.case.ending else None
        return str(known or _("You withdrew the case."))

    def _note(self) -> str:
        notes: Mapping[CaseState, Callable[[], str]] = {
            CaseState.SUBMITTED: self._to_do,
            CaseState.CORRECTING: self._marked,
            CaseState.NOT_ACCEPTED: self._why_not_accepted,
            CaseState.REVIEWING: lambda: self._to_do() + self._law(),
            CaseState.SPECIAL: self._why_paused,
            CaseState.SUPERIOR: self._why_paused,
            CaseState.WAITING: self._why_waiting,
            CaseState.GRANTED: lambda: str(_("There is nothing you need to do now.")),
            CaseState.REFUSED: self._remedies,
            CaseState.DELIVERED: lambda: self._taken() if self.case.granted else self._remedies(),
            CaseState.RETURNED: lambda: self.case.end_reason,
            CaseState.WITHDRAWN: lambda: str(_("You can file again at any time.")),
        }
        return notes[self.case.state]()

    def _marked(self) -> str:
        count = len(self.case.correction.items) if self.case.correction else 0
        return str(
            ngettext(
                "%(num)s thing is marked below with what the window says. Nothing else has to be changed.",
                "%(num)s things are marked below with what the window says. Nothing else has to be changed.",
                count,
            )
        )

    def _why_not_accepted(self) -> str:
        refusal = self.case.refusal
        if refusal is None:
            return self._remedies()
        agency = _("Competent: %(agency)s.", agency=refusal.agency) if refusal.agency else ""
        return " ".join(part for part in (refusal.reasons, str(agency), self._remedies()) if part)

    def _why_paused(self) -> str:
        reason = self.case.open_pause.reason if self.case.open_pause else ""
        law = _("These days do not count (Administrative Licensing Law, art. 45).")
        return " ".join(part for part in (reason, str(law), self._owed()) if part)

    def _why_waiting(self) -> str:
        rule = self.service.waiting
        law = _("The agencies’ time stands still meanwhile (%(basis)s).", basis=translated(rule.basis)) if rule else ""
        return " ".join(part for part in (str(law), self._owed()) if part)

    def _to_do(self) -> str:
        """Nothing to do, unless something is owed, somebody found a fault or left a part undone."""
        phone = self.service.item.consult_phone
        if self.case.to_do:
            names = str(_(", ")).join(translated(self.service.step(run.id).name) for run in self.case.to_do)
            return str(_("It is also your turn: %(steps)s. See the task below.", steps=names))
        if self._owed():
            return self._owed()
        if self.case.state is CaseState.SUBMITTED and any(
            run.verdict is Verdict.TO_CORRECT for run in self.case.materials
        ):
            return str(_("A material has to be corrected; see the list below. Questions? Call %(phone)s.", phone=phone))
        if any(run.state is StepState.FAILED for run in self.case.steps):
            return str(_("A part could not be done; see the progress below. Questions? Call %(phone)s.", phone=phone))
        return str(_("There is nothing you need to do now."))

    def _owed(self) -> str:
        clock = self.case.clock(ClockName.TOLERANCE)
        if clock is None or clock.stopped_at is not None:
            return ""
        count = len([run for run in self.case.owed if not run.files])
        return str(
            ngettext(
                "Please hand in %(num)s promised material by %(day)s.",
                "Please hand in %(num)s promised materials by %(day)s.",
                count,
                day=due_words(clock.deadline),
            )
        )

    def _law(self) -> str:
        statutory = self.case.clock(ClockName.STATUTORY)
        promise = self.case.clock(ClockName.PROMISE)
        if statutory is None or promise is None:
            return ""
        return str(
            _(
                " By law the answer is due by %(day)s; promised are %(promise)s instead of %(law)s.",
                day=due_words(statutory.deadline),
                promise=limit_words(promise.deadline.limit),
                law=limit_words(statutory.deadline.limit),
            )
        )

    def _remedies(self) -> str:
        item = self.service.item
        return str(
            _(
                "You may ask %(body)s for reconsideration within 60 days, or sue at %(court)s within six months.",
                body=translated(item.review_body),
                court=translated(item.court),
            )
        )

    def _taken(self) -> str:
        promise = self.case.clock(ClockName.PROMISE)
        facts = {
            "days": self.case.workdays_taken or 0,
            "promise": limit_words(promise.deadline.limit) if promise else "",
        }
        if not facts["days"]:
            return str(_("Decided on the day of acceptance; promised were %(promise)s.", **facts))
        return str(_("It took %(days)s working days from acceptance; promised were %(promise)s.", **facts))

    def _tone(self) -> Tone:
        if self.case.state is CaseState.DELIVERED and not self.case.granted:
            return Tone.GREY
        return Tone.YELLOW if self._owed() else TONES.get(self.case.state, Tone.GREEN)

    def _busy(self) -> list[str]:
        """The departments that have an open step, each once."""
        open_steps = [run.department for run in self.case.steps if run.state is StepState.OPEN and not run.applicant]
        return list(dict.fromkeys(open_steps))

    def _holder(self) -> str:
        busy = self._busy() or [self.service.item.department]
        names = [translated(self.catalogue.department(key).short) for key in busy]
        return str(_(", ")).join(names)


WORDS: Final[Mapping[CaseState, Callable[[Speaker], str]]] = {
    CaseState.SUBMITTED: Speaker.submitted,
    CaseState.CORRECTING: Speaker.correcting,
    CaseState.NOT_ACCEPTED: Speaker.not_accepted,
    CaseState.REVIEWING: Speaker.reviewing,
    CaseState.SPECIAL: Speaker.paused,
    CaseState.SUPERIOR: Speaker.paused,
    CaseState.WAITING: Speaker.waiting,
    CaseState.GRANTED: Speaker.granted,
    CaseState.REFUSED: Speaker.refused,
    CaseState.DELIVERED: Speaker.delivered,
    CaseState.RETURNED: Speaker.returned,
    CaseState.WITHDRAWN: Speaker.withdrawn,
}
TONES: Final[Mapping[CaseState, Tone]] = {
    CaseState.CORRECTING: Tone.YELLOW,
    CaseState.NOT_ACCEPTED: Tone.RED,
    CaseState.REFUSED: Tone.RED,
    CaseState.RETURNED: Tone.GREY,
    CaseState.WITHDRAWN: Tone.GREY,
    CaseState.SPECIAL: Tone.YELLOW,
    CaseState.SUPERIOR: Tone.YELLOW,
    CaseState.WAITING: Tone.YELLOW,
}
