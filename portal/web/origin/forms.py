"""What is asked for advice and for a check of origin.

Owns shape only: codes, amounts and rows of materials as numbers. Whether goods originate is the domain's business.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms.validators import Optional, ValidationError
from wtforms.validators import Regexp as Pattern

from portal.domain.origin.arithmetic import Costs
from portal.domain.origin.check import HS, Making, OriginMaterial
from portal.domain.origin.data import CHINA, OriginBook
from portal.i18n import translated
from portal.web.common.fields import (
    ChoicesField,
    DateField,
    Form,
    HiddenField,
    Required,
    SelectField,
    TextField,
    TickField,
)

ROWS: Final = 6
MOST_ROWS: Final = 50
SPARE: Final = 5
"""Rows that the button adds."""

NUMBER: Final = re.compile(r"[0-9]{1,12}(\.[0-9]{1,6})?\Z")
YES: Final = "yes"


def plain_code(value: str | None) -> str | None:
    """An HS code without dots and spaces."""
    return re.sub(r"[.\s]", "", value) if value else value


def plain_amount(value: str | None) -> str | None:
    """An amount without the commas of thousands."""
    return re.sub(r"[,，\s]", "", value) if value else value


def a_number(_form: Form, field: TextField) -> None:
    """A number that is not below zero."""
    if field.data and not NUMBER.match(field.data):
        raise ValidationError(_("Enter a number, for example 8000 or 8000.50"))


def amount(label: Any, hint: Any = "") -> TextField:
    """An optional amount of money."""
    params = {"params": {"inputmode": "decimal", "classes": "govuk-input--width-10"}}
    return TextField(label, [Optional(), a_number], description=hint, filters=[plain_amount], render_kw=params)


class GoodsForm(Form):
    """Goods, and the materials in them."""

    hs = TextField(
        _l("HS code of the goods"),
        [Required(_l("Enter the HS code")), Pattern(HS, message=_l("Enter 6, 8 or 10 digits, for example 760612"))],
        description=_l("6 digits; 8 when you know them. Example: 760612, aluminium plates"),
        filters=[plain_code],
        render_kw={"params": {"inputmode": "numeric", "classes": "govuk-input--width-10"}},
    )
    value = TextField(
        _l("Value of the goods, FOB, in USD"),
        [Required(_l("Enter the value")), a_number],
        filters=[plain_amount],
        render_kw={"params": {"inputmode": "decimal", "classes": "govuk-input--width-10"}},
    )
    wholly = TickField(_l("Wholly obtained in China: grown, mined, born, caught, or made of nothing else"))
    rows = HiddenField()


class AdviceForm(GoodsForm):
    """Where the goods go and when they left."""

    to = SelectField(_l("Country of destination"), [Required(_l("Choose the country"))])
    shipped = DateField(_l("Day of shipment, if the goods have left"))

    def offer(self, book: OriginBook) -> None:
        """Put in the countries."""
        self.to.choices = [("", _("Choose")), *country_choices(book, without=CHINA)]


class CheckForm(GoodsForm):
    """Under which agreement, and how the goods were made."""

    agreement = SelectField(_l("Agreement"), [Required(_l("Choose the agreement"))])
    reaction = TickField(_l("Made by a chemical reaction in China"))
    operations = ChoicesField(_l("Were any of these done? (minimal operations)"), [Optional()])
    only = TickField(_l("Nothing was done but what is ticked here"))
    weight = amount(_l("Net weight of the goods, kg"), _l("Only for textiles, chapters 50 to 63"))
    labour = amount(_l("Direct labour, USD"))
    overhead = amount(_l("Direct overhead, USD"))
    profit = amount(_l("Profit, USD"))
    other = amount(_l("Other cost, USD"))

    def offer(self, book: OriginBook) -> None:
        """Put in agreements and operations."""
        known = [(key, translated(one.name)) for key, one in sorted(book.agreements.items()) if one.rules]
        self.agreement.choices = [("", _("Choose")), *known]
        self.operations.choices = [(key, translated(one.name)) for key, one in book.operations.items()]

    def validate_only(self, field: TickField) -> None:
        """Nothing but nothing says nothing."""
        if field.data and not self.operations.data:
            raise ValidationError(_("Tick the operations that were done"))

    def making(self, book: OriginBook) -> Making:
        """How the goods were made."""
        parts = [Decimal(str(one.data or 0)) for one in (self.labour, self.overhead, self.profit, self.other)]
        return Making(
            wholly_obtained=bool(self.wholly.data),
            reaction=bool(self.reaction.data),
            operations=tuple(book.operations[one] for one in self.operations.data or ()),
            only_minimal=bool(self.only.data and self.operations.data),
            costs=Costs(*parts) if any(parts) else None,
            weight=Decimal(str(self.weight.data)) if self.weight.data else None,
        )


def country_choices(book: OriginBook, *, without: str = "") -> list[tuple[str, str]]:
    """Countries by their name."""
    found = ((key, f"{translated(one.name)} {key}") for key, one in book.countries.items() if key != without)
    return sorted(found, key=lambda pair: pair[1])


@dataclass(frozen=True, slots=True)
class MaterialRow:
    """One row as it was typed."""

    hs: str = ""
    value: str = ""
    origin: str = ""
    proof: str = ""
    weight: str = ""

    @property
    def is_empty(self) -> bool:
        return not (self.hs or self.value)


def typed_rows() -> tuple[MaterialRow, ...]:
    """The rows of the sent form, filled up with empty ones."""
    sent = request.form
    columns = [sent.getlist(f"m_{name}") for name in ("hs", "value", "origin", "proof", "weight")]
    count = min(max((len(one) for one in columns), default=0), MOST_ROWS)
    cells = [[*one, *[""] * count] for one in columns]
    rows = [MaterialRow(*(column[number].strip() for column in cells)) for number in range(count)]
    empty = SPARE if "more" in sent else max(0, ROWS - count)
    return (*rows, *[MaterialRow()] * min(empty, MOST_ROWS - count))


def materials(rows: Sequence[MaterialRow]) -> tuple[tuple[OriginMaterial, ...], tuple[str, ...]]:
    """The rows as materials, and what is wrong with them."""
    faults = [fault for number, row in enumerate(rows, 1) if not row.is_empty for fault in _faults(number, row)]
    if faults:
        return (), tuple(faults)
    return tuple(_material(row) for row in rows if not row.is_empty), ()


def _faults(number: int, row: MaterialRow) -> Iterator[str]:
    if not HS.match(plain_code(row.hs) or ""):
        yield _("Material %(row)s: enter an HS code of 6, 8 or 10 digits", row=number)
    if not NUMBER.match(plain_amount(row.value) or ""):
        yield _("Material %(row)s: enter its value as a number", row=number)
    if row.weight and not NUMBER.match(plain_amount(row.weight) or ""):
        yield _("Material %(row)s: enter its weight as a number", row=number)


def _material(row: MaterialRow) -> OriginMaterial:
    weight = plain_amount(row.weight)
    return OriginMaterial(
        str(plain_code(row.hs)),
        Decimal(str(plain_amount(row.value))),
        row.origin,
        row.proof == YES,
        Decimal(weight) if weight else None,
    )
