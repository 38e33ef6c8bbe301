"""Whether an enterprise qualifies for a policy: 符合, 可能符合 with what is missing, or 不符合 with why (guide §6.5).

Owns the verdict and the shortfalls. A missing fact never fails a condition: it makes the verdict "possible" and is
named. Refuses (as `FactTypeMismatch`) a fact of the wrong kind. The sentences are in
:mod:`portal.domain.policies.wording`.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from portal.domain.conditions import AllOf, Answer, Compare, FactRef, Growth, Op, explain, facts_of, missing_facts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from portal.domain.conditions import Condition
    from portal.domain.policies.facts import Fact
    from portal.domain.policies.policy import Policy

POLICY_YEAR: Final = "policy_year"
"""What stands for the policy's year in a comparison; with -1 to -3 for the years before."""

YEARS_BACK: Final = 3
TODAY: Final = "today"
NEAR: Final = Decimal("0.2")
"""A shortfall of at most this share of what is asked for counts as nearly reached."""

AT_LEAST: Final = frozenset({Op.GTE, Op.GT, Op.BETWEEN, Op.GROWTH_GTE})


FIXED: Final = frozenset({"industry", "region", "type"})
"""What an enterprise is; it does not grow out of it."""


class Verdict(StrEnum):
    """What can be said of one enterprise and one policy."""

    QUALIFIES = "qualifies"  # 符合
    POSSIBLE = "possible"  # 可能符合: nothing fails, something is not known
    FAILS = "fails"  # 不符合


@dataclass(frozen=True, slots=True)
class Requirement:
    """One condition that must hold, with its answer, the facts it used, and exactly those that are still needed.

    ``values`` holds everything the condition looks at, the years of the policy and today included.
    """

    condition: Condition
    answer: Answer
    used: tuple[Fact, ...]
    missing: tuple[str, ...]
    values: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Gap:
    """How much is short of a number that is asked for, in the unit of the fact; ``limit`` is the fact compared with."""

    fact: str
    needed: Decimal
    have: Decimal
    missing: Decimal
    limit: str | None = None

    @property
    def share(self) -> Decimal:
        """The shortfall as a share of what is asked for."""
        return self.missing / self.needed if self.needed > 0 else Decimal(1)


@dataclass(frozen=True, slots=True)
class Match:
    """The verdict with every requirement, in the order of the policy."""

    policy: str
    verdict: Verdict
    requirements: tuple[Requirement, ...]
    gaps: tuple[Gap, ...]
    in_force: bool  # whether the policy can be claimed on that day

    @property
    def failing(self) -> tuple[Requirement, ...]:
        """Every condition that is not met."""
        return tuple(one for one in self.requirements if one.answer is Answer.NO)

    @property
    def passing(self) -> tuple[Requirement, ...]:
        """Every condition that is met."""
        return tuple(one for one in self.requirements if one.answer is Answer.YES)

    @property
    def unknown(self) -> tuple[Requirement, ...]:
        """Every condition that nothing can be said about yet."""
        return tuple(one for one in self.requirements if one.answer is Answer.UNKNOWN)

    @property
    def missing(self) -> tuple[str, ...]:
        """Exactly the facts that are still needed, each once, in the order of the policy."""
        return tuple(dict.fromkeys(fact for one in self.requirements for fact in one.missing))

    @property
    def nearly(self) -> bool:
        """One number is a little short and nothing else fails: 接近达标."""
        return len(self.failing) == 1 and len(self.gaps) == 1 and self.gaps[0].share <= NEAR


def match(policy: Policy, profile: Mapping[str, Fact], *, year: int, today: date) -> Match:
    """Judge one enterprise by the conditions of one policy for one policy year. Raises `FactTypeMismatch`."""
    return Match(
        policy=policy.key,
        verdict=_verdict(requirements := judged(policy.eligibility, profile, year=year, today=today)),
        requirements=requirements,
        gaps=_shortfalls([one for one in requirements if one.answer is Answer.NO]),
        in_force=policy.valid_from <= today <= policy.valid_until,
    )


