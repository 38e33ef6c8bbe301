"""The working calendar of a running portal 工作日历: a year's notice is loaded, and open cases get their new dates.

Owns the order of the two: first every process sees the notice, then the cases are computed anew, each in its own
transaction, so that no date is left on the old calendar. Both may be done again at any time: what is loaded is not
loaded twice, and a case whose dates are right is left alone. Refuses to take the place of a published notice unless it
is told to.
"""

from __future__ import annotations

import logging
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import islice
from typing import TYPE_CHECKING, ClassVar, Final

from portal.domain.calendar_notices import CalendarImport, Standing, YearChange, change_of
from portal.domain.case.commands import RecomputeDates
from portal.domain.case.decide import decide
from portal.domain.case.incident_events import DateMoved
from portal.domain.case.recompute import is_other_day, moved_dates
from portal.domain.errors import DomainError
from portal.domain.permissions import Permission
from portal.services.acting import SYSTEM, Acting
from portal.services.conflicts import CaseChangedMeanwhile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from portal.domain.calendar import CalendarYear, WorkCalendar
    from portal.domain.permissions import Actor
    from portal.services.deps import Deps
    from portal.services.records.core import Job, StoredCase

RECOMPUTE: Final = "recompute_dates"
AT_ONCE: Final = timedelta(seconds=3)  # once the notice is surely stored
AGAIN: Final = timedelta(minutes=1)
BATCH: Final = 200
PREVIEWED: Final = 2000
AUDIT: Final = logging.getLogger("portal.audit")
LOG: Final = logging.getLogger("portal.calendars")
_NAMED: Final = 20
_TRIES: Final = 10


class NoticeDiffers(DomainError):
    """A year has a published notice with other days; facts: `year`, `days` (up to 20)."""

    message_id: ClassVar[str] = "calendar.notice_differs"


class CalendarBusy(DomainError):
    """Somebody else loads notices all the time; try again."""

    message_id: ClassVar[str] = "calendar.busy"


@dataclass(frozen=True, slots=True)
class Loaded:
    """What came of a notice: each of its years beside what was in force, and the import unless nothing was new."""

    changes: tuple[YearChange, ...]
    made: CalendarImport | None


@dataclass(frozen=True, slots=True)
class Recomputed:
    """What came of computing anew: cases looked at, cases changed, dates on another day, dates that only became
    final (or turn yellow at another moment), and cases that could not be computed, by number, with the reason.
    """

    seen: int = 0
    changed: int = 0
    moved: int = 0
    settled: int = 0
    failed: int = 0
    failures: tuple[tuple[str, str], ...] = ()

    def with_case(self, events: Sequence[DateMoved]) -> Recomputed:
        """One more case and its dates."""
        moved = sum(map(is_other_day, events))
        return replace(
            self,
            seen=self.seen + 1,
            changed=self.changed + bool(events),
            moved=self.moved + moved,
            settled=self.settled + len(events) - moved,
        )

    def with_failure(self, number: str, error: Exception) -> Recomputed:
        """One more case that could not be computed; the first few are named."""
        named = (*self.failures, (number, f"{type(error).__name__}: {error}"))[:_NAMED]
        return replace(self, seen=self.seen + 1, failed=self.failed + 1, failures=named)


@dataclass(frozen=True, slots=True)
class Preview:
    """What a notice would change; not ``is_complete`` when there are more open cases than were looked at."""

    changes: tuple[YearChange, ...]
    cases: Recomputed
    is_complete: bool


def changes_of(calendar: WorkCalendar, years: Iterable[CalendarYear]) -> tuple[YearChange, ...]:
    """Each year of a notice beside what is in force."""
    return tuple(change_of(calendar, year) for year in years)


def import_notice(
    deps: Deps,
    years: Sequence[CalendarYear],
    *,
    source: str,
    by: str,
    replace_published: bool = False,
    delays: Sequence[timedelta] = (AGAIN,),
) -> Loaded:
    """Load a notice for all processes; nothing is stored when all of it is known.

    After each of the ``delays`` the jobs process looks at every case: at one that was filed on the old calendar in
    this very moment, and at all of them if whoever loads the notice does not get there. Raises NoticeDiffers for a
    year that is published with other days, unless it is to be replaced.
    """
    for _ in range(_TRIES):
        calendar = deps.calendar
        changes = changes_of(calendar, years)
        new = tuple(change.year for change in changes if _is_new(calendar, change, replace_published=replace_published))
        if not new:
            return Loaded(changes, None)
        _look_again(deps, with_years(calendar, new).digest, delays)
        made = deps.calendars.put(new, source=source, by=by, at=deps.clock.now(), over=calendar)
        if made is not None:
            return Loaded(changes, made)
    raise CalendarBusy


def recompute_open_cases(deps: Deps, *, seen: Callable[[Recomputed], None] = lambda _: None) -> Recomputed:
    """Compute the dates of all cases anew by the calendar in force; ``seen`` is told after each batch."""
    total, after = Recomputed(), 0
    while True:
        total, last = recompute_batch(deps, after, total=total)
        if last is None:
            return total
        seen(total)
        after = last


