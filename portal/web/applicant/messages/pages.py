"""What the inbox shows: one line a message, the newest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from flask import url_for

from portal.domain.texts import Text
from portal.services.ports.definitions import Catalogue
from portal.services.records.core import MessageLine, Page
from portal.services.records.profiles import Proposal
from portal.web.applicant.messages.words import message_words
from portal.web.common.context import deps
from portal.web.common.keys import key_of
from portal.web.common.parts import Paging


@dataclass(frozen=True, slots=True)
class Message:
    """One message; opening it leads to its case."""

    title: str
    detail: str
    case: str
    number: str
    service: Text
    at: datetime
    is_read: bool
    action: str


@dataclass(frozen=True, slots=True)
class Inbox:
    """One page of the inbox; `newest` is the last message that was on the screen."""

    messages: tuple[Message, ...]
    unread: int
    newest: int | None
    paging: Paging


@dataclass(frozen=True, slots=True)
class Offer:
    """An award that a department proposes and that waits to be confirmed."""

    policy: Text
    enterprise: str
    amount: Decimal | None
    at: datetime
    until: datetime
    href: str


def offered(proposals: Sequence[Proposal]) -> tuple[Offer, ...]:
    """Proposals on top of the inbox; they stay until they are answered or run out."""
    return tuple(
        Offer(
            policy=deps().catalogue.version(one.policy_key, one.policy_version).name,
            enterprise=one.name,
            amount=one.amount,
            at=one.proposed_at,
            until=one.expires_at,
            href=url_for("policies.proposal", proposal_id=one.row_id),
        )
        for one in proposals
    )


def inbox(rows: Page[MessageLine], catalogue: Catalogue, *, unread: int, is_first: bool) -> Inbox:
    key = key_of(rows.next)
    return Inbox(
        messages=tuple(message(line, catalogue) for line in rows.rows),
        unread=unread,
        newest=max((line.row_id for line in rows.rows), default=None),
        paging=Paging(
            next_href=url_for("messages.index", after=key) if key else None,
            first_href=None if is_first else url_for("messages.index"),
        ),
    )


def message(line: MessageLine, catalogue: Catalogue) -> Message:
    service = catalogue.version(line.service_key, line.service_version)
    title, detail = message_words(line.about.event, service)
    return Message(
        title=title,
        detail=detail,
        case=line.title,
        number=line.case_number,
        service=service.name,
        at=line.about.at,
        is_read=line.is_read,
        action=url_for("messages.follow", message_id=line.row_id),
    )
