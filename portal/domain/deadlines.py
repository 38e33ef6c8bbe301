"""When a limit ends: pauses, one extension, rolling past rest days, what is left, and the light.

Owns the arithmetic of time limits as pure functions of their arguments. Refuses pauses that end before they begin and
extensions in a unit that cannot be added. Whether a pause or an extension was lawful is decided by the case, not here.

A pause counts only when it began before the clock had run out: a breach is a fact about dates, and a hearing opened
afterwards does not undo it. Pauses that touch or overlap are one pause.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import ClassVar, Final, NamedTuple

from portal.domain.calendar import WorkCalendar, aware
from portal.domain.errors import DomainError
from portal.domain.limits import Limit, Unit
from portal.domain.rulers import ExtensionUnitMismatch, ruler_for

__all__ = ["Deadline", "ExtensionUnitMismatch", "Light", "Pause", "PauseInvalid", "compute", "light", "remaining"]

WORKING_UNITS: Final = frozenset({Unit.WORKDAY, Unit.WORKHOUR})


class PauseInvalid(DomainError):
    """A pause ends before it begins; facts: `began`, `ended`."""

    message_id: ClassVar[str] = "pause.invalid"


@dataclass(frozen=True, slots=True)
class Pause:
    """Time in which a clock stood still by law (许可法 art. 45); open while `ended` is missing."""

    began: datetime
    ended: datetime | None = None
    why: str = ""

    def __post_init__(self) -> None:
        aware(self.began)
        if self.ended is not None and aware(self.ended) < self.began:
            raise PauseInvalid(began=self.began, ended=self.ended)

    def covers(self, instant: datetime) -> bool:
        """Whether the clock stands still at this instant."""
        return self.began <= instant and (self.ended is None or instant < self.ended)


class Span(NamedTuple):
    """One stretch of standing still, measured from the one instant to the other."""

    began: datetime
    ended: datetime
    why: str


@dataclass(frozen=True, slots=True)
class Deadline:
    """When a clock runs out.

    `due_on` is the last day on which a date limit is met, missing for hours. `due_at` is the instant (UTC) at which the
    time is over: the midnight after the due day, or for hours the last instant that is still in time. `warn_at` is the
    first instant at which the light is yellow. `at_least` says that a pause is still open, since `open_since`, so that
    the true end may be later. `held` are the pauses that counted, merged, in order, an open one as far as counted.
    """

    limit: Limit
    due_on: date | None
    due_at: datetime
    warn_at: datetime
    provisional: bool
    at_least: bool
    held: tuple[Pause, ...] = ()
    open_since: datetime | None = None

    def is_running(self, now: datetime) -> bool:
        """Whether no pause holds the clock at this instant."""
        is_open = self.open_since is not None and self.open_since <= now
        return not is_open and not any(pause.covers(now) for pause in self.held)

    @property
    def late_at(self) -> datetime:
        """The first instant at which the limit is broken: the midnight after a due day, or just past a due instant."""
        return self.due_at + timedelta.resolution if self.due_on is None else self.due_at

    def is_overdue(self, now: datetime) -> bool:
        """Whether the limit is broken at this instant; a clock that stands still does not run out."""
        return now >= self.late_at and self.is_running(now)


class Light(StrEnum):
    """The state of a clock at a glance; never shown by colour alone."""

    GREY = "grey"
    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"


def compute(
    limit: Limit,
    start: datetime,
    calendar: WorkCalendar,
    *,
    pauses: Iterable[Pause] = (),
    extension: Limit | None = None,
    until: datetime | None = None,
) -> Deadline:
    """The end of a limit that was set running at `start` (许可法 art. 42, 45, 82; 民法典 art. 201-203).

    An open pause is counted up to `until` (now), without it not at all. Raises `YearNotLoaded`, `NaiveInstant`,
    `ExtensionUnitMismatch`.
    """
    ruler = ruler_for(limit, aware(start), calendar, extension=extension)
    given = tuple(pauses)
    moved = 0
    held: list[Span] = []
    for span in _merged(given, after=start, until=until):
        if span.began >= ruler.end(moved).due_at:
            break
        moved += ruler.measure(span.began, span.ended)
        held.append(span)
    end = ruler.end(moved)
    open_since = _open_since(given, held, after=start)
    return Deadline(
        limit,
        end.due_on,
        end.due_at,
        end.warn_at,
        end.provisional or any(_looks_at_projection(limit.unit, span, calendar) for span in held),
        at_least=open_since is not None,
        held=tuple(Pause(span.began, span.ended, span.why) for span in held),
        open_since=open_since,
    )


def remaining(deadline: Deadline, now: datetime, calendar: WorkCalendar) -> int:
    """What is left at `now`, negative once overdue: working days, calendar days, seconds, or seconds of office time.

    Working days are those in (today, due day], so 0 on the due day itself.
    """
    if deadline.due_on is None:
        office = deadline.limit.unit is Unit.WORKHOUR
        left = calendar.office_time_between(now, deadline.due_at) if office else deadline.due_at - aware(now)
        return left // timedelta(seconds=1)
    today = calendar.local_date(now)
    if deadline.limit.unit is Unit.WORKDAY:
        return calendar.workdays_between(today, deadline.due_on)
    return (deadline.due_on - today).days


def light(warn_at: datetime, due_at: datetime, now: datetime, *, running: bool = True) -> Light:
    """The light of a clock from its two stored instants; grey when no clock is running."""
    if not running:
        return Light.GREY
    if now >= due_at:
        return Light.RED
    return Light.YELLOW if now >= warn_at else Light.GREEN


def stand_still_end(pause: Pause, until: datetime | None) -> datetime:
    """Up to when a pause is counted: its end, or for an open one `until`, but never before it began."""
    return pause.ended or max(pause.began, until or pause.began)


def _looks_at_projection(unit: Unit, span: Span, calendar: WorkCalendar) -> bool:
    """Whether a pause was measured over days that are only projected, even if the clock ends before them."""
    if unit not in WORKING_UNITS:
        return False
    return calendar.is_range_provisional(calendar.local_date(span.began), calendar.local_date(span.ended))


def _merged(pauses: Iterable[Pause], *, after: datetime, until: datetime | None) -> Sequence[Span]:
    """Stretches of standing still in order, cut at the start of the clock, those that touch or overlap made one."""
    merged: list[Span] = []
    for pause in sorted(pauses, key=lambda each: each.began):
        began, ended = max(pause.began, after), max(stand_still_end(pause, until), after)
        if pause.ended is not None and pause.ended <= after:
            continue
        if merged and began <= merged[-1].ended:
            last = merged[-1]
            merged[-1] = Span(last.began, max(last.ended, ended), last.why)
        else:
            merged.append(Span(began.astimezone(UTC), ended.astimezone(UTC), pause.why))
    return merged


def _open_since(pauses: Iterable[Pause], held: Sequence[Span], *, after: datetime) -> datetime | None:
    """Since when a pause that counts is open."""
    opened = (max(pause.began, after) for pause in pauses if pause.ended is None)
    return min((began for began in opened if any(s.began <= began <= s.ended for s in held)), default=None)
