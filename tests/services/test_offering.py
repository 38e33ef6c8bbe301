"""Withdrawing a service from the catalogue: nothing new is filed, what was filed goes on, and it may come back."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING

import pytest

from portal.definitions.catalogue import load_catalogue
from portal.definitions.workshop import DefinitionFolder
from portal.domain.case.moves import CaseState
from portal.domain.permissions import NotPermitted, Role
from portal.domain.texts import Text
from portal.services import drafts, filing, offering
from portal.services.conflicts import NotFound
from portal.services.offering import NotWithdrawn, NoWayOn, ServiceWithdrawn, WithdrawnAlready, WithdrawService
from portal.services.publishing import EffectiveInPast
from tests.factories.applicants import Applicant
from tests.factories.definitions import SMALL, scratch
from tests.factories.staff import Staff

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from portal.domain.permissions import Actor
    from portal.services.deps import Deps
    from tests.services.conftest import HandClock

OTHER = "growth-award"
REASON = Text("依据已废止。", "Its basis was repealed.")


@pytest.fixture
def folder(tmp_path: Path) -> DefinitionFolder:
    (tmp_path / "workflows").mkdir()
    return DefinitionFolder(scratch(tmp_path / "workflows", SMALL, OTHER))


@pytest.fixture
def county(deps: Deps, clock: HandClock, folder: DefinitionFolder) -> Deps:
    def today() -> date:
        return deps.calendar.local_date(clock.now())

    return replace(deps, catalogue=load_catalogue(folder.folder, today=today))


@pytest.fixture
def admin(person: Callable[..., Actor]) -> Actor:
    return person(Role.ADMIN)


@pytest.fixture
def owner(county: Deps, person: Callable[..., Actor]) -> Applicant:
    return Applicant(county, person(), Random(5))


def order(county: Deps, *, days: int = 0, key: str = SMALL, instead: tuple[str, ...] = ()) -> WithdrawService:
    today = county.calendar.local_date(county.clock.now())
    return WithdrawService(key=key, since=today + timedelta(days=days), reason=REASON, instead=instead)


def test_nothing_new_is_filed_and_nothing_is_lost(
    county: Deps, folder: DefinitionFolder, admin: Actor, owner: Applicant, caplog: pytest.LogCaptureFixture
) -> None:
    begun = owner.draft(SMALL)
    with caplog.at_level(logging.INFO, "portal.audit"):
        offering.withdraw_service(county, folder, admin, order=order(county, instead=(OTHER,)))
    assert f"user {admin.user_id} withdrew {SMALL}" in caplog.text
    with pytest.raises(ServiceWithdrawn) as refusal:
        drafts.start_draft(county, owner.actor, SMALL)
    assert refusal.value.facts["reason"] == REASON
    with pytest.raises(ServiceWithdrawn):
        filing.submit_draft(county, owner.actor, begun, declared=True)
    kept = drafts.open_draft(county, owner.actor, begun)
    assert kept.case_number is None
    assert kept.answers


def test_an_open_case_goes_on_to_its_end(
    county: Deps, folder: DefinitionFolder, admin: Actor, owner: Applicant
) -> None:
    case = owner.file(SMALL)
    offering.withdraw_service(county, folder, admin, order=order(county))
    assert Staff(county).accept(case).state is CaseState.REVIEWING
    assert offering.history_of(county, admin, SMALL)[0].reason == REASON


def test_an_announced_day_can_still_be_filed_before(
    county: Deps, folder: DefinitionFolder, admin: Actor, owner: Applicant, clock: HandClock
) -> None:
    offering.withdraw_service(county, folder, admin, order=order(county, days=3))
    assert offering.is_offered(county, SMALL)
    assert offering.withdrawal_of(county, SMALL) is not None
    owner.file(SMALL)
    clock.advance(days=3)
    with pytest.raises(ServiceWithdrawn):
        drafts.start_draft(county, owner.actor, SMALL)


def test_it_may_be_offered_again_and_the_record_stays(
    county: Deps, folder: DefinitionFolder, admin: Actor, owner: Applicant, clock: HandClock
) -> None:
    offering.withdraw_service(county, folder, admin, order=order(county))
    again = order(county, days=2).since
    offering.offer_again(county, folder, admin, key=SMALL, since=again)
    assert not offering.is_offered(county, SMALL)
    clock.advance(days=2)
    owner.file(SMALL)
    (entry,) = offering.history_of(county, admin, SMALL)
    assert entry.until == again
    with pytest.raises(NotWithdrawn):
        offering.offer_again(county, folder, admin, key=SMALL, since=again)
    offering.withdraw_service(county, folder, admin, order=order(county, days=1))
    assert len(offering.history_of(county, admin, SMALL)) == 1 + 1


def test_what_is_only_announced_can_be_called_off(county: Deps, folder: DefinitionFolder, admin: Actor) -> None:
    offering.withdraw_service(county, folder, admin, order=order(county, days=5))
    offering.offer_again(county, folder, admin, key=SMALL, since=order(county).since)
    (entry,) = offering.history_of(county, admin, SMALL)
    assert entry.until == entry.since


def test_what_makes_no_sense_is_refused(
    county: Deps, folder: DefinitionFolder, admin: Actor, person: Callable[..., Actor]
) -> None:
    with pytest.raises(EffectiveInPast):
        offering.withdraw_service(county, folder, admin, order=order(county, days=-1))
    with pytest.raises(NoWayOn):
        offering.withdraw_service(county, folder, admin, order=order(county, instead=(SMALL,)))
    offering.withdraw_service(county, folder, admin, order=order(county, key=OTHER, days=2))
    with pytest.raises(NoWayOn):
        offering.withdraw_service(county, folder, admin, order=order(county, days=2, instead=(OTHER,)))
    with pytest.raises(WithdrawnAlready):
        offering.withdraw_service(county, folder, admin, order=order(county, key=OTHER))
    with pytest.raises(NotFound):
        offering.history_of(county, admin, "nobody-knows")
    with pytest.raises(NotPermitted):
        offering.withdraw_service(county, folder, person(), order=order(county))
