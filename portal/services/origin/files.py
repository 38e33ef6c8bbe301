"""Files of rates of duty: rows of text as rates, with the faults of each row.

Owns the names of the columns and how days and rates may be written. Refuses a file without the needed columns; what
the rows mean together is judged by :mod:`portal.services.origin.rates`.
"""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar, Final

from portal.domain.answers import Finding
from portal.domain.errors import DomainError
from portal.domain.origin.rates import TariffRate
from portal.services.origin.rates import Row

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "agreement": ("agreement", "协定"),
    "destination": ("destination", "国家", "目的国", "目的国(地区)"),
    "hs": ("hs", "hs6", "hs8", "hs code", "hs编码", "税号"),
    "mfn_rate": ("mfn_rate", "mfn", "最惠国税率", "不用证书税率"),
    "pref_rate": ("pref_rate", "pref", "优惠税率", "协定税率"),
    "valid_from": ("valid_from", "from", "起始日期", "生效日期"),
    "valid_to": ("valid_to", "to", "截止日期", "失效日期"),
    "source": ("source", "来源"),
}
OPTIONAL: Final = frozenset({"valid_to"})
RATE: Final = re.compile(r"[0-9]{1,4}(\.[0-9]{1,4})?\Z")
DAY: Final = re.compile(r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?(?: 00:00:00)?\Z")
NOBODY: Final = Decimal("NaN")


class RateFileUnusable(DomainError):
    """The file has no heading with the needed columns; facts: `name`."""

    message_id: ClassVar[str] = "rate.column_missing"


def read_rates(rows: Sequence[Sequence[str]]) -> tuple[Row, ...]:
    """The rows below the heading, empty ones left out. Raises `RateFileUnusable`."""
    if not rows:
        raise RateFileUnusable(name="agreement")
    places = _places(rows[0])
    found = ((number, row) for number, row in enumerate(rows[1:], 2) if any(cell.strip() for cell in row))
    return tuple(read_row({name: _cell(row, at) for name, at in places.items()}, line=line) for line, row in found)


def _places(heading: Sequence[str]) -> dict[str, int]:
    plain = [cell.strip().lower().replace("（", "(").replace("）", ")") for cell in heading]
    places = {}
    for name, known in COLUMNS.items():
        at = next((number for number, cell in enumerate(plain) if cell in known), None)
        if at is not None:
            places[name] = at
        elif name not in OPTIONAL:
            raise RateFileUnusable(name=name)
    return places


def _cell(row: Sequence[str], at: int) -> str:
    return row[at].strip() if at < len(row) else ""


def read_row(given: Mapping[str, str], *, line: int) -> Row:
    """One row of text; without a rate when a number or a day cannot be read."""
    findings: list[Finding] = []
    mfn, pref = _rate(given, "mfn_rate", findings), _rate(given, "pref_rate", findings)
    since, until = _day(given, "valid_from", findings), _day(given, "valid_to", findings)
    if findings or since is None:
        return Row(line, None, tuple(findings), given)
    rate = TariffRate(
        agreement=given.get("agreement", "").lower(),
        destination=given.get("destination", "").upper(),
        hs=re.sub(r"[.\s]", "", given.get("hs", "")),
        mfn_rate=mfn,
        pref_rate=pref,
        valid_from=since,
        valid_to=until,
        source=given.get("source", ""),
    )
    return Row(line, rate, (), given)


def _rate(given: Mapping[str, str], name: str, findings: list[Finding]) -> Decimal:
    text = given.get(name, "").removesuffix("%").strip()
    if RATE.match(text):
        return Decimal(text)
    findings.append(Finding(name, "rate.not_a_number"))
    return NOBODY


def _day(given: Mapping[str, str], name: str, findings: list[Finding]) -> date | None:
    text = given.get(name, "")
    if not text and name in OPTIONAL:
        return None
    parts = DAY.match(text)
    try:
        if parts:
            return date(int(parts[1]), int(parts[2]), int(parts[3]))
    except ValueError:
        pass
    findings.append(Finding(name, "rate.not_a_date"))
    return None


def as_text(rates: Sequence[TariffRate]) -> str:
    """Rates as a file that can be read again: what is looked at is what is stored."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for one in rates:
        rates_of = (f"{one.mfn_rate:f}", f"{one.pref_rate:f}", one.valid_from.isoformat())
        last = one.valid_to.isoformat() if one.valid_to else ""
        writer.writerow((one.agreement, one.destination, one.hs, *rates_of, last, one.source))
    return out.getvalue()


def from_text(text: str) -> tuple[Row, ...]:
    """The rows of `as_text`."""
    return read_rates(list(csv.reader(io.StringIO(text))))
