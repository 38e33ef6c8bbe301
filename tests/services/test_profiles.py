"""Profiles on a real database: which value counts, who may state what, and queries that stand on a consent."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Final
from unittest.mock import Mock

import pytest

from portal.domain.conditions import Compare, Op
from portal.domain.policies.facts import Fact, FactSource
from portal.domain.policies.profile import FactDayInvalid, FactInvalid, FactNotDeclarable
from portal.integrations.local_records import FolderRecords
from portal.services.conflicts import NotFound
from portal.services.money.payments import known_for
from portal.services.policies.qualifying import Standing, my_policies
from portal.services.profiles import own as profiles
from portal.services.profiles.founded import ANSWERS
from portal.services.records.core import Enterprise
from portal.services.records.profiles import Entry, StoredFact

if TYPE_CHECKING:
    from collections.abc import Callable

    from portal.domain.permissions import Actor
    from portal.services.deps import Deps

USCC: Final = "91360823MA35L07K5C"
DAY: Final = "2026-09-01"


def an_enterprise(deps: Deps, owner: Actor, uscc: str = USCC) -> Enterprise:
    with deps.uow.begin() as tx:
        found = tx.enterprises.add(
            Enterprise(
                uscc=uscc,
                name="峡江示例智造有限公司",
                legal_representative="",
                founded_on=date(2021, 3, 1),
                created_at=datetime(2026, 1, 5, tzinfo=UTC),
            )
        )
        assert found is not None
        assert found.id is not None
        tx.enterprises.link(found.id, owner.user_id)
    return found


def put(deps: Deps, *facts: Fact, uscc: str = USCC) -> None:
    by = Entry(user_id=0, user_name="某部门", at=deps.clock.now())
    with deps.uow.begin() as tx:
        tx.profiles.add([StoredFact(uscc=uscc, fact=one, entry=by) for one in facts])


def state(deps: Deps, actor: Actor, fact_id: str, typed: str, *, as_of: str = DAY) -> Fact:
    return profiles.declare_fact(deps, actor, USCC, fact_id=fact_id, typed=typed, as_of=as_of)


def test_a_statement_is_known_with_its_day_and_source(deps: Deps, person: Callable[..., Actor]) -> None:
    owner = person()
    an_enterprise(deps, owner)
    state(deps, owner, "revenue", "1,870")
    fact = profiles.my_profile(deps, owner, USCC).facts["revenue"]
    assert (fact.value, fact.as_of, fact.source) == (Decimal(1870), date(2026, 9, 1), FactSource.DECLARED)


def test_the_code_and_the_portal_tell_region_founding_and_age(deps: Deps, person: Callable[..., Actor]) -> None:
    owner = person()
    an_enterprise(deps, owner)
    facts = profiles.my_profile(deps, owner, USCC).facts
    assert facts["region"].value == "360823"
    assert facts["founded_on"].value == date(2021, 3, 1)
    assert facts["age_years"].value == 5
    assert "revenue" not in facts


def test_size_and_distance_to_the_scale_are_computed(deps: Deps, person: Callable[..., Actor]) -> None:
    owner = person()
    an_enterprise(deps, owner)
    for name, typed in (("industry", "C3911"), ("staff", "85"), ("revenue", "1870")):
        state(deps, owner, name, typed)
    facts = profiles.my_profile(deps, owner, USCC).facts
    assert facts["size.class"].value == "small"
    assert facts["above_scale.gap"].value == 130


def test_of_the_same_day_a_list_outweighs_a_statement(deps: Deps, person: Callable[..., Actor]) -> None:
    owner = person()
    an_enterprise(deps, owner)
    put(deps, Fact("staff", Decimal(100), date(2026, 9, 1), FactSource.SHARED))
    state(deps, owner, "staff", "200")
    assert profiles.my_profile(deps, owner, USCC).facts["staff"].value == 100
    state(deps, owner, "staff", "210", as_of="2026-09-02")
    view = profiles.my_profile(deps, owner, USCC)
    assert view.facts["staff"].value == 210
    assert [one.fact.value for one in view.history] == [100, 200, 210]


def test_what_is_too_old_for_its_kind_is_unknown_again(deps: Deps, person: Callable[..., Actor]) -> None:
    owner = person()
    an_enterprise(deps, owner)
    for name in ("safety.accident_12m", "credit.serious_illegal"):
        put(deps, Fact(name, False, date(2025, 1, 1), FactSource.SHARED))
    facts = profiles.my_profile(deps, owner, USCC).facts
    assert "credit.serious_illegal" in facts
    assert "safety.accident_12m" not in facts
    put(deps, Fact("safety.accident_12m", False, date(2026, 1, 1), FactSource.SHARED))
    assert "safety.accident_12m" in profiles.my_profile(deps, owner, USCC).facts


def test_who_checks_a_later_instalment_reads_what_is_known(deps: Deps, person: Callable[..., Actor]) -> None:
    an_enterprise(deps, person())
    line, keep = Mock(**{"award.uscc": USCC}), Compare("above_scale.active", Op.IS_TRUE)
    assert known_for(deps, line, keep) == ()
    put(deps, told := Fact("above_scale.active", False, date(2026, 9, 1), FactSource.SHARED))
    assert known_for(deps, line, keep) == (told,)
    assert known_for(deps, line, None) == ()


def test_what_is_no_value_no_day_or_not_the_owners_to_say(deps: Deps, person: Callable[..., Actor]) -> None:
    owner = person()
    an_enterprise(deps, owner)
    with pytest.raises(FactInvalid):
        state(deps, owner, "revenue", "viel")
    with pytest.raises(FactDayInvalid):
        state(deps, owner, "revenue", "1", as_of="2026-10-01")
    with pytest.raises(FactNotDeclarable):
        state(deps, owner, "credit.serious_illegal", "no")
    assert profiles.my_profile(deps, owner, USCC).history == []


def test_somebody_elses_enterprise_is_not_known_to_be_there(deps: Deps, person: Callable[..., Actor]) -> None:
    an_enterprise(deps, person())
    other = person()
    with pytest.raises(NotFound):
        profiles.my_profile(deps, other, USCC)
    with pytest.raises(NotFound):
        state(deps, other, "staff", "1")
    with pytest.raises(NotFound):
        profiles.ask_shared(deps, other, USCC, purpose=profiles.FOR_MATCHING, consented=True)
    assert my_policies(deps, other) is None


def test_nothing_is_asked_without_a_consent_and_the_consent_stays(deps: Deps, person: Callable[..., Actor]) -> None:
    owner = person()
    an_enterprise(deps, owner)
    assert isinstance(deps.records.datasets, FolderRecords)
    lines = {"as_of": "2026-08-31", "credit.serious_illegal": "no", "staff": "many", "unheard.of": "1"}
    deps.records.datasets.store(profiles.DATASET, USCC, {"number": "1", "holder": "甲", "lines": lines})
    with pytest.raises(profiles.ConsentMissing):
        profiles.ask_shared(deps, owner, USCC, purpose=profiles.FOR_MATCHING, consented=False)
    assert not profiles.my_profile(deps, owner, USCC).queries
    assert profiles.ask_shared(deps, owner, USCC, purpose=profiles.FOR_MATCHING, consented=True) == 1
    view = profiles.my_profile(deps, owner, USCC)
    assert (view.facts["credit.serious_illegal"].value, view.facts["credit.serious_illegal"].as_of) == (
        False,
        date(2026, 8, 31),
    )
    (query,) = view.queries
    assert (query.consent.user_id, query.purpose, query.answered) == (owner.user_id, profiles.FOR_MATCHING, 1)


def test_a_register_that_is_silent_leaves_the_consent(deps: Deps, person: Callable[..., Actor]) -> None:
    owner = person()
    an_enterprise(deps, owner)
    assert isinstance(deps.records.datasets, FolderRecords)
    deps.records.datasets.store(profiles.DATASET, USCC, {"broken": True})
    with pytest.raises(profiles.SharedDataSilent):
        profiles.ask_shared(deps, owner, USCC, purpose=profiles.FOR_MATCHING, consented=True)
    assert [one.answered for one in profiles.my_profile(deps, owner, USCC).queries] == [None]


def test_the_owners_list_begins_with_what_is_best(deps: Deps, person: Callable[..., Actor]) -> None:
    owner = person()
    an_enterprise(deps, owner)
    for name, typed in (("industry", "C3911"), ("staff", "85"), ("revenue", "1870"), ("equipment.invested", "430")):
        state(deps, owner, name, typed)
    found = my_policies(deps, owner)
    assert found is not None
    places = [list(Standing).index(one.standing) for one in found.policies]
    assert places == sorted(places)
    nearly = {one.judged.policy.key: one for one in found.policies if one.standing is Standing.NEARLY}
    (gap,) = nearly["tech-upgrade"].judged.match.gaps
    assert (gap.fact, gap.missing) == ("equipment.invested", Decimal(70))


def test_a_fact_of_a_later_day_of_the_clock_may_be_stated(deps: Deps, person: Callable[..., Actor]) -> None:
    owner = person()
    an_enterprise(deps, owner)
    later = replace(deps, clock=type("Clock", (), {"now": lambda _self: deps.clock.now() + timedelta(days=30)})())
    assert state(later, owner, "staff", "9", as_of="2026-10-01").value == 9


def test_answers_of_an_opening_are_facts_of_the_catalogue(deps: Deps) -> None:
    assert set(ANSWERS) <= set(deps.catalogue.facts)
