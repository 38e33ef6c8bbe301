"""Enterprises an account acts for 我的企业, and what the portal knows of them already.

Owns linking an enterprise that existed before: the licence store must name the account's holder as its legal
representative. Refuses everybody else; an agent files with a power of attorney at the window. Owns also what is put
into the empty fields of a new draft.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Final

from portal.domain.errors import DomainError
from portal.domain.forms import Prefill
from portal.domain.obtaining import Way
from portal.domain.registers import RegisterUnavailableError
from portal.services.conflicts import NotFound
from portal.services.materials.obtaining import FOUND, NONE, UNAVAILABLE, ConsentNeeded, NothingFound, RegisterSilent
from portal.services.records.core import Enterprise
from portal.services.records.keeping import MaterialQuery

if TYPE_CHECKING:
    from collections.abc import Mapping

    from portal.domain.permissions import Actor
    from portal.domain.registers import Fetched
    from portal.domain.workflow import Service
    from portal.services.deps import Deps
    from portal.services.ports.transactions import Transaction

LICENCE: Final = "business_licence"
PURPOSE: Final = "my-enterprises"
REPRESENTATIVE: Final = "legal_representative"
REPRESENTATIVE_ID: Final = "legal_representative_id"
FOUNDED_ON: Final = "founded_on"


class NotRepresentative(DomainError):
    """The licence names somebody else as legal representative."""

    message_id = "enterprise.not_representative"


def link_enterprise(deps: Deps, actor: Actor, uscc: str, *, consented: bool) -> Enterprise:
    """Let the account act for an enterprise whose licence names its holder; doing it twice changes nothing.

    Raises ConsentNeeded, NothingFound, RegisterSilent or NotRepresentative.
    """
    if not consented:
        raise ConsentNeeded(material=LICENCE)
    query = _asked(deps, actor, uscc)
    try:
        licence = deps.records.licences.fetch(LICENCE, uscc)
    except RegisterUnavailableError:
        _answer(deps, query, outcome=UNAVAILABLE)
        raise RegisterSilent(material=LICENCE) from None
    if licence is None:
        _answer(deps, query, outcome=NONE)
        raise NothingFound(material=LICENCE)
    return _linked(deps, actor, licence, query=replace(query, number=licence.number))


def _linked(deps: Deps, actor: Actor, licence: Fetched, *, query: MaterialQuery) -> Enterprise:
    uscc = query.subject
    with deps.uow.begin() as tx:
        tx.keeping.answered(replace(query, outcome=FOUND, answered_at=deps.clock.now()))
        account = tx.users.get(actor.user_id)
        holder = account.id_number if account else None
        is_mine = bool(holder) and licence.lines.get(REPRESENTATIVE_ID) == holder
        if is_mine:
            return _added(deps, tx, actor, licence=licence, uscc=uscc)
    raise NotRepresentative(uscc=uscc)


def _added(deps: Deps, tx: Transaction, actor: Actor, *, licence: Fetched, uscc: str) -> Enterprise:
    new = Enterprise(
        uscc=uscc,
        name=licence.holder,
        legal_representative=licence.lines.get(REPRESENTATIVE, ""),
        founded_on=_day(licence.lines.get(FOUNDED_ON)),
        created_at=deps.clock.now(),
    )
    known = tx.enterprises.add(new) or tx.enterprises.by_uscc(uscc)
    if known is None or known.id is None:
        raise NotFound(uscc=uscc)
    tx.enterprises.link(known.id, actor.user_id)
    return known


def prefilled(deps: Deps, actor: Actor, service: Service, *, uscc: str | None = None) -> Mapping[str, object]:
    """What the portal puts into the fields of a new draft of this service, for one of the actor's enterprises.

    Without a ``uscc`` it is the only one, if there is one only; an empty ``uscc`` is none of them.
    """
    wanted = {one.id: one.prefill for one in service.fields() if one.prefill is not None}
    if not wanted:
        return {}
    with deps.uow.read() as tx:
        account = tx.users.get(actor.user_id)
        mine = tx.enterprises.of_user(actor.user_id)
    chosen = next((one for one in mine if one.uscc == uscc), mine[0] if uscc is None and len(mine) == 1 else None)
    known: dict[Prefill, object] = {}
    if account is not None:
        known[Prefill.ACCOUNT_NAME] = account.name
        known[Prefill.ACCOUNT_MOBILE] = account.mobile
        known[Prefill.ACCOUNT_PERSON_ID] = account.id_number
    if chosen is not None:
        known[Prefill.ENTERPRISE_NAME] = chosen.name
        known[Prefill.ENTERPRISE_USCC] = chosen.uscc
        known[Prefill.LEGAL_REPRESENTATIVE] = chosen.legal_representative
    return {name: known[prefill] for name, prefill in wanted.items() if known.get(prefill)}


def names_enterprise(service: Service) -> bool:
    """Whether a filing of this service is about one of the applicant's enterprises."""
    return any(one.prefill is Prefill.ENTERPRISE_USCC for one in service.fields())


def _asked(deps: Deps, actor: Actor, uscc: str) -> MaterialQuery:
    query = MaterialQuery(
        query_id=deps.random.token(16),
        user_id=actor.user_id,
        way=Way.LICENCE.value,
        resource=LICENCE,
        subject=uscc,
        purpose=PURPOSE,
        consented_at=deps.clock.now(),
    )
    with deps.uow.begin() as tx:
        tx.keeping.ask(query)
    return query


def _answer(deps: Deps, query: MaterialQuery, *, outcome: str) -> None:
    with deps.uow.begin() as tx:
        tx.keeping.answered(replace(query, outcome=outcome, answered_at=deps.clock.now()))


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
