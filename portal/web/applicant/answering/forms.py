"""Forms made from definitions: one WTForms class per page, one field per question.

Owns the way from a question to a GOV.UK component and what is typed into it. Refuses to judge: the form only
carries texts there and back, so that nothing typed is lost; `portal.domain.answers` reads them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, cast

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict
from wtforms import Field as WtfField
from wtforms.fields.choices import SelectChoice

from portal.domain.forms import Field, FieldKind
from portal.i18n import translated
from portal.web.applicant.answering.widgets import OneOf, SomeOf, TypedDate
from portal.web.common import fields as gov

Raw = Mapping[str, object]
"""What was typed on a page, by field id: a text, a list of option ids, or a list of rows."""

FEW_OPTIONS: Final = 8
FEW_IN_ROW: Final = 2
WIDE: Final = 40
UNITS: Final[Mapping[FieldKind, dict[str, object]]] = {
    FieldKind.MONEY: {"prefix": {"text": "¥"}, "classes": "govuk-input--width-10", "inputmode": "decimal"},
    FieldKind.PERCENT: {"suffix": {"text": "%"}, "classes": "govuk-input--width-5", "inputmode": "decimal"},
    FieldKind.INTEGER: {"classes": "govuk-input--width-5", "inputmode": "numeric"},
    FieldKind.MOBILE: {"classes": "govuk-input--width-20", "inputmode": "tel", "autocomplete": "off"},
    FieldKind.EMAIL: {"classes": "govuk-input--width-20", "inputmode": "email", "spellcheck": False},
    FieldKind.ACCOUNT_NUMBER: {"classes": "govuk-input--width-30", "inputmode": "numeric", "autocomplete": "off"},
    FieldKind.PERSON_ID: {"classes": "govuk-input--width-20", "autocomplete": "off", "spellcheck": False},
    FieldKind.USCC: {"classes": "govuk-input--width-20", "autocomplete": "off", "spellcheck": False},
}


@dataclass(frozen=True, slots=True)
class RowForm:
    """One row of a table: its number from 0 and its form."""

    number: int
    form: gov.Form


@dataclass(frozen=True, slots=True)
class TableForm:
    """A table of the form with the rows to be shown."""

    field: Field
    rows: tuple[RowForm, ...]


@dataclass(frozen=True, slots=True)
class PageForm:
    """The form of a page: single fields by id, and tables by id."""

    single: gov.Form
    tables: Mapping[str, TableForm]

    def input(self, place: str) -> WtfField | None:
        """The input that a finding points at ("field", or "table.row.column"); nothing for a whole table."""
        table, _dot, rest = place.partition(".")
        if not rest:
            return input_of(self.single, place)
        number, _dot, column = rest.partition(".")
        rows = self.tables[table].rows if table in self.tables else ()
        return next((input_of(row.form, column) for row in rows if row.number == int(number)), None)


def page_form(questions: Sequence[Field], raw: Raw) -> PageForm:
    """The form for these questions, filled with what was typed."""
    single = [item for item in questions if item.kind is not FieldKind.TABLE]
    tables = {
        item.id: table_form(item, rows_in(raw.get(item.id))) for item in questions if item.kind is FieldKind.TABLE
    }
    return PageForm(form_of(single, raw), tables)


def table_form(item: Field, rows: Sequence[Raw]) -> TableForm:
    """A table with its rows; an empty one is offered when there is none."""
    shown = rows or ([{}] if item.required else [])
    return TableForm(item, tuple(row_form(item, number, row) for number, row in enumerate(shown)))


def row_form(item: Field, number: int, row: Raw) -> RowForm:
    """One row; its choices are select boxes, so that a row stays small."""
    return RowForm(number, form_of(item.columns, row, prefix=f"{item.id}-{number}-", few=FEW_IN_ROW))


def form_of(items: Sequence[Field], raw: Raw, *, prefix: str = "", few: int = FEW_OPTIONS) -> gov.Form:
    """One flat form; the inputs are called as the fields are, their attributes cannot hide those of a form."""
    made = type("AnswerForm", (gov.Form,), {attribute(item.id): input_for(item, few=few) for item in items})
    typed = {attribute(item.id): raw.get(item.id) for item in items}
    return cast("gov.Form", made(formdata=None, data=typed, prefix=prefix, meta={"csrf": False}))


def attribute(field_id: str) -> str:
    return f"answer_{field_id}"


def input_of(form: gov.Form, field_id: str) -> WtfField | None:
    """The input of a field id, if the form has it."""
    name = attribute(field_id)
    return form[name] if name in form else None  # noqa: SIM401 - a form has no get()


def input_for(item: Field, *, few: int) -> Any:
    """The WTForms field for one question; more than a `few` options make a select box."""
    common = {"label": label_of(item), "description": translated(item.hint), "name": item.id}
    if item.kind is FieldKind.CHOICE and len(item.options) > few:
        return select_input(item, common)
    return MAKERS.get(item.kind, text_input)(item, common)


def label_of(item: Field) -> str:
    """What the field is called; optional ones say so."""
    name = translated(item.label)
    return name if item.required else _("%(label)s (optional)", label=name)


def text_input(item: Field, common: dict[str, Any]) -> Any:
    width = "govuk-input--width-20" if (item.max_length or WIDE) <= WIDE else "govuk-!-width-full"
    look = UNITS.get(item.kind, {"classes": width})
    return gov.TextField(**common, render_kw={"params": look})


def long_text_input(_item: Field, common: dict[str, Any]) -> Any:
    return gov.LongTextField(**common, render_kw={"params": {"rows": 5}})


def date_input(_item: Field, common: dict[str, Any]) -> Any:
    return TypedDate(**common)


def choice_input(item: Field, common: dict[str, Any]) -> Any:
    return OneOf(**common, choices=choices_of(item), option_hints=option_hints(item))


def select_input(item: Field, common: dict[str, Any]) -> Any:
    return gov.SelectField(**common, choices=[SelectChoice("", _("Please choose")), *choices_of(item)])


def choices_input(item: Field, common: dict[str, Any]) -> Any:
    return SomeOf(**common, choices=choices_of(item), option_hints=option_hints(item))


def choices_of(item: Field) -> list[SelectChoice]:
    return [SelectChoice(option.id, translated(option.label)) for option in item.options]


def yes_no_input(_item: Field, common: dict[str, Any]) -> Any:
    both = [SelectChoice("yes", _("Yes")), SelectChoice("no", _("No"))]
    inline = {"params": {"classes": "govuk-radios--inline govuk-radios--small"}}
    return OneOf(**common, choices=both, option_hints={}, render_kw=inline)


def option_hints(item: Field) -> dict[str, str]:
    return {option.id: translated(option.hint) for option in item.options if option.hint}


MAKERS: Final[Mapping[FieldKind, Callable[[Field, dict[str, Any]], Any]]] = {
    FieldKind.LONG_TEXT: long_text_input,
    FieldKind.DATE: date_input,
    FieldKind.CHOICE: choice_input,
    FieldKind.CHOICES: choices_input,
    FieldKind.YES_NO: yes_no_input,
}


def typed(questions: Sequence[Field], sent: MultiDict[str, str]) -> dict[str, object]:
    """What was sent for these questions, as it was typed; empty rows are left out."""
    return {
        item.id: typed_table(item, sent) if item.kind is FieldKind.TABLE else typed_one(item, sent)
        for item in questions
    }


def typed_one(item: Field, sent: MultiDict[str, str], *, prefix: str = "") -> object:
    """A text, or for several options the list of them; a day as its three boxes joined."""
    values = sent.getlist(prefix + item.id)
    if item.kind is FieldKind.CHOICES:
        return values
    if item.kind is FieldKind.DATE:
        return "-".join(part.strip() for part in values) if any(part.strip() for part in values) else ""
    return values[0] if values else ""


def typed_table(item: Field, sent: MultiDict[str, str]) -> list[dict[str, object]]:
    """The rows in the order of their numbers; at most a few more than the table takes."""
    pattern = re.compile(re.escape(item.id) + r"-(\d{1,4})-")
    numbers = sorted({int(match[1]) for name in sent if (match := pattern.match(name))})
    rows = (
        {column.id: typed_one(column, sent, prefix=f"{item.id}-{number}-") for column in item.columns}
        for number in numbers[: item.max_rows + 1]
    )
    return [row for row in rows if any(row.values())]


def raw_of(questions: Sequence[Field], answers: Mapping[str, object]) -> dict[str, object]:
    """Stored answers as somebody would type them."""
    return {item.id: raw_answer(item, answers.get(item.id)) for item in questions}


def raw_answer(item: Field, value: object) -> object:
    if item.kind is FieldKind.TABLE:
        return [raw_of(item.columns, row) for row in rows_in(value)]
    if item.kind is FieldKind.CHOICES:
        return value or []
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def rows_in(value: object) -> Sequence[Raw]:
    """The rows of a table, stored or typed; none when there is none."""
    return cast("Sequence[Raw]", value) if isinstance(value, list | tuple) else ()
