"""What applies in a situation: three answers for materials, certainty for steps and pages."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from portal.domain.checklist import materials_for, missing, most_brought, pages_for, shortened_by, steps_for
from portal.domain.comparisons import Op
from portal.domain.conditions import Answer, Compare
from portal.domain.forms import Field, FieldKind, Option
from tests.factories.services import material, opening, text, wants

if TYPE_CHECKING:
    from portal.domain.workflow import Service


@cache
def service() -> Service:
    plain = opening()
    return replace(plain, materials=(*plain.materials, material("seal_order", when=wants("seal"))))


def test_a_material_is_needed_not_needed_or_not_known_yet() -> None:
    def answer(facts: dict[str, object]) -> Answer:
        return {line.material.id: line.applies for line in materials_for(service(), facts)}["seal_order"]

    assert answer({"parts": ["seal"]}) is Answer.YES
    assert answer({"parts": []}) is Answer.NO
    assert answer({}) is Answer.UNKNOWN


def test_a_line_says_why() -> None:
    line = materials_for(service(), {"parts": ["seal"]})[-1]
    assert line.why.used == {"parts": ["seal"]}
    assert materials_for(service(), {})[-1].why.missing == {"parts"}
    assert materials_for(service(), {})[0].applies is Answer.YES


def test_steps_that_were_not_chosen_are_not_part_of_the_case() -> None:
    assert [step.id for step in steps_for(service(), {"parts": ["bank"]})] == ["registration", "bank", "decision"]
    assert [step.id for step in steps_for(service(), {})] == ["registration", "decision"]


def test_pages_wait_for_their_condition() -> None:
    (page,) = pages_for(service(), {})
    assert page.id == "name"


def test_missing_are_required_uploads_that_apply_and_were_not_supplied() -> None:
    facts = {"parts": ["seal"]}
    assert [one.id for one in missing(service(), facts, ())] == ["articles", "seal_order"]
    assert [one.id for one in missing(service(), facts, {"articles"})] == ["seal_order"]
    assert [one.id for one in missing(service(), {"parts": []}, {"articles"})] == []


def test_the_answers_shorten_the_list() -> None:
    assert shortened_by(service(), {}) == 0
    assert shortened_by(service(), {"parts": ["seal"]}) == 0
    assert shortened_by(service(), {"parts": []}) == 1


def test_at_most_so_many_as_the_situation_that_asks_for_the_most() -> None:
    """No situation needs what companies and what branches hand in; who has not answered yet is told the larger one."""

    def kind_is(kind: str) -> Compare:
        return Compare("kind", Op.EQ, kind)

    kind = Field(
        "kind", FieldKind.CHOICE, text("类型"), options=(Option("llc", text("公司")), Option("branch", text("分")))
    )
    papers = (material("charter", when=kind_is("llc")), material("mandate", when=kind_is("branch")))
    more = (material("minutes", when=kind_is("llc")), material("seal_order", when=wants("seal")))
    asked = replace(service(), questions=(kind, *service().questions), materials=(*papers, *more))
    assert most_brought(asked, {}) == 3
    assert most_brought(asked, {"kind": "branch"}) == 2
    assert most_brought(asked, {"kind": "branch", "parts": []}) == 1
