"""What is known of enterprises at this moment: everything entered, what the portal knows itself, what is computed.

Private steps that use cases share; each takes the open transaction.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from portal.domain.policies.derived import with_derived
from portal.domain.policies.facts import Fact, FactSource
from portal.domain.policies.profile import current, holds_still

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from portal.services.deps import Deps
    from portal.services.ports.transactions import Transaction

USCC, REGION, FOUNDED = "uscc", "region", "founded_on"

#: Digits 3 to 8 of a credit code are the division of the authority that registered it (GB 32100-2015).
DIVISION: Final = slice(2, 8)

Profile = dict[str, Fact]


def today_of(deps: Deps) -> date:
    """Today in the county."""
    return deps.calendar.local_date(deps.clock.now())


def profile_of(deps: Deps, tx: Transaction, uscc: str) -> Profile:
    """What is known of one enterprise."""
    return profiles_of(deps, tx, (uscc,))[uscc]


def profiles_of(deps: Deps, tx: Transaction, usccs: Sequence[str]) -> Mapping[str, Profile]:
    """What is known of each of these enterprises, with two queries for all of them."""
    today, kinds = today_of(deps), deps.catalogue.facts
    entered, names = tx.profiles.of(usccs), tx.profiles.names(usccs)
    found: dict[str, Profile] = {}
    for uscc in usccs:
        own = _own(uscc, names.get(uscc, ("", None))[1], today=today)
        facts = current([*own, *(one.fact for one in entered[uscc] if one.fact.id in kinds)])
        known = {
            name: fact for name, fact in facts.items() if name in kinds and holds_still(fact, kinds[name], today=today)
        }
        whole = with_derived(known, today=today)
        found[uscc] = {name: fact for name, fact in whole.items() if name in kinds}
    return found


def name_of(tx: Transaction, uscc: str) -> str:
    """What the enterprise is called, as far as anybody said; else its code."""
    return tx.profiles.names((uscc,)).get(uscc, (uscc, None))[0]


def _own(uscc: str, founded_on: date | None, *, today: date) -> tuple[Fact, ...]:
    """What the code itself says, and the day of founding as the portal has it."""
    facts = [Fact(USCC, uscc, today, FactSource.PORTAL), Fact(REGION, uscc[DIVISION], today, FactSource.PORTAL)]
    if founded_on is not None:
        facts.append(Fact(FOUNDED, founded_on, founded_on, FactSource.PORTAL))
    return tuple(facts)
