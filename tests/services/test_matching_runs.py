"""From a recognition list to a filed claim: import, run, proposals, confirming, and what never happens twice."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Final
from unittest.mock import Mock

import pytest

from portal.domain.permissions import NotPermitted, Role
from portal.domain.policies.facts import Fact, FactSource
from portal.domain.policies.matching import Verdict
from portal.domain.policies.recognition import Fault, ListUnreadable
from portal.services.conflicts import NotFound
from portal.services.drafts import start_draft
from portal.services.filing import FormIncomplete, submit_draft
from portal.services.matching import proposals as answering
from portal.services.matching import recognition
from portal.services.matching import runs as matching_runs
from portal.services.matching.prefilled import claim_answers, start_claim
from portal.services.policies.claimed import ClaimedBefore, check_of
from portal.services.policies.qualifying import Standing, my_policies
from portal.services.records.profiles import Counts, ProposalState
from tests.services.test_profiles import USCC, an_enterprise, put

if TYPE_CHECKING:
    from collections.abc import Callable

    from portal.domain.permissions import Actor
    from portal.services.deps import Deps
    from portal.services.records.profiles import Proposal
    from tests.services.conftest import HandClock

    Person = Callable[..., Actor]

OTHER: Final = "91360800MA7B3RNU1C"
ACCOUNT: Final = {"account_bank": "示例银行", "account_number": "6200000000000001"}
HEADING: Final = "统一社会信用代码,企业名称,证书编号,发证日期,认定类型"
LINE: Final = f"{USCC},峡江示例智造有限公司,GR1,2026-05-20,首次"
CLEAN: Final = (
    "credit.serious_illegal",
    "credit.dishonest_debtor",
    "safety.accident_12m",
    "environment.penalty_12m",
)


def a_list(*lines: str, encoding: str = "utf-8") -> bytes:
    return "\r\n".join((HEADING, *lines)).encode(encoding)


def imported(deps: Deps, officer: Actor, data: bytes) -> None:
    found = recognition.preview_list(deps, officer, "hnte", data=data)
    recognition.import_list(deps, officer, "hnte", sha256=found.sha256, title="示例文件1号", file_name="list.csv")


def clean(deps: Deps, uscc: str = USCC) -> None:
    put(deps, *(Fact(name, False, date(2026, 9, 1), FactSource.SHARED) for name in CLEAN), uscc=uscc)


def proposed(deps: Deps, person: Person) -> tuple[Actor, Actor, Proposal]:
    """An owner, an officer, and a proposal for the owner's enterprise."""
    owner, officer = person(mobile="13900000001"), person(Role.OFFICER, department="science")
    an_enterprise(deps, owner)
    clean(deps)
    imported(deps, officer, a_list(LINE))
    run_id = matching_runs.run_matching(deps, officer, "hnte-first")
    assert matching_runs.propose(deps, officer, run_id) == 1
    (offer,) = answering.waiting_for(deps, owner)
    return owner, officer, offer


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk"])
def test_a_list_becomes_facts_whatever_its_encoding(deps: Deps, person: Person, encoding: str) -> None:
    officer = person(Role.OFFICER, department="science")
    imported(deps, officer, a_list(LINE, encoding=encoding))
    with deps.uow.read() as tx:
        facts = {one.fact.id: one.fact for one in tx.profiles.of((USCC,))[USCC]}
    assert facts["hnte.certificate_no"].value == "GR1"
    assert facts["hnte.first_time"].value is True
    assert facts["hnte.issued_on"].source is FactSource.LIST
    assert facts["hnte.issued_on"].note == "示例文件1号 GR1"


def test_the_list_of_the_next_year_renews_its_facts_without_certificates(deps: Deps, person: Person) -> None:
    officer = person(Role.OFFICER, department="industry")
    years = [
        f"统一社会信用代码,企业名称,公布日期\n{USCC},甲公司,{day}".encode() for day in ("2025-03-05", "2026-03-05")
    ]
    for data in years:
        found = recognition.preview_list(deps, officer, "above_scale", data=data)
        given = {"sha256": found.sha256, "title": "示例文件", "file_name": "list.csv"}
        recognition.import_list(deps, officer, "above_scale", **given)
    assert recognition.preview_list(deps, officer, "above_scale", data=years[1]).read.bad[0].faults == (Fault.KNOWN,)
    with deps.uow.read() as tx:
        days = {one.fact.as_of for one in tx.profiles.of((USCC,))[USCC] if one.fact.id == "above_scale.active"}
    assert date(2026, 3, 5) in days


