"""One document being written: the case as it stands, and the facts all documents share.

Owns who issues a kind of document and whom it names. Public notices name persons masked, whatever else is known.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypedDict

from portal.domain.bundles import PaperMoment
from portal.domain.case.state import ClockName
from portal.domain.documents import DocumentKind, DueDay, Matter, Remedies
from portal.domain.limits import Limit, Unit
from portal.domain.masking import mask_id, mask_name, mask_phone
from portal.domain.organisation import County, Department
from portal.domain.workflow import StepKind

if TYPE_CHECKING:
    from datetime import date, datetime

    from portal.domain.case.state import Case, ClockRun, StepRun
    from portal.domain.deadlines import Deadline
    from portal.domain.workflow import Service
    from portal.services.acting import Acting

_REVIEW_WITHIN: Final = Limit(60, Unit.DAY)  # 复议法 art. 20
_COURT_WITHIN: Final = Limit(6, Unit.MONTH)  # 行诉法 art. 46


class NothingToSay(LookupError):
    """The case holds no such fact, for example no extension; whoever asked for the document did so too early."""


class Common(TypedDict):
    """What every document of a case has in common."""

    number: str
    code: str
    issued_at: datetime
    agency: Department
    county: County
    matter: Matter


@dataclass(frozen=True, slots=True)
class Frame:
    """The facts a document is written from; ``about`` names the one thing it is about where a case has several."""

    common: Common
    case: Case
    service: Service
    me: Acting
    about: str

    def clock(self, name: ClockName) -> ClockRun:
        """The clock that this document speaks of; NothingToSay when the case has none."""
        run = self.case.clock(name)
        if run is None:
            raise NothingToSay(name)
        return run

    def due(self, name: ClockName) -> DueDay:
        """The last day of that clock."""
        return self.last_day(self.clock(name).deadline)

    def last_day(self, deadline: Deadline) -> DueDay:
        """The last day of a limit; that of the hour for limits in hours."""
        return DueDay(deadline.due_on or self.local(deadline.due_at), deadline.provisional)

    def local(self, instant: datetime) -> date:
        """The day of an instant in the county."""
        return self.me.deps.calendar.local_date(instant)

    @property
    def accepted_on(self) -> date:
        """The day of acceptance; the filing day before it."""
        return self.case.accepted_on or self.case.filed_on

    @property
    def remedies(self) -> Remedies:
        """Where a refusal can be contested, and until when."""
        item = self.service.item
        return Remedies(
            review_body=item.review_body, court=item.court, review_within=_REVIEW_WITHIN, court_within=_COURT_WITHIN
        )


def agency_of(me: Acting, case: Case, kind: DocumentKind, *, about: str) -> Department:
    """Who issues: the responsible department, a step's own for its notice or paper, the county where it supervises."""
    catalogue, service = me.deps.catalogue, me.service_of(case)
    if kind is DocumentKind.PUBLIC_NOTICE:
        return catalogue.department(notice_step(case, service, about).department)
    if kind is DocumentKind.SERVICE_PAPER:
        return catalogue.department(department_of_paper(service, about))
    lead = catalogue.department(service.item.department)
    if kind is not DocumentKind.SUPERVISION_NOTICE:
        return lead
    county = catalogue.county
    return Department(
        key="county",
        name=county.portal,
        short=county.portal,
        prefix=county.name.zh,
        phone=lead.phone,
        complaint_phone=lead.complaint_phone,
        address=lead.address,
    )


def department_of_paper(service: Service, about: str) -> str:
    """Who signs a paper of the definition: the department of its step, else the one in charge."""
    paper = next((one for one in service.papers if one.id == about), None)
    return service.step(paper.step).department if paper and paper.step else service.item.department


def notice_step(case: Case, service: Service, about: str) -> StepRun:
    """The public notice step of that id, else the one opened last; NothingToSay when none was opened."""
    notices = [run for run in case.steps if service.step(run.id).kind is StepKind.NOTICE and run.opened_at is not None]
    wanted = [run for run in notices if about in ("", run.id)]
    if not wanted:
        raise NothingToSay(about)
    return max(wanted, key=lambda run: (run.opened_at, run.id))


def is_public(service: Service, kind: DocumentKind, about: str) -> bool:
    """Whether everybody may read it: a public notice, and a paper of the definition that opens a notice step."""
    if kind is not DocumentKind.SERVICE_PAPER:
        return kind is DocumentKind.PUBLIC_NOTICE
    paper = next((one for one in service.papers if one.id == about), None)
    if paper is None or paper.at is not PaperMoment.STEP_OPENED or paper.step is None:
        return False
    return service.step(paper.step).kind is StepKind.NOTICE


def matter_of(case: Case, service: Service, kind: DocumentKind, *, about: str) -> Matter:
    """What the document is about and who applies; numbers masked, in public also the names of persons."""
    public = is_public(service, kind, about)
    applicant = case.applicant
    name = mask_name(applicant.name) if public else applicant.name
    return Matter(
        case_number=case.number,
        subject=name if case.title == applicant.name else case.title,
        service=service.name,
        task_code=service.item.task_code,
        task_type=service.item.task_type,
        act=service.decision_words.act,
        applicant=name,
        applicant_id=mask_id(applicant.id_number) if applicant.id_number and not public else "",
        contact=name,
        contact_phone=mask_phone(applicant.mobile) if applicant.mobile and not public else "",
    )
