"""The lists of a department beside its queue: paused cases, extensions to answer, follow-ups.

Owns who sees which. Refuses other departments' work; requests for an extension are for the head alone (许可法 art. 42).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from portal.domain.permissions import CaseFacts, Permission
from portal.services.cases import PAGE_SIZE, Queue

if TYPE_CHECKING:
    from portal.domain.permissions import Actor
    from portal.services.deps import Deps
    from portal.services.records.core import After, AskedLine, FollowUpLine, LightCounts, Page, PausedLine


@dataclass(frozen=True, slots=True)
class Waiting:
    """How much waits in a department, for the side navigation; ``extensions`` is None for all but the head."""

    steps: LightCounts
    paused: int
    follow_ups: LightCounts
    extensions: int | None


def waiting(deps: Deps, actor: Actor) -> Waiting:
    """What waits in the actor's department."""
    actor.require(Permission.STEP_COMPLETE)
    department, now = actor.department or "", deps.clock.now()
    return Waiting(
        steps=deps.reads.step_counts(department, now),
        paused=deps.reads.paused_count(department),
        follow_ups=deps.reads.follow_up_counts(department, now),
        extensions=deps.reads.extensions_asked_count(_versions_of(deps, department)) if actor.is_head else None,
    )


def paused_cases(deps: Deps, actor: Actor, *, after: After | None = None) -> Page[PausedLine]:
    """Cases with a step of the department whose clocks stand still 暂停中, those that wait longest first."""
    actor.require(Permission.STEP_COMPLETE)
    return deps.reads.paused(actor.department or "", after=after, size=PAGE_SIZE)


def extensions_to_answer(deps: Deps, actor: Actor, *, after: After | None = None) -> Page[AskedLine]:
    """Requests for an extension in cases the actor's department is responsible for. Raises NotPermitted."""
    department = actor.department or ""
    actor.require(Permission.EXTENSION_APPROVE, CaseFacts(department=department))
    return deps.reads.extensions_asked(_versions_of(deps, department), after=after, size=PAGE_SIZE)


def follow_ups(deps: Deps, actor: Actor, *, after: After | None = None) -> Queue[FollowUpLine]:
    """Open follow-ups 工单 of the department by due instant."""
    actor.require(Permission.FOLLOW_UP_MOVE)
    department = actor.department or ""
    page = deps.reads.follow_ups(department, after=after, size=PAGE_SIZE)
    return Queue(page, deps.reads.follow_up_counts(department, deps.clock.now()))


def _versions_of(deps: Deps, department: str) -> tuple[tuple[str, int], ...]:
    """The services a department is responsible for, each version by itself."""
    return tuple(
        (service.key, service.version)
        for service in deps.catalogue.all_versions()
        if service.item.department == department
    )
