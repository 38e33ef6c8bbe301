"""Certificates of origin: advice for everybody, and the table of rates that the department of commerce keeps.

Owns who may enter rates (officers of the department 商务局) and that a file is stored as a whole or not at all. Refuses
rows with faults; public questions need no permission and are not stored.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, ClassVar, Final

from portal.domain.errors import DomainError
from portal.domain.origin.advice import advise
from portal.domain.origin.rates import check_rate
from portal.domain.permissions import CaseFacts, Permission

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from portal.domain.answers import Finding
    from portal.domain.origin.advice import Advice, Wish
    from portal.domain.origin.data import OriginBook
    from portal.domain.origin.rates import TariffRate
    from portal.domain.permissions import Actor
    from portal.services.deps import Deps

DEPARTMENT: Final = "commerce"
PAGE_SIZE: Final = 50
HS6: Final = 6


class RateRefused(DomainError):
    """A row has faults; `findings` say which."""

    message_id: ClassVar[str] = "rate.refused"

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__(count=len(findings))
        self.findings = tuple(findings)


class LastDayOutside(DomainError):
    """A row cannot end before its first day or after the end it has; facts: `since`, `until`."""

    message_id: ClassVar[str] = "rate.last_day_outside"


class NoSuchRate(DomainError):
    """There is no row with that number."""

    message_id: ClassVar[str] = "rate.unknown"


@dataclass(frozen=True, slots=True)
class RatePage:
    """Some rows, and the number behind which the next page begins."""

    rates: tuple[TariffRate, ...]
    after: int | None


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a file with its line; without a rate when it could not be read, but always with what was typed."""

    line: int
    rate: TariffRate | None
    findings: tuple[Finding, ...]
    given: Mapping[str, str] = field(default_factory=dict)


def get_advice(deps: Deps, wish: Wish) -> Advice:
    """Which certificates bring a benefit for goods and destination. Raises `OriginUnclear`."""
    with deps.uow.read() as tx:
        rates = tx.rates.of_goods(wish.destination, wish.hs[:HS6])
    return advise(deps.catalogue.origin, rates, wish, calendar=deps.calendar)


def list_rates(deps: Deps, actor: Actor, *, destination: str | None = None, after: int = 0) -> RatePage:
    """The table of rates, of one country or all, in the order it was entered."""
    _require(actor)
    with deps.uow.read() as tx:
        rates = tx.rates.listed(destination=destination, after=after, size=PAGE_SIZE + 1)
    more = rates[PAGE_SIZE - 1].id if len(rates) > PAGE_SIZE else None
    return RatePage(tuple(rates[:PAGE_SIZE]), more)


def judge_rates(deps: Deps, actor: Actor, rows: Sequence[Row]) -> tuple[Row, ...]:
    """The rows with everything that is wrong with them, also between themselves; nothing is stored."""
    _require(actor)
    with deps.uow.read() as tx:
        judged: list[Row] = []
        fresh: list[TariffRate] = []
        for row in rows:
            if row.rate is None:
                judged.append(row)
                continue
            rate = keyed(row.rate, deps.catalogue.origin)
            others = (*tx.rates.of_goods(rate.destination, rate.hs[:HS6]), *fresh)
            found = check_rate(rate, deps.catalogue.origin, others)
            judged.append(replace(row, rate=rate, findings=(*row.findings, *found)))
            fresh.append(rate)
    return tuple(judged)


def keyed(rate: TariffRate, book: OriginBook) -> TariffRate:
    """The same row with the keys of agreement and country, where their names were typed."""
    agreements = {name.lower(): key for key, one in book.agreements.items() for name in (one.name.zh, one.name.en)}
    countries = {name.upper(): key for key, one in book.countries.items() for name in (one.name.zh, one.name.en)}
    return replace(
        rate,
        agreement=agreements.get(rate.agreement, rate.agreement),
        destination=countries.get(rate.destination, rate.destination),
    )


def add_rates(deps: Deps, actor: Actor, rates: Sequence[TariffRate]) -> int:
    """Store rows, all or none; answers how many. Raises `RateRefused` with the faults of the first bad row."""
    _require(actor)
    with deps.uow.begin() as tx:
        for rate in rates:
            others = tx.rates.of_goods(rate.destination, rate.hs[:HS6])
            findings = check_rate(rate, deps.catalogue.origin, others)
            if findings:
                raise RateRefused(findings)
            tx.rates.add(rate, by=actor.name)
    return len(rates)


def end_rate(deps: Deps, actor: Actor, rate_id: int, *, last_day: date) -> None:
    """Set the last day of a row. Raises `LastDayOutside` for a day outside the days it has."""
    _require(actor)
    with deps.uow.begin() as tx:
        rate = tx.rates.get(rate_id)
        if rate is None:
            raise NoSuchRate(rate=rate_id)
        if not rate.is_valid(last_day):
            raise LastDayOutside(since=rate.valid_from, until=rate.valid_to or "")
        tx.rates.end(rate_id, last_day)


def rate_of(deps: Deps, actor: Actor, rate_id: int) -> TariffRate:
    """One row. Raises `NoSuchRate`."""
    _require(actor)
    with deps.uow.read() as tx:
        rate = tx.rates.get(rate_id)
    if rate is None:
        raise NoSuchRate(rate=rate_id)
    return rate


def _require(actor: Actor) -> None:
    actor.require(Permission.STEP_COMPLETE, CaseFacts(department=DEPARTMENT))
