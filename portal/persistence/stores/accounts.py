"""Accounts and enterprises inside a transaction."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, RowMapping, bindparam, exists, select, update

from portal.domain.accounts import Account, UsernameTaken
from portal.domain.permissions import Role
from portal.persistence.models import EnterpriseRow, EnterpriseUserRow, UserRow
from portal.persistence.prepared import Prepared
from portal.persistence.projection import Row
from portal.services.records.core import Enterprise

USER_COLUMNS = UserRow.__table__.columns
ENTERPRISE_COLUMNS = EnterpriseRow.__table__.columns

_BY_ID = Prepared(lambda _: select(*USER_COLUMNS).where(UserRow.id == bindparam("key")))
_HELD_BY_ID = Prepared(
    lambda _: select(*USER_COLUMNS).where(UserRow.id == bindparam("key")).with_for_update(key_share=True)
)
_BY_USERNAME = Prepared(lambda _: select(*USER_COLUMNS).where(UserRow.username == bindparam("key")))
_ADD_USER = Prepared(
    lambda insert: insert(UserRow).on_conflict_do_nothing(index_elements=["username"]).returning(UserRow.id),
    columns=[column.name for column in USER_COLUMNS if column.name != "id"],
)
_ADD_ENTERPRISE = Prepared(
    lambda insert: insert(EnterpriseRow).on_conflict_do_nothing(index_elements=["uscc"]).returning(EnterpriseRow.id),
    columns=[column.name for column in ENTERPRISE_COLUMNS if column.name != "id"],
)
_LINK = Prepared(
    lambda insert: insert(EnterpriseUserRow).on_conflict_do_nothing(), columns=["user_id", "enterprise_id"]
)


class SqlUsers:
    """Accounts; a user name is stored once. A writer holds the account it read, since ``save`` stores all of it."""

    def __init__(self, connection: Connection, *, lock: bool) -> None:
        self._connection = connection
        self._by_id = _HELD_BY_ID if lock else _BY_ID

    def get(self, user_id: int) -> Account | None:
        return _first(self._by_id.rows(self._connection, {"key": user_id}))

    def by_username(self, username: str) -> Account | None:
        return _first(_BY_USERNAME.rows(self._connection, {"key": username}))

    def add(self, account: Account) -> Account:
        """Store a new account; raises UsernameTaken."""
        found = _ADD_USER.row(self._connection, _user_row(account))
        if found is None:
            raise UsernameTaken(username=account.username)
        return _account({**_user_row(account), "id": found[0]})

    def save(self, account: Account) -> None:
        self._connection.execute(update(UserRow).where(UserRow.id == account.id).values(_user_row(account)))

    def with_role(self, role: Role) -> Sequence[Account]:
        query = select(*USER_COLUMNS).where(UserRow.role == role.value).order_by(UserRow.id)
        return tuple(_account(row) for row in self._connection.execute(query).mappings())

    def any(self) -> bool:
        return bool(self._connection.scalar(select(exists().where(UserRow.id > 0))))


def _first(rows: Sequence[Row]) -> Account | None:
    return _account(rows[0]) if rows else None


def _user_row(account: Account) -> dict[str, Any]:
    return {
        "username": account.username,
        "password_hash": account.password_hash,
        "role": account.role.value,
        "name": account.name,
        "created_at": account.created_at,
        "id_number": account.id_number,
        "mobile": account.mobile,
        "department": account.department,
        "window": account.window,
        "locale": account.locale,
        "failed_logins": account.failed_logins,
        "locked_until": account.locked_until,
        "is_active": account.is_active,
        "is_head": account.is_head,
    }


def _account(row: RowMapping | Row) -> Account:
    return Account(**{**row, "role": Role(row["role"])})


class SqlEnterprises:
    """Enterprises and who acts for them."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of_user(self, user_id: int) -> Sequence[Enterprise]:
        query = (
            select(*ENTERPRISE_COLUMNS)
            .join(EnterpriseUserRow, EnterpriseUserRow.enterprise_id == EnterpriseRow.id)
            .where(EnterpriseUserRow.user_id == user_id)
            .order_by(EnterpriseRow.id)
        )
        return tuple(Enterprise(**row) for row in self._connection.execute(query).mappings())

    def by_uscc(self, uscc: str) -> Enterprise | None:
        query = select(*ENTERPRISE_COLUMNS).where(EnterpriseRow.uscc == uscc)
        row = self._connection.execute(query).mappings().first()
        return None if row is None else Enterprise(**row)

    def add(self, enterprise: Enterprise) -> Enterprise | None:
        """Store a new enterprise; None when there is one with this code, also when somebody was faster just now."""
        row: dict[str, Any] = {
            "uscc": enterprise.uscc,
            "name": enterprise.name,
            "legal_representative": enterprise.legal_representative,
            "founded_on": enterprise.founded_on,
            "created_at": enterprise.created_at,
        }
        found = _ADD_ENTERPRISE.row(self._connection, row)
        return None if found is None else Enterprise(**{**row, "id": found[0]})

    def link(self, enterprise_id: int, user_id: int) -> None:
        _LINK.run(self._connection, {"user_id": user_id, "enterprise_id": enterprise_id}).close()