def test_a_list_is_imported_once_and_its_lines_are_known(deps: Deps, person: Person) -> None:
    officer = person(Role.OFFICER, department="science")
    imported(deps, officer, a_list(LINE))
    again = recognition.preview_list(deps, officer, "hnte", data=a_list(LINE))
    assert [(one.number, one.faults) for one in again.read.bad] == [(2, (Fault.KNOWN,))]
    with pytest.raises(recognition.ListHasNothingNew):
        imported(deps, officer, a_list(LINE))
    assert [one.lines for one in recognition.lists_of(deps, officer).rows] == [1]


def test_looking_at_a_list_stores_nothing(deps: Deps, person: Person) -> None:
    officer = person(Role.OFFICER, department="science")
    recognition.preview_list(deps, officer, "hnte", data=a_list(LINE))
    with deps.uow.read() as tx:
        assert not tx.profiles.known("", size=5)


def test_who_may_import_and_match(deps: Deps, person: Person) -> None:
    with pytest.raises(NotFound):
        recognition.preview_list(deps, person(Role.OFFICER, department="tax"), "hnte", data=a_list(LINE))
    with pytest.raises(NotPermitted):
        recognition.lists_of(deps, person())
    with pytest.raises(NotFound):
        matching_runs.run_matching(deps, person(Role.OFFICER, department="tax"), "hnte-first")
    run_id = matching_runs.run_matching(deps, person(Role.OFFICER, department="science"), "hnte-first")
    with pytest.raises(NotFound):
        matching_runs.propose(deps, person(Role.OFFICER, department="tax"), run_id)


@pytest.mark.parametrize(
    "data", [b"", b"\xff\xfe\x00broken\x00", b"PK\x03\x04broken", b'a,"b\n', b"\xd0\xcf\x11\xe0old"]
)
def test_what_is_no_list_is_refused(deps: Deps, person: Person, data: bytes) -> None:
    with pytest.raises(ListUnreadable):
        recognition.preview_list(deps, person(Role.OFFICER, department="science"), "hnte", data=data)


def test_a_run_judges_everybody_known_and_says_why(deps: Deps, person: Person) -> None:
    officer = person(Role.OFFICER, department="science")
    an_enterprise(deps, person())
    clean(deps)
    imported(deps, officer, a_list(LINE, f"{OTHER},外地示例有限公司,GR2,2026-05-20,首次"))
    run_id = matching_runs.run_matching(deps, officer, "hnte-first")
    view = matching_runs.view_run(deps, officer, run_id, verdict=Verdict.QUALIFIES.value)
    counts = view.run.counts
    assert (counts.looked_at, counts.eligible, counts.not_eligible, counts.proposed) == (2, 1, 1, 0)
    (row,) = view.rows
    assert (row.uscc, row.amount, row.period) == (USCC, Decimal(200000), "GR1")
    assert "hnte.issued_on" in {one.id for one in row.facts}


