"""The statements of the hot paths: loading and recording a case, timers, leases, figures, numbers.

Owns their text, in Core over the typed models. Refuses to be run outside a transaction of
:mod:`portal.persistence.unit_of_work` or :mod:`portal.persistence.leases`.
"""

from __future__ import annotations

from functools import cache
from typing import Any, Final

from sqlalchemy import and_, bindparam, case, delete, false, null, select, true, update

from portal.persistence.models import (
    Base,
    CaseRow,
    CellRow,
    CounterRow,
    EventRow,
    FollowUpRow,
    JobRow,
    MaterialRow,
    MessageRow,
    StepRow,
    UtcInstant,
    VisitRow,
)
from portal.persistence.models.work import CLAIMABLE, DEAD
from portal.persistence.prepared import Prepared

INSTANT: Final = UtcInstant()


def _columns(model: type[Base], *without: str) -> list[str]:
    return [column.name for column in model.__table__.columns if column.name not in without]


def _load(lock: bool, key: Any) -> Prepared:  # noqa: FBT001 - private, named at each call
    query = select(CaseRow.id, CaseRow.snapshot, CaseRow.last_digest).where(key == bindparam("key"))
    return Prepared(lambda _: query.with_for_update() if lock else query)


LOAD_BY_NUMBER: Final = {lock: _load(lock, CaseRow.number) for lock in (True, False)}
LOAD_BY_DRAFT: Final = {lock: _load(lock, CaseRow.draft_key) for lock in (True, False)}
LOAD_BY_ROW: Final = {lock: _load(lock, CaseRow.id) for lock in (True, False)}

ADD_CASE: Final = Prepared(
    lambda insert: insert(CaseRow).on_conflict_do_nothing(index_elements=["draft_key"]).returning(CaseRow.id),
    columns=_columns(CaseRow, "id"),
)


@cache
def change_case(columns: tuple[str, ...]) -> Prepared:
    """Set these columns if the case is as it was loaded."""
    unchanged = (
        CaseRow.id == bindparam("row_id"),
        CaseRow.revision == bindparam("loaded_revision"),
        CaseRow.last_digest == bindparam("loaded_digest"),
    )
    return Prepared(lambda _: update(CaseRow).where(*unchanged), columns=columns)


ADD_EVENT: Final = Prepared(lambda insert: insert(EventRow), columns=_columns(EventRow))
ADD_MESSAGE: Final = Prepared(lambda insert: insert(MessageRow), columns=_columns(MessageRow, "id", "read_at"))
ADD_STEP: Final = Prepared(lambda insert: insert(StepRow), columns=_columns(StepRow, "id"))
CHANGE_STEP: Final = Prepared(
    lambda _: update(StepRow).where(StepRow.case_id == bindparam("of_case"), StepRow.step_id == bindparam("of_step")),
    columns=_columns(StepRow, "id", "case_id", "step_id", "department"),
)
ADD_MATERIAL: Final = Prepared(lambda insert: insert(MaterialRow), columns=_columns(MaterialRow))
ADD_VISIT: Final = Prepared(lambda insert: insert(VisitRow).on_conflict_do_nothing(), columns=_columns(VisitRow))


def _put(model: type[Base], keys: list[str], *without: str) -> Prepared:
    """Insert a row, or overwrite the one with this key."""
    columns = _columns(model, *without)

    def build(insert: Any) -> Any:
        statement = insert(model)
        new = {name: statement.excluded[name] for name in columns if name not in keys}
        return statement.on_conflict_do_update(index_elements=keys, set_=new)

    return Prepared(build, columns=columns)


PUT_MATERIAL: Final = _put(MaterialRow, ["case_id", "material_id"])
PUT_FOLLOW_UP: Final = _put(FollowUpRow, ["case_id", "follow_up_id"], "id")
REMOVE_STEP: Final = Prepared(
    lambda _: delete(StepRow).where(StepRow.case_id == bindparam("of_case"), StepRow.step_id == bindparam("of_step"))
)
REMOVE_MATERIAL: Final = Prepared(
    lambda _: delete(MaterialRow).where(
        MaterialRow.case_id == bindparam("of_case"), MaterialRow.material_id == bindparam("of_material")
    )
)

