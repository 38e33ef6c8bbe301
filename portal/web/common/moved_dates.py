"""The words for dates that a calendar notice moved: which clock, the old day and the new one.

Owns the names of all clocks for a reader. Refuses to call it a move when only the first yellow moment changed.
"""

from collections.abc import Mapping
from typing import Final

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from portal.domain.case.clocks import STEP
from portal.domain.case.incident_events import DateMoved
from portal.domain.case.recompute import FOLLOW_UP, PAUSE, is_other_day
from portal.domain.case.state import ClockName
from portal.domain.deadlines import Deadline
from portal.domain.workflow import Service
from portal.i18n import day, moment, translated

CLOCKS: Final[Mapping[str, object]] = {
    ClockName.ACCEPTANCE: _l("Acceptance"),
    ClockName.CORRECTION: _l("Correction by the applicant"),
    ClockName.PROMISE: _l("Promised time"),
    ClockName.STATUTORY: _l("Statutory time"),
    ClockName.DELIVERY: _l("Delivery"),
    ClockName.TOLERANCE: _l("Materials to follow"),
    PAUSE: _l("Announced end of the special procedure"),
}


def clock_name(clock: str, service: Service) -> str:
    """What the clock of that name is called: one of the case, of a step, of a pause or of a follow-up."""
    if clock.startswith(STEP):
        return translated(service.step(clock.removeprefix(STEP)).name)
    return str(_("Follow-up")) if clock.startswith(FOLLOW_UP) else str(CLOCKS[clock])


def moved_title() -> str:
    """What happened, whatever it did to the dates."""
    return str(_("The official holiday calendar was loaded and the dates were computed anew"))


def moved_words(event: DateMoved, service: Service) -> str:
    """One date: from which day to which, or that it is not provisional any more; nothing when no day changed."""
    name = clock_name(event.clock, service)
    before, after = _end(event.before), _end(event.after)
    if is_other_day(event):
        return str(_("%(clock)s: %(after)s instead of %(before)s", clock=name, before=before, after=after))
    if event.before.provisional and not event.after.provisional:
        return str(_("%(clock)s: %(after)s, no longer provisional", clock=name, after=after))
    return ""


def _end(deadline: Deadline) -> str:
    words = day(deadline.due_on) if deadline.due_on else moment(deadline.due_at)
    return str(_("%(day)s (provisional)", day=words)) if deadline.provisional else words
