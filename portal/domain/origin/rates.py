"""Rates of duty 税率 that staff enter: what a row says and what is wrong with it.

Owns the checks of a row, alone and beside the others. Refuses nothing by exception: a form and a file show all findings
at once.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from portal.domain.answers import Finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from portal.domain.origin.data import OriginBook

HS_OF_RATE: Final = re.compile(r"[0-9]{6}([0-9]{2})?\Z")
HIGHEST: Final = Decimal(1000)
LONGEST_SOURCE: Final = 200
FOREVER: Final = date.max


@dataclass(frozen=True, slots=True)
class TariffRate:
    """One row: the rate without and with a certificate, in per cent of the value; `hs` has 6 or 8 digits."""

    agreement: str
    destination: str
    hs: str
    mfn_rate: Decimal
    pref_rate: Decimal
    valid_from: date
    source: str
    valid_to: date | None = None
    demo: bool = False
    id: int | None = None

    def is_valid(self, day: date) -> bool:
        return self.valid_from <= day <= (self.valid_to or FOREVER)

    def meets(self, other: TariffRate) -> bool:
        """Whether both speak about the same goods on the same day."""
        same = (self.agreement, self.destination, self.hs) == (other.agreement, other.destination, other.hs)
        return (
            same and self.valid_from <= (other.valid_to or FOREVER) and other.valid_from <= (self.valid_to or FOREVER)
        )


def check_rate(rate: TariffRate, book: OriginBook, others: Iterable[TariffRate]) -> tuple[Finding, ...]:
    """Everything that is wrong with a row; `others` are the rows that are there already."""
    return (*_alone(rate), *_in_book(rate, book), *_beside(rate, others))


def _alone(rate: TariffRate) -> Iterator[Finding]:
    if not HS_OF_RATE.match(rate.hs):
        yield Finding("hs", "rate.hs")
    for name, value in (("mfn_rate", rate.mfn_rate), ("pref_rate", rate.pref_rate)):
        if not value.is_finite() or not 0 <= value <= HIGHEST:
            yield Finding(name, "rate.out_of_range", {"highest": HIGHEST})
    if rate.pref_rate.is_finite() and rate.mfn_rate.is_finite() and rate.pref_rate > rate.mfn_rate:
        yield Finding("pref_rate", "rate.pref_above_mfn", {"mfn": rate.mfn_rate})
    if rate.valid_to is not None and rate.valid_to < rate.valid_from:
        yield Finding("valid_to", "rate.ends_before")
    if not rate.source.strip() or len(rate.source) > LONGEST_SOURCE:
        yield Finding("source", "rate.source")


def _in_book(rate: TariffRate, book: OriginBook) -> Iterator[Finding]:
    agreement = book.agreements.get(rate.agreement)
    if agreement is None or agreement.every_country:
        yield Finding("agreement", "rate.agreement", {"given": rate.agreement})
    if rate.destination not in book.countries:
        yield Finding("destination", "rate.destination", {"given": rate.destination})
    elif agreement is not None and not agreement.covers(rate.destination, rate.valid_from):
        yield Finding("destination", "rate.not_a_member", {"given": rate.destination})


def _beside(rate: TariffRate, others: Iterable[TariffRate]) -> Iterator[Finding]:
    twin = next((one for one in others if one.meets(rate) and (one.id is None or one.id != rate.id)), None)
    if twin is not None:
        yield Finding("valid_from", "rate.overlap", {"since": twin.valid_from, "until": twin.valid_to or ""})


def rate_for(rates: Sequence[TariffRate], hs: str, *, agreement: str, destination: str, day: date) -> TariffRate | None:
    """The row of these goods on a day; eight digits go before six."""
    fitting = [
        one
        for one in rates
        if (one.agreement, one.destination) == (agreement, destination) and hs.startswith(one.hs) and one.is_valid(day)
    ]
    return max(fitting, key=lambda one: len(one.hs), default=None)
