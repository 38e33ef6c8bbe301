"""Order and time in each situation: the longest path by an oracle, and what is said when there are too many."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st

from portal.domain.conditions import Compare, Op
from portal.domain.forms import Field, FieldKind
from portal.domain.limits import Limit, Unit
from portal.domain.proofs import course
from portal.domain.proofs.durations import one_after_another
from portal.domain.texts import Text
from portal.domain.workflow import Service, Step, StepKind
from tests.factories.services import opening

if TYPE_CHECKING:
    from collections.abc import Iterator

WORD = Text("步骤", "Step")
MANY = tuple(Field(id=f"q{number}", kind=FieldKind.YES_NO, label=WORD) for number in range(14))


def step(number: int, limit: Limit, *after: int, **more: Any) -> Step:
    names = tuple(f"s{one}" for one in after)
    plain = Step(f"s{number}", WORD, "market-regulation", StepKind.REVIEW, limit, WORD, after=names)
    return replace(plain, **more)


def with_steps(*steps: Step, **more: Any) -> Service:
    return replace(opening(), steps=steps, **more)


@st.composite
def graphs(draw: st.DrawFn) -> tuple[Step, ...]:
    count = draw(st.integers(1, 6))
    units = st.sampled_from([Unit.WORKDAY, Unit.DAY])
    return tuple(
        step(
            number,
            Limit(draw(st.integers(1, 9)), draw(units)),
            *draw(st.sets(st.integers(0, number - 1))) if number else (),
        )
        for number in range(count)
    )


def paths(steps: dict[str, Step], name: str) -> Iterator[tuple[Step, ...]]:
    """Every way that leads to a step, without any cleverness."""
    before = [one for one in steps[name].after if one in steps]
    if not before:
        yield (steps[name],)
    for one in before:
        for path in paths(steps, one):
            yield (*path, steps[name])


def length(path: tuple[Step, ...]) -> int:
    used = (0, 0)
    for one in path:
        used = one_after_another(used, one.limit)
    return sum(used)


@given(steps=graphs(), left_out=st.sets(st.integers(0, 5)))
def test_the_longest_path_is_the_longest_of_all_paths(steps: tuple[Step, ...], left_out: set[int]) -> None:
    there = {one.id: one for one in steps if int(one.id[1:]) not in left_out}
    _, used = course.longest_path(with_steps(*steps), course.Course(frozenset(there), "here"))
    every = [length(path) for name in there for path in paths(there, name)]
    assert sum(used) == max(every, default=0)


def conditional(number: int) -> Compare:
    return Compare(f"q{number}", Op.IS_TRUE)


def test_beyond_the_bound_every_step_counts_together() -> None:
    work = [step(number, Limit(1, Unit.WORKDAY), when=conditional(number)) for number in range(14)]
    last = step(99, Limit(10, Unit.WORKDAY), *range(14), kind=StepKind.DECISION)
    many = with_steps(*work, last, questions=MANY)
    assert list(course.steps_in_order(many, ())) == []
    (found,) = course.steps_fit_the_promise(replace(many, limits=limits(many, 10)), ())
    assert found.code == "CRITICAL-PATH"
    assert "too many situations" in str(found.facts["situation"])
    assert list(course.steps_fit_the_promise(replace(many, limits=limits(many, 11)), ())) == []


def test_beyond_the_bound_the_order_is_judged_by_names() -> None:
    work = [step(number, Limit(1, Unit.WORKDAY), when=conditional(number)) for number in range(14)]
    after = step(50, Limit(1, Unit.WORKDAY), 0, when=conditional(1))
    last = step(99, Limit(1, Unit.WORKDAY), *range(1, 14), 50, kind=StepKind.DECISION)
    codes = [one.code for one in course.steps_in_order(with_steps(*work, after, last, questions=MANY), ())]
    assert codes == ["TOO-MANY-SITUATIONS", "ORDER-LOST"]
    assert [one.code for one in course.something_is_reviewed(with_steps(*work, last, questions=MANY), ())] == [
        "TOO-MANY-SITUATIONS"
    ]


def limits(of: Service, promise: int) -> Any:
    return replace(of.limits, promise=Limit(promise, Unit.WORKDAY))
