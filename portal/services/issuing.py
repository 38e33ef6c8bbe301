"""Issuing documents 文书: number, verification code and typed content, in the business transaction.

Owns which words of a case go into which document. The PDF is made afterwards by the jobs
process from the content stored here; once stored it is never made again.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Final, TypedDict

from portal.domain.case.commands import IssueDocument
from portal.domain.case.state import ClockName, StepState
from portal.domain.documents import (
    AcceptanceNotice,
    Channel,
    DecisionGranted,
    DecisionRefused,
    DeliveredDocument,
    DeliveryRecord,
    DocumentKind,
    DueDay,
    FilingReceipt,
    Intake,
    ListedMaterial,
    MaterialForm,
    Matter,
    Remedies,
    Result,
    number_word,
    title,
)
from portal.domain.limits import Limit, Unit
from portal.domain.masking import mask_id, mask_phone
from portal.domain.numbers import CODE_ENTROPY_BYTES, document_number, verification_code
from portal.domain.texts import Text
from portal.domain.workflow import Acquisition, County, Department, Necessity
from portal.services.records import StoredDocument

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from portal.domain.case.state import Case, ClockRun, MaterialRun
    from portal.domain.documents import DocumentContent
    from portal.domain.workflow import Service
    from portal.services.acting import Acting
    from portal.services.records import StoredCase

#: Outbox kind of "render this document"; the key is its verification code.
RENDER: Final = "render_document"

_REVIEW_WITHIN: Final = Limit(60, Unit.DAY)  # 复议法 art. 20
_COURT_WITHIN: Final = Limit(6, Unit.MONTH)  # 行诉法 art. 46
_ONLINE: Final = Text("网上申报", "Online filing")
_HALL: Final = Text("政务服务中心综合窗口", "General window of the service hall")


class _Common(TypedDict):
    """What every document of a case has in common."""

    number: str
    code: str
    issued_at: datetime
    agency: Department
    county: County
    matter: Matter


@dataclass(frozen=True, slots=True)
class _Frame:
    """One document being written: the case as it stands, and the facts all documents share."""

    common: _Common
    case: Case
    service: Service
    me: Acting

    def clock(self, name: ClockName) -> ClockRun:
        """The clock that this document speaks of; LookupError when the case has none."""
        run = self.case.clock(name)
        if run is None:
            raise LookupError(name)
        return run

    def due(self, name: ClockName) -> DueDay:
        """The last day of that clock."""
        deadline = self.clock(name).deadline
        day = deadline.due_on or self.me.deps.calendar.local_date(deadline.due_at)
        return DueDay(day, deadline.provisional)

    @property
    def accepted_on(self) -> date:
        """The day of acceptance; the filing day before it."""
        return self.case.accepted_on or self.case.filed_on


def issue(me: Acting, stored: StoredCase, kind: DocumentKind) -> StoredCase:
    """Issue one document of the case as it stands now, and queue its printing."""
    frame = _frame(me, stored.case, kind)
    number, code = frame.common["number"], frame.common["code"]
    content = _BUILDERS[kind](frame)
    stored = me.act(stored, IssueDocument(kind, number, code))
    me.tx.documents.add(
        StoredDocument(
            code=code,
            case_number=stored.case.number,
            kind=kind,
            number=number,
            issued_at=frame.common["issued_at"],
            content=content,
        )
    )
    me.tx.enqueue(RENDER, code, "", at=frame.common["issued_at"], case=stored.case.number)
    return stored


def _frame(me: Acting, case: Case, kind: DocumentKind) -> _Frame:
    service = me.service_of(case)
    agency = me.deps.catalogue.department(service.item.department)
    now = me.deps.clock.now()
    year = me.deps.calendar.local_date(now).year
    serial = me.tx.next_number(f"document/{agency.prefix}/{kind.value}/{year}")
    common = _Common(
        number=document_number(agency.prefix, number_word(kind), year=year, serial=serial),
        code=verification_code(me.deps.random.bytes(CODE_ENTROPY_BYTES)),
        issued_at=now,
        agency=agency,
        county=me.deps.catalogue.county,
        matter=_matter(case, service),
    )
    return _Frame(common, case, service, me)


def _matter(case: Case, service: Service) -> Matter:
    applicant = case.applicant
    return Matter(
        case_number=case.number,
        subject=case.title,
        service=service.name,
        task_code=service.item.task_code,
        applicant=applicant.name,
        applicant_id=mask_id(applicant.id_number) if applicant.id_number else "",
        contact=applicant.name,
        contact_phone=mask_phone(applicant.mobile) if applicant.mobile else "",
    )


def _receipt(frame: _Frame) -> DocumentContent:
    case = frame.case
    online = case.channel is Channel.ONLINE
    return FilingReceipt(
        **frame.common,
        query_code=case.query_code,
        channel=case.channel,
        received_at=case.filed_at,
        materials=_materials(frame),
        receiver=frame.common["county"].portal.zh if online else frame.me.by.name,
        window=_ONLINE if online else _HALL,
        answer_within=frame.clock(ClockName.ACCEPTANCE).deadline.limit,
        answer_due=frame.due(ClockName.ACCEPTANCE),
    )


def _acceptance(frame: _Frame) -> DocumentContent:
    return AcceptanceNotice(
        **frame.common,
        filed_at=frame.case.filed_at,
        accepted_on=frame.accepted_on,
        promise=frame.clock(ClockName.PROMISE).deadline.limit,
        statutory=frame.clock(ClockName.STATUTORY).deadline.limit,
        due=frame.due(ClockName.PROMISE),
        statutory_due=frame.due(ClockName.STATUTORY),
        materials=_materials(frame),
        handler=frame.me.by.name,
        deemed=frame.case.deemed_accepted,
    )


def _granted(frame: _Frame) -> DocumentContent:
    case, service = frame.case, frame.service
    return DecisionGranted(
        **frame.common,
        filed_at=case.filed_at,
        accepted_on=frame.accepted_on,
        holder=case.title,
        content=service.name,
        results=_results(frame),
        validity=service.item.result_validity,
        conditions=(),
        basis=service.item.basis,
        collect=service.item.result_collection,
        deliver_within=frame.clock(ClockName.DELIVERY).deadline.limit,
        deliver_due=frame.due(ClockName.DELIVERY),
    )


def _refused(frame: _Frame) -> DocumentContent:
    case, service = frame.case, frame.service
    opinions = tuple(run.opinion for run in case.steps if run.opinion and run.id != service.decision.id)
    return DecisionRefused(
        **frame.common,
        filed_at=case.filed_at,
        accepted_on=frame.accepted_on,
        facts=opinions or (case.reasons,),
        reasons=(case.reasons,),
        basis=service.item.basis,
        remedies=Remedies(
            review_body=service.item.review_body,
            court=service.item.court,
            review_within=_REVIEW_WITHIN,
            court_within=_COURT_WITHIN,
        ),
    )


def _delivery(frame: _Frame) -> DocumentContent:
    case = frame.case
    delivery = case.delivery
    if delivery is None or case.delivered_at is None:
        raise LookupError(case.number)
    return DeliveryRecord(
        **frame.common,
        addressee=case.title,
        documents=_delivered(frame),
        delivered_at=case.delivered_at,
        place=Text(delivery.place, delivery.place),
        method=delivery.method,
        receiver=delivery.receiver,
        relation=delivery.relation,
        server=frame.me.by.name,
        remarks=delivery.remarks,
    )


def _delivered(frame: _Frame) -> tuple[DeliveredDocument, ...]:
    decisions = {DocumentKind.DECISION_GRANTED, DocumentKind.DECISION_REFUSED}
    papers = tuple(
        DeliveredDocument(title(document.kind), document.number)
        for document in frame.case.documents
        if document.kind in decisions
    )
    code = frame.case.results.get(frame.service.enterprise_result or "")
    if not frame.case.granted or not code:
        return papers
    return (*papers, DeliveredDocument(frame.service.item.result_name, code))


def _results(frame: _Frame) -> tuple[Result, ...]:
    """What the departments gave, and which chosen parts were not done and why (许可法 art. 38)."""
    lines: list[Result] = []
    for run in frame.case.steps:
        step = frame.service.step(run.id)
        department = frame.me.deps.catalogue.department(run.department).name
        for field in step.results:
            value = (run.results or {}).get(field.id)
            if value:
                lines.append(Result(field.label, field.shown(value), department))
        if run.state is StepState.FAILED:
            undone = Text(f"{step.name.zh}（未办理）", f"{step.name.en} (not done)")
            lines.append(Result(undone, run.opinion, department))
    return tuple(lines)


def _materials(frame: _Frame) -> tuple[ListedMaterial, ...]:
    return tuple(
        _listed(frame, run)
        for run in frame.case.materials
        if run.files or frame.service.material(run.id).necessity is not Necessity.OPTIONAL
    )


def _listed(frame: _Frame, run: MaterialRun) -> ListedMaterial:
    material = frame.service.material(run.id)
    handed_in = bool(run.files) or material.acquisition is Acquisition.GENERATED
    if handed_in:
        intake = Intake.RECEIVED
    elif material.acquisition is Acquisition.SHARED:
        intake = Intake.EXEMPT
    else:
        intake = Intake.TOLERATED
    electronic = frame.case.channel is Channel.ONLINE
    return ListedMaterial(
        name=material.name,
        form=MaterialForm.ELECTRONIC if electronic else MaterialForm.PAPER,
        intake=intake,
        originals=material.originals if handed_in and not electronic else 0,
        copies=len(run.files) or (1 if handed_in else 0),
    )


_BUILDERS: Final[Mapping[DocumentKind, Callable[[_Frame], DocumentContent]]] = {
    DocumentKind.FILING_RECEIPT: _receipt,
    DocumentKind.ACCEPTANCE_NOTICE: _acceptance,
    DocumentKind.DECISION_GRANTED: _granted,
    DocumentKind.DECISION_REFUSED: _refused,
    DocumentKind.DELIVERY_RECORD: _delivery,
}
