"""Two workers, two people, or one person twice, in the same instant: everything happens once, and the other is told."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import TYPE_CHECKING

import pytest

from portal.demo.sample import sample_pdf
from portal.domain.case.commands import (
    AnswerExtension,
    PauseCase,
    RateCase,
    RequestExtension,
    ResumeCase,
    TellCorrection,
    UrgeCase,
    WithdrawCase,
)
from portal.domain.case.events import CaseAccepted, Event
from portal.domain.case.evolve import replay
from portal.domain.case.incident_events import (
    CasePaused,
    CaseRated,
    CaseResumed,
    CaseUrged,
    CaseWithdrawn,
    CorrectionSupplied,
    CorrectionTold,
    ExtensionRequested,
    FollowUpOpened,
    LimitExtended,
    TimerFired,
)
from portal.domain.case.incidents import RatingLevel
from portal.domain.case.moves import CaseState
from portal.domain.case.state import Case, Verdict
from portal.domain.documents import DocumentKind
from portal.domain.errors import DomainError
from portal.domain.limits import Limit, Unit
from portal.domain.permissions import Role
from portal.jobs.runner import run_until_idle
from portal.services import cases, corrections, drafts, endings, extensions, feedback, intake, pauses, timing, work
from tests.factories.definitions import SMALL
from tests.factories.staff import Staff

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from portal.domain.permissions import Actor
    from portal.services.deps import Deps
    from tests.factories.applicants import Applicant
    from tests.services.conftest import HandClock

DONE = "done"
PAUSE = PauseCase("hearing", "利害关系人申请听证", Limit(10, Unit.WORKDAY))
TEN = Limit(10, Unit.WORKDAY)


@pytest.fixture
def staff(deps: Deps) -> Staff:
    return Staff(deps)


@pytest.fixture
def head(person: Callable[..., Actor]) -> Actor:
    return person(Role.OFFICER, department="health", is_head=True)


def at_once(*acts: Callable[[], object]) -> list[str]:
    """What each act answers when all begin together: `DONE`, or the message of its refusal."""
    barrier = Barrier(len(acts))

    def run(act: Callable[[], object]) -> str:
        barrier.wait()
        try:
            act()
        except DomainError as refused:
            return refused.message_id
        return DONE

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(run, acts))


def seen(deps: Deps, staff: Staff, case: Case) -> tuple[Case, list[Event], list[DocumentKind]]:
    """The case as it is stored, what happened to it, and its papers; its history alone makes it."""
    view = cases.view_case(deps, staff.clerk, case.number)
    assert replay(view.history) == view.case
    assert [one.seq for one in view.history] == list(range(1, len(view.history) + 1))
    return view.case, [one.event for one in view.history], [document.kind for document in view.documents]


def count(events: Sequence[Event], kind: type[Event]) -> int:
    return sum(isinstance(event, kind) for event in events)


# --- timers -------------------------------------------------------------------------------------------


def test_two_workers_fire_every_timer_once(deps: Deps, applicant: Applicant, staff: Staff, clock: HandClock) -> None:
    filed = [applicant.file(SMALL) for _ in range(3)]
    clock.advance(days=60)
    assert at_once(*[lambda: run_until_idle(deps)] * 3) == [DONE] * 3
    for case in filed:
        now, events, papers = seen(deps, staff, case)
        fired = [(event.kind, event.about, event.due_at) for event in events if isinstance(event, TimerFired)]
        assert len(set(fired)) == len(fired)
        assert [kind for kind, _, _ in fired].count("deem_accepted") == 1
        assert count(events, CaseAccepted) == 1
        assert (now.state, papers.count(DocumentKind.ACCEPTANCE_NOTICE)) == (CaseState.REVIEWING, 1)


def test_a_worker_who_comes_back_from_the_dead_does_nothing_twice(
    deps: Deps, applicant: Applicant, staff: Staff, clock: HandClock
) -> None:
    case = applicant.file(SMALL)
    run_until_idle(deps)
    clock.advance(days=20)
    lent = deps.jobs.claim(clock.now(), lease_seconds=work.LEASE_SECONDS)
    assert lent is not None
    clock.advance(seconds=work.LEASE_SECONDS + 1)
    run_until_idle(deps)
    before, _, _ = seen(deps, staff, case)
    timing.fire_timer(deps, lent)
    after, events, _ = seen(deps, staff, case)
    assert (after, count(events, CaseAccepted)) == (before, 1)


def test_silence_and_the_window_accept_it_once(
    deps: Deps, applicant: Applicant, staff: Staff, clock: HandClock
) -> None:
    case = staff.check(applicant.file(SMALL))
    clock.advance(days=30)
    answers = at_once(lambda: intake.accept_case(deps, staff.clerk, case.number), lambda: run_until_idle(deps))
    assert answers[0] in {DONE, "case.move_not_allowed", "case.changed_meanwhile"}
    run_until_idle(deps)
    now, events, papers = seen(deps, staff, case)
    assert (now.accepted_at, now.deemed_accepted) == (case.filed_at, True)
    assert (count(events, CaseAccepted), papers.count(DocumentKind.ACCEPTANCE_NOTICE)) == (1, 1)


def test_a_correction_lapses_once_and_leaves_one_closing_paper(
    deps: Deps, applicant: Applicant, staff: Staff, clock: HandClock
) -> None:
    case = told(deps, applicant, staff)
    clock.advance(days=90)
    at_once(*[lambda: run_until_idle(deps)] * 3)
    now, events, papers = seen(deps, staff, case)
    assert (now.state, count(events, CaseWithdrawn)) == (CaseState.WITHDRAWN, 1)
    assert len(papers) == len(set(papers))


# --- two people ---------------------------------------------------------------------------------------


def told(deps: Deps, applicant: Applicant, staff: Staff) -> Case:
    """Every uploaded material is unclear, and the applicant was told."""
    case = staff.check(applicant.file(SMALL), Verdict.TO_CORRECT, "不清楚")
    return corrections.tell_correction(deps, staff.clerk, case.number, command=TellCorrection())


def test_of_two_who_saw_the_same_page_one_wins_and_the_other_is_told(
    deps: Deps, applicant: Applicant, staff: Staff
) -> None:
    case = staff.accept(applicant.file(SMALL))
    page = case.revision
    officer = staff.officer("health")
    answers = at_once(
        lambda: pauses.pause_case(deps, officer, case.number, command=PAUSE, revision=page),
        lambda: endings.withdraw_case(
            deps, applicant.actor, case.number, command=WithdrawCase("另行申请"), revision=page
        ),
    )
    assert sorted(answers) == ["case.changed_meanwhile", DONE]
    now, events, _ = seen(deps, staff, case)
    assert count(events, CasePaused) + count(events, CaseWithdrawn) == 1
    assert now.state is (CaseState.SPECIAL if answers[0] == DONE else CaseState.WITHDRAWN)


def test_the_window_tells_once_when_two_clerks_do(deps: Deps, applicant: Applicant, staff: Staff) -> None:
    case = staff.check(applicant.file(SMALL), Verdict.TO_CORRECT, "不清楚")
    answers = at_once(
        *[lambda: corrections.tell_correction(deps, staff.clerk, case.number, command=TellCorrection())] * 2
    )
    assert sorted(answers) == ["case.move_not_allowed", DONE]
    now, events, papers = seen(deps, staff, case)
    assert (count(events, CorrectionTold), papers.count(DocumentKind.CORRECTION_NOTICE)) == (1, 1)
    assert now.corrections[0].violations == ()


# --- double submits -----------------------------------------------------------------------------------


def test_an_extension_asked_for_and_approved_twice_is_one(
    deps: Deps, applicant: Applicant, staff: Staff, head: Actor
) -> None:
    case = staff.accept(applicant.file(SMALL))
    officer = staff.officer("health")
    ask = RequestExtension(TEN, "案情复杂")
    asked = at_once(*[lambda: extensions.request_extension(deps, officer, case.number, command=ask)] * 3)
    assert sorted(asked) == ["case.extension_pending"] * 2 + [DONE]
    yes = AnswerExtension(approve=True)
    answered = at_once(*[lambda: extensions.answer_extension(deps, head, case.number, command=yes)] * 3)
    assert answered.count(DONE) == 1
    _, events, papers = seen(deps, staff, case)
    assert (count(events, ExtensionRequested), count(events, LimitExtended)) == (1, 1)
    assert papers.count(DocumentKind.EXTENSION_NOTICE) == 1


def test_a_pause_begun_and_ended_twice_is_one(deps: Deps, applicant: Applicant, staff: Staff, clock: HandClock) -> None:
    case = staff.accept(applicant.file(SMALL))
    officer = staff.officer("health")
    begun = at_once(*[lambda: pauses.pause_case(deps, officer, case.number, command=PAUSE)] * 2)
    assert sorted(begun) == ["case.move_not_allowed", DONE]
    clock.advance(days=3)
    ended = at_once(*[lambda: pauses.resume_case(deps, officer, case.number, command=ResumeCase("已听证"))] * 2)
    assert sorted(ended) == ["case.move_not_allowed", DONE]
    now, events, _ = seen(deps, staff, case)
    assert (count(events, CasePaused), count(events, CaseResumed), len(now.pauses)) == (1, 1, 1)


def test_urging_and_rating_twice_at_once_are_one_each(deps: Deps, applicant: Applicant, staff: Staff) -> None:
    case = applicant.file(SMALL)
    me = applicant.actor
    urged = at_once(*[lambda: feedback.urge_case(deps, me, case.number, command=UrgeCase("请尽快"))] * 3)
    assert sorted(urged) == ["case.urged_today"] * 2 + [DONE]
    endings.withdraw_case(deps, me, case.number, command=WithdrawCase())
    bad = RateCase(RatingLevel.BAD, words="等了很久")
    rated = at_once(*[lambda: feedback.rate_case(deps, me, case.number, command=bad)] * 3)
    assert sorted(rated) == ["case.already_rated"] * 2 + [DONE]
    _, events, _ = seen(deps, staff, case)
    assert [count(events, kind) for kind in (CaseUrged, CaseRated, FollowUpOpened)] == [1, 1, 1]


def test_a_correction_supplied_twice_is_supplied_once_and_loses_nothing(
    deps: Deps, applicant: Applicant, staff: Staff, clock: HandClock
) -> None:
    case = told(deps, applicant, staff)
    key = corrections.open_correction(deps, applicant.actor, case.number).key
    for run in case.materials:
        if run.verdict is Verdict.TO_CORRECT:
            mended = [drafts.Upload("补正.pdf", sample_pdf())]
            drafts.add_files(deps, applicant.actor, key, material_id=run.id, uploads=mended)
    clock.advance(days=1)
    answers = at_once(*[lambda: corrections.supply_correction(deps, applicant.actor, case.number)] * 2)
    assert answers == [DONE] * 2
    now, events, papers = seen(deps, staff, case)
    assert (count(events, CorrectionSupplied), papers.count(DocumentKind.FILING_RECEIPT)) == (1, 2)
    acceptance = now.running_clock
    assert acceptance is not None
    assert acceptance.started_at == case.filed_at + timedelta(days=1)
