"""Urging, rating and follow-ups 催办, 好差评, 督办: how often, when, and the clock of each follow-up."""

from __future__ import annotations

import pytest

from portal.domain.case.commands import MoveFollowUp, RateCase, Supervise, TellCorrection, UrgeCase, WithdrawCase
from portal.domain.case.feedback import AlreadyRated, UrgedToday
from portal.domain.case.follow_ups import (
    FOLLOW_UP_MOVES,
    FollowUpMoveNotAllowed,
    NoSuchDepartment,
    NoSuchFollowUp,
    is_final,
)
from portal.domain.case.incidents import FollowUpKind, FollowUpState, RatingLevel
from portal.domain.case.moves import CaseState, MoveNotAllowed
from portal.domain.case.reasons import ReasonNeeded
from tests.factories.cases import Story
from tests.factories.everything import begun, on, workdays

BAD = RateCase(RatingLevel.BAD, words="等了很久")
S = FollowUpState


def closed() -> Story:
    """Withdrawn on Thursday 18 June 2026; the three days after are a holiday."""
    return on(begun("2026-06-01"), "2026-06-18").act(WithdrawCase())


def moved(story: Story, *states: FollowUpState, one: str = "bad_rating-1") -> Story:
    for state in states:
        story.act(MoveFollowUp(one, state, "已处理"))
    return story


def follow_up(story: Story, one: str = "bad_rating-1") -> tuple[FollowUpState, str | None]:
    found = story.case.follow_up(one)
    return found.state, str(found.deadline.due_on) if found.deadline else None


# --- urging -----------------------------------------------------------------------------------------


def test_urging_is_possible_once_a_day_of_the_county() -> None:
    story = on(begun("2026-06-01"), "2026-06-02", "00:10").act(UrgeCase("请尽快"))
    with pytest.raises(UrgedToday):
        on(story, "2026-06-02", "23:59").act(UrgeCase())
    assert len(on(story, "2026-06-03", "00:00").act(UrgeCase()).case.urged_at) == 2


def test_nobody_is_urged_who_does_not_hold_the_case() -> None:
    with pytest.raises(MoveNotAllowed):
        begun("2026-06-01").act(TellCorrection({"name": "写错"})).act(UrgeCase())
    with pytest.raises(MoveNotAllowed):
        closed().act(UrgeCase())


# --- rating -----------------------------------------------------------------------------------------


def test_a_case_is_rated_once_and_only_when_it_is_over() -> None:
    with pytest.raises(MoveNotAllowed):
        begun("2026-06-01").act(RateCase(RatingLevel.GOOD))
    story = closed().act(RateCase(RatingLevel.FAIR))
    assert story.case.follow_ups == ()
    with pytest.raises(AlreadyRated):
        story.act(RateCase(RatingLevel.VERY_GOOD))


@pytest.mark.parametrize("level", [RatingLevel.BAD, RatingLevel.VERY_BAD])
def test_a_bad_rating_opens_a_follow_up_to_be_verified_in_a_working_day(level: RatingLevel) -> None:
    story = closed().act(RateCase(level, words="等了很久"))
    assert follow_up(story) == (S.VERIFYING, "2026-06-22")
    assert story.case.follow_up("bad_rating-1").words == "等了很久"


def test_each_state_of_a_bad_rating_has_its_own_clock_and_the_last_has_none() -> None:
    story = on(closed().act(BAD), "2026-06-22")
    assert follow_up(moved(story, S.RECTIFYING)) == (S.RECTIFYING, "2026-07-13")
    assert follow_up(moved(on(story, "2026-07-01"), S.RECTIFIED)) == (S.RECTIFIED, "2026-07-06")
    assert follow_up(moved(story, S.CALLED_BACK)) == (S.CALLED_BACK, None)
    assert [note.state for note in story.case.follow_up("bad_rating-1").notes] == [
        S.RECTIFYING,
        S.RECTIFIED,
        S.CALLED_BACK,
    ]


def test_after_it_was_dealt_with_one_more_rating_may_be_added_and_no_third() -> None:
    story = closed().act(BAD)
    with pytest.raises(AlreadyRated):
        story.act(RateCase(RatingLevel.GOOD))
    moved(story, S.RECTIFYING, S.RECTIFIED).act(RateCase(RatingLevel.VERY_BAD))
    assert [rating.added for rating in story.case.ratings] == [False, True]
    assert len(story.case.follow_ups) == 1
    with pytest.raises(AlreadyRated):
        story.act(RateCase(RatingLevel.GOOD))


def test_an_excluded_rating_stays_on_record_and_cannot_be_added_to() -> None:
    story = moved(closed().act(BAD), S.INVALID)
    assert [rating.level for rating in story.case.ratings] == [RatingLevel.BAD]
    with pytest.raises(AlreadyRated):
        story.act(RateCase(RatingLevel.GOOD))


# --- follow-ups -------------------------------------------------------------------------------------


def test_a_department_is_supervised_with_a_limit_and_may_be_asked_again() -> None:
    story = begun("2026-06-01").act(Supervise("police", "请说明进度", workdays(2)))
    assert follow_up(story, "supervision-1") == (S.WAITING, "2026-06-03")
    moved(story, S.ANSWERED, S.WAITING, S.ANSWERED, S.CLOSED, one="supervision-1")
    assert follow_up(story, "supervision-1") == (S.CLOSED, None)
    story.act(Supervise("market", "再请说明", workdays(1)))
    assert story.case.follow_ups[-1].id == "supervision-2"


def test_supervision_has_words_and_goes_to_a_department_of_the_case() -> None:
    with pytest.raises(NoSuchDepartment):
        begun("2026-06-01").act(Supervise("tax", "请说明", workdays(1)))
    with pytest.raises(ReasonNeeded):
        begun("2026-06-01").act(Supervise("police", " ", workdays(1)))


def test_what_the_table_does_not_have_is_refused() -> None:
    with pytest.raises(NoSuchFollowUp):
        moved(closed(), S.CALLED_BACK)
    with pytest.raises(FollowUpMoveNotAllowed):
        moved(closed().act(BAD), S.CALLED_BACK)
    with pytest.raises(FollowUpMoveNotAllowed):
        moved(closed().act(BAD), S.RECTIFYING, S.RECTIFIED, S.CALLED_BACK, S.RECTIFYING)
    with pytest.raises(ReasonNeeded):
        closed().act(BAD).act(MoveFollowUp("bad_rating-1", S.RECTIFYING, ""))


def test_follow_ups_never_reopen_a_case() -> None:
    story = moved(closed().act(BAD), S.RECTIFYING, S.RECTIFIED, S.CALLED_BACK)
    assert (story.case.state, story.case.is_open) == (CaseState.WITHDRAWN, False)


def test_every_follow_up_can_come_to_an_end() -> None:
    for kind in FollowUpKind:
        reached = {state for (of, state) in FOLLOW_UP_MOVES if of is kind}
        ends = {end for (of, _), nexts in FOLLOW_UP_MOVES.items() if of is kind for end in nexts} - reached
        assert ends
        assert all(is_final(kind, end) for end in ends)