def recompute_batch(deps: Deps, after: int, *, total: Recomputed | None = None) -> tuple[Recomputed, int | None]:
    """The next cases behind a row id, added to ``total``, and the last row id; None when there is none left."""
    total = total or Recomputed()
    with deps.uow.read() as tx:
        batch = tx.cases.with_dates(after, size=BATCH)
    for stored in batch:
        try:
            total = total.with_case(_recompute(deps, stored))
        except Exception as error:  # noqa: BLE001 - one damaged case must not keep the others on old dates
            total = total.with_failure(stored.case.number, error)
    return total, batch[-1].row_id if batch else None


def continue_recompute(deps: Deps, job: Job) -> None:
    """One batch as a job, which leaves the next one behind; cases that cannot be computed are named in the log."""
    total, last = recompute_batch(deps, int(job.payload))
    for number, reason in total.failures:
        LOG.error("dates of case %s could not be computed anew: %s", number, reason)
    with deps.uow.begin() as tx:
        if tx.finish_job(job.id) and last is not None:
            run = job.key.rpartition("/")[0]
            tx.enqueue(RECOMPUTE, f"{run}/{last}", str(last), at=deps.clock.now(), case=None)


def load_notice(
    deps: Deps, actor: Actor, years: Sequence[CalendarYear], *, source: str, replace_published: bool = False
) -> Loaded:
    """An administrator loads a notice; the jobs process computes the cases anew, at once."""
    actor.require(Permission.ADMIN_WORKFLOWS)
    loaded = import_notice(
        deps, years, source=source, by=actor.name, replace_published=replace_published, delays=(AT_ONCE, AGAIN)
    )
    if loaded.made is not None:
        AUDIT.info("user %s loaded notice %s %s", actor.user_id, loaded.made.number, loaded.made.digest)
    return loaded


def preview(deps: Deps, actor: Actor, years: Sequence[CalendarYear]) -> Preview:
    """What loading these years would change, judged on the first cases; nothing is stored."""
    actor.require(Permission.ADMIN_WORKFLOWS)
    calendar = deps.calendar
    changes, then = changes_of(calendar, years), with_years(calendar, years)
    total = Recomputed()
    cases = _all_with_dates(deps)
    for stored in islice(cases, PREVIEWED):
        total = total.with_case(moved_dates(stored.case, then))
    return Preview(changes, total, is_complete=next(cases, None) is None)


def calendar_imports(deps: Deps, actor: Actor) -> Sequence[CalendarImport]:
    """Everything that was loaded into the running portal."""
    actor.require(Permission.ADMIN_WORKFLOWS)
    return deps.calendars.imports()


def with_years(calendar: WorkCalendar, years: Iterable[CalendarYear]) -> WorkCalendar:
    """The calendar once these years are loaded."""
    for year in years:
        calendar = calendar.with_year(year)
    return calendar


def _look_again(deps: Deps, digest: str, delays: Iterable[timedelta]) -> None:
    now = deps.clock.now()
    with deps.uow.begin() as tx:
        for delay in delays:
            tx.enqueue(RECOMPUTE, f"{digest}/{delay.seconds}/0", "0", at=now + delay, case=None)


def _is_new(calendar: WorkCalendar, change: YearChange, *, replace_published: bool) -> bool:
    if change.standing is Standing.NEW:
        return True
    if replace_published:
        return change.year != calendar.years[change.year.year]
    if change.standing is Standing.OTHER:
        raise NoticeDiffers(year=change.year.year, days=", ".join(map(str, change.days[:_NAMED])))
    return False


def _recompute(deps: Deps, seen: StoredCase) -> tuple[DateMoved, ...]:
    """Record the dates of one case that moved; it is locked only when there are any."""
    if not moved_dates(seen.case, deps.calendar):
        return ()
    for _ in range(_TRIES):
        with suppress(CaseChangedMeanwhile), deps.uow.begin() as tx:
            return _recorded(Acting(deps, tx, SYSTEM), seen.case.number)
    raise CaseChangedMeanwhile(case=seen.case.number)


def _recorded(me: Acting, number: str) -> tuple[DateMoved, ...]:
    """The calendar is asked once the case is locked, so whoever was faster used the old one and is put right."""
    stored = me.load(number)
    context = me.context(me.service_of(stored.case))
    events = decide(stored.case, RecomputeDates(), context)
    me.tx.record(stored, events, at=context.now, by=me.by)
    return tuple(event for event in events if isinstance(event, DateMoved))


def _all_with_dates(deps: Deps) -> Iterator[StoredCase]:
    after: int | None = 0
    while after is not None:
        with deps.uow.read() as tx:
            batch = tx.cases.with_dates(after, size=BATCH)
        yield from batch
        after = batch[-1].row_id if batch else None
