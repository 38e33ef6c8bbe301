"""What stands beside the ordinary way of a case, for those who handle it: one line each, the most pressing first.

Owns the choice of what staff must not overlook: who holds the case, what is owed, what broke a rule, what somebody
asked for. Refuses to say what may be done about it; that is the audience's business.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from flask_babel import gettext as _
from flask_babel import ngettext

from portal.domain.case.follow_ups import is_final
from portal.domain.case.incidents import Correction, ExtensionRun, ExtensionState, Marked, PauseKind, PauseRun
from portal.domain.case.state import ClockName, MaterialRun
from portal.i18n import limit_words, short_moment, translated
from portal.services.cases import CaseView
from portal.services.records.core import CaseLine, StepLine
from portal.web.common.context import deps
from portal.web.common.incident_sentences import due, item_name, material_name
from portal.web.common.incident_words import (
    ENDINGS,
    FOLLOW_UPS,
    GROUNDS,
    PAUSES,
    RATINGS,
    VIOLATIONS,
    extension_badge,
    follow_up_badge,
    tag_words,
)
from portal.web.common.parts import Badge, Tone, Words


@dataclass(frozen=True, slots=True)
class Incident:
    """One thing to know: a badge, what it is, and more about it."""

    badge: Badge
    words: Words
    details: tuple[str, ...] = ()


def incidents_of(view: CaseView) -> tuple[Incident, ...]:
    """Everything beside the ordinary way, the most pressing first."""
    return tuple(each for tell in TELLERS for each in tell(view))


def ended(view: CaseView) -> Iterator[Incident]:
    case = view.case
    if case.ending is None:
        return
    refusal = case.refusal
    why = (str(GROUNDS[refusal.ground]), refusal.reasons, refusal.agency) if refusal else (case.end_reason,)
    when = short_moment(case.ended_at)
    yield Incident(Badge(Tone.GREY, _("Ended")), f"{ENDINGS[case.ending]} · {when}", tuple(filter(None, why)))


def paused(view: CaseView) -> Iterator[Incident]:
    run = view.case.open_pause
    if run is None or not view.case.is_open:
        return
    held = ngettext("%(num)s working day so far", "%(num)s working days so far", days_held(run))
    waits = run.kind is PauseKind.WAITING
    until = (
        _("at the latest until %(day)s", day=due(run.expected))
        if waits
        else _("announced until %(day)s", day=due(run.expected))
    )
    basis = translated(view.service.waiting.basis) if waits and view.service.waiting else run.reason
    since = _("since %(moment)s", moment=short_moment(run.began))
    details = (f"{since} · {held} · {until}", basis)
    yield Incident(Badge(Tone.YELLOW, _("Paused")), pause_name(run, view), details)


def pause_name(run: PauseRun, view: CaseView) -> str:
    """The special procedure by its name, or the superior."""
    known = {one.id: one.name for one in view.service.procedures}
    if run.kind is PauseKind.WAITING and view.service.waiting is not None:
        return translated(view.service.waiting.name)
    return translated(known[run.procedure]) if run.procedure in known else str(PAUSES[run.kind])


def days_held(run: PauseRun) -> int:
    """Working days for which the clocks stood still: those after the day it began, up to its end or today."""
    calendar = deps().calendar
    until = run.ended or deps().clock.now()
    return calendar.workdays_between(calendar.local_date(run.began), calendar.local_date(until))


def pauses_before(view: CaseView) -> Iterator[Incident]:
    for run in view.case.pauses:
        if run.ended is not None:
            held = ngettext("%(num)s working day", "%(num)s working days", days_held(run))
            span = f"{short_moment(run.began)} – {short_moment(run.ended)}"
            yield Incident(Badge(Tone.GREY, _("Was paused")), pause_name(run, view), (f"{span} · {held}", run.result))


def extension(view: CaseView) -> Iterator[Incident]:
    run = view.case.extension
    if run is not None:
        yield Incident(extension_badge(run.state), extension_words(run), tuple(extension_details(run)))


def extension_words(run: ExtensionRun) -> str:
    """How much longer, for whoever asked."""
    return str(_("%(by)s, asked for by %(who)s", by=limit_words(run.by), who=run.requested_by))


def extension_details(run: ExtensionRun) -> Iterator[str]:
    yield run.reason
    if run.state is ExtensionState.GRANTED:
        yield str(_("Approved by %(who)s", who=run.approver))
    if run.state is ExtensionState.DECLINED:
        yield str(_("Declined by %(who)s: %(why)s", who=run.approver, why=run.answer))


def corrections(view: CaseView) -> Iterator[Incident]:
    for run in reversed(view.case.corrections):
        yield correction_line(run, view)
        for violation in run.violations:
            yield Incident(Badge(Tone.RED, _("Violation")), str(VIOLATIONS[violation]))


def correction_line(run: Correction, view: CaseView) -> Incident:
    """One round: what was told when by whom, and whether it came."""
    clock = view.case.clock(ClockName.CORRECTION)
    waits = run.supplied_at is None and view.case.correction is run
    if waits and view.case.is_open and clock is not None:
        state = _("due %(day)s", day=due(clock.deadline))
    elif run.supplied_at is not None:
        state = _("supplied %(moment)s", moment=short_moment(run.supplied_at))
    else:
        state = _("not supplied")
    told = _("told %(moment)s by %(who)s", moment=short_moment(run.told_at), who=run.told_by)
    badge = Badge(Tone.YELLOW if waits else Tone.GREY, _("Correction, round %(n)s", n=run.round))
    return Incident(badge, f"{told} · {state}", tuple(item_lines(run, view)))


def item_lines(run: Correction, view: CaseView) -> Iterator[str]:
    for item in run.items:
        if item.kind is Marked.OUTSIDE:
            yield str(_("Outside the checklist: %(what)s", what=item.id))
        else:
            yield str(_("%(what)s: %(problem)s", what=item_name(item, view), problem=item.problem))


def owed(view: CaseView) -> Iterator[Incident]:
    case = view.case
    if not case.owed or not case.is_open:
        return
    clock = case.clock(ClockName.TOLERANCE)
    names = tuple(owed_line(run, view) for run in case.owed)
    words = _("Promised materials, due %(day)s", day=due(clock.deadline)) if clock else _("Promised materials")
    yield Incident(Badge(Tone.YELLOW, _("To follow")), words, names)


def owed_line(run: MaterialRun, view: CaseView) -> str:
    """A promised material: not there yet, to be checked, or found wrong."""
    name = material_name(run.id, view)
    if not run.files:
        return str(_("%(material)s: not there yet", material=name))
    if run.note:
        return str(_("%(what)s: %(problem)s", what=name, problem=run.note))
    return str(_("%(material)s: came in, to be checked", material=name))


def urged(view: CaseView) -> Iterator[Incident]:
    case = view.case
    if case.urged_at and case.is_open:
        count = ngettext("%(num)s time", "%(num)s times", len(case.urged_at))
        last = short_moment(case.urged_at[-1])
        yield Incident(urged_badge(), _("%(count)s, last %(moment)s", count=count, moment=last))


def hurry_badge(line: CaseLine | StepLine) -> Badge | None:
    """加急 or 催 of a row, or both, as words."""
    if line.urgent:
        return Badge(Tone.RED, _("Urgent case, urged") if line.urged_at else _("Urgent case"))
    return urged_badge() if line.urged_at else None


def urged_badge() -> Badge:
    """催, for lists and heads."""
    return Badge(Tone.RED, _("Urged"))


def objections(view: CaseView) -> Iterator[Incident]:
    waiting = [one for one in view.case.objections if one.upheld is None]
    if waiting and view.case.is_open:
        words = ngettext("%(num)s objection to answer", "%(num)s objections to answer", len(waiting))
        yield Incident(Badge(Tone.RED, _("Objection")), str(words), tuple(one.words for one in waiting))


def follow_ups(view: CaseView) -> Iterator[Incident]:
    for one in view.case.follow_ups:
        if not is_final(one.kind, one.state):
            words = f"{FOLLOW_UPS[one.kind]} · {department_name(one.department)}"
            until = (str(_("due %(day)s", day=due(one.deadline))),) if one.deadline else ()
            yield Incident(follow_up_badge(one.kind, one.state), words, (*until, *filter(None, (one.words,))))


def department_name(key: str) -> str:
    """A department's short name; its key when it is not in the county any more."""
    known = deps().catalogue.departments.get(key)
    return translated(known.short) if known else key


def ratings(view: CaseView) -> Iterator[Incident]:
    for rating in view.case.ratings:
        tone = Tone.RED if rating.level.is_bad else Tone.GREEN
        details = (*tag_words(rating.tags), *filter(None, (rating.words,)))
        yield Incident(Badge(tone, _("Rating")), str(RATINGS[rating.level]), details)


TELLERS: Final = (ended, paused, objections, owed, corrections, extension, urged, follow_ups, ratings, pauses_before)
