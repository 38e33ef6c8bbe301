"""The one place where a case is stored: events appended and chained, rows, timers and figures beside them.

Everything happens in the transaction of the connection that is handed in. Refuses, with
CaseChangedMeanwhile, a case that moved on since it was loaded and a second filing of one
draft; there is no way to change or remove an event.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime

from sqlalchemy import Connection

from portal.domain.case.chain import GENESIS, link
from portal.domain.case.events import Event, Recorded
from portal.domain.case.evolve import evolve
from portal.domain.case.state import By, Case
from portal.domain.case.timers import timers_for
from portal.persistence import statements
from portal.persistence.codec import case_text, event_text, kind_of
from portal.persistence.projection import (
    Row,
    case_row,
    cell_row,
    follow_up_row,
    material_row,
    message_row,
    step_row,
    timer_row,
    visit_row,
)
from portal.services.conflicts import CaseChangedMeanwhile
from portal.services.records.core import StoredCase


def record(
    connection: Connection, stored: StoredCase | None, events: Sequence[Event], *, at: datetime, by: By
) -> StoredCase:
    """Append ``events`` to the case (None: a new one) and bring its rows up to date."""
    if stored is not None and not events:
        return stored
    before = stored.case if stored else None
    first = before.revision + 1 if before else 1
    recorded = [Recorded(seq, at, by, event) for seq, event in enumerate(events, first)]
    case = before
    for one in recorded:
        case = evolve(case, one)
    if case is None:
        raise ValueError("a new case needs its first event")
    rows = list(chained(case.number, stored.last_digest if stored else GENESIS, recorded))
    last_digest: str = rows[-1]["digest"]
    row_id = (
        _insert(connection, case, last_digest)
        if stored is None
        else _update(connection, stored, case, last_digest=last_digest)
    )
    statements.ADD_EVENT.run_all(connection, (row | {"case_id": row_id} for row in rows))
    messages = (row for one in recorded if (row := message_row(case, one)) is not None)
    statements.ADD_MESSAGE.run_all(connection, _rows(row_id, messages))
    _project_parts(connection, before, case, row_id=row_id)
    _project_timers(connection, before, case, at=at)
    _project_cell(connection, before, case)
    return StoredCase(row_id=row_id, case=case, last_digest=last_digest)


def header(number: str, row: Row) -> str:
    """The line that is hashed before the payload: "number|seq|kind|instant|user id|role|name"."""
    instant = row["at"].astimezone(UTC).isoformat(timespec="microseconds")
    return f"{number}|{row['seq']}|{row['kind']}|{instant}|{row['actor_id']}|{row['actor_role']}|{row['actor_name']}"


def chained(number: str, previous: str, history: Iterable[Recorded]) -> Iterator[Row]:
    """The rows of these events without the case's id, each linked to the one before."""
    for recorded in history:
        payload = event_text(recorded.event)
        row: Row = {
            "seq": recorded.seq,
            "kind": kind_of(recorded.event),
            "at": recorded.at,
            "actor_id": recorded.by.user_id,
            "actor_name": recorded.by.name,
            "actor_role": recorded.by.role,
            "payload": payload.decode(),
        }
        previous = row["digest"] = link(previous, header(number, row), payload)
        yield row


def _insert(connection: Connection, case: Case, last_digest: str) -> int:
    row = case_row(case) | {"snapshot": case_text(case), "last_digest": last_digest}
    found = statements.ADD_CASE.row(connection, row)
    if found is None:
        raise CaseChangedMeanwhile(draft=case.draft_key)
    row_id: int = found[0]
    return row_id


def _update(connection: Connection, stored: StoredCase, case: Case, *, last_digest: str) -> int:
    old, new = case_row(stored.case), case_row(case)
    changed = {name: value for name, value in new.items() if value != old[name]}
    row = changed | {"snapshot": case_text(case), "last_digest": last_digest}
    loaded = {"row_id": stored.row_id, "loaded_revision": stored.case.revision, "loaded_digest": stored.last_digest}
    if statements.change_case(tuple(row)).changed(connection, row | loaded) != 1:
        raise CaseChangedMeanwhile(case=case.number)
    return stored.row_id


