"""Proofs about the course of a case in every situation: its order, its end, and how long it may take.

Owns the walk through `after` with the steps that are part of a case together. The situations are all combinations of
answers that the conditions of steps can tell apart; when there are more than `situations.MOST`, the order is judged by
the names alone and the time as if every step were part of the same case, which is stricter, never laxer.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from portal.domain.proofs.durations import in_workdays, one_after_another, ticks
from portal.domain.proofs.flow import ancestors, order_by_name
from portal.domain.proofs.problem import asked, problem
from portal.domain.proofs.situations import TooMany, situations
from portal.domain.workflow import StepKind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from portal.domain.conditions import Condition
    from portal.domain.limits import Limit
    from portal.domain.proofs.problem import Problem
    from portal.domain.workflow import Service, Step

Steps = frozenset[str]


@dataclass(frozen=True, slots=True)
class Course:
    """The steps of one situation, and the answers that lead to it."""

    steps: Steps
    situation: str
    limits: Mapping[str, Limit] = field(default_factory=dict)

    def limit(self, step: Step) -> Limit:
        """How long the step may take here; the longest it ever may where that is not known."""
        return self.limits.get(step.id) or longest_limit(step)


def steps_in_order(service: Service, _: Collection[str]) -> Iterator[Problem]:
    """In every situation a step waits for all that comes before it, also when a step between them is left out."""
    suspects = tuple(order_by_name(service))
    if not suspects:
        return  # what each step names is enough in whatever situation
    try:
        courses = courses_of(service)
    except TooMany as many:
        yield problem("TOO-MANY-SITUATIONS", ("steps",), facts=many.facts, reason="steps")
        yield from suspects
        return
    positions = {step.id: number for number, step in enumerate(service.steps)}
    for (name, lost), course in _lost(service, courses).items():
        place = ("steps", positions[name], "after")
        yield problem("ORDER-LOST", place, id=name, add=lost, situation=course.situation)


def something_is_reviewed(service: Service, _: Collection[str]) -> Iterator[Problem]:
    """When every review depends on answers, some review is part of each situation."""
    reviews = [step for step in service.steps if step.kind is not StepKind.DECISION]
    if not reviews or any(step.when is None for step in reviews):
        return
    try:
        courses = courses_of(service)
    except TooMany as many:
        yield problem("TOO-MANY-SITUATIONS", ("steps",), facts=many.facts, reason="steps")
        return
    for course in courses:
        if not any(step.id in course.steps for step in reviews):
            yield problem("NOTHING-REVIEWED", ("steps",), situation=course.situation)
            return


def courses_of(service: Service) -> list[Course]:
    """Every set of steps that can be a case, once each; raises `TooMany`."""
    guards = list(dict.fromkeys(step.when for step in service.steps if step.when is not None))
    found: dict[Steps, Course] = {}
    for situation in situations(tuple(asked(service)), guards):
        holding = {guard for guard in guards if situation.holds(guard)}
        steps = frozenset(step.id for step in service.steps if step.when is None or step.when in holding)
        if steps not in found:
            found[steps] = Course(steps, str(situation))
    return list(found.values())


def timed_courses_of(service: Service) -> list[Course]:
    """Every set of steps with every set of limits that they can have together, once each; raises `TooMany`."""
    special = [one.when for step in service.steps for one in step.limits]
    guards = list(dict.fromkeys([*(step.when for step in service.steps if step.when is not None), *special]))
    found: dict[tuple[Steps, tuple[Limit, ...]], Course] = {}
    for situation in situations(tuple(asked(service)), guards):
        holding = {guard for guard in guards if situation.holds(guard)}
        here = [step for step in service.steps if step.when is None or step.when in holding]
        limits = {step.id: _limit_where(step, holding) for step in here}
        key = frozenset(limits), tuple(limits.values())
        if key not in found:
            found[key] = Course(key[0], str(situation), limits)
    return list(found.values())


def _limit_where(step: Step, holding: Collection[Condition]) -> Limit:
    """The first special limit that holds, else the ordinary one."""
    return next((one.limit for one in step.limits if one.when in holding), step.limit)


def _lost(service: Service, courses: list[Course]) -> dict[tuple[str, str], Course]:
    """What a step should wait for and does not, with the first situation that shows it."""
    always = ancestors(service)
    found: dict[tuple[str, str], Course] = {}
    for course in courses:
        now = ancestors(service, course.steps)
        for name in sorted(course.steps):
            lost = (always[name] & course.steps) - now[name]
            nearest = {one for one in lost if not any(one in now[other] for other in lost)}
            for one in sorted(nearest):
                found.setdefault((name, one), course)
    return found


def steps_fit_the_promise(service: Service, _: Collection[str]) -> Iterator[Problem]:
    """Whoever uses up every step limit must still keep the promise: along the longest path of every situation.

    Where the case waits, the time of the applicant, of notices and of those who may object is not counted.
    """
    promise = service.limits.promise
    for number, step in enumerate(service.steps):
        longest = longest_limit(step)
        if _is_counted(service, step) and ticks(longest) > ticks(promise):
            place = ("steps", number, "limit")
            yield problem("STEP-LONGER", place, id=step.id, limit=str(longest), promise=str(promise))
    if any(step.id in before for step, before in zip(service.steps, ancestors(service).values(), strict=False)):
        return  # CYCLE says it; there is no longest path
    everything = Course(frozenset(step.id for step in service.steps), "all steps together")
    if sum(longest_path(service, everything)[1]) <= ticks(promise):
        return  # no situation has a longer one
    worst, path, length = _worst(service, everything)
    if length > ticks(promise):
        shown = " -> ".join(f"{step.id} ({worst.limit(step)})" for step in path if _is_counted(service, step))
        yield problem(
            "CRITICAL-PATH",
            ("limits", "promise"),
            path=shown,
            workdays=in_workdays(length),
            promise=str(promise),
            situation=worst.situation,
        )


def _worst(service: Service, everything: Course) -> tuple[Course, tuple[Step, ...], int]:
    """The situation with the longest path; all steps together when there are too many situations."""
    try:
        courses = timed_courses_of(service)
    except TooMany:
        courses = [Course(everything.steps, "all steps together, since there are too many situations")]
    paths = [(course, *longest_path(service, course)) for course in courses]
    course, path, length = max(paths, key=lambda one: sum(one[2]))
    return course, path, sum(length)


def longest_path(service: Service, course: Course) -> tuple[tuple[Step, ...], tuple[int, int]]:
    """The steps that take longest one after another, and their days and hours together, in ticks."""
    ends: dict[str, tuple[tuple[Step, ...], tuple[int, int]]] = {}
    todo = {step.id: step for step in service.steps if step.id in course.steps}
    while todo:
        ready = [step for step in todo.values() if not todo.keys() & set(step.after)]
        if not ready:
            break
        for step in ready:
            path, before = _latest(step, ends)
            taken = one_after_another(before, course.limit(step)) if _is_counted(service, step) else before
            ends[step.id] = ((*path, step), taken)
            del todo[step.id]
    return max(ends.values(), key=lambda end: sum(end[1]), default=((), (0, 0)))


def longest_limit(step: Step) -> Limit:
    """The longest limit that the step can have in any situation."""
    return max((step.limit, *(special.limit for special in step.limits)), key=ticks)


def _is_counted(service: Service, step: Step) -> bool:
    return service.waiting is None or not step.is_awaited


def _latest(
    step: Step, ends: Mapping[str, tuple[tuple[Step, ...], tuple[int, int]]]
) -> tuple[tuple[Step, ...], tuple[int, int]]:
    before = [ends[name] for name in step.after if name in ends]
    return max(before, key=lambda end: sum(end[1]), default=((), (0, 0)))
