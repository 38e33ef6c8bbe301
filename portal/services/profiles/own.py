"""The profile 企业画像 for the owner: every fact with value, day and source, own statements, queries of shared data.

Owns who may see and state what: whoever may act for the enterprise. Other enterprises are as if they did not exist.
Nothing is overwritten; a consent is put down before anything is asked.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from portal.domain.errors import DomainError
from portal.domain.permissions import Permission
from portal.domain.policies.facts import Fact, FactSource
from portal.domain.policies.profile import FactInvalid, declared, read_day, read_value
from portal.domain.registers import RegisterUnavailableError
from portal.services.conflicts import NotFound
from portal.services.profiles.known import profile_of, today_of
from portal.services.records.profiles import DataQuery, Entry, StoredFact

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from portal.domain.permissions import Actor
    from portal.domain.policies.facts import FactKindOf
    from portal.domain.registers import Fetched
    from portal.services.deps import Deps
    from portal.services.ports.transactions import Transaction
    from portal.services.records.core import Enterprise

#: The data set of the sharing platform with facts of enterprises, and the line that says when they held.
DATASET: Final = "enterprise-facts"
AS_OF: Final = "as_of"
QUERIES_SHOWN: Final = 10

#: What a query is for, as it is put down with the consent.
FOR_MATCHING: Final = "policy-matching"
FOR_RUN: Final = "matching-run"


class ConsentMissing(DomainError):
    """Nobody agreed to the query, so nothing was asked."""

    message_id: ClassVar[str] = "shared.consent_missing"


class SharedDataSilent(DomainError):
    """The platform does not answer now."""

    message_id: ClassVar[str] = "shared.silent"


@dataclass(frozen=True, slots=True)
class ProfileView:
    """One enterprise with everything known of it; ``kinds`` is the whole catalogue, so that gaps can be shown."""

    enterprise: Enterprise
    facts: Mapping[str, Fact]
    kinds: Mapping[str, FactKindOf]
    history: Sequence[StoredFact]
    queries: Sequence[DataQuery]


def my_profile(deps: Deps, actor: Actor, uscc: str) -> ProfileView:
    """The profile of an enterprise the actor may act for. Raises NotFound."""
    with deps.uow.read() as tx:
        enterprise = own_enterprise(tx, actor, uscc)
        return ProfileView(
            enterprise=enterprise,
            facts=profile_of(deps, tx, enterprise.uscc),
            kinds=deps.catalogue.facts,
            history=tx.profiles.of((enterprise.uscc,))[enterprise.uscc],
            queries=tx.profiles.queries(enterprise.uscc, size=QUERIES_SHOWN),
        )


def own_enterprise(tx: Transaction, actor: Actor, uscc: str) -> Enterprise:
    """The enterprise, if the actor may act for it; NotFound otherwise."""
    actor.require(Permission.CASE_VIEW_OWN)
    found = next((one for one in tx.enterprises.of_user(actor.user_id) if one.uscc == uscc), None)
    if found is None:
        raise NotFound(enterprise=uscc)
    return found


def declare_fact(deps: Deps, actor: Actor, uscc: str, *, fact_id: str, typed: str, as_of: str) -> Fact:
    """The enterprise states a fact; the earlier ones stay in its history.

    Raises NotFound, FactNotDeclarable, FactInvalid, FactDayInvalid.
    """
    kind = deps.catalogue.facts.get(fact_id)
    if kind is None:
        raise NotFound(fact=fact_id)
    fact = declared(kind, typed, as_of=as_of, today=today_of(deps))
    with deps.uow.begin() as tx:
        enterprise = own_enterprise(tx, actor, uscc)
        tx.profiles.add((StoredFact(uscc=enterprise.uscc, fact=fact, entry=entry(deps, actor)),))
    return fact


def ask_shared(deps: Deps, actor: Actor, uscc: str, *, purpose: str, consented: bool) -> int:
    """Ask the data-sharing platform about the enterprise; answers how many facts came.

    The consent with its purpose is stored first and stays, whatever is answered. Raises ConsentMissing,
    SharedDataSilent.
    """
    if not consented:
        raise ConsentMissing(enterprise=uscc)
    source, by = deps.records.datasets, entry(deps, actor)
    with deps.uow.begin() as tx:
        enterprise = own_enterprise(tx, actor, uscc)
        query = DataQuery(uscc=enterprise.uscc, purpose=purpose, provider=DATASET, consent=by)
        row_id = tx.profiles.add_query(query)
    try:
        fetched = source.fetch(DATASET, enterprise.uscc)
    except RegisterUnavailableError:
        raise SharedDataSilent(enterprise=uscc) from None
    facts = shared_facts(fetched, deps.catalogue.facts, today=today_of(deps)) if fetched else ()
    with deps.uow.begin() as tx:
        tx.profiles.add([StoredFact(uscc=enterprise.uscc, fact=one, entry=by) for one in facts])
        tx.profiles.answer_query(row_id, answered=len(facts))
    return len(facts)


def shared_facts(fetched: Fetched, kinds: Mapping[str, FactKindOf], *, today: date) -> tuple[Fact, ...]:
    """The facts of an answer that the catalogue knows and that can be read; the rest is left out."""
    as_of = read_day(fetched.lines.get(AS_OF, "")) or today
    found: list[Fact] = []
    for name, text in fetched.lines.items():
        kind = kinds.get(name)
        if kind is None:
            continue
        try:
            value = read_value(kind, text)
        except FactInvalid:
            continue
        found.append(Fact(name, value, min(as_of, today), FactSource.SHARED, fetched.source))
    return tuple(found)


def entry(deps: Deps, actor: Actor) -> Entry:
    """The actor, now."""
    return Entry(user_id=actor.user_id, user_name=actor.name, at=deps.clock.now())
