"""Answers and results as a paper shows them, and the words of a definition with their placeholders filled.

Owns the closed list of placeholders that every paper knows, and how each kind of field reads in both languages.
Identity and telephone numbers are masked as in every other document. Refuses nothing: what is not known reads as none.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Final

from portal.domain.amounts import in_capitals
from portal.domain.bundles import PaperLayout
from portal.domain.checklist import applies
from portal.domain.documents.acts import title
from portal.domain.documents.kinds import DocumentKind
from portal.domain.documents.paper import PaperLine, ShownTable
from portal.domain.forms import FieldKind
from portal.domain.masking import mask_account, mask_id, mask_phone
from portal.domain.texts import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from portal.domain.bundles import ServicePaper
    from portal.domain.forms import Field
    from portal.domain.workflow import Service

PLACEHOLDER: Final = re.compile(r"\{([^{}]*)\}")
ALWAYS_KNOWN: Final = frozenset({"case_no", "applicant", "today", "enterprise", "award_in_capitals"})
NONE: Final = Text("（无）", "(none)")
SUPERIOR: Final = Text("上级核准", "Approval by the superior agency")
MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def title_in(service: Service, kind: DocumentKind, about: str = "") -> Text:
    """What a document of a case under this definition is called."""
    words = service.decision_words
    decisions = {DocumentKind.DECISION_GRANTED: words.granted, DocumentKind.DECISION_REFUSED: words.refused}
    own = next((one.title for one in service.papers if one.id == about), None) or decisions.get(kind)
    return own or title(kind, service.item.task_type)


def not_counted(service: Service) -> Text | None:
    """What the definition lets come on top of its limits: waiting for the applicant or the public, an agency above."""
    names = [service.waiting.name] if service.waiting else []
    names += [SUPERIOR] if service.superior else []
    if not names:
        return None
    return Text("、".join(one.zh for one in names), "; ".join(one.en for one in names))


def placeholders(text: Text) -> frozenset[str]:
    """The ids that a text asks for, in either language."""
    return frozenset(PLACEHOLDER.findall(text.zh) + PLACEHOLDER.findall(text.en))


def filled(text: Text, values: Mapping[str, Text]) -> Text:
    """The text with every placeholder replaced."""
    return Text(
        PLACEHOLDER.sub(lambda found: values.get(found[1], NONE).zh, text.zh),
        PLACEHOLDER.sub(lambda found: values.get(found[1], NONE).en, text.en),
    )


def all_fields(service: Service) -> dict[str, Field]:
    """Questions, form fields and results by id."""
    found = {one.id: one for one in service.fields()}
    return found | {one.id: one for step in service.steps for one in step.results}


def known_values(service: Service, answers: Mapping[str, object], results: Mapping[str, str]) -> dict[str, object]:
    """Answers and results by id, results typed as answers are."""
    entered = {one.id: _typed(one, results[one.id]) for one in _results(service) if results.get(one.id)}
    return {**answers, **entered}


def _results(service: Service) -> Iterator[Field]:
    for step in service.steps:
        yield from step.results


def shown_values(service: Service, known: Mapping[str, object]) -> dict[str, Text]:
    """Every known answer and result as it reads."""
    fields = all_fields(service)
    return {one: shown(fields[one], value) for one, value in known.items() if one in fields}


def paper_lines(
    paper: ServicePaper, service: Service, known: Mapping[str, object], *, values: Mapping[str, Text]
) -> tuple[PaperLine, ...]:
    """The rows of a paper as ``values`` read; an answer that is a table is shown as one.

    A row about something that was not asked in this situation, or whose condition does not hold, is left out.
    """
    fields = all_fields(service)
    if paper.layout is PaperLayout.CERTIFICATE:
        values = {**values, **_capitals(fields, known)}
    return tuple(
        PaperLine(
            row.label,
            filled(row.text, values) if row.text else values[row.field],
            _table(fields.get(row.field), known),
        )
        for row in paper.rows
        if row.field in values and applies(row.when, known)
    )


def _capitals(fields: Mapping[str, Field], known: Mapping[str, object]) -> dict[str, Text]:
    """Amounts as certificates write them: 壹佰万元整."""
    found = {}
    for name, value in known.items():
        if name not in fields or fields[name].kind is not FieldKind.MONEY:
            continue
        try:
            words = in_capitals(Decimal(str(value)))
        except (InvalidOperation, ValueError):
            continue
        found[name] = Text(words.removeprefix("人民币"), _money(fields[name], value).en)
    return found


def signers_of(lines: Iterable[PaperLine]) -> tuple[str, ...]:
    """Who signs a commitment: whoever stands first in the rows of its tables; two of one name sign both."""
    rows = [tuple(cell.zh for cell in row) for line in lines if line.table for row in line.table.rows if row]
    return tuple(row[0] for row in dict.fromkeys(rows))


def shown(field: Field, value: object) -> Text:
    """One answer or result in both languages."""
    if value is None or value in ("", [], ()):
        return NONE
    if field.kind is FieldKind.TABLE:
        count = len(value) if isinstance(value, list | tuple) else 0
        return Text(f"共{count}项", f"{count} in all")
    reader = _READERS.get(field.kind)
    return reader(field, value) if reader else Text(str(value), str(value))


def day_zh(day: date) -> str:
    """A day as Chinese documents write it."""
    return f"{day.year}年{day.month}月{day.day}日"


def day_en(day: date) -> str:
    """A day in English."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def day_text(day: date) -> Text:
    """A day in both languages."""
    return Text(day_zh(day), day_en(day))


