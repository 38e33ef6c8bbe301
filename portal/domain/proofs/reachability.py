"""Proof that every step, material and page can be part of some case.

Owns the search for a situation in which a condition holds: all combinations of answers that make a difference to it.
Claims nothing when there are too many of them; never says that something is unreachable when it is not.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from itertools import chain, combinations, product
from math import prod
from typing import TYPE_CHECKING, Final

from portal.domain.conditions import Answer, FactTypeMismatch, evaluate, facts_of
from portal.domain.proofs.problem import asked, conditions, problem
from portal.domain.proofs.references import comparisons
from portal.domain.workflow import FieldKind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from portal.domain.conditions import Compare, Condition
    from portal.domain.proofs.problem import Asked, Problem
    from portal.domain.workflow import Service

MOST_SITUATIONS: Final = 20_000
MOST_OPTIONS: Final = 8
FINITE: Final = frozenset({FieldKind.CHOICE, FieldKind.CHOICES, FieldKind.YES_NO})


def everything_can_apply(service: Service, _: Collection[str]) -> Iterator[Problem]:
    """Each condition holds in at least one situation: what never applies is a mistake, for a step a dead one."""
    order = tuple(asked(service))
    for place, condition, known in conditions(service):
        if facts_of(condition) <= known and _never_holds(condition, order):
            yield problem("UNREACHABLE" if place[0] == "steps" else "NEVER-APPLIES", place)


def _never_holds(condition: Condition, order: Sequence[Asked]) -> bool:
    facts = _involved(condition, order)
    tested = [comparison for one in facts for guard in _guards(one) for comparison in comparisons(guard)]
    tested += comparisons(condition)
    values = [_values(one, [test for test in tested if test.fact == one.field.id]) for one in facts]
    if any(not one for one in values) or prod(map(len, values)) > MOST_SITUATIONS:
        return False
    try:
        return not any(_holds(condition, facts, answers) for answers in product(*values))
    except FactTypeMismatch:
        return False  # WRONG-OPERATOR says it better


def _holds(condition: Condition, facts: Sequence[Asked], answers: Sequence[object]) -> bool:
    """Whether the condition holds when these answers are given, as far as their questions are asked at all."""
    known: dict[str, object] = {}
    for one, answer in zip(facts, answers, strict=True):
        if all(evaluate(guard, known) is Answer.YES for guard in _guards(one)):
            known[one.field.id] = answer
    return evaluate(condition, known) is Answer.YES


def _guards(one: Asked) -> list[Condition]:
    """What must hold for a field to be asked."""
    guards = [one.page.when if one.page else None, one.field.when]
    return [guard for guard in guards if guard is not None]


def _involved(condition: Condition, order: Sequence[Asked]) -> list[Asked]:
    """The fields that can make a difference, in the order they are asked."""
    needed = set(facts_of(condition))
    for one in reversed(order):
        if one.field.id in needed:
            needed.update(*(facts_of(guard) for guard in _guards(one)))
    return [one for one in order if one.field.id in needed]


def _values(one: Asked, tests: Sequence[Compare]) -> list[object]:
    """Answers to try; empty when they cannot be listed. An optional question may also stay unanswered."""
    silent: list[object] = [] if one.field.required else [None]
    options = [option.id for option in one.field.options]
    match one.field.kind:
        case FieldKind.YES_NO:
            return [True, False, *silent]
        case FieldKind.CHOICE:
            return [*options, *silent]
        case FieldKind.CHOICES if len(options) <= MOST_OPTIONS:
            sizes = range(len(options) + 1)
            return [list(chosen) for chosen in chain.from_iterable(combinations(options, size) for size in sizes)]
        case FieldKind.INTEGER | FieldKind.MONEY | FieldKind.PERCENT:
            return [*_numbers(tests), *silent]
        case FieldKind.DATE:
            return [*_dates(tests), *silent]
        case _:
            return []


def _constants(tests: Sequence[Compare]) -> list[object]:
    return [part for test in tests for part in (test.value if isinstance(test.value, tuple) else (test.value,))]


def _numbers(tests: Sequence[Compare]) -> list[object]:
    """Each number that is compared with, and its neighbours; none when something else is compared with."""
    numbers = [value for value in _constants(tests) if isinstance(value, int | Decimal)]
    return [value + step for value in numbers for step in (-1, 0, 1)] if len(numbers) == len(_constants(tests)) else []


def _dates(tests: Sequence[Compare]) -> list[object]:
    try:
        days = [date.fromisoformat(str(value)) for value in _constants(tests)]
    except ValueError:
        return []
    return [(day + timedelta(days=step)).isoformat() for day in days for step in (-1, 0, 1)]
