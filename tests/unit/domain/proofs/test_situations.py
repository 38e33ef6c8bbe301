"""Situations against a naive oracle: every answer of a small world is tried, not only those that make a difference."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.comparisons import FactRef
from portal.domain.conditions import AllOf, Answer, AnyOf, Compare, Negation, Op, evaluate
from portal.domain.forms import Field, FieldKind, Option
from portal.domain.proofs.answer_classes import answer_classes
from portal.domain.proofs.problem import Asked
from portal.domain.proofs.situations import TooMany, situations
from portal.domain.texts import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from portal.domain.conditions import Condition

WORD = Text("问题", "Question")
OPTIONS = tuple(Option(name, WORD) for name in "abc")


def field(name: str, kind: FieldKind, **more: Any) -> Field:
    return Field(id=name, kind=kind, label=WORD, **more)


FIELDS = (
    field("kind", FieldKind.CHOICE, options=OPTIONS),
    field("agent", FieldKind.YES_NO, when=Compare("kind", Op.NE, "a")),
    field("parts", FieldKind.CHOICES, options=OPTIONS, required=False),
    field("area", FieldKind.INTEGER, minimum=1, maximum=9, when=Compare("agent", Op.IS_TRUE)),
)
ORDER = tuple(Asked(one, ("questions", number), None) for number, one in enumerate(FIELDS))
WORLD: dict[str, list[Any]] = {
    "kind": ["a", "b", "c"],
    "agent": [True, False],
    "parts": [[one for one, chosen in zip("abc", way, strict=True) if chosen] for way in product((0, 1), repeat=3)],
    "area": list(range(1, 10)),
}
ATOMS: st.SearchStrategy[Condition] = st.one_of(
    st.builds(Compare, st.just("kind"), st.sampled_from([Op.EQ, Op.NE]), st.sampled_from("abc")),
    st.builds(Compare, st.just("kind"), st.just(Op.IN), st.lists(st.sampled_from("abc"), min_size=1)),
    st.builds(Compare, st.just("agent"), st.sampled_from([Op.IS_TRUE, Op.IS_FALSE, Op.EXISTS])),
    st.builds(Compare, st.just("parts"), st.just(Op.CONTAINS), st.sampled_from("abc")),
    st.builds(Compare, st.just("parts"), st.just(Op.COUNT_GTE), st.integers(0, 4)),
    st.builds(Compare, st.just("area"), st.sampled_from([Op.GT, Op.GTE, Op.LT, Op.LTE, Op.EQ]), st.integers(-1, 11)),
)
CONDITIONS = st.recursive(
    ATOMS,
    lambda inner: st.one_of(
        st.builds(Negation, inner),
        st.builds(lambda parts: AllOf(tuple(parts)), st.lists(inner, min_size=1, max_size=3)),
        st.builds(lambda parts: AnyOf(tuple(parts)), st.lists(inner, min_size=1, max_size=3)),
    ),
    max_leaves=6,
)


def worlds() -> Iterator[dict[str, object]]:
    for values in product(*WORLD.values()):
        facts = dict(zip(WORLD, values, strict=True))
        for one in FIELDS:
            if one.when is not None and evaluate(one.when, facts) is not Answer.YES:
                del facts[one.id]
        yield facts


@given(conditions=st.lists(CONDITIONS, min_size=1, max_size=3))
def test_situations_come_out_as_all_answers_do(conditions: list[Condition]) -> None:
    found = situations(ORDER, conditions)
    told = {tuple(one.holds(condition) for condition in conditions) for one in found}
    expected = {tuple(evaluate(each, facts) is Answer.YES for each in conditions) for facts in worlds()}
    assert told == expected


def test_a_situation_tells_its_answers() -> None:
    found = situations(ORDER, [Compare("area", Op.GT, 5)])
    assert [str(one) for one in found if one.holds(Compare("area", Op.GT, 5))] == ["kind: b, agent: yes, area: 6"]


def test_what_no_condition_asks_about_is_one_situation() -> None:
    assert [str(one) for one in situations(ORDER, [])] == ["every case"]


def test_too_many_situations_are_refused() -> None:
    questions = [field(f"q{number}", FieldKind.YES_NO) for number in range(14)]
    order = [Asked(one, ("questions", number), None) for number, one in enumerate(questions)]
    conditions = [Compare(one.id, Op.IS_TRUE) for one in questions]
    with pytest.raises(TooMany) as refused:
        situations(order, conditions)
    assert refused.value.facts == tuple(one.id for one in questions)


def test_a_comparison_with_another_fact_may_come_out_either_way() -> None:
    test = Compare("area", Op.GT, FactRef("rooms"))
    outcomes = {one.outcomes[test] for one in answer_classes(field("area", FieldKind.INTEGER), [test])}
    assert outcomes == {Answer.YES, Answer.NO}


@pytest.mark.parametrize(
    ("kind", "test", "expected"),
    [
        (FieldKind.DATE, Compare("x", Op.YEAR_EQ, 2026), {Answer.YES, Answer.NO}),
        (FieldKind.DATE, Compare("x", Op.GTE, "2026-01-01"), {Answer.YES, Answer.NO}),
        (FieldKind.TEXT, Compare("x", Op.PREFIX_IN, ["36"]), {Answer.YES, Answer.NO}),
        (FieldKind.TEXT, Compare("x", Op.EQ, "公司"), {Answer.YES, Answer.NO}),
        (FieldKind.TABLE, Compare("x", Op.COUNT_GTE, 50), {Answer.YES, Answer.NO}),
        (FieldKind.TABLE, Compare("x", Op.COUNT_GTE, 51), {Answer.NO}),
        (FieldKind.MONEY, Compare("x", Op.GT, 10**20), {Answer.NO}),
        (FieldKind.MONEY, Compare("x", Op.EXISTS), {Answer.YES}),
    ],
)
def test_every_kind_of_field_is_listed(kind: FieldKind, test: Compare, expected: set[Answer]) -> None:
    assert {one.outcomes[test] for one in answer_classes(field("x", kind), [test])} == expected


def test_what_need_not_be_answered_may_stay_unknown() -> None:
    test = Compare("x", Op.IS_TRUE)
    optional = field("x", FieldKind.YES_NO, required=False)
    assert {one.outcomes[test] for one in answer_classes(optional, [test])} == set(Answer)
