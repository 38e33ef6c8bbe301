"""Work to be done later: one lease table for timers and outbox, and the series of numbers.

A job is written in the business transaction that wants it. ``claimable_at`` is the earliest
moment at which anyone may take it: first its due instant, then the end of a lease or of a
pause after a failure. A job that was tried MAX_ATTEMPTS times stays, and is claimed no more.
A timer that its case needs no longer is void: done without having been fired.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

from sqlalchemy import Index, UniqueConstraint, and_, literal_column
from sqlalchemy.orm import Mapped, mapped_column

from portal.persistence.models.base import ROWS_BY_KEY, WORDS, Base, RowId

MAX_ATTEMPTS: Final = 20


class JobRow(Base):
    """One timer or outbox entry; equal kind and key are one job."""

    __tablename__ = "jobs"
    __table_args__ = (UniqueConstraint("kind", "key"),)

    id: Mapped[RowId]
    kind: Mapped[str]
    key: Mapped[str]
    case_number: Mapped[str | None] = mapped_column(WORDS)
    is_timer: Mapped[bool]
    is_void: Mapped[bool]
    payload: Mapped[str]
    due_at: Mapped[datetime]
    claimable_at: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0)
    done_at: Mapped[datetime | None]
    last_error: Mapped[str | None]


#: Literal, so that both databases see that the partial index answers the question.
CLAIMABLE = and_(JobRow.done_at.is_(None), JobRow.attempts < literal_column(str(MAX_ATTEMPTS)))
DEAD = and_(JobRow.done_at.is_(None), JobRow.attempts >= literal_column(str(MAX_ATTEMPTS)))

Index("ix_jobs_claimable", JobRow.claimable_at, JobRow.id, sqlite_where=CLAIMABLE, postgresql_where=CLAIMABLE)
Index("ix_jobs_dead", JobRow.id, sqlite_where=DEAD, postgresql_where=DEAD)


class CounterRow(Base):
    """The last number given out in a named series."""

    __tablename__ = "counters"
    __table_args__ = ROWS_BY_KEY

    scope: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[int]
