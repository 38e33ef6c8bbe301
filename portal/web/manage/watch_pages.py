"""Rows of what managers watch besides lights: follow-ups 工单, cases that stand still, requests that wait.

Owns the words. Refuses to show more of a person than the name.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from portal.domain.case.incidents import FollowUpKind, PauseKind
from portal.domain.limits import Limit, Unit
from portal.i18n import limit_words, short_day, short_moment, translated
from portal.services.cases import Queue
from portal.services.records.core import AskedLine, CaseLine, FollowUpLine, LightCounts, Page, PausedLine
from portal.services.watching import Held
from portal.web.common.context import deps
from portal.web.common.handling import badge_of, tail_of
from portal.web.common.incident_sentences import due
from portal.web.common.incident_words import FOLLOW_UPS, PAUSES, follow_up_badge
from portal.web.common.incidents import days_held, department_name
from portal.web.common.keys import key_of
from portal.web.common.lights import Due, due_of
from portal.web.common.parts import Badge, Link, Paging, Tone, Words

NONE: LightCounts = LightCounts(0, 0, 0)


@dataclass(frozen=True, slots=True)
class Named:
    """What names the case of a row."""

    title: str
    tail: str
    service: Words
    href: str


@dataclass(frozen=True, slots=True)
class FollowUpRow:
    """One open follow-up; `act_href` leads to its page."""

    case: Named
    kind: Words
    department: str
    state: Badge
    opened: str
    light: Badge
    due: str
    act_href: str


@dataclass(frozen=True, slots=True)
class FollowUpsPage:
    """The county's open follow-ups."""

    choices: tuple[tuple[Link, bool], ...]
    overdue: int
    rows: tuple[FollowUpRow, ...]
    paging: Paging


@dataclass(frozen=True, slots=True)
class HeldRow:
    """One case that stands still or waits: what for, since when, and how its announced time stands."""

    case: Named
    what: Words
    detail: str
    since: str
    until: str
    light: Badge
    note: str = ""


@dataclass(frozen=True, slots=True)
class HeldPage:
    """One of the three lists of cases that wait, with how much waits on each."""

    title: str
    hint: str
    columns: tuple[str, ...]
    choices: tuple[tuple[Link, bool], ...]
    rows: tuple[HeldRow, ...]
    paging: Paging


def follow_ups_page(
    found: Page[FollowUpLine],
    counts: Mapping[FollowUpKind, LightCounts],
    *,
    kind: FollowUpKind | None,
    after: str | None,
) -> FollowUpsPage:
    total = sum(each.total for each in counts.values())
    chosen = [(Link(f"{_('All')} {total}", url_for(".follow_up_list")), kind is None)]
    for each in FollowUpKind:
        words = f"{FOLLOW_UPS[each]} {counts.get(each, NONE).total}"
        chosen.append((Link(words, url_for(".follow_up_list", kind=each.value)), each is kind))
    shown = counts.values() if kind is None else (counts.get(kind, NONE),)
    return FollowUpsPage(
        choices=tuple(chosen),
        overdue=sum(each.red for each in shown),
        rows=tuple(map(follow_up_row, found.rows)),
        paging=paging_of(found, ".follow_up_list", after=after, kind=kind.value if kind else None),
    )


def follow_up_row(line: FollowUpLine) -> FollowUpRow:
    clock = Due(line.due_at, line.warn_at, line.due_on, limit_of(line)) if line.due_at and line.warn_at else None
    return FollowUpRow(
        case=named_by(line.case_number, line.title, line.service_key, version=line.service_version),
        kind=str(FOLLOW_UPS[line.kind]),
        department=department_name(line.department),
        state=follow_up_badge(line.kind, line.state),
        opened=short_day(line.opened_at),
        light=badge_of(clock),
        due=short_day(line.due_on) if line.due_on else short_moment(line.due_at),
        act_href=url_for(".follow_up", number=line.case_number, follow_up=line.follow_up_id),
    )


def limit_of(line: FollowUpLine) -> Limit:
    """In which unit the time left is said: days where the end is a day, else hours."""
    return Limit(1, Unit.WORKDAY if line.due_on else Unit.HOUR)


def paused_page(found: Page[PausedLine], held: Held, *, after: str | None) -> HeldPage:
    return HeldPage(
        title=_("Paused cases"),
        hint=_("Special procedures and the superior; the longest first. The clocks stand still meanwhile."),
        columns=(_("Case"), _("Held by"), _("Stands still since"), _("Announced end"), _("Announced time")),
        choices=held_choices(held, ".paused"),
        rows=tuple(map(paused_row, found.rows)),
        paging=paging_of(found, ".paused", after=after),
    )


