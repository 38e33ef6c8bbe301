"""What the window does: checks, accepts, delivers, records visits.

Owns the defaults of a clerk who finds everything in order. Refuses ids the service does not know.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from pydantic import Field

from portal.domain.case.commands import CheckMaterial, Deliver, RecordVisit
from portal.domain.case.state import HalfDay, Verdict, VisitCause
from portal.domain.case.visits import half_day_of
from portal.domain.documents import DeliveryMethod, Relation
from portal.scenarios.acts.verb import Verb
from portal.scenarios.expect_schema import Ids, word
from portal.scenarios.moments import AMoment
from portal.scenarios.step_schema import StepModel
from portal.services import delivery, intake

if TYPE_CHECKING:
    from portal.scenarios.playing import Play


class Checks(StepModel):
    """What a clerk finds; what is not named is in order."""

    wrong: dict[str, str] = Field(default_factory=dict, description="materials with a fault: id -> what is wrong")
    materials: Ids | None = Field(None, description="ids of the materials looked at; every unchecked one when left out")


class Accepts(StepModel):
    """Nothing more is needed."""


class Delivers(StepModel):
    """How the result is handed over."""

    method: DeliveryMethod = word(
        default=DeliveryMethod.ELECTRONIC, description="`direct` is a hand-over at the window and counts as a visit"
    )
    receiver: str | None = Field(None, description="who receives it; the applicant when left out")
    relation: Relation = word(default=Relation.SELF, description="the receiver to the applicant")
    place: str = Field(default="政务服务中心", description="where")
    remarks: str = Field(default="", description="what the delivery record notes")


class RecordsVisit(StepModel):
    """Who was there, when, and why."""

    cause: VisitCause = word(default=VisitCause.OWN_WISH, description="why somebody had to come")
    person: str | None = Field(None, description="who came; the applicant when left out")
    on: AMoment | None = Field(None, description="the day; today when left out")
    half_day: HalfDay | None = word(default=None, description="the half-day now when left out")


def checks(play: Play, act: Checks) -> None:
    """The window looks at materials; what is not named wrong is in order."""
    case = play.case
    play.known_materials(play.service, act.wrong, "wrong")
    play.known_materials(play.service, act.materials or (), "materials")
    unchecked = [run.id for run in case.materials if run.verdict is Verdict.UNCHECKED]
    looked_at = act.materials if act.materials is not None else unchecked
    found = [CheckMaterial(one, Verdict.ACCEPTED) for one in looked_at if one not in act.wrong]
    found += [CheckMaterial(one, Verdict.TO_CORRECT, words) for one, words in act.wrong.items()]
    intake.check_materials(play.deps, play.cast.clerk(), play.number, checks=found)


def accepts(play: Play, _act: Accepts) -> None:
    """The window accepts the filing 受理."""
    intake.accept_case(play.deps, play.cast.clerk(), play.number)


def delivers(play: Play, act: Delivers) -> None:
    """The result is handed over 送达; the case is closed."""
    receiver = play.case.applicant.name if act.receiver is None else act.receiver
    command = Deliver(act.method, receiver, act.relation, act.place, act.remarks)
    delivery.deliver_case(play.deps, play.cast.clerk(), play.number, command=command)


def records_visit(play: Play, act: RecordsVisit) -> None:
    """Somebody was physically there 到现场."""
    day, half_day = half_day_of(play.deps.clock.now(), play.deps.calendar)
    on: date = day if act.on is None or act.on.day is None else act.on.day
    person = play.case.applicant.name if act.person is None else act.person
    command = RecordVisit(person, on, act.half_day or half_day, act.cause)
    delivery.record_visit(play.deps, play.cast.clerk(), play.number, command=command)


VERBS: Final = (
    Verb("checks", Checks, checks, ("checks materials", "checks the materials")),
    Verb("accepts", Accepts, accepts, ("accepts the case", "accepts the filing")),
    Verb("delivers", Delivers, delivers, ("delivers the result", "hands over", "hands over the result")),
    Verb("records visit", RecordsVisit, records_visit, ("records a visit",)),
)
