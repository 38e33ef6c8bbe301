"""Pre-checks 系统预审 of an application for a certificate of origin: the rules of its form.

Owns what each kind of rule means: English only, marks, consignee, ports, HS codes, sums, destination, late issue, and
that the claimed criterion is what the check of origin says, with the arithmetic. A rule keeps silent while a field it
looks at is not answered, and where no book of origin is at hand. Refuses nothing by exception.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Final, cast

from portal.domain.forms import FieldKind, RuleKind
from portal.domain.origin.advice import Timing, late_note
from portal.domain.origin.check import OriginUnclear
from portal.domain.origin.data import Criterion
from portal.domain.origin.lines import AMOUNT, HS, line_result, materials_of
from portal.domain.texts import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from portal.domain.forms import Field
    from portal.domain.origin.check import OriginResult
    from portal.domain.origin.data import Agreement, Kind, OriginBook
    from portal.domain.rule_look import Look, RuleFinding

PRINTED: Final = re.compile(r"[\x20-\x7e\r\n]*\Z")
ODD: Final = re.compile(r"[^A-Za-z0-9 .,:;'\"()/&+\-#%*@=\r\n]")
REFERRING: Final = re.compile(
    r"\bAS\s+PER\s+(THE\s+)?(INVOICE|INV\.?|B\s*/?\s*L|BILL\s+OF\s+LADING|PACKING\s+LIST)", re.IGNORECASE
)
TO_ORDER: Final = frozenset({"TO ORDER", "TO WHOM IT MAY CONCERN"})
CHINESE_KINDS: Final = frozenset({"ecfa"})
NON_PREFERENTIAL: Final = "co"
WEIGHT: Final = re.compile(r"[0-9]{1,12}(\.[0-9]{1,3})?\Z")
IN_KILOGRAMS: Final = re.compile(
    r"([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(\.[0-9]+)? ?(KG|KGS|KILOGRAMS?)\.?\Z", re.IGNORECASE
)
BY_MATERIALS: Final = frozenset({Criterion.WO, Criterion.PE})
WRITTEN: Final = frozenset({FieldKind.TEXT, FieldKind.LONG_TEXT})


def english_only(look: Look) -> Iterator[RuleFinding]:
    """Every text of the page is English in plain characters; certificates of ECFA are in Chinese."""
    if look.value("kind") in CHINESE_KINDS:
        return
    for field in look.page.fields:
        if field.kind in WRITTEN:
            yield from _plain(look, field.id, look.facts.get(field.id))
        elif field.kind is FieldKind.TABLE:
            yield from _plain_cells(look, field)


def _plain_cells(look: Look, table: Field) -> Iterator[RuleFinding]:
    rows = cast("Sequence[Mapping[str, object]]", look.facts.get(table.id) or ())
    for number, row in enumerate(rows):
        for column in table.columns:
            if column.kind in WRITTEN:
                yield from _plain(look, f"{table.id}.{number}.{column.id}", row.get(column.id))


def _plain(look: Look, at: str, value: object) -> Iterator[RuleFinding]:
    text = str(value or "")
    if not PRINTED.match(text):
        foreign = "".join(dict.fromkeys(sign for sign in text if not PRINTED.match(sign)))
        yield look.finding("origin.not_english", at, found=foreign[:20])
    elif odd := "".join(dict.fromkeys(ODD.findall(text))):
        yield look.finding("origin.odd_characters", at, found=odd)


def marks(look: Look) -> Iterator[RuleFinding]:
    """Marks are written out, never AS PER INVOICE or AS PER B/L."""
    for number, value in look.column():
        if REFERRING.search(str(value)):
            yield look.finding("origin.marks_refer", look.cell(number), found=str(value))


def consignee(look: Look) -> Iterator[RuleFinding]:
    """Somebody with an address; only a CO may say TO ORDER or TO WHOM IT MAY CONCERN."""
    name = " ".join(str(look.value("name") or "").upper().split())
    if not name:
        return
    if name in TO_ORDER:
        if look.value("kind") != NON_PREFERENTIAL:
            yield look.finding("origin.consignee_open", look.rule.fields["name"], found=name)
    elif not look.value("address"):
        yield look.finding("origin.consignee_address", look.rule.fields["address"])


def ports(look: Look) -> Iterator[RuleFinding]:
    """Ports stand in the list; goods leave China and arrive in another country."""
    book = look.book
    if book is None:
        return
    for role in ("loading", "discharge", "via"):
        given = look.value(role)
        if not given:
            continue
        port = book.port(str(given))
        if port is None:
            yield look.finding("origin.port_unknown", look.rule.fields[role], found=str(given))
        elif (role == "loading") != (port.country == "CN") and role != "via":
            message = "origin.port_not_here" if role == "loading" else "origin.port_not_abroad"
            yield look.finding(message, look.rule.fields[role], found=port.name)


def hs_codes(look: Look) -> Iterator[RuleFinding]:
    """HS codes of six, eight or ten digits, of a chapter that there is."""
    for number, value in look.column():
        if not HS.match(str(value)):
            yield look.finding("origin.hs", look.cell(number), found=str(value))


def amounts(look: Look) -> Iterator[RuleFinding]:
    """Amounts in a column, and in the total; when all are right, they add up to it."""
    values = list(look.column())
    wrong = [number for number, value in values if not AMOUNT.match(str(value))]
    for number in wrong:
        yield look.finding("origin.amount", look.cell(number))
    for number, value in values:
        if number not in wrong and not Decimal(str(value)):
            yield look.finding("origin.amount_zero", look.cell(number))
    total = look.value("total")
    if total and not AMOUNT.match(str(total)):
        yield look.finding("origin.amount", look.rule.at)
    elif total and values and not wrong:
        found, expected = sum((Decimal(str(value)) for _, value in values), Decimal(0)), Decimal(str(total))
        if found != expected:
            terms = " + ".join(str(value) for _, value in values)
            yield look.finding("origin.sum_differs", terms=terms, found=found, expected=expected)


def weights(look: Look) -> Iterator[RuleFinding]:
    """Gross weights are numbers above zero, and not below a quantity that is given in kilograms."""
    for number, value in look.column():
        if not WEIGHT.match(str(value)) or not Decimal(str(value)):
            yield look.finding("origin.weight", look.cell(number))
            continue
        quantity = look.rows()[number].get(look.rule.fields.get("quantity", ""))
        net = IN_KILOGRAMS.match(" ".join(str(quantity or "").split()))
        if net and Decimal(net[1].replace(",", "") + (net[2] or "")) > Decimal(str(value)):
            yield look.finding("origin.gross_below_net", look.cell(number), row=number + 1, net=net[0])


def invoice(look: Look) -> Iterator[RuleFinding]:
    """An invoice that is dated in the future or after the departure is something to think about."""
    given, left = look.value("date"), look.value("departure")
    if not given:
        return
    issued = date.fromisoformat(str(given))
    if issued > look.today:
        yield _advice(look.finding("origin.invoice_future", look.rule.fields["date"], today=look.today))
    elif left and issued > date.fromisoformat(str(left)):
        departure = date.fromisoformat(str(left))
        yield _advice(look.finding("origin.invoice_late", look.rule.fields["date"], issued=issued, departure=departure))


def destination(look: Look) -> Iterator[RuleFinding]:
    """The kind of certificate is for exports and its agreement applies with the country."""
    kind, book, country = _kind(look), look.book, look.value("destination")
    if kind is None or book is None or not country:
        return
    here = {field.id for field in look.page.fields}
    at = {role: name if name in here else look.rule.at for role, name in look.rule.fields.items()}
    if not kind.for_exports:
        yield look.finding("origin.not_for_exports", at["kind"], kind=kind.name)
    elif not book.agreements[kind.agreement].covers(str(country).upper(), look.today):
        named = book.countries.get(str(country).upper())
        facts = {"kind": kind.name, "country": named.name if named else country}
        yield look.finding("origin.not_a_member", at["destination"], **facts)
    elif (issuer := look.value("issuer")) and issuer not in kind.issuers:
        names = [book.issuers[one].name for one in kind.issuers]
        known = Text("、".join(one.zh for one in names), ", ".join(one.en for one in names))
        yield look.finding("origin.issuer", at["issuer"], kind=kind.name, issuers=known)


def shipment(look: Look) -> Iterator[RuleFinding]:
    """Late issue 补发: within the agreement's time, and said so where the remark is needed."""
    kind, book, given = _kind(look), look.book, look.value("date")
    if kind is None or book is None or not given:
        return
    shipped = date.fromisoformat(str(given))
    note = late_note(kind, shipped, look.today, calendar=book.calendar)
    late, at = bool(look.value("retroactive")), look.rule.fields["retroactive"]
    if shipped > look.today:
        yield look.finding("origin.not_left_yet", look.rule.fields["date"], today=look.today)
    elif note.timing is Timing.TOO_LATE:
        yield look.finding("origin.too_late", look.rule.fields["date"], last=note.last_day)
    elif note.timing is Timing.NOT_AFTER_SHIPMENT:
        yield look.finding("origin.not_after_shipment", look.rule.fields["date"], kind=kind.name)
    elif note.timing is Timing.MARKED and not late:
        yield look.finding("origin.late_unmarked", at, remark=note.remark or "RETROACTIVELY")
    elif note.timing is Timing.IN_TIME and late:
        yield look.finding("origin.late_needless", at)


