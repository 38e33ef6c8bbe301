"""What every table shares: names of constraints, and how instants and searchable words are stored.

An instant goes in aware and comes out aware, in UTC, on both databases; a naive one is refused.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any, Final

from sqlalchemy import BigInteger, DateTime, Dialect, Integer, MetaData, Text, TypeDecorator
from sqlalchemy.orm import DeclarativeBase, mapped_column

NAMES: Final = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

BIG: Final = BigInteger().with_variant(Integer(), "sqlite")

#: Words compared by code point, so that "begins with" is one range of a plain index.
WORDS: Final = Text().with_variant(Text(collation="C"), "postgresql")


class NaiveInstantStored(ValueError):
    """An instant without an offset was about to be stored."""


class UtcInstant(TypeDecorator[datetime]):
    """A moment; stored in UTC, answered aware in UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise NaiveInstantStored(value.isoformat())
        instant = value.astimezone(UTC)
        return instant.replace(tzinfo=None) if dialect.name == "sqlite" else instant

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - its signature
        if value is None:
            return None
        instant: datetime = value
        return instant.replace(tzinfo=UTC) if instant.tzinfo is None else instant.astimezone(UTC)


RowId = Annotated[int, mapped_column(BIG, primary_key=True)]


class Base(DeclarativeBase):
    """All tables of the portal."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {datetime: UtcInstant(), str: Text()}  # noqa: RUF012 - read by SQLAlchemy as it stands
