"""What managers watch besides lights: follow-ups 工单, cases that stand still, requests that wait.

Owns who may look. Refuses every change; 督办 and its judgement are in `portal.services.follow_ups`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from portal.domain.permissions import Permission
from portal.services.cases import Queue

if TYPE_CHECKING:
    from collections.abc import Mapping

    from portal.domain.case.incidents import FollowUpKind
    from portal.domain.permissions import Actor
    from portal.services.deps import Deps
    from portal.services.records.core import After, AskedLine, CaseLine, FollowUpLine, LightCounts, Page, PausedLine

PAGE_SIZE: Final = 50
CORRECTING: Final = "applicant"


@dataclass(frozen=True, slots=True)
class Held:
    """How many cases stand still, wait for the applicant's correction, and wait for an answer about an extension."""

    paused: int
    correcting: LightCounts
    extensions: int


def follow_ups(
    deps: Deps, actor: Actor, *, kind: FollowUpKind | None = None, after: After | None = None
) -> Page[FollowUpLine]:
    """The county's open follow-ups 差评工单, 督办, 承诺核查 by due instant, all or of one kind."""
    actor.require(Permission.FIGURES_VIEW)
    return deps.reads.all_follow_ups(kind, after=after, size=PAGE_SIZE)


def follow_up_lights(deps: Deps, actor: Actor) -> Mapping[FollowUpKind, LightCounts]:
    """How many of each kind are open, by light."""
    actor.require(Permission.FIGURES_VIEW)
    return deps.reads.all_follow_up_counts(deps.clock.now())


def held(deps: Deps, actor: Actor) -> Held:
    """How much stands still or waits."""
    actor.require(Permission.FIGURES_VIEW)
    paused, asked = deps.reads.held_counts()
    return Held(paused, deps.reads.desk_counts(CORRECTING, deps.clock.now()), asked)


def paused_cases(deps: Deps, actor: Actor, *, after: After | None = None) -> Page[PausedLine]:
    """Cases 暂停中 by a special procedure or the superior, those that wait longest first."""
    actor.require(Permission.FIGURES_VIEW)
    return deps.reads.all_paused(after=after, size=PAGE_SIZE)


def correcting_cases(deps: Deps, actor: Actor, *, after: After | None = None) -> Queue[CaseLine]:
    """Cases 待补正 that wait for the applicant's correction, by the end of its time."""
    actor.require(Permission.FIGURES_VIEW)
    page = deps.reads.desk(CORRECTING, after=after, size=PAGE_SIZE)
    return Queue(page, deps.reads.desk_counts(CORRECTING, deps.clock.now()))


def extensions_asked(deps: Deps, actor: Actor, *, after: After | None = None) -> Page[AskedLine]:
    """Requests for an extension 延期申请 that the head of the department has not answered, the oldest first."""
    actor.require(Permission.FIGURES_VIEW)
    return deps.reads.all_extensions_asked(after=after, size=PAGE_SIZE)
