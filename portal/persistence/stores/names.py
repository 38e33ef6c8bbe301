"""The register of names inside a transaction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, RowMapping, and_, delete, or_, select, update

from portal.domain.name_register import EnterpriseName, NameKey, NameState
from portal.persistence.models import NameRow
from portal.persistence.prepared import Prepared

COLUMNS: Final = NameRow.__table__.columns
LOOKED_AT: Final = 200
"""How many names a check looks at; more than so many of one word decide nothing further."""

_ADD: Final = Prepared(
    lambda insert: insert(NameRow).on_conflict_do_nothing().returning(NameRow.id),
    columns=[column.name for column in COLUMNS if column.name != "id"],
)


class SqlNames:
    """Names by what is compared, and by the filing that keeps them."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def near(self, key: NameKey) -> Sequence[EnterpriseName]:
        """Names with the same trade name, and those of the same industry that differ in one character."""
        name = key.trade_name
        patterns = [name[:at] + "_" + name[at + 1 :] for at in range(len(name))]
        alike: ColumnElement[bool] = and_(
            NameRow.industry == key.industry, or_(*(NameRow.trade_name.like(one) for one in patterns))
        )
        same = select(*COLUMNS).where(NameRow.trade_name == name).order_by(NameRow.id).limit(LOOKED_AT)
        near = select(*COLUMNS).where(alike, NameRow.trade_name != name).order_by(NameRow.id).limit(LOOKED_AT)
        return tuple(_name(row) for query in (same, near) for row in self._connection.execute(query).mappings())

    def of_filing(self, draft_key: str | None, case_number: str | None) -> EnterpriseName | None:
        """The name kept for a draft or a case, or registered by it."""
        for column, value in ((NameRow.case_number, case_number), (NameRow.draft_key, draft_key)):
            if value is None:
                continue
            row = self._connection.execute(select(*COLUMNS).where(column == value)).mappings().first()
            if row is not None:
                return _name(row)
        return None

    def registered(self, full_name: str) -> EnterpriseName | None:
        """The registered name that is written so."""
        asked = NameRow.full_name == full_name, NameRow.state == NameState.REGISTERED.value
        row = self._connection.execute(select(*COLUMNS).where(*asked).limit(1)).mappings().first()
        return _name(row) if row is not None else None

    def page(self, after: int, *, size: int, trade_name: str | None) -> Sequence[EnterpriseName]:
        """Names behind a row id and in its order, all or those of one trade name."""
        query = select(*COLUMNS).where(NameRow.id > after).order_by(NameRow.id).limit(size)
        if trade_name is not None:
            query = query.where(NameRow.trade_name == trade_name)
        return tuple(_name(row) for row in self._connection.execute(query).mappings())

    def add(self, name: EnterpriseName) -> bool:
        """Enter a name; False when a live one with its trade name and industry is there."""
        return _ADD.row(self._connection, _row(name)) is not None

    def change(self, name: EnterpriseName) -> None:
        """Store another state of a name that is there."""
        self._connection.execute(update(NameRow).where(NameRow.id == name.id).values(_row(name)))

    def remove(self, name_id: int) -> None:
        """A name that was kept is free."""
        self._connection.execute(delete(NameRow).where(NameRow.id == name_id))

    def remove_expired(self, key: NameKey, today: date) -> None:
        """What was kept too long under this trade name is free."""
        self._connection.execute(
            delete(NameRow).where(
                NameRow.trade_name == key.trade_name,
                NameRow.state == NameState.RESERVED.value,
                NameRow.until < today,
            )
        )


def _row(name: EnterpriseName) -> dict[str, Any]:
    return {
        "trade_name": name.key.trade_name,
        "industry": name.key.industry,
        "full_name": name.key.full_name,
        "state": name.state.value,
        "since": name.since,
        "until": name.until,
        "draft_key": name.draft_key,
        "case_number": name.case_number,
    }


def _name(row: RowMapping) -> EnterpriseName:
    return EnterpriseName(
        NameKey(row["trade_name"], row["industry"], row["full_name"]),
        NameState(row["state"]),
        row["since"],
        row["until"],
        row["draft_key"],
        row["case_number"],
        row["id"],
    )
