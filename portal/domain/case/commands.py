"""What somebody wants to do with a case. Shapes are checked at the edge, meaning in decide()."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from portal.domain.case.state import (
    FileRef,
    HalfDay,
    Outcome,
    Party,
    Verdict,
    VisitCause,
)
from portal.domain.documents import Channel, DeliveryMethod, DocumentKind, Relation


@dataclass(frozen=True, slots=True)
class FileCase:
    """The applicant submits; ``files`` maps material id to what was uploaded for it."""

    number: str
    query_code: str
    draft_key: str
    title: str
    applicant: Party
    channel: Channel
    answers: dict[str, object]
    files: dict[str, tuple[FileRef, ...]]


@dataclass(frozen=True, slots=True)
class CheckMaterial:
    """The window looked at one material; a note is needed when it must be corrected."""

    material_id: str
    verdict: Verdict
    note: str = ""


@dataclass(frozen=True, slots=True)
class AcceptCase:
    """The window accepts the filing 受理."""


@dataclass(frozen=True, slots=True)
class DeemAccepted:
    """The acceptance clock ran out in silence (许可法 art. 32(1)(4)); given by a timer only."""


@dataclass(frozen=True, slots=True)
class CompleteStep:
    """An officer completes a step of the department."""

    step_id: str
    outcome: Outcome
    opinion: str = ""
    ticked: tuple[str, ...] = ()
    results: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Deliver:
    """The result is handed over 送达."""

    method: DeliveryMethod
    receiver: str
    relation: Relation
    place: str
    remarks: str = ""


@dataclass(frozen=True, slots=True)
class RecordVisit:
    """A clerk records that somebody was physically there."""

    person: str
    on: date
    half_day: HalfDay
    cause: VisitCause


@dataclass(frozen=True, slots=True)
class IssueDocument:
    """A numbered document is issued; number and code were drawn in the same transaction."""

    kind: DocumentKind
    number: str
    code: str


Command = CheckMaterial | AcceptCase | DeemAccepted | CompleteStep | Deliver | RecordVisit | IssueDocument
