"""The items of a bundle in one case: which are chosen, how far each is, and what asking once saves."""

from __future__ import annotations

from dataclasses import replace

import pytest

from portal.domain.bundles import Part
from portal.domain.case.parts import AskedOnce, PartState, asked_once, part_runs
from portal.domain.case.state import Case, StepRun, StepState
from portal.domain.comparisons import Op
from portal.domain.conditions import Compare
from tests.factories.cases import Story, filing
from tests.factories.services import opening, text

SEAL, BANK = (Compare("parts", Op.CONTAINS, one) for one in ("seal", "bank"))


def a_case() -> Case:
    story = Story()
    story.file(filing(parts=["seal"]))
    return story.case


def bundle() -> tuple[Part, ...]:
    plain = opening()
    both = tuple(one.id for one in plain.materials)
    return (
        Part("licence", text("登记"), ("registration", "decision"), materials=both, alone=len(both)),
        Part("seal", text("刻章"), ("seal",), when=SEAL, materials=both[:1], alone=2),
        Part("bank", text("开户"), ("bank",), when=BANK, alone=4),
    )


@pytest.mark.parametrize(
    ("states", "expected"),
    [
        (("waiting", "waiting"), PartState.WAITING),
        (("open", "waiting"), PartState.RUNNING),
        (("passed", "waiting"), PartState.RUNNING),
        (("passed", "passed"), PartState.DONE),
        (("passed", "failed"), PartState.UNDONE),
        (("failed", "cancelled"), PartState.UNDONE),
    ],
)
def test_a_part_is_finished_when_all_its_steps_are(states: tuple[str, str], expected: PartState) -> None:
    service = replace(opening(), parts=bundle())
    steps = tuple(
        StepRun(name, "market", StepState(state))
        for name, state in zip(("registration", "decision"), states, strict=True)
    )
    case = replace(a_case(), steps=steps)
    (only,) = part_runs(case, service)
    assert (only.part.id, only.state) == ("licence", expected)


def test_what_is_not_chosen_does_not_count() -> None:
    service = replace(opening(), parts=bundle())
    assert asked_once(service, {"parts": []}) is None
    found = asked_once(service, {"parts": ["seal"]})
    assert found is not None
    assert found.alone == len(service.materials) + 2
    assert asked_once(service, {"parts": ["seal", "bank"]}) == AskedOnce(found.together, found.alone + 4)


def test_a_service_without_parts_has_none() -> None:
    assert part_runs(a_case(), opening()) == ()
    assert asked_once(opening(), {"parts": ["seal"]}) is None
