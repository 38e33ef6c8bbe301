"""Which answers to a question make a difference: one representative for each way its comparisons can come out.

Owns the listing of values for every kind of field: all options, numbers and days on both sides of every bound, texts
that are named and one that is not. A comparison with another fact, or with today, is left free to come out either way:
that can only add situations, never hide one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import chain, combinations, product
from typing import TYPE_CHECKING, Final

from portal.domain.comparisons import other_facts
from portal.domain.conditions import Answer, Compare, FactTypeMismatch, Op, evaluate
from portal.domain.forms import FieldKind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from portal.domain.forms import Field

MOST_MENTIONED: Final = 12
MOST_FREE: Final = 6
OTHER_TEXT: Final = "…"
LARGEST: Final = 10**15
"""No field accepts a number with more digits."""
STEP: Final = {FieldKind.MONEY: Decimal("0.01"), FieldKind.PERCENT: Decimal("0.01")}


@dataclass(frozen=True, slots=True)
class AnswerClass:
    """Answers that no condition can tell apart: how they are shown, and how each comparison comes out."""

    shown: str
    outcomes: Mapping[Compare, Answer]


def answer_classes(field: Field | None, tests: Collection[Compare]) -> tuple[AnswerClass, ...]:
    """The ways to answer a field that make a difference to these comparisons."""
    listed = _listed(field, tests)
    free = [test for test in tests if test not in listed]
    values = [] if field is None else _values(field, listed)
    classes = {tuple(_outcome(test, value) for test in listed): value for value in reversed(values)}
    found = [AnswerClass(_shown(value), dict(zip(listed, out, strict=True))) for out, value in classes.items()]
    return tuple(reversed(_freed(found or [AnswerClass(OTHER_TEXT, {})], free)))


def not_asked(tests: Iterable[Compare]) -> AnswerClass:
    """A field that is not asked in a situation: nothing is known about it."""
    return AnswerClass("", {test: evaluate(test, {}) for test in tests})


def _freed(classes: list[AnswerClass], free: Sequence[Compare]) -> list[AnswerClass]:
    """The same classes with the free comparisons coming out in every way; too many of them come out together."""
    ways = product((Answer.NO, Answer.YES), repeat=len(free)) if len(free) <= MOST_FREE else _together(len(free))
    pairs = product(ways, classes)
    return [AnswerClass(one.shown, {**one.outcomes, **dict(zip(free, way, strict=True))}) for way, one in pairs]


def _together(number: int) -> Iterator[tuple[Answer, ...]]:
    return ((answer,) * number for answer in (Answer.NO, Answer.YES))


def _listed(field: Field | None, tests: Collection[Compare]) -> list[Compare]:
    """The comparisons whose outcome follows from the value alone."""
    if field is None:
        return []
    mentioned = {test.value for test in tests if test.op is Op.CONTAINS}
    many = field.kind is FieldKind.CHOICES and len(mentioned) > MOST_MENTIONED
    return [test for test in tests if not many and not other_facts(test.value) and _fits(field, test)]


def _fits(field: Field, test: Compare) -> bool:
    """Whether the comparison can be made with values of this kind at all; WRONG-VALUE says when it cannot."""
    try:
        return [_outcome(test, value) for value in _values(field, [test])] != []
    except FactTypeMismatch:
        return False


def _outcome(test: Compare, value: object) -> Answer:
    return evaluate(test, {} if value is None else {test.fact: value})


def _shown(value: object) -> str:
    match value:
        case None:
            return "unanswered"
        case bool():
            return "yes" if value else "no"
        case list():
            plain = [str(one) for one in value if not isinstance(one, dict)]
            return "+".join(plain) or (f"{len(value)} rows" if value else "none")
        case _:
            return str(value)


def _values(field: Field, tests: Sequence[Compare]) -> list[object]:
    """Answers to try for one kind of field; no answer is one of them where none is required."""
    if field.kind is FieldKind.CHOICES:
        return list(_chosen(field, tests))
    if field.kind is FieldKind.TABLE:
        return list(_tables(field, tests))
    return [*_single_values(field, tests), *([] if field.required else [None])]


def _single_values(field: Field, tests: Sequence[Compare]) -> list[object]:
    match field.kind:
        case FieldKind.YES_NO:
            return [True, False]
        case FieldKind.CHOICE:
            return [option.id for option in field.options]
        case FieldKind.INTEGER | FieldKind.MONEY | FieldKind.PERCENT:
            return _numbers(field, tests)
        case FieldKind.DATE:
            return _days(tests)
        case _:
            return _words(tests)


def _chosen(field: Field, tests: Sequence[Compare]) -> Iterator[list[str]]:
    """Every choice among the options that are mentioned, with any number of the others."""
    options = [option.id for option in field.options]
    mentioned = {test.value for test in tests if test.op is Op.CONTAINS}
    named, others = [one for one in options if one in mentioned], [one for one in options if one not in mentioned]
    sizes = range(len(named) + 1)
    for chosen in chain.from_iterable(combinations(named, size) for size in sizes):
        for number in range(len(others) + 1):
            if chosen or number or not field.required:
                yield [*chosen, *others[:number]]


def _tables(field: Field, tests: Sequence[Compare]) -> Iterator[list[dict[str, object]]]:
    least = field.min_rows if field.required else 0
    bounds = [one for one in _constants(tests) if isinstance(one, int)]
    counts = {least, field.max_rows, *(bound + step for bound in bounds for step in (-1, 0, 1))}
    return ([{}] * count for count in sorted(counts) if least <= count <= field.max_rows)


def _constants(tests: Sequence[Compare]) -> list[object]:
    return [part for test in tests for part in (test.value if isinstance(test.value, tuple) else (test.value,))]


def _numbers(field: Field, tests: Sequence[Compare]) -> list[object]:
    """Each number that is compared with and its neighbours, as far as the field accepts them."""
    step = STEP.get(field.kind, Decimal(1))
    bounds = [Decimal(one) for one in _constants(tests) if isinstance(one, int | Decimal)]
    bounds += [one for one in (field.minimum, field.maximum) if one is not None]
    near = {one // step * step + step * away for one in bounds if abs(one) < LARGEST for away in (-1, 0, 1)}
    accepted = [one for one in sorted(near) if _accepts(field, one)]
    return [int(one) if field.kind is FieldKind.INTEGER else one for one in accepted or [Decimal(1)]]


def _accepts(field: Field, number: Decimal) -> bool:
    above = field.minimum is None or number >= field.minimum
    return above and (field.maximum is None or number <= field.maximum)


def _days(tests: Sequence[Compare]) -> list[object]:
    """The days around every day and year that is compared with; some day when there is none."""
    days = {date(2000, 1, 1)}
    for test in tests:
        for one in _constants([test]):
            days |= _ends_of_year(one) if test.op is Op.YEAR_EQ else _day(one)
    return [(day + timedelta(days=away)).isoformat() for day in sorted(days) for away in (-1, 0, 1)]


def _ends_of_year(value: object) -> set[date]:
    is_year = isinstance(value, int) and date.min.year < value < date.max.year
    return {date(value, 1, 1), date(value, 12, 31)} if is_year and isinstance(value, int) else set()


def _day(value: object) -> set[date]:
    try:
        day = date.fromisoformat(str(value))
    except ValueError:
        return set()
    return {day} if date.min.year < day.year < date.max.year else set()


def _words(tests: Sequence[Compare]) -> list[object]:
    named = [one for one in _constants(tests) if isinstance(one, str)]
    return [OTHER_TEXT, *named, *(f"{one}{OTHER_TEXT}" for one in named)]
