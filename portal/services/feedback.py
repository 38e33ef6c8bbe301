"""催办 and 好差评: what the owner says about the work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.services.acting import acting
from portal.services.cases import require_owner

if TYPE_CHECKING:
    from portal.domain.case.commands import RateCase, UrgeCase
    from portal.domain.case.state import Case
    from portal.domain.permissions import Actor
    from portal.services.deps import Deps


def urge_case(deps: Deps, actor: Actor, number: str, *, command: UrgeCase) -> Case:
    """The owner asks to be quick, once a day. Raises UrgedToday, MoveNotAllowed."""
    return _say(deps, actor, number, command=command)


def rate_case(deps: Deps, actor: Actor, number: str, *, command: RateCase) -> Case:
    """The owner rates a closed case; a bad rating opens a follow-up. Raises AlreadyRated, MoveNotAllowed."""
    return _say(deps, actor, number, command=command)


def _say(deps: Deps, actor: Actor, number: str, *, command: UrgeCase | RateCase) -> Case:
    with deps.uow.begin() as tx:
        me = acting(deps, tx, actor)
        stored = me.load(number)
        require_owner(actor, stored.case)
        stored = me.act(stored, command)
    return stored.case
