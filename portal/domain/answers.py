"""Answers 填报内容: what a field accepts, and the one stored form of each kind.

Raw input is what a browser or an API sends: a text, a list of texts, or for a table a list
of rows. Stored answers are JSON values: text, int, bool, list of texts, list of mappings.
Identity numbers are judged by a function handed in, since their libraries live outside.
Refusals are findings at a field, never exceptions: a form shows all of them at once.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Final, cast

from portal.domain.forms import Field, FieldKind
from portal.domain.numbers import account_digits

_MOBILE: Final = re.compile(r"1[3-9][0-9]{9}")
_EMAIL: Final = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]{2,}")
_INTEGER: Final = re.compile(r"[+-]?[0-9]{1,15}")
_NUMBER: Final = re.compile(r"[+-]?[0-9]{1,15}(\.[0-9]{0,15})?")
_DATE: Final = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_CENTS: Final = Decimal("0.01")
_LONGEST_TEXT: Final = 200
_LONGEST_ESSAY: Final = 4000
_LONGEST_EMAIL: Final = 254
_WRITTEN: Final = frozenset({FieldKind.TEXT, FieldKind.LONG_TEXT})


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault: where it is (a field id, or "table.row.column" with rows from 0), which, and facts."""

    at: str
    message_id: str
    facts: Mapping[str, object] = field(default_factory=dict)


class _Refused(Exception):
    """Carries a finding out of a parser."""

    def __init__(self, message_id: str, **facts: object) -> None:
        super().__init__(message_id)
        self.message_id = message_id
        self.facts = facts


@dataclass(frozen=True, slots=True)
class Identifiers:
    """Judges of identity numbers; each answers the normal form, or None when it is not valid."""

    uscc: Callable[[str], str | None]
    person_id: Callable[[str], str | None]


def read_field(item: Field, raw: object, identifiers: Identifiers) -> tuple[object, tuple[Finding, ...]]:
    """The stored value of one field, or None with the findings that say what is wrong.

    An empty optional field is None without findings.
    """
    if item.kind is FieldKind.TABLE:
        return _read_table(item, raw, identifiers)
    try:
        return _read_scalar(item, raw, identifiers), ()
    except _Refused as refused:
        return None, (Finding(item.id, refused.message_id, refused.facts),)


def _read_scalar(item: Field, raw: object, identifiers: Identifiers) -> object:
    if item.kind is FieldKind.CHOICES:
        return _choices(item, raw)
    text = _plain(item.kind, raw) if isinstance(raw, str) else ""
    if not text:
        if item.required:
            raise _Refused("answer.required", kind=item.kind.value)
        return None
    if item.kind in {FieldKind.USCC, FieldKind.PERSON_ID}:
        return _identity(item.kind, text, identifiers)
    return _PARSERS[item.kind](item, text)


def _plain(kind: FieldKind, raw: str) -> str:
    """What was typed without control characters; numbers, dates and addresses also without full-width signs."""
    text = "".join(sign for sign in raw if sign in "\n\t" or unicodedata.category(sign) != "Cc").strip()
    return text if kind in _WRITTEN else unicodedata.normalize("NFKC", text)


def _text(item: Field, text: str) -> str:
    longest = item.max_length or (_LONGEST_ESSAY if item.kind is FieldKind.LONG_TEXT else _LONGEST_TEXT)
    if len(text) > longest:
        raise _Refused("answer.too_long", longest=longest, length=len(text))
    if item.min_length is not None and len(text) < item.min_length:
        raise _Refused("answer.too_short", shortest=item.min_length)
    return text


def _integer(item: Field, text: str) -> int:
    plain = text.replace(",", "")
    if not _INTEGER.fullmatch(plain):
        raise _Refused("answer.not_a_whole_number")
    value = int(plain)
    _within(item, Decimal(value))
    return value


def _money(item: Field, text: str) -> str:
    value = _decimal(text)
    if value != value.quantize(_CENTS):
        raise _Refused("answer.too_many_decimals", decimals=2)
    _within(item, value)
    return str(value.quantize(_CENTS))


def _percent(item: Field, text: str) -> str:
    value = _decimal(text.removesuffix("%"))
    _within(item, value)
    return format(value.normalize(), "f")


def _decimal(text: str) -> Decimal:
    plain = text.replace(",", "").removeprefix("¥").strip()
    if not _NUMBER.fullmatch(plain):
        raise _Refused("answer.not_a_number")
    return Decimal(plain)


