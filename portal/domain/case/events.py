"""What happened to a case, in the past tense. Events are appended and never changed.

Every computed date is inside its event together with the digest of the calendar it was
computed with, so that replaying needs neither calendar nor definition.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from portal.domain.case.incident_events import (
    AcceptanceRefused,
    CasePaused,
    CaseRated,
    CaseResumed,
    CaseReturned,
    CaseUrged,
    CaseWithdrawn,
    CorrectionSupplied,
    CorrectionTold,
    DateMoved,
    ExtensionDeclined,
    ExtensionRequested,
    FollowUpMoved,
    FollowUpOpened,
    LimitExtended,
    MaterialsTolerated,
    MaterialSupplied,
    MoneyMoved,
    ObjectionAnswered,
    ObjectionLodged,
    TimerFired,
    VersionMoved,
)
from portal.domain.case.state import (
    By,
    HalfDay,
    MaterialRun,
    Outcome,
    Party,
    StepRun,
    Verdict,
    VisitCause,
)
from portal.domain.deadlines import Deadline
from portal.domain.documents import Channel, DeliveryMethod, DocumentKind, Relation
from portal.domain.procedures import OneOpen


@dataclass(frozen=True, slots=True)
class CaseFiled:
    """The materials were received 收件; the acceptance clock runs from here."""

    number: str
    query_code: str
    service_key: str
    service_version: int
    title: str
    applicant: Party
    channel: Channel
    draft_key: str
    answers: dict[str, object]
    materials: tuple[MaterialRun, ...]
    steps: tuple[StepRun, ...]
    filed_on: date
    counts_for_once: bool
    acceptance: Deadline
    calendar_digest: str
    committed: bool = False
    one_open: OneOpen | None = None


@dataclass(frozen=True, slots=True)
class MaterialChecked:
    """The window recorded a verdict about one material."""

    material_id: str
    verdict: Verdict
    note: str


@dataclass(frozen=True, slots=True)
class CaseAccepted:
    """受理: promise and statutory clocks run from ``accepted_at`` (the receipt when deemed)."""

    accepted_at: datetime
    accepted_on: date
    deemed: bool
    promise: Deadline
    statutory: Deadline
    calendar_digest: str


@dataclass(frozen=True, slots=True)
class StepOpened:
    """A step became ready for its department or the applicant; its own clock starts."""

    step_id: str
    deadline: Deadline
    calendar_digest: str
    applicant: bool = False  # it is the applicant's turn
    since: datetime | None = None  # from when its limit counts, if not from the moment of the event


@dataclass(frozen=True, slots=True)
class StepCompleted:
    """A department passed or failed its step, or the applicant did its own."""

    step_id: str
    outcome: Outcome
    opinion: str
    ticked: tuple[str, ...]
    results: dict[str, str]


@dataclass(frozen=True, slots=True)
class StepsCancelled:
    """Steps that a failed step made pointless."""

    step_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CaseDecided:
    """准予 or 不予; ``workdays_taken`` counts working days in (acceptance, decision]."""

    granted: bool
    reasons: str
    decided_on: date
    workdays_taken: int
    delivery: Deadline
    calendar_digest: str


@dataclass(frozen=True, slots=True)
class CaseDelivered:
    """送达: the result reached the applicant; the case is closed."""

    method: DeliveryMethod
    receiver: str
    relation: Relation
    place: str
    remarks: str


@dataclass(frozen=True, slots=True)
class VisitRecorded:
    """One physical presence was recorded."""

    person: str
    on: date
    half_day: HalfDay
    cause: VisitCause


@dataclass(frozen=True, slots=True)
class DocumentIssued:
    """A document got its number and verification code."""

    kind: DocumentKind
    number: str
    code: str
    about: str = ""


Event = (
    CaseFiled
    | MaterialChecked
    | CaseAccepted
    | StepOpened
    | StepCompleted
    | StepsCancelled
    | CaseDecided
    | CaseDelivered
    | VisitRecorded
    | DocumentIssued
    | CorrectionTold
    | CorrectionSupplied
    | AcceptanceRefused
    | CaseReturned
    | CaseWithdrawn
    | MaterialsTolerated
    | MaterialSupplied
    | CasePaused
    | CaseResumed
    | ExtensionRequested
    | ExtensionDeclined
    | LimitExtended
    | CaseUrged
    | ObjectionLodged
    | ObjectionAnswered
    | CaseRated
    | FollowUpOpened
    | FollowUpMoved
    | TimerFired
    | DateMoved
    | VersionMoved
    | MoneyMoved
)

#: Stored kind -> class. Names are stored, so a class may move but its kind never changes.
EVENT_KINDS: Final[dict[str, type[Event]]] = {
    "case_filed": CaseFiled,
    "material_checked": MaterialChecked,
    "case_accepted": CaseAccepted,
    "step_opened": StepOpened,
    "step_completed": StepCompleted,
    "steps_cancelled": StepsCancelled,
    "case_decided": CaseDecided,
    "case_delivered": CaseDelivered,
    "visit_recorded": VisitRecorded,
    "document_issued": DocumentIssued,
    "correction_told": CorrectionTold,
    "correction_supplied": CorrectionSupplied,
    "acceptance_refused": AcceptanceRefused,
    "case_returned": CaseReturned,
    "case_withdrawn": CaseWithdrawn,
    "materials_tolerated": MaterialsTolerated,
    "material_supplied": MaterialSupplied,
    "case_paused": CasePaused,
    "case_resumed": CaseResumed,
    "extension_requested": ExtensionRequested,
    "extension_declined": ExtensionDeclined,
    "limit_extended": LimitExtended,
    "case_urged": CaseUrged,
    "objection_lodged": ObjectionLodged,
    "objection_answered": ObjectionAnswered,
    "case_rated": CaseRated,
    "follow_up_opened": FollowUpOpened,
    "follow_up_moved": FollowUpMoved,
    "timer_fired": TimerFired,
    "date_moved": DateMoved,
    "version_moved": VersionMoved,
    "money_moved": MoneyMoved,
}

KIND_OF: Final[dict[type[Event], str]] = {cls: kind for kind, cls in EVENT_KINDS.items()}


@dataclass(frozen=True, slots=True)
class Recorded:
    """An event with its place in the case: number from 1 without gaps, moment (UTC), actor."""

    seq: int
    at: datetime
    by: By
    event: Event
