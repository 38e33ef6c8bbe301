"""How finished cases were handled: one-time notice, ratings, pauses, extension, materials to follow, endings.

Definitions: docs/figures.md (guide §9.8–9.10, and the lenient variant of §9.2). Each finished case has a few facts of
its own events; a trait is a question about them, and every figure is a share of two traits.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from portal.domain.case.incidents import (
    Ending,
    ExtensionState,
    FollowUpKind,
    FollowUpState,
    PauseKind,
    RatingLevel,
)
from portal.domain.case.state import Case, ClockName, VisitCause
from portal.domain.figures import Once, Share, once_with

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import datetime

SPECIAL_LIMIT: Final = 20  # per cent of decided cases; more of them is a warning
_BEST: Final = 6  # stars are the code turned round: 1 is five stars
_CENT: Final = Decimal("0.01")
_RECTIFIED: Final = frozenset({FollowUpState.RECTIFIED, FollowUpState.CALLED_BACK})


class Tolerated(StrEnum):
    """What came of a promise to hand something in after acceptance 容缺."""

    SUPPLIED = "supplied"  # everything came in time
    LAPSED = "lapsed"  # it did not: the filing counts as withdrawn
    ENDED = "ended"  # the case ended before the time was over


@dataclass(frozen=True, slots=True, kw_only=True)
class Conduct:
    """The facts of one finished case; equal ones are counted together."""

    service_key: str
    granted: bool | None  # None: ended without a decision
    accepted: bool
    ending: Ending | None
    corrections: int
    violations: int
    deemed: bool
    special: bool
    extended: bool
    tolerated: Tolerated | None
    rated: bool
    rating: RatingLevel | None  # the first one; None also when it was found not to count
    bad_rating: FollowUpState | None
    lenient: Once | None


class Trait(StrEnum):
    """A question about a finished case; the cases that answer yes stand behind a number."""

    FINISHED = "finished"
    DECIDED = "decided"
    UNDECIDED = "undecided"
    ACCEPTED = "accepted"
    CORRECTED = "corrected"
    ONE_ROUND = "one_round"
    SECOND_NOTICE = "second_notice"
    OUTSIDE = "outside"
    DEEMED = "deemed"
    RATED = "rated"
    RATED_DECIDED = "rated_decided"
    GOOD = "good"
    BAD = "bad"
    TO_VERIFY = "to_verify"
    VALID = "valid"
    RECTIFIED = "rectified"
    CALLED_BACK = "called_back"
    NOT_COUNTED = "not_counted"
    SPECIAL = "special"
    EXTENDED = "extended"
    TOLERATED = "tolerated"
    SUPPLIED = "supplied"
    TOLERANCE_LAPSED = "tolerance_lapsed"
    NOT_ACCEPTED = "not_accepted"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"
    RETURNED = "returned"
    LENIENT = "lenient"
    LENIENT_WHOLE = "lenient_whole"


TRAITS: Final[Mapping[Trait, Callable[[Conduct], bool]]] = {
    Trait.FINISHED: lambda _one: True,
    Trait.DECIDED: lambda one: one.granted is not None,
    Trait.UNDECIDED: lambda one: one.granted is None,
    Trait.ACCEPTED: lambda one: one.accepted,
    Trait.CORRECTED: lambda one: one.corrections > 0,
    Trait.ONE_ROUND: lambda one: one.corrections == 1,
    Trait.SECOND_NOTICE: lambda one: one.corrections > 1,
    Trait.OUTSIDE: lambda one: one.violations > max(one.corrections - 1, 0),
    Trait.DEEMED: lambda one: one.deemed,
    Trait.RATED: lambda one: one.rating is not None,
    Trait.RATED_DECIDED: lambda one: one.rated and one.granted is not None,
    Trait.GOOD: lambda one: one.rating is not None and not one.rating.is_bad,
    Trait.BAD: lambda one: one.rating is not None and one.rating.is_bad,
    Trait.TO_VERIFY: lambda one: one.bad_rating is FollowUpState.VERIFYING,
    Trait.VALID: lambda one: one.bad_rating is FollowUpState.RECTIFYING or one.bad_rating in _RECTIFIED,
    Trait.RECTIFIED: lambda one: one.bad_rating in _RECTIFIED,
    Trait.CALLED_BACK: lambda one: one.bad_rating is FollowUpState.CALLED_BACK,
    Trait.NOT_COUNTED: lambda one: one.bad_rating is FollowUpState.INVALID,
    Trait.SPECIAL: lambda one: one.special and one.granted is not None,
    Trait.EXTENDED: lambda one: one.extended and one.granted is not None,
    Trait.TOLERATED: lambda one: one.tolerated is not None,
    Trait.SUPPLIED: lambda one: one.tolerated is Tolerated.SUPPLIED,
    Trait.TOLERANCE_LAPSED: lambda one: one.tolerated is Tolerated.LAPSED,
    Trait.NOT_ACCEPTED: lambda one: one.ending is Ending.NOT_ACCEPTED,
    Trait.WITHDRAWN: lambda one: one.ending is Ending.WITHDRAWN,
    Trait.LAPSED: lambda one: one.ending is Ending.LAPSED,
    Trait.RETURNED: lambda one: one.ending is Ending.RETURNED,
    Trait.LENIENT: lambda one: one.lenient in {Once.NEVER, Once.ONCE},
    Trait.LENIENT_WHOLE: lambda one: one.lenient in {Once.NEVER, Once.ONCE, Once.MORE},
}


@dataclass(frozen=True, slots=True)
class ConductFigures:
    """The figures of one period; `counts` says how many cases have each trait, `stars` is their sum over ratings."""

    counts: Mapping[Trait, int]
    stars: int

    def count(self, trait: Trait) -> int:
        """How many cases have the trait."""
        return self.counts.get(trait, 0)

    def share(self, part: Trait, whole: Trait) -> Share:
        """The cases with one trait among those with another."""
        return Share(self.count(part), self.count(whole))

    @property
    def supplied(self) -> Share:
        """按期补齐率: everything came in time, among the cases in which that was settled."""
        return Share(self.count(Trait.SUPPLIED), self.count(Trait.SUPPLIED) + self.count(Trait.TOLERANCE_LAPSED))

    @property
    def average(self) -> Decimal | None:
        """平均分: the mean of 6 − code, so that 5 is best; two decimals, half up."""
        rated = self.count(Trait.RATED)
        return (Decimal(self.stars) / rated).quantize(_CENT, rounding=ROUND_HALF_UP) if rated else None

    @property
    def pauses_too_often(self) -> bool:
        """特别程序占比 above 20 %: a pause must not hide a delay."""
        percent = self.share(Trait.SPECIAL, Trait.DECIDED).percent
        return percent is not None and percent > SPECIAL_LIMIT


def finished_at(case: Case) -> datetime | None:
    """办结: when the case was decided, or ended without a decision."""
    return case.decided_at or case.ended_at


def conduct_of(case: Case) -> Conduct | None:
    """The facts of a finished case; None until it is finished."""
    if finished_at(case) is None:
        return None
    bad = bad_rating_of(case)
    return Conduct(
        service_key=case.service_key,
        granted=case.granted,
        accepted=case.accepted_on is not None,
        ending=case.ending,
        corrections=len(case.corrections),
        violations=sum(len(run.violations) for run in case.corrections),
        deemed=case.deemed_accepted,
        special=any(pause.kind is PauseKind.SPECIAL for pause in case.pauses),
        extended=case.extension is not None and case.extension.state is ExtensionState.GRANTED,
        tolerated=tolerated_of(case),
        rated=bool(case.ratings),
        rating=case.ratings[0].level if case.ratings and bad is not FollowUpState.INVALID else None,
        bad_rating=bad,
        lenient=lenient_of(case),
    )


def tolerated_of(case: Case) -> Tolerated | None:
    """What came of the promised materials; None when nothing was promised, or the case goes on."""
    if case.clock(ClockName.TOLERANCE) is None:
        return None
    if case.ending is Ending.TOLERANCE_LAPSED:
        return Tolerated.LAPSED
    came = all(run.files for run in case.materials if run.promised)
    return Tolerated.SUPPLIED if came else Tolerated.ENDED


def bad_rating_of(case: Case) -> FollowUpState | None:
    """Where the follow-up of a bad rating is."""
    return next((one.state for one in case.follow_ups if one.kind is FollowUpKind.BAD_RATING), None)


def lenient_of(case: Case) -> Once | None:
    """The lenient variant: without visits made only to hand in what one lawful notice asked for."""
    if case.granted is None:
        return None
    spared = len(case.corrections) == 1 and not case.corrections[0].violations
    return once_with(case, case.visit_count - (_corrections_brought(case) if spared else 0))


def _corrections_brought(case: Case) -> int:
    """Visits for a missing material, not before the notice."""
    told_on = case.corrections[0].told_at.date()
    return sum(visit.cause is VisitCause.MISSING_MATERIAL and visit.on >= told_on for visit in case.visits)


def summarise_conduct(facts: Iterable[tuple[Conduct, int]]) -> ConductFigures:
    """The figures over facts with their numbers of cases."""
    counts: Counter[Trait] = Counter()
    stars = 0
    for one, n in facts:
        counts.update({trait: n for trait, holds in TRAITS.items() if holds(one)})
        stars += (_BEST - one.rating) * n if one.rating is not None else 0
    return ConductFigures(counts, stars)
