"""Events of what can happen to a case beside its ordinary way; the values they carry are in :mod:`incidents`.

Like all events they are appended and never changed, and carry every computed date with the digest of the calendar it
was computed with. They are part of the union in :mod:`portal.domain.case.events`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from portal.domain.case.incidents import (
    CorrectionItem,
    Ending,
    FollowUpKind,
    FollowUpState,
    Ground,
    MoneyStep,
    PauseKind,
    RatingLevel,
    Violation,
)
from portal.domain.case.state import FileRef, MaterialRun, StepRun
from portal.domain.deadlines import Deadline
from portal.domain.limits import Limit


@dataclass(frozen=True, slots=True)
class Moved:
    """A clock with its new end: the name of a clock, or "step:" and the id of a step."""

    clock: str
    deadline: Deadline


@dataclass(frozen=True, slots=True)
class CorrectionTold:
    """一次性补正告知: the acceptance clock stops, the correction clock runs."""

    items: tuple[CorrectionItem, ...]
    violations: tuple[Violation, ...]
    due: Deadline
    calendar_digest: str


@dataclass(frozen=True, slots=True)
class CorrectionSupplied:
    """补正: changed answers and new files; materials and steps as they are afterwards."""

    answers: dict[str, object]  # only what changed
    title: str
    materials: tuple[MaterialRun, ...]
    steps: tuple[StepRun, ...]
    acceptance: Deadline
    calendar_digest: str


@dataclass(frozen=True, slots=True)
class AcceptanceRefused:
    """不予受理."""

    ground: Ground
    reasons: str
    agency: str


@dataclass(frozen=True, slots=True)
class CaseReturned:
    """退件, with its reason."""

    reason: str


@dataclass(frozen=True, slots=True)
class CaseWithdrawn:
    """撤回, or counted as such because something was not supplied in time."""

    ending: Ending
    reason: str


@dataclass(frozen=True, slots=True)
class MaterialsTolerated:
    """容缺受理: these materials follow until the tolerance clock ends."""

    materials: tuple[str, ...]
    due: Deadline
    calendar_digest: str


@dataclass(frozen=True, slots=True)
class MaterialSupplied:
    """A promised material came in, or one of the applicant's step.

    ``complete`` when nothing that was promised is missing any more, which stops the tolerance clock.
    """

    material_id: str
    files: tuple[FileRef, ...]
    complete: bool


@dataclass(frozen=True, slots=True)
class CasePaused:
    """A special procedure began, the superior holds the case, or it waits: clocks stand still."""

    kind: PauseKind
    procedure: str
    reason: str
    expected: Deadline
    moved: tuple[Moved, ...]
    calendar_digest: str


@dataclass(frozen=True, slots=True)
class CaseResumed:
    """The pause ended; every clock that stood still has its new end. A wait that is over has no result."""

    result: str
    moved: tuple[Moved, ...]
    calendar_digest: str


@dataclass(frozen=True, slots=True)
class ExtensionRequested:
    """An officer asks for the one extension."""

    by: Limit
    reason: str


@dataclass(frozen=True, slots=True)
class ExtensionDeclined:
    """The head of the agency does not approve."""

    answer: str


@dataclass(frozen=True, slots=True)
class LimitExtended:
    """延长办理期限, approved."""

    answer: str
    moved: tuple[Moved, ...]
    calendar_digest: str


@dataclass(frozen=True, slots=True)
class MoneyMoved:
    """Something happened to the money of a claim that its owner must know; ``amount`` is yuan with two places."""

    step: MoneyStep
    amount: str
    words: str


@dataclass(frozen=True, slots=True)
class CaseUrged:
    """催办: the applicant asks to be quick."""

    words: str


@dataclass(frozen=True, slots=True)
class ObjectionLodged:
    """Somebody objects during a public notice."""

    id: int
    step_id: str
    name: str
    contact: str
    words: str


@dataclass(frozen=True, slots=True)
class ObjectionAnswered:
    """The department upholds or dismisses an objection."""

    id: int
    upheld: bool
    answer: str


@dataclass(frozen=True, slots=True)
class CaseRated:
    """好差评, or the one additional rating."""

    level: RatingLevel
    tags: tuple[str, ...]
    words: str
    added: bool


@dataclass(frozen=True, slots=True)
class FollowUpOpened:
    """A follow-up was opened: bad rating, 督办, or the check of a commitment."""

    id: str
    kind: FollowUpKind
    department: str
    state: FollowUpState
    words: str
    deadline: Deadline
    calendar_digest: str


@dataclass(frozen=True, slots=True)
class FollowUpMoved:
    """Something was done about a follow-up; no deadline once it is closed."""

    id: str
    state: FollowUpState
    words: str
    deadline: Deadline | None
    calendar_digest: str


@dataclass(frozen=True, slots=True)
class TimerFired:
    """A timer fired: when it was due; when it was done is the event's own moment."""

    kind: str
    about: str  # the clock of a reminder, the step of a notice or of a lapse
    due_at: datetime


@dataclass(frozen=True, slots=True)
class DateMoved:
    """A new calendar notice moved one date; ``clock`` as in :class:`Moved`."""

    clock: str
    before: Deadline
    after: Deadline
    calendar_digest: str


@dataclass(frozen=True, slots=True)
class VersionMoved:
    """The case goes on under another version of its service."""

    version: int
    reason: str
    materials: tuple[MaterialRun, ...]
    steps: tuple[StepRun, ...]
    moved: tuple[Moved, ...]
    calendar_digest: str
