"""What of a real case may be written down: choices, numbers and dates; nothing about a person, nothing in free words.

Owns the rule of what is kept. Refuses names, identity numbers, telephone numbers, addresses and texts: their place is
taken by the samples that a scenario is filled with anyway. A text that decides which questions, materials or steps
apply is kept when it is not personal, since without it the case would be another one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, cast

from portal.domain.conditions import facts_of
from portal.domain.forms import FieldKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from portal.domain.conditions import Condition
    from portal.domain.forms import Field
    from portal.domain.workflow import Service
    from portal.scenarios.answers import Sample

FACTUAL: Final = frozenset(
    {
        FieldKind.CHOICE,
        FieldKind.CHOICES,
        FieldKind.YES_NO,
        FieldKind.INTEGER,
        FieldKind.MONEY,
        FieldKind.PERCENT,
        FieldKind.DATE,
    }
)
WRITTEN: Final = frozenset({FieldKind.TEXT, FieldKind.LONG_TEXT})


@dataclass(frozen=True, slots=True)
class Anonymous:
    """Takes everything personal out of the answers, results and names of one case."""

    service: Service
    sample: Sample
    names: dict[str, str] = field(default_factory=dict)

    def answers(self, stored: Mapping[str, object]) -> dict[str, object]:
        """The answers a scenario has to give so that the case is the same."""
        deciding = frozenset().union(*(facts_of(one) for one in _conditions(self.service)))
        given: dict[str, object] = {}
        for item in self.service.fields():
            value = stored.get(item.id)
            if value is None:
                continue
            if item.kind is FieldKind.TABLE:
                given[item.id] = [self._row(item, row) for row in cast("list[Mapping[str, object]]", value)]
            elif self._may_stand(item, is_deciding=item.id in deciding):
                given[item.id] = value
            elif not item.required:
                given[item.id] = self.sample.value(item)
        return given

    def results(self, stored: Mapping[str, str], fields: tuple[Field, ...]) -> dict[str, object]:
        """The results of a step that may stand; the others are samples."""
        known = {item.id: item for item in fields}
        return {
            name: value
            for name, value in stored.items()
            if value and name in known and self._may_stand(known[name], is_deciding=False)
        }

    def name(self, real: str) -> str:
        """An invented name, the same one for the same person."""
        return self.names.setdefault(real, f"某来人{len(self.names) + 1}")

    def _row(self, table: Field, row: Mapping[str, object]) -> dict[str, object]:
        cells: dict[str, object] = {}
        for column in table.columns:
            if row.get(column.id) is None:
                continue
            if self._may_stand(column, is_deciding=False):
                cells[column.id] = row[column.id]
            elif not column.required:
                cells[column.id] = self.sample.value(column)
        return cells

    def _may_stand(self, item: Field, *, is_deciding: bool) -> bool:
        if item.personal:
            return is_deciding and item.kind in FACTUAL
        return item.kind in FACTUAL or (is_deciding and item.kind in WRITTEN)


def _conditions(service: Service) -> Iterator[Condition]:
    asked = [one.when for one in service.fields()] + [one.when for one in service.pages()]
    needed = [one.when for one in service.materials] + [one.when for one in service.steps]
    yield from (one for one in (*asked, *needed) if one is not None)
