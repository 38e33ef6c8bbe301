"""How cases were handled, in words: eight figures, each with its cases and what stands beside it, then by service.

Owns the words. Refuses to show a number where nothing was counted: "—".
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from portal.domain.figures import Share
from portal.domain.figures_conduct import SPECIAL_LIMIT, ConductFigures, Trait
from portal.i18n import NOTHING, number
from portal.services.conduct import Report, ServiceConduct
from portal.services.figures import Period
from portal.web.common.context import deps
from portal.web.common.parts import Link, Tone, Words
from portal.web.manage.asking import PERIOD_WORDS, span_words
from portal.web.manage.conduct_asking import TRAIT_WORDS, ConductAsk
from portal.web.manage.pages import FigureCard, Trend, rate, rate_trend

T = Trait


@dataclass(frozen=True, slots=True)
class ServiceRow:
    """One service in the table; every number leads to its cases."""

    name: Words
    cells: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class ConductPage:
    """The whole page."""

    periods: tuple[tuple[Link, bool], ...]
    span: str
    before: str
    warning: str
    figures: tuple[FigureCard, ...]
    columns: tuple[str, ...]
    services: tuple[ServiceRow, ...]
    export_href: str


def conduct_page(found: Report, period: Period) -> ConductPage:
    ask = ConductAsk(period.value)
    return ConductPage(
        periods=tuple(
            (Link(str(words), url_for(".conduct", period=each.value)), each is period)
            for each, words in PERIOD_WORDS.items()
        ),
        span=span_words(found.span),
        before=span_words(found.before_span),
        warning=warning_of(found.now),
        figures=tuple(card(found.now, found.before, ask) for card in CARDS),
        columns=(
            _("Service"),
            _("Finished"),
            _("One-time notice kept"),
            _("Share of good ratings"),
            _("Share with a special procedure"),
            _("Share extended"),
            _("With materials to follow"),
            _("Ended without a decision"),
        ),
        services=tuple(service_row(each, ask) for each in found.services),
        export_href=ask.href(".finished_export"),
    )


def warning_of(figures: ConductFigures) -> str:
    """A pause must not hide a delay."""
    if not figures.pauses_too_often:
        return ""
    share = rate(figures.share(T.SPECIAL, T.DECIDED))
    return str(
        _(
            "Special procedures stood in %(share)s of the decided cases, more than %(limit)s%%. Look at each: a pause "
            "must not hide a delay.",
            share=share,
            limit=SPECIAL_LIMIT,
        )
    )


def one_time_card(now: ConductFigures, before: ConductFigures, ask: ConductAsk) -> FigureCard:
    share = now.share(T.ONE_ROUND, T.CORRECTED)
    return FigureCard(
        label=_("One-time notice kept"),
        value=rate(share),
        href=ask.to(T.CORRECTED),
        detail=part_of(share, _("%(part)s of %(whole)s cases with a correction notice")),
        trend=rate_trend(share, before.share(T.ONE_ROUND, T.CORRECTED)),
        share=share.percent,
        notes=tuple(counted(now, ask, T.SECOND_NOTICE, T.OUTSIDE, T.DEEMED)),
    )


def good_card(now: ConductFigures, before: ConductFigures, ask: ConductAsk) -> FigureCard:
    share = now.share(T.GOOD, T.RATED)
    average = NOTHING if now.average is None else str(now.average)
    rated = now.share(T.RATED_DECIDED, T.DECIDED)
    return FigureCard(
        label=_("Share of good ratings"),
        value=rate(share),
        href=ask.to(T.GOOD),
        detail=part_of(share, _("%(part)s of %(whole)s ratings")),
        trend=rate_trend(share, before.share(T.GOOD, T.RATED)),
        share=share.percent,
        notes=(
            Link(_("average %(average)s of 5", average=average), ask.to(T.RATED)),
            Link(_("rated of their own accord: %(rate)s", rate=rate(rated)), ask.to(T.RATED_DECIDED)),
            *some(now, ask, T.BAD),
        ),
    )


def rectified_card(now: ConductFigures, before: ConductFigures, ask: ConductAsk) -> FigureCard:
    share = now.share(T.RECTIFIED, T.VALID)
    called = now.share(T.CALLED_BACK, T.RECTIFIED)
    return FigureCard(
        label=_("Bad ratings put right"),
        value=rate(share),
        href=ask.to(T.VALID),
        detail=part_of(share, _("%(part)s of %(whole)s bad ratings that count")),
        trend=rate_trend(share, before.share(T.RECTIFIED, T.VALID)),
        share=share.percent,
        notes=(
            Link(_("applicant called: %(rate)s", rate=rate(called)), ask.to(T.CALLED_BACK)),
            *some(now, ask, T.TO_VERIFY, T.NOT_COUNTED),
        ),
    )


def accepted_card(now: ConductFigures, before: ConductFigures, ask: ConductAsk) -> FigureCard:
    share = now.share(T.ACCEPTED, T.FINISHED)
    return FigureCard(
        label=_("Share accepted"),
        value=rate(share),
        href=ask.to(T.FINISHED),
        detail=part_of(share, _("%(part)s of %(whole)s finished cases")),
        trend=plain(rate_trend(share, before.share(T.ACCEPTED, T.FINISHED))),
        share=share.percent,
        notes=tuple(some(now, ask, T.NOT_ACCEPTED, T.LAPSED, T.WITHDRAWN, T.RETURNED)),
    )


def special_card(now: ConductFigures, before: ConductFigures, ask: ConductAsk) -> FigureCard:
    share = now.share(T.SPECIAL, T.DECIDED)
    return FigureCard(
        label=_("Share with a special procedure"),
        value=rate(share),
        href=ask.to(T.SPECIAL),
        detail=part_of(share, _("%(part)s of %(whole)s decided cases")),
        trend=less_is_better(rate_trend(share, before.share(T.SPECIAL, T.DECIDED))),
        share=share.percent,
        aim_words=_("more than %(limit)s%% is a warning", limit=SPECIAL_LIMIT),
    )


def extended_card(now: ConductFigures, before: ConductFigures, ask: ConductAsk) -> FigureCard:
    share = now.share(T.EXTENDED, T.DECIDED)
    return FigureCard(
        label=_("Share extended"),
        value=rate(share),
        href=ask.to(T.EXTENDED),
        detail=part_of(share, _("%(part)s of %(whole)s decided cases")),
        trend=less_is_better(rate_trend(share, before.share(T.EXTENDED, T.DECIDED))),
        share=share.percent,
    )


def tolerated_card(now: ConductFigures, before: ConductFigures, ask: ConductAsk) -> FigureCard:
    count = now.count(T.TOLERATED)
    return FigureCard(
        label=_("Share of promised materials in time"),
        value=rate(now.supplied),
        href=ask.to(T.TOLERATED),
        detail=str(ngettext("%(num)s case with materials to follow", "%(num)s cases with materials to follow", count)),
        trend=rate_trend(now.supplied, before.supplied),
        share=now.supplied.percent,
        notes=tuple(some(now, ask, T.TOLERANCE_LAPSED)),
    )


def lenient_card(now: ConductFigures, before: ConductFigures, ask: ConductAsk) -> FigureCard:
    share = now.share(T.LENIENT, T.LENIENT_WHOLE)
    return FigureCard(
        label=_("Done with at most one visit (lenient)"),
        value=rate(share),
        href=ask.to(T.LENIENT),
        detail=part_of(share, _("%(part)s of %(whole)s decided cases")),
        trend=rate_trend(share, before.share(T.LENIENT, T.LENIENT_WHOLE)),
        share=share.percent,
        aim_words=_("without visits only for a lawful correction"),
    )


CARDS = (
    one_time_card,
    accepted_card,
    special_card,
    extended_card,
    good_card,
    rectified_card,
    tolerated_card,
    lenient_card,
)


def part_of(share: Share, words: str) -> str:
    """12 / 13 件 …; `words` names part and whole."""
    if share.whole == 0:
        return str(_("none in these days"))
    return str(words) % {"part": number(share.part), "whole": number(share.whole)}


def counted(figures: ConductFigures, ask: ConductAsk, *traits: Trait) -> Iterator[Link]:
    """Each trait with its number, also when it is 0."""
    for trait in traits:
        words = _("%(what)s: %(count)s", what=TRAIT_WORDS[trait], count=number(figures.count(trait)))
        yield Link(words, ask.to(trait))


def some(figures: ConductFigures, ask: ConductAsk, *traits: Trait) -> Iterator[Link]:
    """The traits that any case has."""
    yield from counted(figures, ask, *(trait for trait in traits if figures.count(trait)))


def less_is_better(trend: Trend) -> Trend:
    """A rise is red, a fall is green."""
    turned = {Tone.GREEN: Tone.RED, Tone.RED: Tone.GREEN}
    return replace(trend, tone=turned.get(trend.tone, trend.tone))


def plain(trend: Trend) -> Trend:
    """More or fewer is neither good nor bad."""
    return replace(trend, tone=Tone.GREY)


def service_row(each: ServiceConduct, ask: ConductAsk) -> ServiceRow:
    figures = each.figures
    own = ConductAsk(ask.period, T.FINISHED, each.service_key)
    undecided = figures.count(T.FINISHED) - figures.count(T.DECIDED)
    return ServiceRow(
        name=deps().catalogue.current(each.service_key).name,
        cells=(
            Link(number(figures.count(T.FINISHED)), own.to(T.FINISHED)),
            Link(rate(figures.share(T.ONE_ROUND, T.CORRECTED)), own.to(T.CORRECTED)),
            Link(rate(figures.share(T.GOOD, T.RATED)), own.to(T.RATED)),
            Link(rate(figures.share(T.SPECIAL, T.DECIDED)), own.to(T.SPECIAL)),
            Link(rate(figures.share(T.EXTENDED, T.DECIDED)), own.to(T.EXTENDED)),
            Link(number(figures.count(T.TOLERATED)), own.to(T.TOLERATED)),
            Link(number(undecided), own.to(T.UNDECIDED)),
        ),
    )
