"""Why every date of a case is what it is: each clock as a picture of weeks, as a list, and as data.

Owns the order of the clocks and what is said above each. Refuses to count: the services explained the clocks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from flask_babel import gettext as _

from portal.domain.calendar import WorkCalendar, YearNotLoaded
from portal.domain.case.state import Case, ClockName
from portal.domain.deadlines import Deadline, light, remaining
from portal.domain.explanation import DayLine, LineKind
from portal.domain.limits import Limit
from portal.domain.texts import Text
from portal.domain.workflow import Service
from portal.i18n import day, limit_words, moment, short_day, translated
from portal.services.explained_clocks import ClockStory, clock_stories, pause_name
from portal.web.common.day_kinds import day_as_data
from portal.web.common.due_days import LONGEST, basis, line_words, picture
from portal.web.common.due_words import due_words
from portal.web.common.lights import Due, due_badge
from portal.web.common.moved_dates import CLOCKS
from portal.web.common.parts import Badge, CalendarPicture, Tone

ORDER: Final = (
    ClockName.PROMISE,
    ClockName.STATUTORY,
    ClockName.CORRECTION,
    ClockName.TOLERANCE,
    ClockName.ACCEPTANCE,
    ClockName.DELIVERY,
)
"""Of several clocks that run, which one is shown first."""


@dataclass(frozen=True, slots=True)
class ClockCard:
    """One clock: what it is, its last day, how it stands, and every day of it."""

    title: str
    why: str
    due: str
    badge: Badge
    facts: tuple[str, ...]
    picture: CalendarPicture | None
    basis: str
    article: Text
    lines: tuple[tuple[str, str], ...]


def clock_cards(case: Case, service: Service, calendar: WorkCalendar, *, now: datetime) -> tuple[ClockCard, ...]:
    """All clocks of the case: those that run before those that stopped; of these the promise, then the latest."""
    stories = stories_of(case, service, calendar, now=now)
    stopped = [story for story in reversed(stories) if not is_running(story, case)]
    stopped.sort(key=lambda story: story.run.name is not ClockName.PROMISE)
    running = [story for story in stories if is_running(story, case)]
    running.sort(key=lambda story: ORDER.index(story.run.name))
    main = case.running_clock
    running.sort(key=lambda story: story.run is not main)
    return tuple(card(story, service, calendar, case=case, now=now) for story in (*running, *stopped))


def stories_of(case: Case, service: Service, calendar: WorkCalendar, *, now: datetime) -> tuple[ClockStory, ...]:
    """The clocks explained; none when the calendar does not reach so far. Pauses speak the reader's language."""
    approver = translated(service.extension.approver) if service.extension and case.extension else ""
    try:
        return clock_stories(case, service, calendar, until=case.ended_at or now, approver=approver)
    except YearNotLoaded:
        return ()


def is_running(story: ClockStory, case: Case) -> bool:
    return story.run.stopped_at is None and case.is_open


def card(story: ClockStory, service: Service, calendar: WorkCalendar, *, case: Case, now: datetime) -> ClockCard:
    run, lines = story.run, spoken(story, service, case)
    return ClockCard(
        title=str(CLOCKS[run.name]),
        why=why(story.deadline, lines[-1]),
        due=due_words(story.deadline),
        badge=badge_of(story, case, calendar, now=now),
        facts=tuple(facts(story, service, case)),
        picture=picture(lines, run) if len(lines) <= LONGEST else None,
        basis=basis(story.deadline.limit.unit),
        article=story.article,
        lines=tuple((day(line.date), line_words(line, run, is_last=line is lines[-1])) for line in lines),
    )


def why(deadline: Deadline, last: DayLine) -> str:
    """The question that the picture answers."""
    shown = short_day(last.date)
    return str(_("Why not before %(day)s?", day=shown) if deadline.at_least else _("Why %(day)s?", day=shown))


