"""Proving that rows and events agree: the chain is whole, and everything stored follows from it.

Owns the comparison, on one state of the database from beginning to end. Refuses to repair:
it names case, event and difference, and leaves the decision to people.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import Connection, select

from portal.domain.case.chain import GENESIS, link
from portal.domain.case.events import Recorded
from portal.domain.case.evolve import BrokenHistory, replay
from portal.domain.case.moves import MoveNotAllowed
from portal.domain.case.state import By, Case
from portal.domain.figures import Cell, cell_of
from portal.persistence import codec
from portal.persistence.models import CaseRow, CellRow
from portal.persistence.projection import (
    Row,
    case_row,
    follow_up_row,
    material_row,
    message_row,
    step_row,
    timer_rows,
    visit_row,
)
from portal.persistence.record import header
from portal.persistence.stored_parts import Parts, parts_of
from portal.services.records.core import Disagreement

BATCH: Final = 100
NOTHING: Final = "nothing"
SHOWN: Final = 200

Checked = tuple[str, int, Sequence[Disagreement]]


def verify(connection: Connection, number: str | None) -> Iterator[Checked]:
    """One case or all of them (None); all of them with the figures at the end, under an empty number."""
    expected: Counter[Cell] = Counter()
    for row, parts in _stored(connection, number):
        case, found = check(row, parts)
        cell = cell_of(case) if case else None
        expected.update([cell] if cell else [])
        yield row["number"], len(parts.events), found
    if number is None:
        yield "", 0, _figures(connection, expected)


def check(row: Mapping[str, Any], parts: Parts) -> tuple[Case | None, Sequence[Disagreement]]:
    """The case that its events make, and everything stored about it that does not follow from them."""
    number = row["number"]
    found = list(_chain(number, parts.events))
    try:
        history = tuple(_recorded(parts.events))
        case = replay(history)
    except (BrokenHistory, MoveNotAllowed, codec.NotReadable, KeyError) as broken:
        return None, [*found, _differs(number, "events", expected="one readable history", found=repr(broken))]
    last_digest = parts.events[-1]["digest"]
    found += _columns(number, "cases", expected=case_row(case) | {"last_digest": last_digest}, found=row)
    found += _snapshot(number, case, row["snapshot"])
    found += _rows(number, case, parts)
    messages = {f"{one.seq:06d}": told for one in history if (told := message_row(case, one)) is not None}
    found += _by_key(number, "messages", expected=messages, found=parts.messages)
    return case, found


def _stored(connection: Connection, number: str | None) -> Iterator[tuple[Row, Parts]]:
    last = 0
    while True:
        query = select(*CaseRow.__table__.columns).where(CaseRow.id > last).order_by(CaseRow.id).limit(BATCH)
        if number is not None:
            query = query.where(CaseRow.number == number)
        rows = [dict(row) for row in connection.execute(query).mappings()]
        if not rows:
            return
        yield from zip(rows, parts_of(connection, rows), strict=True)
        last = rows[-1]["id"]


def _chain(number: str, events: Sequence[Row]) -> Iterator[Disagreement]:
    """Each event against the stored digest before it, so that what was changed is named, not all that follows."""
    previous = GENESIS
    for place, event in enumerate(events, 1):
        if event["seq"] != place:
            yield _differs(number, "seq", expected=place, found=event["seq"], seq=event["seq"])
            return
        digest = link(previous, header(number, event), event["payload"].encode())
        if digest != event["digest"]:
            yield _differs(number, "digest", expected=digest, found=event["digest"], seq=place)
        previous = event["digest"]


def _recorded(events: Sequence[Row]) -> Iterator[Recorded]:
    for event in events:
        by = By(event["actor_id"], event["actor_name"], event["actor_role"])
        yield Recorded(event["seq"], event["at"], by, codec.event_of(event["kind"], event["payload"]))


def _snapshot(number: str, case: Case, stored: str) -> Iterator[Disagreement]:
    try:
        found = codec.plain_value(codec.case_of(stored))
    except codec.NotReadable as unreadable:
        return iter([_differs(number, "cases.snapshot", expected="a readable case", found=unreadable)])
    return _columns(number, "cases.snapshot", expected=codec.plain_value(case), found=found)


def _columns(number: str, table: str, *, expected: Row, found: Mapping[str, Any]) -> Iterator[Disagreement]:
    for name, value in expected.items():
        if found[name] != value:
            yield _differs(number, f"{table}.{name}", expected=value, found=found[name])


def _rows(number: str, case: Case, parts: Parts) -> Iterator[Disagreement]:
    steps = {step.id: step_row(case, step) for step in case.steps}
    yield from _by_key(number, "case_steps", expected=steps, found=parts.steps)
    materials = {material.id: material_row(material) for material in case.materials}
    yield from _by_key(number, "case_materials", expected=materials, found=parts.materials)
    visits = {str((visit.person, visit.on, visit.half_day.value)): visit_row(visit) for visit in case.visits}
    yield from _by_key(number, "visits", expected=visits, found=parts.visits)
    follow_ups = {one.id: follow_up_row(one) for one in case.follow_ups}
    yield from _by_key(number, "follow_ups", expected=follow_ups, found=parts.follow_ups)
    timers = {row["key"]: row for row in timer_rows(case)}
    yield from _by_key(number, "jobs", expected=timers, found=parts.timers)
    documents = {one.code: {"kind": one.kind.value, "number": one.number} for one in case.documents}
    yield from _by_key(number, "documents", expected=documents, found=parts.documents)


def _by_key(
    number: str, table: str, *, expected: Mapping[str, Row], found: Mapping[str, Row]
) -> Iterator[Disagreement]:
    for key in sorted(expected.keys() | found.keys()):
        name = f"{table}[{key}]"
        if key not in found:
            yield _differs(number, name, expected=expected[key], found=NOTHING)
        elif key not in expected:
            yield _differs(number, name, expected=NOTHING, found=found[key])
        else:
            yield from _columns(number, name, expected=expected[key], found=found[key])


def _figures(connection: Connection, expected: Counter[Cell]) -> Sequence[Disagreement]:
    query = select(*CellRow.__table__.columns).where(CellRow.cases != 0)
    stored = {_cell_name(row): row["cases"] for row in connection.execute(query).mappings()}
    counted = {_cell_name(codec.plain_value(cell)): count for cell, count in expected.items()}
    names = sorted(stored.keys() | counted.keys())
    return [
        _differs("", f"figure_cells[{name}]", expected=counted.get(name, 0), found=stored.get(name, 0))
        for name in names
        if counted.get(name, 0) != stored.get(name, 0)
    ]


def _cell_name(cell: Mapping[Any, Any]) -> str:
    return " ".join(str(cell[name]) for name in ("decided_on", "service_key", "granted", "on_time", "once", "workdays"))


def _differs(number: str, what: str, *, expected: object, found: object, seq: int | None = None) -> Disagreement:
    shown, seen = str(expected)[:SHOWN], str(found)[:SHOWN]
    return Disagreement(case_number=number, seq=seq, what=what, expected=shown, found=seen)
