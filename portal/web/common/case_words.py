"""The words for what the domain knows by codes: states, verdicts, causes, methods.

Owns no logic. A code without words here is a mistake that mypy cannot see; a test looks for it.
"""

from collections.abc import Mapping
from typing import Final

from flask_babel import lazy_gettext as _l

from portal.domain.case.moves import CaseState
from portal.domain.case.state import HalfDay, StepState, Verdict, VisitCause
from portal.domain.documents import DeliveryMethod, Relation
from portal.web.common.parts import Badge, Progress, Tone

STATES: Final[Mapping[CaseState, tuple[Tone, object]]] = {
    CaseState.SUBMITTED: (Tone.BLUE, _l("Received, not yet accepted")),
    CaseState.CORRECTING: (Tone.YELLOW, _l("To be corrected")),
    CaseState.NOT_ACCEPTED: (Tone.RED, _l("Not accepted")),
    CaseState.REVIEWING: (Tone.BLUE, _l("Accepted, in review")),
    CaseState.SPECIAL: (Tone.GREY, _l("Special procedure")),
    CaseState.SUPERIOR: (Tone.GREY, _l("With the superior authority")),
    CaseState.WAITING: (Tone.YELLOW, _l("Waiting for the applicant or the public")),
    CaseState.GRANTED: (Tone.GREEN, _l("Granted, to be delivered")),
    CaseState.REFUSED: (Tone.RED, _l("Refused, to be delivered")),
    CaseState.DELIVERED: (Tone.GREY, _l("Delivered and closed")),
    CaseState.RETURNED: (Tone.GREY, _l("Returned")),
    CaseState.WITHDRAWN: (Tone.GREY, _l("Withdrawn")),
}
VERDICTS: Final[Mapping[Verdict, tuple[Tone, object]]] = {
    Verdict.UNCHECKED: (Tone.GREY, _l("Not checked")),
    Verdict.ACCEPTED: (Tone.GREEN, _l("In order")),
    Verdict.TO_CORRECT: (Tone.RED, _l("Must be corrected")),
}
STEP_STATES: Final[Mapping[StepState, tuple[Tone, object]]] = {
    StepState.WAITING: (Tone.GREY, _l("Waiting")),
    StepState.OPEN: (Tone.BLUE, _l("In progress")),
    StepState.PASSED: (Tone.GREEN, _l("Passed")),
    StepState.FAILED: (Tone.RED, _l("Not passed")),
    StepState.CANCELLED: (Tone.GREY, _l("No longer needed")),
}
STEP_PROGRESS: Final[Mapping[StepState, Progress]] = {
    StepState.WAITING: Progress.NEXT,
    StepState.OPEN: Progress.NOW,
    StepState.PASSED: Progress.DONE,
    StepState.FAILED: Progress.FAILED,
    StepState.CANCELLED: Progress.DROPPED,
}
METHODS: Final[Mapping[DeliveryMethod, object]] = {
    DeliveryMethod.ELECTRONIC: _l("Electronic delivery"),
    DeliveryMethod.DIRECT: _l("Handed over at the window"),
    DeliveryMethod.POST: _l("By post or express"),
    DeliveryMethod.TRANSFER: _l("By bank transfer"),
}
RELATIONS: Final[Mapping[Relation, object]] = {
    Relation.SELF: _l("The applicant in person"),
    Relation.AGENT: _l("An agent with a power of attorney"),
    Relation.STAFF: _l("Mail room or staff of the enterprise"),
    Relation.FAMILY: _l("An adult relative of the same household"),
}
CAUSES: Final[Mapping[VisitCause, object]] = {
    VisitCause.FILING: _l("Filing"),
    VisitCause.MISSING_MATERIAL: _l("Bringing a missing material"),
    VisitCause.IDENTITY: _l("Identity check"),
    VisitCause.SIGNATURE: _l("Signature"),
    VisitCause.PICK_UP: _l("Picking up the result"),
    VisitCause.ADVICE: _l("Asking for advice"),
    VisitCause.OWN_WISH: _l("Came of their own wish"),
}
HALF_DAYS: Final[Mapping[HalfDay, object]] = {
    HalfDay.MORNING: _l("Morning"),
    HalfDay.AFTERNOON: _l("Afternoon"),
}


def state_badge(state: CaseState) -> Badge:
    tone, words = STATES[state]
    return Badge(tone, str(words))


def verdict_badge(verdict: Verdict) -> Badge:
    tone, words = VERDICTS[verdict]
    return Badge(tone, str(words))


def step_badge(state: StepState) -> Badge:
    tone, words = STEP_STATES[state]
    return Badge(tone, str(words))
