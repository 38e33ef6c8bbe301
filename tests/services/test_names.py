"""Names 名称自主申报 on both databases: kept when they pass, taken once, free again, registered with the licence."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier
from typing import TYPE_CHECKING, cast

import pytest

from portal.domain.case.commands import CompleteStep, WithdrawCase
from portal.domain.case.state import Outcome
from portal.domain.name_register import EnterpriseName, NameKey, NameState, NameTaken
from portal.domain.names import NameParts
from portal.services import drafts, endings, review
from portal.services.filing import FormIncomplete
from portal.services.names import keeping as names
from tests.factories.staff import Staff

if TYPE_CHECKING:
    from collections.abc import Callable

    from portal.domain.answers import Finding
    from portal.domain.permissions import Actor
    from portal.services.deps import Deps
    from tests.factories.applicants import Applicant
    from tests.services.conftest import HandClock

PARTS = {"region": "county", "industry_words": "生物医药", "suffix": "youxian_gongsi"}
SITUATION = {"enterprise_type": "llc", "premises": "owned", "pre_approval": False, "filer": "self"}


def key(trade_name: str = "玉峡", industry: str = "生物医药") -> NameKey:
    return NameKey(trade_name, industry, f"峡江县{trade_name}{industry}有限公司")


def state_of(deps: Deps, trade_name: str = "玉峡") -> list[NameState]:
    with deps.uow.read() as tx:
        return [one.state for one in tx.names.near(key(trade_name)) if one.key.trade_name == trade_name]


def name_page(deps: Deps, actor: Actor, trade_name: str, **changes: object) -> str:
    """A draft whose name page is in order."""
    draft = drafts.start_draft(deps, actor, "enterprise-opening")
    answers = SITUATION | PARTS | {"trade_name": trade_name} | changes
    drafts.save_answers(deps, actor, draft.key, page_id="name", answers=answers, done=True)
    return draft.key


def enter(deps: Deps, state: NameState, since: date, **changes: str) -> None:
    with deps.uow.begin() as tx:
        assert tx.names.add(EnterpriseName(key(**changes), state, since))


def test_a_name_that_passes_is_kept_for_two_months(deps: Deps, person: Callable[..., Actor], clock: HandClock) -> None:
    owner, other = person(), person()
    name_page(deps, owner, "玉峡")
    with pytest.raises(NameTaken):
        name_page(deps, other, "玉峡")
    clock.advance(days=61)  # 21 September + 2 months is the last day
    with pytest.raises(NameTaken):
        name_page(deps, other, "玉峡")
    clock.advance(days=1)
    name_page(deps, other, "玉峡")


def test_with_an_approval_before_it_is_kept_for_a_year(
    deps: Deps, person: Callable[..., Actor], clock: HandClock
) -> None:
    name_page(deps, person(), "玉峡", pre_approval=True)
    clock.advance(days=364)
    with pytest.raises(NameTaken):
        name_page(deps, person(), "玉峡")


def test_another_name_or_a_discarded_draft_sets_it_free(deps: Deps, person: Callable[..., Actor]) -> None:
    owner = person()
    draft = name_page(deps, owner, "玉峡")
    drafts.save_answers(deps, owner, draft, page_id="name", answers={"trade_name": "金峡"}, done=True)
    assert state_of(deps) == []
    assert state_of(deps, "金峡") == [NameState.RESERVED]
    drafts.discard_draft(deps, owner, draft)
    assert state_of(deps, "金峡") == []


def test_the_same_word_in_another_industry_is_free(deps: Deps, person: Callable[..., Actor]) -> None:
    name_page(deps, person(), "玉峡")
    name_page(deps, person(), "玉峡", industry_words="餐饮管理")
    assert len(state_of(deps)) == 2


@pytest.mark.parametrize(
    ("state", "since", "free"),
    [
        (NameState.REGISTERED, date(2000, 1, 1), False),
        (NameState.DEREGISTERED, date(2025, 9, 22), False),
        (NameState.DEREGISTERED, date(2025, 9, 21), True),
        (NameState.CHANGED, date(2025, 12, 1), False),
        (NameState.REVOKED, date(2025, 9, 20), True),
    ],
)
def test_names_that_were_given_up_stay_closed_for_a_year(
    deps: Deps, applicant: Applicant, state: NameState, since: date, *, free: bool
) -> None:
    enter(deps, state, since)
    answers = PARTS | {"trade_name": "玉峡"}
    if free:
        assert applicant.file(**answers).title == "峡江县玉峡生物医药有限公司"
        return
    with pytest.raises(FormIncomplete) as refused:
        applicant.file(**answers)
    findings = cast("tuple[Finding, ...]", refused.value.facts["findings"])
    assert [(one.at, one.message_id) for one in findings] == [("trade_name", "name.taken")]


def test_a_name_without_industry_stands_in_everybodys_way(deps: Deps, applicant: Applicant) -> None:
    enter(deps, NameState.REGISTERED, date(2020, 1, 1), industry="")
    with pytest.raises(FormIncomplete):
        applicant.file(**PARTS, trade_name="玉峡")


def test_the_licence_registers_the_name_and_a_refusal_frees_it(deps: Deps, applicant: Applicant) -> None:
    staff = Staff(deps)
    granted = staff.accept(applicant.file(**PARTS, trade_name="玉峡", parts=None))
    assert state_of(deps) == [NameState.RESERVED]
    staff.complete(granted, "registration")
    assert state_of(deps) == [NameState.REGISTERED]
    refused = staff.accept(applicant.file(**PARTS, trade_name="金峡", parts=None))
    failed = staff.complete(refused, "registration", Outcome.FAILED, "有任职限制")
    staff.complete(failed, "decision", Outcome.FAILED, "有任职限制")
    assert state_of(deps, "金峡") == []


def test_the_name_of_a_closed_enterprise_stays_closed_for_a_year(
    deps: Deps, applicant: Applicant, clock: HandClock
) -> None:
    enter(deps, NameState.REGISTERED, date(2020, 1, 1))
    enter(deps, NameState.REGISTERED, date(2020, 1, 1), trade_name="禾沐")
    staff = Staff(deps)
    written = {"enterprise_name": key().full_name, "entity_kind": "household"}
    case = staff.accept(applicant.file("simple-closing", **written))
    for step in ("tax_push", "social_push", "review"):
        case = staff.complete(case, step)
    assert state_of(deps) == [NameState.REGISTERED]
    decision = CompleteStep("decision", Outcome.PASSED, results={"deregistered_on": "2026-09-21"})
    review.complete_step(deps, staff.officer("market-regulation"), case.number, command=decision)
    assert state_of(deps) == [NameState.DEREGISTERED]
    assert state_of(deps, "禾沐") == [NameState.REGISTERED]
    parts = NameParts("峡江县", "玉峡", "生物医药", "有限公司")
    assert names.check_free_name(deps, parts, "llc")
    clock.advance(days=366)
    assert names.check_free_name(deps, parts, "llc") == ()


def test_a_withdrawn_case_frees_its_name(deps: Deps, applicant: Applicant) -> None:
    case = applicant.file(**PARTS, trade_name="玉峡")
    endings.withdraw_case(deps, applicant.actor, case.number, command=WithdrawCase("不办了"))
    assert state_of(deps) == []


def test_the_name_of_a_branch_is_taken_as_a_whole(deps: Deps, applicant: Applicant) -> None:
    branch = {"enterprise_type": "branch", "parent_name": "江西某某有限公司", "suffix_branch": "fengongsi"}
    case = applicant.file(**branch, branch_words="水边")
    assert case.title == "江西某某有限公司水边分公司"
    assert applicant.file(**branch, branch_words="巴邱").title == "江西某某有限公司巴邱分公司"
    with pytest.raises(FormIncomplete) as refused:
        applicant.file(**branch, branch_words="水边")
    findings = cast("tuple[Finding, ...]", refused.value.facts["findings"])
    assert [one.message_id for one in findings] == ["name.taken"]


def test_of_many_who_ask_at_once_one_gets_the_name(deps: Deps, person: Callable[..., Actor]) -> None:
    people = [person() for _ in range(6)]
    started = [drafts.start_draft(deps, one, "enterprise-opening").key for one in people]
    gate = Barrier(len(people))

    def ask(number: int) -> bool:
        industry = "生物医药" if number % 2 else ""
        answers = SITUATION | PARTS | {"trade_name": "玉峡", "industry_words": industry}
        gate.wait(timeout=20)
        try:
            drafts.save_answers(deps, people[number], started[number], page_id="name", answers=answers, done=True)
        except NameTaken:
            return False
        return True

    with ThreadPoolExecutor(len(people)) as pool:
        won = list(pool.map(ask, range(len(people))))
    assert won.count(True) == 1
    assert len(state_of(deps)) == 1


def test_what_is_near_is_told_without_what_is_ones_own(deps: Deps, person: Callable[..., Actor]) -> None:
    service = deps.catalogue.current("enterprise-opening")
    own = name_page(deps, person(), "玉峡")
    answers = SITUATION | PARTS | {"trade_name": "玉峡"}
    assert names.names_near(deps, service, answers, draft_key=own) == frozenset()
    assert names.names_near(deps, service, answers=answers) == {("玉峡", "生物医药")}
    assert names.names_near(deps, service, answers | {"trade_name": "玉龙"}) == {("玉峡", "生物医药")}


def test_a_name_that_ones_own_other_filing_keeps_is_told_as_ones_own(
    deps: Deps, person: Callable[..., Actor], applicant: Applicant
) -> None:
    service = deps.catalogue.current("enterprise-opening")
    owner, other = person(), person()
    kept = name_page(deps, owner, "玉峡")
    answers = SITUATION | PARTS | {"trade_name": "玉峡"}
    assert names.own_filing(deps, owner, service, answers=answers) == names.OwnFiling(draft_key=kept)
    assert names.own_filing(deps, owner, service, answers=answers, draft_key=kept) is None
    assert names.own_filing(deps, other, service, answers=answers) is None
    case = applicant.file("enterprise-opening", **SITUATION, trade_name="禾沐")
    mine = names.own_filing(deps, applicant.actor, service, answers=case.answers)
    assert mine == names.OwnFiling(case_number=case.number)
    assert names.own_filing(deps, owner, service, answers=case.answers) is None