def criterion(look: Look) -> Iterator[RuleFinding]:
    """The criterion of each goods line is what the check of origin says; the arithmetic is shown."""
    kind, book = _kind(look), look.book
    if kind is None or book is None:
        return
    agreement = book.agreements[kind.agreement]
    for number, row in enumerate(look.rows()):
        yield from _line(look, agreement, number, row=row)


def _line(look: Look, agreement: Agreement, number: int, *, row: Mapping[str, object]) -> Iterator[RuleFinding]:
    roles = look.rule.fields
    code, fob, claimed = (str(row.get(roles[role]) or "") for role in ("hs", "fob", "criterion"))
    if not HS.match(code) or not AMOUNT.match(fob) or not claimed:
        return
    claim = Criterion(claimed.upper())
    try:
        found = line_result(look.facts, roles, agreement, number=number, claim=claim)
        if found.passed:
            if claim not in BY_MATERIALS and not materials_of(look.facts, roles, number):
                at = f"{roles['table']}.{number}.{roles['criterion']}"
                yield _advice(look.finding("origin.no_materials", at, row=number + 1, criterion=claim.value))
            return
        free = line_result(look.facts, roles, agreement, number=number)
    except OriginUnclear:
        return  # the amounts and codes of the materials are refused at their own fields
    at = f"{roles['table']}.{number}.{roles['criterion']}"
    if claim is Criterion.PSR or agreement.rule_for(code[:6]) is None:
        yield _advice(look.finding("origin.rule_not_entered", at, row=number + 1, hs=code))
    elif free.passed:
        yield look.finding("origin.other_criterion", at, row=number + 1, box=free.box, sums=sums(free))
    else:
        yield look.finding("origin.fails", at, row=number + 1, agreement=agreement.name, sums=sums(found))


