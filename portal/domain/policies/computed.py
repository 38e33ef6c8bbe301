"""Facts that follow from other facts: size class, distance to the scale, R&D share, age of the enterprise.

Owns that such a fact holds from the oldest day of what it is computed from, and says how. Refuses to guess: what
cannot be computed stays unknown.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Final

from portal.domain.policies.facts import Fact, FactSource
from portal.domain.policies.industries import INDUSTRY
from portal.domain.policies.size import ASSETS, REVENUE, STAFF, Scale, scale_gap, size_class

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    Profile = Mapping[str, Fact]

SIZE, THRESHOLD, GAP, RD_RATIO, AGE = "size.class", "above_scale.threshold", "above_scale.gap", "rd.ratio", "age_years"
RD_SPEND, FOUNDED = "rd.spend", "founded_on"
COMPUTED: Final = frozenset({SIZE, THRESHOLD, GAP, RD_RATIO, AGE})
HUNDREDTH: Final = Decimal("0.01")


def computed(profile: Profile, *, today: date) -> tuple[Fact, ...]:
    """Everything that follows from what is known; nothing that was stated already is computed again."""
    found = (*_size(profile), *_scale(profile), *_research(profile), *_age(profile, today))
    return tuple(one for one in found if one.id not in profile)


def _size(profile: Profile) -> Iterator[Fact]:
    sized = size_class(profile)
    if sized.size is not None:
        value = sized.size.value
        yield _fact(SIZE, value, profile, of=(INDUSTRY, STAFF, REVENUE, ASSETS), note=sized.why.zh)


def _scale(profile: Profile) -> Iterator[Fact]:
    found = scale_gap(profile)
    if found is None or found.scale not in {Scale.ABOVE, Scale.LIMIT}:
        return
    yield _fact(THRESHOLD, found.threshold, profile, of=(INDUSTRY,))
    if found.gap is not None:
        yield _fact(GAP, found.gap, profile, of=(INDUSTRY, REVENUE), note=found.words.zh)


def _research(profile: Profile) -> Iterator[Fact]:
    spend, revenue = _number(profile, RD_SPEND), _number(profile, REVENUE)
    if spend is not None and revenue:
        share = (spend / revenue * 100).quantize(HUNDREDTH, ROUND_HALF_UP)
        yield _fact(RD_RATIO, share, profile, of=(RD_SPEND, REVENUE), note=f"{spend}÷{revenue}")


def _age(profile: Profile, today: date) -> Iterator[Fact]:
    """Whole years since the founding."""
    founded = profile.get(FOUNDED)
    on = founded.value if founded else None
    if on is None or isinstance(on, str | bool | tuple | Decimal):
        return
    passed = (today.month, today.day) >= (on.month, on.day)
    yield Fact(AGE, Decimal(today.year - on.year - (not passed)), today, FactSource.PORTAL)


def _number(profile: Profile, name: str) -> Decimal | None:
    known = profile.get(name)
    return known.value if known and isinstance(known.value, Decimal) else None


def _fact(name: str, value: str | Decimal, profile: Profile, *, of: Sequence[str], note: str = "") -> Fact:
    as_of = min(profile[one].as_of for one in of if one in profile)
    return Fact(name, value, as_of, FactSource.PORTAL, note)
