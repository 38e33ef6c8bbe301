"""Finished cases that were handled in every way the figures ask about, as stories by name.

Owns the shortest way to each; all begin on Monday 1 June 2026 and use the service with every special rule.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from portal.domain.case.commands import (
    AcceptCase,
    AnswerExtension,
    CheckMaterial,
    CompleteStep,
    DeemAccepted,
    EndNotice,
    LapseCorrection,
    LapseTolerance,
    MoveFollowUp,
    PauseCase,
    RateCase,
    RecordVisit,
    RefuseAcceptance,
    ReportUp,
    RequestExtension,
    ResumeCase,
    ReturnCase,
    SupplyCorrection,
    SupplyMaterial,
    TellCorrection,
    WithdrawCase,
)
from portal.domain.case.incidents import FollowUpState, Ground, RatingLevel
from portal.domain.case.state import HalfDay, Outcome, Verdict, VisitCause
from tests.factories.cases import Story
from tests.factories.everything import PAPER, begun, on, owing, workdays

MONDAY: Final = "2026-06-01"
TUESDAY: Final = "2026-06-02"
Told = Callable[..., Story]


def checked(story: Story) -> Story:
    """Everything that is there is in order."""
    for run in story.case.materials:
        if run.verdict is Verdict.UNCHECKED and run.files:
            story.act(CheckMaterial(run.id, Verdict.ACCEPTED))
    return story


def accepted(**given: Any) -> Story:
    return checked(on(begun(MONDAY, **given), TUESDAY)).act(AcceptCase())


def decided(story: Story, outcome: Outcome = Outcome.PASSED) -> Story:
    """All steps passed, the notice by its time, then the decision."""
    story.passed("registration").passed("seal").passed("bank")
    deadline = story.case.step("notice").deadline
    assert deadline is not None
    story.now = max(story.now, deadline.due_at)
    story.act(EndNotice("notice"))
    return story.act(CompleteStep("decision", outcome, opinion="不符合法定条件"))


def plain(**given: Any) -> Story:
    return decided(accepted(**given))


def refused(**given: Any) -> Story:
    return decided(accepted(**given), Outcome.FAILED).delivered()


def told(story: Story, *, outside: tuple[str, ...] = ()) -> Story:
    """The applicant is told that the articles are wrong."""
    story.act(CheckMaterial("articles", Verdict.TO_CORRECT, "缺签字"))
    return story.act(TellCorrection(outside=outside))


def supplied(story: Story) -> Story:
    return story.act(SupplyCorrection(story.case.title, files={"articles": (PAPER,)}))


def told_once(**given: Any) -> Story:
    story = supplied(on(told(on(begun(MONDAY, **given), TUESDAY)), "2026-06-03"))
    return decided(checked(story).act(AcceptCase()))


def told_twice(**given: Any) -> Story:
    story = supplied(on(told(on(begun(MONDAY, **given), TUESDAY)), "2026-06-03"))
    story = supplied(on(told(story), "2026-06-04"))
    return decided(checked(story).act(AcceptCase()))


def asked_outside(**given: Any) -> Story:
    story = supplied(told(on(begun(MONDAY, **given), TUESDAY), outside=("户口本",)))
    return decided(checked(story).act(AcceptCase()))


def brought(**given: Any) -> Story:
    """Two visits: one only to bring the correction, one for the result."""
    story = told(on(begun(MONDAY, **given), TUESDAY))
    wednesday = date(2026, 6, 3)
    on(story, "2026-06-03").act(RecordVisit("甲", wednesday, HalfDay.MORNING, VisitCause.MISSING_MATERIAL))
    story = decided(checked(supplied(story)).act(AcceptCase()))
    last = date(2026, 6, 15)
    return on(story, "2026-06-15").act(RecordVisit("甲", last, HalfDay.MORNING, VisitCause.PICK_UP))


def lapsed(**given: Any) -> Story:
    story = told(on(begun(MONDAY, **given), TUESDAY))
    return on(story, "2026-07-20").act(LapseCorrection())


def deemed(**given: Any) -> Story:
    return decided(on(begun(MONDAY, **given), "2026-06-09").act(DeemAccepted()))


def paused(**given: Any) -> Story:
    story = accepted(**given).act(PauseCase("hearing", "听证", workdays(5)))
    return decided(on(story, "2026-06-08").act(ResumeCase("听证结束")))


def reported(**given: Any) -> Story:
    story = accepted(**given).act(ReportUp("报市局核准"))
    return decided(on(story, "2026-06-08").act(ResumeCase("同意")))


def extended(**given: Any) -> Story:
    story = accepted(**given).act(RequestExtension(workdays(5), "案情复杂"))
    return decided(story.act(AnswerExtension(approve=True)))


def owed(**given: Any) -> Story:
    return checked(on(begun(MONDAY, command=owing("lease", **given)), TUESDAY)).act(AcceptCase())


def owed_supplied(**given: Any) -> Story:
    story = on(owed(**given), "2026-06-03").act(SupplyMaterial("lease", (PAPER,)))
    return decided(checked(story))


def owed_lapsed(**given: Any) -> Story:
    return on(owed(**given), "2026-06-10").act(LapseTolerance())


def owed_ended(**given: Any) -> Story:
    return owed(**given).act(WithdrawCase("不办了"))


def not_accepted(**given: Any) -> Story:
    return begun(MONDAY, **given).act(RefuseAcceptance(Ground.NOT_REQUIRED, "不需要许可"))


def returned(**given: Any) -> Story:
    return begun(MONDAY, **given).act(ReturnCase("重复申报"))


def withdrawn_and_rated(**given: Any) -> Story:
    return begun(MONDAY, **given).act(WithdrawCase()).act(RateCase(RatingLevel.VERY_GOOD))


def rated(level: RatingLevel, **given: Any) -> Story:
    return plain(**given).delivered().act(RateCase(level, words="等了太久" if level.is_bad else ""))


def moved(story: Story, *states: FollowUpState) -> Story:
    """The follow-up of the bad rating goes from state to state."""
    for state in states:
        story.act(MoveFollowUp("bad_rating-1", state, "已办理"))
    return story


def good(**given: Any) -> Story:
    return rated(RatingLevel.FAIR, **given)


def bad(**given: Any) -> Story:
    return rated(RatingLevel.BAD, **given)


def bad_being_put_right(**given: Any) -> Story:
    return moved(bad(**given), FollowUpState.RECTIFYING)


def bad_put_right(**given: Any) -> Story:
    return moved(bad_being_put_right(**given), FollowUpState.RECTIFIED)


def bad_called_and_added(**given: Any) -> Story:
    story = moved(bad_put_right(**given), FollowUpState.CALLED_BACK)
    return story.act(RateCase(RatingLevel.GOOD))


def bad_by_mistake(**given: Any) -> Story:
    return moved(rated(RatingLevel.VERY_BAD, **given), FollowUpState.INVALID)


HANDLED: Final[Mapping[str, Told]] = {
    tell.__name__: tell
    for tell in (
        plain,
        refused,
        told_once,
        told_twice,
        asked_outside,
        brought,
        lapsed,
        deemed,
        paused,
        reported,
        extended,
        owed_supplied,
        owed_lapsed,
        owed_ended,
        not_accepted,
        returned,
        withdrawn_and_rated,
        good,
        bad,
        bad_being_put_right,
        bad_put_right,
        bad_called_and_added,
        bad_by_mistake,
    )
}


def handled() -> Mapping[str, Story]:
    """One case of each kind, with its own number and draft."""
    return {
        name: tell(number=f"360823-KB01-20260601-{place:05d}-X", draft_key=f"draft-{name}")
        for place, (name, tell) in enumerate(HANDLED.items(), 1)
    }
