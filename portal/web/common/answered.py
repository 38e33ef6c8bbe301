"""What the applicant answered, section by section, in the reader's language.

Owns how each kind of answer is read. Refuses to mask: whoever handles a case sees what was filed,
and nobody else gets here.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final, cast

from flask_babel import gettext as _

from portal.domain.checklist import applies, pages_for
from portal.domain.forms import Field, FieldKind, Page
from portal.domain.workflow import Service
from portal.i18n import day, money, number, translated, yes_no
from portal.services.completeness import applying_fields
from portal.web.common.parts import Row, Words

NOTHING: Final = "—"


@dataclass(frozen=True, slots=True)
class AnswerTable:
    """A table of the form, e.g. the shareholders."""

    title: Words
    columns: tuple[Words, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class AnswerSection:
    """One section of the form with what was answered in it."""

    title: Words
    rows: tuple[Row, ...]
    tables: tuple[AnswerTable, ...] = ()


def answered(service: Service, answers: Mapping[str, object]) -> tuple[AnswerSection, ...]:
    """The questions, then the sections of the form that apply to these answers."""
    situation = AnswerSection(_("Situation"), rows_of(service.questions, answers))
    asked = pages_for(service, answers)
    sections = (
        section_of(section.title, [page for page in section.pages if page in asked], answers)
        for section in service.sections
    )
    return tuple(section for section in (situation, *sections) if section.rows or section.tables)


def section_of(title: Words, pages: list[Page], answers: Mapping[str, object]) -> AnswerSection:
    fields = tuple(field for page in pages for field in applying_fields(page.fields, answers))
    return AnswerSection(title, rows_of(fields, answers), tables_of(fields, answers))


def rows_of(fields: tuple[Field, ...], answers: Mapping[str, object]) -> tuple[Row, ...]:
    return tuple(
        Row(field.label, shown(field, answers.get(field.id)))
        for field in fields
        if field.kind is not FieldKind.TABLE and applies(field.when, answers)
    )


def tables_of(fields: tuple[Field, ...], answers: Mapping[str, object]) -> tuple[AnswerTable, ...]:
    return tuple(table_of(field, answers.get(field.id)) for field in fields if field.kind is FieldKind.TABLE)


def table_of(field: Field, value: object) -> AnswerTable:
    rows = cast("list[Mapping[str, object]]", value or [])
    return AnswerTable(
        field.label,
        tuple(column.label for column in field.columns),
        tuple(tuple(shown(column, row.get(column.id)) for column in field.columns) for row in rows),
    )


def shown(field: Field, value: object) -> str:
    """One stored answer as a reader says it; the dash for none."""
    if value in (None, "", []):
        return NOTHING
    if field.kind is FieldKind.CHOICES:
        return str(_("; ")).join(option_words(field, each) for each in cast("list[str]", value))
    if field.kind is FieldKind.CHOICE:
        return option_words(field, str(value))
    return READ[field.kind](value) if field.kind in READ else str(value)


def option_words(field: Field, option_id: str) -> str:
    option = field.option(option_id)
    return translated(option.label) if option else option_id


READ: Final[Mapping[FieldKind, Callable[[object], str]]] = {
    FieldKind.YES_NO: lambda value: yes_no(bool(value)),
    FieldKind.MONEY: lambda value: money(Decimal(str(value))),
    FieldKind.PERCENT: lambda value: f"{value}%",
    FieldKind.DATE: lambda value: day(date.fromisoformat(str(value))),
    FieldKind.INTEGER: lambda value: number(int(str(value))),
}
