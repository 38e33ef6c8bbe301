"""What a case 办件 is at one moment: the fold of its events.

Frozen values only. A stored row is a projection of :class:`Case`; nothing here reads a
clock or a calendar, so a case can be rebuilt on any day exactly as it was.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from portal.domain.case.incidents import (
    Correction,
    Ending,
    ExtensionRun,
    FollowUp,
    Objection,
    PauseRun,
    Rating,
    Refusal,
)
from portal.domain.case.moves import CLOSED, CaseState
from portal.domain.deadlines import Deadline
from portal.domain.documents import Channel, DeliveryMethod, DocumentKind, Relation
from portal.domain.limits import Limit
from portal.domain.obtaining import Obtained
from portal.domain.procedures import OneOpen


class ClockName(StrEnum):
    """The clocks of a whole case; steps have their own."""

    ACCEPTANCE = "acceptance"
    CORRECTION = "correction"
    PROMISE = "promise"
    STATUTORY = "statutory"
    DELIVERY = "delivery"
    TOLERANCE = "tolerance"  # 容缺补齐: a promised material must be there


class Verdict(StrEnum):
    """What the window found about one material."""

    UNCHECKED = "unchecked"
    ACCEPTED = "accepted"
    TO_CORRECT = "to_correct"


class StepState(StrEnum):
    """Where one step 环节 is."""

    WAITING = "waiting"
    OPEN = "open"
    PASSED = "passed"
    FAILED = "failed"
    CANCELLED = "cancelled"  # an earlier refusal made it pointless


class Outcome(StrEnum):
    """How an officer completes a step."""

    PASSED = "passed"
    FAILED = "failed"


class VisitCause(StrEnum):
    """Why somebody had to be physically present (design §5)."""

    FILING = "filing"
    MISSING_MATERIAL = "missing_material"
    IDENTITY = "identity"
    SIGNATURE = "signature"
    PICK_UP = "pick_up"
    ADVICE = "advice"
    OWN_WISH = "own_wish"


class HalfDay(StrEnum):
    """Several windows in one half-day are one visit."""

    MORNING = "morning"
    AFTERNOON = "afternoon"


@dataclass(frozen=True, slots=True)
class By:
    """Who did something; the timer process is user 0 with role "system"."""

    user_id: int
    name: str
    role: str


@dataclass(frozen=True, slots=True)
class Party:
    """The applicant or agent as given when filing."""

    user_id: int
    name: str
    id_number: str | None
    mobile: str | None


@dataclass(frozen=True, slots=True)
class FileRef:
    """One uploaded file, stored by the SHA-256 of its bytes (hex)."""

    sha256: str
    name: str
    size: int  # bytes
    mime: str


@dataclass(frozen=True, slots=True)
class MaterialRun:
    """One material of this case: what came in and what the window found."""

    id: str
    required: bool
    files: tuple[FileRef, ...] = ()
    verdict: Verdict = Verdict.UNCHECKED
    note: str = ""
    checked_by: str = ""
    promised: bool = False  # 容缺后补: the applicant promised in writing to hand it in after acceptance
    by_commitment: bool = False  # 告知承诺 stands for it; nothing is handed in
    at_step: str = ""  # handed in with that step of the applicant, not when filing
    obtained: Obtained | None = None  # 免提交: the portal got it, the applicant brought nothing

    @property
    def follows(self) -> bool:
        """Whether it is not there, and need not be until later."""
        return not self.files and self.obtained is None and (self.promised or bool(self.at_step))


@dataclass(frozen=True, slots=True)
class StepRun:
    """One step of this case."""

    id: str
    department: str
    state: StepState = StepState.WAITING
    opened_at: datetime | None = None
    deadline: Deadline | None = None
    completed_at: datetime | None = None
    completed_by: str = ""
    opinion: str = ""
    ticked: tuple[str, ...] = ()
    results: dict[str, str] | None = None
    notice: bool = False  # 公示: passes by itself at the end of its limit
    applicant: bool = False  # 申请人办理: only the owner completes it
    lapses: bool = False  # not done within its limit, the case ends
    consents: bool = False  # 逾期视为无异议: passes by itself at the end of its limit


@dataclass(frozen=True, slots=True)
class ClockRun:
    """One clock of the case: when it started, what it promises, when it stopped."""

    name: ClockName
    started_at: datetime
    deadline: Deadline
    stopped_at: datetime | None = None
    extension: Limit | None = None


@dataclass(frozen=True, slots=True)
class Visit:
    """One physical presence, keyed by person, date and half-day."""

    person: str
    on: date
    half_day: HalfDay
    cause: VisitCause

    @property
    def key(self) -> tuple[str, date, HalfDay]:
        """Two presences with the same key are one visit."""
        return (self.person, self.on, self.half_day)


@dataclass(frozen=True, slots=True)
class Delivery:
    """How the result was handed over, as the delivery record says."""

    method: DeliveryMethod
    receiver: str
    relation: Relation
    place: str
    remarks: str


@dataclass(frozen=True, slots=True)
class IssuedDocument:
    """A document that was issued in this case."""

    kind: DocumentKind
    number: str
    code: str
    issued_at: datetime
    about: str = ""  # which paper of the definition


@dataclass(frozen=True, slots=True)
class Case:
    """One case. ``revision`` is the number of its last event, starting at 1."""

    number: str
    query_code: str
    service_key: str
    service_version: int
    state: CaseState
    title: str
    applicant: Party
    channel: Channel
    draft_key: str
    answers: dict[str, object]
    filed_at: datetime
    filed_on: date
    counts_for_once: bool
    materials: tuple[MaterialRun, ...]
    steps: tuple[StepRun, ...]
    clocks: tuple[ClockRun, ...]
    revision: int
    accepted_at: datetime | None = None
    accepted_on: date | None = None
    deemed_accepted: bool = False
    decided_at: datetime | None = None
    decided_on: date | None = None
    granted: bool | None = None
    reasons: str = ""
    workdays_taken: int | None = None
    delivered_at: datetime | None = None
    delivery: Delivery | None = None
    visits: tuple[Visit, ...] = ()
    documents: tuple[IssuedDocument, ...] = ()
    committed: bool = False  # 告知承诺 was chosen when filing
    corrections: tuple[Correction, ...] = ()
    pauses: tuple[PauseRun, ...] = ()
    extension: ExtensionRun | None = None
    refusal: Refusal | None = None
    ending: Ending | None = None
    ended_at: datetime | None = None
    end_reason: str = ""
    urged_at: tuple[datetime, ...] = ()
    objections: tuple[Objection, ...] = ()
    ratings: tuple[Rating, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    fired: tuple[str, ...] = ()  # timers that fired: "kind/due instant"
    one_open: OneOpen | None = None  # what no other open case may have

    @property
    def visit_count(self) -> int:
        """Presences that count for 只跑一次: advice before the filing day is kept, but not counted (design §5)."""
        early = (visit for visit in self.visits if visit.cause is VisitCause.ADVICE and visit.on < self.filed_on)
        return len({visit.key for visit in self.visits} - {visit.key for visit in early})

    @property
    def is_open(self) -> bool:
        """True until nothing more can happen."""
        return self.state not in CLOSED

    @property
    def open_key(self) -> str | None:
        """What no other case may have as long as this one is open, or ever, once it was granted for good."""
        rule = self.one_open
        is_refused = self.granted is False  # also while the refusal waits to be served
        keeps = rule is not None and ((self.is_open and not is_refused) or (rule.for_good and self.granted is True))
        return rule.key(self.answers) if rule is not None and keeps else None

    def step(self, step_id: str) -> StepRun:
        """The run of that step; KeyError when it does not apply to this case."""
        for step in self.steps:
            if step.id == step_id:
                return step
        raise KeyError(step_id)

    def material(self, material_id: str) -> MaterialRun:
        """The material of that id; KeyError when it does not apply to this case."""
        for material in self.materials:
            if material.id == material_id:
                return material
        raise KeyError(material_id)

    def clock(self, name: ClockName) -> ClockRun | None:
        """The latest run of that clock, stopped or not."""
        return next((clock for clock in reversed(self.clocks) if clock.name is name), None)

    @property
    def open_pause(self) -> PauseRun | None:
        """The special procedure or the superior that holds the case now."""
        last = self.pauses[-1] if self.pauses else None
        return last if last is not None and last.ended is None else None

    @property
    def is_held(self) -> bool:
        """Whether somebody holds the case so that its steps stand still too; a case that waits is not held."""
        return self.open_pause is not None and self.state is not CaseState.WAITING

    @property
    def to_do(self) -> tuple[StepRun, ...]:
        """The steps that the applicant is to do now; none while somebody holds the case."""
        if not self.is_open or self.is_held:
            return ()
        return tuple(run for run in self.steps if run.applicant and run.state is StepState.OPEN)

    @property
    def correction(self) -> Correction | None:
        """The correction round the applicant has been told and has not supplied."""
        last = self.corrections[-1] if self.corrections else None
        return last if last is not None and last.supplied_at is None else None

    @property
    def owed(self) -> tuple[MaterialRun, ...]:
        """Materials that were promised and are not in order yet; no grant while there is one (容缺)."""
        return tuple(run for run in self.materials if run.promised and run.verdict is not Verdict.ACCEPTED)

    def follow_up(self, follow_up_id: str) -> FollowUp:
        """The follow-up of that id; KeyError when there is none."""
        for one in self.follow_ups:
            if one.id == follow_up_id:
                return one
        raise KeyError(follow_up_id)

    @property
    def running_clock(self) -> ClockRun | None:
        """The clock that whoever holds the case is held to: acceptance, correction, promise or delivery.

        None while a special procedure or a superior holds the case, or it waits: its clocks stand still.
        """
        if self.open_pause is not None:
            return None
        waiting = (ClockName.ACCEPTANCE, ClockName.CORRECTION, ClockName.PROMISE, ClockName.DELIVERY)
        for clock in reversed(self.clocks):
            if clock.stopped_at is None and clock.name in waiting:
                return clock
        return None

    @property
    def results(self) -> dict[str, str]:
        """All results that officers entered, by result field id."""
        merged: dict[str, str] = {}
        for step in self.steps:
            merged.update(step.results or {})
        return merged
