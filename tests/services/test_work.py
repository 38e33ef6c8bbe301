"""Jobs: documents are printed once, timers fire once, failures come back later."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from portal.domain.case.incident_events import TimerFired
from portal.domain.case.moves import CaseState
from portal.domain.documents import DocumentKind
from portal.jobs.runner import run_until_idle
from portal.services import cases, files, work
from portal.services.files import DocumentNotReady

if TYPE_CHECKING:
    from portal.domain.documents import DocumentContent
    from portal.services.deps import Deps
    from tests.factories.applicants import Applicant
    from tests.services.conftest import HandClock


class BrokenPrinter:
    """A renderer that always fails."""

    def render(self, content: DocumentContent, *, locale: str = "zh") -> bytes:
        raise OSError(content.number, locale)


def test_the_receipt_is_printed_once_and_can_be_opened(deps: Deps, applicant: Applicant) -> None:
    case = applicant.file()
    code = case.documents[0].code
    with pytest.raises(DocumentNotReady):
        files.open_document(deps, applicant.actor, case.number, code=code)
    assert run_until_idle(deps) == 1
    assert run_until_idle(deps) == 0
    opened = files.open_document(deps, applicant.actor, case.number, code=code)
    with opened.stream as stream:
        assert stream.read() == f"%PDF zh {case.documents[0].number}".encode()


def test_a_document_somebody_waits_for_comes_first(deps: Deps, applicant: Applicant) -> None:
    waiting, asked = applicant.file(), applicant.file()
    with pytest.raises(DocumentNotReady):
        files.open_document(deps, applicant.actor, asked.number, code=asked.documents[0].code)
    assert work.do_next(deps)
    stored = {
        case.number: cases.view_case(deps, applicant.actor, case.number).documents[0].sha256
        for case in (waiting, asked)
    }
    assert stored[asked.number]
    assert stored[waiting.number] is None


def test_a_failing_job_comes_back_later_and_stops_nobody(deps: Deps, applicant: Applicant, clock: HandClock) -> None:
    case = applicant.file()
    broken = replace(deps, renderer=BrokenPrinter())
    assert work.do_next(broken)
    assert not work.do_next(broken)
    clock.instant += work.delay_after(1)
    assert run_until_idle(deps) == 1
    assert cases.view_case(deps, applicant.actor, case.number).documents[0].sha256


def test_delays_grow_to_an_hour() -> None:
    delays = [work.delay_after(attempts) for attempts in range(1, 40)]
    assert delays == sorted(delays)
    assert delays[-1] == timedelta(hours=1)


def test_silence_is_acceptance_fired_once_even_after_downtime(
    deps: Deps, applicant: Applicant, clock: HandClock
) -> None:
    case = applicant.file()
    run_until_idle(deps)
    clock.advance(days=30)
    assert run_until_idle(deps) == 4  # a reminder, the timer, the printing of the notice, the promise's reminder
    view = cases.view_case(deps, applicant.actor, case.number)
    assert view.case.state is CaseState.REVIEWING
    assert view.case.accepted_at == case.filed_at
    assert [document.kind for document in view.documents] == [
        DocumentKind.FILING_RECEIPT,
        DocumentKind.ACCEPTANCE_NOTICE,
    ]
    fired = [one.event for one in view.history if isinstance(one.event, TimerFired)]
    told = [(one.kind, one.about) for one in fired]
    assert told == [("remind", "acceptance"), ("deem_accepted", ""), ("remind", "promise")]
    assert run_until_idle(deps) == 0
