"""The closed vocabulary of rules (guide: condition language): one fact compared with one value.

Owns the operators, what value each takes, and how facts of different shapes are read: numbers as int, Decimal or text,
dates as `date` or ISO text. Refuses a value that does not fit its operator when the rule is built, and a fact of the
wrong type when it is compared; nothing is guessed, no text is ever evaluated, a float is never a number.
"""

import re
from calendar import monthrange
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from operator import ge, gt, le, lt
from typing import ClassVar, Final

from portal.domain.errors import DomainError

NUMBER: Final = re.compile(r"-?[0-9]{1,30}(\.[0-9]{1,30})?")
ISO_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
HUNDRED: Final = Decimal(100)


class Op(StrEnum):
    """The operators; there are no others."""

    EQ = "eq"
    NE = "ne"
    IN = "in"
    NOT_IN = "not_in"
    PREFIX_IN = "prefix_in"
    CONTAINS = "contains"
    GT = "gt"
    GTE = "gte"
    LT = "lt"
    LTE = "lte"
    BETWEEN = "between"
    IS_TRUE = "is_true"
    IS_FALSE = "is_false"
    EXISTS = "exists"
    YEAR_EQ = "year_eq"
    WITHIN_MONTHS = "within_months"
    GROWTH_GTE = "growth_gte"
    COUNT_GTE = "count_gte"


class ConditionInvalid(DomainError):
    """A rule's value does not fit its operator; facts: `fact`, `op`, `value`."""

    message_id: ClassVar[str] = "condition.invalid"


class FactTypeMismatch(DomainError):
    """A fact cannot be compared in this way; facts: `fact` (its id), `op`, `value`, `found` (name of the type)."""

    message_id: ClassVar[str] = "condition.type_mismatch"


@dataclass(frozen=True, slots=True)
class FactRef:
    """Another fact in place of a fixed value: `{fact: registered_capital}`."""

    name: str


@dataclass(frozen=True, slots=True)
class Months:
    """The months up to a date that is itself a fact, `today` when nothing else is said."""

    months: int
    of: str = "today"


@dataclass(frozen=True, slots=True)
class Growth:
    """Growth over an earlier fact, in per cent."""

    prev: str
    pct: Decimal | int


Test = Callable[[object, Mapping[str, object]], bool | None]
"""Answers for a known fact; `None` when another fact that the rule names is unknown."""


class Unfit(Exception):
    """Inside this module: a value has the wrong type; the rule adds which fact it was."""


def number(value: object) -> Decimal | int:
    """A number as it was given or written; raises `Unfit` for anything else, also for floats and truth values."""
    if type(value) is int:
        return value
    if isinstance(value, Decimal) and value.is_finite():
        return value
    if isinstance(value, str) and NUMBER.fullmatch(value):
        return Decimal(value)
    raise Unfit


def day(value: object) -> date:
    """A date as it was given or written in ISO form; raises `Unfit` for instants, which have no date of their own."""
    if isinstance(value, str) and ISO_DATE.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise Unfit from None
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    raise Unfit


def _orderable(value: object) -> Callable[[object], Decimal | int | date]:
    """How to read what is compared with this value: as a date when it is one, else as a number."""
    is_date = isinstance(value, date) or (isinstance(value, str) and ISO_DATE.fullmatch(value) is not None)
    return day if is_date else number


def _same(one: object, other: object) -> bool:
    if isinstance(one, bool) or isinstance(other, bool):
        if isinstance(one, bool) and isinstance(other, bool):
            return one is other
        raise Unfit
    if isinstance(one, str) and isinstance(other, str):
        return one == other
    if isinstance(one, date) or isinstance(other, date):
        return day(one) == day(other)
    return number(one) == number(other)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise Unfit
    return value


def _truth(value: object) -> bool:
    if not isinstance(value, bool):
        raise Unfit
    return value


def _items(value: object) -> Sequence[object]:
    if isinstance(value, str) or not isinstance(value, Sequence | AbstractSet):
        raise Unfit
    return tuple(value)


def months_before(on: date, months: int) -> date:
    """The same day number so many months earlier, clamped to the month's end."""
    year, month = divmod(on.year * 12 + on.month - 1 - months, 12)
    return date(year, month + 1, min(on.day, monthrange(year, month + 1)[1]))


# --- one builder for each shape of rule: value in, test out; Unfit when the value does not fit --------------------


def _fixed(test: Callable[[object], bool]) -> Test:
    return lambda found, _facts: test(found)


def _referring(compare: Callable[[object, object], bool], name: str) -> Test:
    def test(found: object, facts: Mapping[str, object]) -> bool | None:
        other = facts.get(name)
        return None if other is None else compare(found, other)

    return test


def _equal(value: object) -> Test:
    if isinstance(value, FactRef):
        return _referring(_same, value.name)
    if isinstance(value, str) and not ISO_DATE.fullmatch(value):
        return _fixed(lambda found: _text(found) == value)
    _same(value, value)
    return _fixed(lambda found: _same(found, value))


def _unequal(value: object) -> Test:
    equal = _equal(value)

    def test(found: object, facts: Mapping[str, object]) -> bool | None:
        same = equal(found, facts)
        return None if same is None else not same

    return test


