"""Specimens 样张 of the documents of one service, with the names and limits of its own definition.

Owns which documents a service can issue at all, and what of the general specimens is replaced: who issues, what it is
about, limits with the days they lead to, materials, results, remedies, rules. Persons and case stay plainly invented.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from portal.documents.samples import SAMPLES
from portal.documents.samples.particulars import AGENCY, FILED_AT, MATTER
from portal.documents.specimen_papers import names_of_values, specimen_of_paper
from portal.domain import deadlines
from portal.domain.documents import (
    DocumentContent,
    DocumentKind,
    DueDay,
    Intake,
    ListedMaterial,
    MaterialForm,
    PromisedMaterial,
    Remedies,
    Result,
    ToCorrect,
    number_word,
)
from portal.domain.documents.shown import filled, not_counted, title_in
from portal.domain.forms import RuleKind
from portal.domain.materials import Acquisition, Necessity
from portal.domain.workflow import StepKind

if TYPE_CHECKING:
    from portal.domain.bundles import ServicePaper
    from portal.domain.calendar import WorkCalendar
    from portal.domain.documents import Matter
    from portal.domain.limits import Limit
    from portal.domain.materials import Material
    from portal.domain.organisation import County, Department
    from portal.domain.workflow import Service, Step

INVENTED: Final = "样张"
FAULTS_SHOWN: Final = 2
Changes = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a service is at home: its county, the county's departments, the calendar that gives the days."""

    county: County
    departments: Mapping[str, Department]
    calendar: WorkCalendar


def specimens_of(service: Service, place: Place) -> Mapping[str, DocumentContent]:
    """One specimen of every document that the service can issue, in the order of a case's life.

    By the kind of document; papers of the definition, which come last, by `service_paper-<id>`.
    """
    writer = _Writer(service, place)
    ordinary = {kind.value: writer.write(content) for kind, content in SAMPLES.items() if _can_issue(service, kind)}
    return ordinary | {f"{DocumentKind.SERVICE_PAPER}-{one.id}": writer.paper(one) for one in service.papers}


def _can_issue(service: Service, kind: DocumentKind) -> bool:
    """A document about something that the definition does not have is never issued."""
    needs: Mapping[DocumentKind, object] = {
        DocumentKind.COMMITMENT_LETTER: service.commitment,
        DocumentKind.TOLERANCE_COMMITMENT: service.tolerance,
        DocumentKind.TOLERANCE_NOTICE: service.tolerance,
        DocumentKind.PROCEDURE_NOTICE: service.procedures or service.superior,
        DocumentKind.EXTENSION_NOTICE: service.extension,
        DocumentKind.PUBLIC_NOTICE: _notice(service),
        DocumentKind.ORIGIN_DRAFT: _rules_of_origin(service),
        DocumentKind.SERVICE_PAPER: None,
    }
    return bool(needs.get(kind, True))


def _rules_of_origin(service: Service) -> bool:
    """Whether the form claims an origin criterion, so that a certificate is drawn up."""
    return any(rule.kind is RuleKind.ORIGIN_CRITERION for page in service.pages() for rule in page.rules)


def _notice(service: Service) -> Step | None:
    return next((step for step in service.steps if step.kind is StepKind.NOTICE), None)


