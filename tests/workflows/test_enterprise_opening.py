"""企业开办: how the answers change what is asked, who acts, and what must be handed in."""

from __future__ import annotations

from functools import cache

import pytest

from portal.definitions.loader import load_service
from portal.domain.checklist import missing, pages_for, shortened_by, steps_for
from portal.domain.workflow import Service
from tests.factories.definitions import BIG, WORKFLOWS

PARTS = ["seal", "tax", "social", "fund", "medical", "bank"]
PLAIN: dict[str, object] = {
    "enterprise_type": "llc",
    "premises": "owned",
    "pre_approval": False,
    "filer": "self",
    "parts": [],
}


@cache
def service() -> Service:
    return load_service(WORKFLOWS / BIG / "v1.yaml").value


def handed_in(**changes: object) -> list[str]:
    return [one.id for one in missing(service(), PLAIN | changes, ())]


def test_the_simplest_company_hands_in_three_things() -> None:
    assert handed_in() == ["charter", "appointments", "title_deed"]
    assert shortened_by(service(), PLAIN) == 5


@pytest.mark.parametrize(
    ("changes", "more"),
    [
        ({"premises": "leased"}, ["lease"]),
        ({"premises": "free"}, ["free_use"]),
        ({"pre_approval": True}, ["approval"]),
        ({"filer": "agent"}, ["attorney"]),
        ({"parts": PARTS}, []),
    ],
)
def test_a_situation_adds_what_it_needs(changes: dict[str, object], more: list[str]) -> None:
    assert sorted(handed_in(**changes)) == sorted([*handed_in(), *more])


def test_a_sole_proprietorship_has_no_articles_of_association() -> None:
    assert handed_in(enterprise_type="sole") == ["title_deed"]


@pytest.mark.parametrize("part", PARTS)
def test_each_chosen_part_is_a_step_after_the_registration(part: str) -> None:
    steps = {step.id: step for step in steps_for(service(), PLAIN | {"parts": [part]})}
    assert list(steps) == ["registration", part, "decision"]
    assert steps[part].after == ("registration",)


def test_all_parts_run_in_parallel_in_different_departments() -> None:
    steps = steps_for(service(), PLAIN | {"parts": PARTS})
    parallel = [step for step in steps if step.after == ("registration",)]
    assert [step.id for step in parallel] == PARTS
    assert len({step.department for step in parallel}) == len(PARTS)


def test_unchosen_parts_ask_nothing() -> None:
    pages = {page.id for page in pages_for(service(), PLAIN)}
    assert pages.isdisjoint({"seals", "tax", "employees", "fund", "bank", "agent", "investor"})
    assert {"capital", "shareholders", "organs"} <= pages
    sole = {page.id for page in pages_for(service(), PLAIN | {"enterprise_type": "sole"})}
    assert sole.isdisjoint({"capital", "shareholders", "organs", "legal_representative"})
    assert "investor" in sole


def test_the_name_is_put_together_from_its_parts() -> None:
    facts = {"region": "county", "trade_name": "玉峡", "industry_words": "生物医药", "suffix": "youxian_gongsi"}
    assert service().title(facts) == "峡江县玉峡生物医药有限公司"


def test_the_limits_are_those_of_the_law() -> None:
    limits = service().limits
    assert [str(one) for one in (limits.acceptance, limits.promise, limits.statutory, limits.delivery)] == [
        "5 workday",
        "1 workday",
        "3 workday",
        "10 workday",
    ]
