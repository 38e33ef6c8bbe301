"""Results of steps: kept as texts in the events, read back as facts that conditions can compare.

Owns the one text of each kind of answer and the way back. Refuses nothing: a text that cannot be read is no fact.
Tables are not results.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from portal.domain.forms import FieldKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from portal.domain.forms import Field


def as_text(value: object) -> str:
    """A stored answer as the text of a result; several choices are joined, yes and no are words."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ",".join(cast("list[str]", value)) if isinstance(value, list) else str(value)


def as_facts(fields: Iterable[Field], results: Mapping[str, str]) -> dict[str, object]:
    """The results of these fields as the stored answers they were made from."""
    return {field.id: _value(field, results[field.id]) for field in fields if results.get(field.id)}


def _value(field: Field, text: str) -> object:
    match field.kind:
        case FieldKind.YES_NO:
            return text == "yes"
        case FieldKind.CHOICES:
            return text.split(",")
        case FieldKind.INTEGER:
            return int(text) if text.lstrip("+-").isdecimal() else None
        case _:
            return text