VOID_TIMER: Final = Prepared(
    lambda _: (
        update(JobRow)
        .where(JobRow.kind == bindparam("of_kind"), JobRow.key == bindparam("of_key"), JobRow.done_at.is_(None))
        .values(is_void=true(), done_at=bindparam("at", type_=INSTANT))
    )
)


def _set_timer(insert: Any) -> Any:
    """A timer that was void and is needed again at the same instant comes back to life."""
    statement = insert(JobRow).values(is_timer=true(), is_void=false(), attempts=0, done_at=null())
    return statement.on_conflict_do_update(
        index_elements=["kind", "key"],
        set_={"is_void": false(), "done_at": null(), "attempts": 0, "claimable_at": statement.excluded.claimable_at},
        where=JobRow.is_void == true(),
    )


_JOB: Final = ["kind", "key", "case_number", "payload", "due_at", "claimable_at"]

SET_TIMER: Final = Prepared(_set_timer, columns=[*_JOB, "is_timer", "is_void", "attempts", "done_at"])
ENQUEUE: Final = Prepared(
    lambda insert: (
        insert(JobRow)
        .values(is_timer=false(), is_void=false(), attempts=0)
        .on_conflict_do_nothing(index_elements=["kind", "key"])
    ),
    columns=[*_JOB, "is_timer", "is_void", "attempts"],
)
FINISH_JOB: Final = Prepared(
    lambda _: (
        update(JobRow)
        .where(JobRow.id == bindparam("job_id"), JobRow.done_at.is_(None))
        .values(done_at=bindparam("at", type_=INSTANT))
    )
)
PATIENT: Final = 12
"""A timer that failed so often is tried once an hour for ever; its attempts count no further."""

FAIL_JOB: Final = Prepared(
    lambda _: (
        update(JobRow)
        .where(JobRow.id == bindparam("job_id"), JobRow.done_at.is_(None))
        .values(
            claimable_at=bindparam("retry_at", type_=INSTANT),
            last_error=bindparam("error"),
            attempts=case((and_(JobRow.is_timer, JobRow.attempts > PATIENT), PATIENT), else_=JobRow.attempts),
        )
    )
)

REVIVE_JOB: Final = Prepared(
    lambda _: (
        update(JobRow)
        .where(JobRow.id == bindparam("job_id"), DEAD)
        .values(attempts=0, claimable_at=bindparam("at", type_=INSTANT))
    )
)

JOB_COLUMNS: Final = (
    JobRow.id,
    JobRow.kind,
    JobRow.key,
    JobRow.payload,
    JobRow.due_at,
    JobRow.attempts,
    JobRow.case_number,
)


def _claim() -> Any:
    next_job = (
        select(JobRow.id)
        .where(CLAIMABLE, JobRow.claimable_at <= bindparam("now", type_=INSTANT))
        .order_by(JobRow.claimable_at, JobRow.id)
        .limit(1)
        .with_for_update(skip_locked=True)
        .scalar_subquery()
    )
    return (
        update(JobRow)
        .where(JobRow.id == next_job)
        .values(claimable_at=bindparam("lease_until", type_=INSTANT), attempts=JobRow.attempts + 1)
        .returning(*JOB_COLUMNS)
    )


CLAIM: Final = _claim()


def _count(insert: Any) -> Any:
    statement = insert(CellRow)
    keys = _columns(CellRow, "cases")
    return statement.on_conflict_do_update(
        index_elements=keys, set_={"cases": CellRow.cases + statement.excluded.cases}
    )


COUNT_CELL: Final = Prepared(_count, columns=_columns(CellRow))


def _next_number(insert: Any) -> Any:
    statement = insert(CounterRow).values(value=1)
    return statement.on_conflict_do_update(index_elements=["scope"], set_={"value": CounterRow.value + 1}).returning(
        CounterRow.value
    )


NEXT_NUMBER: Final = Prepared(_next_number, columns=["scope", "value"])
