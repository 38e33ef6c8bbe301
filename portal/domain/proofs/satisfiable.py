"""Whether some enterprise can meet a condition on facts at all, and an example of one.

Owns the search: the ways in which a condition can hold, each a row of comparisons, tried with the values at which a
comparison changes. Comparisons with other facts, with the policy's year and with the day are taken as free. Refuses
(by `TooManyWays`) conditions with more than `MOST` ways: nothing is claimed about them.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise, product
from typing import TYPE_CHECKING, Final

from portal.domain.comparisons import BUILDERS, ISO_DATE, FactRef, Growth, Months, Unfit
from portal.domain.conditions import AllOf, Compare, Negation, Op
from portal.domain.policies.facts import FactKind
from portal.domain.policies.industries import INDUSTRY, divisions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from portal.domain.conditions import Condition
    from portal.domain.policies.facts import FactKindOf

    Literal = tuple[Compare, bool]
    Way = tuple[Literal, ...]

MOST: Final = 2_000
DIVISION: Final = 3
"""Letters and digits of a division: C39."""

ONE_DAY: Final = timedelta(days=1)
CONTRARY: Final[Mapping[Op, Op]] = {
    Op.LT: Op.GTE,
    Op.LTE: Op.GT,
    Op.NE: Op.EQ,
    Op.NOT_IN: Op.IN,
    Op.IS_FALSE: Op.IS_TRUE,
}
"""Operators that are the negation of another one."""


class TooManyWays(Exception):
    """A condition can hold in more ways than are looked at."""


def example(condition: Condition, facts: Mapping[str, FactKindOf]) -> Mapping[str, object] | None:
    """Values with which the condition holds, for the facts that matter; nothing when it never can."""
    for way in _ways(condition, holds=True):
        found = _values(way, facts)
        if found is not None:
            return found
    return None


def _ways(condition: Condition, *, holds: bool) -> Sequence[Way]:
    """Every row of comparisons, each true or false, that makes the condition come out so."""
    if isinstance(condition, Compare):
        return [((_plain(condition, holds=holds)),)]
    if isinstance(condition, Negation):
        return _ways(condition.part, holds=not holds)
    parts = [_ways(part, holds=holds) for part in condition.parts]
    if isinstance(condition, AllOf) is not holds:
        return _few(way for part in parts for way in part)
    return _few(tuple(one for way in row for one in way) for row in product(*parts))


def _few(ways: Iterable[Way]) -> Sequence[Way]:
    found: list[Way] = []
    for way in ways:
        if len(found) >= MOST:
            raise TooManyWays
        found.append(way)
    return found


def _plain(compare: Compare, *, holds: bool) -> Literal:
    """A comparison without negated operators, so that two contrary ones are seen to be so."""
    contrary = CONTRARY.get(compare.op)
    return (Compare(compare.fact, contrary, compare.value), not holds) if contrary else (compare, holds)


def _values(way: Way, facts: Mapping[str, FactKindOf]) -> Mapping[str, object] | None:
    """A value for each fact that fits all comparisons of the way; nothing when one has none."""
    asked: dict[str, list[Literal]] = defaultdict(list)
    for literal in dict.fromkeys(way):
        asked[literal[0].fact].append(literal)
    found: dict[str, object] = {}
    for name, literals in asked.items():
        if _contradict(literals):
            return None
        fixed = [one for one in literals if _is_fixed(one[0])]
        kind = facts.get(name)
        if not fixed or kind is None or kind.kind is FactKind.TEXTS:
            continue
        value = next((one for one in _candidates(kind, fixed) if _fits(one, fixed)), None)
        if value is None:
            return None
        found[name] = value
    return found


def _contradict(literals: Sequence[Literal]) -> bool:
    """The same comparison true and false, or two different years at once."""
    years = {str(one.value) for one, holds in literals if holds and one.op is Op.YEAR_EQ}
    return len(years) > 1 or any((one, not holds) in literals for one, holds in literals)


def _is_fixed(compare: Compare) -> bool:
    return compare.op is not Op.EXISTS and not isinstance(compare.value, FactRef | Growth | Months)


def _fits(value: object, literals: Sequence[Literal]) -> bool:
    return all(_is(value, compare) is holds for compare, holds in literals)


def _is(value: object, compare: Compare) -> bool | None:
    try:
        return BUILDERS[compare.op](compare.value)(value, {})
    except Unfit:
        return None


def _candidates(kind: FactKindOf, literals: Sequence[Literal]) -> Iterator[object]:
    """The values at which some comparison changes, and those beside and between them."""
    given = [one for compare, _ in literals for one in _given(compare.value)]
    match kind.kind:
        case FactKind.YES_NO:
            yield from (True, False)
        case FactKind.NUMBER:
            yield from _numbers(sorted({Decimal(str(one)) for one in given if _is_number(one)}), whole=is_counted(kind))
        case FactKind.DATE:
            yield from _days(given)
        case _:
            yield from _words(kind, [str(one) for one in given])


def _words(kind: FactKindOf, given: Sequence[str]) -> Iterator[str]:
    """The words a text may be; an enterprise's industry has at least the two digits of its division."""
    if kind.options:
        yield from (one.id for one in kind.options)
    elif kind.id == INDUSTRY:
        yield from divisions()
        yield from (one for one in given if len(one) > DIVISION)
    else:
        yield from (word for one in given for word in (one, f"{one}~"))
        yield "~"


def is_counted(kind: FactKindOf) -> bool:
    """Whether the fact counts whole things: persons, years; no money and no share."""
    return kind.unit is not None and kind.yuan == 1 and kind.unit.zh not in {"%", "元"}


def _given(value: object) -> Iterable[object]:
    return value if isinstance(value, tuple) else () if value is None else (value,)


def _is_number(value: object) -> bool:
    return isinstance(value, Decimal | int) and not isinstance(value, bool)


def _numbers(bounds: Sequence[Decimal], *, whole: bool) -> Iterator[Decimal]:
    """Facts are never below zero, unless a comparison says so."""
    near = [one + step for one in bounds for step in (0, 1, -1)]
    between = [] if whole else [(low + high) / 2 for low, high in pairwise([Decimal(0), *bounds])]
    least = min([Decimal(0), *bounds])
    yield from (one for one in (*near, *between, Decimal(0)) if one >= least)


def _days(given: Iterable[object]) -> Iterator[date]:
    for one in given:
        if isinstance(one, int):
            yield from (date(one, 6, 30), date(one + 1, 6, 30))
        elif isinstance(one, str) and ISO_DATE.fullmatch(one):
            day = date.fromisoformat(one)
            yield from (day, day - ONE_DAY, day + ONE_DAY)
