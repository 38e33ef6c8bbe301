"""Lists of cases for managers: decided ones behind a number, open ones by light, and what a search found.

Owns the rows. Refuses to show more of a person than the name.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from portal.domain.case.moves import CaseState
from portal.domain.figures import Once
from portal.i18n import translated
from portal.services.figures import OpenLine
from portal.services.records.core import CaseLine, LightCounts, Page
from portal.web.common.case_words import state_badge
from portal.web.common.context import deps
from portal.web.common.handling import badge_of
from portal.web.common.keys import key_of
from portal.web.common.lights import due_of
from portal.web.common.parts import Badge, Link, Paging, Tone, Words
from portal.web.manage.asking import BEHIND_WORDS, Ask, span_words

LIGHTS: Final = ("red", "yellow", "green")
LIGHT_WORDS: Final = {"red": _l("Overdue"), "yellow": _l("Due soon"), "green": _l("In time")}
ONCE_WORDS: Final = {
    Once.NEVER: _l("no visit"),
    Once.ONCE: _l("one visit"),
    Once.MORE: _l("more than one visit"),
    Once.EXCLUDED: _l("not counted"),
    Once.UNRECORDED: _l("not recorded"),
}
COUNTER: Final = frozenset({CaseState.SUBMITTED, CaseState.GRANTED, CaseState.REFUSED})


@dataclass(frozen=True, slots=True)
class Chip:
    """One filter above a list."""

    words: Words
    count: int
    href: str
    tone: Tone | None
    current: bool


@dataclass(frozen=True, slots=True)
class DecidedRow:
    """One decided case."""

    number: str
    title: str
    service: Words
    decided_on: date | None
    on_time: Badge
    visits: str
    workdays: int | None
    href: str


@dataclass(frozen=True, slots=True)
class OpenRow:
    """One open case and who holds it."""

    number: str
    tail: str
    title: str
    service: Words
    light: Badge
    state: Badge
    holders: str
    due_on: date | datetime | None
    href: str


@dataclass(frozen=True, slots=True)
class DecidedPage:
    """The cases behind a number."""

    title: str
    subtitle: str
    choices: tuple[tuple[Link, bool], ...]
    rows: tuple[DecidedRow, ...]
    paging: Paging
    export_href: str
    back_href: str


@dataclass(frozen=True, slots=True)
class OpenPage:
    """The county's open cases."""

    chips: tuple[Chip, ...]
    rows: tuple[OpenRow, ...]
    paging: Paging


@dataclass(frozen=True, slots=True)
class FoundPage:
    """What a search found."""

    query: str
    rows: tuple[OpenRow, ...]


def decided_page(page: Page[CaseLine], ask: Ask, *, after: str | None) -> DecidedPage:
    """The cases of one list, with the other lists of the same period."""
    following = key_of(page.next)
    service = translated(deps().catalogue.current(ask.service).name) if ask.service else ""
    return DecidedPage(
        title=str(BEHIND_WORDS[ask.which]),
        subtitle=" · ".join(part for part in (ask.period_words(), span_words(ask.span()), service) if part),
        choices=tuple(
            (Link(str(words), Ask(ask.period, which, ask.service).href()), which is ask.which)
            for which, words in BEHIND_WORDS.items()
        ),
        rows=tuple(map(decided_row, page.rows)),
        paging=Paging(ask.href(after=following) if following else None, ask.href() if after else None),
        export_href=ask.href(".export"),
        back_href=url_for(".overview", period=ask.period),
    )


def decided_row(line: CaseLine) -> DecidedRow:
    return DecidedRow(
        number=line.number,
        title=line.title,
        service=service_name(line),
        decided_on=line.decided_on,
        on_time=Badge(Tone.GREEN, _("On time")) if line.on_time else Badge(Tone.RED, _("Late")),
        visits=visit_words(line),
        workdays=line.workdays_taken,
        href=url_for(".case", number=line.number),
    )


def visit_words(line: CaseLine) -> str:
    """How often somebody came, and how that counts where it is not plain."""
    if line.once in {Once.EXCLUDED, Once.UNRECORDED}:
        return str(_("%(visits)s (%(how)s)", visits=line.visits, how=ONCE_WORDS[line.once]))
    return str(line.visits)


def open_page(
    page: Page[CaseLine], lines: Iterable[OpenLine], *, counts: LightCounts, light: str | None, after: str | None
) -> OpenPage:
    following = key_of(page.next)
    return OpenPage(
        chips=light_chips(counts, light or "all"),
        rows=open_rows(lines),
        paging=Paging(
            url_for(".open_cases", light=light, after=following) if following else None,
            url_for(".open_cases", light=light) if after else None,
        ),
    )


def light_chips(counts: LightCounts, current: str = "") -> tuple[Chip, ...]:
    """All open cases and each light with its number, as links; `current` is the chosen one, "all" for all."""
    numbers = {"red": counts.red, "yellow": counts.yellow, "green": counts.green}
    lit = tuple(
        Chip(
            str(LIGHT_WORDS[light]), numbers[light], url_for(".open_cases", light=light), Tone(light), light == current
        )
        for light in LIGHTS
    )
    return (Chip(_("All open"), counts.total, url_for(".open_cases"), None, current == "all"), *lit)


def open_rows(lines: Iterable[OpenLine]) -> tuple[OpenRow, ...]:
    return tuple(open_row(line.case, holders(line)) for line in lines)


def open_row(line: CaseLine, held_by: str) -> OpenRow:
    service = deps().catalogue.version(line.service_key, line.service_version)
    return OpenRow(
        number=line.number,
        tail=line.number[-7:],
        title=line.title,
        service=service.name,
        light=badge_of(due_of(line, service)),
        state=state_badge(line.state),
        holders=held_by,
        due_on=line.due_on or line.due_at,
        href=url_for(".case", number=line.number),
    )


def holders(line: OpenLine) -> str:
    """The window, or the departments whose steps are open."""
    if line.case.state in COUNTER:
        return str(_("Window"))
    names = (translated(deps().catalogue.department(key).short) for key in line.departments)
    return "、".join(names) or str(_("Applicant"))


def found_page(lines: Iterable[CaseLine], query: str) -> FoundPage:
    return FoundPage(query, tuple(open_row(line, "") for line in lines))


def service_name(line: CaseLine) -> Words:
    return deps().catalogue.version(line.service_key, line.service_version).name