@dataclass(frozen=True, slots=True)
class _Writer:
    """Rewrites general specimens for one service."""

    service: Service
    place: Place

    def write(self, content: DocumentContent) -> DocumentContent:
        """The specimen with everything replaced that the definition says."""
        agency = self._agency(content.kind)
        number = content.number.replace(AGENCY.prefix, agency.prefix)
        word = number_word(content.kind, self.service.item.task_type)
        changes: Changes = {
            "agency": agency,
            "county": self.place.county,
            "number": number.replace(f" {number_word(content.kind)}〔", f" {word}〔"),
            "matter": self._matter(content.matter),
            **_OWN.get(content.kind, _nothing)(self),
        }
        written: DocumentContent = replace(content, **changes)
        return written

    def paper(self, paper: ServicePaper) -> DocumentContent:
        """A paper of the definition."""
        department = self.service.step(paper.step).department if paper.step else self.service.item.department
        agency, county = self.place.departments[department], self.place.county
        return specimen_of_paper(self.service, paper, self._matter(MATTER), agency=agency, county=county)

    def due(self, limit: Limit) -> DueDay:
        """The day a limit leads to, set running when the invented case was filed."""
        end = deadlines.compute(limit, FILED_AT, self.place.calendar)
        return DueDay(end.due_on or self.place.calendar.local_date(end.due_at), end.provisional)

    def remedies(self) -> Remedies:
        """Where a refusal of this service is contested."""
        sample: Any = SAMPLES[DocumentKind.DECISION_REFUSED]
        remedies: Remedies = sample.remedies
        return replace(remedies, review_body=self.service.item.review_body, court=self.service.item.court)

    def _agency(self, kind: DocumentKind) -> Department:
        notice = _notice(self.service) if kind is DocumentKind.PUBLIC_NOTICE else None
        lead = self.place.departments[notice.department if notice else self.service.item.department]
        if kind is not DocumentKind.SUPERVISION_NOTICE:
            return lead
        county = self.place.county
        return replace(lead, key="county", name=county.portal, short=county.portal, prefix=county.name.zh)

    def _matter(self, matter: Matter) -> Matter:
        number = matter.case_number.replace("KB01", self.service.code)
        return replace(
            matter,
            case_number=number,
            subject=f"{INVENTED}：{self.service.name.zh}",
            service=self.service.name,
            task_code=self.service.item.task_code,
            task_type=self.service.item.task_type,
            act=self.service.decision_words.act,
        )


def _nothing(_: _Writer) -> Changes:
    return {}


def _receipt(write: _Writer) -> Changes:
    limit = write.service.limits.acceptance
    return {"materials": _materials(write.service), "answer_within": limit, "answer_due": write.due(limit)}


def _acceptance(write: _Writer) -> Changes:
    limits = write.service.limits
    return {
        "materials": _materials(write.service),
        "promise": limits.promise,
        "due": write.due(limits.promise),
        "statutory": limits.statutory,
        "statutory_due": write.due(limits.statutory),
        "not_counted": not_counted(write.service),
    }


def _correction(write: _Writer) -> Changes:
    sample: Any = SAMPLES[DocumentKind.CORRECTION_NOTICE]
    faulty = [material for material in write.service.materials if material.acquisition is Acquisition.UPLOAD]
    patterns: tuple[ToCorrect, ...] = sample.items
    items = tuple(
        replace(pattern, subject=material.name, problem=f"{INVENTED}：此处写明存在的问题。", basis=material.basis)
        for pattern, material in zip(patterns, faulty[:FAULTS_SHOWN], strict=False)
    )
    limit = write.service.limits.correction
    return {"items": items or patterns, "within": limit, "due": write.due(limit)}


def _refusal(write: _Writer) -> Changes:
    return {"remedies": write.remedies(), "reasons": f"{INVENTED}：此处写明不予受理的理由。"}


def _granted(write: _Writer) -> Changes:
    service = write.service
    given = (step for step in service.steps if step.kind is not StepKind.APPLICANT)
    results = [(step, field) for step in given for field in step.results]
    limit = service.limits.delivery
    return {
        "holder": f"{INVENTED}申请人",
        "content": service.name,
        "results": tuple(
            Result(field.label, INVENTED, write.place.departments[step.department].name) for step, field in results
        ),
        "validity": service.item.result_validity,
        "conditions": (),
        "basis": service.item.basis,
        "collect": service.item.result_collection,
        "deliver_within": limit,
        "deliver_due": write.due(limit),
        "notes": tuple(filled(one, names_of_values(service)) for one in service.decision_words.notes),
        "name": service.decision_words.granted,
    }


def _refused(write: _Writer) -> Changes:
    return {
        "facts": (f"{INVENTED}：此处写明查明的事实。",),
        "reasons": (f"{INVENTED}：此处写明不予的理由。",),
        "basis": write.service.item.basis,
        "remedies": write.remedies(),
        "name": write.service.decision_words.refused,
    }


def _tolerance(write: _Writer) -> Changes:
    rule = write.service.tolerance
    if rule is None:
        return {}
    tolerable = [one for one in write.service.materials if one.necessity is Necessity.TOLERABLE]
    return {
        "materials": tuple(PromisedMaterial(one.name, MaterialForm.ELECTRONIC) for one in tolerable),
        "within": rule.within,
        "basis": rule.basis,
    }


