"""The one sentence of state on top of a case page: who holds the case, and by when an answer is due.

Owns these sentences for every state. Refuses to soften a late answer: it says that the day has passed and whom
to call.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _

from portal.domain.case.moves import CaseState
from portal.domain.case.state import Case, ClockName, ClockRun, StepState, Verdict
from portal.domain.deadlines import Deadline
from portal.domain.workflow import Service
from portal.i18n import day, limit_words, moment, translated
from portal.services.ports import Catalogue
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
            return self._overdue(clock)
        return Sentence(self._words(clock), self._note(), self._tone())

    def _overdue(self, clock: ClockRun) -> Sentence:
        words = _(
            "%(who)s owed you an answer by %(day)s. It is late.", who=self._holder(), day=due_words(clock.deadline)
        )
        note = _("You may complain: %(phone)s.", phone=self.service.item.complaint_phone)
        return Sentence(words, note, Tone.RED)

    def _words(self, clock: ClockRun | None) -> str:
        facts = {
            "who": self._holder(),
            "day": due_words(clock.deadline) if clock else "",
            "decided": day(self.case.decided_on),
        }
        words = {
            CaseState.SUBMITTED: _("%(who)s is checking your materials; answer due by %(day)s.", **facts),
            CaseState.CORRECTING: _("Please correct your materials by %(day)s.", **facts),
            CaseState.NOT_ACCEPTED: _("The filing was not accepted."),
            CaseState.REVIEWING: self._reviewing(facts),
            CaseState.SPECIAL: _("%(who)s is waiting for a special procedure; its days do not count.", **facts),
            CaseState.SUPERIOR: _("The case is with the superior authority."),
            CaseState.GRANTED: _("Granted on %(decided)s. The result reaches you by %(day)s.", **facts),
            CaseState.REFUSED: _("Not granted. The decision with its reasons reaches you by %(day)s.", **facts),
            CaseState.DELIVERED: self._delivered(facts),
            CaseState.RETURNED: _("The case was returned to you."),
            CaseState.WITHDRAWN: _("The case was withdrawn."),
        }
        return str(words[self.case.state])

    def _reviewing(self, facts: dict[str, str]) -> str:
        busy = self._busy()
        if len(busy) > 1:
            return str(
                _(
                    "%(count)s departments are reviewing at the same time; answer due by %(day)s.",
                    count=len(busy),
                    **facts,
                )
            )
        return str(_("%(who)s is reviewing; answer due by %(day)s.", **facts))

    def _delivered(self, facts: dict[str, str]) -> str:
        if self.case.granted:
            return str(_("Done: granted on %(decided)s and delivered.", **facts))
        return str(_("Closed: not granted on %(decided)s; the decision was delivered.", **facts))

    def _note(self) -> str:
        notes = {
            CaseState.SUBMITTED: self._to_do(),
            CaseState.REVIEWING: self._to_do() + self._law(),
            CaseState.GRANTED: _("There is nothing you need to do now."),
            CaseState.REFUSED: self._remedies(),
            CaseState.DELIVERED: self._taken() if self.case.granted else self._remedies(),
        }
        return str(notes.get(self.case.state, _("Questions? Call %(phone)s.", phone=self.service.item.consult_phone)))

    def _to_do(self) -> str:
        """Nothing to do, unless somebody found a fault or left a part undone."""
        phone = self.service.item.consult_phone
        if self.case.state is CaseState.SUBMITTED and any(
            run.verdict is Verdict.TO_CORRECT for run in self.case.materials
        ):
            return str(_("A material has to be corrected; see the list below. Questions? Call %(phone)s.", phone=phone))
        if any(run.state is StepState.FAILED for run in self.case.steps):
            return str(_("A part could not be done; see the progress below. Questions? Call %(phone)s.", phone=phone))
        return str(_("There is nothing you need to do now."))

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
        tones = {
            CaseState.CORRECTING: Tone.YELLOW,
            CaseState.NOT_ACCEPTED: Tone.RED,
            CaseState.REFUSED: Tone.RED,
            CaseState.RETURNED: Tone.GREY,
            CaseState.WITHDRAWN: Tone.GREY,
            CaseState.SPECIAL: Tone.YELLOW,
        }
        if self.case.state is CaseState.DELIVERED and not self.case.granted:
            return Tone.GREY
        return tones.get(self.case.state, Tone.GREEN)

    def _busy(self) -> list[str]:
        """The departments that have an open step, each once."""
        open_steps = [step.department for step in self.case.steps if step.state is StepState.OPEN]
        return list(dict.fromkeys(open_steps))

    def _holder(self) -> str:
        busy = self._busy() or [self.service.item.department]
        names = [translated(self.catalogue.department(key).short) for key in busy]
        return str(_(", ")).join(names)


def due_words(deadline: Deadline) -> str:
    """The last day, or for hours the last moment; days of a year without a published calendar are provisional."""
    words = day(deadline.due_on) if deadline.due_on else moment(deadline.due_at)
    return str(_("%(day)s (provisional)", day=words)) if deadline.provisional else words
