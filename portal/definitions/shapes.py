"""What all files of `workflows/` are made of: ids, bilingual texts, limits and conditions.

Owns the smallest shapes. Refuses unknown keys and values of another kind; it converts nothing except whole numbers to
amounts.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from portal.domain.conditions import Compare, ConditionInvalid, Op
from portal.domain.limits import LONGEST, Unit


def _whole_to_decimal(value: object) -> object:
    return Decimal(value) if type(value) is int else value


Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=40)]

Key = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$", max_length=60)]

Amount = Annotated[Decimal, BeforeValidator(_whole_to_decimal)]

Word = Annotated[str, Field(min_length=1, max_length=200)]


def word(**more: Any) -> Any:
    """A field whose value is one word of a closed list, written as text in YAML."""
    return Field(strict=False, **more)


class Strict(BaseModel):
    """Every part of a file: no unknown keys, no silent conversion."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class TextModel(Strict):
    """The same words in both languages."""

    zh: str = Field(description="Chinese, as a civil servant would write it")
    en: str = Field(description="plain English")


class LimitModel(Strict):
    """A time limit: a number and its unit."""

    value: int = Field(ge=1, description="whole number, at least 1")
    unit: Unit = word(description="workday, day, hour, workhour, month or year")

    @model_validator(mode="after")
    def _not_absurd(self) -> LimitModel:
        if self.value > LONGEST[self.unit]:
            raise PydanticCustomError("limit_long", "a limit of more than forty years is a typing error")
        return self


class ConditionModel(Strict):
    """A condition: `all`, `any`, `not`, or one comparison of a fact."""

    all: list[ConditionModel] | None = Field(None, min_length=1, description="every one must hold")
    any: list[ConditionModel] | None = Field(None, min_length=1, description="one must hold")
    negated: ConditionModel | None = Field(None, alias="not", description="must not hold")
    fact: Id | None = Field(None, description="id of a question or form field")
    op: Op | None = word(default=None, description="how it is compared")
    value: Any = Field(None, description="what it is compared with")

    @model_validator(mode="after")
    def _one_form(self) -> ConditionModel:
        forms = {"all", "any", "negated", "fact"} & self.model_fields_set
        if len(forms) != 1:
            raise PydanticCustomError("condition", "a condition is exactly one of all, any, not, or fact with op")
        if ("fact" in forms) != (self.op is not None) or ("value" in self.model_fields_set and self.op is None):
            raise PydanticCustomError("condition", "a comparison needs fact and op, and nothing else has op or value")
        if self.fact is not None and self.op is not None:
            _try_comparison(self.fact, self.op, self.value)
        return self


def _try_comparison(fact: str, op: Op, value: object) -> None:
    try:
        Compare(fact, op, value)
    except ConditionInvalid:
        message = "the value {value} does not fit the operator {op}"
        raise PydanticCustomError("condition", message, {"op": str(op), "value": repr(value)}) from None
