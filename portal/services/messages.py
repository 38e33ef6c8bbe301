"""Messages 消息: what an owner is told about the own cases, and what was read of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from portal.domain.permissions import Permission
from portal.services.conflicts import NotFound

if TYPE_CHECKING:
    from portal.domain.permissions import Actor
    from portal.services.deps import Deps
    from portal.services.records.core import After, MessageLine, Page

PAGE_SIZE: Final = 25
COUNTED_AT_MOST: Final = 100


def my_messages(deps: Deps, actor: Actor, *, after: After | None = None) -> Page[MessageLine]:
    """The actor's messages, newest first."""
    actor.require(Permission.CASE_VIEW_OWN)
    return deps.reads.messages_of(actor.user_id, after=after, size=PAGE_SIZE)


def count_unread(deps: Deps, actor: Actor) -> int:
    """How many messages the actor has not read, and proposed awards to answer; about a hundred are counted."""
    if not actor.may(Permission.CASE_VIEW_OWN):
        return 0
    return deps.reads.unread_count(actor.user_id) + deps.reads.matching.open_count(actor.user_id, deps.clock.now())


def open_message(deps: Deps, actor: Actor, message_id: int) -> str:
    """Note that a message was read and answer the number of its case. Raises NotFound for other people's."""
    actor.require(Permission.CASE_VIEW_OWN)
    with deps.uow.begin() as tx:
        number = tx.messages.case_of(actor.user_id, message_id)
        if number is None:
            raise NotFound(message=message_id)
        tx.messages.mark_read(actor.user_id, at=deps.clock.now(), only=message_id)
    return number


def mark_all_read(deps: Deps, actor: Actor, *, up_to: int) -> None:
    """Everything up to the newest message that was on the screen was read."""
    actor.require(Permission.CASE_VIEW_OWN)
    with deps.uow.begin() as tx:
        tx.messages.mark_read(actor.user_id, at=deps.clock.now(), up_to=up_to)
