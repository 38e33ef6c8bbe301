"""What can happen to a case beside its ordinary way, as values inside the case.

Correction rounds 补正, pauses 特别程序 and 上级核准, the extension 延期, endings without a decision, objections
to a public notice 公示异议, ratings 好差评 and follow-ups 工单. Frozen values only; who may do what and when is
decided elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum, StrEnum

from portal.domain.deadlines import Deadline, Pause
from portal.domain.limits import Limit


class Marked(StrEnum):
    """What one line of a correction notice is about."""

    MATERIAL = "material"
    FIELD = "field"
    OUTSIDE = "outside"  # something the checklist does not know: recorded as a violation (许可法 art. 31)


@dataclass(frozen=True, slots=True)
class CorrectionItem:
    """One thing to correct: the id of a material or form field (own words when outside the checklist) and why."""

    kind: Marked
    id: str
    problem: str


class Violation(StrEnum):
    """What the one-time notice must not be (许可法 art. 32(1)(4), 72(4); figures of guide §9.8)."""

    REPEATED = "repeated"  # a second correction notice
    OUTSIDE_CHECKLIST = "outside_checklist"


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction round 补正: what was told when, and when it was supplied."""

    round: int  # 1, 2, …
    told_at: datetime
    told_by: str
    items: tuple[CorrectionItem, ...]
    violations: tuple[Violation, ...] = ()
    supplied_at: datetime | None = None

    def marks(self, kind: Marked, item_id: str) -> bool:
        """Whether this very thing was marked."""
        return any(item.kind is kind and item.id == item_id for item in self.items)


class MoneyStep(StrEnum):
    """What the owner is told about the money of a claim 资金进展."""

    WAITING = "waiting"  # 排队: approved, but there is no money at present
    FUNDED = "funded"  # 资金到位: what waited has its money
    TO_SETTLE = "to_settle"  # 待清算: granted, and shared with the other awards of the year
    SETTLED = "settled"  # 已清算: what the year's settlement gave
    NOTHING_LEFT = "nothing_left"  # the settlement left less than a fen
    RETURNED = "returned"  # 退回: the bank could not pay
    MENDED = "mended"  # the owner corrected the account
    PAID = "paid"  # 到账
    CANCELLED = "cancelled"  # a later instalment is not paid
    RECOVERING = "recovering"  # 追回中
    RECOVERED = "recovered"  # 已追回


class PauseKind(StrEnum):
    """Who holds the case while its clocks stand still."""

    SPECIAL = "special"  # 特别程序
    SUPERIOR = "superior"  # 上级核准
    WAITING = "waiting"  # nothing is open but steps of the applicant and public notices; begins and ends by itself


@dataclass(frozen=True, slots=True)
class PauseRun:
    """One pause: ``expected`` is the announced time, ``result`` what came of it once it ended.

    A case that waits announces nothing: its ``expected`` is the latest end of the steps it waits for.
    """

    kind: PauseKind
    procedure: str  # id in the definition; "" for the superior, and while the case waits
    reason: str
    expected: Deadline
    began: datetime
    ended: datetime | None = None
    result: str = ""

    @property
    def as_pause(self) -> Pause:
        """For the arithmetic of limits."""
        return Pause(self.began, self.ended, self.reason)


class ExtensionState(StrEnum):
    """Where the one extension is."""

    REQUESTED = "requested"
    GRANTED = "granted"
    DECLINED = "declined"  # may be asked for again


@dataclass(frozen=True, slots=True)
class ExtensionRun:
    """The extension of the limits 延期 (许可法 art. 42)."""

    state: ExtensionState
    by: Limit
    reason: str
    requested_by: str
    requested_at: datetime
    approver: str = ""
    answered_at: datetime | None = None
    answer: str = ""


class Ground(StrEnum):
    """Why a filing is not accepted 不予受理 (许可法 art. 32(1))."""

    NOT_REQUIRED = "not_required"  # (1) no permit is needed
    NOT_COMPETENT = "not_competent"  # (2) another agency decides
    NOT_QUALIFIED = "not_qualified"  # the law forbids this applicant to apply, e.g. art. 78


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why the filing was not accepted; the competent agency where another one decides."""

    ground: Ground
    reasons: str
    agency: str = ""


class Ending(StrEnum):
    """How a case ended that was not decided and delivered."""

    WITHDRAWN = "withdrawn"  # 撤回, by the applicant
    LAPSED = "lapsed"  # 逾期未补正, counts as withdrawn
    TOLERANCE_LAPSED = "tolerance_lapsed"  # 容缺逾期未补齐, counts as withdrawn
    NOT_ACCEPTED = "not_accepted"  # 不予受理
    RETURNED = "returned"  # 退件
    STEP_LAPSED = "step_lapsed"  # the applicant did not do its step in time 逾期未办理


@dataclass(frozen=True, slots=True)
class Objection:
    """One objection 异议 to a public notice step, and what the department answered."""

    id: int  # 1, 2, … in the case
    step_id: str
    name: str
    contact: str
    words: str
    lodged_at: datetime
    upheld: bool | None = None  # None while unanswered
    answer: str = ""
    answered_at: datetime | None = None


class RatingLevel(IntEnum):
    """好差评 (GB/T 39046 A.8): 1 is the best."""

    VERY_GOOD = 1
    GOOD = 2
    FAIR = 3
    BAD = 4
    VERY_BAD = 5

    @property
    def is_bad(self) -> bool:
        """差评: opens a follow-up."""
        return self >= RatingLevel.BAD


@dataclass(frozen=True, slots=True)
class Rating:
    """One rating by the applicant; ``added`` is the one additional rating after a follow-up 追评."""

    level: RatingLevel
    tags: tuple[str, ...]
    words: str
    at: datetime
    added: bool = False


class FollowUpKind(StrEnum):
    """Why somebody must look into the case once more."""

    BAD_RATING = "bad_rating"  # 差评整改
    SUPERVISION = "supervision"  # 督办
    COMMITMENT_CHECK = "commitment_check"  # 告知承诺事后核查


class FollowUpState(StrEnum):
    """Where a follow-up is; which states there are depends on its kind (see `follow_ups.FOLLOW_UP_MOVES`)."""

    VERIFYING = "verifying"  # 待核实
    INVALID = "invalid"  # 不予认定, excluded with a reason
    RECTIFYING = "rectifying"  # 整改中
    RECTIFIED = "rectified"  # 已整改, the applicant is to be called
    CALLED_BACK = "called_back"  # 已回访, closed
    WAITING = "waiting"  # 待回复 (督办) or 待核查 (告知承诺)
    ANSWERED = "answered"  # 已回复
    CLOSED = "closed"
    FULFILLED = "fulfilled"  # 已履行
    ORDERED = "ordered"  # 责令整改
    REVOKED = "revoked"  # 撤销


@dataclass(frozen=True, slots=True)
class FollowUpNote:
    """One thing done about a follow-up."""

    state: FollowUpState
    words: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class FollowUp:
    """One follow-up: who must act until when; ``deadline`` is that of its present state, none once it is closed."""

    id: str  # kind and number, e.g. "supervision-1"
    kind: FollowUpKind
    department: str
    state: FollowUpState
    words: str
    opened_at: datetime
    opened_by: str
    deadline: Deadline | None
    notes: tuple[FollowUpNote, ...] = ()
