"""Proofs about clocks and exceptions: within the law, and whole on both sides 时限与特别规定.

Owns the limits that the law itself sets (guide §1.1, §1.4, §3.5) and the pairs of which one half is useless alone.
Limits of different units are compared as `durations` says. Refuses nothing about how a case is handled.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from portal.domain.item_facts import LICENSING
from portal.domain.limits import Limit, Unit
from portal.domain.materials import Acquisition, Necessity
from portal.domain.procedures import ExtendedClock
from portal.domain.proofs.durations import is_longer, may_be_longer, ticks
from portal.domain.proofs.problem import problem

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from portal.domain.procedures import ExtensionRule
    from portal.domain.proofs.problem import Place, Problem
    from portal.domain.workflow import Limits, Service

ACCEPTANCE: Final = Limit(5, Unit.WORKDAY)  # 行政许可法 32(1)(四)
DELIVERY: Final = Limit(10, Unit.WORKDAY)  # 行政许可法 44
EXTENSION: Final = Limit(10, Unit.WORKDAY)  # 行政许可法 42(1)
JOINT: Final = Limit(45, Unit.WORKDAY)  # 行政许可法 42(2): unified, joint or centralised handling
JOINT_EXTENSION: Final = Limit(15, Unit.WORKDAY)
LONGEST_ROUND: Final = Limit(180, Unit.DAY)
"""A correction or a special procedure that may last longer than half a year has no end that anybody waits for."""


def promise_is_within_the_law(service: Service, _: Collection[str]) -> Iterator[Problem]:
    """The county may promise less time than the law gives, never more (优化营商环境条例 art. 36)."""
    promise, statutory = service.limits.promise, service.limits.statutory
    facts = {"promise": str(promise), "statutory": str(statutory)}
    if is_longer(promise, statutory):
        yield problem("PROMISE-LONGER", ("limits", "promise"), **facts)
    elif may_be_longer(promise, statutory):
        yield problem("PROMISE-NEAR", ("limits", "promise"), **facts)


def limits_are_lawful(service: Service, _: Collection[str]) -> Iterator[Problem]:
    """Acceptance and delivery last no longer than the law bears."""
    limits = service.limits
    if is_longer(limits.acceptance, ACCEPTANCE):
        yield problem("ACCEPTANCE-LONG", ("limits", "acceptance"), limit=str(limits.acceptance), law=str(ACCEPTANCE))
    if service.item.task_type == LICENSING and is_longer(limits.delivery, DELIVERY):
        yield problem("DELIVERY-LONG", ("limits", "delivery"), limit=str(limits.delivery), law=str(DELIVERY))


def law_is_usual(service: Service, _: Collection[str]) -> Iterator[Problem]:
    """The licensing law itself knows no more than 45 working days; a longer limit needs another law."""
    statutory = service.limits.statutory
    if service.item.task_type == LICENSING and is_longer(statutory, JOINT):
        yield problem("STATUTORY-LONG", ("limits", "statutory"), limit=str(statutory), law=str(JOINT))


def rounds_are_bounded(service: Service, _: Collection[str]) -> Iterator[Problem]:
    """Whatever a case can be sent round through has an end within a time that somebody would wait."""
    rounds: list[tuple[Place, Limit]] = [(("limits", "correction"), service.limits.correction)]
    rounds += [(("procedures", number, "at_most"), one.at_most) for number, one in enumerate(service.procedures)]
    if service.superior:
        rounds.append((("superior", "usual"), service.superior.usual))
    if service.commitment:
        rounds.append((("commitment", "check_within"), service.commitment.check_within))
    for place, limit in rounds:
        if is_longer(limit, LONGEST_ROUND):
            yield problem("ROUND-LONG", place, limit=str(limit), most=str(LONGEST_ROUND))


def extension_is_lawful(service: Service, _: Collection[str]) -> Iterator[Problem]:
    """Once, by at most what the law allows, counted like the clocks it lengthens (行政许可法 art. 42)."""
    rule, limits = service.extension, service.limits
    if rule is None:
        return
    place = ("extension", "at_most")
    for clock in rule.clocks:
        limit = limits.promise if clock is ExtendedClock.PROMISE else limits.statutory
        if limit.unit is not rule.at_most.unit:
            yield problem("EXTENSION-UNIT", place, limit=str(rule.at_most), clock=str(clock), unit=str(limit.unit))
    law = JOINT_EXTENSION if ticks(limits.statutory) >= ticks(JOINT) else EXTENSION
    most = min(law, limits.statutory, key=ticks)
    if is_longer(rule.at_most, most):
        yield problem("EXTENSION-LONG", place, limit=str(rule.at_most), law=str(most))
    elif set(rule.clocks) == {ExtendedClock.PROMISE} and _over_the_law(rule, limits):
        facts = {"promise": str(limits.promise), "limit": str(rule.at_most), "statutory": str(limits.statutory)}
        yield problem("EXTENSION-OVER-LAW", place, **facts)


def _over_the_law(rule: ExtensionRule, limits: Limits) -> bool:
    return ticks(limits.promise) + ticks(rule.at_most) > ticks(limits.statutory)


def superior_is_not_counted(service: Service, _: Collection[str]) -> Iterator[Problem]:
    """Cases that an agency above approves, and only those, are left out of the 只跑一次 figures."""
    excluded = service.item.excluded_from_once
    if service.superior and not excluded:
        yield problem("SUPERIOR-COUNTED", ("superior",))
    if excluded and not service.superior:
        yield problem("EXCLUDED-IDLE", ("item", "excluded_from_once"))


def tolerance_is_whole(service: Service, _: Collection[str]) -> Iterator[Problem]:
    """Tolerable materials and the rule of tolerance need each other; the time is not longer than the promise."""
    rule = service.tolerance
    tolerable = [one for one in enumerate(service.materials) if one[1].necessity is Necessity.TOLERABLE]
    for number, material in tolerable:
        if rule is None:
            yield problem("TOLERANCE-MISSING", ("materials", number, "necessity"), id=material.id)
        if material.acquisition is not Acquisition.UPLOAD:
            yield problem("TOLERABLE-SPARED", ("materials", number, "necessity"), id=material.id)
    if rule and not tolerable:
        yield problem("TOLERANCE-IDLE", ("tolerance",))
    if rule and is_longer(rule.within, service.limits.promise):
        facts = {"limit": str(rule.within), "promise": str(service.limits.promise)}
        yield problem("TOLERANCE-LONG", ("tolerance", "within"), **facts)


def commitment_is_whole(service: Service, _: Collection[str]) -> Iterator[Problem]:
    """Materials that a commitment replaces and the rule of commitment need each other."""
    replaced = [one for one in enumerate(service.materials) if one[1].by_commitment]
    for number, material in replaced:
        if service.commitment is None:
            yield problem("COMMITMENT-MISSING", ("materials", number, "by_commitment"), id=material.id)
        if material.acquisition is Acquisition.GENERATED or material.necessity is Necessity.OPTIONAL:
            yield problem("COMMITMENT-SPARED", ("materials", number, "by_commitment"), id=material.id)
    if service.commitment and not replaced:
        yield problem("COMMITMENT-IDLE", ("commitment",))
