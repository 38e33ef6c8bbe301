"""Which certificate brings a benefit 证书比选: candidates for goods and destination, ranked by saving.

Owns the order (saving, then fewer papers, then self-print) and why a kind is set aside. Without a rate nothing is
computed and that is said; with no candidate a non-preferential CO remains. Refuses figures that mean nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from portal.domain.calendar import YearNotLoaded
from portal.domain.comparisons import months_before
from portal.domain.limits import Unit
from portal.domain.origin.arithmetic import plain
from portal.domain.origin.check import Making, OriginUnclear, check_origin
from portal.domain.origin.rates import rate_for
from portal.domain.texts import Text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from portal.domain.calendar import WorkCalendar
    from portal.domain.limits import Limit
    from portal.domain.origin.check import OriginMaterial, OriginResult
    from portal.domain.origin.data import Agreement, Kind, OriginBook
    from portal.domain.origin.rates import TariffRate

HUNDRED: Final = Decimal(100)
MONTHS: Final = {Unit.MONTH: 1, Unit.YEAR: 12}


class Timing(StrEnum):
    """How issuing stands to the shipment."""

    IN_TIME = "in_time"
    MARKED = "marked"
    TOO_LATE = "too_late"
    NOT_AFTER_SHIPMENT = "not_after_shipment"


@dataclass(frozen=True, slots=True)
class LateNote:
    """What the shipment day means for issuing; `last_day` is the last day, where the rules name a period."""

    timing: Timing
    last_day: date | None = None
    remark: str = ""

    @property
    def is_possible(self) -> bool:
        return self.timing in {Timing.IN_TIME, Timing.MARKED}


class Aside(StrEnum):
    """Why a kind that covers the destination is not among the candidates."""

    NOT_FOR_EXPORTS = "not_for_exports"
    NO_RULE = "no_rule"
    NOT_ORIGINATING = "not_originating"
    NO_SAVING = "no_saving"
    TOO_LATE = "too_late"
    NO_RATE = "no_rate"


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be sent where; `materials` None when nothing is known about them."""

    hs: str
    destination: str
    value: Decimal
    day: date
    shipped: date | None = None
    materials: tuple[OriginMaterial, ...] | None = None
    making: Making = field(default_factory=Making)


@dataclass(frozen=True, slots=True)
class Offer:
    """One kind of certificate for a wish; without a rate the saving is not known."""

    kind: Kind
    agreement: Agreement
    rate: TariffRate | None
    saving: Decimal | None
    result: OriginResult | None
    late: LateNote
    self_print: bool
    aside: Aside | None = None

    @property
    def confirmed(self) -> bool:
        """Whether everything that was used has been compared with official texts."""
        return self.kind.source.confirmed and (self.result is None or self.result.confirmed)


@dataclass(frozen=True, slots=True)
class Advice:
    """Candidates by saving, kinds set aside with their reason, and the certificate that is always left."""

    offers: tuple[Offer, ...]
    aside: tuple[Offer, ...]
    fallback: Offer | None

    @property
    def best(self) -> Offer | None:
        return self.offers[0] if self.offers else None


def advise(book: OriginBook, rates: Sequence[TariffRate], wish: Wish, *, calendar: WorkCalendar) -> Advice:
    """Rank the kinds of certificates for a wish (guide §7.4). Raises `OriginUnclear`."""
    if not wish.value.is_finite() or wish.value <= 0:
        raise OriginUnclear(what="fob", value=wish.value)
    offers = [_offer(book, rates, wish, kind=kind, calendar=calendar) for kind in _covering(book, wish)]
    preferential = [one for one in offers if one.kind.preferential]
    good = sorted((one for one in preferential if one.aside is None), key=_rank)
    fallback = next((one for one in offers if not one.kind.preferential), None)
    return Advice(tuple(good), tuple(one for one in preferential if one.aside is not None), fallback)


def _covering(book: OriginBook, wish: Wish) -> Sequence[Kind]:
    day = wish.shipped or wish.day
    return [one for one in book.kinds if book.agreements[one.agreement].covers(wish.destination, day)]


def _rank(offer: Offer) -> tuple[Decimal, int, bool, str]:
    return -(offer.saving or Decimal(0)), offer.kind.documents, not offer.self_print, offer.kind.id


def _offer(book: OriginBook, rates: Sequence[TariffRate], wish: Wish, *, kind: Kind, calendar: WorkCalendar) -> Offer:
    agreement = book.agreements[kind.agreement]
    day = wish.shipped or wish.day
    rate = rate_for(rates, wish.hs, agreement=agreement.key, destination=wish.destination, day=day)
    result = None
    if wish.materials is not None:
        result = check_origin(agreement, wish.hs, fob=wish.value, materials=wish.materials, making=wish.making)
    late = late_note(kind, wish.shipped, wish.day, calendar=calendar)
    saving = wish.value * (rate.mfn_rate - rate.pref_rate) / HUNDRED if rate else None
    aside = _aside(kind, result, saving=saving, late=late)
    return Offer(kind, agreement, rate, saving, result, late, kind.can_self_print(wish.destination), aside)


def _aside(kind: Kind, result: OriginResult | None, *, saving: Decimal | None, late: LateNote) -> Aside | None:
    if not kind.for_exports:
        return Aside.NOT_FOR_EXPORTS
    if result is not None and result.judged and not result.passed:
        return Aside.NOT_ORIGINATING
    if not late.is_possible:
        return Aside.TOO_LATE
    if result is not None and not result.judged:
        return Aside.NO_RULE
    if saving is None:
        return Aside.NO_RATE
    return Aside.NO_SAVING if saving <= 0 else None


def late_note(kind: Kind, shipped: date | None, today: date, *, calendar: WorkCalendar | None) -> LateNote:
    """Whether a certificate may still be issued, and with which remark 补发."""
    late = kind.late
    if shipped is None or today <= shipped:
        return LateNote(Timing.IN_TIME)
    last = _last_day(shipped, late.within, calendar) if late.within else None
    if last is not None and today > last:
        return LateNote(Timing.TOO_LATE, last)
    if not late.allowed:
        return LateNote(Timing.IN_TIME if last else Timing.NOT_AFTER_SHIPMENT, last)
    if today <= shipped + timedelta(days=late.unmarked_days):
        return LateNote(Timing.IN_TIME, last)
    return LateNote(Timing.MARKED, last, late.remark)


def _last_day(start: date, limit: Limit, calendar: WorkCalendar | None) -> date:
    if limit.unit in MONTHS:
        return months_before(start, -limit.value * MONTHS[limit.unit])
    if limit.unit is Unit.WORKDAY and calendar is not None:
        try:
            return calendar.add_workdays(start, limit.value)
        except YearNotLoaded:  # long ago, or so far off that nobody issues anything yet
            pass
    return start + timedelta(days=limit.value)


def saving_line(offer: Offer, value: Decimal) -> Text:
    """The arithmetic of a saving, as in 8000 × (30% − 0%) = 2400 USD."""
    if offer.rate is None or offer.saving is None:
        return Text(
            "没有录入该产品在该国的税率，无法计算节省金额；请咨询窗口或者目的国海关税则",
            "No rate of duty has been entered for these goods and this country, so the saving cannot be computed",
        )
    mfn, pref = plain(offer.rate.mfn_rate), plain(offer.rate.pref_rate)
    sum_ = f"{plain(value)} × ({mfn}% − {pref}%) = {plain(offer.saving)} USD"
    return Text(f"节省关税：{sum_}", f"Duty saved: {sum_}")
