"""Proofs about fields and rules: each has what its kind needs, and rules name fields that fit.

Owns which settings belong to which kind. Which roles a rule has is said in `portal.domain.rules.ROLES`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from portal.domain.conditions import facts_of
from portal.domain.forms import FieldKind, RuleKind
from portal.domain.limits import Unit
from portal.domain.origin_rules import COLUMNS_OF
from portal.domain.proofs.problem import asked, pages, problem, results
from portal.domain.proofs.references import fits, placed
from portal.domain.rules import ROLES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from portal.domain.forms import Field, Page, Rule
    from portal.domain.proofs.problem import Place, Problem
    from portal.domain.workflow import Service

WITH_OPTIONS: Final = frozenset({FieldKind.CHOICE, FieldKind.CHOICES})
WITH_BOUNDS: Final = frozenset({FieldKind.INTEGER, FieldKind.MONEY, FieldKind.PERCENT})
WITH_LENGTH: Final = frozenset({FieldKind.TEXT, FieldKind.LONG_TEXT})
PERSONAL: Final = frozenset({FieldKind.PERSON_ID, FieldKind.MOBILE, FieldKind.EMAIL, FieldKind.ACCOUNT_NUMBER})
NOT_IN_ROWS: Final = frozenset({FieldKind.TABLE, FieldKind.CHOICES})
NUMBERS: Final = frozenset({FieldKind.INTEGER, FieldKind.MONEY, FieldKind.PERCENT})
KINDS_OF_ROLE: Final[dict[tuple[RuleKind, str], frozenset[FieldKind]]] = {
    **{(kind, "table"): frozenset({FieldKind.TABLE}) for kind in RuleKind},
    (RuleKind.SUM_EQUALS, "column"): NUMBERS,
    (RuleKind.SUM_EQUALS, "total"): NUMBERS,
    (RuleKind.WITHIN_PERIOD, "column"): frozenset({FieldKind.DATE}),
    (RuleKind.WITHIN_PERIOD, "date"): frozenset({FieldKind.DATE}),
    (RuleKind.INDUSTRY_CODE, "code"): frozenset({FieldKind.TEXT}),
    (RuleKind.NOT_PAST, "column"): frozenset({FieldKind.DATE}),
    (RuleKind.NOT_PAST, "date"): frozenset({FieldKind.DATE}),
    (RuleKind.AMOUNT, "amount"): NUMBERS,
    (RuleKind.AGE, "person"): frozenset({FieldKind.PERSON_ID}),
    (RuleKind.AGE, "column"): frozenset({FieldKind.PERSON_ID}),
    (RuleKind.DISJOINT, "other_table"): frozenset({FieldKind.TABLE}),
}
"""What a role must hold; a role that is not listed takes every kind."""
PERIODS: Final = frozenset({Unit.DAY, Unit.MONTH, Unit.YEAR})
COLUMN_ROLES: Final = {
    "column": "table",
    "first": "table",
    "second": "table",
    "other_column": "other_table",
    **COLUMNS_OF,
}
"""Roles that name a column where the rule names the table it stands in."""
DATED: Final = frozenset({RuleKind.WITHIN_PERIOD, RuleKind.NOT_PAST, RuleKind.AGE})
BOUNDED: Final = frozenset({RuleKind.COUNT, RuleKind.SHARE, RuleKind.AMOUNT, RuleKind.AGE})


def fields_are_whole(service: Service, _: Collection[str]) -> Iterator[Problem]:
    """Choices have options, tables have columns, and no field has a setting that means nothing for its kind."""
    for one in asked(service):
        yield from _field(one.place, one.field)
        for number, column in enumerate(one.field.columns):
            yield from _small_field((*one.place, "columns", number), column)
    for place, result in results(service):
        yield from _small_field(place, result)


def persons_are_masked(service: Service, _: Collection[str]) -> Iterator[Problem]:
    """What identifies or reaches a person is shown to holder and handlers only (个人信息保护法 art. 51)."""
    every = [(one.place, one.field) for one in asked(service)]
    every += [
        ((*place, "columns", number), column) for place, one in every for number, column in enumerate(one.columns)
    ]
    for place, one in [*every, *results(service)]:
        if one.kind in PERSONAL and not one.personal:
            yield problem("NOT-MASKED", (*place, "kind"), id=one.id, kind=str(one.kind))


def _small_field(place: Place, field: Field) -> Iterator[Problem]:
    yield from _field(place, field)
    if field.kind in NOT_IN_ROWS:
        yield problem("FIELD-SHAPE", (*place, "kind"), id=field.id, reason="kind_not_here", kind=str(field.kind))


def _field(place: Place, field: Field) -> Iterator[Problem]:
    wanted = (
        ("options", bool(field.options), field.kind in WITH_OPTIONS),
        ("columns", bool(field.columns), field.kind is FieldKind.TABLE),
    )
    for name, given, needed in wanted:
        if given != needed:
            reason = "missing" if needed else "senseless"
            yield problem("FIELD-SHAPE", (*place, name), id=field.id, reason=reason, setting=name, kind=str(field.kind))
    optional = (
        ("minimum", field.minimum, field.kind in WITH_BOUNDS),
        ("maximum", field.maximum, field.kind in WITH_BOUNDS),
        ("min_length", field.min_length, field.kind in WITH_LENGTH),
        ("max_length", field.max_length, field.kind in WITH_LENGTH),
    )
    for name, setting, sensible in optional:
        if setting is not None and not sensible:
            yield problem(
                "FIELD-SHAPE", (*place, name), id=field.id, reason="senseless", setting=name, kind=str(field.kind)
            )

    bounds = (
        ("minimum", field.minimum, field.maximum),
        ("min_length", field.min_length, field.max_length),
        ("min_rows", field.min_rows if field.kind is FieldKind.TABLE else None, field.max_rows),
    )
    for name, least, most in bounds:
        if least is not None and most is not None and least > most:
            yield problem("FIELD-SHAPE", (*place, name), id=field.id, reason="bounds", setting=name, most=str(most))


def rules_are_whole(service: Service, _: Collection[str]) -> Iterator[Problem]:
    """A rule names the roles of its kind, and each role a field that is asked up to its page."""
    known: dict[str, Field] = {one.id: one for one in service.questions}
    for place, page in pages(service):
        known |= {one.id: one for one in page.fields}
        for number, rule in enumerate(page.rules):
            yield from _rule((*place, "rules", number), rule, page, known=known)


def _rule(place: Place, rule: Rule, page: Page, *, known: dict[str, Field]) -> Iterator[Problem]:
    needed, allowed = ROLES[rule.kind]
    for role in sorted(needed - rule.fields.keys()):
        yield problem("RULE-SHAPE", (*place, "fields"), reason="role_missing", kind=str(rule.kind), role=role)
    for role in sorted(rule.fields.keys() - needed - allowed):
        yield problem(
            "RULE-SHAPE",
            (*place, "fields", role),
            reason="role_unknown",
            kind=str(rule.kind),
            role=role,
            known=tuple(sorted(needed | allowed)),
        )
    if (rule.kind is RuleKind.WITHIN_PERIOD and not rule.limit) or (rule.kind in DATED and not _has_a_date(rule)):
        yield problem("RULE-SHAPE", place, reason="period_incomplete", kind=str(rule.kind))
    if (rule.kind in BOUNDED) is (rule.at_least is None and rule.at_most is None):
        yield problem("RULE-SHAPE", place, reason="bounds", kind=str(rule.kind))
    if rule.kind is RuleKind.WITHIN_PERIOD and rule.limit and rule.limit.unit not in PERIODS:
        yield problem("RULE-SHAPE", (*place, "limit"), reason="period_unit", kind=str(rule.kind))
    first, second = rule.fields.get("first"), rule.fields.get("second")
    if first is not None and first == second:
        yield problem("RULE-SHAPE", (*place, "fields"), reason="role_same", kind=str(rule.kind), id=first)
    here = tuple(one.id for one in page.fields)
    if rule.at not in here:
        yield problem("UNKNOWN-FIELD", (*place, "at"), id=rule.at, known=here)
    yield from _named(place, rule, known=known)
    yield from _conditions(place, rule, known=known)


def _conditions(place: Place, rule: Rule, *, known: dict[str, Field]) -> Iterator[Problem]:
    """The situation of a rule looks back at questions and fields, its rows at the columns of its table."""
    table = known.get(rule.fields.get("table", ""))
    columns = {column.id: column for column in table.columns} if table else {}
    for name, condition, fields in (("when", rule.when, known), ("where", rule.where, columns)):
        for at, comparison in placed(condition, (*place, name)) if condition else ():
            unknown = sorted(facts_of(comparison) - fields.keys())
            for fact in unknown:
                yield problem("UNKNOWN-FACT", at, id=fact, known=tuple(sorted(fields)))
            if not unknown:
                yield from fits(at, comparison, fields=fields)


def _has_a_date(rule: Rule) -> bool:
    return bool({"date", "person"} & rule.fields.keys()) or {"table", "column"} <= rule.fields.keys()


def _named(place: Place, rule: Rule, *, known: dict[str, Field]) -> Iterator[Problem]:
    roles = frozenset[str]().union(*ROLES[rule.kind])
    for role, name in rule.fields.items():
        if role not in roles:
            continue
        table = known.get(rule.fields.get(COLUMN_ROLES.get(role, ""), ""))
        fields = {column.id: column for column in table.columns} if table else known
        if name not in fields:
            yield problem("UNKNOWN-FIELD", (*place, "fields", role), id=name, known=tuple(fields))
            continue
        found = fields[name]
        wanted = KINDS_OF_ROLE.get((rule.kind, role))
        if wanted is not None and found.kind not in wanted:
            facts = {"id": name, "role": role, "wanted": tuple(sorted(map(str, wanted)))}
            yield problem("RULE-SHAPE", (*place, "fields", role), reason="role_kind", kind=str(found.kind), **facts)