def _within(item: Field, value: Decimal) -> None:
    if item.minimum is not None and value < item.minimum:
        raise _Refused("answer.too_small", minimum=item.minimum)
    if item.maximum is not None and value > item.maximum:
        raise _Refused("answer.too_large", maximum=item.maximum)


def _date(_item: Field, text: str) -> str:
    plain = re.sub(r"[年月/.]", "-", text).removesuffix("日").strip()
    parts = _DATE.fullmatch(plain)
    try:
        if parts:
            return date(int(parts[1]), int(parts[2]), int(parts[3])).isoformat()
    except ValueError:
        pass
    raise _Refused("answer.not_a_date")


def _choice(item: Field, text: str) -> str:
    if item.option(text) is None:
        raise _Refused("answer.not_an_option")
    return text


def _choices(item: Field, raw: object) -> list[str] | None:
    values = [raw] if isinstance(raw, str) else cast("list[str]", raw or [])
    chosen = [value for value in values if value]
    if any(item.option(value) is None for value in chosen):
        raise _Refused("answer.not_an_option")
    if not chosen and item.required:
        raise _Refused("answer.required", kind=item.kind.value)
    return [option.id for option in item.options if option.id in chosen]


def _yes_no(_item: Field, text: str) -> bool:
    if text not in {"yes", "no"}:
        raise _Refused("answer.not_an_option")
    return text == "yes"


def _mobile(_item: Field, text: str) -> str:
    plain = text.replace(" ", "").replace("-", "").removeprefix("+86")
    if not _MOBILE.fullmatch(plain):
        raise _Refused("answer.not_a_mobile_number")
    return plain


def _account_number(_item: Field, text: str) -> str:
    plain = account_digits(text)
    if plain is None:
        raise _Refused("answer.not_an_account_number")
    return plain


def _email(_item: Field, text: str) -> str:
    if len(text) > _LONGEST_EMAIL or not _EMAIL.fullmatch(text):
        raise _Refused("answer.not_an_email")
    return text


def _identity(kind: FieldKind, text: str, identifiers: Identifiers) -> str:
    judge = identifiers.uscc if kind is FieldKind.USCC else identifiers.person_id
    normal = judge(text)
    if normal is None:
        raise _Refused("answer.not_a_uscc" if kind is FieldKind.USCC else "answer.not_a_person_id")
    return normal


def _read_table(item: Field, raw: object, identifiers: Identifiers) -> tuple[object, tuple[Finding, ...]]:
    rows = [row for row in cast("list[Mapping[str, object]]", raw or []) if any(row.values())]
    findings: list[Finding] = []
    stored: list[dict[str, object]] = []
    for number, row in enumerate(rows):
        values, faults = _read_row(item, row, identifiers)
        stored.append(values)
        findings += [Finding(f"{item.id}.{number}.{f.at}", f.message_id, f.facts) for f in faults]
    if len(rows) < item.min_rows and item.required:
        findings.append(Finding(item.id, "answer.too_few_rows", {"minimum": item.min_rows}))
    if len(rows) > item.max_rows:
        findings.append(Finding(item.id, "answer.too_many_rows", {"maximum": item.max_rows}))
    return (None if findings else stored), tuple(findings)


def partial_rows(item: Field, raw: object, identifiers: Identifiers) -> list[dict[str, object]]:
    """The rows of a table with what could be read of them, for checks that look at several rows at once."""
    rows = (row for row in cast("list[Mapping[str, object]]", raw or []) if any(row.values()))
    return [_read_row(item, row, identifiers)[0] for row in rows]


def _read_row(
    item: Field, row: Mapping[str, object], identifiers: Identifiers
) -> tuple[dict[str, object], list[Finding]]:
    values: dict[str, object] = {}
    faults: list[Finding] = []
    for column in item.columns:
        value, found = read_field(column, row.get(column.id), identifiers)
        values[column.id] = value
        faults += found
    return values, faults


_PARSERS: Final[dict[FieldKind, Callable[[Field, str], object]]] = {
    FieldKind.TEXT: _text,
    FieldKind.LONG_TEXT: _text,
    FieldKind.INTEGER: _integer,
    FieldKind.MONEY: _money,
    FieldKind.PERCENT: _percent,
    FieldKind.DATE: _date,
    FieldKind.CHOICE: _choice,
    FieldKind.YES_NO: _yes_no,
    FieldKind.MOBILE: _mobile,
    FieldKind.EMAIL: _email,
    FieldKind.ACCOUNT_NUMBER: _account_number,
}
