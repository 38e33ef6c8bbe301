"""The hour clock of urgent cases 加急: how long a case took, against the promise, and the basis of the comparison.

Owns elapsed hours and compression (guide §7.5): a promise of working days is compared on days of 24 hours and on
working days of 8 hours, and the basis is always named. Refuses nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Final

from portal.domain.conditions import Answer, evaluate
from portal.domain.limits import Unit

if TYPE_CHECKING:
    from datetime import datetime

    from portal.domain.case.state import Case
    from portal.domain.limits import Limit
    from portal.domain.workflow import Service

DAY_BASES: Final = (24, 8)
"""Hours of a day: round the clock, and office hours."""

HOUR: Final = timedelta(hours=1)
HOURS_OF: Final = {Unit.HOUR: 1, Unit.WORKHOUR: 1}
TENTH: Final = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Compression:
    """The promise in hours on days of ``basis`` hours, and by how many per cent less was needed; below 0 is more."""

    basis: int
    promised: int
    percent: Decimal


@dataclass(frozen=True, slots=True)
class HourClock:
    """Hours from the filing to the decision, or to now; ``is_over`` when the aim was missed."""

    elapsed: Decimal
    promise: Limit
    target: Limit
    is_over: bool
    is_decided: bool
    compressions: tuple[Compression, ...]


def is_urgent(case: Case, service: Service) -> bool:
    """Whether the definition calls this case urgent."""
    rule = service.urgent
    return rule is not None and evaluate(rule.when, case.answers) is Answer.YES


def hour_clock(case: Case, service: Service, now: datetime) -> HourClock | None:
    """The hour clock of a case; nothing for services that know no urgent cases."""
    rule = service.urgent
    if rule is None:
        return None
    ended = case.decided_at or case.ended_at
    elapsed = hours_between(case.filed_at, ended or now)
    promise = service.limits.promise
    return HourClock(
        elapsed=elapsed,
        promise=promise,
        target=rule.target,
        is_over=is_urgent(case, service) and elapsed > rule.target.value,
        is_decided=ended is not None,
        compressions=tuple(compression(promise, elapsed, basis=basis) for basis in DAY_BASES),
    )


def hours_between(start: datetime, end: datetime) -> Decimal:
    """Hours round the clock, to the tenth, half up; never below nothing."""
    seconds = Decimal(max(0, int((end - start).total_seconds())))
    return (seconds / 3600).quantize(TENTH, rounding=ROUND_HALF_UP)


def compression(promise: Limit, elapsed: Decimal, *, basis: int) -> Compression:
    """(promised − elapsed) ÷ promised: 18 hours of 3 days are 75 % on 24-hour days and 25 % on 8-hour days."""
    promised = promise.value * HOURS_OF.get(promise.unit, basis)
    return Compression(basis, promised, ((promised - elapsed) / promised * 100).quantize(TENTH, ROUND_HALF_UP))
