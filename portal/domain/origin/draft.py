"""The draft of a certificate of origin: every box of Form E, RCEP and CO, filled from the answers of an application.

Owns the numbers, words and order of the boxes as on the real forms, which are in English. Answers are those of
`workflows/origin-certificate`. Refuses kinds of certificates whose form it does not have (answers nothing).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final, cast

from portal.domain.origin.check import OriginUnclear
from portal.domain.origin.data import Criterion, Layout
from portal.domain.origin.lines import AMOUNT, HS, line_result

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from portal.domain.origin.data import Kind, OriginBook

ROLES: Final = {
    "table": "goods",
    "hs": "hs",
    "fob": "fob",
    "materials": "inputs",
    "m_line": "m_line",
    "m_hs": "m_hs",
    "m_value": "m_value",
    "m_origin": "m_origin",
    "m_proof": "m_proof",
    "minimal": "only_minimal",
}
MONTHS: Final = ("JAN.", "FEB.", "MAR.", "APR.", "MAY", "JUNE", "JULY", "AUG.", "SEPT.", "OCT.", "NOV.", "DEC.")
SIGN: Final = "Place and date, signature of authorised signatory"
CERTIFY: Final = (
    "It is hereby certified, on the basis of control carried out, that the declaration by the exporter is correct."
)
NOT_FILLED: Final = "(left empty in a draft)"
ACFTA: Final = "comply with the rules of origin for the ASEAN-CHINA Free Trade Area Preferential Tariff"
RCEP: Final = "comply with the Rules of Origin of the Regional Comprehensive Economic Partnership Agreement"
OWN: Final = "comply with the Rules of Origin of the People's Republic of China"


@dataclass(frozen=True, slots=True)
class Box:
    """One box of the form: its number, its printed heading, what stands in it (lines)."""

    number: str
    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """One form, filled."""

    form: str
    title: str
    above: tuple[Box, ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    below: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class _Filled:
    """The answers as the boxes need them."""

    kind: Kind
    book: OriginBook
    answers: Mapping[str, object]

    def text(self, name: str) -> str:
        return " ".join(str(self.answers.get(name) or "").split())

    def day(self, name: str) -> str:
        given = self.text(name)
        if not given:
            return ""
        day = date.fromisoformat(given)
        return f"{MONTHS[day.month - 1]} {day.day:02}, {day.year}"

    def party(self, who: str) -> tuple[str, ...]:
        return tuple(line for line in (self.text(f"{who}_name"), self.text(f"{who}_address")) if line)

    @property
    def goods(self) -> Sequence[Mapping[str, object]]:
        return cast("Sequence[Mapping[str, object]]", self.answers.get("goods") or ())

    @property
    def country(self) -> str:
        found = self.book.countries.get(self.text("destination").upper())
        return found.name.en.upper() if found else self.text("destination").upper()

    def transport(self) -> tuple[str, ...]:
        via = self.port("port_via")
        route = f"FROM {self.port('port_loading')} TO {self.port('port_discharge')}"
        return (
            f"Departure date: {self.day('departure_on')}",
            f"Vessel / flight: {self.text('vessel')}",
            f"Port of discharge: {self.port('port_discharge')}",
            f"{route} VIA {via}" if via else route,
        )

    def port(self, name: str) -> str:
        found = self.book.port(self.text(name))
        return found.name if found else self.text(name)

    def producer(self) -> tuple[str, ...]:
        return self.party("producer") or self.party("exporter")

    def invoice(self) -> str:
        """Number and date, on a line of its own each."""
        return f"{self.text('invoice_no')}\n{self.day('invoice_on')}"

    def ticks(self, *wanted: tuple[str, str]) -> tuple[str, ...]:
        return tuple(f"[{'X' if self.answers.get(name) else ' '}] {words}" for name, words in wanted)

    def remarks(self) -> tuple[str, ...]:
        told = (("third_party_name", "THIRD PARTY INVOICING: "), ("exhibition_name", "EXHIBITION: "))
        found = [f"{words}{self.text(name)}" for name, words in told if self.text(name)]
        if self.text("back_no"):
            found.append(f"ORIGINAL CERTIFICATE NO. {self.text('back_no')}")
        return tuple(found)

    def criterion(self, number: int) -> str:
        """The word for the claimed criterion of a line (from 0), with its marks and its value content."""
        row = self.goods[number]
        agreement = self.book.agreements[self.kind.agreement]
        claim = Criterion(str(row.get("criterion") or "psr").upper())
        if HS.match(str(row.get("hs"))) and AMOUNT.match(str(row.get("fob"))):
            try:
                found = line_result(self.answers, ROLES, agreement, number=number, claim=claim)
            except OriginUnclear:
                return claim.value
            if found.passed:
                return found.box
        return claim.value


def draft_of(kind: Kind, book: OriginBook, answers: Mapping[str, object]) -> Draft | None:
    """The filled form of a kind of certificate; nothing where there is no form of it here."""
    return FORMS[kind.layout](_Filled(kind, book, answers)) if kind.layout else None


def _cell(row: Mapping[str, object], name: str) -> str:
    return " ".join(str(row.get(name) or "").split())


def _declared(rules: str) -> tuple[str, ...]:
    return (
        (
            "The undersigned hereby declares that the above details and statements are correct; that all the goods "
            f"were produced in CHINA and {rules}."
        ),
        f"{SIGN}: {NOT_FILLED}",
    )


def _form_e(filled: _Filled) -> Draft:
    above = (
        Box("1", "Products consigned from (Exporter's business name, address, country)", filled.party("exporter")),
        Box("2", "Products consigned to (Consignee's name, address, country)", filled.party("consignee")),
        Box("3", "Means of transport and route (as far as known)", filled.transport()),
        Box("4", "For official use", ("[ ] Preferential treatment given", "[ ] Preferential treatment not given")),
    )
    columns = (
        "5. Item number",
        "6. Marks and numbers on packages",
        (
            "7. Number and type of packages, description of products (including quantity and HS number of the "
            "importing Party)"
        ),
        "8. Origin criteria",
        "9. Gross weight or net weight or other quantity, and value (FOB)",
        "10. Number and date of invoices",
    )
    ticks = filled.ticks(
        ("retroactive", "Issued Retroactively"),
        ("exhibition", "Exhibition"),
        ("back_to_back", "Movement Certificate"),
        ("third_party", "Third Party Invoicing"),
    )
    below = (
        Box("11", "Declaration by the exporter", _declared(f"{ACFTA}; exported to {filled.country}")),
        Box("12", "Certification", (CERTIFY, NOT_FILLED)),
        Box("13", "", (*ticks, *filled.remarks())),
    )
    title = (
        "ASEAN-CHINA FREE TRADE AREA PREFERENTIAL TARIFF CERTIFICATE OF ORIGIN (Combined Declaration and Certificate)"
    )
    return Draft("FORM E", title, above, columns, tuple(_rows_e(filled)), below)


def _rows_e(filled: _Filled) -> Iterator[tuple[str, ...]]:
    for number, row in enumerate(filled.goods):
        yield (
            str(number + 1),
            _cell(row, "marks"),
            (
                f"{_cell(row, 'packages')} OF {_cell(row, 'description')}. {_cell(row, 'quantity')}. "
                f"HS: {_cell(row, 'hs')}"
            ),
            filled.criterion(number),
            f"G.W. {_cell(row, 'gross_weight')} KGS\nFOB USD {_cell(row, 'fob')}",
            filled.invoice(),
        )


def _rcep(filled: _Filled) -> Draft:
    above = (
        Box("1", "Goods consigned from (Exporter's name, address and country)", filled.party("exporter")),
        Box("2", "Goods consigned to (Importer's / Consignee's name, address, country)", filled.party("consignee")),
        Box("3", "Producer's name, address and country (if known)", filled.producer()),
        Box("4", "Means of transport and route (if known)", filled.transport()),
        Box("5", "For official use", ("[ ] Preferential treatment given", "[ ] Preferential treatment not given")),
    )
    columns = (
        "6. Item number",
        "7. Marks and numbers on packages",
        "8. Number and kind of packages; and description of goods",
        "9. HS Code of the goods (6 digit-level)",
        "10. Origin Conferring Criterion",
        "11. RCEP Country of Origin",
        "12. Quantity (Gross weight or other measurement), and value (FOB) where RVC is applied",
        "13. Invoice number(s) and date of invoice(s)",
    )
    ticks = filled.ticks(
        ("back_to_back", "Back-to-back Certificate of Origin"),
        ("third_party", "Third-party invoicing"),
        ("retroactive", "ISSUED RETROACTIVELY"),
    )
    below = (
        Box("14", "Remarks", filled.remarks() or ("NIL",)),
        Box("15", "Declaration by the exporter or producer", _declared(f"{RCEP}; exported to {filled.country}")),
        Box("16", "Certification", (CERTIFY, NOT_FILLED)),
        Box("17", "", ticks),
    )
    title = "REGIONAL COMPREHENSIVE ECONOMIC PARTNERSHIP AGREEMENT CERTIFICATE OF ORIGIN"
    return Draft("FORM RCEP", title, above, columns, tuple(_rows_rcep(filled)), below)


def _rows_rcep(filled: _Filled) -> Iterator[tuple[str, ...]]:
    for number, row in enumerate(filled.goods):
        criterion = filled.criterion(number)
        value = f"; FOB USD {_cell(row, 'fob')}" if "RVC" in criterion else ""
        yield (
            str(number + 1),
            _cell(row, "marks"),
            f"{_cell(row, 'packages')} OF {_cell(row, 'description')}",
            _cell(row, "hs")[:6],
            criterion,
            "CHINA",
            f"{_cell(row, 'quantity')}; G.W. {_cell(row, 'gross_weight')} KGS{value}",
            filled.invoice(),
        )


def _co(filled: _Filled) -> Draft:
    above = (
        Box("1", "Exporter", filled.party("exporter")),
        Box("2", "Consignee", filled.party("consignee")),
        Box("3", "Means of transport and route", filled.transport()),
        Box("4", "Country / region of destination", (filled.country,)),
        Box("5", "For certifying authority use only", filled.ticks(("retroactive", "ISSUED RETROSPECTIVELY"))),
    )
    columns = (
        "6. Marks and numbers",
        "7. Number and kind of packages; description of goods",
        "8. H.S. Code",
        "9. Quantity",
        "10. Number and date of invoices",
    )
    below = (
        Box("11", "Declaration by the exporter", _declared(f"{OWN}; exported to {filled.country}")),
        Box("12", "Certification", (CERTIFY, NOT_FILLED)),
    )
    title = "CERTIFICATE OF ORIGIN OF THE PEOPLE'S REPUBLIC OF CHINA"
    return Draft("CO", title, above, columns, tuple(_rows_co(filled)), below)


def _rows_co(filled: _Filled) -> Iterator[tuple[str, ...]]:
    for row in filled.goods:
        yield (
            _cell(row, "marks"),
            f"{_cell(row, 'packages')} OF {_cell(row, 'description')}",
            _cell(row, "hs"),
            f"{_cell(row, 'quantity')}; G.W. {_cell(row, 'gross_weight')} KGS",
            filled.invoice(),
        )


FORMS: Final[Mapping[Layout, Callable[[_Filled], Draft]]] = {
    Layout.FORM_E: _form_e,
    Layout.RCEP: _rcep,
    Layout.CO: _co,
}
