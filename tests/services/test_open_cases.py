"""One open case at a time, on both databases: no second closing of one enterprise, by whatever route or whomever."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TYPE_CHECKING, cast

import pytest

from portal.domain.case.commands import CompleteStep, WithdrawCase
from portal.domain.case.state import Outcome
from portal.services import endings, redirecting, review
from portal.services.conflicts import NotFound
from portal.services.filing import FormIncomplete
from tests.factories.staff import Staff

if TYPE_CHECKING:
    from collections.abc import Callable

    from portal.domain.answers import Finding
    from portal.domain.permissions import Actor
    from portal.services.deps import Deps
    from tests.factories.applicants import Applicant

USCC = "91360823MA2RR1QR12"
SIMPLE, ORDINARY = "simple-closing", "closing"


def findings(refused: FormIncomplete) -> list[tuple[str, str, object]]:
    found = cast("tuple[Finding, ...]", refused.facts["findings"])
    return [(one.at, one.message_id, one.facts.get("case")) for one in found]


@pytest.mark.parametrize("second", [SIMPLE, ORDINARY])
def test_whoever_files_again_reads_the_number_of_the_open_case(applicant: Applicant, second: str) -> None:
    case = applicant.file(SIMPLE, enterprise_uscc=USCC)
    with pytest.raises(FormIncomplete) as refused:
        applicant.file(second, enterprise_uscc=USCC)
    assert findings(refused.value) == [("enterprise_uscc", "open.own", case.number)]


def test_others_read_only_that_there_is_one(applicant: Applicant, person: Callable[..., Actor]) -> None:
    applicant.file(ORDINARY, enterprise_uscc=USCC)
    with pytest.raises(FormIncomplete) as refused:
        applicant.other(person()).file(SIMPLE, enterprise_uscc=USCC)
    assert findings(refused.value) == [("enterprise_uscc", "open.other", None)]


def test_another_enterprise_and_a_closed_case_stand_in_nobodys_way(deps: Deps, applicant: Applicant) -> None:
    case = applicant.file(SIMPLE, enterprise_uscc=USCC)
    applicant.file(SIMPLE, enterprise_uscc="91360823MACWYUU81R")
    endings.withdraw_case(deps, applicant.actor, case.number, command=WithdrawCase("改走普通程序"))
    assert applicant.file(ORDINARY, enterprise_uscc=USCC).is_open


def test_of_several_who_file_at_once_one_does(applicant: Applicant, person: Callable[..., Actor]) -> None:
    hands = [applicant.other(person()) for _ in range(4)]
    drafts = [one.draft((SIMPLE, ORDINARY)[number % 2], enterprise_uscc=USCC) for number, one in enumerate(hands)]
    gate = Barrier(len(hands))

    def file(number: int) -> bool:
        gate.wait(timeout=20)
        try:
            hands[number].submit(drafts[number])
        except FormIncomplete:
            return False
        return True

    with ThreadPoolExecutor(len(hands)) as threads:
        assert sorted(threads.map(file, range(len(hands)))) == [False, False, False, True]


def test_what_is_deregistered_is_never_closed_again_by_anybody(
    deps: Deps, applicant: Applicant, person: Callable[..., Actor]
) -> None:
    staff = Staff(deps)
    case = staff.accept(applicant.file(SIMPLE, enterprise_uscc=USCC, entity_kind="household"))
    for step in ("tax_push", "social_push", "review"):
        case = staff.complete(case, step)
    decision = CompleteStep("decision", Outcome.PASSED, results={"deregistered_on": "2026-09-21"})
    review.complete_step(deps, staff.officer("market-regulation"), case.number, command=decision)
    for hand in (applicant, applicant.other(person())):
        with pytest.raises(FormIncomplete) as refused:
            hand.file(ORDINARY, enterprise_uscc=USCC)
        assert findings(refused.value) == [("enterprise_uscc", "open.granted", None)]


def test_a_refused_closing_leads_on_with_its_answers_before_the_refusal_is_served(
    deps: Deps, applicant: Applicant, person: Callable[..., Actor]
) -> None:
    staff = Staff(deps)
    case = staff.accept(applicant.file(SIMPLE, enterprise_uscc=USCC, entity_kind="household"))
    assert redirecting.ways_on(deps, case) == ()
    case = staff.complete(case, "tax_push", Outcome.FAILED, "欠税")
    refusal = CompleteStep("decision", Outcome.FAILED, "有欠税，不适用简易注销")
    case = review.complete_step(deps, staff.officer("market-regulation"), case.number, command=refusal)
    assert {one.key for one in redirecting.ways_on(deps, case)} == {SIMPLE, ORDINARY}
    draft = redirecting.go_on_from(deps, applicant.actor, case.number, to=ORDINARY)
    assert (draft.service_key, draft.answers["enterprise_uscc"]) == (ORDINARY, USCC)
    assert applicant.file(ORDINARY, enterprise_uscc=USCC).is_open
    with pytest.raises(NotFound):
        redirecting.go_on_from(deps, person(), case.number, to=ORDINARY)
