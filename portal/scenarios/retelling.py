"""From what happened to a case to the acts of a scenario.

Owns which events somebody did, and which only followed from them. Refuses histories with an act that the scenario
language does not have. What people wrote is left out; see `anonymous`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from portal.domain.case import events as e
from portal.domain.case import incident_events as i
from portal.domain.case.evolve import evolve
from portal.domain.case.incidents import Ending, FollowUpKind, Marked, PauseKind
from portal.domain.case.moves import CaseState
from portal.domain.case.state import ClockName, Verdict, VisitCause
from portal.domain.case.timers import TimerKind
from portal.domain.documents import Channel, Relation
from portal.domain.permissions import Role
from portal.scenarios.faults import ScenarioFault

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


@dataclass(slots=True)
class Retelling:
    """Goes through a history once. ``department_of`` answers the department of an account."""

    service: Service
    anonymous: Anonymous
    department_of: Callable[[int], str | None]
    scenes: list[Scene] = field(default_factory=list)

    def tell(self, history: Sequence[Recorded]) -> list[Scene]:
        """The scenes of a case in order; ScenarioFault for an act that cannot be told."""
        case: Case | None = None
        for recorded in history:
            before, case = case, evolve(case, recorded)
            self._look(recorded, before, case)
            self.scenes[-1].events.append(recorded.event)
            self.scenes[-1].after = case
        return self.scenes

    def _look(self, recorded: Recorded, before: Case | None, case: Case) -> None:
        event = recorded.event
        if isinstance(event, e.MaterialChecked):
            if before is None or not _was_deemed(before, recorded.at):
                self._checked(event, recorded)
            return
        tell = TELL.get(type(event))
        act = tell(self, recorded, before or case, case) if tell else None
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

    def supplied(self, before: Case, case: Case) -> list[str]:
        """Ids of the materials whose files are new."""
        held = {run.id: run.files for run in before.materials}
        return [run.id for run in case.materials if run.files and run.files != held.get(run.id)]


Tell = Callable[[Retelling, "Recorded", "Case", "Case"], Act | None]


def _filed(me: Retelling, _recorded: Recorded, _before: Case, case: Case) -> Act:
    act: Act = {"applicant": "files", "answers": me.anonymous.answers(case.answers)}
    act["files"] = [run.id for run in case.materials if run.files]
    if promised := [run.id for run in case.materials if run.promised]:
        act["promises"] = promised
    if case.committed:
        act["commitment"] = True
    if case.channel is Channel.WINDOW:
        act["channel"] = case.channel.value
    return act


def _was_deemed(case: Case, now: datetime) -> bool:
    """Whether silence had accepted the case by then: what the window did afterwards came too late."""
    clock = case.clock(ClockName.ACCEPTANCE)
    return case.state is CaseState.SUBMITTED and clock is not None and now >= clock.deadline.due_at


def _accepted(_me: Retelling, recorded: Recorded, before: Case, _case: Case) -> Act | None:
    if recorded.by.role != Role.CLERK:
        return None
    return {} if _was_deemed(before, recorded.at) else {"window": "accepts"}


def _completed(me: Retelling, recorded: Recorded, before: Case, case: Case) -> Act | None:
    event = recorded.event
    if not isinstance(event, e.StepCompleted) or before.step(event.step_id).notice:
        return None
    step = me.service.step(event.step_id)
    decides = step.id == me.service.decision.id
    passed = case.step(step.id).state.value == "passed"
    act = me.officer(
        recorded, ("grants" if passed else "refuses") if decides else "passes" if passed else "fails", step.department
    )
    if not decides:
        act["step"] = step.id
    if passed and (results := me.anonymous.results(event.results, step.results)):
        act["results"] = results
    return act


def _delivered(me: Retelling, recorded: Recorded, before: Case, _case: Case) -> Act | None:
    event = recorded.event
    if not isinstance(event, e.CaseDelivered):
        return None
    act: Act = {"window": "delivers", "method": event.method.value}
    if event.receiver != before.applicant.name:
        act["receiver"] = me.anonymous.name(event.receiver)
    if event.relation is not Relation.SELF:
        act["relation"] = event.relation.value
    return act


def _visited(me: Retelling, recorded: Recorded, before: Case, _case: Case) -> Act | None:
    event, last = recorded.event, me.scenes[-1].act
    if not isinstance(event, e.VisitRecorded):
        return None
    filing = event.cause is VisitCause.FILING and "applicant" in last
    pick_up = event.cause is VisitCause.PICK_UP and last.get("window") == "delivers"
    if filing or pick_up:
        return None
    act: Act = {"window": "records visit", "cause": event.cause.value, "on": event.on.isoformat()}
    act["half_day"] = event.half_day.value
    if event.person != before.applicant.name:
        act["person"] = me.anonymous.name(event.person)
    return act


def _told(_me: Retelling, recorded: Recorded, _before: Case, _case: Case) -> Act | None:
    event = recorded.event
    if not isinstance(event, i.CorrectionTold):
        return None
    act: Act = {"window": "tells corrections"}
    if fields := [item.id for item in event.items if item.kind is Marked.FIELD]:
        act["fields"] = fields
    if outside := [item for item in event.items if item.kind is Marked.OUTSIDE]:
        act["outside"] = [f"清单以外的要求{number}" for number in range(1, len(outside) + 1)]
    return act


def _supplied(me: Retelling, recorded: Recorded, before: Case, case: Case) -> Act | None:
    event = recorded.event
    if not isinstance(event, i.CorrectionSupplied):
        return None
    act: Act = {"applicant": "supplies corrections"}
    if answers := me.anonymous.answers(event.answers):
        act["answers"] = answers
    act["files"] = me.supplied(before, case)
    return act


def _refused(_me: Retelling, recorded: Recorded, _before: Case, _case: Case) -> Act | None:
    event = recorded.event
    if not isinstance(event, i.AcceptanceRefused):
        return None
    act: Act = {"window": "refuses acceptance", "ground": event.ground.value}
    return {**act, "agency": "其他机关"} if event.agency else act


def _returned(me: Retelling, recorded: Recorded, _before: Case, _case: Case) -> Act:
    return {"window": "returns"} if recorded.by.role == Role.CLERK else me.officer(recorded, "returns")


def _withdrawn(_me: Retelling, recorded: Recorded, _before: Case, _case: Case) -> Act | None:
    event = recorded.event
    by_applicant = isinstance(event, i.CaseWithdrawn) and event.ending is Ending.WITHDRAWN
    return {"applicant": "withdraws"} if by_applicant else None


def _material(_me: Retelling, recorded: Recorded, _before: Case, _case: Case) -> Act | None:
    event = recorded.event
    if not isinstance(event, i.MaterialSupplied):
        return None
    return {"applicant": "supplies materials", "materials": [event.material_id]}


def _paused(me: Retelling, recorded: Recorded, _before: Case, _case: Case) -> Act | None:
    event = recorded.event
    if not isinstance(event, i.CasePaused):
        return None
    if event.kind is PauseKind.SUPERIOR:
        return me.officer(recorded, "reports up")
    limit = event.expected.limit
    return {**me.officer(recorded, "pauses"), "procedure": event.procedure, "expected": f"{limit}s"}


def _resumed(me: Retelling, recorded: Recorded, _before: Case, _case: Case) -> Act:
    return me.officer(recorded, "resumes")


def _asked(me: Retelling, recorded: Recorded, _before: Case, _case: Case) -> Act | None:
    event = recorded.event
    if not isinstance(event, i.ExtensionRequested):
        return None
    return {**me.officer(recorded, "requests extension"), "by": f"{event.by}s"}


def _extended(_me: Retelling, _recorded: Recorded, _before: Case, _case: Case) -> Act:
    return {"head": "approves extension"}


def _declined(_me: Retelling, _recorded: Recorded, _before: Case, _case: Case) -> Act:
    return {"head": "declines extension"}


def _urged(_me: Retelling, _recorded: Recorded, _before: Case, _case: Case) -> Act:
    return {"applicant": "urges"}


def _objected(_me: Retelling, recorded: Recorded, _before: Case, _case: Case) -> Act | None:
    event = recorded.event
    return {"public": "objects", "step": event.step_id} if isinstance(event, i.ObjectionLodged) else None


def _objection_answered(_me: Retelling, recorded: Recorded, _before: Case, _case: Case) -> Act | None:
    event = recorded.event
    if not isinstance(event, i.ObjectionAnswered):
        return None
    return {"department": "answers objection", "objection": event.id, "upheld": event.upheld}


def _rated(_me: Retelling, recorded: Recorded, _before: Case, _case: Case) -> Act | None:
    event = recorded.event
    return {"applicant": "rates", "level": int(event.level)} if isinstance(event, i.CaseRated) else None


def _supervised(_me: Retelling, recorded: Recorded, _before: Case, _case: Case) -> Act | None:
    event = recorded.event
    if not isinstance(event, i.FollowUpOpened) or event.kind is not FollowUpKind.SUPERVISION:
        return None
    act: Act = {"manager": "supervises", "department": event.department}
    return {**act, "within": f"{event.deadline.limit}s"}


def _moved(_me: Retelling, recorded: Recorded, _before: Case, _case: Case) -> Act | None:
    event = recorded.event
    if not isinstance(event, i.FollowUpMoved):
        return None
    actor = "manager" if recorded.by.role == Role.MANAGER else "department"
    return {actor: "moves follow-up", "follow_up": event.id, "to": event.state.value}


def _timer(_me: Retelling, recorded: Recorded, _before: Case, _case: Case) -> Act | None:
    event = recorded.event
    reminds = isinstance(event, i.TimerFired) and event.kind == TimerKind.REMIND
    return None if reminds else {}


def _not_told(_me: Retelling, _recorded: Recorded, _before: Case, _case: Case) -> Act:
    raise ScenarioFault("the case was moved to another version of its service; a scenario cannot tell that yet")


TELL: Final[Mapping[type[e.Event], Tell]] = {
    e.CaseFiled: _filed,
    e.CaseAccepted: _accepted,
    e.StepCompleted: _completed,
    e.CaseDelivered: _delivered,
    e.VisitRecorded: _visited,
    i.CorrectionTold: _told,
    i.CorrectionSupplied: _supplied,
    i.AcceptanceRefused: _refused,
    i.CaseReturned: _returned,
    i.CaseWithdrawn: _withdrawn,
    i.MaterialSupplied: _material,
    i.CasePaused: _paused,
    i.CaseResumed: _resumed,
    i.ExtensionRequested: _asked,
    i.LimitExtended: _extended,
    i.ExtensionDeclined: _declined,
    i.CaseUrged: _urged,
    i.ObjectionLodged: _objected,
    i.ObjectionAnswered: _objection_answered,
    i.CaseRated: _rated,
    i.FollowUpOpened: _supervised,
    i.FollowUpMoved: _moved,
    i.TimerFired: _timer,
    i.VersionMoved: _not_told,
}
"""What somebody did; every other event followed from something."""