def paused_row(line: PausedLine) -> HeldRow:
    run = line.pause
    service = deps().catalogue.version(line.case.service_key, line.case.service_version)
    known = {one.id: one.name for one in service.procedures}
    superior = service.superior.agency if service.superior and run.kind is PauseKind.SUPERIOR else None
    waiting = service.waiting.name if service.waiting and run.kind is PauseKind.WAITING else None
    held = ngettext("%(num)s working day so far", "%(num)s working days so far", days_held(run))
    return HeldRow(
        case=named(line.case),
        what=known.get(run.procedure) or superior or waiting or str(PAUSES[run.kind]),
        detail="" if waiting else run.reason,
        since=f"{short_moment(run.began)} · {held}",
        until=due(run.expected),
        light=announced(line),
        note=str(PAUSES[run.kind]),
    )


def announced(line: PausedLine) -> Badge:
    """Whether the announced time is over."""
    calendar, now = deps().calendar, deps().clock.now()
    expected = line.pause.expected
    if now < expected.due_at:
        return Badge(Tone.GREEN, _("Within the announced time"))
    ended_on = expected.due_on or calendar.local_date(expected.due_at)
    late = max(calendar.workdays_between(ended_on, calendar.local_date(now)), 1)
    words = ngettext("Over by %(num)s working day", "Over by %(num)s working days", late)
    return Badge(Tone.RED, str(words))


def correcting_page(found: Queue[CaseLine], held: Held, *, after: str | None) -> HeldPage:
    return HeldPage(
        title=_("Waiting for the applicant"),
        hint=_("The applicant was told once what to correct; not corrected in time, the filing counts as withdrawn."),
        columns=(_("Case"), _("Applicant"), _("Filed"), _("Correction due"), _("Time left")),
        choices=held_choices(held, ".correcting"),
        rows=tuple(map(correcting_row, found.page.rows)),
        paging=paging_of(found.page, ".correcting", after=after),
    )


def correcting_row(line: CaseLine) -> HeldRow:
    service = deps().catalogue.version(line.service_key, line.service_version)
    broken = ngettext("%(num)s violation", "%(num)s violations", line.violations) if line.violations else ""
    return HeldRow(
        case=named(line),
        what=line.applicant_name,
        detail=str(broken),
        since=short_moment(line.filed_at),
        until=short_day(line.due_on) if line.due_on else short_moment(line.due_at),
        light=badge_of(due_of(line, service)),
    )


def asked_page(found: Page[AskedLine], held: Held, *, after: str | None) -> HeldPage:
    return HeldPage(
        title=_("Requests for an extension"),
        hint=_("The head of the department answers before the time runs out; afterwards it is too late (art. 42)."),
        columns=(_("Case"), _("Asked for"), _("Asked"), _("Due now"), _("Time left")),
        choices=held_choices(held, ".extensions"),
        rows=tuple(map(asked_row, found.rows)),
        paging=paging_of(found, ".extensions", after=after),
    )


def asked_row(line: AskedLine) -> HeldRow:
    service = deps().catalogue.version(line.case.service_key, line.case.service_version)
    department = translated(deps().catalogue.department(service.item.department).short)
    return HeldRow(
        case=named(line.case),
        what=str(_("an extension by %(by)s", by=limit_words(line.asked.by))),
        detail=line.asked.reason,
        since=f"{short_moment(line.asked.requested_at)} · {department} · {line.asked.requested_by}",
        until=short_day(line.case.due_on) if line.case.due_on else short_moment(line.case.due_at),
        light=badge_of(due_of(line.case, service)),
    )


def held_choices(held: Held, current: str) -> tuple[tuple[Link, bool], ...]:
    """The three lists with how much is on each."""
    lists = (
        (".paused", _("Paused"), held.paused),
        (".correcting", _("Waiting for the applicant"), held.correcting.total),
        (".extensions", _("Requests for an extension"), held.extensions),
    )
    return tuple((Link(f"{words} {count}", url_for(endpoint)), endpoint == current) for endpoint, words, count in lists)


def named(line: CaseLine) -> Named:
    return named_by(line.number, line.title, line.service_key, version=line.service_version)


def named_by(number: str, title: str, service: str, *, version: int) -> Named:
    return Named(
        title=title or number,
        tail=tail_of(number),
        service=deps().catalogue.version(service, version).name,
        href=url_for(".case", number=number),
    )


def paging_of(found: Page[object], endpoint: str, *, after: str | None, kind: str | None = None) -> Paging:
    following = key_of(found.next)
    return Paging(
        url_for(endpoint, after=following, kind=kind) if following else None,
        url_for(endpoint, kind=kind) if after else None,
    )
