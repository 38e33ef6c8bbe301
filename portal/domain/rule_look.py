"""What a rule of a form may look at, and how it says what it found.

Owns the way from the roles of a rule to answers, rows and cells. Refuses to judge: the meaning of each kind of rule is
in :mod:`portal.domain.rules` and :mod:`portal.domain.row_rules`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, cast

from portal.domain.answers import Finding
from portal.domain.conditions import Answer, evaluate

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from datetime import date

    from portal.domain.forms import Page, Rule
    from portal.domain.names import TakenName
    from portal.domain.organisation import County
    from portal.domain.origin.data import OriginBook
    from portal.domain.texts import Text

EMPTY: Final[tuple[object, ...]] = (None, "", [])
"""What counts as no answer."""


@dataclass(frozen=True, slots=True)
class RuleFinding(Finding):
    """A finding with the article it comes from; one that does not block is advice, shown to owner and officer."""

    article: Text | None = None
    blocks: bool = True


@dataclass(frozen=True, slots=True)
class Look:
    """Everything a rule may look at."""

    rule: Rule
    page: Page
    facts: Mapping[str, object]
    today: date
    county: County | None
    taken: Collection[TakenName]
    book: OriginBook | None = None

    def applies(self) -> bool:
        """Whether the situation is the one the rule is for."""
        return self.rule.when is None or evaluate(self.rule.when, self.facts) is Answer.YES

    def value(self, role: str) -> object:
        """What was answered in the field of a role; None when not answered or not named."""
        name = self.rule.fields.get(role)
        return self.facts.get(name) if name else None

    def rows(self, role: str = "table") -> Sequence[Mapping[str, object]]:
        """All rows of a table."""
        return cast("Sequence[Mapping[str, object]]", self.value(role) or ())

    def counted(self) -> list[int]:
        """The numbers of the rows that the rule is about: all, or those for which ``where`` holds."""
        where = self.rule.where
        return [number for number, row in enumerate(self.rows()) if where is None or evaluate(where, row) is Answer.YES]

    def column(self, role: str = "column", table: str = "table") -> Iterator[tuple[int, object]]:
        """Row number and answer of a column, answered rows only."""
        name = self.rule.fields[role]
        return ((number, row[name]) for number, row in enumerate(self.rows(table)) if row.get(name) not in EMPTY)

    def words(self, *roles: str) -> str:
        """The answers of the roles as Chinese text, chosen options by their label."""
        named = {field.id: field for field in self.page.fields}
        ids = [self.rule.fields[role] for role in roles if role in self.rule.fields]
        return "".join(named[one].shown(self.facts.get(one)) for one in ids if one in named)

    def finding(self, message_id: str, at: str = "", **facts: object) -> RuleFinding:
        """What the rule found, at its own field when nothing else is said."""
        return RuleFinding(at or self.rule.at, message_id, facts, self.rule.article, blocks=not self.rule.advice)

    def cell(self, number: int, role: str = "column") -> str:
        """The place of one cell."""
        return f"{self.rule.fields['table']}.{number}.{self.rule.fields[role]}"
