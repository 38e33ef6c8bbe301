"""Texts, limits and conditions of a file as values of the domain."""

from __future__ import annotations

from typing import TYPE_CHECKING, overload

from portal.domain.conditions import AllOf, AnyOf, Compare, Negation, Op
from portal.domain.limits import Limit
from portal.domain.texts import Text

if TYPE_CHECKING:
    from portal.definitions import shapes
    from portal.domain.conditions import Condition


@overload
def text(model: shapes.TextModel) -> Text: ...
@overload
def text(model: None) -> None: ...
def text(model: shapes.TextModel | None) -> Text | None:
    """The same words in both languages, without blanks around them."""
    return Text(model.zh.strip(), model.en.strip()) if model else None


def condition(model: shapes.ConditionModel | None) -> Condition | None:
    """A condition tree; no condition stays none."""
    return needed(model) if model else None


def needed(model: shapes.ConditionModel) -> Condition:
    """A condition that must be there, as a tree."""
    if model.all is not None:
        return AllOf(tuple(needed(one) for one in model.all))
    if model.any is not None:
        return AnyOf(tuple(needed(one) for one in model.any))
    if model.negated is not None:
        return Negation(needed(model.negated))
    return Compare(str(model.fact), Op(str(model.op)), model.value)


def limit(model: shapes.LimitModel) -> Limit:
    """A number with its unit."""
    return Limit(model.value, model.unit)
