"""Why it is this day: the running clock of a case as a picture of weeks, and as a list.

Owns the words for the kinds of days, for owners and for staff. Refuses to count: `portal.domain.explanation` did.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from flask_babel import gettext as _

from portal.domain.calendar import WorkCalendar, YearNotLoaded
from portal.domain.case.clocks import pauses_of
from portal.domain.case.state import Case, ClockName, ClockRun
from portal.domain.deadlines import Pause
from portal.domain.explanation import DayLine, LineKind, explain
from portal.domain.limits import Unit
from portal.i18n import day, limit_words, short_day
from portal.web.common.parts import CalendarDay, CalendarPicture, DayLook

ONE_DAY: Final = timedelta(days=1)
WEEK: Final = 7
LONGEST: Final = 70  # days; a longer clock is told in words only
LOOKS: Final[Mapping[LineKind, DayLook]] = {
    LineKind.START: DayLook.START,
    LineKind.COUNTED: DayLook.COUNTED,
    LineKind.EXTENDED: DayLook.COUNTED,
    LineKind.REST: DayLook.REST,
    LineKind.HOLIDAY: DayLook.HOLIDAY,
    LineKind.MAKEUP: DayLook.COUNTED,
    LineKind.PAUSED: DayLook.PAUSED,
}


@dataclass(frozen=True, slots=True)
class DueDay:
    """The card beside the timeline; `note` says what may still move the day."""

    title: str
    picture: CalendarPicture | None
    basis: str
    lines: tuple[tuple[str, str], ...]
    note: str = ""


def due_day(case: Case, calendar: WorkCalendar, *, now: datetime | None = None, approver: str = "") -> DueDay | None:
    """The explanation of the running clock, else of the promise; nothing when no clock ever ran.

    A pause that is open counts up to `now`; `approver` is who allowed the extension, as the reader may know it.
    """
    clock = case.running_clock or case.clock(ClockName.PROMISE)
    if clock is None:
        return None
    try:
        lines = days_of(case, clock, calendar, now=now, approver=approver)
    except YearNotLoaded:
        return None
    shown = short_day(lines[-1].date)
    is_open = case.open_pause is not None and clock.stopped_at is None
    return DueDay(
        title=_("Why not before %(day)s?", day=shown) if is_open else _("Why %(day)s?", day=shown),
        picture=picture(lines, clock) if len(lines) <= LONGEST else None,
        basis=basis(clock.deadline.limit.unit),
        lines=tuple((day(line.date), line_words(line, clock, is_last=line is lines[-1])) for line in lines),
        note=note_of(clock, is_open=is_open, approver=approver),
    )


def approver_of(case: Case) -> str:
    """Who approved the extension, by name, for those who handle the case."""
    return case.extension.approver if case.extension else ""


def days_of(
    case: Case, clock: ClockRun, calendar: WorkCalendar, *, now: datetime | None, approver: str
) -> tuple[DayLine, ...]:
    """Every day of the clock; its pauses are those of the case as far as they stopped it."""
    pausable = clock.name in {ClockName.PROMISE, ClockName.STATUTORY}
    pauses: tuple[Pause, ...] = pauses_of(case) if pausable else ()
    return explain(
        clock.deadline.limit,
        clock.started_at,
        calendar,
        pauses=pauses,
        extension=clock.extension,
        until=now or clock.deadline.due_at,
        extension_why=approver,
    )


def note_of(clock: ClockRun, *, is_open: bool, approver: str) -> str:
    """What may still move the day, or what moved it."""
    if is_open:
        return str(_("The clock stands still; the day moves on with every day until the case goes on."))
    if clock.deadline.provisional:
        return str(_("Provisional: the official holiday calendar of that year is not published yet."))
    if clock.extension is not None and approver:
        return str(_("%(by)s longer, approved by %(who)s", by=limit_words(clock.extension), who=approver))
    return ""


def picture(lines: Sequence[DayLine], clock: ClockRun) -> CalendarPicture:
    """Whole weeks from the Monday before the first day to the Sunday after the last."""
    known = {line.date: line for line in lines}
    first = lines[0].date - ONE_DAY * lines[0].date.weekday()
    last = lines[-1].date + ONE_DAY * (WEEK - 1 - lines[-1].date.weekday())
    count = (last - first).days + 1
    squares = [square(first + ONE_DAY * n, known, clock, due=lines[-1].date) for n in range(count)]
    return CalendarPicture(tuple(tuple(squares[n : n + WEEK]) for n in range(0, count, WEEK)))


def square(on: date, known: Mapping[date, DayLine], clock: ClockRun, *, due: date) -> CalendarDay:
    line = known.get(on)
    if line is None:
        return CalendarDay(on, DayLook.OUTSIDE)
    look = DayLook.DUE if on == due and line.kind is not LineKind.START else LOOKS[line.kind]
    return CalendarDay(on, look, note(line, clock))


def note(line: DayLine, clock: ClockRun) -> str:
    """The few signs under the day's number."""
    if line.kind is LineKind.START:
        return start_word(clock)
    if line.n is not None:
        return count_word(line.n, clock)
    return line.why if line.kind is LineKind.HOLIDAY else ""


def start_word(clock: ClockRun) -> str:
    words = {
        ClockName.ACCEPTANCE: _("received"),
        ClockName.CORRECTION: _("told"),
        ClockName.PROMISE: _("accepted"),
        ClockName.STATUTORY: _("accepted"),
        ClockName.DELIVERY: _("decided"),
        ClockName.TOLERANCE: _("accepted"),
    }
    return str(words[clock.name])


def count_word(n: int, clock: ClockRun) -> str:
    hours = clock.deadline.limit.unit in {Unit.HOUR, Unit.WORKHOUR}
    return str(_("hour %(n)s", n=n) if hours else _("day %(n)s", n=n))


def line_words(line: DayLine, clock: ClockRun, *, is_last: bool) -> str:
    """What a day was for the clock, in a sentence."""
    counted = count_word(line.n or 0, clock)
    words = {
        LineKind.START: _("%(what)s; this day does not count", what=start_word(clock)),
        LineKind.COUNTED: counted,
        LineKind.EXTENDED: extended_words(counted, line.why),
        LineKind.MAKEUP: _("%(count)s (weekend worked instead of a holiday)", count=counted),
        LineKind.REST: _("weekend; does not count"),
        LineKind.HOLIDAY: _("%(holiday)s; does not count", holiday=line.why),
        LineKind.PAUSED: paused_words(line.why),
    }
    said = str(words[line.kind])
    return str(_("%(what)s: last day", what=said)) if is_last else said


def extended_words(counted: str, approver: str) -> str:
    if approver:
        return str(_("%(count)s (extension approved by %(who)s)", count=counted, who=approver))
    return str(_("%(count)s (extension)", count=counted))


def paused_words(why: str) -> str:
    if why:
        return str(_("the clock stands still (%(why)s); does not count", why=why))
    return str(_("the clock stands still; does not count"))


def basis(unit: Unit) -> str:
    """The articles behind the count."""
    if unit in {Unit.WORKDAY, Unit.WORKHOUR}:
        return str(
            _(
                "The first day does not count (Civil Code, art. 201); weekends and holidays do not count "
                "(Administrative Licensing Law, art. 82)."
            )
        )
    return str(
        _(
            "The first day does not count (Civil Code, art. 201); when the last day is a holiday, the next working "
            "day is the last (art. 203)."
        )
    )
