"""Rules as data: trees of comparisons, answered yes, no or unknown, with an explanation.

Owns the logic of incomplete knowledge (Kleene): a missing fact makes an answer unknown only where it could matter.
Refuses rules outside the closed vocabulary of `comparisons`. Every part of a tree is always looked at, so that a fact
of the wrong type is an error in whatever order the rules were written.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Final

from portal.domain.comparisons import (
    BUILDERS,
    ConditionInvalid,
    FactRef,
    FactTypeMismatch,
    Growth,
    Months,
    Op,
    Unfit,
    frozen_value,
    other_facts,
)

__all__ = [
    "AllOf",
    "Answer",
    "AnyOf",
    "Compare",
    "Condition",
    "ConditionInvalid",
    "Explained",
    "FactRef",
    "FactTypeMismatch",
    "Growth",
    "Months",
    "Negation",
    "Op",
    "compile_condition",
    "evaluate",
    "explain",
    "facts_of",
    "missing_facts",
]


class Answer(Enum):
    """What can be said about a rule from the facts that are known."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


YES: Final = Answer.YES
NO: Final = Answer.NO
UNKNOWN: Final = Answer.UNKNOWN


@dataclass(frozen=True, slots=True)
class Compare:
    """One fact compared with a value; raises `ConditionInvalid` when the value does not fit the operator."""

    fact: str
    op: Op
    value: object = None

    def __post_init__(self) -> None:
        try:
            object.__setattr__(self, "value", frozen_value(self.op, self.value))
            BUILDERS[self.op](self.value)
        except (Unfit, KeyError):
            raise ConditionInvalid(fact=self.fact, op=self.op, value=self.value) from None


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every part holds; nothing to check is yes."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one part holds; nothing to choose from is no."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Negation:
    """The part does not hold."""

    part: "Condition"


Condition = Compare | AllOf | AnyOf | Negation
Compiled = Callable[[Mapping[str, object]], Answer]


@dataclass(frozen=True, slots=True)
class Explained:
    """Why a condition was answered so: the facts it used, those it misses, and the same of its parts."""

    condition: Condition
    answer: Answer
    used: Mapping[str, object]
    missing: frozenset[str]
    parts: tuple["Explained", ...] = ()


def evaluate(condition: Condition, facts: Mapping[str, object]) -> Answer:
    """The answer from these facts; a fact that is absent or `None` is unknown. Raises `FactTypeMismatch`."""
    return compile_condition(condition)(facts)


def compile_condition(condition: Condition) -> Compiled:
    """The same as `evaluate` for many sets of facts, prepared once."""
    if isinstance(condition, Compare):
        return _compiled_comparison(condition)
    if isinstance(condition, Negation):
        return _compiled_negation(compile_condition(condition.part))
    parts = tuple(compile_condition(part) for part in condition.parts)
    return _compiled_parts(parts, *((NO, YES) if isinstance(condition, AllOf) else (YES, NO)))


def explain(condition: Condition, facts: Mapping[str, object]) -> Explained:
    """The answer with its reasons as a tree of the same shape as the condition. Raises `FactTypeMismatch`."""
    if isinstance(condition, Compare):
        return _explained_comparison(condition, facts)
    inner = (condition.part,) if isinstance(condition, Negation) else condition.parts
    parts = tuple(explain(part, facts) for part in inner)
    return Explained(
        condition,
        _joined(condition, parts),
        {name: value for part in parts for name, value in part.used.items()},
        frozenset[str]().union(*(part.missing for part in parts)),
        parts,
    )


def facts_of(condition: Condition) -> frozenset[str]:
    """The ids of all facts that a condition looks at."""
    if isinstance(condition, Compare):
        return frozenset({condition.fact, *other_facts(condition.value)})
    inner = (condition.part,) if isinstance(condition, Negation) else condition.parts
    return frozenset[str]().union(*(facts_of(part) for part in inner))


def missing_facts(condition: Condition, facts: Mapping[str, object]) -> frozenset[str]:
    """The facts that are still needed for an answer; none once the answer is yes or no."""
    return _needed(explain(condition, facts))


def _needed(explained: Explained) -> frozenset[str]:
    if explained.answer is not UNKNOWN:
        return frozenset()
    return frozenset[str]().union(*(map(_needed, explained.parts))) if explained.parts else explained.missing


def _compiled_comparison(condition: Compare) -> Compiled:
    name, test, absent = condition.fact, BUILDERS[condition.op](condition.value), _answer_when_absent(condition)

    def run(facts: Mapping[str, object]) -> Answer:
        found = facts.get(name)
        if found is None:
            return absent
        try:
            holds = test(found, facts)
        except Unfit:
            raise _mismatch(condition, facts) from None
        return UNKNOWN if holds is None else YES if holds else NO

    return run


def _compiled_negation(part: Compiled) -> Compiled:
    def run(facts: Mapping[str, object]) -> Answer:
        answer = part(facts)
        return NO if answer is YES else YES if answer is NO else UNKNOWN

    return run


def _compiled_parts(parts: Iterable[Compiled], decisive: Answer, otherwise: Answer) -> Compiled:
    def run(facts: Mapping[str, object]) -> Answer:
        answer = otherwise
        for part in parts:
            found = part(facts)
            if found is decisive or (found is UNKNOWN and answer is otherwise):
                answer = found
        return answer

    return run


def _explained_comparison(condition: Compare, facts: Mapping[str, object]) -> Explained:
    answer = evaluate(condition, facts)
    names = sorted(facts_of(condition))
    used = {name: facts[name] for name in names if facts.get(name) is not None}
    missing = frozenset(names) - used.keys() if answer is UNKNOWN else frozenset[str]()
    return Explained(condition, answer, used, missing)


def _joined(condition: Condition, parts: tuple[Explained, ...]) -> Answer:
    answers = {part.answer for part in parts}
    if isinstance(condition, Negation):
        return {YES: NO, NO: YES, UNKNOWN: UNKNOWN}[parts[0].answer]
    decisive, otherwise = (NO, YES) if isinstance(condition, AllOf) else (YES, NO)
    if decisive in answers:
        return decisive
    return UNKNOWN if UNKNOWN in answers else otherwise


def _answer_when_absent(condition: Compare) -> Answer:
    """That a fact exists can be denied without knowing it."""
    return NO if condition.op is Op.EXISTS else UNKNOWN


def _mismatch(condition: Compare, facts: Mapping[str, object]) -> FactTypeMismatch:
    found = type(facts[condition.fact]).__name__
    return FactTypeMismatch(fact=condition.fact, op=condition.op, value=condition.value, found=found)
