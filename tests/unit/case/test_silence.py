"""A department that is given time to object: it may answer early, and silence passes its step."""

from __future__ import annotations

from dataclasses import replace

import pytest

from portal.domain.case.commands import AnswerObjection, EndNotice, LodgeObjection
from portal.domain.case.correction import StillRunning
from portal.domain.case.moves import CaseState
from portal.domain.case.notices import NoSuchObjection, NoticeNotRunning
from portal.domain.case.state import ClockName, StepState
from portal.domain.case.timers import TimerKind, timers_for
from portal.domain.limits import Limit, Unit
from portal.domain.proofs.course import steps_fit_the_promise
from portal.domain.workflow import Service, Silence
from tests.factories.calendars import at
from tests.factories.cases import Story
from tests.factories.everything import awaiting, filed, on


def asking(silence: Silence = Silence.CONSENT) -> Service:
    """Registration only asks another department whether it objects, within twenty days."""
    service = awaiting()
    steps = (
        replace(one, silence=silence, results=(), limit=Limit(20, Unit.DAY)) if one.id == "registration" else one
        for one in service.steps
    )
    return replace(service, steps=tuple(steps), enterprise_result=None)


def asked(service: Service | None = None) -> Story:
    """Accepted on Monday 1 June: the twentieth day is a Sunday and a holiday, so the time ends on the 22nd."""
    return Story(service=service or asking(), now=at("2026-06-01", "10:00")).file(filed()).accepted()


def test_the_case_waits_and_the_promise_stands_still() -> None:
    one = asked()
    assert one.case.state is CaseState.WAITING
    promise = one.case.clock(ClockName.PROMISE)
    assert promise is not None
    assert promise.deadline.at_least
    assert asked(asking(Silence.OPEN)).case.state is CaseState.REVIEWING


def test_silence_passes_the_step_when_its_time_is_over() -> None:
    one = asked()
    (timer,) = [timer for timer in timers_for(one.case) if timer.kind is TimerKind.END_NOTICE]
    assert timer.about == "registration"
    with pytest.raises(StillRunning):
        on(one, "2026-06-22", "23:59").act(EndNotice("registration"))
    run = on(one, "2026-06-23", "00:00").act(EndNotice("registration")).case.step("registration")
    assert (run.state, run.ticked, run.opinion) == (StepState.PASSED, (), "")


def test_the_department_may_answer_while_the_case_waits() -> None:
    assert on(asked(), "2026-06-03").passed("registration").case.step("registration").state is StepState.PASSED
    objected = on(asked(), "2026-06-03").failed("registration")
    assert objected.case.state is CaseState.REVIEWING
    assert objected.open_steps() == {"decision"}


def test_the_public_cannot_object_to_it() -> None:
    one = asked()
    with pytest.raises(NoticeNotRunning):
        one.act(LodgeObjection("registration", "丙", "13900000000", "债务未清偿"))
    with pytest.raises(NoSuchObjection):
        one.act(AnswerObjection(1, upheld=False, answer="不成立"))


def test_its_time_is_not_counted_in_the_promise() -> None:
    assert list(steps_fit_the_promise(asking(), ())) == []
    found = {one.code for one in steps_fit_the_promise(asking(Silence.OPEN), ())}
    assert "STEP-LONGER" in found