def test_a_run_that_broke_off_is_told_from_one_that_ended(
    deps: Deps, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    officer = person(Role.OFFICER, department="science")
    an_enterprise(deps, person())
    clean(deps)
    imported(deps, officer, a_list(LINE, f"{OTHER},外地示例有限公司,GR2,2026-05-20,首次"))
    first = matching_runs.run_matching(deps, officer, "hnte-first")
    with monkeypatch.context() as killed:
        killed.setattr(matching_runs, "PORTION", 1)
        killed.setattr(matching_runs, "_added", Mock(side_effect=(Counts(looked_at=1, eligible=1), KeyboardInterrupt)))
        with pytest.raises(KeyboardInterrupt):
            matching_runs.run_matching(deps, officer, "hnte-first")
    broken, ended = matching_runs.runs_of(deps, officer).rows
    assert (broken.finished_at, ended.row_id) == (None, first)
    assert ended.finished_at is not None
    assert not matching_runs.view_run(deps, officer, broken.row_id, verdict=Verdict.QUALIFIES.value).can_propose
    with pytest.raises(matching_runs.RunUnfinished):
        matching_runs.propose(deps, officer, broken.row_id)


def test_a_proposal_is_confirmed_into_an_ordinary_claim(deps: Deps, person: Person) -> None:
    owner, officer, offer = proposed(deps, person)
    case = answering.confirm_proposal(deps, owner, offer.row_id or 0, answers=ACCOUNT)
    assert case.service_key == "hnte-first"
    assert case.answers["enterprise_uscc"] == USCC
    assert not answering.waiting_for(deps, owner)
    view = answering.view_proposal(deps, owner, offer.row_id or 0)
    assert (view.state, view.proposal.case_number) == (ProposalState.CONFIRMED, case.number)
    found = check_of(deps, officer, case.number)
    assert found is not None
    assert (found.check.verdict, found.check.amount, found.linked) == ("qualifies", Decimal(200000), True)


def test_nobody_is_proposed_twice_nor_after_a_claim(deps: Deps, person: Person) -> None:
    owner, officer, offer = proposed(deps, person)
    first = matching_runs.run_matching(deps, officer, "hnte-first")
    assert matching_runs.propose(deps, officer, first) == 0
    answering.confirm_proposal(deps, owner, offer.row_id or 0, answers=ACCOUNT)
    second = matching_runs.run_matching(deps, officer, "hnte-first")
    view = matching_runs.view_run(deps, officer, second, verdict=matching_runs.HAD)
    assert [one.uscc for one in view.rows] == [USCC]
    assert matching_runs.propose(deps, officer, second) == 0
    with pytest.raises(answering.ProposalAnswered):
        answering.confirm_proposal(deps, owner, offer.row_id or 0, answers=ACCOUNT)


def test_a_second_claim_for_the_same_certificate_is_refused(deps: Deps, person: Person) -> None:
    owner, _officer, offer = proposed(deps, person)
    case = answering.confirm_proposal(deps, owner, offer.row_id or 0, answers=ACCOUNT)
    service = deps.catalogue.current("hnte-first")
    answers = claim_answers(deps, owner, service, uscc=USCC, facts=offer.facts)
    draft = start_draft(deps, owner, "hnte-first", answers={**answers, **ACCOUNT})
    with pytest.raises(ClaimedBefore) as refusal:
        submit_draft(deps, owner, draft.key, declared=True)
    assert refusal.value.facts["case"] == case.number


def test_a_proposal_without_an_account_stores_nothing(deps: Deps, person: Person) -> None:
    owner, _officer, offer = proposed(deps, person)
    with pytest.raises(FormIncomplete):
        answering.confirm_proposal(deps, owner, offer.row_id or 0, answers={})
    assert [one.row_id for one in answering.waiting_for(deps, owner)] == [offer.row_id]


def test_declined_stays_declined_and_may_still_be_claimed(deps: Deps, person: Person) -> None:
    owner, officer, offer = proposed(deps, person)
    answering.decline_proposal(deps, owner, offer.row_id or 0, reason="不需要")
    run_id = matching_runs.run_matching(deps, officer, "hnte-first")
    assert matching_runs.propose(deps, officer, run_id) == 0
    assert start_claim(deps, owner, "hnte-first", uscc=USCC).answers["enterprise_uscc"] == USCC


def test_a_proposal_runs_out_and_may_be_made_again(deps: Deps, person: Person, clock: HandClock) -> None:
    owner, officer, offer = proposed(deps, person)
    clock.advance(days=30)
    assert not answering.waiting_for(deps, owner)
    with pytest.raises(answering.ProposalAnswered):
        answering.confirm_proposal(deps, owner, offer.row_id or 0, answers=ACCOUNT)
    run_id = matching_runs.run_matching(deps, officer, "hnte-first")
    assert matching_runs.propose(deps, officer, run_id) == 1


def test_somebody_elses_proposal_is_not_known_to_be_there(deps: Deps, person: Person) -> None:
    _owner, _officer, offer = proposed(deps, person)
    with pytest.raises(NotFound):
        answering.confirm_proposal(deps, person(), offer.row_id or 0, answers=ACCOUNT)


def test_the_check_of_a_claim_is_not_rewritten_by_later_facts(deps: Deps, person: Person, clock: HandClock) -> None:
    owner, officer, offer = proposed(deps, person)
    case = answering.confirm_proposal(deps, owner, offer.row_id or 0, answers=ACCOUNT)
    clock.advance(days=2)
    put(deps, Fact("credit.serious_illegal", True, date(2026, 9, 22), FactSource.SHARED))
    found = check_of(deps, officer, case.number)
    assert found is not None
    assert found.judged.match.verdict is Verdict.QUALIFIES
    assert [(then and then.value, now and now.value) for then, now in found.changed] == [(False, True)]
    mine = my_policies(deps, owner)
    assert mine is not None
    assert {one.judged.policy.key for one in mine.policies if one.standing is Standing.CLAIMED} == {"hnte-first"}
