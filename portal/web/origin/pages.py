"""What the advisor's templates receive: ranked certificates, kinds with their rules, and results with arithmetic."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from portal.domain.origin.advice import Advice, Aside, Offer, Timing, saving_line
from portal.domain.origin.arithmetic import plain
from portal.domain.origin.check import OriginResult
from portal.domain.origin.data import Agreement, Kind, LateIssue, OriginBook
from portal.domain.texts import Text
from portal.i18n import day, limit_words, translated
from portal.web.common.parts import Badge, Row, Tone, Words

SERVICE: Final = "origin-certificate"
OPEN: Final = frozenset({Aside.NO_RATE, Aside.NO_RULE})
"""What may lower the duty, but nobody can say so here."""

UNCONFIRMED: Final = _l("unconfirmed")
ASIDES: Final[Mapping[Aside, object]] = {
    Aside.NOT_FOR_EXPORTS: _l("Not a certificate for exports from here"),
    Aside.NO_RULE: _l("No rule of origin has been entered for these goods: ask at the window"),
    Aside.NOT_ORIGINATING: _l("The goods do not meet its rules of origin"),
    Aside.NO_SAVING: _l("Its rate is not lower than without a certificate"),
    Aside.TOO_LATE: _l("It can no longer be issued for this shipment"),
    Aside.NO_RATE: _l("No rate has been entered: ask at the window, or look at the tariff of the country"),
}


@dataclass(frozen=True, slots=True)
class OfferCard:
    """One certificate of the advice."""

    code: str
    name: Text
    badges: tuple[Badge, ...]
    sum: Text | None
    rows: tuple[Row, ...]
    lines: tuple[Text, ...]
    remarks: tuple[Text, ...]
    why_not: Words = ""


@dataclass(frozen=True, slots=True)
class AdvicePage:
    """The advice: candidates in their order, the rest, and what is left."""

    offers: tuple[OfferCard, ...]
    open: tuple[OfferCard, ...]
    aside: tuple[OfferCard, ...]
    fallback: OfferCard | None
    verdict: str
    service: str
    is_checked: bool


@dataclass(frozen=True, slots=True)
class ResultPage:
    """A check of origin."""

    badge: Badge
    rows: tuple[Row, ...]
    lines: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class KindCard:
    """One kind of certificate with everything that is known about it."""

    id: str
    code: str
    name: Text
    rows: tuple[Row, ...]
    remarks: tuple[Text, ...]


def advice_page(advice: Advice, value: Decimal, book: OriginBook) -> AdvicePage:
    everything = [*advice.offers, *advice.aside]
    return AdvicePage(
        offers=tuple(card(one, value, book) for one in advice.offers),
        open=tuple(card(one, value, book) for one in advice.aside if one.aside in OPEN),
        aside=tuple(card(one, value, book) for one in advice.aside if one.aside not in OPEN),
        fallback=card(advice.fallback, value, book) if advice.fallback else None,
        verdict=verdict(advice),
        service=SERVICE,
        is_checked=any(one.result is not None for one in everything),
    )


def verdict(advice: Advice) -> str:
    """The advice in one sentence."""
    best = advice.best
    if best is not None:
        name, saved = translated(best.kind.name), plain(best.saving or Decimal(0))
        if best.result is None:
            return str(_("Best if the goods originate: %(name)s, would save %(saved)s USD", name=name, saved=saved))
        return str(_("Best: %(name)s, saves %(saved)s USD", name=name, saved=saved))
    if any(one.aside in OPEN for one in advice.aside):
        return str(_("No rate has been entered for these goods and this country; the saving is not known"))
    return str(_("No certificate lowers the duty; a CO can be applied for"))


def card(offer: Offer, value: Decimal, book: OriginBook) -> OfferCard:
    return OfferCard(
        code=offer.kind.code,
        name=offer.kind.name,
        badges=tuple(badges(offer)),
        sum=saving_line(offer, value) if offer.kind.preferential and offer.rate else None,
        rows=tuple(offer_rows(offer, book)),
        lines=offer.result.explanation if offer.result else (),
        remarks=offer.kind.remarks,
        why_not=str(ASIDES[offer.aside]) if offer.aside and offer.kind.preferential else "",
    )


def badges(offer: Offer) -> list[Badge]:
    found = []
    if offer.result is not None:
        found.append(standing(offer.result))
    elif offer.kind.preferential:
        found.append(Badge(Tone.YELLOW, _("Origin not checked")))
    if offer.self_print:
        found.append(Badge(Tone.BLUE, _("Self-print")))
    if not offer.confirmed:
        found.append(Badge(Tone.YELLOW, str(UNCONFIRMED)))
    if offer.rate is not None and offer.rate.demo:
        found.append(Badge(Tone.YELLOW, _("Example rate")))
    return found


def standing(result: OriginResult) -> Badge:
    if result.passed:
        return Badge(Tone.GREEN, _("Originating: %(box)s", box=result.box))
    if not result.judged:
        return Badge(Tone.YELLOW, _("Not judged: no rule"))
    return Badge(Tone.RED, _("Not originating"))


def offer_rows(offer: Offer, book: OriginBook) -> list[Row]:
    rows = []
    if offer.rate is not None:
        mfn, pref = plain(offer.rate.mfn_rate), plain(offer.rate.pref_rate)
        rows.append(Row(_("Rate without and with it"), f"{mfn}% → {pref}%"))
        rows.append(Row(_("Source of the rate"), offer.rate.source))
    rows.append(Row(_("Issued by"), issuers(offer.kind, book)))
    if offer.kind.documents:
        rows.append(Row(_("Papers needed"), str(offer.kind.documents)))
    if offer.late.timing is not Timing.IN_TIME or offer.late.last_day:
        rows.append(Row(_("After shipment"), late_words(offer)))
    return rows


def late_words(offer: Offer) -> str:
    """What the day of shipment means."""
    late = offer.late
    last = day(late.last_day) if late.last_day else ""
    words = {
        Timing.IN_TIME: _("can be issued until %(last)s without a remark", last=last),
        Timing.MARKED: _("issued retroactively with the remark “%(remark)s”", remark=late.remark or "—"),
        Timing.TOO_LATE: _("the time for issuing ended on %(last)s", last=last),
        Timing.NOT_AFTER_SHIPMENT: _("is not issued after shipment"),
    }
    return str(words[late.timing])


def issuers(kind: Kind, book: OriginBook) -> str:
    return str(_(", ")).join(translated(book.issuers[one].name) for one in kind.issuers)


def result_page(result: OriginResult, agreement: Agreement) -> ResultPage:
    rows = [
        Row(_("Agreement"), agreement.name),
        Row("RVC", f"{result.rvc_shown}%"),
        Row("VNM", plain(result.vnm)),
        Row(_("De minimis used"), _("yes") if result.de_minimis_used else _("no")),
    ]
    if result.ctc_failures:
        words = str(_(", ")).join(f"{one.hs6}{aside(one.criterion)}" for one in result.ctc_failures)
        rows.append(Row(_("Materials without the change"), words))
    if not result.confirmed:
        rows.append(Row(_("State of the rules"), _("unconfirmed: compare with the text of the agreement")))
    return ResultPage(standing(result), tuple(rows), result.explanation)


def kind_card(kind: Kind, book: OriginBook) -> KindCard:
    agreement = book.agreements[kind.agreement]
    rows = [
        Row(_("Destinations"), destinations(agreement, book)),
        Row(_("Issued by"), issuers(kind, book)),
        Row(_("Self-print"), self_print(kind, book)),
        Row(_("After shipment"), late_rule(kind.late)),
        Row(_("Source"), sourced(kind.source.text, confirmed=kind.source.confirmed)),
    ]
    if agreement.consignment:
        rows.insert(1, Row(_("Way of the goods"), agreement.consignment))
    return KindCard(kind.id, kind.code, kind.name, tuple(rows), kind.remarks)


def destinations(agreement: Agreement, book: OriginBook) -> str:
    if agreement.every_country:
        return str(_("every country"))
    return str(_(", ")).join(translated(book.countries[one.country].name) for one in agreement.members)


def self_print(kind: Kind, book: OriginBook) -> str:
    if kind.self_print_everywhere:
        return str(_("everywhere"))
    if not kind.self_print_known:
        return str(_("unconfirmed: ask at the window"))
    return str(_(", ")).join(translated(book.countries[one].name) for one in kind.self_print) or str(_("no"))


def late_rule(late: LateIssue) -> str:
    within = limit_words(late.within) if late.within else ""
    parts = [str(_("possible")) if late.allowed else str(_("no late issue"))]
    if within:
        parts.append(str(_("within %(period)s of shipment", period=within)))
    if late.unmarked_days:
        parts.append(str(_("no remark within %(days)s days", days=late.unmarked_days)))
    if late.remark:
        parts.append(f"“{late.remark}”")
    return str(_(", ")).join(parts) + ("" if late.source.confirmed else aside(str(UNCONFIRMED)))


def sourced(text: Text, *, confirmed: bool) -> str:
    return translated(text) + ("" if confirmed else aside(str(UNCONFIRMED)))


def aside(words: str) -> str:
    """Words in the brackets of the reader's language."""
    return str(_(" (%(words)s)", words=words))
