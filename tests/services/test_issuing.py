"""Documents of the rest of a case's life: what each says is taken from the case, and the sums are those of the law."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING, Final

import pytest

from portal.definitions.catalogue import load_catalogue
from portal.domain.case.commands import (
    AnswerExtension,
    CheckMaterial,
    PauseCase,
    RefuseAcceptance,
    ReportUp,
    RequestExtension,
    ResumeCase,
    ReturnCase,
    Supervise,
    TellCorrection,
    WithdrawCase,
)
from portal.domain.case.incidents import Ground
from portal.domain.case.state import StepState, Verdict
from portal.domain.documents import (
    CaseClock,
    Channel,
    ClosedAs,
    ClosingNotice,
    CommitmentLetter,
    CorrectionNotice,
    DocumentKind,
    ExtensionNotice,
    Fault,
    FilingReceipt,
    Intake,
    NotAccepted,
    ProcedureNotice,
    PublicNotice,
    RefusalOfAcceptance,
    SupervisionCause,
    SupervisionNotice,
    ToleranceCommitment,
    ToleranceNotice,
)
from portal.domain.explanation import LineKind
from portal.domain.limits import Limit, Unit
from portal.domain.permissions import Role
from portal.domain.procedures import ProcedureKind
from portal.services import corrections, drafts, endings, extensions, follow_ups, intake, issuing, pauses
from portal.services.acting import acting
from portal.services.issuing.frame import NothingToSay
from tests.factories.applicants import Applicant
from tests.factories.staff import Staff
from tests.services.conftest import WORKFLOWS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from portal.domain.case.state import Case
    from portal.domain.documents import DocumentContent
    from portal.domain.permissions import Actor
    from portal.services.deps import Deps
    from tests.services.conftest import HandClock

HYGIENE: Final = "public-place-hygiene"
BATH: Final = "bath-permit"

ADDED: Final = {
    f"key: {HYGIENE}": f"key: {BATH}",
    "code: WS01": "code: YS01",
    "  conditions:\n": "  excluded_from_once: true\n  conditions:\n",
    "procedures:\n": (
        "superior:\n  agency: {zh: 吉安市卫生健康委员会, en: City Health Commission}\n"
        "  basis: {zh: 《示例办法》第三条, en: 'Example rules, article 3'}\n"
        "  usual: {value: 10, unit: workday}\n\nprocedures:\n"
    ),
    "  - id: decision\n": (
        "  - id: public\n    name: {zh: 拟许可公示, en: Notice of the intended permit}\n    department: health\n"
        "    kind: notice\n    after: [site_check]\n    limit: {value: 5, unit: workday}\n"
        "    basis: {zh: 《示例办法》第五条, en: 'Example rules, article 5'}\n  - id: decision\n"
    ),
    "after: [site_check]\n    limit: {value: 2,": "after: [public]\n    limit: {value: 2,",
    "promise: {value: 7,": "promise: {value: 15,",
}


@pytest.fixture
def county(deps: Deps, tmp_path: Path) -> Deps:
    """The same county with one more service, which has a superior and a public notice."""
    folder = tmp_path / "workflows"
    shutil.copytree(WORKFLOWS, folder)
    text = (folder / HYGIENE / "v1.yaml").read_text(encoding="utf-8")
    for old, new in ADDED.items():
        assert old in text
        text = text.replace(old, new, 1)
    (folder / BATH).mkdir()
    (folder / BATH / "v1.yaml").write_text(text, encoding="utf-8")
    return replace(deps, catalogue=load_catalogue(folder))


@pytest.fixture
def staff(deps: Deps) -> Staff:
    return Staff(deps)


@pytest.fixture
def accepted(applicant: Applicant, staff: Staff) -> Case:
    """Filed and accepted on Monday, 21 September 2026."""
    return staff.accept(applicant.file(HYGIENE))


def content(deps: Deps, case: Case, kind: DocumentKind) -> DocumentContent:
    """The latest document of that kind."""
    with deps.uow.read() as tx:
        return [document for document in tx.documents.of_case(case.number) if document.kind is kind][-1].content


def health(staff: Staff) -> Actor:
    return staff.officer("health")


# --- correction, refusal, promises --------------------------------------------------------------


def told(deps: Deps, staff: Staff, case: Case) -> CorrectionNotice:
    checks = [CheckMaterial("plans", Verdict.TO_CORRECT, "平面图没有标明卫生设施。")]
    intake.check_materials(deps, staff.clerk, case.number, checks=checks)
    command = TellCorrection(fields={"place_address": "与营业执照不一致。"}, outside=("健康证明原件",))
    case = corrections.tell_correction(deps, staff.clerk, case.number, command=command)
    notice = content(deps, case, DocumentKind.CORRECTION_NOTICE)
    assert isinstance(notice, CorrectionNotice)
    return notice


def test_a_correction_notice_lists_everything_with_its_basis(deps: Deps, staff: Staff, applicant: Applicant) -> None:
    notice = told(deps, staff, applicant.file(HYGIENE))
    plans, address, outside = notice.items
    assert (plans.fault, plans.problem) == (Fault.NOT_IN_ORDER, "平面图没有标明卫生设施。")
    assert plans.requirement.zh == "更正后重新提交：三张图齐全，标明卫生设施位置"
    assert plans.basis.zh == "《公共场所卫生管理条例实施细则》"
    assert (address.fault, address.subject.zh) == (Fault.FIELD, "申请书“场所地址”栏")
    assert (outside.fault, outside.subject.zh) == (Fault.OUTSIDE, "健康证明原件")
    assert (notice.round, notice.earlier, notice.handler) == (1, (), staff.clerk.name)
    assert (notice.within, notice.due.day) == (Limit(30, Unit.DAY), date(2026, 10, 21))


def test_a_refusal_names_the_competent_agency_and_the_end_is_explained(
    deps: Deps, staff: Staff, applicant: Applicant
) -> None:
    case = applicant.file(HYGIENE)
    command = RefuseAcceptance(Ground.NOT_COMPETENT, "由设区的市办理。", "吉安市卫生健康委员会")
    case = endings.refuse_acceptance(deps, staff.clerk, case.number, command=command)
    refusal = content(deps, case, DocumentKind.REFUSAL_OF_ACCEPTANCE)
    assert isinstance(refusal, RefusalOfAcceptance)
    assert (refusal.ground, refusal.competent) == (NotAccepted.NOT_COMPETENT, "吉安市卫生健康委员会")
    assert refusal.remedies.review_within == Limit(60, Unit.DAY)
    closing = content(deps, case, DocumentKind.CLOSING_NOTICE)
    assert isinstance(closing, ClosingNotice)
    assert (closing.closed_as, closing.accepted_on) == (ClosedAs.NOT_ACCEPTED, None)
    assert [result.value for result in closing.results] == [refusal.number]
    assert [clock.clock for clock in closing.clocks] == [CaseClock.ACCEPTANCE]


def promised(deps: Deps, applicant: Applicant, *, committed: bool = False) -> Case:
    """Filed without the house rules, which are promised, or without the test report, for which a promise stands."""
    key = applicant.draft(HYGIENE)
    left_out = "test_report" if committed else "hygiene_rules"
    with deps.uow.read() as tx:
        draft = tx.drafts.get(key)
    assert draft is not None
    for file in draft.files[left_out]:
        drafts.remove_file(deps, applicant.actor, key, material_id=left_out, sha256=file.sha256)
    ways = () if committed else (left_out,)
    drafts.choose_ways(deps, applicant.actor, key, promised=ways, committed=committed)
    return applicant.submit(key)


def intakes(deps: Deps, case: Case) -> dict[str, Intake]:
    receipt = content(deps, case, DocumentKind.FILING_RECEIPT)
    assert isinstance(receipt, FilingReceipt)
    return {line.name.zh: line.intake for line in receipt.materials}


def test_a_promised_material_stands_in_receipt_commitment_and_notice(
    deps: Deps, staff: Staff, applicant: Applicant
) -> None:
    case = promised(deps, applicant)
    assert intakes(deps, case)["公共场所卫生管理制度"] is Intake.TOLERATED
    commitment = content(deps, case, DocumentKind.TOLERANCE_COMMITMENT)
    assert isinstance(commitment, ToleranceCommitment)
    assert [material.name.zh for material in commitment.materials] == ["公共场所卫生管理制度"]
    assert (commitment.within, commitment.signer) == (Limit(5, Unit.WORKDAY), "郭某")
    checks = [CheckMaterial(run.id, Verdict.ACCEPTED) for run in case.materials if run.files]
    intake.check_materials(deps, staff.clerk, case.number, checks=checks)
    case = intake.accept_case(deps, staff.clerk, case.number)
    notice = content(deps, case, DocumentKind.TOLERANCE_NOTICE)
    assert isinstance(notice, ToleranceNotice)
    assert notice.due.day == date(2026, 9, 29)  # Monday + 5 working days over the mid-autumn holiday
    assert notice.materials == commitment.materials


def test_a_commitment_stands_for_a_material(deps: Deps, applicant: Applicant) -> None:
    case = promised(deps, applicant, committed=True)
    assert intakes(deps, case)["公共场所卫生检测或者评价报告"] is Intake.COMMITTED
    letter = content(deps, case, DocumentKind.COMMITMENT_LETTER)
    assert isinstance(letter, CommitmentLetter)
    assert [name.zh for name in letter.spared] == ["公共场所卫生检测或者评价报告"]
    assert len(letter.terms) == 3
    assert letter.check_within == Limit(2, Unit.MONTH)


@pytest.mark.parametrize("channel", Channel)
def test_the_receipt_counts_as_the_checklist_does(deps: Deps, applicant: Applicant, channel: Channel) -> None:
    case = applicant.submit(applicant.draft(HYGIENE), channel=channel)
    receipt = content(deps, case, DocumentKind.FILING_RECEIPT)
    assert isinstance(receipt, FilingReceipt)
    counts = {line.name.zh: (line.originals, line.copies) for line in receipt.materials}
    assert counts["公共场所卫生许可证申请表"] == (1, 0)
    assert counts["公共场所卫生管理制度"] == (0, 1)


# --- pauses, extension, supervision, public notice -----------------------------------------------


def test_a_special_procedure_names_the_days_it_moves(deps: Deps, staff: Staff, accepted: Case) -> None:
    command = PauseCase("testing", "复检甲醛。", Limit(3, Unit.WORKDAY))
    case = pauses.pause_case(deps, health(staff), accepted.number, command=command)
    notice = content(deps, case, DocumentKind.PROCEDURE_NOTICE)
    assert isinstance(notice, ProcedureNotice)
    assert (notice.procedure, notice.superior) == (ProcedureKind.TESTING, None)
    assert (notice.began_on, notice.ends.day) == (date(2026, 9, 21), date(2026, 9, 24))
    promise, statutory = notice.moved
    assert (promise.before.day, promise.after.day) == (date(2026, 10, 8), date(2026, 10, 12))
    assert (statutory.before.day, statutory.after.day) == (date(2026, 10, 26), date(2026, 10, 29))


def test_what_was_announced_is_what_happens_when_it_lasts_so_long(
    deps: Deps, clock: HandClock, staff: Staff, accepted: Case
) -> None:
    command = PauseCase("testing", "复检甲醛。", Limit(3, Unit.WORKDAY))
    case = pauses.pause_case(deps, health(staff), accepted.number, command=command)
    notice = content(deps, case, DocumentKind.PROCEDURE_NOTICE)
    assert isinstance(notice, ProcedureNotice)
    clock.advance(days=3)
    case = pauses.resume_case(deps, health(staff), accepted.number, command=ResumeCase("合格"))
    ends = {run.name.value: run.deadline.due_on for run in case.clocks}
    assert {line.clock.value: line.after.day for line in notice.moved}.items() <= ends.items()


def test_an_extension_names_both_days_and_who_approved(deps: Deps, staff: Staff, accepted: Case) -> None:
    asked = RequestExtension(Limit(5, Unit.WORKDAY), "需要进一步核实。")
    extensions.request_extension(deps, health(staff), accepted.number, command=asked)
    head = replace(health(staff), is_head=True)
    case = extensions.answer_extension(deps, head, accepted.number, command=AnswerExtension(approve=True))
    notice = content(deps, case, DocumentKind.EXTENSION_NOTICE)
    assert isinstance(notice, ExtensionNotice)
    assert (notice.approver, notice.reason, notice.by) == (head.name, "需要进一步核实。", Limit(5, Unit.WORKDAY))
    assert [(line.before.day, line.after.day) for line in notice.moved] == [
        (date(2026, 10, 8), date(2026, 10, 14)),
        (date(2026, 10, 26), date(2026, 11, 2)),
    ]


@pytest.mark.parametrize(
    ("days", "cause"),
    [(0, SupervisionCause.BY_HAND), (2, SupervisionCause.BY_HAND), (3, SupervisionCause.STEP_OVERDUE),
     (18, SupervisionCause.PROMISE_OVERDUE), (40, SupervisionCause.STATUTORY_OVERDUE)],
)  # fmt: skip
def test_a_supervision_says_what_the_clocks_said(
    deps: Deps, clock: HandClock, staff: Staff, accepted: Case, person: Callable[..., Actor], *, days: int,
    cause: SupervisionCause,
) -> None:  # fmt: skip
    clock.advance(days=days)
    manager = person(Role.MANAGER)
    command = Supervise("health", "请说明原因。", Limit(2, Unit.WORKDAY))
    case = follow_ups.supervise(deps, manager, accepted.number, command=command)
    notice = content(deps, case, DocumentKind.SUPERVISION_NOTICE)
    assert isinstance(notice, SupervisionNotice)
    assert (notice.cause, notice.department.key, notice.words) == (cause, "health", "请说明原因。")
    assert notice.state_since <= notice.sent_at
    assert notice.agency.name == deps.catalogue.county.portal
    assert notice.supervision_number == f"{case.number}-1"


def test_the_superior_and_the_public_are_told(county: Deps, person: Callable[..., Actor], clock: HandClock) -> None:
    owner = person(name="郭某甲", id_number="11010519491231002X", mobile="13812343210")
    staff = Staff(county)
    case = staff.accept(Applicant(county, owner, Random(3)).file(BATH, place_name="郭某甲"))
    pauses.pause_case(county, health(staff), case.number, command=ReportUp("需要市级核准。"))
    referral = content(county, case, DocumentKind.PROCEDURE_NOTICE)
    assert isinstance(referral, ProcedureNotice)
    assert referral.heading.zh == "转报上级核准告知书"
    assert (referral.superior, referral.procedure) == (referral.name, None)
    clock.advance(days=1)
    case = pauses.resume_case(county, health(staff), case.number, command=ResumeCase("同意"))
    case = staff.complete(staff.complete(case, "review"), "site_check")
    notice = content(county, case, DocumentKind.PUBLIC_NOTICE)
    assert isinstance(notice, PublicNotice)
    assert (notice.first_day, notice.last_day.day) == (date(2026, 9, 22), date(2026, 9, 30))
    assert (notice.holder, notice.matter.applicant, notice.matter.applicant_id) == ("郭*甲", "郭*甲", "")
    assert notice.matter.contact_phone == ""


# --- the end ------------------------------------------------------------------------------------


def test_a_delivered_case_is_explained_day_by_day(deps: Deps, clock: HandClock, staff: Staff, accepted: Case) -> None:
    command = PauseCase("testing", "复检甲醛。", Limit(3, Unit.WORKDAY))
    pauses.pause_case(deps, health(staff), accepted.number, command=command)
    clock.advance(days=2)
    case = pauses.resume_case(deps, health(staff), accepted.number, command=ResumeCase("合格"))
    clock.advance(days=5)
    closed = staff.deliver(staff.decide(case))
    notice = content(deps, closed, DocumentKind.CLOSING_NOTICE)
    assert isinstance(notice, ClosingNotice)
    assert notice.closed_as is ClosedAs.GRANTED
    assert [result.value for result in notice.results][1:] == ["编号001"]
    assert notice.handed_over is not None
    clocks = {one.clock: one for one in notice.clocks}
    promise = clocks[CaseClock.PROMISE]
    assert (promise.taken, promise.kept) == (closed.workdays_taken, True)
    assert [line.why for line in promise.days if line.kind is LineKind.PAUSED] == ["卫生检测复检"] * 2
    assert promise.days[-1].n == 7
    assert "第四十五条" in promise.article.zh
    assert "第四十五条" not in clocks[CaseClock.DELIVERY].article.zh
    for explained in notice.clocks:
        assert explained.days[-1].date == explained.due.day


def test_every_other_ending_says_why(deps: Deps, staff: Staff, applicant: Applicant) -> None:
    returned = endings.return_case(deps, staff.clerk, applicant.file(HYGIENE).number, command=ReturnCase("重复申请。"))
    notice = content(deps, returned, DocumentKind.CLOSING_NOTICE)
    assert isinstance(notice, ClosingNotice)
    assert (notice.closed_as, notice.reason, notice.results) == (ClosedAs.RETURNED, "重复申请。", ())
    case = applicant.file(HYGIENE)
    withdrawn = endings.withdraw_case(deps, applicant.actor, case.number, command=WithdrawCase())
    notice = content(deps, withdrawn, DocumentKind.CLOSING_NOTICE)
    assert isinstance(notice, ClosingNotice)
    assert (notice.closed_as, notice.handed_over, notice.decided_on) == (ClosedAs.WITHDRAWN, None, None)


def test_a_late_decision_is_called_late(deps: Deps, clock: HandClock, staff: Staff, accepted: Case) -> None:
    clock.instant += timedelta(days=20)
    closed = staff.deliver(staff.decide(accepted))
    notice = content(deps, closed, DocumentKind.CLOSING_NOTICE)
    assert isinstance(notice, ClosingNotice)
    clocks = {one.clock: one for one in notice.clocks}
    assert not clocks[CaseClock.PROMISE].kept
    assert clocks[CaseClock.PROMISE].taken == closed.workdays_taken
    assert clocks[CaseClock.STATUTORY].kept


@pytest.mark.parametrize(
    "kind",
    [DocumentKind.CORRECTION_NOTICE, DocumentKind.REFUSAL_OF_ACCEPTANCE, DocumentKind.PROCEDURE_NOTICE,
     DocumentKind.EXTENSION_NOTICE, DocumentKind.TOLERANCE_COMMITMENT, DocumentKind.TOLERANCE_NOTICE,
     DocumentKind.COMMITMENT_LETTER, DocumentKind.SUPERVISION_NOTICE, DocumentKind.PUBLIC_NOTICE,
     DocumentKind.DELIVERY_RECORD, DocumentKind.RECOVERY_NOTICE],
)  # fmt: skip
def test_a_document_about_nothing_is_not_issued(deps: Deps, staff: Staff, accepted: Case, kind: DocumentKind) -> None:
    assert accepted.step("review").state is StepState.OPEN
    with deps.uow.begin() as tx:
        me = acting(deps, tx, staff.clerk)
        stored = me.load(accepted.number)
        with pytest.raises(NothingToSay):
            issuing.issue(me, stored, kind)
