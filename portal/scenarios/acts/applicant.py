"""What the applicant does: files, supplies, withdraws, urges, rates.

Owns the choice of sample answers and files where a scenario names none. Refuses ids the service does not know.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from pydantic import Field

from portal.domain.checklist import materials_for
from portal.domain.conditions import Answer
from portal.domain.documents import Channel
from portal.domain.workflow import Acquisition, Necessity
from portal.scenarios.acts.verb import Verb
from portal.scenarios.answers import Sample
from portal.scenarios.expect_schema import Ids, word
from portal.scenarios.faults import ScenarioFault
from portal.scenarios.given import known_id, read_answers
from portal.scenarios.step_schema import StepModel
from portal.services import filing
from portal.services.records import Draft

if TYPE_CHECKING:
    from collections.abc import Mapping

    from portal.domain.workflow import Material
    from portal.scenarios.playing import Play

ALL: Final = "all"


class Files(StepModel):
    """How a filing is made; everything that is left out is filled with samples."""

    answers: dict[str, Any] = Field(default_factory=dict, description="answers by field id; samples for all others")
    blank: Ids = Field(default_factory=list, description="ids of fields to leave unanswered")
    files: Ids | None = Field(
        None, description="ids of the materials to hand in, `all` or `none`; all that are needed when left out"
    )
    without: Ids = Field(default_factory=list, description="ids of materials not to hand in after all")
    promises: Ids = Field(default_factory=list, description="ids of tolerable materials that will follow 容缺")
    commitment: bool = Field(default=False, description="yes: a commitment stands for materials 告知承诺")
    channel: Channel = word(default=Channel.ONLINE, description="how it comes in; `window` is a visit")
    declared: bool = Field(default=True, description="no: without the declaration")
    name: str | None = Field(None, description="the applicant's name; an invented one when left out")


def files(play: Play, act: Files) -> None:
    """The form is filled, files are added, and the filing is submitted."""
    service, actor = play.filed_under, play.owner(act.name)
    if play.name in play.numbers:
        raise ScenarioFault("this case is filed already; give another one a name with `case: second`")
    given = read_answers(service, act.answers)
    for field_id in act.blank:
        known_id("field", field_id, (field.id for field in service.fields()), ("blank",))
    answers = Sample(service, play.today, play.stage.inventions, given, frozenset(act.blank)).answers()
    unasked = [name for name in given if name not in answers]
    if unasked:
        raise ScenarioFault("the form does not ask this in the situation", ("answers", unasked[0]))
    now = play.deps.clock.now()
    draft = Draft(
        key=play.deps.random.token(20),
        owner_id=actor.user_id,
        service_key=service.key,
        service_version=service.version,
        answers=answers,
        files=play.papers(_handed_in(play, act, answers)),
        created_at=now,
        saved_at=now,
    )
    with play.deps.uow.begin() as tx:
        tx.drafts.add(draft)
    case = filing.submit_draft(play.deps, actor, draft.key, declared=act.declared, channel=act.channel)
    play.numbers[play.name] = case.number


def _handed_in(play: Play, act: Files, answers: Mapping[str, object]) -> list[str]:
    """Ids of the materials that get a file."""
    service = play.filed_under
    for place in ("files", "without", "promises"):
        named = [one for one in getattr(act, place) or () if one != ALL]
        play.known_materials(service, named, place)
    asked = [line.material for line in materials_for(service, answers) if line.applies is Answer.YES]
    uploads = [one for one in asked if one.acquisition is Acquisition.UPLOAD]
    if act.files is None or ALL in act.files:
        left = {*act.without, *act.promises}
        return [one.id for one in uploads if one.id not in left and _is_wanted(one, act)]
    for one in act.files:
        if one not in {material.id for material in uploads}:
            raise ScenarioFault(f"nothing is handed in for {one!r} in this situation", ("files",))
    return [one for one in act.files if one not in act.without]


def _is_wanted(material: Material, act: Files) -> bool:
    if act.files is not None:
        return True
    return material.necessity is not Necessity.OPTIONAL and not (act.commitment and material.by_commitment)


VERBS: Final = (Verb("files", Files, files, ("submits", "applies", "files the case")),)
