"""A published second version with open cases on the first: they keep theirs, and are moved by an explicit act only."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from random import Random
from typing import TYPE_CHECKING

import pytest

from portal.domain.case.commands import CheckMaterial
from portal.domain.case.moves import MoveNotAllowed
from portal.domain.case.state import ClockName, StepState, Verdict
from portal.domain.case.versions import MaterialsLacking
from portal.domain.documents import DocumentKind
from portal.domain.permissions import Actor, NotPermitted, Role
from portal.persistence import open_database
from portal.services import cases, drafts, intake, publishing, versions
from portal.services.conflicts import CaseChangedMeanwhile
from portal.services.publishing import Order, Played
from portal.services.renewal import DraftOutdated, is_outdated
from tests.factories.applicants import Applicant
from tests.factories.definitions import SMALL
from tests.factories.versions import PROMISE, catalogue_for, county_with, press_for
from tests.services.test_copied_service import completed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from portal.domain.case.state import Case
    from portal.persistence import Database
    from portal.services.deps import Deps
    from tests.services.conftest import HandClock

ADMIN = Actor(1, "管理员", Role.ADMIN)
TODAY = date(2026, 9, 21)
LEASE = """  - id: lease
    name: {zh: 场所使用证明, en: Proof of the right to use the premises}
    necessity: required
    source: applicant
    acquisition: upload
    medium: copy
    basis: {zh: 《实施细则》第二十三条, en: "Implementing Rules, article 23"}
    when: {fact: place_kind, op: in, value: [bath, sport]}
"""
SITE = """  - id: fire_check
    name: {zh: 消防核查, en: Fire check}
    department: health
    limit: {value: 2, unit: workday}
    basis: {zh: 《消防法》第十五条, en: "Fire Protection Law, article 15"}
