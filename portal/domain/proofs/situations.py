"""Situations 情形: every combination of answers that makes a difference to some conditions, each exactly once.

Owns the search. Questions are answered in the order they are asked; what is not asked in a situation is unknown.
Refuses (by `TooMany`) to look at more than `MOST` situations: the proof that asked says what it then claims instead.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from portal.domain.conditions import AllOf, Answer, AnyOf, Compare, Negation, facts_of
from portal.domain.proofs.answer_classes import answer_classes, not_asked
from portal.domain.proofs.problem import guards
from portal.domain.proofs.references import comparisons

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from portal.domain.conditions import Condition
    from portal.domain.proofs.answer_classes import AnswerClass
    from portal.domain.proofs.problem import Asked

MOST: Final = 5_000
"""More situations than this are not looked at one by one."""


class TooMany(Exception):
    """There are more than `MOST` situations; `facts` are the questions that make them."""

    def __init__(self, facts: tuple[str, ...]) -> None:
        super().__init__(facts)
        self.facts = facts


@dataclass(frozen=True, slots=True)
class Situation:
    """How every comparison comes out, and the answers that make it so."""

    outcomes: Mapping[Compare, Answer]
    shown: tuple[tuple[str, str], ...]

    def __str__(self) -> str:
        """The answers as words: `parts: seal+tax, filer: agent`."""
        return ", ".join(f"{name}: {answer}" for name, answer in self.shown) or "every case"

    def holds(self, condition: Condition | None) -> bool:
        """Whether the condition is known to hold; no condition always holds."""
        return condition is None or settled(condition, self.outcomes) is Answer.YES


@dataclass(frozen=True, slots=True)
class _Variable:
    """One question with the answers that make a difference, and what must hold for it to be asked."""

    name: str
    guards: tuple[Condition, ...]
    classes: tuple[AnswerClass, ...]
    silent: AnswerClass


def situations(order: Sequence[Asked], conditions: Collection[Condition]) -> list[Situation]:
    """Every situation that these conditions can tell apart; raises `TooMany`."""
    variables = _variables(order, conditions)
    found: list[Situation] = []
    for situation in _search(variables, 0, {}, shown=()):
        found.append(situation)
        if len(found) > MOST:
            raise TooMany(tuple(one.name for one in variables))
    return found


def settled(condition: Condition, outcomes: Mapping[Compare, Answer]) -> Answer:
    """The answer to a condition once its comparisons are answered; the logic of `conditions.evaluate`."""
    match condition:
        case Compare():
            return outcomes.get(condition, Answer.UNKNOWN)
        case Negation(part):
            return OPPOSITE[settled(part, outcomes)]
        case AllOf(parts):
            return _joined([settled(part, outcomes) for part in parts], Answer.NO, Answer.YES)
        case AnyOf(parts):
            return _joined([settled(part, outcomes) for part in parts], Answer.YES, Answer.NO)


OPPOSITE: Final = {Answer.YES: Answer.NO, Answer.NO: Answer.YES, Answer.UNKNOWN: Answer.UNKNOWN}


def _joined(answers: list[Answer], decisive: Answer, otherwise: Answer) -> Answer:
    if decisive in answers:
        return decisive
    return Answer.UNKNOWN if Answer.UNKNOWN in answers else otherwise


def _search(
    variables: Sequence[_Variable],
    at: int,
    outcomes: Mapping[Compare, Answer],
    *,
    shown: tuple[tuple[str, str], ...],
) -> Iterator[Situation]:
    if at == len(variables):
        yield Situation(outcomes, shown)
        return
    variable = variables[at]
    asked = all(settled(guard, outcomes) is Answer.YES for guard in variable.guards)
    for one in variable.classes if asked else (variable.silent,):
        told = (*shown, (variable.name, one.shown)) if asked else shown
        yield from _search(variables, at + 1, {**outcomes, **one.outcomes}, shown=told)


def _variables(order: Sequence[Asked], conditions: Collection[Condition]) -> list[_Variable]:
    """The questions that can make a difference, in the order they are asked; strangers come first."""
    involved = _involved(order, conditions)
    tests = list(dict.fromkeys(_tests(involved, conditions)))
    known = {one.field.id for one in involved}
    strangers = dict.fromkeys(test.fact for test in tests if test.fact not in known)
    named = [(name, None) for name in strangers] + [(one.field.id, one) for one in involved]
    found = [_variable(name, one, [test for test in tests if test.fact == name]) for name, one in named]
    return [one for one in found if one.classes]


def _variable(name: str, one: Asked | None, tests: list[Compare]) -> _Variable:
    classes = answer_classes(one.field if one else None, tests) if tests else ()
    return _Variable(name, guards(one) if one else (), classes, not_asked(tests))


def _tests(involved: Iterable[Asked], conditions: Iterable[Condition]) -> Iterator[Compare]:
    for one in involved:
        for guard in guards(one):
            yield from comparisons(guard)
    for condition in conditions:
        yield from comparisons(condition)


def _involved(order: Sequence[Asked], conditions: Iterable[Condition]) -> list[Asked]:
    """The fields that can make a difference, in the order they are asked."""
    needed = set[str]().union(*(facts_of(condition) for condition in conditions))
    for one in reversed(order):
        if one.field.id in needed:
            needed.update(*(facts_of(guard) for guard in guards(one)))
    return [one for one in order if one.field.id in needed]
