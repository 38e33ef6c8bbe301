"""Somebody who does anything to a case at any moment, sensible or not; timers fire in between, on time or late.

Owns the drawing of commands. What must hold afterwards is judged in `case_facts`. Refuses nothing: a refusal by the
domain is kept and the walk goes on.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final, TypeVar

from portal.domain.case import commands as c
from portal.domain.case.follow_ups import FOLLOW_UP_MOVES
from portal.domain.case.incident_events import VersionMoved
from portal.domain.case.incidents import FollowUpState, Ground, Marked, RatingLevel
from portal.domain.case.moves import CaseState
from portal.domain.case.state import By, FileRef, HalfDay, Outcome, StepState, Verdict, VisitCause
from portal.domain.case.timers import Timer, TimerKind, timers_for
from portal.domain.documents import DeliveryMethod, DocumentKind, Relation
from portal.domain.errors import DomainError
from portal.domain.limits import Limit, Unit
from portal.domain.workflow import Service
from tests.factories.cases import THURSDAY, Story
from tests.factories.everything import FIELDS, PAPER, awaiting, everything, filed, owing

T = TypeVar("T")
Pick = Callable[[int, int], int]

HALF_HOUR: Final = timedelta(minutes=30)
CLERK: Final = By(11, "乙窗口", "clerk")
SYSTEM: Final = By(0, "系统", "system")
FOLLOWS: Final[dict[TimerKind, Callable[[Timer], c.Command]]] = {
    TimerKind.DEEM_ACCEPTED: lambda _timer: c.DeemAccepted(),
    TimerKind.LAPSE_CORRECTION: lambda _timer: c.LapseCorrection(),
    TimerKind.LAPSE_TOLERANCE: lambda _timer: c.LapseTolerance(),
    TimerKind.END_NOTICE: lambda timer: c.EndNotice(timer.about),
    TimerKind.LAPSE_STEP: lambda timer: c.LapseStep(timer.about),
}
PASSES: Final = (0, 0, 1, 1, 1, 4, 4, 18, 18, 48, 48, 48 * 4, 48 * 12)
MATERIALS: Final = ("articles", "photo", "licence", "lease", "plan", "proof", "safety", "balance", "nothing")
STEPS: Final = ("registration", "notice", "announce", "report", "seal", "bank", "decision", "nothing")


@dataclass
class Walk(Story):
    """A story with a hand that picks; every act ends in events or in a refusal.

    Where papers are stored, ``issues`` is off: a paper without its row is damage there.
    """

    pick: Pick = field(default=lambda first, _last: first)
    refused: list[DomainError] = field(default_factory=list)
    is_down: bool = False
    define: Callable[..., Service] = everything
    issues: bool = True

    def one_of(self, options: Sequence[T]) -> T:
        return options[self.pick(0, len(options) - 1)]

    def some_of(self, options: Sequence[T]) -> tuple[T, ...]:
        return tuple(one for one in options if self.pick(0, 1))

    def begin(self) -> Walk:
        """Filed with everything there, or with something promised, or on a commitment."""
        self.define = self.one_of((everything, awaiting))
        self.service = self.define()
        self.now = THURSDAY + self.pick(0, 48 * 90) * HALF_HOUR
        answers = {"name": "玉峡", "seats": 20, "parts": list(self.some_of(("seal",)))}
        committed = bool(self.pick(0, 1))
        promised = self.some_of(("lease", "plan")) if self.pick(0, 1) else ()
        command = owing(*promised, answers=answers, committed=committed)
        files = {one: refs for one, refs in command.files.items() if not (committed and one == "proof")}
        self.file(filed(files=files, answers=answers, committed=committed, promised=promised))
        return self

    def step(self) -> None:
        """Time passes, timers fire unless the program is down, and something is tried."""
        self.now += self.one_of(PASSES) * HALF_HOUR
        self.is_down = self.pick(0, 5) == 0
        if not self.is_down:
            self.fire_what_is_due()
        self.try_(self.sensible() if self.pick(0, 4) else self.anything())

    def try_(self, command: c.Command) -> None:
        before = self.case
        if isinstance(command, c.IssueDocument) and not self.issues:
            return
        try:
            self.act(command)
        except DomainError as refusal:
            self.refused.append(refusal)
            assert self.case is before
        for recorded in self.history[before.revision :]:
            if isinstance(recorded.event, VersionMoved):
                self.service = self.define(version=recorded.event.version)

    def fire_what_is_due(self) -> None:
        """As the jobs process does: the earliest first, each with what it causes, until nothing is due."""
        while due := sorted((one for one in timers_for(self.case) if one.due_at <= self.now), key=lambda t: t.due_at):
            self.fire(due[0])

    def fire(self, timer: Timer) -> None:
        by, self.by = self.by, SYSTEM
        self.act(c.FireTimer(timer))
        if timer.kind in FOLLOWS:
            self.act(FOLLOWS[timer.kind](timer))
        self.by = by

    # --- commands ---------------------------------------------------------------------------------

    def sensible(self) -> c.Command:
        """Something that fits the state."""
        return self.one_of(SENSIBLE[self.case.state])(self)

    def anything(self) -> c.Command:
        """Whatever comes to mind; seldom something that ends the case."""
        return self.one_of(ANYTHING if self.pick(0, 5) else ENDINGS)(self)


Draw = Callable[[Walk], c.Command]


def check_next(walk: Walk) -> c.Command:
    """The next material nobody looked at, mostly found in order; then the case is accepted."""
    unchecked = [run.id for run in walk.case.materials if run.verdict is Verdict.UNCHECKED and run.files]
    if not unchecked:
        told = any(run.verdict is Verdict.TO_CORRECT for run in walk.case.materials)
        return tell(walk) if told else c.AcceptCase()
    fault = walk.pick(0, 4) == 0
    return c.CheckMaterial(unchecked[0], Verdict.TO_CORRECT if fault else Verdict.ACCEPTED, "不清楚" if fault else "")


def check_any(walk: Walk) -> c.Command:
    return c.CheckMaterial(walk.one_of(MATERIALS), walk.one_of(tuple(Verdict)), walk.one_of(("", "不清楚")))


def tell(walk: Walk) -> c.Command:
    fields = {one: walk.one_of(("写错了", " ")) for one in walk.some_of((*FIELDS, "nothing")) if walk.pick(0, 2) == 0}
    return c.TellCorrection(fields, walk.some_of(("无违法证明",)) if walk.pick(0, 3) == 0 else ())


def supply_marked(walk: Walk) -> c.Command:
    """Everything the notice marks, sometimes with an answer that makes another material necessary."""
    round_ = walk.case.correction
    items = round_.items if round_ else ()
    files: dict[str, tuple[FileRef, ...]] = {item.id: (PAPER,) for item in items if item.kind is Marked.MATERIAL}
    answers: dict[str, object] = {}
    for item in items:
        if item.kind is Marked.FIELD:
            answers[item.id] = walk.pick(21, 90) if item.id == "seats" else f"改正{walk.pick(0, 9)}"
    seats = answers.get("seats", 0)
    if isinstance(seats, int) and seats > 50:
        files["safety"] = (PAPER,)
    return c.SupplyCorrection("改正后的名称", answers, files)


def supply_anything(walk: Walk) -> c.Command:
    answers: dict[str, object] = {one: walk.pick(0, 90) for one in walk.some_of(FIELDS)}
    return c.SupplyCorrection("名称", answers, dict.fromkeys(walk.some_of(MATERIALS), (PAPER,)))


def refuse(walk: Walk) -> c.Command:
    return c.RefuseAcceptance(
        walk.one_of(tuple(Ground)), walk.one_of(("", "不属于本机关")), walk.one_of(("", "市税务局"))
    )


def complete_open(walk: Walk) -> c.Command:
    """An open step, mostly passed; a notice only ends by itself."""
    ready = [run.id for run in walk.case.steps if run.state is StepState.OPEN and not run.notice]
    if walk.case.to_do and walk.pick(0, 5):
        return do_mine(walk)
    outcome = Outcome.FAILED if walk.pick(0, 7) == 0 else Outcome.PASSED
    return c.CompleteStep(walk.one_of(ready) if ready else "notice", outcome, opinion="已审查")


def complete_any(walk: Walk) -> c.Command:
    return c.CompleteStep(walk.one_of(STEPS), walk.one_of(tuple(Outcome)), opinion=walk.one_of(("", "不符合")))


def do_mine(walk: Walk) -> c.Command:
    """A step of the applicant, mostly with everything it asks for."""
    mine = [run.id for run in walk.case.to_do] or ["report"]
    asked = [run.id for run in walk.case.materials if run.at_step == mine[0]]
    given = asked if walk.pick(0, 6) else walk.some_of(MATERIALS)
    files: dict[str, tuple[FileRef, ...]] = dict.fromkeys(given, (PAPER,))
    on = walk.context.calendar.local_date(walk.now) + timedelta(days=walk.pick(-9, 1))
    size = walk.one_of(("small", "big", ""))
    results = {"announced_on": on.isoformat(), "size": size, "why": walk.one_of(("很大", "很大", "")), "nothing": "无"}
    return c.DoApplicantStep(walk.one_of(mine), results if walk.pick(0, 5) else {}, files)


def lapse_any(walk: Walk) -> c.Command:
    return c.LapseStep(walk.one_of(STEPS))


def supply_owed(walk: Walk) -> c.Command:
    owed = [run.id for run in walk.case.owed if not run.files] or ["lease", "plan"]
    return c.SupplyMaterial(walk.one_of(owed), walk.one_of(((PAPER,), (PAPER,), (PAPER,), ())))


def check_came_in(walk: Walk) -> c.Command:
    return c.CheckMaterial(walk.one_of(("lease", "plan")), walk.one_of((Verdict.ACCEPTED, Verdict.TO_CORRECT)), "缺页")


def pause(walk: Walk) -> c.Command:
    unit = walk.one_of((Unit.WORKDAY, Unit.DAY))
    procedure = {Unit.WORKDAY: "hearing", Unit.DAY: "testing"}[unit] if walk.pick(0, 5) else "nothing"
    return c.PauseCase(procedure, walk.one_of(("有利害关系人申请", "检测", " ")), Limit(walk.pick(1, 33), unit))


def report_up(walk: Walk) -> c.Command:
    return c.ReportUp(walk.one_of(("报市局核准", "")))


def resume(walk: Walk) -> c.Command:
    return c.ResumeCase(walk.one_of(("结束", "结束", "")))


def request_extension(walk: Walk) -> c.Command:
    unit = Unit.DAY if walk.pick(0, 6) == 0 else Unit.WORKDAY
    return c.RequestExtension(Limit(walk.pick(1, 12), unit), walk.one_of(("案情复杂", "案情复杂", "")))


def answer_extension(walk: Walk) -> c.Command:
    return c.AnswerExtension(approve=bool(walk.pick(0, 2)), answer=walk.one_of(("同意", "")))


def lodge(walk: Walk) -> c.Command:
    return c.LodgeObjection(walk.one_of(("notice", "seal")), "丙", walk.one_of(("13900000000", "")), "有异议")


def answer_objection(walk: Walk) -> c.Command:
    waiting = [one.id for one in walk.case.objections if one.upheld is None] or [1]
    return c.AnswerObjection(walk.one_of(waiting), upheld=walk.pick(0, 4) == 0, answer=walk.one_of(("不成立", "")))


def deliver(walk: Walk) -> c.Command:
    method = walk.one_of(tuple(DeliveryMethod))
    return c.Deliver(method, walk.one_of(("甲申请人", "甲申请人", "")), Relation.SELF, "大厅")


def rate(walk: Walk) -> c.Command:
    return c.RateCase(walk.one_of(tuple(RatingLevel)), words="慢")


def supervise(walk: Walk) -> c.Command:
    return c.Supervise(walk.one_of(("market", "police", "nobody")), walk.one_of(("请答复", "")), Limit(3, Unit.WORKDAY))


def move_follow_up(walk: Walk) -> c.Command:
    """A step that the table of follow-ups allows, if there is one."""
    moves = [
        (one.id, state) for one in walk.case.follow_ups for state in FOLLOW_UP_MOVES.get((one.kind, one.state), ())
    ]
    follow_up, state = walk.one_of(sorted(moves)) if moves else ("supervision-9", FollowUpState.CLOSED)
    return c.MoveFollowUp(follow_up, state, walk.one_of(("已处理", "已处理", "")))


def move_version(walk: Walk) -> c.Command:
    target: Service = walk.define(version=walk.pick(1, 2))
    return c.MoveToVersion(target, walk.one_of(("新版本更快", "")))


def visit(walk: Walk) -> c.Command:
    on = walk.context.calendar.local_date(walk.now) - timedelta(days=walk.pick(-1, 9))
    return c.RecordVisit("甲申请人", on, walk.one_of(tuple(HalfDay)), walk.one_of(tuple(VisitCause)))


def fire_any(walk: Walk) -> c.Command:
    """A timer that may not be due, or never was set."""
    kind = walk.one_of(tuple(TimerKind))
    invented = Timer(kind, walk.now - HALF_HOUR, walk.one_of(("", "promise", "notice")))
    return c.FireTimer(walk.one_of((*timers_for(walk.case), invented)))


def plain(command: c.Command) -> Draw:
    return lambda _walk: command


ANYTIME: Final[tuple[Draw, ...]] = (
    supervise,
    move_follow_up,
    visit,
    plain(c.UrgeCase("请快一点")),
    plain(c.RecomputeDates()),
    plain(c.IssueDocument(DocumentKind.ACCEPTANCE_NOTICE, "峡市监 受〔2026〕00017号", "ABCD")),
)
ANYTHING: Final[tuple[Draw, ...]] = (
    *ANYTIME,
    check_any,
    tell,
    supply_anything,
    complete_any,
    supply_owed,
    do_mine,
    lapse_any,
    pause,
    report_up,
    resume,
    request_extension,
    answer_extension,
    lodge,
    answer_objection,
    deliver,
    rate,
    move_version,
    fire_any,
    plain(c.AcceptCase()),
    plain(c.DeemAccepted()),
    plain(c.LapseCorrection()),
    plain(c.LapseTolerance()),
    plain(c.EndNotice("notice")),
)
ENDINGS: Final[tuple[Draw, ...]] = (refuse, plain(c.WithdrawCase()), plain(c.ReturnCase("重复申请")))
_REVIEW: Final[tuple[Draw, ...]] = (
    complete_open,
    complete_open,
    complete_open,
    supply_owed,
    check_came_in,
    pause,
    report_up,
    request_extension,
    answer_extension,
    lodge,
    answer_objection,
    move_version,
)
_CLOSED: Final[tuple[Draw, ...]] = (rate, move_follow_up, supervise)
SENSIBLE: Final[dict[CaseState, tuple[Draw, ...]]] = {
    CaseState.SUBMITTED: (check_next, check_next, check_next, check_next, tell, move_version),
    CaseState.CORRECTING: (supply_marked, supply_marked, move_version, plain(c.UrgeCase())),
    CaseState.REVIEWING: _REVIEW,
    CaseState.WAITING: (do_mine, do_mine, do_mine, supply_owed, check_came_in, lodge, answer_objection),
    CaseState.SPECIAL: (resume, supply_owed, lodge),
    CaseState.SUPERIOR: (resume, supply_owed, lodge),
    CaseState.GRANTED: (deliver, move_follow_up),
    CaseState.REFUSED: (deliver, move_follow_up),
    **dict.fromkeys((CaseState.DELIVERED, CaseState.NOT_ACCEPTED, CaseState.RETURNED, CaseState.WITHDRAWN), _CLOSED),
}
