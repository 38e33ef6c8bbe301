"""Sample answers to any form, so that a scenario names only the answers it is about.

Owns the documented rule of each kind: the first option, "no", the smallest number, invented people; what may be left
blank is left blank. Rules of the form (sums, periods, names) are obeyed as far as samples can. Refuses chance.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Final, cast

from portal.domain.conditions import Answer, Compare, Op, evaluate
from portal.domain.enterprise_types import ENTERPRISE, QUESTION, uscc_class
from portal.domain.forms import FieldKind, RuleKind

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    from portal.domain.forms import Field, Rule
    from portal.domain.workflow import Service
    from portal.scenarios.people import Inventions

INDUSTRY: Final = "商贸"
INDUSTRY_CODE: Final = "F5199"
WORDS: Final = "按规定填写"
DAYS_AHEAD: Final = timedelta(days=365)
MONEY: Final = Decimal(10_000)
LONGEST: Final = 200
CENT: Final = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Sample:
    """Fills the form of one service on one day around the answers that are given."""

    service: Service
    today: date
    inventions: Inventions
    given: Mapping[str, object]
    blank: frozenset[str] = frozenset()

    def answers(self) -> dict[str, object]:
        """Stored answers to everything that is asked, in the order of the form."""
        filled: dict[str, object] = {}
        self._fill(self.service.questions, (), into=filled)
        for page in self.service.pages():
            if page.when is None or evaluate(page.when, filled) is Answer.YES:
                self._fill(page.fields, page.rules, into=filled)
        return filled

    def _fill(self, fields: Iterable[Field], rules: tuple[Rule, ...], *, into: dict[str, object]) -> None:
        for field in fields:
            if field.id in self.blank or (field.when is not None and evaluate(field.when, into) is not Answer.YES):
                continue
            value = self.given.get(field.id)
            value = self._missing(field, rules, into) if value is None else value
            if value is not None:
                into[field.id] = value

    def _missing(self, field: Field, rules: tuple[Rule, ...], facts: Mapping[str, object]) -> object:
        if special := self._by_rule(field, rules, facts):
            return special
        if not field.required and field.example is None:
            return None
        return self._table(field, rules, facts) if field.kind is FieldKind.TABLE else self.value(field)

    def _by_rule(self, field: Field, rules: tuple[Rule, ...], facts: Mapping[str, object]) -> object:
        """What a rule of the page asks of this field; none when no rule does."""
        for rule in (*rules, *self._rules(RuleKind.SUM_EQUALS)):
            role = next((role for role, name in rule.fields.items() if name == field.id), None)
            if rule.kind is RuleKind.COMPANY_NAME and role in {"trade_name", "industry"}:
                return self.inventions.trade_name() if role == "trade_name" else INDUSTRY
            if rule.kind is RuleKind.INDUSTRY_CODE and role == "code":
                return INDUSTRY_CODE
            if rule.kind is RuleKind.SUM_EQUALS and role == "total" and rule.fields["table"] in self.given:
                return self._total(rule)
            if rule.kind is RuleKind.ONE_OF and "table" not in rule.fields and role == "first":
                return None if self._is_there(rule.fields["second"], facts) else self.value(field)
        return one_named(field, self._rules(RuleKind.AMONG), {**self.given, **facts})

    def ruled(self, field: Field) -> object:
        """What a rule asks of this field, whatever else is answered; none when no rule does."""
        rules = tuple(rule for page in self.service.pages() for rule in page.rules)
        return self._by_rule(field, rules, {})

    def _rules(self, kind: RuleKind) -> list[Rule]:
        return [rule for page in self.service.pages() for rule in page.rules if rule.kind is kind]

    def _total(self, rule: Rule) -> str:
        rows = cast("list[Mapping[str, object]]", self.given[rule.fields["table"]])
        return str(sum((Decimal(str(row.get(rule.fields["column"]) or 0)) for row in rows), Decimal("0.00")))

    def _is_there(self, name: str, facts: Mapping[str, object]) -> bool:
        return facts.get(name) is not None or self.given.get(name) is not None

    def _table(self, field: Field, rules: tuple[Rule, ...], facts: Mapping[str, object]) -> list[dict[str, object]]:
        rows = [self.row(field) for _ in range(max(field.min_rows, 1, *least_rows(field, rules, facts)))]
        for rule in counting(field, rules, facts):
            if isinstance(rule.where, Compare) and rule.where.op is Op.EQ:
                for row in rows[len(rows) - (rule.at_least or 0) :]:
                    row[rule.where.fact] = rule.where.value
        for rule in (one for one in rules if one.kind is RuleKind.SUM_EQUALS and one.fields["table"] == field.id):
            total = facts.get(rule.fields["total"])
            if total is not None:
                _share(rows, rule.fields["column"], Decimal(str(total)))
        return rows

    def row(self, field: Field, given: Collection[str] = ()) -> dict[str, object]:
        """One row of a table around the columns that are given; of two of which one must be filled, the first."""
        wanted = {column.id for column in field.columns if column.required}
        for rule in self._rules(RuleKind.ONE_OF):
            pair = {rule.fields["first"], rule.fields["second"]}
            if rule.fields.get("table") == field.id:
                wanted = wanted - pair if pair & set(given) else wanted | {rule.fields["first"]}
        return {column.id: self.value(column) if column.id in wanted else None for column in field.columns}

    def value(self, field: Field) -> object:
        """A stored value that the field takes."""
        simple: dict[FieldKind, Callable[[], object]] = {
            FieldKind.CHOICE: lambda: field.example or field.options[0].id,
            FieldKind.CHOICES: lambda: [field.options[0].id],
            FieldKind.YES_NO: lambda: False,
            FieldKind.INTEGER: lambda: int(field.minimum if field.minimum is not None else 1),
            FieldKind.MONEY: lambda: str(_within(field, MONEY).quantize(CENT)),
            FieldKind.PERCENT: lambda: format(_within(field, Decimal(10)).normalize(), "f"),
            FieldKind.DATE: lambda: self._date(field),
            FieldKind.MOBILE: self.inventions.mobile,
            FieldKind.ACCOUNT_NUMBER: self.inventions.account_number,
            FieldKind.EMAIL: lambda: "somebody@example.com",
            FieldKind.PERSON_ID: self.inventions.person_id,
            FieldKind.USCC: lambda: self.inventions.uscc(self._class_of(field)),
        }
        return simple.get(field.kind, lambda: self._text(field))()

    def _class_of(self, field: Field) -> str:
        """The new enterprise's code is that of its kind; other codes are those of enterprises."""
        is_new = field.id == self.service.enterprise_result
        return uscc_class(str(self.given.get(QUESTION))) if is_new else ENTERPRISE

    def _date(self, field: Field) -> str:
        """A year from the filing day, the filing day itself where a rule limits the period."""
        limited = any(
            rule.kind is RuleKind.WITHIN_PERIOD and field.id in rule.fields.values()
            for page in self.service.pages()
            for rule in page.rules
        )
        return (self.today if limited else self.today + DAYS_AHEAD).isoformat()

    def _text(self, field: Field) -> str:
        if field.example:
            return field.example
        text = self.inventions.name() if field.personal or "name" in field.id else WORDS
        wanted = field.min_length or 1
        return (text * wanted if len(text) < wanted else text)[: field.max_length]


