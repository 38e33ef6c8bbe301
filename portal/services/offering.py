"""What the county offers: taking a service off the catalogue for a time 事项取消/暂停, and offering it again.

Owns the two acts and the look that every filing takes. Refuses days gone by, a service that is withdrawn already, and
a way on that leads to a service which cannot be filed either. A published definition stays as it is; cases under it
and corrections of them go on to their end.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Protocol

from portal.domain.errors import DomainError
from portal.domain.permissions import Permission
from portal.domain.withdrawals import Withdrawal, announced, withdrawn
from portal.services.conflicts import NotFound
from portal.services.publishing import EffectiveInPast

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from portal.domain.permissions import Actor
    from portal.domain.texts import Text
    from portal.services.deps import Deps

AUDIT: Final = logging.getLogger("portal.audit")
Entries = tuple[Withdrawal, ...]


class ServiceWithdrawn(DomainError):
    """The service is not offered for new filings; facts: `since`, `reason`, `instead` (names)."""

    message_id = "service.withdrawn"


class WithdrawnAlready(DomainError):
    """The service is withdrawn already, or will be; facts: `since`."""

    message_id = "offering.withdrawn_already"


class NotWithdrawn(DomainError):
    """The service is offered, so it cannot be offered again."""

    message_id = "offering.not_withdrawn"


class NoWayOn(DomainError):
    """What is named instead cannot be filed itself; facts: `service`, its key."""

    message_id = "offering.no_way_on"


class Shelves(Protocol):
    """Where it is written which services are not offered."""

    def change_withdrawals(self, change: Callable[[Entries], Sequence[Withdrawal] | None]) -> Entries:
        """Store what ``change`` makes of the entries; nothing when it answers None."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawService:
    """Which service, from which day, why, and what to use instead."""

    key: str
    since: date
    reason: Text
    instead: tuple[str, ...] = ()


def withdrawal_of(deps: Deps, key: str) -> Withdrawal | None:
    """The withdrawal of a service that holds now or is announced; None when there is none."""
    return announced(deps.catalogue.withdrawals, key, _today(deps))


def is_offered(deps: Deps, key: str) -> bool:
    """Whether the service can be filed today."""
    return withdrawn(deps.catalogue.withdrawals, key, _today(deps)) is None


def require_offered(deps: Deps, key: str) -> None:
    """Raise ServiceWithdrawn for a service that cannot be filed today."""
    held = withdrawn(deps.catalogue.withdrawals, key, _today(deps))
    if held is not None:
        names = tuple(deps.catalogue.current(one).name for one in held.instead)
        raise ServiceWithdrawn(since=held.since, reason=held.reason, instead=names)


def withdraw_service(deps: Deps, shelves: Shelves, actor: Actor, *, order: WithdrawService) -> None:
    """Offer a service no longer from a day on.

    Raises EffectiveInPast, WithdrawnAlready, NoWayOn, and what the catalogue says of a service nobody knows.
    """
    actor.require(Permission.ADMIN_WORKFLOWS)
    deps.catalogue.current(order.key)
    today = _today(deps)
    if order.since < today:
        raise EffectiveInPast(today=today)
    for key in order.instead:
        deps.catalogue.current(key)
        if key == order.key or withdrawn(deps.catalogue.withdrawals, key, order.since) is not None:
            raise NoWayOn(service=key)
    shelves.change_withdrawals(lambda entries: _with(entries, order, today))
    AUDIT.info("user %s withdrew %s from %s: %s", actor.user_id, order.key, order.since, order.reason.zh)
    deps.catalogue.refresh()


def offer_again(deps: Deps, shelves: Shelves, actor: Actor, *, key: str, since: date) -> None:
    """Offer a withdrawn service again from a day on. Raises NotFound, EffectiveInPast, NotWithdrawn."""
    actor.require(Permission.ADMIN_WORKFLOWS)
    today = _today(deps)
    if since < today:
        raise EffectiveInPast(today=today)
    shelves.change_withdrawals(lambda entries: _without(entries, key, since, today=today))
    AUDIT.info("user %s offers %s again from %s", actor.user_id, key, since)
    deps.catalogue.refresh()


def history_of(deps: Deps, actor: Actor, key: str) -> Entries:
    """Every withdrawal of a service, the newest first. Raises NotFound for a service nobody knows."""
    actor.require(Permission.ADMIN_WORKFLOWS)
    if key not in {one.key for one in deps.catalogue.all_versions()}:
        raise NotFound(service=key)
    own = (one for one in deps.catalogue.withdrawals if one.service == key)
    return tuple(sorted(own, key=lambda one: one.since, reverse=True))


def _with(entries: Entries, order: WithdrawService, today: date) -> Entries:
    known = announced(entries, order.key, today)
    if known is not None:
        raise WithdrawnAlready(since=known.since)
    entry = Withdrawal(service=order.key, since=order.since, reason=order.reason, instead=order.instead)
    return (*entries, entry)


def _without(entries: Entries, key: str, since: date, *, today: date) -> Entries:
    """The entry gets its end; one that never began ends on its own first day."""
    known = announced(entries, key, today)
    if known is None:
        raise NotWithdrawn(service=key)
    ended = replace(known, until=max(since, known.since))
    return tuple(ended if one is known else one for one in entries)


def _today(deps: Deps) -> date:
    return deps.calendar.local_date(deps.clock.now())