def judged(condition: Condition, profile: Mapping[str, Fact], *, year: int, today: date) -> tuple[Requirement, ...]:
    """A condition split into what must hold at once, each judged by itself; what stands twice is judged once."""
    values = values_of(profile, year=year, today=today)
    return tuple(_requirement(one, profile, values) for one in dict.fromkeys(at_once(condition)))


def at_once(condition: Condition) -> Iterator[Condition]:
    """The conditions that must all hold, one by one."""
    if isinstance(condition, AllOf):
        for part in condition.parts:
            yield from at_once(part)
    else:
        yield condition


def answer(condition: Condition, profile: Mapping[str, Fact], *, year: int, today: date) -> Answer:
    """The answer of one condition, e.g. that of a tier or of a tranche."""
    return explain(condition, values_of(profile, year=year, today=today)).answer


def values_of(profile: Mapping[str, Fact], *, year: int, today: date) -> dict[str, object]:
    """What conditions look at: the values of the facts, the policy's years and the day."""
    years = {year_name(back): year - back for back in range(YEARS_BACK + 1)}
    return {**{name: fact.value for name, fact in profile.items()}, **years, TODAY: today}


def year_name(back: int) -> str:
    """The name under which a condition finds the policy's year, or one before it."""
    return f"{POLICY_YEAR}-{back}" if back else POLICY_YEAR


def is_given(name: str) -> bool:
    """Whether a name is always known: the day or a year of the policy."""
    return name == TODAY or name in {year_name(back) for back in range(YEARS_BACK + 1)}


def policy_facts(condition: Condition) -> frozenset[str]:
    """The facts of the enterprise that a condition looks at."""
    return frozenset(name for name in facts_of(condition) if not is_given(name))


def _verdict(requirements: tuple[Requirement, ...]) -> Verdict:
    answers = {one.answer for one in requirements}
    if Answer.NO in answers:
        return Verdict.FAILS
    return Verdict.POSSIBLE if Answer.UNKNOWN in answers else Verdict.QUALIFIES


def _requirement(condition: Condition, profile: Mapping[str, Fact], values: Mapping[str, object]) -> Requirement:
    names = sorted(facts_of(condition))
    return Requirement(
        condition=condition,
        answer=explain(condition, values).answer,
        used=tuple(profile[name] for name in names if name in profile),
        missing=tuple(sorted(missing_facts(condition, values))),
        values={name: values[name] for name in names if name in values},
    )


def _shortfalls(failing: Sequence[Requirement]) -> tuple[Gap, ...]:
    """What is short; nothing for who is of another industry or place, whom a larger number would not help."""
    if any(facts_of(one.condition) & FIXED for one in failing):
        return ()
    return tuple(gap for one in failing for gap in _gaps(one))


def _gaps(requirement: Requirement) -> Iterator[Gap]:
    """The shortfall of a comparison that asks for at least a number."""
    compare = requirement.condition
    if not isinstance(compare, Compare) or compare.op not in AT_LEAST:
        return
    have, needed = requirement.values.get(compare.fact), _needed(compare, requirement.values)
    if isinstance(have, Decimal | int) and needed is not None and have <= needed:
        limit = compare.value.name if isinstance(compare.value, FactRef) else None
        yield Gap(compare.fact, needed, Decimal(have), needed - have, limit)


def _needed(compare: Compare, values: Mapping[str, object]) -> Decimal | None:
    """The least number that is asked for; nothing where the comparison is one of dates."""
    value = compare.value
    if isinstance(value, Growth):
        before = values.get(value.prev)
        return Decimal(before) * (1 + Decimal(value.pct) / 100) if isinstance(before, Decimal | int) else None
    if compare.op is Op.BETWEEN and isinstance(value, tuple):
        value = value[0]
    if isinstance(value, FactRef):
        value = values.get(value.name)
    return Decimal(value) if isinstance(value, Decimal | int) and not isinstance(value, bool) else None
