"""Conditions of a definition in words: “经营哪一类场所？”是“公共浴室”.

Owns one sentence an operator and the joining of parts. Labels of questions and options are those of the definition; a
fact that no question asks for is named by its id. Refuses nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from portal.domain.comparisons import FactRef, Growth, Months, Op
from portal.domain.conditions import AllOf, AnyOf, Compare, Condition, Negation
from portal.domain.forms import Field
from portal.domain.workflow import Service
from portal.i18n import translated

Labels = Mapping[str, Field]

OPERATORS: Final[Mapping[Op, object]] = {
    Op.EQ: _l("“%(fact)s” is “%(value)s”"),
    Op.NE: _l("“%(fact)s” is not “%(value)s”"),
    Op.IN: _l("“%(fact)s” is one of “%(value)s”"),
    Op.NOT_IN: _l("“%(fact)s” is none of “%(value)s”"),
    Op.PREFIX_IN: _l("“%(fact)s” begins with one of “%(value)s”"),
    Op.CONTAINS: _l("“%(fact)s” includes “%(value)s”"),
    Op.GT: _l("“%(fact)s” is more than %(value)s"),
    Op.GTE: _l("“%(fact)s” is at least %(value)s"),
    Op.LT: _l("“%(fact)s” is less than %(value)s"),
    Op.LTE: _l("“%(fact)s” is at most %(value)s"),
    Op.BETWEEN: _l("“%(fact)s” lies between %(value)s"),
    Op.IS_TRUE: _l("“%(fact)s” is answered with yes"),
    Op.IS_FALSE: _l("“%(fact)s” is answered with no"),
    Op.EXISTS: _l("“%(fact)s” is answered"),
    Op.YEAR_EQ: _l("“%(fact)s” lies in the year %(value)s"),
    Op.WITHIN_MONTHS: _l("“%(fact)s” lies at most %(value)s months back"),
    Op.GROWTH_GTE: _l("“%(fact)s” has grown by at least %(value)s"),
    Op.COUNT_GTE: _l("“%(fact)s” has at least %(value)s entries"),
}


def labels_of(*services: Service | None) -> Labels:
    """Questions, form fields and results by id; of the last service that has one."""
    found: dict[str, Field] = {}
    for service in services:
        if service is not None:
            found.update({one.id: one for one in service.fields()})
            found.update({one.id: one for step in service.steps for one in step.results})
    return found


def condition_words(condition: Condition, labels: Labels) -> str:
    """A condition as a reader says it."""
    match condition:
        case Compare():
            return _comparison(condition, labels)
        case AllOf(parts=parts):
            return str(_(" and ")).join(_inner(part, labels) for part in parts)
        case AnyOf(parts=parts):
            return str(_(" or ")).join(_inner(part, labels) for part in parts)
        case Negation(part=part):
            return str(_("it is not so that %(condition)s", condition=condition_words(part, labels)))


def _inner(part: Condition, labels: Labels) -> str:
    words = condition_words(part, labels)
    return str(_("(%(condition)s)", condition=words)) if isinstance(part, AllOf | AnyOf) else words


def _comparison(condition: Compare, labels: Labels) -> str:
    field = labels.get(condition.fact)
    fact = translated(field.label).rstrip("？?") if field else condition.fact
    return str(OPERATORS[condition.op]) % {"fact": fact, "value": _value(condition.value, field, labels)}


def _value(value: object, field: Field | None, labels: Labels) -> str:
    match value:
        case FactRef(name=name):
            other = labels.get(name)
            return translated(other.label) if other else name
        case Months(months=months):
            return str(months)
        case Growth(pct=pct):
            return f"{pct}%"
        case tuple():
            return str(_(", ")).join(_value(one, field, labels) for one in value)
        case str() if field is not None and field.option(value) is not None:
            option = field.option(value)
            return translated(option.label) if option else value
        case _:
            return "" if value is None else str(value)