def _project_parts(connection: Connection, before: Case | None, case: Case, *, row_id: int) -> None:
    """Steps, materials and visits that are new or not what they were."""
    if before is None:
        statements.ADD_STEP.run_all(connection, _rows(row_id, (step_row(case, step) for step in case.steps)))
        statements.ADD_MATERIAL.run_all(connection, _rows(row_id, map(material_row, case.materials)))
        statements.ADD_VISIT.run_all(connection, _rows(row_id, map(visit_row, case.visits)))
        return
    if case.follow_ups is not before.follow_ups:
        known_ones = {one.id: follow_up_row(one) for one in before.follow_ups}
        moved = (row for row in map(follow_up_row, case.follow_ups) if row != known_ones.get(row["follow_up_id"]))
        statements.PUT_FOLLOW_UP.run_all(connection, _rows(row_id, moved))
    _project_steps(connection, before, case, row_id=row_id)
    if case.materials is not before.materials:
        known = {material.id: material_row(material) for material in before.materials}
        checked = (row for row in map(material_row, case.materials) if row != known.get(row["material_id"]))
        statements.PUT_MATERIAL.run_all(connection, _rows(row_id, checked))
        dropped = known.keys() - {material.id for material in case.materials}
        statements.REMOVE_MATERIAL.run_all(connection, ({"of_case": row_id, "of_material": one} for one in dropped))
    if case.visits is not before.visits:
        seen = {visit.key for visit in before.visits}
        new = (visit_row(visit) for visit in case.visits if visit.key not in seen)
        statements.ADD_VISIT.run_all(connection, _rows(row_id, new))


def _project_steps(connection: Connection, before: Case, case: Case, *, row_id: int) -> None:
    """Steps whose row is not what it was; a corrected answer or another version may add and remove steps."""
    alike = _life(case) == _life(before)
    if alike and case.steps is before.steps:
        return
    old = {step.id: step for step in before.steps}
    moved = [step for step in case.steps if not alike or old.get(step.id) is not step]
    gone = ({"of_case": row_id, "of_step": step_id} for step_id in old.keys() - {step.id for step in case.steps})
    statements.REMOVE_STEP.run_all(connection, gone)
    added = (step_row(case, step) for step in moved if step.id not in old)
    statements.ADD_STEP.run_all(connection, _rows(row_id, added))
    known = ((step_row(case, step), step_row(before, old[step.id])) for step in moved if step.id in old)
    statements.CHANGE_STEP.run_all(
        connection, (new | {"of_case": row_id, "of_step": new["step_id"]} for new, was in known if new != was)
    )


def _life(case: Case) -> tuple[bool, bool]:
    """What the rows of steps depend on besides the steps themselves."""
    return case.is_open, case.is_held


def _rows(row_id: int, rows: Iterable[Row]) -> Iterator[Row]:
    return (row | {"case_id": row_id} for row in rows)


def _project_timers(connection: Connection, before: Case | None, case: Case, *, at: datetime) -> None:
    """Set the timers the case needs now; those it needed before and needs no longer are void."""
    old, new = timers_for(before) if before else (), timers_for(case)
    if old == new:
        return
    gone = (timer_row(case, timer) for timer in old if timer not in new)
    voided = ({"of_kind": row["kind"], "of_key": row["key"], "at": at} for row in gone)
    statements.VOID_TIMER.run_all(connection, voided)
    needed = (timer_row(case, timer) for timer in new if timer not in old)
    statements.SET_TIMER.run_all(connection, (row | {"claimable_at": row["due_at"]} for row in needed))


def _project_cell(connection: Connection, before: Case | None, case: Case) -> None:
    """The case leaves its old cell and enters the new one; equal keys in equal order on every writer."""
    old, new = cell_row(before) if before else None, cell_row(case)
    if old == new:
        return
    steps = [(row, change) for row, change in ((old, -1), (new, 1)) if row is not None]
    for row, change in sorted(steps, key=lambda step: str(step[0])):
        statements.COUNT_CELL.run(connection, row | {"cases": change}).close()
