"""Proofs about names: every id is unique, and whatever is named exists, was asked before, and fits.

Owns the spelling side of a definition: departments, facts, options, fields. Steps are named in `flow`.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, Protocol

from portal.domain.conditions import AllOf, AnyOf, Compare, FactTypeMismatch, Negation, Op, evaluate, facts_of
from portal.domain.forms import FieldKind
from portal.domain.proofs.problem import asked, conditions, pages, problem, results, work

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from portal.domain.conditions import Condition
    from portal.domain.forms import Field
    from portal.domain.proofs.problem import Place, Problem
    from portal.domain.workflow import Service

ALWAYS_KNOWN: Final = frozenset({"today"})
NUMBERS: Final = frozenset({FieldKind.INTEGER, FieldKind.MONEY, FieldKind.PERCENT})
DATES: Final = frozenset({FieldKind.DATE})
LISTS: Final = frozenset({FieldKind.CHOICES, FieldKind.TABLE})
TRUTHS: Final = frozenset({FieldKind.YES_NO})
ORDERED: Final = NUMBERS | DATES
SINGLE: Final = frozenset(FieldKind) - LISTS - TRUTHS
TEXTS: Final = SINGLE - ORDERED

KINDS_OF_OP: Final[Mapping[Op, frozenset[FieldKind]]] = {
    **dict.fromkeys((Op.EQ, Op.NE, Op.IN, Op.NOT_IN), SINGLE),
    **dict.fromkeys((Op.GT, Op.GTE, Op.LT, Op.LTE, Op.BETWEEN), ORDERED),
    **dict.fromkeys((Op.IS_TRUE, Op.IS_FALSE), TRUTHS),
    **dict.fromkeys((Op.YEAR_EQ, Op.WITHIN_MONTHS), DATES),
    Op.PREFIX_IN: TEXTS,
    Op.CONTAINS: frozenset({FieldKind.CHOICES}),
    Op.COUNT_GTE: LISTS,
    Op.GROWTH_GTE: NUMBERS,
    Op.EXISTS: frozenset(FieldKind),
}
"""Which operator makes sense for which kind of field."""


def ids_are_unique(service: Service, _: Collection[str]) -> Iterator[Problem]:
    """Questions, form fields and results share one set of names; parts of a list never share one."""
    facts = [(one.place, one.field.id) for one in asked(service)]
    yield from _repeated([*facts, *((place, one.id) for place, one in results(service))])
    yield from _repeated([(("form", number), one.id) for number, one in enumerate(service.sections)])
    yield from _repeated([(place, page.id) for place, page in pages(service)])
    yield from _repeated(_numbered(("materials",), service.materials))
    yield from _repeated(_numbered(("steps",), service.steps))
    yield from _repeated(_numbered(("procedures",), service.procedures))
    for place, part in work(service):
        yield from _repeated(_numbered((*place, "checks"), part.checks))
    for one in asked(service):
        yield from _repeated(_numbered((*one.place, "columns"), one.field.columns))
        yield from _repeated(_numbered((*one.place, "options"), one.field.options))


class _Named(Protocol):
    @property
    def id(self) -> str: ...


def _numbered(place: Place, parts: Iterable[_Named]) -> list[tuple[Place, str]]:
    return [((*place, number), part.id) for number, part in enumerate(parts)]


def _repeated(named: list[tuple[Place, str]]) -> Iterator[Problem]:
    counts = Counter(name for _, name in named)
    seen: set[str] = set()
    for place, name in named:
        if counts[name] > 1 and name in seen:
            yield problem("DUPLICATE-ID", (*place, "id"), id=name)
        seen.add(name)


def departments_exist(service: Service, departments: Collection[str]) -> Iterator[Problem]:
    """Every department is one of workflows/departments.yaml."""
    named: list[tuple[Place, str]] = [(("item", "department"), service.item.department)]
    named += [(("steps", number, "department"), step.department) for number, step in enumerate(service.steps)]
    for place, name in named:
        if name not in departments:
            yield problem("UNKNOWN-DEPARTMENT", place, id=name, known=tuple(departments))


def conditions_look_back(service: Service, _: Collection[str]) -> Iterator[Problem]:
    """A condition uses only what was asked before it: a later answer cannot decide whether to ask an earlier thing."""
    everything = frozenset(one.field.id for one in asked(service))
    entered = frozenset(one.id for _, one in results(service))
    for place, condition, known in conditions(service):
        for at, comparison in placed(condition, place):
            for name in sorted(facts_of(comparison) - known - ALWAYS_KNOWN):
                if place[0] == "papers" and name in entered:
                    yield problem("PAPER-EARLY", at, id=name, paper=service.papers[int(place[1])].id)
                elif name in everything:
                    yield problem("LOOKS-FORWARD", at, id=name)
                elif name in entered:
                    yield problem("LOOKS-FORWARD", at, id=name, reason="result")
                else:
                    yield problem("UNKNOWN-FACT", at, id=name, known=tuple(sorted(everything)))


def conditions_fit_their_facts(service: Service, _: Collection[str]) -> Iterator[Problem]:
    """The operator and the value suit the kind of the field, and options are named that exist."""
    fields = {one.field.id: one.field for one in asked(service)} | {one.id: one for _, one in results(service)}
    for place, condition, _known in conditions(service):
        for at, comparison in placed(condition, place):
            if comparison.fact in fields:
                yield from fits(at, comparison, fields=fields)


def comparisons(condition: Condition) -> Iterator[Compare]:
    """The comparisons of a tree."""
    return (comparison for _, comparison in placed(condition, ()))


def placed(condition: Condition, place: Place) -> Iterator[tuple[Place, Compare]]:
    """The comparisons of a tree, each with its place."""
    for at, part in parts(condition, place):
        if isinstance(part, Compare):
            yield at, part


def parts(condition: Condition, place: Place) -> Iterator[tuple[Place, Condition]]:
    """A condition and everything below it, each with its place."""
    yield place, condition
    match condition:
        case AllOf(inner) | AnyOf(inner):
            word = "all" if isinstance(condition, AllOf) else "any"
            for number, part in enumerate(inner):
                yield from parts(part, (*place, word, number))
        case Negation(part):
            yield from parts(part, (*place, "not"))
        case Compare():
            pass


def fits(place: Place, comparison: Compare, *, fields: Mapping[str, Field]) -> Iterator[Problem]:
    """The operator and the value suit the kind of the field, and options are named that exist."""
    field = fields[comparison.fact]
    if field.kind not in KINDS_OF_OP[comparison.op]:
        allowed = tuple(str(op) for op, kinds in KINDS_OF_OP.items() if field.kind in kinds)
        yield problem(
            "WRONG-OPERATOR", place, id=field.id, kind=str(field.kind), op=str(comparison.op), allowed=allowed
        )
        return
    known = tuple(option.id for option in field.options)
    values = comparison.value if isinstance(comparison.value, tuple) else (comparison.value,)
    strange = [one for one in values if known and isinstance(one, str) and one not in known]
    for value in [] if comparison.op is Op.PREFIX_IN else strange:
        yield problem("UNKNOWN-OPTION", place, id=field.id, option=value, known=known)
    if not can_be_compared(comparison, fields):
        shown = ", ".join(map(str, values))
        yield problem("WRONG-VALUE", place, id=field.id, kind=str(field.kind), op=str(comparison.op), value=shown)


def can_be_compared(comparison: Compare, fields: Mapping[str, Field]) -> bool:
    """Whether the value is of the kind that the field holds; tried with one answer of each."""
    names = (name for name in facts_of(comparison) if name in fields)
    facts = {name: EXAMPLES.get(fields[name].kind, "x") for name in names}
    try:
        evaluate(comparison, {"today": EXAMPLES[FieldKind.DATE], **facts})
    except FactTypeMismatch:
        return False
    return True


EXAMPLES: Final[Mapping[FieldKind, object]] = {
    FieldKind.YES_NO: True,
    FieldKind.INTEGER: 1,
    FieldKind.MONEY: "1.00",
    FieldKind.PERCENT: "1",
    FieldKind.DATE: "2000-01-01",
    FieldKind.CHOICES: ["x"],
    FieldKind.TABLE: [{}],
}
"""One stored answer of each kind; every other kind stores text."""


def named_fields_exist(service: Service, _: Collection[str]) -> Iterator[Problem]:
    """The title is made of fields that are asked; the new enterprise's code is a result of that kind."""
    fields = tuple(one.field.id for one in asked(service))
    for number, name in enumerate(service.title_fields or (service.title_field,)):
        if name not in fields:
            yield problem("UNKNOWN-FIELD", ("title", number), id=name, known=fields)
    result = service.enterprise_result
    codes = tuple(one.id for _, one in results(service) if one.kind is FieldKind.USCC)
    if result is not None and result not in codes:
        yield problem("UNKNOWN-RESULT", ("enterprise_result",), id=result, known=codes)


def chosen_parts_are_done(service: Service, _: Collection[str]) -> Iterator[Problem]:
    """Where options of one question lead to steps, each leads to one: nothing is chosen that nobody does."""
    tests = [test for step in service.steps if step.when is not None for test in comparisons(step.when)]
    for one in asked(service):
        led = {test.value for test in tests if test.fact == one.field.id and test.op is Op.CONTAINS}
        idle = [] if len(led) < LED else [each for each in enumerate(one.field.options) if each[1].id not in led]
        for number, option in idle:
            yield problem("OPTION-IDLE", (*one.place, "options", number), id=one.field.id, option=option.id)


LED: Final = 2
"""One step for one option may be chance; with two the question is a choice of work."""
