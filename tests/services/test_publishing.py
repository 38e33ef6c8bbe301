"""Publishing a version: what is refused, what is entered, and from which day new filings use it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from random import Random
from typing import TYPE_CHECKING

import pytest

from portal.definitions import digests
from portal.domain.permissions import Actor, NotPermitted, Role
from portal.persistence import open_database
from portal.scenarios.faults import Failure
from portal.services import publishing
from portal.services.conflicts import NotFound
from portal.services.publishing import Order, Played, Press
from tests.factories.applicants import Applicant
from tests.factories.definitions import SMALL
from tests.factories.versions import catalogue_for, county_with, press_for, write_version

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from portal.services.deps import Deps
    from tests.services.conftest import HandClock

ADMIN = Actor(1, "管理员", Role.ADMIN)
TODAY = date(2026, 9, 21)
LATER = date(2026, 12, 1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return county_with(tmp_path)


@pytest.fixture
def press(database_url: str, folder: Path) -> Iterator[Press]:
    database = open_database(database_url)
    yield press_for(folder, database.publications)
    database.close()


@pytest.fixture
def county(deps: Deps, folder: Path, clock: HandClock) -> Deps:
    return replace(deps, catalogue=catalogue_for(folder, lambda: deps.calendar.local_date(clock.now())))


def order(press: Press, *, version: int = 2, effective: date = LATER) -> Order:
    file = press.definitions.version(SMALL, version)
    assert file is not None
    return Order(key=SMALL, version=version, digest=file.digest, effective=effective)


def holds(_key: str, _version: int) -> Played:
    return Played(3)


def publish(deps: Deps, press: Press, what: Order | None = None) -> None:
    publishing.publish_version(deps, press, ADMIN, order=what or order(press), play=holds)


def test_new_filings_use_it_from_its_day(
    county: Deps, press: Press, clock: HandClock, person: Callable[..., Actor]
) -> None:
    owner = Applicant(county, person(mobile="13812343210"), Random(3))
    publish(county, press)
    assert county.catalogue.current(SMALL).version == 1
    assert owner.file(SMALL).service_version == 1
    clock.advance(days=71)
    assert county.catalogue.current(SMALL).version == 2
    assert owner.file(SMALL).service_version == 2
    assert press.book.open_counts() == {(SMALL, 1): 1, (SMALL, 2): 1}
    first, second = (press.book.open_cases(SMALL, version, after=None, size=5).rows for version in (1, 2))
    assert [len(first), len(second)] == [1, 1]


def test_the_act_is_entered(county: Deps, press: Press, clock: HandClock) -> None:
    wanted = order(press)
    publish(county, press, wanted)
    (act,) = publishing.view_version(press, ADMIN, SMALL, version=2).history
    assert (act.user_id, act.user_name, act.digest) == (1, "管理员", wanted.digest)
    assert (act.effective_on, act.published_at) == (LATER, clock.now())


def test_a_version_is_published_once(county: Deps, press: Press) -> None:
    publish(county, press)
    with pytest.raises(publishing.AlreadyPublished):
        publish(county, press)
    assert len(press.book.of_version(SMALL, 2)) == 1


@pytest.mark.parametrize(
    ("day", "refusal"),
    [(date(2026, 9, 20), publishing.EffectiveInPast), (date(2025, 1, 1), publishing.EffectiveInPast)],
)
def test_no_day_in_the_past(county: Deps, press: Press, day: date, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        publish(county, press, order(press, effective=day))
    assert press.book.of_version(SMALL, 2) == ()


def test_today_is_early_enough(county: Deps, press: Press) -> None:
    publish(county, press, order(press, effective=TODAY))
    assert county.catalogue.current(SMALL).version == 2


def test_a_later_version_does_not_come_before_an_earlier_one(county: Deps, press: Press, folder: Path) -> None:
    publish(county, press)
    write_version(folder, 3, ("value: 7", "value: 9"))
    with pytest.raises(publishing.EffectiveTooEarly):
        publish(county, press, order(press, version=3, effective=TODAY))
    third = press.definitions.version(SMALL, 3)
    assert third is not None
    assert publishing.earliest_day(county, press, third) == LATER
    publish(county, press, order(press, version=3, effective=LATER))


def test_a_version_that_was_overtaken(county: Deps, press: Press, folder: Path) -> None:
    write_version(folder, 3)
    publish(county, press, order(press, version=3))
    with pytest.raises(publishing.Overtaken):
        publish(county, press)


def test_nothing_with_an_error_is_published(county: Deps, press: Press, folder: Path) -> None:
    write_version(folder, 2, ("after: [review]", "after: [revue]"))
    with pytest.raises(publishing.NotReady) as refusal:
        publish(county, press)
    assert refusal.value.facts["errors"]
    assert publishing.view_version(press, ADMIN, SMALL, version=2).errors
    assert digests.read_lock(folder).get(f"{SMALL}/v2.yaml") is None


def test_nothing_whose_scenarios_fail_is_published(county: Deps, press: Press) -> None:
    failed = Played(1, (publishing_failure(),))
    with pytest.raises(publishing.NotReady) as refusal:
        publishing.publish_version(county, press, ADMIN, order=order(press), play=lambda *_: failed)
    assert refusal.value.facts["scenarios"] == 1


def publishing_failure() -> publishing.ScenarioFailure:
    return Failure("x.yaml", 3, "正常办理", "expected")


def test_nothing_whose_documents_do_not_print_is_published(county: Deps, press: Press, folder: Path) -> None:
    broken = press_for(folder, press.book, broken=frozenset({"acceptance_notice"}))
    with pytest.raises(publishing.NotReady) as refusal:
        publish(county, broken)
    assert refusal.value.facts["documents"] == 1


def test_only_the_file_that_was_looked_at(county: Deps, press: Press, folder: Path) -> None:
    seen = order(press)
    write_version(folder, 2, ("value: 7", "value: 9"))
    with pytest.raises(publishing.ChangedMeanwhile):
        publish(county, press, seen)


def test_administrators_only(county: Deps, press: Press, person: Callable[..., Actor]) -> None:
    with pytest.raises(NotPermitted):
        publishing.publish_version(county, press, person(Role.MANAGER), order=order(press), play=holds)
    with pytest.raises(NotFound):
        publishing.view_version(press, ADMIN, SMALL, version=9)


def test_the_difference_is_to_the_published_version_before(press: Press) -> None:
    candidate = publishing.view_version(press, ADMIN, SMALL, version=2)
    assert candidate.previous is not None
    assert (candidate.previous.version, [change.aspect for change in candidate.changes]) == (1, ["promise"])


def test_a_draft_that_cannot_be_read_is_listed(press: Press, folder: Path) -> None:
    (folder / SMALL / "v2.yaml").write_text("nonsense", encoding="utf-8")
    file = next(one for one in publishing.list_versions(press, ADMIN) if (one.key, one.version) == (SMALL, 2))
    assert file.service is None
    candidate = publishing.view_version(press, ADMIN, SMALL, version=2)
    assert (bool(candidate.errors), candidate.changes) == (True, ())
