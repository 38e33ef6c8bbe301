"""Answers as a scenario writes them, read the way a form reads what was typed.

Owns the bridge from YAML values to stored answers. Refuses fields the form does not have, answers it does not ask for
in the situation, and values it does not take, each with its name.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from portal.definitions.complaints import nearest
from portal.domain.answers import read_field
from portal.domain.forms import FieldKind
from portal.scenarios.faults import ScenarioFault
from portal.services.identifiers import IDENTIFIERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from portal.definitions.nodes import Path
    from portal.domain.forms import Field
    from portal.scenarios.answers import Sample

YES_NO: Final = {True: "yes", False: "no"}


def read_answers(sample: Sample, given: Mapping[str, object]) -> dict[str, object]:
    """Stored answers by field id, rows of tables filled up with samples; raises ScenarioFault for the first fault."""
    fields = {field.id: field for field in sample.service.fields()}
    for name in given:
        known_id("field", name, fields)
    return {name: read_value(fields[name], value, sample=sample) for name, value in given.items()}


def read_value(field: Field, value: object, place: str = "answers", *, sample: Sample | None = None) -> object:
    """One stored answer; raises ScenarioFault with the field's name and what is wrong."""
    raw = _table(field, value, sample) if field.kind is FieldKind.TABLE else _raw(field, value)
    stored, findings = read_field(field, raw, IDENTIFIERS)
    if findings:
        wrong = "; ".join(f"{finding.at}: {finding.message_id}" for finding in findings)
        raise ScenarioFault(f"the form does not take this answer: {wrong}{_options(field)}", (place, field.id))
    return stored


def known_id(what: str, name: str, known: Iterable[str], *, place: Path = ("answers",)) -> None:
    """Go on, or raise ScenarioFault when there is no such thing."""
    names = list(known)
    if name not in names:
        hint = nearest(name, names) or f"; there are {', '.join(names) or 'none'}"
        raise ScenarioFault(f"there is no {what} {name!r} in this service{hint}", (*place, name))


def _options(field: Field) -> str:
    return f" (options: {', '.join(option.id for option in field.options)})" if field.options else ""


def _raw(field: Field, value: object) -> object:
    """What a browser would have sent."""
    if field.kind is FieldKind.CHOICES:
        values = value if isinstance(value, list) else [value]
        return [_text(field, one) for one in values]
    return _text(field, value)


def _table(field: Field, value: object, sample: Sample | None) -> list[dict[str, object]]:
    rows = value if isinstance(value, list) else [value]
    columns = {column.id: column for column in field.columns}
    raw: list[dict[str, object]] = []
    for row in rows:
        if not isinstance(row, dict):
            raise ScenarioFault(
                f"{field.id} is a table: write a list of rows, each {{column: value}}", ("answers", field.id)
            )
        for name in row:
            known_id("column", name, columns, place=("answers", field.id))
        filled = sample.row(field, row) if sample else {}
        cells = {**{name: cell for name, cell in filled.items() if cell is not None}, **row}
        raw.append({name: _raw(columns[name], cell) for name, cell in cells.items()})
    return raw


def _text(field: Field, value: object) -> str:
    if isinstance(value, bool):
        return YES_NO[value]
    if isinstance(value, list | dict):
        raise ScenarioFault(f"{field.id} takes one value, not a list or a mapping", ("answers", field.id))
    return (
        value.isoformat()
        if isinstance(value, date)
        else format(value, "f")
        if isinstance(value, Decimal)
        else str(value)
    )
