"""What every table shares: names of constraints, and how instants and searchable words are stored.

An instant goes in aware and comes out aware, in UTC, on both databases; a naive one is refused.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Annotated, Any, Final

from sqlalchemy import BigInteger, Date, DateTime, Dialect, Integer, MetaData, Text, TypeDecorator
from sqlalchemy.orm import DeclarativeBase, mapped_column

NAMES: Final = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

TEXT_LENGTH: Final = len("2026-09-24 02:00:00.000000")

BIG: Final = BigInteger().with_variant(Integer(), "sqlite")

#: Words compared by code point, so that "begins with" is one range of a plain index.
WORDS: Final = Text().with_variant(Text(collation="C"), "postgresql")

#: Small rows without a number of their own live in the tree of their key (SQLite).
ROWS_BY_KEY: Final = {"sqlite_with_rowid": False}


class NaiveInstantStored(ValueError):
    """An instant without an offset was about to be stored."""


class UtcInstant(TypeDecorator[datetime]):
    """A moment; stored in UTC, answered aware in UTC. On SQLite as text that sorts like the moment."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Callable[[datetime | None], Any]:
        return _as_text if dialect.name == "sqlite" else _as_utc

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], datetime | None]:  # noqa: ARG002 - its signature
        return _from_text if dialect.name == "sqlite" else _as_utc


def _as_utc(value: datetime | None) -> datetime | None:
    if value is None:
        return None
    if value.tzinfo is None:
        raise NaiveInstantStored(value.isoformat())
    return value.astimezone(UTC)


def _as_text(value: datetime | None) -> str | None:
    """As in 2026-09-24 02:00:00.000000, the form that SQLite's own functions understand."""
    instant = _as_utc(value)
    return None if instant is None else instant.isoformat(" ", "microseconds")[:TEXT_LENGTH]


def _from_text(value: str | None) -> datetime | None:
    return None if value is None else datetime.fromisoformat(value).replace(tzinfo=UTC)


class LocalDay(TypeDecorator[date]):
    """A day in the calendar's zone; on SQLite as ISO text."""

    impl = Date
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Callable[[date | None], Any] | None:
        return _as_iso if dialect.name == "sqlite" else None

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], date | None] | None:  # noqa: ARG002 - its signature
        return _from_iso if dialect.name == "sqlite" else None


def _as_iso(value: date | None) -> str | None:
    return None if value is None else value.isoformat()


def _from_iso(value: str | None) -> date | None:
    return None if value is None else date.fromisoformat(value)


RowId = Annotated[int, mapped_column(BIG, primary_key=True)]


class Base(DeclarativeBase):
    """All tables of the portal."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {datetime: UtcInstant(), date: LocalDay(), str: Text()}  # noqa: RUF012 - read by SQLAlchemy as it stands
