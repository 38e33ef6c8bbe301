"""The list of finished cases behind a figure of their handling, on a page and as CSV.

Owns the rows: how each case ended, and what about it the figures look at.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from portal.domain.case.incidents import FollowUpKind
from portal.domain.figures_conduct import Tolerated, Trait
from portal.i18n import as_date, translated
from portal.services.records.core import FinishedLine, Page
from portal.web.common.context import deps
from portal.web.common.incident_words import ENDINGS, RATINGS, follow_up_badge
from portal.web.common.keys import key_of
from portal.web.common.parts import Badge, Link, Paging, Tone, Words
from portal.web.manage.asking import span_words
from portal.web.manage.conduct_asking import TRAIT_WORDS, ConductAsk
from portal.web.manage.export import BOM, row_text
from portal.web.manage.lists import service_name

NEVER_LISTED: Final = frozenset({Trait.LENIENT_WHOLE})


@dataclass(frozen=True, slots=True)
class FinishedRow:
    """One finished case."""

    number: str
    title: str
    service: Words
    finished_at: datetime
    result: Badge
    remarks: str
    href: str


@dataclass(frozen=True, slots=True)
class FinishedPage:
    """The cases behind a number."""

    title: str
    subtitle: str
    choices: tuple[tuple[Link, bool], ...]
    rows: tuple[FinishedRow, ...]
    paging: Paging
    export_href: str
    back_href: str


def finished_page(page: Page[FinishedLine], ask: ConductAsk, *, after: str | None) -> FinishedPage:
    following = key_of(page.next)
    service = translated(deps().catalogue.current(ask.service).name) if ask.service else ""
    parts = (ask.days.period_words(), span_words(ask.days.span()), service)
    return FinishedPage(
        title=str(TRAIT_WORDS[ask.which]),
        subtitle=" · ".join(part for part in parts if part),
        choices=tuple(
            (Link(str(words), ask.to(which)), which is ask.which)
            for which, words in TRAIT_WORDS.items()
            if which not in NEVER_LISTED or which is ask.which
        ),
        rows=tuple(map(finished_row, page.rows)),
        paging=Paging(ask.href(after=following) if following else None, ask.href() if after else None),
        export_href=ask.href(".finished_export"),
        back_href=url_for(".conduct", period=ask.period),
    )


def finished_row(line: FinishedLine) -> FinishedRow:
    return FinishedRow(
        number=line.case.number,
        title=line.case.title,
        service=service_name(line.case),
        finished_at=line.finished_at,
        result=result_of(line),
        remarks=" · ".join(remarks_of(line)),
        href=url_for(".case", number=line.case.number),
    )


def result_of(line: FinishedLine) -> Badge:
    """Granted, refused, or how it ended without a decision."""
    if line.ending is not None:
        return Badge(Tone.GREY, str(ENDINGS[line.ending]))
    return Badge(Tone.GREEN, _("Granted")) if line.granted else Badge(Tone.RED, _("Refused"))


def remarks_of(line: FinishedLine) -> Iterator[str]:
    """What the figures look at, where there is anything."""
    if line.deemed:
        yield str(_("counts as accepted, nothing said in time"))
    if line.corrections:
        yield str(ngettext("%(num)s correction notice", "%(num)s correction notices", line.corrections))
    if line.case.violations:
        yield str(ngettext("%(num)s violation", "%(num)s violations", line.case.violations))
    if line.tolerated is not None:
        yield str(TOLERATED[line.tolerated]())
    if line.rating is not None:
        yield str(RATINGS[line.rating])
    if line.bad_rating is not None:
        yield translated(follow_up_badge(FollowUpKind.BAD_RATING, line.bad_rating).words)


TOLERATED: Final = {
    Tolerated.SUPPLIED: lambda: _("promised materials supplied"),
    Tolerated.LAPSED: lambda: _("promised materials not supplied"),
    Tolerated.ENDED: lambda: _("ended before the promised materials were due"),
}


def finished_csv(lines: Iterable[FinishedLine]) -> Iterator[str]:
    """The file piece by piece: a header, then a line a case."""
    header = (
        _("Case number"),
        _("Service"),
        _("Subject"),
        _("Received on"),
        _("Finished on"),
        _("Result"),
        _("Remarks"),
    )
    yield BOM + row_text(header)
    for line in lines:
        yield row_text(
            (
                line.case.number,
                translated(service_name(line.case)),
                line.case.title,
                as_date(line.case.filed_at).isoformat(),
                as_date(line.finished_at).isoformat(),
                translated(result_of(line).words),
                " · ".join(remarks_of(line)),
            )
        )
