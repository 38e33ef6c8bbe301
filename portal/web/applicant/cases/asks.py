"""What an owner can or must do about a case now: correct, hand in what is owed, urge, withdraw, rate.

Owns which of these is offered. Refuses to decide: the domain does when it is asked.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from flask import url_for
from flask_babel import gettext as _

from portal.domain.calendar import WorkCalendar
from portal.domain.case.feedback import may_rate, may_urge
from portal.domain.case.incidents import FollowUpKind
from portal.domain.case.moves import MOVES, Action
from portal.domain.case.not_before import earliest, has_come
from portal.domain.case.state import Case, ClockName, MaterialRun, StepRun, Verdict
from portal.domain.deadlines import Deadline
from portal.domain.texts import Text
from portal.domain.workflow import Service
from portal.i18n import day, moment, translated
from portal.web.applicant.cases.incident_tellers import name_of
from portal.web.common.context import deps
from portal.web.common.due_words import due_words
from portal.web.common.incident_words import RATINGS, follow_up_badge
from portal.web.common.lights import Due, due_badge
from portal.web.common.parts import Badge, Link, Row


@dataclass(frozen=True, slots=True)
class ToCorrect:
    """The card of a correction round."""

    due: str
    light: Badge
    marked: tuple[Row, ...]
    href: str


@dataclass(frozen=True, slots=True)
class Owed:
    """One material that was promised; without an action it is there and waits to be looked at."""

    id: str
    name: Text
    remark: str
    action: str


@dataclass(frozen=True, slots=True)
class OwedList:
    """Promised materials until when."""

    due: str
    light: Badge | None
    materials: tuple[Owed, ...]


@dataclass(frozen=True, slots=True)
class Turn:
    """A step that it is the owner's turn to do; ``first`` is the day from which it is possible, if that lies ahead."""

    name: Text
    basis: Text
    due: str
    light: Badge | None
    first: str
    lapses: bool
    asked: tuple[Text, ...]
    href: str


@dataclass(frozen=True, slots=True)
class Rated:
    """What the owner said about the work, and what became of it."""

    rows: tuple[Row, ...]
    offer: Link | None


@dataclass(frozen=True, slots=True)
class Asks:
    """Everything an owner may do, each only while it is possible."""

    correction: ToCorrect | None
    owed: OwedList | None
    turns: tuple[Turn, ...]
    rating: Rated | None
    urge: Link | None
    urged: str
    withdraw: Link | None


def asks_of(case: Case, service: Service, calendar: WorkCalendar) -> Asks:
    urged = urged_words(case, calendar)
    may_withdraw = (case.state, Action.WITHDRAW) in MOVES
    return Asks(
        correction=to_correct(case, service),
        owed=owed_list(case, service),
        turns=tuple(turn_of(case, run, service, calendar=calendar) for run in case.to_do),
        rating=rated(case),
        urge=Link(_("Urge the departments"), url_for("requests.ask_urge", number=case.number))
        if may_urge(case) and not urged
        else None,
        urged=urged if may_urge(case) else "",
        withdraw=Link(_("Withdraw the case"), url_for("requests.ask_withdraw", number=case.number))
        if may_withdraw
        else None,
    )


def to_correct(case: Case, service: Service) -> ToCorrect | None:
    clock, round_ = case.clock(ClockName.CORRECTION), case.correction
    if clock is None or round_ is None or not case.is_open:
        return None
    marked = tuple(
        Row(name_of(service, item.kind, item.id), item.problem or _("not on the checklist; you need not supply it"))
        for item in round_.items
    )
    href = url_for("correcting.show", number=case.number)
    return ToCorrect(due_words(clock.deadline), light_of(clock.deadline), marked, href)


def turn_of(case: Case, run: StepRun, service: Service, *, calendar: WorkCalendar) -> Turn:
    """A step of the applicant that is open."""
    step, end = service.step(run.id), earliest(case, service.step(run.id), service, calendar=calendar)
    ahead = end is not None and not has_come(end, deps().clock.now(), calendar)
    materials = (one.id for one in case.materials if one.at_step == run.id and not one.by_commitment)
    return Turn(
        name=step.name,
        basis=step.basis,
        due=due_words(run.deadline) if run.deadline else "",
        light=light_of(run.deadline) if run.deadline else None,
        first=due_words(end) if end is not None and ahead else "",
        lapses=run.lapses,
        asked=(*(one.label for one in step.results), *(service.material(one).name for one in materials)),
        href=url_for("doing.ask", number=case.number, step_id=run.id),
    )


def light_of(deadline: Deadline) -> Badge:
    return due_badge(Due.of(deadline), deps().clock.now(), deps().calendar)


def owed_list(case: Case, service: Service) -> OwedList | None:
    """What was promised and is not in order yet, once the case is accepted."""
    clock = case.clock(ClockName.TOLERANCE)
    if clock is None or not case.owed or not case.is_open or case.decided_at is not None:
        return None
    running = clock.stopped_at is None
    materials = tuple(owed(case, run, service) for run in case.owed)
    return OwedList(due_words(clock.deadline), light_of(clock.deadline) if running else None, materials)


def owed(case: Case, run: MaterialRun, service: Service) -> Owed:
    wanted = not run.files or run.verdict is Verdict.TO_CORRECT
    action = url_for("requests.hand_in", number=case.number, material_id=run.id) if wanted else ""
    return Owed(run.id, service.material(run.id).name, run.note, action)


def urged_words(case: Case, calendar: WorkCalendar) -> str:
    """When it was urged today, and when it is possible again."""
    today = calendar.local_date(deps().clock.now())
    last = case.urged_at[-1] if case.urged_at else None
    if last is None or calendar.local_date(last) != today:
        return ""
    tomorrow = day(today + timedelta(days=1))
    return str(_("You urged at %(moment)s; next possible on %(day)s.", moment=moment(last), day=tomorrow))


def rated(case: Case) -> Rated | None:
    """The ratings and the follow-ups about them; the offer to rate while it is possible."""
    if case.is_open:
        return None
    rows = [
        Row(
            _("Added rating") if one.added else _("Your rating"),
            " · ".join(filter(None, (str(RATINGS[one.level]), one.words))),
        )
        for one in case.ratings
    ]
    for one in case.follow_ups:
        if one.kind is not FollowUpKind.BAD_RATING:
            continue
        state = translated(follow_up_badge(one.kind, one.state).words)
        until = _("until %(day)s", day=due_words(one.deadline)) if one.deadline else ""
        rows.append(Row(_("What became of it"), " · ".join(part for part in (state, str(until)) if part)))
        rows += [Row(moment(note.at), note.words) for note in one.notes if note.words]
    offer = None
    if may_rate(case):
        words = _("Rate once more") if case.ratings else _("Rate how this was handled")
        offer = Link(words, url_for("requests.ask_rating", number=case.number))
    return Rated(tuple(rows), offer) if rows or offer else None
