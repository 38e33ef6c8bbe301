"""What an act would do to a case, before anybody does it: decided and folded, never recorded.

The screens show dates and consequences from this and ask once more. Refuses exactly what the act itself would refuse,
so that nobody confirms something impossible; who may act is asked when it is done.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from portal.domain.case.clocks import moved_by_pauses
from portal.domain.case.context import Context
from portal.domain.case.decide import decide
from portal.domain.case.events import Recorded
from portal.domain.case.evolve import evolve
from portal.domain.case.state import By
from portal.domain.permissions import Permission
from portal.services.cases import facts_of
from portal.services.conflicts import CaseChangedMeanwhile, NotFound

if TYPE_CHECKING:
    from collections.abc import Sequence

    from portal.domain.case.commands import Command
    from portal.domain.case.incident_events import Moved
    from portal.domain.case.state import Case
    from portal.domain.permissions import Actor
    from portal.services.deps import Deps


def preview(deps: Deps, actor: Actor, number: str, *, commands: Sequence[Command], revision: int | None = None) -> Case:
    """The case as it would be after these acts now. Raises what they raise, and CaseChangedMeanwhile."""
    with deps.uow.read() as tx:
        stored = tx.cases.get(number)
    if stored is None:
        raise NotFound(case=number)
    case = stored.case
    actor.require(Permission.CASE_VIEW_ANY, facts_of(case))
    if revision is not None and case.revision != revision:
        raise CaseChangedMeanwhile(case=number)
    service = deps.catalogue.version(case.service_key, case.service_version)
    context = Context(service, deps.calendar, deps.clock.now(), By(actor.user_id, actor.name, actor.role.value))
    for command in commands:
        for event in decide(case, command, context):
            case = evolve(case, Recorded(case.revision + 1, context.now, context.by, event))
    return case


def ends_after_pause(deps: Deps, case: Case) -> tuple[Moved, ...]:
    """The ends of the clocks that stand still, if the open pause ends on the last day that was announced."""
    pause = case.open_pause
    if pause is None:
        return ()
    last = pause.expected.due_at if pause.expected.due_on is None else pause.expected.due_at - timedelta.resolution
    ended = replace(pause, ended=max(pause.began, last))
    return moved_by_pauses(case, (*case.pauses[:-1], ended), deps.calendar)