def _member(value: object) -> Test:
    items = _items(value)
    if not items:
        raise Unfit
    if all(isinstance(item, str) for item in items):
        words = frozenset(items)
        return _fixed(lambda found: _text(found) in words)
    if all(not isinstance(item, str | date) for item in items):
        numbers = frozenset(number(item) for item in items)
        return _fixed(lambda found: number(found) in numbers)
    dates = frozenset(day(item) for item in items)
    return _fixed(lambda found: day(found) in dates)


def _not_member(value: object) -> Test:
    member = _member(value)
    return lambda found, facts: not member(found, facts)


def _prefix(value: object) -> Test:
    prefixes = tuple(_text(item) for item in _items(value))
    if not all(prefixes) or not prefixes:
        raise Unfit
    return _fixed(lambda found: _text(found).startswith(prefixes))


def _contains(value: object) -> Test:
    _same(value, value)
    return _fixed(lambda found: any(_same(item, value) for item in _items(found)))


def _ordering(compare: Callable[[Decimal | int | date, Decimal | int | date], bool]) -> Callable[[object], Test]:
    def build(value: object) -> Test:
        if isinstance(value, FactRef):
            return _referring(
                lambda found, other: compare(_orderable(other)(found), _orderable(other)(other)), value.name
            )
        read = _orderable(value)
        bound = read(value)
        return _fixed(lambda found: compare(read(found), bound))

    return build


def _between(value: object) -> Test:
    bounds = _items(value)
    if len(bounds) != 2:  # noqa: PLR2004 - a range has two ends
        raise Unfit
    read = _orderable(bounds[0])
    low, high = read(bounds[0]), read(bounds[1])
    if not le(low, high):
        raise Unfit
    return _fixed(lambda found: le(low, read(found)) and le(read(found), high))


def _is(wanted: bool) -> Callable[[object], Test]:  # noqa: FBT001 - the word itself is the argument
    def build(value: object) -> Test:
        if value is not None:
            raise Unfit
        return _fixed(lambda found: _truth(found) is wanted)

    return build


def _exists(value: object) -> Test:
    if value is not None:
        raise Unfit
    return _fixed(lambda found: found not in ("", (), [], {}, frozenset()))


def _year(value: object) -> Test:
    if isinstance(value, FactRef):
        return _referring(lambda found, other: day(found).year == number(other), value.name)
    year = number(value)
    return _fixed(lambda found: day(found).year == year)


def _within(value: object) -> Test:
    if not isinstance(value, Months) or type(value.months) is not int or value.months < 1:
        raise Unfit

    def test(found: object, facts: Mapping[str, object]) -> bool | None:
        until = facts.get(value.of)
        return None if until is None else months_before(day(until), value.months) <= day(found) <= day(until)

    return test


def _growth(value: object) -> Test:
    if not isinstance(value, Growth):
        raise Unfit
    factor = 1 + Decimal(number(value.pct)) / HUNDRED

    def test(found: object, facts: Mapping[str, object]) -> bool | None:
        before = facts.get(value.prev)
        if before is None or number(before) <= 0:
            return None  # growth over nothing is not defined: a person must look at it
        return number(found) >= number(before) * factor

    return test


def _count(value: object) -> Test:
    if type(value) is not int or value < 0:
        raise Unfit
    return _fixed(lambda found: len(_items(found)) >= value)


BUILDERS: Final[Mapping[Op, Callable[[object], Test]]] = {
    Op.EQ: _equal,
    Op.NE: _unequal,
    Op.IN: _member,
    Op.NOT_IN: _not_member,
    Op.PREFIX_IN: _prefix,
    Op.CONTAINS: _contains,
    Op.GT: _ordering(gt),
    Op.GTE: _ordering(ge),
    Op.LT: _ordering(lt),
    Op.LTE: _ordering(le),
    Op.BETWEEN: _between,
    Op.IS_TRUE: _is(True),
    Op.IS_FALSE: _is(False),
    Op.EXISTS: _exists,
    Op.YEAR_EQ: _year,
    Op.WITHIN_MONTHS: _within,
    Op.GROWTH_GTE: _growth,
    Op.COUNT_GTE: _count,
}


def frozen_value(op: Op, value: object) -> object:
    """A value as YAML gives it, made immutable: lists to tuples, mappings to `FactRef`, `Months` or `Growth`."""
    if isinstance(value, list):
        return tuple(value)
    if op is Op.WITHIN_MONTHS and type(value) is int:
        return Months(value)
    if not isinstance(value, Mapping):
        return value
    shape = {Op.WITHIN_MONTHS: Months, Op.GROWTH_GTE: Growth}.get(op, FactRef)
    if not all(isinstance(key, str) for key in value):
        raise Unfit
    named = {("name" if key == "fact" else key): part for key, part in value.items()}
    try:
        made = shape(**named)
    except TypeError:
        raise Unfit from None
    if not all(isinstance(name, str) for name in other_facts(made)):
        raise Unfit
    return made


def other_facts(value: object) -> tuple[str, ...]:
    """The facts that a value names besides the one that is compared."""
    match value:
        case FactRef(name=name) | Months(of=name) | Growth(prev=name):
            return (name,)
        case _:
            return ()
