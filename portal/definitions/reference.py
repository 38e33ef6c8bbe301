"""The key tables of docs/workflow-language.md and docs/policy-language.md, made from the schema itself.

Owns the printed form of a key: its name, what it takes, whether it is needed, and its description.
"""

from __future__ import annotations

from enum import StrEnum
from types import UnionType
from typing import TYPE_CHECKING, Annotated, Any, Final, Union, get_args, get_origin

from pydantic import BaseModel

from portal.definitions import form_schema, policy_schema, rule_schema, schema, shapes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic.fields import FieldInfo

PARTS: Final[tuple[tuple[str, type[BaseModel]], ...]] = (
    ("the file", schema.ServiceModel),
    ("item", schema.ItemModel),
    ("limits", schema.LimitsModel),
    ("limit basis", schema.LimitBasisModel),
    ("question or form field", form_schema.FieldModel),
    ("column or result", form_schema.ColumnModel),
    ("option", form_schema.OptionModel),
    ("section", form_schema.SectionModel),
    ("page", form_schema.PageModel),
    ("rule", form_schema.RuleModel),
    ("material", schema.MaterialModel),
    ("obtain", schema.ObtainModel),
    ("step", schema.StepModel),
    ("special limit", schema.SpecialLimitModel),
    ("not before", schema.NotBeforeModel),
    ("check", schema.CheckModel),
    ("extension", rule_schema.ExtensionModel),
    ("special procedure", rule_schema.ProcedureModel),
    ("superior", rule_schema.SuperiorModel),
    ("tolerance", rule_schema.ToleranceModel),
    ("commitment", rule_schema.CommitmentModel),
    ("words of the decision", rule_schema.DecisionWordsModel),
    ("one open case", rule_schema.OneOpenModel),
    ("waiting", rule_schema.WaitingModel),
    ("urgent", rule_schema.UrgentModel),
    ("redirect", rule_schema.RedirectModel),
    ("part of a bundle", rule_schema.PartModel),
    ("paper", rule_schema.PaperModel),
    ("row of a paper", rule_schema.PaperRowModel),
    ("faq", schema.FaqModel),
    ("condition", shapes.ConditionModel),
    ("limit", shapes.LimitModel),
    ("bilingual text", shapes.TextModel),
)
POLICY_PARTS: Final[tuple[tuple[str, type[BaseModel]], ...]] = (
    ("the policy", policy_schema.PolicyModel),
    ("validity", policy_schema.ValidModel),
    ("award", policy_schema.AwardModel),
    ("tier", policy_schema.TierModel),
    ("unit rate", policy_schema.UnitRateModel),
    ("tranche", policy_schema.TrancheModel),
    ("fair-competition review", policy_schema.FairModel),
    ("condition on facts", policy_schema.FactConditionModel),
    ("fact of the catalogue", policy_schema.FactModel),
)
NAMES: Final[dict[object, str]] = {model: name for name, model in (*PARTS, *POLICY_PARTS)}
WORDS: Final[dict[object, str]] = {str: "plain text", int: "whole number", bool: "true or false", Any: "a value"}
MOST_WORDS: Final = 8


def key_tables() -> str:
    """All tables as Markdown, one for each part of a file."""
    return "\n".join(line for name, model in PARTS for line in _table(name, model))


def policy_key_tables() -> str:
    """The tables of a policy, a condition and the fact catalogue."""
    return "\n".join(line for name, model in POLICY_PARTS for line in _table(name, model))


def _table(name: str, model: type[BaseModel]) -> Iterator[str]:
    yield f"### Keys: {name}\n"
    yield "| Key | Takes | Needed | Meaning |"
    yield "|---|---|---|---|"
    for key, info in model.model_fields.items():
        needed = "yes" if info.is_required() else "no"
        yield f"| `{info.alias or key}` | {_takes(info.annotation)} | {needed} | {_meaning(info)} |"
    yield ""


def _meaning(info: FieldInfo) -> str:
    kind = info.annotation
    words = info.description or ""
    if isinstance(kind, type) and issubclass(kind, StrEnum) and len(kind) > MOST_WORDS:
        return f"{words}: {', '.join(f'`{one}`' for one in kind)}"
    return words


def _takes(annotation: object) -> str:
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _takes(inner[0])
    if origin in {Union, UnionType}:
        return _takes(next(one for one in inner if one is not type(None)))
    if origin is list:
        return f"list: {_takes(inner[0])}"
    return "mapping" if origin is dict else _single(annotation)


def _single(annotation: object) -> str:
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        return "a word" if len(annotation) > MOST_WORDS else ", ".join(f"`{one}`" for one in annotation)
    return NAMES.get(annotation) or WORDS.get(annotation, "number")
