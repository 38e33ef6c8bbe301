"""What the managers' first page shows: four figures with trend and cases, then what they are made of.

Owns the words and the comparison with the period before. Refuses to show a number where nothing was counted: "—".
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from portal.domain.figures import Figures, Share
from portal.domain.figures_conduct import Trait
from portal.i18n import NOTHING, limit_words, number
from portal.services.figures import Behind, Counted, MonthFigures, Overview, Period, ServiceFigures
from portal.web.common.context import deps
from portal.web.common.parts import Link, Tone, Words
from portal.web.manage.asking import PERIOD_WORDS, Ask, month_words, span_words
from portal.web.manage.chart import MonthValue, Picture, draw
from portal.web.manage.lists import Chip, OpenRow, light_chips, open_rows

ONE_MORE: Final = "{:+}"


@dataclass(frozen=True, slots=True)
class Trend:
    """How a figure moved since the period before."""

    words: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class FigureCard:
    """One of the four figures: its value leads to its cases, the notes to parts of them."""

    label: str
    value: str
    href: str
    detail: str
    trend: Trend
    share: Decimal | None = None
    aim: Decimal | None = None
    aim_words: Words = ""
    notes: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class ServiceRow:
    """One service in the table; every number leads to its cases."""

    name: Words
    decided: Link
    once: Link
    zero: Link
    on_time: Link
    median: str
    promise: str
    statutory: str


@dataclass(frozen=True, slots=True)
class OverviewPage:
    """The whole first page."""

    periods: tuple[tuple[Link, bool], ...]
    span: str
    before: str
    figures: tuple[FigureCard, ...]
    picture: Picture | None
    services: tuple[ServiceRow, ...]
    lights: tuple[Chip, ...]
    urgent: tuple[OpenRow, ...]
    export_href: str


def overview_page(found: Overview, period: Period, *, lenient: Share) -> OverviewPage:
    """The figures of a period in words; `lenient` stands beside the strict only-once rate."""
    ask = Ask(period.value)
    months = tuple(map(month_value, found.months))
    return OverviewPage(
        periods=tuple(
            (Link(str(words), url_for(".overview", period=each.value)), each is period)
            for each, words in PERIOD_WORDS.items()
        ),
        span=span_words(found.now.span),
        before=span_words(found.before.span),
        figures=cards(found.now, found.before, ask, lenient=lenient),
        picture=draw(months) if any(month.cases for month in months) else None,
        services=tuple(service_row(each, ask) for each in found.services),
        lights=light_chips(found.open_lights),
        urgent=open_rows(found.urgent),
        export_href=ask.href(".export"),
    )


def cards(now: Counted, before: Counted, ask: Ask, *, lenient: Share) -> tuple[FigureCard, ...]:
    """Cases, only-once rate, on-time rate, median time."""
    return (
        cases_card(now, before, ask),
        once_card(now, before, ask, lenient=lenient),
        on_time_card(now, before, ask),
        median_card(now, before, ask),
    )


def cases_card(now: Counted, before: Counted, ask: Ask) -> FigureCard:
    return FigureCard(
        label=_("Cases decided"),
        value=number(now.figures.decided),
        href=ask.href(),
        detail=ngettext("%(num)s case filed in the same days", "%(num)s cases filed in the same days", now.filed),
        trend=count_trend(now.figures.decided, before.figures.decided),
    )


def once_card(now: Counted, before: Counted, ask: Ask, *, lenient: Share) -> FigureCard:
    figures = now.figures
    return FigureCard(
        label=_("Done with at most one visit (strict)"),
        value=rate(figures.once),
        href=link_to(ask, Behind.ONCE),
        detail=part_of(figures.once),
        trend=rate_trend(figures.once, before.figures.once),
        share=figures.once.percent,
        aim=deps().catalogue.targets.once,
        aim_words=aim_words(deps().catalogue.targets.once),
        notes=(
            Link(_("no visit at all: %(rate)s", rate=rate(figures.zero)), link_to(ask, Behind.ZERO)),
            *lenient_note(lenient, ask),
            *more_visits(figures, ask),
            *left_out(figures, ask),
        ),
    )


def on_time_card(now: Counted, before: Counted, ask: Ask) -> FigureCard:
    late = now.figures.on_time.whole - now.figures.on_time.part
    words = ngettext("%(num)s case decided late", "%(num)s cases decided late", late)
    return FigureCard(
        label=_("Decided within the promised time"),
        value=rate(now.figures.on_time),
        href=link_to(ask, Behind.ON_TIME),
        detail=part_of(now.figures.on_time),
        trend=rate_trend(now.figures.on_time, before.figures.on_time),
        share=now.figures.on_time.percent,
        aim=deps().catalogue.targets.on_time,
        aim_words=aim_words(deps().catalogue.targets.on_time),
        notes=(Link(words, link_to(ask, Behind.LATE)),) if late else (),
    )


def median_card(now: Counted, before: Counted, ask: Ask) -> FigureCard:
    return FigureCard(
        label=_("Median time, in working days"),
        value=days(now.figures.median_workdays),
        href=ask.href(),
        detail=_("from acceptance to decision; 0 is the same day"),
        trend=median_trend(now.figures.median_workdays, before.figures.median_workdays),
        aim_words=most_words(deps().catalogue.targets.median_workdays),
    )


def aim_words(aim: Decimal | None) -> str:
    return "" if aim is None else str(_("target %(aim)s%%", aim=days(aim)))


def most_words(aim: Decimal | None) -> str:
    return "" if aim is None else str(_("target %(aim)s at most", aim=days(aim)))


def lenient_note(lenient: Share, ask: Ask) -> Iterable[Link]:
    """The lenient variant: without visits made only for a lawful correction."""
    if lenient.percent is not None:
        href = url_for(".finished", period=ask.period, which=Trait.LENIENT.value)
        yield Link(_("lenient: %(rate)s", rate=rate(lenient)), href)


def more_visits(figures: Figures, ask: Ask) -> Iterable[Link]:
    more = figures.once.whole - figures.once.part
    if more:
        words = ngettext("%(num)s case with more visits", "%(num)s cases with more visits", more)
        yield Link(words, link_to(ask, Behind.MORE_VISITS))


def left_out(figures: Figures, ask: Ask) -> Iterable[Link]:
    """What the rate does not count is said beside it; an unrecorded visit is a fault of data."""
    if figures.excluded:
        words = ngettext("%(num)s with superior approval", "%(num)s with superior approval", figures.excluded)
        yield Link(words, link_to(ask, Behind.EXCLUDED))
    words = ngettext("%(num)s without a visit record", "%(num)s without a visit record", figures.unrecorded)
    yield Link(words, link_to(ask, Behind.UNRECORDED))


def link_to(ask: Ask, which: Behind) -> str:
    return Ask(ask.period, which, ask.service).href()


def rate(share: Share) -> str:
    """98.62%, or the dash for an empty whole."""
    return NOTHING if share.percent is None else f"{share.percent}%"


def part_of(share: Share) -> str:
    """1,127 / 1,143 件."""
    if share.whole == 0:
        return str(_("nothing was decided in these days"))
    return str(_("%(part)s of %(whole)s cases", part=number(share.part), whole=number(share.whole)))


def days(count: Decimal | None) -> str:
    """3 or 2.5, or the dash."""
    return NOTHING if count is None else f"{count.normalize():f}"


def count_trend(now: int, before: int) -> Trend:
    """More or fewer cases are neither good nor bad."""
    if now == before:
        return unchanged()
    return Trend(_("%(change)s against the period before", change=ONE_MORE.format(now - before)), Tone.GREY)


def rate_trend(now: Share, before: Share) -> Trend:
    if now.percent is None or before.percent is None:
        return nothing_before()
    change = now.percent - before.percent
    if not change:
        return unchanged()
    words = _("%(change)s points against the period before", change=ONE_MORE.format(change))
    return Trend(words, tone_of(change))


def median_trend(now: Decimal | None, before: Decimal | None) -> Trend:
    """Fewer days are better."""
    if now is None or before is None:
        return nothing_before()
    change = now - before
    if not change:
        return unchanged()
    return Trend(_("%(change)s days against the period before", change=f"{change.normalize():+f}"), tone_of(-change))


def tone_of(change: Decimal) -> Tone:
    return Tone.GREEN if change > 0 else Tone.RED


def unchanged() -> Trend:
    return Trend(_("The same as in the period before"), Tone.GREY)


def nothing_before() -> Trend:
    return Trend(_("Nothing to compare with in the period before"), Tone.GREY)


def service_row(each: ServiceFigures, ask: Ask) -> ServiceRow:
    """A service's figures beside what it promises and what the law allows."""
    service = deps().catalogue.current(each.service_key)
    figures = each.figures

    def to(which: Behind, words: str) -> Link:
        return Link(words, Ask(ask.period, which, each.service_key).href())

    return ServiceRow(
        name=service.name,
        decided=to(Behind.ALL, number(figures.decided)),
        once=to(Behind.ONCE, rate(figures.once)),
        zero=to(Behind.ZERO, rate(figures.zero)),
        on_time=to(Behind.ON_TIME, rate(figures.on_time)),
        median=days(figures.median_workdays),
        promise=limit_words(service.limits.promise),
        statutory=limit_words(service.limits.statutory),
    )


def month_value(month: MonthFigures) -> MonthValue:
    """One month of the trend, in words for those who point at it."""
    figures = month.figures
    words = _(
        "%(month)s: %(cases)s decided, at most one visit %(once)s, on time %(on_time)s",
        month=month_words(month.month),
        cases=figures.decided,
        once=rate(figures.once),
        on_time=rate(figures.on_time),
    )
    return MonthValue(
        label=short_month(month),
        title=words,
        href=Ask(f"{month.month:%Y-%m}").href(),
        cases=figures.decided,
        once=figures.once.percent,
        on_time=figures.on_time.percent,
    )


def short_month(month: MonthFigures) -> str:
    """The month alone; with its year in January and where there is room for a table."""
    return f"{month.month:%y-%m}"
