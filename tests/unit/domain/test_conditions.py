"""Rules: every operator, what is unknown, what is refused, and why an answer is what it is."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.conditions import (
    AllOf,
    Answer,
    AnyOf,
    Compare,
    Condition,
    ConditionInvalid,
    FactTypeMismatch,
    Negation,
    Op,
    compile_condition,
    evaluate,
    explain,
    facts_of,
    missing_facts,
)

YES, NO, UNKNOWN = Answer.YES, Answer.NO, Answer.UNKNOWN
RANK = {NO: 0, UNKNOWN: 1, YES: 2}
SAMPLES: Mapping[Answer, Condition] = {
    YES: Compare("known", Op.IS_TRUE),
    NO: Compare("known", Op.IS_FALSE),
    UNKNOWN: Compare("absent", Op.IS_TRUE),
}
FACTS = {"known": True}

HOLDS = [
    (Op.EQ, "360823", "360823", "360824"),
    (Op.EQ, 5, "5", "6"),
    (Op.EQ, Decimal("5.0"), 5, 6),
    (Op.EQ, True, True, False),
    (Op.EQ, date(2026, 1, 1), "2026-01-01", "2026-01-02"),
    (Op.EQ, "2026-01-01", date(2026, 1, 1), date(2026, 1, 2)),
    (Op.NE, "a", "b", "a"),
    (Op.IN, ["a", "b"], "b", "c"),
    (Op.IN, [1, Decimal(2)], "2", 3),
    (Op.IN, ["2026-01-01"], "2026-01-01", "2026-01-02"),
    (Op.NOT_IN, ["a", "b"], "c", "a"),
    (Op.PREFIX_IN, ["B", "C"], "C35", "A01"),
    (Op.CONTAINS, "seal", ["seal", "tax"], []),
    (Op.CONTAINS, "seal", frozenset({"seal"}), ("tax",)),
    (Op.GT, 5, 6, 5),
    (Op.GTE, Decimal("5.5"), "5.5", "5.49"),
    (Op.LT, 5, 4, 5),
    (Op.LTE, "2026-01-31", date(2026, 1, 31), "2026-02-01"),
    (Op.BETWEEN, [1, 10], 10, 11),
    (Op.BETWEEN, ["2026-01-01", "2026-12-31"], "2026-01-01", "2027-01-01"),
    (Op.IS_TRUE, None, True, False),
    (Op.IS_FALSE, None, False, True),
    (Op.EXISTS, None, 0, ""),
    (Op.YEAR_EQ, 2026, "2026-05-01", date(2025, 5, 1)),
    (Op.WITHIN_MONTHS, 12, "2025-11-21", "2025-11-20"),
    (Op.WITHIN_MONTHS, {"months": 1, "of": "filed_on"}, "2026-02-28", "2026-02-27"),
    (Op.GROWTH_GTE, {"prev": "before", "pct": 10}, 110, 109),
    (Op.COUNT_GTE, 2, ["a", "b"], ["a"]),
    (Op.GTE, {"fact": "before"}, 100, 99),
    (Op.EQ, {"fact": "before"}, "100", 99),
    (Op.YEAR_EQ, {"fact": "policy_year"}, "2026-01-01", "2025-12-31"),
]
AROUND = {"today": "2026-11-21", "filed_on": date(2026, 3, 31), "before": 100, "policy_year": 2026}


@pytest.mark.parametrize(("op", "value", "right", "wrong"), HOLDS)
def test_operators(op: Op, value: object, right: object, wrong: object) -> None:
    rule = Compare("fact", op, value)
    assert evaluate(rule, AROUND | {"fact": right}) is YES
    assert evaluate(rule, AROUND | {"fact": wrong}) is NO
    absent = NO if op is Op.EXISTS else UNKNOWN
    assert evaluate(rule, AROUND) is absent
    assert evaluate(rule, AROUND | {"fact": None}) is absent


def test_every_operator_is_tested() -> None:
    assert {op for op, *_ in HOLDS} == set(Op)


@pytest.mark.parametrize(
    ("op", "value"),
    [
        (Op.EQ, None),
        (Op.EQ, 1.5),
        (Op.EQ, {"name": 5}),
        (Op.IN, "abc"),
        (Op.IN, []),
        (Op.IN, [1, "a"]),
        (Op.PREFIX_IN, [""]),
        (Op.PREFIX_IN, []),
        (Op.CONTAINS, ["a"]),
        (Op.GT, "many"),
        (Op.GT, True),
        (Op.GT, "2026-02-30"),
        (Op.BETWEEN, [2, 1]),
        (Op.BETWEEN, [1]),
        (Op.BETWEEN, [1, "2026-01-01"]),
        (Op.IS_TRUE, True),
        (Op.EXISTS, False),
        (Op.YEAR_EQ, "twenty"),
        (Op.WITHIN_MONTHS, 0),
        (Op.WITHIN_MONTHS, {"months": "1"}),
        (Op.GROWTH_GTE, 10),
        (Op.GROWTH_GTE, {"prev": "a"}),
        (Op.GROWTH_GTE, {"prev": "a", "pct": 1.5}),
        (Op.COUNT_GTE, -1),
        ("like", "a%"),
    ],
)
def test_a_value_that_does_not_fit_its_operator_is_refused(op: Op, value: object) -> None:
    with pytest.raises(ConditionInvalid) as refused:
        Compare("fact", op, value)
    assert refused.value.facts["fact"] == "fact"


@pytest.mark.parametrize(
    ("op", "value", "found"),
    [
        (Op.EQ, "a", 5),
        (Op.EQ, 5, "five"),
        (Op.EQ, 5, 5.0),
        (Op.EQ, True, "true"),
        (Op.EQ, 1, True),
        (Op.IN, ["a"], ["a"]),
        (Op.GT, 5, True),
        (Op.GT, 5, "1_000"),
        (Op.GT, 5, "٥"),
        (Op.GT, 5, Decimal("NaN")),
        (Op.GT, "2026-01-01", 5),
        (Op.GT, "2026-01-01", datetime(2026, 1, 1, tzinfo=UTC)),
        (Op.IS_TRUE, None, 1),
        (Op.CONTAINS, "a", "abc"),
        (Op.COUNT_GTE, 1, 5),
        (Op.PREFIX_IN, ["B"], 5),
    ],
)
def test_a_fact_of_the_wrong_type_is_an_error(op: Op, value: object, found: object) -> None:
    rule = AnyOf((SAMPLES[YES], Compare("fact", op, value)))
    for ask in (evaluate, explain, missing_facts):
        with pytest.raises(FactTypeMismatch) as refused:
            ask(rule, FACTS | {"fact": found})
        assert refused.value.facts["found"] == type(found).__name__


def test_growth_over_nothing_is_not_known() -> None:
    rule = Compare("fact", Op.GROWTH_GTE, {"prev": "before", "pct": Decimal("0.5")})
    assert evaluate(rule, {"fact": 10, "before": 0}) is UNKNOWN
    assert evaluate(rule, {"fact": 10}) is UNKNOWN
    assert missing_facts(rule, {"fact": 10}) == {"before"}


# --- three-valued logic -----------------------------------------------------------------------------


@pytest.mark.parametrize("answers", list(product(Answer, repeat=3)))
def test_all_is_the_least_and_any_the_greatest(answers: tuple[Answer, ...]) -> None:
    parts = tuple(SAMPLES[answer] for answer in answers)
    ranks = [RANK[answer] for answer in answers]
    assert RANK[evaluate(AllOf(parts), FACTS)] == min(ranks)
    assert RANK[evaluate(AnyOf(parts), FACTS)] == max(ranks)


def test_nothing_to_check_is_yes_and_nothing_to_choose_is_no() -> None:
    assert (evaluate(AllOf(()), {}), evaluate(AnyOf(()), {})) == (YES, NO)


leaves = st.sampled_from([*(Compare(name, Op.IS_TRUE) for name in "abcd"), Compare("n", Op.GTE, 5)])
trees: st.SearchStrategy[Condition] = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4).map(lambda parts: AllOf(tuple(parts))),
        st.lists(inner, max_size=4).map(lambda parts: AnyOf(tuple(parts))),
        inner.map(Negation),
    ),
    max_leaves=12,
)
partial_facts = st.fixed_dictionaries({}, optional={**{name: st.booleans() for name in "abcd"}, "n": st.integers(0, 9)})


@given(trees, partial_facts)
def test_negation_swaps_yes_and_no(tree: Condition, facts: dict[str, object]) -> None:
    assert RANK[evaluate(Negation(tree), facts)] == 2 - RANK[evaluate(tree, facts)]
    assert evaluate(Negation(Negation(tree)), facts) is evaluate(tree, facts)


@given(trees, trees, partial_facts)
def test_de_morgan(one: Condition, other: Condition, facts: dict[str, object]) -> None:
    both = Negation(AllOf((one, other)))
    assert evaluate(both, facts) is evaluate(AnyOf((Negation(one), Negation(other))), facts)


@given(trees, partial_facts, partial_facts)
def test_more_knowledge_never_changes_a_known_answer(
    tree: Condition, facts: dict[str, object], more: dict[str, object]
) -> None:
    before = evaluate(tree, facts)
    assert before is UNKNOWN or evaluate(tree, more | facts) is before


@given(trees, partial_facts)
def test_compiled_evaluated_and_explained_agree(tree: Condition, facts: dict[str, object]) -> None:
    explained = explain(tree, facts)
    assert compile_condition(tree)(facts) is evaluate(tree, facts) is explained.answer
    assert (explained.used.keys() | explained.missing) <= facts_of(tree)
    assert explained.missing.isdisjoint(facts)


@given(trees, partial_facts)
def test_missing_facts_are_exactly_what_an_unknown_answer_waits_for(tree: Condition, facts: dict[str, object]) -> None:
    missing = missing_facts(tree, facts)
    assert bool(missing) == (evaluate(tree, facts) is UNKNOWN)
    assert missing <= facts_of(tree) - facts.keys()


# --- explanation ------------------------------------------------------------------------------------


def test_an_explanation_shows_the_part_that_failed_and_the_fact_it_used() -> None:
    region, staff = Compare("region", Op.EQ, "360823"), Compare("staff", Op.GTE, 20)
    explained = explain(
        AllOf((region, staff, Negation(Compare("illegal", Op.IS_TRUE)))), {"region": "360823", "staff": 3}
    )
    assert explained.answer is NO
    assert [part.answer for part in explained.parts] == [YES, NO, UNKNOWN]
    assert explained.parts[1].used == {"staff": 3}
    assert explained.missing == {"illegal"}
    assert explained.used == {"region": "360823", "staff": 3}


def test_facts_of_names_also_the_facts_inside_values() -> None:
    rule = AllOf(
        (
            Compare("output", Op.GROWTH_GTE, {"prev": "output_before", "pct": 10}),
            Compare("founded", Op.WITHIN_MONTHS, 12),
            AnyOf((Compare("paid", Op.LTE, {"fact": "registered"}),)),
        )
    )
    assert facts_of(rule) == {"output", "output_before", "founded", "today", "paid", "registered"}


def test_rules_are_values() -> None:
    assert Compare("a", Op.IN, ["x", "y"]) == Compare("a", Op.IN, ("x", "y"))
    assert len({Compare("a", Op.GT, 5), Compare("a", Op.GT, 5)}) == 1
