"""From what happened to a case to the acts of a scenario.

Owns which events somebody did, and which only followed from them. Refuses nothing. What people wrote is
left out; see `anonymous`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import singledispatch
from typing import TYPE_CHECKING, Any, Final

from portal.domain.case import events as e
from portal.domain.case import incident_events as i
from portal.domain.case.evolve import evolve
from portal.domain.case.incidents import Ending, FollowUpKind, Marked, PauseKind
from portal.domain.case.moves import CaseState
from portal.domain.case.state import ClockName, Outcome, Verdict, VisitCause
from portal.domain.case.timers import TimerKind
from portal.domain.documents import Channel, Relation
from portal.domain.permissions import Role

if TYPE_CHECKING:
    from portal.domain.case.events import Recorded
    from portal.domain.case.state import Case
    from portal.domain.workflow import Service
    from portal.scenarios.anonymous import Anonymous

TOGETHER: Final = timedelta(seconds=5)
"""Verdicts of one person within so short a time are one look at the materials."""

Act = dict[str, Any]


@dataclass(slots=True)
class Scene:
    """One act (or the passing of time) at its moment, and the case as it was after everything that followed."""

    at: datetime
    act: Act
    by: int = 0
    events: list[e.Event] = field(default_factory=list)
    after: Case | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """One event with the case before and after it."""

    recorded: Recorded
    before: Case
    after: Case


@dataclass(slots=True)
class Retelling:
    """Goes through a history once; versions of the service and departments of accounts are asked for."""

    service: Service
    anonymous: Anonymous
    version_of: Callable[[int], Service]
    department_of: Callable[[int], str | None]
    scenes: list[Scene] = field(default_factory=list)

    def tell(self, history: Sequence[Recorded]) -> list[Scene]:
        """The scenes of a case in order."""
        case: Case | None = None
        for recorded in history:
            before, case = case, evolve(case, recorded)
            self._look(recorded, before, case)
            if isinstance(recorded.event, i.VersionMoved):
                self.service = self.version_of(recorded.event.version)
            self.scenes[-1].events.append(recorded.event)
            self.scenes[-1].after = case
        return self.scenes

    def _look(self, recorded: Recorded, before: Case | None, case: Case) -> None:
        event = recorded.event
        if isinstance(event, e.MaterialChecked):
            if before is None or not _was_deemed(before, recorded.at):
                self._checked(event, recorded)
            return
        act = act_of(event, Turn(recorded, before or case, case), self)
        if act is not None:
            at = event.due_at if isinstance(event, i.TimerFired) else recorded.at
            self.scenes.append(Scene(at, act, recorded.by.user_id))

    def _checked(self, event: e.MaterialChecked, recorded: Recorded) -> None:
        last = self.scenes[-1]
        together = last.act.get("window") == "checks" and recorded.at - last.at < TOGETHER
        if not (together and last.by == recorded.by.user_id):
            last = Scene(recorded.at, {"window": "checks", "materials": [], "wrong": []}, recorded.by.user_id)
            self.scenes.append(last)
        here = "wrong" if event.verdict is Verdict.TO_CORRECT else "materials"
        for place in ("wrong", "materials"):
            last.act[place] = [one for one in last.act[place] if one != event.material_id]
        last.act[here].append(event.material_id)

    def officer(self, recorded: Recorded, verb: str, usual: str | None = None) -> Act:
        """An act of a department, which is named when it is not the usual one."""
        department = self.department_of(recorded.by.user_id)
        named = department is not None and department != (usual or self.service.item.department)
        return {"department": verb, **({"as": department} if named else {})}


@singledispatch
def act_of(_event: object, _turn: Turn, _me: Retelling) -> Act | None:
    """What somebody did; none when the event only followed from something."""
    return None


@act_of.register
def _(_event: e.CaseFiled, turn: Turn, me: Retelling) -> Act:
    case = turn.after
    act: Act = {"applicant": "files", "answers": me.anonymous.answers(case.answers)}
    act["files"] = [run.id for run in case.materials if run.files and not run.obtained] or "none"
    if obtained := {run.id: run.obtained.way.value for run in case.materials if run.obtained}:
        act["obtains"] = obtained
    if promised := [run.id for run in case.materials if run.promised]:
        act["promises"] = promised
    if case.committed:
        act["commitment"] = True
    if case.channel is Channel.WINDOW:
        act["channel"] = case.channel.value
    return act


@act_of.register
def _(_event: e.CaseAccepted, turn: Turn, _me: Retelling) -> Act | None:
    if turn.recorded.by.role != Role.CLERK:
        return None
    return {} if _was_deemed(turn.before, turn.recorded.at) else {"window": "accepts"}


def _was_deemed(case: Case, now: datetime) -> bool:
    """Whether silence had accepted the case by then: what the window did afterwards came too late."""
    clock = case.clock(ClockName.ACCEPTANCE)
    return case.state is CaseState.SUBMITTED and clock is not None and now >= clock.deadline.due_at


@act_of.register
def _(event: e.StepCompleted, turn: Turn, me: Retelling) -> Act | None:
    if turn.before.step(event.step_id).notice:
        return None
    step = me.service.step(event.step_id)
    if turn.before.step(event.step_id).applicant:
        return _did(event, turn, me)
    passed = event.outcome is Outcome.PASSED
    if step.id == me.service.decision.id:
        act = me.officer(turn.recorded, "grants" if passed else "refuses", step.department)
    else:
        act = {**me.officer(turn.recorded, "passes" if passed else "fails", step.department), "step": step.id}
    if passed and (results := me.anonymous.results(event.results, step.results)):
        act["results"] = results
    return act


def _did(event: e.StepCompleted, turn: Turn, me: Retelling) -> Act:
    """A step of the applicant with what it entered and handed in."""
    act: Act = {"applicant": "does step", "step": event.step_id}
    if results := me.anonymous.results(event.results, me.service.step(event.step_id).results):
        act["results"] = results
    handed_in = [run.id for run in turn.before.materials if run.at_step == event.step_id and run.files]
    return {**act, "files": handed_in or "none"}


@act_of.register
def _(event: e.CaseDelivered, turn: Turn, me: Retelling) -> Act:
    act: Act = {"window": "delivers", "method": event.method.value}
    if event.receiver != turn.before.applicant.name:
        act["receiver"] = me.anonymous.name(event.receiver)
    if event.relation is not Relation.SELF:
        act["relation"] = event.relation.value
    return act


@act_of.register
def _(event: e.VisitRecorded, turn: Turn, me: Retelling) -> Act | None:
    last = me.scenes[-1].act
    filing = event.cause is VisitCause.FILING and "applicant" in last
    pick_up = event.cause is VisitCause.PICK_UP and last.get("window") == "delivers"
    if filing or pick_up:
        return None
    act: Act = {"window": "records visit", "cause": event.cause.value, "on": event.on.isoformat()}
    act["half_day"] = event.half_day.value
    if event.person != turn.before.applicant.name:
        act["person"] = me.anonymous.name(event.person)
    return act


@act_of.register
def _(event: i.CorrectionTold, _turn: Turn, _me: Retelling) -> Act:
    act: Act = {"window": "tells corrections"}
    if fields := [item.id for item in event.items if item.kind is Marked.FIELD]:
        act["fields"] = fields
    if outside := [item for item in event.items if item.kind is Marked.OUTSIDE]:
        act["outside"] = [f"清单以外的要求{number}" for number in range(1, len(outside) + 1)]
    return act


@act_of.register
def _(event: i.CorrectionSupplied, turn: Turn, me: Retelling) -> Act:
    act: Act = {"applicant": "supplies corrections"}
    if answers := me.anonymous.answers(event.answers):
        act["answers"] = answers
    held = {run.id: run.files for run in turn.before.materials}
    new = [run.id for run in turn.after.materials if run.files and run.files != held.get(run.id)]
    return {**act, "files": new or "none"}


@act_of.register
def _(event: i.AcceptanceRefused, _turn: Turn, _me: Retelling) -> Act:
    act: Act = {"window": "refuses acceptance", "ground": event.ground.value}
    return {**act, "agency": "其他机关"} if event.agency else act


@act_of.register
def _(_event: i.CaseReturned, turn: Turn, me: Retelling) -> Act:
    by_window = turn.recorded.by.role == Role.CLERK
    return {"window": "returns"} if by_window else me.officer(turn.recorded, "returns")


@act_of.register
def _(event: i.CaseWithdrawn, _turn: Turn, _me: Retelling) -> Act | None:
    return {"applicant": "withdraws"} if event.ending is Ending.WITHDRAWN else None


@act_of.register
def _(event: i.MaterialSupplied, turn: Turn, _me: Retelling) -> Act | None:
    if turn.before.material(event.material_id).at_step:
        return None  # the step tells it
    return {"applicant": "supplies materials", "materials": [event.material_id]}


@act_of.register
def _(event: i.CasePaused, turn: Turn, me: Retelling) -> Act | None:
    if event.kind is PauseKind.WAITING:
        return None
    if event.kind is PauseKind.SUPERIOR:
        return me.officer(turn.recorded, "reports up")
    expected = f"{event.expected.limit}s"
    return {**me.officer(turn.recorded, "pauses"), "procedure": event.procedure, "expected": expected}


@act_of.register
def _(_event: i.CaseResumed, turn: Turn, me: Retelling) -> Act | None:
    return None if turn.before.state is CaseState.WAITING else me.officer(turn.recorded, "resumes")


@act_of.register
def _(event: i.ExtensionRequested, turn: Turn, me: Retelling) -> Act:
    return {**me.officer(turn.recorded, "requests extension"), "by": f"{event.by}s"}


@act_of.register
def _(_event: i.LimitExtended, _turn: Turn, _me: Retelling) -> Act:
    return {"head": "approves extension"}


@act_of.register
def _(_event: i.ExtensionDeclined, _turn: Turn, _me: Retelling) -> Act:
    return {"head": "declines extension"}


@act_of.register
def _(_event: i.CaseUrged, _turn: Turn, _me: Retelling) -> Act:
    return {"applicant": "urges"}


@act_of.register
def _(event: i.ObjectionLodged, _turn: Turn, _me: Retelling) -> Act:
    return {"public": "objects", "step": event.step_id}


@act_of.register
def _(event: i.ObjectionAnswered, _turn: Turn, _me: Retelling) -> Act:
    return {"department": "answers objection", "objection": event.id, "upheld": event.upheld}


@act_of.register
def _(event: i.CaseRated, _turn: Turn, _me: Retelling) -> Act:
    return {"applicant": "rates", "level": int(event.level)}


@act_of.register
def _(event: i.FollowUpOpened, _turn: Turn, _me: Retelling) -> Act | None:
    if event.kind is not FollowUpKind.SUPERVISION:
        return None
    return {"manager": "supervises", "department": event.department, "within": f"{event.deadline.limit}s"}


@act_of.register
def _(event: i.FollowUpMoved, turn: Turn, _me: Retelling) -> Act:
    actor = "manager" if turn.recorded.by.role == Role.MANAGER else "department"
    return {actor: "moves follow-up", "follow_up": event.id, "to": event.state.value}


@act_of.register
def _(event: i.TimerFired, _turn: Turn, _me: Retelling) -> Act | None:
    """Time passes; reminders change nothing that a scenario looks at."""
    return None if event.kind == TimerKind.REMIND else {}


@act_of.register
def _(event: i.VersionMoved, turn: Turn, _me: Retelling) -> Act:
    actor = "admin" if turn.recorded.by.role == Role.ADMIN else "head"
    return {actor: "moves version", "to": event.version}