def _table(field: Field | None, known: Mapping[str, object]) -> ShownTable | None:
    value = known.get(field.id) if field else None
    if field is None or field.kind is not FieldKind.TABLE or not isinstance(value, list | tuple):
        return None
    rows = tuple(tuple(shown(one, row.get(one.id)) for one in field.columns) for row in value if isinstance(row, dict))
    return ShownTable(tuple(one.label for one in field.columns), rows)


def _typed(field: Field, value: str) -> object:
    match field.kind:
        case FieldKind.CHOICES:
            return value.split(",")
        case FieldKind.YES_NO:
            return value.casefold() in {"true", "yes", "1"}
        case FieldKind.INTEGER if value.lstrip("-").isdecimal():
            return int(value)
    return value


def _choice(field: Field, value: object) -> Text:
    option = field.option(str(value))
    return option.label if option else Text(str(value), str(value))


def _choices(field: Field, value: object) -> Text:
    chosen = [_choice(field, one) for one in value] if isinstance(value, list | tuple) else [_choice(field, value)]
    return Text("、".join(one.zh for one in chosen), ", ".join(one.en for one in chosen))


def _day(_field: Field, value: object) -> Text:
    try:
        return day_text(date.fromisoformat(str(value)))
    except ValueError:
        return Text(str(value), str(value))


def _money(_field: Field, value: object) -> Text:
    try:
        amount = f"{Decimal(str(value)):,.2f}"
    except InvalidOperation:
        return Text(str(value), str(value))
    return Text(f"{amount}元", f"{amount} yuan")


def _yes_no(_field: Field, value: object) -> Text:
    return Text("是", "yes") if value is True else Text("否", "no")


def _masked(mask: Callable[[str], str]) -> Callable[[Field, object], Text]:
    return lambda _field, value: Text(mask(str(value)), mask(str(value)))


_READERS: Final[Mapping[FieldKind, Callable[[Field, object], Text]]] = {
    FieldKind.CHOICE: _choice,
    FieldKind.CHOICES: _choices,
    FieldKind.DATE: _day,
    FieldKind.MONEY: _money,
    FieldKind.PERCENT: lambda _field, value: Text(f"{value}%", f"{value}%"),
    FieldKind.YES_NO: _yes_no,
    FieldKind.PERSON_ID: _masked(mask_id),
    FieldKind.MOBILE: _masked(mask_phone),
    FieldKind.ACCOUNT_NUMBER: _masked(mask_account),
}
