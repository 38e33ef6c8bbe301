"""What a granted opening tells of the new enterprise: kind, industry and capital become facts of its profile.

Private step of the review. Which answer is which fact stands here; answers that a definition does not ask are left out.
"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Final

from portal.domain.policies.facts import Fact, FactKind, FactSource
from portal.domain.policies.profile import FactInvalid, read_value
from portal.services.records.profiles import Entry, StoredFact

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from portal.domain.case.state import Case
    from portal.services.acting import Acting

#: Answers of an opening by the facts they prove.
ANSWERS: Final[Mapping[str, str]] = {
    "industry": "industry_code",
    "type": "enterprise_type",
    "capital.registered": "registered_capital",
}
#: What v2 of the opening calls kinds otherwise than the fact catalogue.
KINDS: Final[Mapping[str, str]] = {
    "llc": "company",
    "sole": "sole_proprietorship",
    "general": "partnership",
    "limited": "partnership",
}


def after_founding(me: Acting, case: Case, uscc: str) -> None:
    """Put down what the opening of this enterprise says of it."""
    by = Entry(user_id=me.by.user_id, user_name=me.by.name, at=me.deps.clock.now())
    me.tx.profiles.add([StoredFact(uscc=uscc, fact=one, entry=by) for one in _facts(me, case)])


def _facts(me: Acting, case: Case) -> Iterator[Fact]:
    on = me.deps.calendar.local_date(me.deps.clock.now())
    for name, answer in ANSWERS.items():
        kind, said = me.deps.catalogue.facts.get(name), case.answers.get(answer)
        if kind is None or said in {None, ""}:
            continue
        text = KINDS.get(str(said), str(said))
        try:
            text = _in_units(text, kind.yuan) if kind.kind is FactKind.NUMBER else text
            yield Fact(name, read_value(kind, text), on, FactSource.PORTAL, case.number)
        except (FactInvalid, InvalidOperation):
            continue


def _in_units(yuan: str, unit: Decimal) -> str:
    """A sum of yuan in the unit of the catalogue."""
    return f"{Decimal(yuan) / unit:f}"