def spoken(story: ClockStory, service: Service, case: Case) -> tuple[DayLine, ...]:
    """The days with the names of pauses in the reader's language."""
    names = {pause_name(service, one).zh: translated(pause_name(service, one)) for one in case.pauses}
    return tuple(
        replace(line, why=names.get(line.why, line.why)) if line.kind is LineKind.PAUSED else line
        for line in story.days
    )


def badge_of(story: ClockStory, case: Case, calendar: WorkCalendar, *, now: datetime) -> Badge:
    """How a running clock stands, or whether a stopped one was kept."""
    if is_running(story, case):
        if not story.deadline.is_running(now):
            return Badge(Tone.GREY, _("Stands still"))
        return due_badge(Due.of(story.deadline), now, calendar)
    return Badge(Tone.GREEN, _("Kept")) if story.kept else Badge(Tone.RED, _("Broken"))


def facts(story: ClockStory, service: Service, case: Case) -> Iterator[str]:
    """From when, how long, what lengthened it, when it stopped."""
    run = story.run
    yield str(_("%(limit)s from %(start)s", limit=limit_words(run.deadline.limit), start=moment(run.started_at)))
    if run.extension is not None and service.extension is not None:
        who = translated(service.extension.approver)
        yield str(_("extended by %(limit)s, approved by %(who)s", limit=limit_words(run.extension), who=who))
    for pause in story.deadline.held:
        known = next((one for one in case.pauses if one.began == pause.began), None)
        name = translated(pause_name(service, known)) if known else ""
        if known is not None and known.ended is None:
            yield str(_("stands still since %(begin)s: %(name)s", begin=day(pause.began), name=name))
        else:
            yield str(
                _("stood still %(begin)s to %(end)s: %(name)s", begin=day(pause.began), end=day(pause.ended), name=name)
            )
    if run.stopped_at is not None:
        yield str(_("stopped %(end)s", end=moment(run.stopped_at)))


def clocks_as_data(case: Case, service: Service, calendar: WorkCalendar, *, now: datetime) -> dict[str, Any]:
    """The same as data; the days are those of `flask clock due --explain`."""
    stories = stories_of(case, service, calendar, now=now)
    return {
        "case": case.number,
        "state": case.state.value,
        "now": local(now, calendar),
        "calendar": calendar.digest,
        "clocks": [one_as_data(story, case, calendar, now=now) for story in stories],
    }


def one_as_data(story: ClockStory, case: Case, calendar: WorkCalendar, *, now: datetime) -> dict[str, Any]:
    run, deadline = story.run, story.deadline
    running = is_running(story, case) and deadline.is_running(now)
    found: dict[str, Any] = {
        "clock": run.name.value,
        "limit": limit_as_data(deadline.limit),
        "extension": limit_as_data(run.extension) if run.extension else None,
        "start": local(run.started_at, calendar),
        "stopped": local(run.stopped_at, calendar) if run.stopped_at else None,
        "due": end_as_data(deadline, calendar),
        "provisional": deadline.provisional,
        "at_least": deadline.at_least,
        "article": story.article.zh,
        "light": str(light(deadline.warn_at, deadline.late_at, now, running=running)),
        "kept": None if is_running(story, case) else story.kept,
        "pauses": [
            {
                "from": local(one.began, calendar),
                "to": local(one.ended, calendar) if one.ended else None,
                "why": one.why,
            }
            for one in deadline.held
        ],
        "days": [day_as_data(line, deadline.limit) for line in story.days],
    }
    if is_running(story, case):
        found |= {"remaining": remaining(deadline, now, calendar), "overdue": deadline.is_overdue(now)}
    return found


def limit_as_data(limit: Limit) -> Mapping[str, object]:
    return {"value": limit.value, "unit": limit.unit.value}


def end_as_data(deadline: Deadline, calendar: WorkCalendar) -> str:
    return deadline.due_on.isoformat() if deadline.due_on else local(deadline.due_at, calendar)


def local(instant: datetime, calendar: WorkCalendar) -> str:
    """An instant with the county's offset."""
    return instant.astimezone(calendar.zone).isoformat()
