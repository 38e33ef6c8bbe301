"""Which papers follow an act, where that depends on what the act caused.

Private steps of the use cases: each takes the open transaction and the case before and after. What stands in a paper
is the business of `portal.services.issuing`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.domain.case.state import ClockName, StepState
from portal.domain.documents import DocumentKind
from portal.services import issuing

if TYPE_CHECKING:
    from portal.domain.case.state import Case
    from portal.services.acting import Acting
    from portal.services.records import StoredCase


def after_filing(me: Acting, stored: StoredCase) -> StoredCase:
    """The receipt, and the letters by which the applicant committed."""
    stored = issuing.issue(me, stored, DocumentKind.FILING_RECEIPT)
    if any(run.promised for run in stored.case.materials):
        stored = issuing.issue(me, stored, DocumentKind.TOLERANCE_COMMITMENT)
    if stored.case.committed:
        stored = issuing.issue(me, stored, DocumentKind.COMMITMENT_LETTER)
    return stored


def after_acceptance(me: Acting, stored: StoredCase, *, before: Case) -> StoredCase:
    """The notice of acceptance, that of what is to follow, and public notices that begin."""
    stored = issuing.issue(me, stored, DocumentKind.ACCEPTANCE_NOTICE)
    if stored.case.clock(ClockName.TOLERANCE) is not None:
        stored = issuing.issue(me, stored, DocumentKind.TOLERANCE_NOTICE)
    return after_steps(me, stored, before=before)


def after_steps(me: Acting, stored: StoredCase, *, before: Case) -> StoredCase:
    """A public notice for every notice step that has just opened."""
    opened = {run.id for run in before.steps if run.state is StepState.OPEN}
    for run in stored.case.steps:
        if run.notice and run.state is StepState.OPEN and run.id not in opened:
            stored = issuing.issue(me, stored, DocumentKind.PUBLIC_NOTICE, about=run.id)
    return stored


def after_closing(me: Acting, stored: StoredCase) -> StoredCase:
    """The closing notice 办结通知书, with how every date came about."""
    return issuing.issue(me, stored, DocumentKind.CLOSING_NOTICE)
