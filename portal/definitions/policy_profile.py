"""An enterprise as a file, to try policies on: what is known of it, and what it was awarded before.

Owns the reading: facts by id, dotted or nested, as plain values or as `{value, as_of, source}`. Refuses, with file and
line, facts that the catalogue does not have and values that are not of their kind.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Final

from portal.definitions.complaints import suggestion
from portal.definitions.findings import DefinitionsInvalid, Finding
from portal.definitions.loader import read
from portal.domain.policies.awards import Earlier
from portal.domain.policies.facts import Fact, FactKind, FactSource
from portal.domain.policies.profile import LONGEST, FactInvalid, IndustryUnknown, read_value
from portal.domain.policies.regions import REGION

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path as File

    from portal.definitions.nodes import Path, Plain, Source
    from portal.domain.policies.facts import FactKindOf

HEAD: Final = frozenset({"name", "as_of", "facts", "earlier"})
VALUE, AS_OF, SOURCE = "value", "as_of", "source"
EARLIER: Final = frozenset({"policy", "year", "amount", "groups", "certificate"})


@dataclass(frozen=True, slots=True)
class ProfileFile:
    """What one file says."""

    name: str
    facts: Mapping[str, Fact]
    earlier: tuple[Earlier, ...]


def read_profile(path: File, facts: Mapping[str, FactKindOf], *, today: date) -> ProfileFile:
    """Read one file; raises `DefinitionsInvalid` with every fault and its line."""
    source = read(path, as_written=True)
    data = source.data if isinstance(source.data, dict) else {}
    reading = _Reading(source, facts, today)
    inside = data.get("facts")
    known = reading.facts_in(inside, ("facts",)) if isinstance(inside, dict) else reading.facts_in(data, ())
    earlier = tuple(reading.earlier_in(data.get("earlier")))
    if source.findings or reading.findings:
        raise DefinitionsInvalid([*source.findings, *reading.findings])
    return ProfileFile(str(data.get("name", path.stem)), known, earlier)


class _Reading:
    """Walks the file once and notes faults on the way."""

    def __init__(self, source: Source, kinds: Mapping[str, FactKindOf], today: date) -> None:
        self._source, self._kinds, self._today = source, kinds, today
        self.findings: list[Finding] = []
        data = source.data if isinstance(source.data, dict) else {}
        self._as_of = self._past_day(data.get(AS_OF), (AS_OF,)) or today

    def facts_in(self, data: Mapping[str, Plain], at: Path) -> dict[str, Fact]:
        """Every fact below a mapping."""
        return {fact.id: fact for fact in self._facts(data, at, "")}

    def earlier_in(self, data: Plain | None) -> Iterator[Earlier]:
        """Earlier awards; `policy`, `year` and `amount` are needed."""
        for number, one in enumerate(data if isinstance(data, list) else []):
            at: Path = ("earlier", number)
            if not isinstance(one, dict) or set(one) - EARLIER or not {"policy", "year", "amount"} <= set(one):
                self._refuse(
                    at, "an earlier award is {policy: …, year: 2026, amount: 100000}, with groups, certificate"
                )
                continue
            amount, groups = self._amount(one["amount"], (*at, "amount")), one.get("groups", [])
            certificate = str(one["certificate"]) if "certificate" in one else None
            names = tuple(map(str, groups)) if isinstance(groups, list) else (str(groups),)
            yield Earlier(str(one["policy"]), int(str(one["year"])), amount, names, certificate)

    def _facts(self, data: Mapping[str, Plain], at: Path, prefix: str) -> Iterator[Fact]:
        for key, value in data.items():
            name, here = f"{prefix}{key}", (*at, key)
            if name in self._kinds:
                yield from self._fact(self._kinds[name], value, here)
            elif isinstance(value, dict) and not {VALUE} <= set(value):
                yield from self._facts(value, here, f"{name}.")
            elif at or key not in HEAD:
                self._refuse(here, f"facts.yaml has no fact {name!r}{suggestion(name, list(self._kinds))}")
        if not prefix and not at and not data:
            self._refuse((), "the file names no facts; a profile is YAML or JSON with the facts below `facts:`")

    def _fact(self, kind: FactKindOf, value: Plain, at: Path) -> Iterator[Fact]:
        day, source = self._as_of, FactSource.SHARED
        if isinstance(value, dict):
            nested = {key: one for key, one in value.items() if key not in {VALUE, AS_OF, SOURCE}}
            if nested:  # revenue: {before: 100} names revenue.before
                yield from self._facts(nested, at, f"{kind.id}.")
            if VALUE not in value:
                return
            day = self._past_day(value.get(AS_OF), (*at, AS_OF)) or day
            source = self._source_of(value.get(SOURCE), (*at, SOURCE))
            value = value[VALUE]
        try:
            yield Fact(kind.id, read_value(kind, _typed(kind, value)), day, source)
        except FactInvalid:
            self._refuse(at, f"{kind.id} is of kind {kind.kind}, and {value!r} is not; {_wanted(kind)}")
        except IndustryUnknown:
            self._refuse(at, f"{value!r} is no industry of GB/T 4754; write its code, for example C39 or C3911")

    def _source_of(self, value: Plain | None, at: Path) -> FactSource:
        try:
            return FactSource(str(value)) if value is not None else FactSource.SHARED
        except ValueError:
            self._refuse(at, f"{value!r} is not one of {', '.join(FactSource)}")
            return FactSource.SHARED

    def _past_day(self, value: Plain | None, at: Path) -> date | None:
        day = self._day(value, at)
        if day is not None and day > self._today:
            self._refuse(at, f"{day} has not come yet; today is {self._today}")
        return day

    def _day(self, value: Plain | None, at: Path) -> date | None:
        try:
            return date.fromisoformat(str(value)) if value is not None else None
        except ValueError:
            self._refuse(at, f"{value!r} is no day; write 2026-09-30")
            return None

    def _amount(self, value: Plain, at: Path) -> Decimal:
        try:
            return Decimal(str(value))
        except InvalidOperation:
            self._refuse(at, f"{value!r} is no amount in yuan")
            return Decimal(0)

    def _refuse(self, at: Path, message: str) -> None:
        self.findings.append(Finding(*self._source.place(at), "PROFILE", message))


def _wanted(kind: FactKindOf) -> str:
    """How a value of this fact is written."""
    if kind.kind is FactKind.TEXT and kind.options:
        return "it is one of " + ", ".join(f"{one.id} ({one.label.zh})" for one in kind.options)
    if kind.id == REGION:
        return "write the six digits of GB/T 2260, for example 360823"
    match kind.kind:
        case FactKind.NUMBER:
            return f"write the number alone, in {kind.unit.zh}" if kind.unit else "write the number alone"
        case FactKind.YES_NO:
            return "write yes or no"
        case FactKind.DATE:
            return "write 2026-09-30, or leave it out where it has no end"
    return f"write at most {LONGEST} letters"


def _typed(kind: FactKindOf, value: Plain) -> str:
    """A value as somebody would type it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ",".join(map(str, value))
    return f"{value:f}" if isinstance(value, Decimal) and kind.kind is FactKind.NUMBER else str(value)