def _advice(finding: RuleFinding) -> RuleFinding:
    return type(finding)(finding.at, finding.message_id, finding.facts, finding.article, blocks=False)


def sums(result: OriginResult) -> Text:
    """The lines of the explanation that hold arithmetic, and the conclusion, as one text."""
    told = [line for line in result.explanation if any(mark in line.en for mark in ("=", "÷", "→", "minimal"))]
    lines = [*told, result.explanation[-1]]
    return Text("；".join(one.zh for one in lines), "; ".join(one.en for one in lines))


def _kind(look: Look) -> Kind | None:
    book: OriginBook | None = look.book
    given = look.value("kind")
    return book.kind(str(given)) if book is not None and given else None


ROLES: Final[Mapping[RuleKind, tuple[frozenset[str], frozenset[str]]]] = {
    RuleKind.ORIGIN_ENGLISH: (frozenset(), frozenset({"kind"})),
    RuleKind.ORIGIN_MARKS: (frozenset({"table", "column"}), frozenset()),
    RuleKind.ORIGIN_CONSIGNEE: (frozenset({"name", "address", "kind"}), frozenset()),
    RuleKind.ORIGIN_PORTS: (frozenset({"loading", "discharge"}), frozenset({"via"})),
    RuleKind.ORIGIN_HS: (frozenset({"table", "column"}), frozenset()),
    RuleKind.ORIGIN_AMOUNTS: (frozenset({"table", "column"}), frozenset({"total"})),
    RuleKind.ORIGIN_WEIGHTS: (frozenset({"table", "column"}), frozenset({"quantity"})),
    RuleKind.ORIGIN_INVOICE: (frozenset({"date"}), frozenset({"departure"})),
    RuleKind.ORIGIN_DESTINATION: (frozenset({"kind", "destination"}), frozenset({"issuer"})),
    RuleKind.ORIGIN_SHIPMENT: (frozenset({"kind", "date", "retroactive"}), frozenset()),
    RuleKind.ORIGIN_CRITERION: (
        frozenset({"kind", "table", "hs", "fob", "criterion", "materials"})
        | {"m_line", "m_hs", "m_value", "m_origin", "m_proof"},
        frozenset({"minimal"}),
    ),
}
"""The roles that a rule of each kind must name, and those it may name."""

COLUMNS_OF: Final[Mapping[str, str]] = {
    **dict.fromkeys(("hs", "fob", "criterion", "quantity"), "table"),
    **dict.fromkeys(("m_line", "m_hs", "m_value", "m_origin", "m_proof"), "materials"),
}
"""Roles of a criterion rule that name a column, with the role of their table."""

CHECKS: Final[Mapping[RuleKind, Callable[[Look], Iterator[RuleFinding]]]] = {
    RuleKind.ORIGIN_ENGLISH: english_only,
    RuleKind.ORIGIN_MARKS: marks,
    RuleKind.ORIGIN_CONSIGNEE: consignee,
    RuleKind.ORIGIN_PORTS: ports,
    RuleKind.ORIGIN_HS: hs_codes,
    RuleKind.ORIGIN_AMOUNTS: amounts,
    RuleKind.ORIGIN_WEIGHTS: weights,
    RuleKind.ORIGIN_INVOICE: invoice,
    RuleKind.ORIGIN_DESTINATION: destination,
    RuleKind.ORIGIN_SHIPMENT: shipment,
    RuleKind.ORIGIN_CRITERION: criterion,
}
