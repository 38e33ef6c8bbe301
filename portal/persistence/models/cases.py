"""Cases 办件: the chained events, and the rows that are projected from them.

``case_events`` is the truth and append-only (triggers refuse UPDATE and DELETE). All other
tables here can be made again from it; `flask cases verify` proves that they agree.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint, and_, false, true
from sqlalchemy.orm import Mapped, mapped_column

from portal.persistence.models.base import BIG, ROWS_BY_KEY, WORDS, Base, RowId


class CaseRow(Base):
    """One case as it is now; ``snapshot`` is the whole domain object as JSON.

    ``desk`` says who holds an open case: "intake", "review", "delivery", "applicant" (补正) or
    "paused". ``due_at``, ``warn_at``, ``due_on`` and ``provisional`` are those of the clock that
    runs; none does while the case is paused. ``rating`` is the latest one. ``to_check`` says that a
    promised material 容缺 came in after acceptance and waits for the window. ``open_key`` is what only
    one open case may have. ``finished_at`` and what
    follows it are facts of finished cases only (:mod:`portal.domain.figures_conduct`).
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
    ending: Mapped[str | None]
    ended_at: Mapped[datetime | None]
    paused_at: Mapped[datetime | None]
    extension_asked_at: Mapped[datetime | None]
    urged_at: Mapped[datetime | None]
    corrections: Mapped[int] = mapped_column(server_default="0")
    violations: Mapped[int] = mapped_column(server_default="0")
    rating: Mapped[int | None]
    to_check: Mapped[bool] = mapped_column(server_default=false())
    finished_at: Mapped[datetime | None]
    deemed: Mapped[bool] = mapped_column(server_default=false())
    special: Mapped[bool] = mapped_column(server_default=false())
    urgent: Mapped[bool] = mapped_column(server_default=false())
    open_key: Mapped[str | None]
    extended: Mapped[bool] = mapped_column(server_default=false())
    tolerated: Mapped[str | None]
    counted_rating: Mapped[int | None]
    bad_rating: Mapped[str | None]
    lenient: Mapped[str | None]
    brought: Mapped[int] = mapped_column(server_default="0")
    obtained: Mapped[int] = mapped_column(server_default="0")
    revision: Mapped[int]
    last_digest: Mapped[str]
    snapshot: Mapped[str]


#: Spelt the same in index and query, so that both databases see that the index answers.
OPEN = CaseRow.is_open == true()
DECIDED = CaseRow.decided_on.is_not(None)
LATE = CaseRow.on_time.is_(False)
PAUSED = CaseRow.paused_at.is_not(None)
ASKED = CaseRow.extension_asked_at.is_not(None)
FINISHED = CaseRow.finished_at.is_not(None)
TO_CHECK = CaseRow.to_check == true()

Index(
    "ix_cases_desk",
    CaseRow.desk,
    CaseRow.due_at,
    CaseRow.id,
    CaseRow.warn_at,
    sqlite_where=OPEN,
    postgresql_where=OPEN,
)
Index("ix_cases_open", CaseRow.id, sqlite_where=OPEN, postgresql_where=OPEN)
Index(
    "ix_cases_open_version",
    CaseRow.service_key,
    CaseRow.service_version,
    CaseRow.id,
    sqlite_where=OPEN,
    postgresql_where=OPEN,
)
Index("uq_cases_open_key", CaseRow.open_key, unique=True)
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
Index("ix_cases_paused", CaseRow.paused_at, CaseRow.id, sqlite_where=PAUSED, postgresql_where=PAUSED)
Index("ix_cases_extension_asked", CaseRow.extension_asked_at, CaseRow.id, sqlite_where=ASKED, postgresql_where=ASKED)
Index(
    "ix_cases_to_check",
    CaseRow.due_at,
    CaseRow.id,
    CaseRow.warn_at,
    sqlite_where=TO_CHECK,
    postgresql_where=TO_CHECK,
)
Index(
    "ix_cases_finished",
    CaseRow.finished_at,
    CaseRow.id,
    CaseRow.service_key,
    CaseRow.granted,
    CaseRow.accepted_on,
    CaseRow.ending,
    CaseRow.corrections,
    CaseRow.violations,
    CaseRow.deemed,
    CaseRow.special,
    CaseRow.extended,
    CaseRow.tolerated,
    CaseRow.rating,
    CaseRow.counted_rating,
    CaseRow.bad_rating,
    CaseRow.lenient,
    sqlite_where=FINISHED,
    postgresql_where=FINISHED,
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
    is_notice: Mapped[bool] = mapped_column(server_default=false())


STEP_OPEN = StepRow.is_open == true()
NOTICE_OPEN = and_(StepRow.is_notice == true(), StepRow.is_open == true())

Index(
    "ix_case_steps_queue",
    StepRow.department,
    StepRow.due_at,
    StepRow.id,
    StepRow.warn_at,
    sqlite_where=STEP_OPEN,
    postgresql_where=STEP_OPEN,
)
Index("ix_case_steps_notice", StepRow.due_at, StepRow.id, sqlite_where=NOTICE_OPEN, postgresql_where=NOTICE_OPEN)


class FollowUpRow(Base):
    """One follow-up 工单 of a case; open ones are the list of their department and of the managers."""

    __tablename__ = "follow_ups"
    __table_args__ = (UniqueConstraint("case_id", "follow_up_id"),)

    id: Mapped[RowId]
    case_id: Mapped[int] = mapped_column(BIG, ForeignKey("cases.id"))
    follow_up_id: Mapped[str]
    kind: Mapped[str]
    department: Mapped[str]
    state: Mapped[str]
    is_open: Mapped[bool]
    opened_at: Mapped[datetime]
    due_at: Mapped[datetime | None]
    warn_at: Mapped[datetime | None]
    due_on: Mapped[date | None]


FOLLOW_UP_OPEN = FollowUpRow.is_open == true()

Index(
    "ix_follow_ups_queue",
    FollowUpRow.department,
    FollowUpRow.due_at,
    FollowUpRow.id,
    FollowUpRow.warn_at,
    sqlite_where=FOLLOW_UP_OPEN,
    postgresql_where=FOLLOW_UP_OPEN,
)
Index("ix_follow_ups_case", FollowUpRow.case_id, sqlite_where=FOLLOW_UP_OPEN, postgresql_where=FOLLOW_UP_OPEN)
Index(
    "ix_follow_ups_open",
    FollowUpRow.due_at,
    FollowUpRow.id,
    sqlite_where=FOLLOW_UP_OPEN,
    postgresql_where=FOLLOW_UP_OPEN,
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