"""
CHANGES = (
    PROMISE,
    ("materials:\n", f"materials:\n{LEASE}"),
    ("\nsteps:\n", f"\nsteps:\n{SITE}"),
    ("after: [site_check]", "after: [site_check, fire_check]"),
)


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    opened = open_database(database_url)
    yield opened
    opened.close()


@pytest.fixture
def county(deps: Deps, tmp_path: Path, clock: HandClock) -> Deps:
    folder = county_with(tmp_path, *CHANGES)
    return replace(deps, catalogue=catalogue_for(folder, lambda: deps.calendar.local_date(clock.now())))


@pytest.fixture
def publish(county: Deps, database: Database, tmp_path: Path) -> Callable[[], None]:
    def act() -> None:
        press = press_for(tmp_path / "workflows", database.publications)
        file = press.definitions.version(SMALL, 2)
        assert file is not None
        order = Order(key=SMALL, version=2, digest=file.digest, effective=TODAY)
        publishing.publish_version(county, press, ADMIN, order=order, play=lambda *_: Played(0))

    return act


@pytest.fixture
def owner(county: Deps, person: Callable[..., Actor]) -> Applicant:
    return Applicant(county, person(mobile="13812343210"), Random(3))


def accepted(deps: Deps, clerk: Actor, case: Case) -> Case:
    checks = [CheckMaterial(run.id, Verdict.ACCEPTED) for run in case.materials if run.verdict is Verdict.UNCHECKED]
    intake.check_materials(deps, clerk, case.number, checks=checks)
    return intake.accept_case(deps, clerk, case.number)


def agree(database: Database, number: str) -> bool:
    ((_, _, differences),) = database.upkeep.verify(number)
    return not differences


def test_an_open_case_keeps_its_version_until_it_is_moved(
    county: Deps, database: Database, publish: Callable[[], None], owner: Applicant, person: Callable[..., Actor]
) -> None:
    case = accepted(county, person(Role.CLERK), owner.file(SMALL, place_kind="shop"))
    publish()
    officer = person(Role.OFFICER, department="health")
    view = cases.view_case(county, officer, case.number)
    assert (view.case.service_version, view.service.version) == (1, 1)
    preview = versions.preview_move(county, ADMIN, case.number, version=2)
    assert preview.after is not None
    assert {change.aspect or change.what.value for change in preview.changes} == {"promise", "added", "after"}
    assert cases.view_case(county, officer, case.number).case == view.case
    moved = versions.move_case(
        county, ADMIN, case.number, version=2, reason="新版多一项核查", revision=view.case.revision
    )
    assert moved.service_version == 2
    assert moved.step("fire_check").state is StepState.OPEN
    clock = moved.clock(ClockName.PROMISE)
    assert clock is not None
    assert clock.deadline.limit.value == 8
    assert agree(database, case.number)
    decided = completed(county, officer, case.number)
    assert decided.granted
    kinds = [document.kind for document in cases.view_case(county, officer, case.number).documents]
    assert DocumentKind.DECISION_GRANTED in kinds
    assert agree(database, case.number)


def test_a_case_that_lacks_what_is_required_stays(
    county: Deps, database: Database, publish: Callable[[], None], owner: Applicant
) -> None:
    case = owner.file(SMALL, place_kind="bath")
    publish()
    preview = versions.preview_move(county, ADMIN, case.number, version=2)
    assert isinstance(preview.refusal, MaterialsLacking)
    assert preview.after is None
    with pytest.raises(MaterialsLacking):
        versions.move_case(county, ADMIN, case.number, version=2, reason="统一", revision=case.revision)
    assert agree(database, case.number)


def test_who_may_move_it_and_when(
    county: Deps, publish: Callable[[], None], owner: Applicant, person: Callable[..., Actor]
) -> None:
    case = owner.file(SMALL, place_kind="shop")
    assert versions.targets_of(county, ADMIN, case.number)[1] == ()
    publish()
    assert [one.version for one in versions.targets_of(county, ADMIN, case.number)[1]] == [2]
    head = person(Role.OFFICER, department="health", is_head=True)
    for stranger in (person(Role.OFFICER, department="health"), person(Role.CLERK), owner.actor):
        with pytest.raises(NotPermitted):
            versions.preview_move(county, stranger, case.number, version=2)
    with pytest.raises(CaseChangedMeanwhile):
        versions.move_case(county, head, case.number, version=2, reason="统一", revision=case.revision - 1)
    moved = versions.move_case(county, head, case.number, version=2, reason="统一", revision=case.revision)
    assert moved.service_version == 2


def test_only_to_a_version_that_is_in_use(county: Deps, owner: Applicant, database: Database, tmp_path: Path) -> None:
    case = owner.file(SMALL, place_kind="shop")
    press = press_for(tmp_path / "workflows", database.publications)
    file = press.definitions.version(SMALL, 2)
    assert file is not None
    order = Order(key=SMALL, version=2, digest=file.digest, effective=date(2026, 12, 1))
    publishing.publish_version(county, press, ADMIN, order=order, play=lambda *_: Played(0))
    with pytest.raises(versions.VersionNotInForce):
        versions.preview_move(county, ADMIN, case.number, version=2)


def test_a_decided_case_is_not_moved(
    county: Deps, publish: Callable[[], None], owner: Applicant, person: Callable[..., Actor]
) -> None:
    case = accepted(county, person(Role.CLERK), owner.file(SMALL, place_kind="shop"))
    decided = completed(county, person(Role.OFFICER, department="health"), case.number)
    publish()
    assert versions.targets_of(county, ADMIN, case.number)[1] == ()
    with pytest.raises(MoveNotAllowed):
        versions.move_case(county, ADMIN, case.number, version=2, reason="统一", revision=decided.revision)


def test_a_draft_goes_on_under_the_new_version(county: Deps, publish: Callable[[], None], owner: Applicant) -> None:
    key = owner.draft(SMALL, place_kind="shop")
    publish()
    with pytest.raises(DraftOutdated):
        owner.submit(key)
    before = drafts.open_draft(county, owner.actor, key)
    assert is_outdated(county, before)
    after = drafts.renew_draft(county, owner.actor, key)
    assert (after.service_version, after.answers, after.files) == (2, before.answers, before.files)
    assert drafts.renew_draft(county, owner.actor, key) == after
    assert owner.submit(key).service_version == 2
