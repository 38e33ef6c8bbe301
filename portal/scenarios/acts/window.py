"""What the window does: checks, accepts, tells corrections, refuses, returns, delivers, records visits.

Owns the defaults of a clerk who finds everything in order. Refuses ids the service does not know.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from portal.domain.case.commands import (
    CheckMaterial,
    Deliver,
    RecordVisit,
    RefuseAcceptance,
    ReturnCase,
    TellCorrection,
)
from portal.domain.case.incidents import Ground
from portal.domain.case.moves import CaseState
from portal.domain.case.state import HalfDay, Verdict, VisitCause
from portal.domain.case.visits import half_day_of
from portal.domain.documents import DeliveryMethod, Relation
from portal.scenarios.acts.verb import Verb
from portal.scenarios.expect_schema import Ids, one_or_many, word
from portal.scenarios.given import known_id
from portal.scenarios.moments import AMoment
from portal.scenarios.step_schema import StepModel
from portal.services import corrections, delivery, endings, intake

if TYPE_CHECKING:
    from portal.scenarios.playing import Play


def _named_or_said(value: object) -> object:
    """A list of ids says that they are wrong; what is wrong is written for it."""
    ids = [value] if isinstance(value, str) else value
    if not isinstance(ids, list):
        return value
    if all(isinstance(one, str) for one in ids):
        return dict.fromkeys(ids, "不符合要求")
    raise PydanticCustomError("faults", "write ids with what is wrong, for example plans: too small, or a list of ids")


def _usual_word(value: object) -> object:
    """Other words for the ways of delivery."""
    return ALSO_CALLED.get(value, value) if isinstance(value, str) else value


ALSO_CALLED: Final = {
    "pickup": "direct",
    "pick_up": "direct",
    "window": "direct",
    "in_person": "direct",
    "online": "electronic",
    "express": "post",
    "mail": "post",
}
Faults = Annotated[dict[str, str], BeforeValidator(_named_or_said)]


class Nothing(StepModel):
    """Nothing more is needed."""


class Checks(StepModel):
    """What a clerk finds; what is not named is in order."""

    wrong: Faults = Field(default_factory=dict, description="materials with a fault: {id: what is wrong}, or ids alone")
    materials: Ids | None = Field(
        None, description="ids of the materials looked at; every unchecked one that came in when left out"
    )


class TellsCorrections(StepModel):
    """Everything that must be corrected, told at once."""

    wrong: Faults = Field(default_factory=dict, description="materials with a fault: {id: what is wrong}, or ids alone")
    fields: Faults = Field(default_factory=dict, description="answers with a fault: {field id: what is wrong}, or ids")
    outside: Annotated[list[str], BeforeValidator(one_or_many)] = Field(
        default_factory=list, description="things outside the checklist, in words: a violation"
    )


class RefusesAcceptance(StepModel):
    """Why the filing is not accepted."""

    ground: Ground = word(default=Ground.NOT_REQUIRED, description="the legal ground")
    reasons: str = Field(default="依法不予受理", description="the reasons in words")
    agency: str = Field(default="", description="the competent agency; needed for not_competent")


class Returns(StepModel):
    """Why the case goes back."""

    reason: str = Field(default="无法继续办理", description="the reason in words")


class Delivers(StepModel):
    """How the result is handed over."""

    method: Annotated[DeliveryMethod, Field(strict=False), BeforeValidator(_usual_word)] = Field(
        default=DeliveryMethod.ELECTRONIC, description="`direct` is a hand-over at the window and counts as a visit"
    )
    receiver: str | None = Field(None, description="who receives it; the applicant when left out")
    relation: Relation = word(default=Relation.SELF, description="what the receiver is to the applicant")
    place: str = Field(default="政务服务中心", description="where")
    remarks: str = Field(default="", description="what the delivery record notes")


class RecordsVisit(StepModel):
    """Who was there, when, and why."""

    cause: VisitCause = word(default=VisitCause.OWN_WISH, description="why somebody had to come")
    person: str | None = Field(None, description="who came; the applicant when left out")
    on: AMoment | None = Field(None, description="the day; today when left out")
    half_day: HalfDay | None = word(default=None, description="that of the present moment when left out")


def checks(play: Play, act: Checks) -> None:
    """The window looks at materials; what is not named wrong is in order."""
    case = play.case
    play.known_materials(play.service, act.wrong, "wrong")
    play.known_materials(play.service, act.materials or (), "materials")
    unchecked = [
        run.id for run in case.materials if run.verdict is Verdict.UNCHECKED and (run.files or not run.promised)
    ]
    looked_at = act.materials if act.materials is not None else unchecked
    found = [CheckMaterial(one, Verdict.ACCEPTED) for one in looked_at if one not in act.wrong]
    found += [CheckMaterial(one, Verdict.TO_CORRECT, words) for one, words in act.wrong.items()]
    intake.check_materials(play.deps, play.cast.clerk(), play.number, checks=found)


def accepts(play: Play, _act: Nothing) -> None:
    """The window accepts the filing 受理."""
    intake.accept_case(play.deps, play.cast.clerk(), play.number)


def tells_corrections(play: Play, act: TellsCorrections) -> None:
    """The window tells once what must be corrected 一次性补正告知; `wrong` materials are marked first."""
    for one in act.fields:
        known_id("field", one, (field.id for field in play.service.fields()), place=("fields",))
    if act.wrong and play.case.state is CaseState.SUBMITTED:
        checks(play, Checks(wrong=act.wrong, materials=list(act.wrong)))
        play.begun()
    command = TellCorrection(fields=act.fields, outside=tuple(act.outside))
    corrections.tell_correction(play.deps, play.cast.clerk(), play.number, command=command)


def refuses_acceptance(play: Play, act: RefusesAcceptance) -> None:
    """The window does not accept the filing 不予受理."""
    command = RefuseAcceptance(act.ground, act.reasons, act.agency)
    endings.refuse_acceptance(play.deps, play.cast.clerk(), play.number, command=command)


def returns(play: Play, act: Returns) -> None:
    """The window returns the case 退件."""
    endings.return_case(play.deps, play.cast.clerk(), play.number, command=ReturnCase(act.reason))


def delivers(play: Play, act: Delivers) -> None:
    """The result is handed over 送达; the case is closed."""
    receiver = play.case.applicant.name if act.receiver is None else act.receiver
    command = Deliver(act.method, receiver, act.relation, act.place, act.remarks)
    delivery.deliver_case(play.deps, play.cast.clerk(), play.number, command=command)


def records_visit(play: Play, act: RecordsVisit) -> None:
    """Somebody was physically there 到现场."""
    day, half_day = half_day_of(play.deps.clock.now(), play.deps.calendar)
    on = day if act.on is None or act.on.day is None else act.on.day
    person = play.case.applicant.name if act.person is None else act.person
    command = RecordVisit(person, on, act.half_day or half_day, act.cause)
    delivery.record_visit(play.deps, play.cast.clerk(), play.number, command=command)


VERBS: Final = (
    Verb("checks", Checks, checks, ("checks materials", "checks the materials")),
    Verb("accepts", Nothing, accepts, ("accepts the case", "accepts the filing")),
    Verb(
        "tells corrections",
        TellsCorrections,
        tells_corrections,
        ("tells the correction", "tells a correction", "tells the corrections", "asks for corrections"),
    ),
    Verb(
        "refuses acceptance", RefusesAcceptance, refuses_acceptance, ("does not accept", "refuses to accept", "refuses")
    ),
    Verb("returns", Returns, returns, ("returns the case",)),
    Verb("delivers", Delivers, delivers, ("delivers the result", "hands over", "hands over the result")),
    Verb("records visit", RecordsVisit, records_visit, ("records a visit", "records the visit")),
)
