"""Facts that follow from other facts: size class, above-scale threshold and gap, research share, years since founding.

Owns the computing. A value that a department gave is never replaced; one that the enterprise declared is. What is
computed holds since the oldest of the facts it was computed from.
"""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Final

from portal.domain.comparisons import months_before
from portal.domain.policies.facts import Fact, FactSource
from portal.domain.policies.industries import INDUSTRY
from portal.domain.policies.size import ASSETS, REVENUE, STAFF, scale_gap, size_class

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

SIZE: Final = "size.class"
THRESHOLD: Final = "above_scale.threshold"
GAP: Final = "above_scale.gap"
RD: Final = "rd.spend"
RD_RATIO: Final = "rd.ratio"
FOUNDED: Final = "founded_on"
AGE: Final = "age_years"
COMPUTED: Final = frozenset({SIZE, THRESHOLD, GAP, RD_RATIO, AGE})
"""The ids of all facts that may be computed."""

HUNDRED: Final = Decimal(100)
SHARE: Final = Decimal("0.01")


def with_derived(profile: Mapping[str, Fact], *, today: date) -> dict[str, Fact]:
    """The profile with everything that follows from it."""
    found = dict(profile)
    for fact in _derived(profile, today):
        known = found.get(fact.id)
        if known is None or known.source is FactSource.DECLARED:
            found[fact.id] = fact
    return found


def _derived(profile: Mapping[str, Fact], today: date) -> Iterator[Fact]:
    sized = size_class(profile)
    if sized.size is not None:
        yield _fact(SIZE, str(sized.size), profile, of=(INDUSTRY, STAFF, REVENUE, ASSETS), note=sized.why.zh)
    scale = scale_gap(profile)
    if scale is not None and scale.threshold > 0:
        yield _fact(THRESHOLD, scale.threshold, profile, of=(INDUSTRY,), note=scale.words.zh)
        if scale.gap is not None:
            yield _fact(GAP, scale.gap, profile, of=(INDUSTRY, REVENUE), note=scale.words.zh)
    spend, revenue = _number(profile, RD), _number(profile, REVENUE)
    if spend is not None and revenue is not None and revenue > 0:
        share = (spend / revenue * HUNDRED).quantize(SHARE, ROUND_HALF_UP)
        yield _fact(RD_RATIO, share, profile, of=(RD, REVENUE))
    founded = profile.get(FOUNDED)
    if founded and not isinstance(founded.value, str | bool | Decimal | tuple) and founded.value <= today:
        yield _fact(AGE, _years(founded.value, today), profile, of=(FOUNDED,))


def _number(profile: Mapping[str, Fact], fact: str) -> Decimal | None:
    known = profile.get(fact)
    return known.value if known and isinstance(known.value, Decimal) else None


def _years(since: date, today: date) -> Decimal:
    years = today.year - since.year
    return Decimal(years if months_before(today, 12 * years) >= since else years - 1).quantize(Decimal(1), ROUND_DOWN)


def _fact(name: str, value: str | Decimal, profile: Mapping[str, Fact], *, of: tuple[str, ...], note: str = "") -> Fact:
    days = [profile[one].as_of for one in of if one in profile]
    return Fact(name, value, min(days), FactSource.PORTAL, note)
