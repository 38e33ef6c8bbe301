"""Figures of how cases were handled: one case of every kind, and which numbers it is in (guide §9.2, 9.8–9.10)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

import pytest

from portal.domain.case.incidents import RatingLevel
from portal.domain.figures import Once, Share, cell_of
from portal.domain.figures_conduct import TRAITS, Conduct, Trait, conduct_of, summarise_conduct
from tests.factories.cases import Story
from tests.factories.handled import accepted, handled, owed

WHO: Mapping[Trait, set[str]] = {
    Trait.UNDECIDED: {"lapsed", "owed_lapsed", "owed_ended", "not_accepted", "returned", "withdrawn_and_rated"},
    Trait.CORRECTED: {"told_once", "told_twice", "asked_outside", "brought", "lapsed"},
    Trait.ONE_ROUND: {"told_once", "asked_outside", "brought", "lapsed"},
    Trait.SECOND_NOTICE: {"told_twice"},
    Trait.OUTSIDE: {"asked_outside"},
    Trait.DEEMED: {"deemed"},
    Trait.SPECIAL: {"paused"},
    Trait.EXTENDED: {"extended"},
    Trait.TOLERATED: {"owed_supplied", "owed_lapsed", "owed_ended"},
    Trait.SUPPLIED: {"owed_supplied"},
    Trait.TOLERANCE_LAPSED: {"owed_lapsed"},
    Trait.NOT_ACCEPTED: {"not_accepted"},
    Trait.RETURNED: {"returned"},
    Trait.WITHDRAWN: {"owed_ended", "withdrawn_and_rated"},
    Trait.LAPSED: {"lapsed"},
    Trait.GOOD: {"good", "withdrawn_and_rated"},
    Trait.BAD: {"bad", "bad_being_put_right", "bad_put_right", "bad_called_and_added"},
    Trait.TO_VERIFY: {"bad"},
    Trait.VALID: {"bad_being_put_right", "bad_put_right", "bad_called_and_added"},
    Trait.RECTIFIED: {"bad_put_right", "bad_called_and_added"},
    Trait.CALLED_BACK: {"bad_called_and_added"},
    Trait.NOT_COUNTED: {"bad_by_mistake"},
}


@pytest.fixture(scope="module")
def stories() -> Mapping[str, Story]:
    return handled()


@pytest.fixture(scope="module")
def facts(stories: Mapping[str, Story]) -> Mapping[str, Conduct]:
    found = {name: conduct_of(story.case) for name, story in stories.items()}
    return {name: one for name, one in found.items() if one is not None}


def test_all_of_them_are_finished(stories: Mapping[str, Story], facts: Mapping[str, Conduct]) -> None:
    assert facts.keys() == stories.keys()
    assert TRAITS.keys() == set(Trait)


@pytest.mark.parametrize("trait", WHO)
def test_who_is_counted(facts: Mapping[str, Conduct], trait: Trait) -> None:
    assert {name for name, one in facts.items() if TRAITS[trait](one)} == WHO[trait]


def test_an_open_case_is_in_no_figure() -> None:
    assert conduct_of(accepted().case) is None
    assert conduct_of(owed().case) is None


def test_shares_of_the_whole(facts: Mapping[str, Conduct]) -> None:
    figures = summarise_conduct((one, 1) for one in facts.values())
    assert figures.count(Trait.FINISHED) == len(facts) == 23
    assert figures.share(Trait.ONE_ROUND, Trait.CORRECTED) == Share(4, 5)
    assert figures.share(Trait.GOOD, Trait.RATED) == Share(2, 6)
    assert figures.share(Trait.RATED_DECIDED, Trait.DECIDED) == Share(6, 17)
    assert figures.share(Trait.RECTIFIED, Trait.VALID) == Share(2, 3)
    assert figures.supplied == Share(1, 2)
    assert figures.average == Decimal("2.67")  # 3, 5 and four times 2: 16 of 6
    assert not figures.pauses_too_often


def test_more_than_a_fifth_with_a_special_procedure_is_a_warning(facts: Mapping[str, Conduct]) -> None:
    four = summarise_conduct([(facts["paused"], 1), (facts["plain"], 4)])
    assert (four.share(Trait.SPECIAL, Trait.DECIDED).percent, four.pauses_too_often) == (Decimal("20.00"), False)
    assert summarise_conduct([(facts["paused"], 2), (facts["plain"], 7)]).pauses_too_often


def test_nothing_finished_has_no_percentage() -> None:
    figures = summarise_conduct([])
    assert figures.average is None
    assert figures.supplied.percent is None
    assert figures.share(Trait.GOOD, Trait.RATED).percent is None


def test_an_additional_rating_does_not_wash_the_first_away(facts: Mapping[str, Conduct]) -> None:
    assert facts["bad_called_and_added"].rating is RatingLevel.BAD
    assert facts["bad_by_mistake"].rating is None


def test_a_case_reported_up_is_left_out_of_visits(stories: Mapping[str, Story], facts: Mapping[str, Conduct]) -> None:
    cell = cell_of(stories["reported"].case)
    assert cell is not None
    assert (cell.once, facts["reported"].lenient) == (Once.EXCLUDED, Once.EXCLUDED)


def test_a_visit_only_for_a_lawful_correction_is_not_counted_leniently(
    stories: Mapping[str, Story], facts: Mapping[str, Conduct]
) -> None:
    cell = cell_of(stories["brought"].case)
    assert cell is not None
    assert (cell.once, facts["brought"].lenient) == (Once.MORE, Once.ONCE)


def test_the_worked_example_of_the_guide_leniently(facts: Mapping[str, Conduct]) -> None:
    visits = (Once.NEVER, Once.NEVER, Once.ONCE, Once.ONCE, Once.ONCE, Once.ONCE, Once.ONCE, Once.NEVER, Once.ONCE)
    counted = [(replace(facts["plain"], lenient=once), 1) for once in (*visits, Once.EXCLUDED)]
    share = summarise_conduct(counted).share(Trait.LENIENT, Trait.LENIENT_WHOLE)
    assert (share, share.percent) == (Share(9, 9), Decimal("100.00"))
