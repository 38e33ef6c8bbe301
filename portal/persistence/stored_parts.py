"""What is stored beside the rows of some cases, read in one query per table for a whole batch.

Owns the grouping by case. Refuses to interpret: :mod:`portal.persistence.verify` compares.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, select, true
from sqlalchemy.orm import InstrumentedAttribute

from portal.persistence.models import (
    Base,
    DocumentRow,
    EventRow,
    FollowUpRow,
    JobRow,
    MaterialRow,
    MessageRow,
    StepRow,
    VisitRow,
)
from portal.persistence.projection import Row

Named = Mapping[str, Row]


@dataclass(frozen=True, slots=True)
class Parts:
    """Rows of one case: events in order, everything else by a key that is unique in the case."""

    events: Sequence[Row]
    steps: Named
    materials: Named
    visits: Named
    timers: Named
    documents: Named
    follow_ups: Named
    messages: Named


def parts_of(connection: Connection, cases: Sequence[Row]) -> Sequence[Parts]:
    """The parts of these cases, in their order."""
    ids = [case["id"] for case in cases]
    numbers = [case["number"] for case in cases]
    events = _grouped(connection, EventRow, EventRow.case_id, keys=ids, order=EventRow.seq)
    steps = _grouped(connection, StepRow, StepRow.case_id, keys=ids)
    materials = _grouped(connection, MaterialRow, MaterialRow.case_id, keys=ids)
    follow_ups = _grouped(connection, FollowUpRow, FollowUpRow.case_id, keys=ids)
    messages = _grouped(connection, MessageRow, MessageRow.case_id, keys=ids)
    visits = _grouped(connection, VisitRow, VisitRow.case_id, keys=ids)
    timers = _grouped(connection, JobRow, JobRow.case_number, keys=numbers, only=_set_timers())
    documents = _grouped(connection, DocumentRow, DocumentRow.case_number, keys=numbers)
    return [
        Parts(
            events[case["id"]],
            _by(steps[case["id"]], lambda row: row["step_id"]),
            _by(materials[case["id"]], lambda row: row["material_id"]),
            _by(visits[case["id"]], lambda row: str((row["person"], row["visited_on"], row["half_day"]))),
            _by(timers[case["number"]], lambda row: row["key"]),
            _by(documents[case["number"]], lambda row: row["code"]),
            _by(follow_ups[case["id"]], lambda row: row["follow_up_id"]),
            _by(messages[case["id"]], lambda row: f"{row['seq']:06d}"),
        )
        for case in cases
    ]


def _set_timers() -> ColumnElement[bool]:
    """Timers that wait; fired and void ones are history."""
    return (JobRow.is_timer == true()) & JobRow.done_at.is_(None)


def _grouped(
    connection: Connection,
    model: type[Base],
    key: InstrumentedAttribute[Any],
    *,
    keys: Sequence[object],
    only: ColumnElement[bool] | None = None,
    order: InstrumentedAttribute[Any] | None = None,
) -> Mapping[Any, list[Row]]:
    query = select(*model.__table__.columns).where(key.in_(keys))
    if only is not None:
        query = query.where(only)
    groups: dict[Any, list[Row]] = defaultdict(list)
    for row in connection.execute(query.order_by(key if order is None else order)).mappings():
        groups[row[key.key]].append(dict(row))
    return groups


def _by(rows: Sequence[Row], key: Callable[[Row], str]) -> Named:
    return {key(row): row for row in rows}
