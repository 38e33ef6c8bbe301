"""Cases 办件: the chained events, and the rows that are projected from them.

``case_events`` is the truth and append-only (triggers refuse UPDATE and DELETE). All other
tables here can be made again from it; `flask cases verify` proves that they agree.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint, true
from sqlalchemy.orm import Mapped, mapped_column

from portal.persistence.models.base import BIG, ROWS_BY_KEY, WORDS, Base, RowId


class CaseRow(Base):
    """One case as it is now; ``snapshot`` is the whole domain object as JSON.

    ``desk`` says who holds an open case: "intake", "review" or "delivery". ``due_at``,
    ``warn_at``, ``due_on`` and ``provisional`` are those of the clock that runs.
    """

    __tablename__ = "cases"

    id: Mapped[RowId]
    number: Mapped[str] = mapped_column(WORDS, unique=True)
    draft_key: Mapped[str] = mapped_column(unique=True)
    query_code: Mapped[str]
    service_key: Mapped[str]
    service_version: Mapped[int]
    state: Mapped[str]
    is_open: Mapped[bool]
    desk: Mapped[str | None]
    title: Mapped[str] = mapped_column(WORDS)
    applicant_id: Mapped[int] = mapped_column(BIG)
    applicant_name: Mapped[str] = mapped_column(WORDS)
    filed_at: Mapped[datetime]
    filed_on: Mapped[date]
    accepted_on: Mapped[date | None]
    due_at: Mapped[datetime | None]
    warn_at: Mapped[datetime | None]
    due_on: Mapped[date | None]
    provisional: Mapped[bool]
    decided_at: Mapped[datetime | None]
    decided_on: Mapped[date | None]
    granted: Mapped[bool | None]
    workdays_taken: Mapped[int | None]
    on_time: Mapped[bool | None]
    once: Mapped[str | None]
    visits: Mapped[int]
    revision: Mapped[int]
    last_digest: Mapped[str]
    snapshot: Mapped[str]


#: Spelt the same in index and query, so that both databases see that the index answers.
OPEN = CaseRow.is_open == true()
DECIDED = CaseRow.decided_on.is_not(None)
LATE = CaseRow.on_time.is_(False)

Index(
    "ix_cases_desk",
    CaseRow.desk,
    CaseRow.due_at,
    CaseRow.id,
    CaseRow.warn_at,
    sqlite_where=OPEN,
    postgresql_where=OPEN,
)
Index("ix_cases_applicant", CaseRow.applicant_id, CaseRow.filed_at, CaseRow.id)
Index("ix_cases_filed_on", CaseRow.filed_on)
Index("ix_cases_title", CaseRow.title)
Index("ix_cases_applicant_name", CaseRow.applicant_name)
Index(
    "ix_cases_decided",
    CaseRow.decided_on,
    CaseRow.decided_at,
    CaseRow.id,
    sqlite_where=DECIDED,
    postgresql_where=DECIDED,
)
Index(
    "ix_cases_decided_once",
    CaseRow.once,
    CaseRow.decided_on,
    CaseRow.decided_at,
    CaseRow.id,
    sqlite_where=DECIDED,
    postgresql_where=DECIDED,
)
Index(
    "ix_cases_decided_service",
    CaseRow.service_key,
    CaseRow.decided_on,
    CaseRow.decided_at,
    CaseRow.id,
    sqlite_where=DECIDED,
    postgresql_where=DECIDED,
)
Index(
    "ix_cases_late",
    CaseRow.decided_on,
    CaseRow.decided_at,
    CaseRow.id,
    sqlite_where=LATE,
    postgresql_where=LATE,
)


class StepRow(Base):
    """One step 环节 of a case; open ones are the queue of their department."""

    __tablename__ = "case_steps"
    __table_args__ = (UniqueConstraint("case_id", "step_id"),)

    id: Mapped[RowId]
    case_id: Mapped[int] = mapped_column(BIG, ForeignKey("cases.id"))
    step_id: Mapped[str]
    department: Mapped[str]
    state: Mapped[str]
    is_open: Mapped[bool]
    opened_at: Mapped[datetime | None]
    due_at: Mapped[datetime | None]
    warn_at: Mapped[datetime | None]
    due_on: Mapped[date | None]
    completed_at: Mapped[datetime | None]


STEP_OPEN = StepRow.is_open == true()

Index(
    "ix_case_steps_queue",
    StepRow.department,
    StepRow.due_at,
    StepRow.id,
    StepRow.warn_at,
    sqlite_where=STEP_OPEN,
    postgresql_where=STEP_OPEN,
)


class MaterialRow(Base):
    """One material 申请材料 of a case and what the window found."""

    __tablename__ = "case_materials"
    __table_args__ = ROWS_BY_KEY

    case_id: Mapped[int] = mapped_column(BIG, ForeignKey("cases.id"), primary_key=True)
    material_id: Mapped[str] = mapped_column(primary_key=True)
    required: Mapped[bool]
    verdict: Mapped[str]
    files: Mapped[int]


class VisitRow(Base):
    """One physical presence 到现场, once per person, date and half-day."""

    __tablename__ = "visits"
    __table_args__ = ROWS_BY_KEY

    case_id: Mapped[int] = mapped_column(BIG, ForeignKey("cases.id"), primary_key=True)
    person: Mapped[str] = mapped_column(primary_key=True)
    visited_on: Mapped[date] = mapped_column(primary_key=True)
    half_day: Mapped[str] = mapped_column(primary_key=True)
    cause: Mapped[str]


class EventRow(Base):
    """One event; ``payload`` is exactly the text whose digest is in the chain."""

    __tablename__ = "case_events"

    case_id: Mapped[int] = mapped_column(BIG, ForeignKey("cases.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    at: Mapped[datetime]
    actor_id: Mapped[int] = mapped_column(BIG)
    actor_name: Mapped[str]
    actor_role: Mapped[str]
    payload: Mapped[str]
    digest: Mapped[str]
