"""Facts of enterprises as every audience shows them: name, value, day, source. Owns the row and who says its words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from portal.domain.policies.facts import Fact
from portal.domain.policies.wording import Wording
from portal.domain.texts import Text
from portal.web.common.context import deps
from portal.web.common.parts import Words
from portal.web.common.policy_words import SOURCES


@dataclass(frozen=True, slots=True)
class FactRow:
    """One fact that was used, with its day and source."""

    label: Text
    value: Text
    as_of: date
    source: str
    note: str


def wording() -> Wording:
    """Sentences with the names of the fact catalogue."""
    return Wording(deps().catalogue.facts)


def department_name(key: str) -> Words:
    known = deps().catalogue.departments.get(key)
    return known.short if known else key


def pool_name(pool: str) -> Words:
    """What a budget pool is called; its id where no file names it."""
    return deps().catalogue.pools.get(pool, pool)


def fact_rows(facts: tuple[Fact, ...]) -> tuple[FactRow, ...]:
    return tuple(map(fact_row, facts))


def fact_row(fact: Fact) -> FactRow:
    said = wording()
    return FactRow(
        label=said.label(fact.id),
        value=said.value(fact.id, fact.value),
        as_of=fact.as_of,
        source=str(SOURCES[fact.source]),
        note=fact.note,
    )