def counting(field: Field, rules: Iterable[Rule], facts: Mapping[str, object]) -> list[Rule]:
    """The rules of this situation that ask for a number of rows in a table."""
    return [
        rule
        for rule in rules
        if rule.kind is RuleKind.COUNT
        and rule.fields["table"] == field.id
        and (rule.when is None or evaluate(rule.when, facts) is Answer.YES)
    ]


def least_rows(field: Field, rules: Iterable[Rule], facts: Mapping[str, object]) -> list[int]:
    """How many rows each of those rules needs at least."""
    return [rule.at_least or 0 for rule in counting(field, rules, facts)]


def one_named(field: Field, rules: Iterable[Rule], facts: Mapping[str, object]) -> object:
    """Somebody whom a rule wants named elsewhere, from where that stands; none when no rule does."""
    for rule in rules:
        if rule.when is not None and evaluate(rule.when, facts) is not Answer.YES:
            continue
        if rule.fields.get("other") == field.id:
            return facts.get(rule.fields["value"])
        if rule.fields["value"] == field.id and "table" in rule.fields:
            rows = cast("list[Mapping[str, object]]", facts.get(rule.fields["table"]) or [])
            meant = [row for row in rows if rule.where is None or evaluate(rule.where, row) is Answer.YES]
            return next((row[rule.fields["column"]] for row in meant if row.get(rule.fields["column"])), None)
    return None


def other_than(old: object, field: Field, sample: Sample) -> object:
    """A sample that differs from what was answered before."""
    changed: dict[FieldKind, Callable[[], object]] = {
        FieldKind.YES_NO: lambda: not old,
        FieldKind.CHOICE: lambda: next((option.id for option in field.options if option.id != old), old),
        FieldKind.CHOICES: lambda: [option.id for option in field.options],
        FieldKind.INTEGER: lambda: int(str(old)) + 1,
        FieldKind.MONEY: lambda: str(Decimal(str(old)) + 1),
        FieldKind.PERCENT: lambda: str(Decimal(str(old)) + 1),
        FieldKind.DATE: lambda: str(date.fromisoformat(str(old)) + timedelta(days=1)),
        FieldKind.TABLE: lambda: [sample.row(field)],
        FieldKind.TEXT: lambda: _corrected(old, field),
        FieldKind.LONG_TEXT: lambda: _corrected(old, field),
    }
    for special in (sample.ruled(field), sample.ruled(field)):
        if special not in (None, old):
            return special
    return sample.value(field) if old is None or field.kind not in changed else changed[field.kind]()


def _corrected(old: object, field: Field) -> object:
    """A text that differs; where the definition gives a right answer, that one."""
    return field.example or f"{old}（更正）"[-(field.max_length or LONGEST) :]


def _share(rows: list[dict[str, object]], column: str, total: Decimal) -> None:
    """The first row gets what the others, a cent each, leave of the total."""
    for number, row in enumerate(rows):
        share = total - CENT * (len(rows) - 1) if number == 0 else CENT
        row[column] = str(share.quantize(CENT))


def _within(field: Field, wished: Decimal) -> Decimal:
    low = wished if field.minimum is None else max(wished, field.minimum)
    return low if field.maximum is None else min(low, field.maximum)