def _tolerance_notice(write: _Writer) -> Changes:
    rule, promise = write.service.tolerance, write.service.limits.promise
    if rule is None:
        return {}
    due = {"due": write.due(rule.within), "promise": promise, "promise_due": write.due(promise)}
    return {**_tolerance(write), **due}


def _commitment(write: _Writer) -> Changes:
    rule = write.service.commitment
    if rule is None:
        return {}
    return {
        "conditions": write.service.item.conditions,
        "terms": rule.terms,
        "spared": tuple(one.name for one in write.service.materials if one.by_commitment),
        "basis": rule.basis,
        "check_within": rule.check_within,
    }


def _procedure(write: _Writer) -> Changes:
    reason = f"{INVENTED}：此处写明理由。"
    if write.service.procedures:
        one = write.service.procedures[0]
        own: Changes = {"procedure": one.kind, "name": one.name, "basis": one.basis, "takes": one.at_most}
    elif write.service.superior:
        rule = write.service.superior
        own = {"procedure": None, "superior": rule.agency, "basis": rule.basis, "takes": rule.usual}
    else:
        return {}
    return {**own, "reason": reason, "ends": write.due(own["takes"])}


def _extension(write: _Writer) -> Changes:
    rule = write.service.extension
    if rule is None:
        return {}
    reason = f"{INVENTED}：此处写明延期的理由。"
    return {"by": rule.at_most, "approver_office": rule.approver, "basis": rule.basis, "reason": reason}


def _public_notice(write: _Writer) -> Changes:
    step = _notice(write.service)
    if step is None:
        return {}
    return {
        "step": step.name,
        "content": write.service.name,
        "basis": step.basis,
        "within": step.limit,
        "last_day": write.due(step.limit),
    }


def _delivery(write: _Writer) -> Changes:
    sample: Any = SAMPLES[DocumentKind.DELIVERY_RECORD]
    decision, result = sample.documents
    kind, task_type = DocumentKind.DECISION_GRANTED, write.service.item.task_type
    number = (
        f"{write.place.departments[write.service.item.department].prefix} {number_word(kind, task_type)}〔2026〕00017号"
    )
    return {
        "documents": (
            replace(decision, name=title_in(write.service, kind), number=number),
            replace(result, name=write.service.item.result_name, number=INVENTED),
        )
    }


def _closing(write: _Writer) -> Changes:
    return {"promised_visits": write.service.item.promised_visits}


def _supervision(write: _Writer) -> Changes:
    return {"department": write.place.departments[write.service.item.department]}


def _recovery(write: _Writer) -> Changes:
    return {"basis": write.service.item.basis, "remedies": write.remedies()}


def _materials(service: Service) -> tuple[ListedMaterial, ...]:
    return tuple(map(_listed, service.materials))


def _listed(material: Material) -> ListedMaterial:
    upload = material.acquisition is Acquisition.UPLOAD
    return ListedMaterial(
        name=material.name,
        form=MaterialForm.ELECTRONIC,
        intake=Intake.RECEIVED if upload else Intake.EXEMPT,
        originals=material.originals if upload else 0,
        copies=material.copies if upload else 0,
    )


_OWN: Final[Mapping[DocumentKind, Callable[[_Writer], Changes]]] = {
    DocumentKind.FILING_RECEIPT: _receipt,
    DocumentKind.COMMITMENT_LETTER: _commitment,
    DocumentKind.TOLERANCE_COMMITMENT: _tolerance,
    DocumentKind.CORRECTION_NOTICE: _correction,
    DocumentKind.REFUSAL_OF_ACCEPTANCE: _refusal,
    DocumentKind.ACCEPTANCE_NOTICE: _acceptance,
    DocumentKind.TOLERANCE_NOTICE: _tolerance_notice,
    DocumentKind.PROCEDURE_NOTICE: _procedure,
    DocumentKind.EXTENSION_NOTICE: _extension,
    DocumentKind.PUBLIC_NOTICE: _public_notice,
    DocumentKind.SUPERVISION_NOTICE: _supervision,
    DocumentKind.DECISION_GRANTED: _granted,
    DocumentKind.DECISION_REFUSED: _refused,
    DocumentKind.CLOSING_NOTICE: _closing,
    DocumentKind.DELIVERY_RECORD: _delivery,
    DocumentKind.RECOVERY_NOTICE: _recovery,
}
