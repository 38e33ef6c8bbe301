"""The lists of a department beside its queue, as the templates receive them: paused, extensions, follow-ups."""

from dataclasses import dataclass
from datetime import datetime

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from portal.domain.case.incidents import PauseKind
from portal.domain.limits import Limit, Unit
from portal.domain.permissions import Actor
from portal.i18n import limit_words, translated
from portal.services.cases import Queue
from portal.services.explained_clocks import pause_name
from portal.services.records.core import AskedLine, CaseLine, FollowUpLine, LightCounts, Page, PausedLine
from portal.web.common.context import deps
from portal.web.common.handling import badge_of, tail_of
from portal.web.common.incident_sentences import due
from portal.web.common.incident_words import FOLLOW_UPS, PAUSES, follow_up_badge
from portal.web.common.incidents import days_held, hurry_badge
from portal.web.common.keys import key_of
from portal.web.common.lights import Due, due_of
from portal.web.common.parts import Badge, Paging, SideNav, Tone, Words
from portal.web.review.side import side_nav


@dataclass(frozen=True, slots=True)
class Named:
    """What names the case of a row."""

    title: str
    tail: str
    service: Words
    href: str


@dataclass(frozen=True, slots=True)
class PausedRow:
    """One case whose clocks stand still."""

    case: Named
    what: Words
    reason: str
    since: datetime
    held: str
    until: str
    light: Badge
    urged: Badge | None


@dataclass(frozen=True, slots=True)
class AskedRow:
    """One request for an extension."""

    case: Named
    by: str
    reason: str
    who: str
    asked_at: datetime
    light: Badge


@dataclass(frozen=True, slots=True)
class FollowUpRow:
    """One open follow-up."""

    case: Named
    kind: Words
    state: Badge
    opened_at: datetime
    light: Badge


@dataclass(frozen=True, slots=True)
class ListPage:
    """One of the lists; `counts` are the lights of all its rows, where it has lights."""

    side: SideNav
    rows: tuple[PausedRow, ...] | tuple[AskedRow, ...] | tuple[FollowUpRow, ...]
    paging: Paging
    counts: tuple[Badge, ...] = ()


def paused_page(actor: Actor, found: Page[PausedLine], *, after: str | None) -> ListPage:
    """Cases whose clocks stand still, those that wait longest first."""
    rows = tuple(map(paused_row, found.rows))
    return ListPage(side_nav(actor, "paused"), rows, paging_of(found, ".paused", after=after))


def paused_row(line: PausedLine) -> PausedRow:
    run = line.pause
    service = deps().catalogue.version(line.case.service_key, line.case.service_version)
    known = {one.id: one.name for one in service.procedures}
    waits = run.kind is PauseKind.WAITING
    is_over = deps().clock.now() >= run.expected.due_at
    words = _("Announced time is over") if is_over else _("Within the announced time")
    held = ngettext("%(num)s working day so far", "%(num)s working days so far", days_held(run))
    return PausedRow(
        case=named(line.case, ".case"),
        what=pause_name(service, run) if waits else known.get(run.procedure) or str(PAUSES[run.kind]),
        reason="" if waits else run.reason,
        since=run.began,
        held=str(held),
        until=due(run.expected),
        light=Badge(Tone.RED if is_over else Tone.GREY, words),
        urged=hurry_badge(line.case),
    )


def extensions_page(actor: Actor, found: Page[AskedLine], *, after: str | None) -> ListPage:
    """Requests that wait for the head, the oldest first."""
    rows = tuple(map(asked_row, found.rows))
    return ListPage(side_nav(actor, "asked"), rows, paging_of(found, ".asked", after=after))


def asked_row(line: AskedLine) -> AskedRow:
    service = deps().catalogue.version(line.case.service_key, line.case.service_version)
    return AskedRow(
        case=named(line.case, ".extension_answer"),
        by=limit_words(line.asked.by),
        reason=line.asked.reason,
        who=line.asked.requested_by,
        asked_at=line.asked.requested_at,
        light=badge_of(due_of(line.case, service)),
    )


def follow_ups_page(actor: Actor, queue: Queue[FollowUpLine], *, after: str | None) -> ListPage:
    """Open follow-ups by due instant."""
    rows = tuple(map(follow_up_row, queue.page.rows))
    paging = paging_of(queue.page, ".follow_ups", after=after)
    return ListPage(side_nav(actor, "follow_ups"), rows, paging, counts_of(queue.counts))


def follow_up_row(line: FollowUpLine) -> FollowUpRow:
    service = deps().catalogue.version(line.service_key, line.service_version)
    unit = Limit(1, Unit.WORKDAY)  # what is left is counted in working days
    running = Due(line.due_at, line.warn_at, line.due_on, unit) if line.due_at and line.warn_at else None
    href = url_for(".follow_up", number=line.case_number, follow_up=line.follow_up_id)
    return FollowUpRow(
        case=Named(line.title or line.case_number, tail_of(line.case_number), service.name, href),
        kind=str(FOLLOW_UPS[line.kind]),
        state=follow_up_badge(line.kind, line.state),
        opened_at=line.opened_at,
        light=badge_of(running),
    )


def named(line: CaseLine, endpoint: str) -> Named:
    service = deps().catalogue.version(line.service_key, line.service_version)
    title = line.title or line.number
    return Named(title, tail_of(line.number), translated(service.name), url_for(endpoint, number=line.number))


def paging_of(found: Page[PausedLine] | Page[AskedLine] | Page[FollowUpLine], at: str, *, after: str | None) -> Paging:
    """The next page and the first one."""
    following = key_of(found.next)
    return Paging(url_for(at, after=following) if following else None, url_for(at) if after else None)


def counts_of(counts: LightCounts) -> tuple[Badge, ...]:
    """How many are red, yellow and green, in words."""
    return (
        Badge(Tone.RED, _("Red %(count)s", count=counts.red)),
        Badge(Tone.YELLOW, _("Yellow %(count)s", count=counts.yellow)),
        Badge(Tone.GREEN, _("Green %(count)s", count=counts.green)),
    )
