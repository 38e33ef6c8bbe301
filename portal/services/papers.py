"""Which papers follow an act, where that depends on what the act caused.

Private steps of the use cases: each takes the open transaction and the case before and after. What stands in a paper
is the business of `portal.services.issuing`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.domain.bundles import PaperMoment
from portal.domain.case.state import ClockName, StepState
from portal.domain.documents import DocumentKind
from portal.services import issuing
from portal.services.issuing.origin import has_draft
from portal.services.issuing.paper import due_papers, has_own_notice

if TYPE_CHECKING:
    from portal.domain.case.state import Case
    from portal.services.acting import Acting
    from portal.services.records.core import StoredCase


def after_filing(me: Acting, stored: StoredCase) -> StoredCase:
    """The receipt, and the letters by which the applicant committed."""
    stored = issuing.issue(me, stored, DocumentKind.FILING_RECEIPT)
    if any(run.promised for run in stored.case.materials):
        stored = issuing.issue(me, stored, DocumentKind.TOLERANCE_COMMITMENT)
    if stored.case.committed:
        stored = issuing.issue(me, stored, DocumentKind.COMMITMENT_LETTER)
    stored = after_answers(me, stored)
    return of_definition(me, stored, PaperMoment.FILED)


def after_answers(me: Acting, stored: StoredCase) -> StoredCase:
    """What is drawn up from the answers each time they change: the draft of a certificate of origin."""
    if not has_draft(me.service_of(stored.case), stored.case.answers, me.deps.catalogue.origin):
        return stored
    return issuing.issue(me, stored, DocumentKind.ORIGIN_DRAFT)


def after_acceptance(me: Acting, stored: StoredCase, *, before: Case) -> StoredCase:
    """The notice of acceptance, that of what is to follow, and public notices that begin."""
    stored = issuing.issue(me, stored, DocumentKind.ACCEPTANCE_NOTICE)
    if stored.case.clock(ClockName.TOLERANCE) is not None:
        stored = issuing.issue(me, stored, DocumentKind.TOLERANCE_NOTICE)
    stored = of_definition(me, stored, PaperMoment.ACCEPTED)
    return after_steps(me, stored, before=before)


def after_steps(me: Acting, stored: StoredCase, *, before: Case) -> StoredCase:
    """What steps that have just been passed or opened make: papers of the definition, and public notices."""
    was = {run.id: run.state for run in before.steps}
    for run in stored.case.steps:
        if run.state is StepState.PASSED and was.get(run.id) is not StepState.PASSED:
            stored = of_definition(me, stored, PaperMoment.STEP_PASSED, step=run.id)
    for run in stored.case.steps:
        if run.state is StepState.OPEN and was.get(run.id) is not StepState.OPEN:
            if run.notice and not has_own_notice(stored.case, me.service_of(stored.case), run.id):
                stored = issuing.issue(me, stored, DocumentKind.PUBLIC_NOTICE, about=run.id)
            stored = of_definition(me, stored, PaperMoment.STEP_OPENED, step=run.id)
    return stored


def after_decision(me: Acting, stored: StoredCase) -> StoredCase:
    """The decision, and the papers of the definition that go with it."""
    granted = stored.case.granted
    stored = issuing.issue(me, stored, DocumentKind.DECISION_GRANTED if granted else DocumentKind.DECISION_REFUSED)
    return of_definition(me, stored, PaperMoment.GRANTED if granted else PaperMoment.REFUSED)


def of_definition(me: Acting, stored: StoredCase, at: PaperMoment, *, step: str | None = None) -> StoredCase:
    """The papers of the definition that this moment makes."""
    for paper in due_papers(stored.case, me.service_of(stored.case), at, step=step):
        stored = issuing.issue(me, stored, DocumentKind.SERVICE_PAPER, about=paper.id)
    return stored


def after_closing(me: Acting, stored: StoredCase) -> StoredCase:
    """The closing notice 办结通知书, with how every date came about."""
    return issuing.issue(me, stored, DocumentKind.CLOSING_NOTICE)
