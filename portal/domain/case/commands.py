"""What somebody wants to do with a case. Shapes are checked at the edge, meaning in decide()."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from portal.domain.case.incidents import FollowUpState, Ground, RatingLevel
from portal.domain.case.state import (
    FileRef,
    HalfDay,
    Outcome,
    Party,
    Verdict,
    VisitCause,
)
from portal.domain.case.timers import Timer
from portal.domain.documents import Channel, DeliveryMethod, DocumentKind, Relation
from portal.domain.limits import Limit
from portal.domain.obtaining import Obtained
from portal.domain.workflow import Service


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
    promised: tuple[str, ...] = ()  # 容缺: tolerable materials that will follow
    may_promise: bool = True  # False after an earlier promise was not kept
    committed: bool = False  # 告知承诺 was chosen
    obtained: dict[str, Obtained] = field(default_factory=dict)  # 免提交: material id -> where it came from


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
    """A numbered document is issued; number and code were drawn in the same transaction.

    ``about`` is the paper of the definition that it is, empty for the kinds that every service has.
    """

    kind: DocumentKind
    number: str
    code: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class TellCorrection:
    """一次性补正告知: materials found "to correct", marked form fields, and what is outside the checklist."""

    fields: dict[str, str] = field(default_factory=dict)  # field id -> what is wrong
    outside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SupplyCorrection:
    """The applicant supplies what was marked, and nothing else."""

    title: str
    answers: dict[str, object] = field(default_factory=dict)
    files: dict[str, tuple[FileRef, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LapseCorrection:
    """The correction clock ran out; given by a timer only."""


@dataclass(frozen=True, slots=True)
class RefuseAcceptance:
    """不予受理; another agency's competence needs that agency's name."""

    ground: Ground
    reasons: str
    agency: str = ""


@dataclass(frozen=True, slots=True)
class ReturnCase:
    """退件, with its reason."""

    reason: str


@dataclass(frozen=True, slots=True)
class WithdrawCase:
    """撤回 by the applicant, before the decision."""

    reason: str = ""


@dataclass(frozen=True, slots=True)
class SupplyMaterial:
    """The applicant hands in a promised material 容缺补齐."""

    material_id: str
    files: tuple[FileRef, ...]


@dataclass(frozen=True, slots=True)
class LapseTolerance:
    """The tolerance clock ran out; given by a timer only."""


@dataclass(frozen=True, slots=True)
class DoApplicantStep:
    """The applicant does its step: what it enters, and what it hands in by material id."""

    step_id: str
    results: dict[str, str] = field(default_factory=dict)
    files: dict[str, tuple[FileRef, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LapseStep:
    """The applicant did not do its step in time; given by a timer only."""

    step_id: str


@dataclass(frozen=True, slots=True)
class PauseCase:
    """A special procedure of the definition begins; ``expected`` is the announced time."""

    procedure: str
    reason: str
    expected: Limit


@dataclass(frozen=True, slots=True)
class ReportUp:
    """The case goes to the superior 上报."""

    reason: str


@dataclass(frozen=True, slots=True)
class ResumeCase:
    """The special procedure ended, or the superior answered; ``result`` says what came of it."""

    result: str


@dataclass(frozen=True, slots=True)
class RequestExtension:
    """An officer asks for the one extension."""

    by: Limit
    reason: str


@dataclass(frozen=True, slots=True)
class AnswerExtension:
    """The head of the agency approves or declines."""

    approve: bool
    answer: str = ""


@dataclass(frozen=True, slots=True)
class UrgeCase:
    """催办, once a day."""

    words: str = ""


@dataclass(frozen=True, slots=True)
class LodgeObjection:
    """Somebody objects to a public notice while it runs."""

    step_id: str
    name: str
    contact: str
    words: str


@dataclass(frozen=True, slots=True)
class AnswerObjection:
    """The department answers an objection; an upheld one fails the notice."""

    id: int
    upheld: bool
    answer: str


@dataclass(frozen=True, slots=True)
class EndNotice:
    """The public notice ran its time; given by a timer only."""

    step_id: str


@dataclass(frozen=True, slots=True)
class RateCase:
    """好差评: once when the case is closed, and once more after a follow-up."""

    level: RatingLevel
    tags: tuple[str, ...] = ()
    words: str = ""


@dataclass(frozen=True, slots=True)
class Supervise:
    """督办 by a manager: a department must answer within a limit."""

    department: str
    words: str
    within: Limit


@dataclass(frozen=True, slots=True)
class MoveFollowUp:
    """Something was done about a follow-up."""

    id: str
    state: FollowUpState
    words: str


@dataclass(frozen=True, slots=True)
class FireTimer:
    """A timer fires: it is recorded before what it causes; a reminder causes nothing more. Given by a timer only."""

    timer: Timer


@dataclass(frozen=True, slots=True)
class RecomputeDates:
    """A new calendar notice was loaded: every running clock is computed anew."""


@dataclass(frozen=True, slots=True)
class MoveToVersion:
    """The case goes on under ``target``, another version of its service."""

    target: Service
    reason: str


IntakeCommand = (
    CheckMaterial
    | AcceptCase
    | DeemAccepted
    | TellCorrection
    | SupplyCorrection
    | LapseCorrection
    | RefuseAcceptance
    | ReturnCase
    | WithdrawCase
    | SupplyMaterial
    | LapseTolerance
)
ReviewCommand = (
    CompleteStep
    | DoApplicantStep
    | LapseStep
    | PauseCase
    | ReportUp
    | ResumeCase
    | RequestExtension
    | AnswerExtension
    | LodgeObjection
    | AnswerObjection
    | EndNotice
    | MoveToVersion
)
AfterwardsCommand = (
    Deliver | RecordVisit | IssueDocument | UrgeCase | RateCase | Supervise | MoveFollowUp | FireTimer | RecomputeDates
)
Command = IntakeCommand | ReviewCommand | AfterwardsCommand
