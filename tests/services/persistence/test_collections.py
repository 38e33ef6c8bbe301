"""Accounts, enterprises, drafts and series of numbers: what goes in comes out."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from portal.domain.accounts import Account, UsernameTaken
from portal.domain.case.state import FileRef
from portal.domain.permissions import Role
from portal.persistence import Database, open_database
from portal.persistence.engine import DatabaseNotSupported
from portal.persistence.models.base import NaiveInstantStored
from portal.services.conflicts import DraftChangedMeanwhile
from portal.services.records.core import Draft, Enterprise
from tests.factories.accounts import an_account

NOW = datetime(2026, 9, 24, 2, 0, 0, 123456, tzinfo=UTC)
FILE = FileRef("a" * 64, "章程.pdf", 1000, "application/pdf")
ENTERPRISE = Enterprise(
    uscc="91360823MA35XJ105E", name="玉峡", legal_representative="甲某", founded_on=date(2026, 9, 1), created_at=NOW
)


def owner(database: Database) -> int:
    with database.uow.begin() as tx:
        stored = tx.users.add(an_account()).id
    assert stored is not None
    return stored


def draft(owner_id: int, key: str = "key", saved_at: datetime = NOW) -> Draft:
    return Draft(
        key=key,
        owner_id=owner_id,
        service_key="opening",
        service_version=1,
        answers={"name": "玉峡", "rows": [{"share": "12.50"}], "yes": True, "nothing": None},
        files={"articles": (FILE,)},
        visited=("basic", "name"),
        created_at=NOW,
        saved_at=saved_at,
    )


def test_an_account_is_found_by_id_name_and_role(database: Database) -> None:
    with database.uow.begin() as tx:
        assert not tx.users.any()
        stored = tx.users.add(an_account(Role.OFFICER, created_at=NOW))
        assert stored.id is not None
        assert tx.users.any()
        assert tx.users.get(stored.id) == tx.users.by_username(stored.username) == stored
        assert list(tx.users.with_role(Role.OFFICER)) == [stored]
        assert list(tx.users.with_role(Role.CLERK)) == []
        assert tx.users.get(stored.id + 1) is None


def test_a_changed_account_is_stored(database: Database) -> None:
    with database.uow.begin() as tx:
        stored = tx.users.add(an_account())
        locked = replace(stored, failed_logins=2, locked_until=NOW, is_active=False)
        tx.users.save(locked)
        assert tx.users.by_username(stored.username) == locked


def test_a_user_name_is_taken_once(database: Database) -> None:
    account = an_account()
    with database.uow.begin() as tx:
        tx.users.add(account)
        with pytest.raises(UsernameTaken):
            tx.users.add(account)


def test_an_instant_comes_back_in_utc(database: Database) -> None:
    beijing = NOW.astimezone(timezone(timedelta(hours=8)))
    with database.uow.begin() as tx:
        stored: Account | None = tx.users.add(an_account(created_at=beijing))
        assert stored is not None
        stored = tx.users.by_username(stored.username)
    assert stored is not None
    assert stored.created_at == NOW
    assert stored.created_at.utcoffset() == timedelta(0)


def test_an_instant_without_offset_is_refused(database: Database) -> None:
    with database.uow.begin() as tx, pytest.raises(NaiveInstantStored):
        tx.users.add(an_account(created_at=NOW.replace(tzinfo=None)))


def test_an_enterprise_belongs_to_who_acts_for_it(database: Database) -> None:
    owner_id = owner(database)
    with database.uow.begin() as tx:
        stored = tx.enterprises.add(ENTERPRISE)
        assert stored is not None
        assert stored.id is not None
        assert tx.enterprises.add(ENTERPRISE) is None
        tx.enterprises.link(stored.id, owner_id)
        tx.enterprises.link(stored.id, owner_id)
        assert list(tx.enterprises.of_user(owner_id)) == [stored]
        assert tx.enterprises.by_uscc(ENTERPRISE.uscc) == stored
        assert tx.enterprises.by_uscc("9") is None
        assert list(tx.enterprises.of_user(owner_id + 1)) == []


def test_a_draft_survives_and_is_saved_over(database: Database) -> None:
    written = draft(owner(database))
    with database.uow.begin() as tx:
        tx.drafts.add(written)
    changed = replace(written, answers={}, revision=2, saved_at=NOW + timedelta(minutes=1))
    with database.uow.begin() as tx:
        assert tx.drafts.get("key") == written
        tx.drafts.save(changed)
    with database.uow.read() as tx:
        assert tx.drafts.get("key") == changed


def test_a_draft_saved_elsewhere_is_not_overwritten(database: Database) -> None:
    written = draft(owner(database))
    with database.uow.begin() as tx:
        tx.drafts.add(written)
        tx.drafts.save(replace(written, revision=2))
        with pytest.raises(DraftChangedMeanwhile):
            tx.drafts.save(replace(written, revision=2))


def test_open_drafts_are_listed_newest_first(database: Database) -> None:
    owner_id = owner(database)
    drafts = [draft(owner_id, key=str(n), saved_at=NOW + timedelta(minutes=n)) for n in range(3)]
    with database.uow.begin() as tx:
        for one in drafts:
            tx.drafts.add(one)
        tx.drafts.save(replace(drafts[1], case_number="360823", revision=2))
        assert [one.key for one in tx.drafts.open_of_user(owner_id)] == ["2", "0"]
        tx.drafts.delete("0")
        assert tx.drafts.get("0") is None


def test_numbers_of_a_series_have_no_gaps_and_series_are_apart(database: Database) -> None:
    with database.uow.begin() as tx:
        assert [tx.next_number("a") for _ in range(3)] == [1, 2, 3]
        assert tx.next_number("b") == 1


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:", "mysql://localhost/x"])
def test_other_databases_are_refused(url: str) -> None:
    with pytest.raises(DatabaseNotSupported):
        open_database(url)
