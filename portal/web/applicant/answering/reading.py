"""What the answers of one page say, in the order they are asked.

Owns the walk over a page: which fields are asked, what was read, what is wrong. Refuses to blame the reader for a
field that was not on the screen: it is asked now, because of another answer, and shown first.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final, TypeVar

from portal.domain.answers import Finding, partial_rows, read_field
from portal.domain.checklist import applies
from portal.domain.forms import Field, FieldKind, Page
from portal.domain.organisation import County
from portal.domain.rules import RuleFinding, check_page
from portal.services.identifiers import IDENTIFIERS
from portal.services.names.keeping import OwnFiling
from portal.web.applicant.progress import Filing
from portal.web.common.context import deps

TAKEN: Final = "name.taken"
OWN: Final = "name.kept_by_you"
Told = TypeVar("Told", bound=Finding)

PAIRED: Final = frozenset({"rule.none_filled", "rule.both_filled"})
"""Remarks about two cells of a row, senseless while one of them has a fault."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One page as it was read.

    `asked` are the fields that apply now, `new` those of them that were not on the screen. `values` are what may be
    stored, None where the text could not be read. `findings` block; `remarks` are all findings of the page's rules.
    `own` is the reader's own other filing that keeps the name of this page.
    """

    asked: tuple[Field, ...]
    new: tuple[Field, ...]
    values: Mapping[str, object]
    findings: tuple[Finding, ...]
    remarks: tuple[RuleFinding, ...]
    answers: Mapping[str, object]
    own: OwnFiling | None = None

    @property
    def is_in_order(self) -> bool:
        return not self.findings and not self.new


def read_page(
    filing: Filing,
    page: Page,
    raw: Mapping[str, object],
    *,
    county: County,
    shown: Collection[str] | None = None,
) -> Reading:
    """Read what was typed; `shown` are the fields that were on the screen, all when nothing is said."""
    own = {item.id for item in page.fields}
    facts = {name: value for name, value in filing.answers.items() if name not in own}
    asked: list[Field] = []
    new: list[Field] = []
    values: dict[str, object] = {}
    faults: list[Finding] = []
    for item in page.fields:
        if not applies(item.when, facts):
            continue
        asked.append(item)
        if shown is not None and item.id not in shown:
            new.append(item)
            continue
        value, found = read_field(item, raw.get(item.id), IDENTIFIERS)
        values[item.id] = value
        faults += found
        if value is not None:
            facts[item.id] = value
        elif item.kind is FieldKind.TABLE and (rows := partial_rows(item, raw.get(item.id), IDENTIFIERS)):
            facts[item.id] = rows
    if not new:
        faults += unsaid(filing.findings(page, facts), faults)
    book, taken = deps().catalogue.origin.counted_by(deps().calendar), filing.taken(page, facts)
    remarks = check_page(filing.whole(page), facts, filing.today, county=county, book=book, taken=taken)
    elsewhere = filing.own_filing(facts) if any(one.message_id == TAKEN for one in remarks) else None
    if elsewhere is not None:
        faults, remarks = [kept(one) for one in faults], tuple(kept(one) for one in remarks)
    return Reading(tuple(asked), tuple(new), values, tuple(faults), remarks, facts, elsewhere)


def kept(finding: Told) -> Told:
    """That a name is taken, said as it is when the reader keeps it elsewhere."""
    return replace(finding, message_id=OWN) if finding.message_id == TAKEN else finding


def unsaid(findings: Iterable[Finding], faults: Collection[Finding]) -> list[Finding]:
    """What the rules say beside the faults of single answers; an answer that could not be read is not missing too."""
    places = {fault.at for fault in faults}
    rows = {row_of(fault.at) for fault in faults if "." in fault.at}
    return [
        one
        for one in findings
        if one.at not in places and not (one.message_id in PAIRED and "." in one.at and row_of(one.at) in rows)
    ]


def row_of(at: str) -> str:
    """The row of a cell."""
    return at.rpartition(".")[0]
