"""What the applicant does: files, supplies, withdraws, urges, rates.

Owns the choice of sample answers and files where a scenario names none. Refuses ids the service does not know.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any, Final

from pydantic import BeforeValidator, Field

from portal.domain.case.commands import RateCase, UrgeCase, WithdrawCase
from portal.domain.case.incidents import Marked, RatingLevel
from portal.domain.checklist import materials_for
from portal.domain.conditions import Answer
from portal.domain.documents import Channel
from portal.domain.materials import Acquisition, Necessity
from portal.domain.obtaining import Obtained, Way, ways_of
from portal.scenarios.acts.verb import Verb
from portal.scenarios.answers import other_than
from portal.scenarios.expect_schema import Ids, one_or_many, word
from portal.scenarios.faults import ScenarioFault
from portal.scenarios.given import known_id, read_answers
from portal.scenarios.step_schema import StepModel
from portal.services import corrections, endings, feedback, filing, tolerance
from portal.services.drafts import Upload
from portal.services.records.core import Draft

if TYPE_CHECKING:
    from collections.abc import Mapping

    from portal.domain.case.state import Case
    from portal.domain.materials import Material
    from portal.scenarios.playing import Play

ALL: Final = "all"


class ByApplicant(StepModel):
    """What the applicant can always say."""

    person: str | None = Field(
        None, alias="as", description="name of somebody else who tries it; whoever filed when left out"
    )


class Files(ByApplicant):
    """How a filing is made; what is left out is filled with samples."""

    answers: dict[str, Any] = Field(default_factory=dict, description="answers by field id; samples for all others")
    blank: Ids = Field(default_factory=list, description="ids of fields to leave unanswered")
    files: Ids | None = Field(
        None, description="ids of the materials handed in, or `all`, or `none`; those that are needed when left out"
    )
    without: Ids = Field(default_factory=list, description="ids of materials not handed in after all")
    promises: Ids = Field(default_factory=list, description="ids of tolerable materials that will follow 容缺")
    obtains: dict[str, Annotated[Way, Field(strict=False)]] = Field(
        default_factory=dict,
        description="what need not be brought 免提交, by material",
    )
    commitment: bool = Field(default=False, description="yes: the commitment stands for materials 告知承诺")
    channel: Channel = word(default=Channel.ONLINE, description="how it comes in; a filing at the window is a visit")
    declared: bool = Field(default=True, description="no: submitted without the declaration")


class SuppliesCorrections(ByApplicant):
    """What is corrected; what is left out is corrected with samples."""

    answers: dict[str, Any] = Field(
        default_factory=dict, description="corrected answers; samples for other marked ones"
    )
    blank: Ids = Field(default_factory=list, description="ids of fields to leave as they were, or to empty")
    files: Ids | None = Field(None, description="ids of the materials handed in anew; all marked ones when left out")
    without: Ids = Field(default_factory=list, description="ids of materials not handed in after all")


class SuppliesMaterials(ByApplicant):
    """Promised materials that come in."""

    materials: Ids | None = Field(None, description="ids of the materials; all that are owed when left out")


class Withdraws(ByApplicant):
    """Why, if the applicant wants to say it."""

    reason: str = Field(default="", description="why; nobody owes a reason")


class Urges(ByApplicant):
    """What the applicant says."""

    words: str = Field(default="请尽快办理", description="what is said")


class Rates(ByApplicant):
    """One rating."""

    level: Annotated[RatingLevel, Field(strict=False)] = Field(
        description="1 very good, 2 good, 3 fair, 4 bad, 5 very bad"
    )
    tags: Annotated[list[str], BeforeValidator(one_or_many)] = Field(
        default_factory=list, description="second-level tags"
    )
    words: str = Field(default="", description="what is written beside it")


def files(play: Play, act: Files) -> None:
    """The form is filled, files are added, and the filing is submitted 申报."""
    service, actor = play.filed_under, play.owner(act.person)
    if play.name in play.numbers:
        raise ScenarioFault("this case is filed already; another one gets a name, for example `case: second`")
    _known_fields(play, act.blank)
    given = read_answers(play.sample({}), act.answers)
    answers = play.sample(given, act.blank).answers()
    unasked = [name for name in given if name not in answers]
    if unasked:
        raise ScenarioFault(f"the form does not ask {unasked[0]!r} in this situation", ("answers", unasked[0]))
    now = play.deps.clock.now()
    draft = Draft(
        key=play.deps.random.token(20),
        owner_id=actor.user_id,
        service_key=service.key,
        service_version=service.version,
        answers=answers,
        files=play.papers(_handed_in(play, act, answers)),
        obtained=_obtained(play, act, answers),
        created_at=now,
        saved_at=now,
        promised=tuple(act.promises),
        committed=act.commitment,
    )
    with play.deps.uow.begin() as tx:
        tx.drafts.add(draft)
    case = filing.submit_draft(play.deps, actor, draft.key, declared=act.declared, channel=act.channel)
    play.filed(case.number, actor)


def _known_fields(play: Play, names: list[str]) -> None:
    for name in names:
        known_id("field", name, (field.id for field in play.filed_under.fields()), place=("blank",))


def _obtained(play: Play, act: Files, answers: Mapping[str, object]) -> dict[str, Obtained]:
    """What the portal got: a register found it, or it lay in the locker; each with an invented record."""
    play.known_materials(play.filed_under, list(act.obtains), "obtains")
    asked = {line.material.id for line in materials_for(play.filed_under, answers) if line.applies is Answer.YES}
    return {name: _record(play, name, way, is_asked=name in asked) for name, way in act.obtains.items()}


def _record(play: Play, name: str, way: Way, *, is_asked: bool) -> Obtained:
    ways = ways_of(play.filed_under.material(name))
    if way not in ways or not is_asked:
        offered = ", ".join(ways) if is_asked and ways else "nothing"
        raise ScenarioFault(f"{name!r} cannot be obtained so; there is {offered}", ("obtains", name))
    digest = play.deps.uploads.put(f"{way} {name}".encode())
    query = play.deps.random.token(16)
    return Obtained(way, source=f"{way} (sample)", query_id=query, at=play.deps.clock.now(), sha256=digest)


def _handed_in(play: Play, act: Files, answers: Mapping[str, object]) -> list[str]:
    """Ids of the materials that get a file."""
    service = play.filed_under
    for place in ("files", "without", "promises"):
        named = [one for one in getattr(act, place) or () if one != ALL]
        play.known_materials(service, named, place)
    asked = [line.material for line in materials_for(service, answers) if line.applies is Answer.YES]
    uploads = [one for one in asked if one.acquisition is Acquisition.UPLOAD and one.at_step is None]
    left = {*act.without, *act.promises, *act.obtains}
    if act.files is None or ALL in act.files:
        return [one.id for one in uploads if one.id not in left and _is_wanted(one, act)]
    for one in act.files:
        if one not in {material.id for material in uploads}:
            raise ScenarioFault(f"nothing is handed in for {one!r} in this situation", ("files",))
    return [one for one in act.files if one not in act.without]


def _is_wanted(material: Material, act: Files) -> bool:
    if act.files is not None:
        return True
    return material.necessity is not Necessity.OPTIONAL and not (act.commitment and material.by_commitment)


def supplies_corrections(play: Play, act: SuppliesCorrections) -> None:
    """The applicant supplies what the correction notice marks 补正."""
    actor, case, service = play.applicant(act.person), play.case, play.service
    _known_fields(play, act.blank)
    answers = {**_new_answers(play, case, act), **read_answers(play.sample({}), act.answers)}
    play.known_materials(service, act.files or (), "files")
    marked = [item.id for item in case.correction.items if item.kind is Marked.MATERIAL] if case.correction else []
    wanted = [one for one in marked if service.material(one).acquisition is Acquisition.UPLOAD]
    handed_in = [one for one in (wanted if act.files is None else act.files) if one not in act.without]
    draft = corrections.open_correction(play.deps, actor, play.number)
    kept = {name: value for name, value in draft.answers.items() if name not in act.blank}
    merged = play.sample({**kept, **answers}, act.blank).answers()
    papers = play.papers(handed_in, number=len(case.corrections) + 1)
    saved = replace(draft, answers=merged, files=papers, revision=draft.revision + 1)
    with play.deps.uow.begin() as tx:
        tx.drafts.save(saved)
    corrections.supply_correction(play.deps, actor, play.number)


def _new_answers(play: Play, case: Case, act: SuppliesCorrections) -> dict[str, object]:
    """Another sample for every marked field that the scenario does not answer itself."""
    fields = {field.id: field for field in play.service.fields()}
    marked = [item.id for item in case.correction.items if item.kind is Marked.FIELD] if case.correction else []
    unsaid = [fields[one] for one in marked if one not in act.answers and one not in act.blank]
    return {field.id: other_than(case.answers.get(field.id), field, play.sample({})) for field in unsaid}


def supplies_materials(play: Play, act: SuppliesMaterials) -> None:
    """The applicant hands in what was promised 容缺补齐."""
    case, actor = play.case, play.applicant(act.person)
    play.known_materials(play.service, act.materials or (), "materials")
    owed = [run.id for run in case.owed] if act.materials is None else act.materials
    if not owed:
        raise ScenarioFault("no material is owed in this case", ("materials",))
    for one in owed:
        upload = Upload(f"{one}.pdf", play.bytes_for(one, 1))
        tolerance.supply_material(play.deps, actor, play.number, material_id=one, uploads=[upload])


def withdraws(play: Play, act: Withdraws) -> None:
    """The applicant withdraws 撤回."""
    endings.withdraw_case(play.deps, play.applicant(act.person), play.number, command=WithdrawCase(act.reason))


def urges(play: Play, act: Urges) -> None:
    """The applicant asks to be quick 催办."""
    feedback.urge_case(play.deps, play.applicant(act.person), play.number, command=UrgeCase(act.words))


def rates(play: Play, act: Rates) -> None:
    """The applicant rates the closed case 好差评."""
    command = RateCase(act.level, tuple(act.tags), act.words)
    feedback.rate_case(play.deps, play.applicant(act.person), play.number, command=command)


VERBS: Final = (
    Verb("files", Files, files, ("submits", "applies", "files the case", "files an application")),
    Verb(
        "supplies corrections",
        SuppliesCorrections,
        supplies_corrections,
        ("supplies the correction", "supplies a correction", "supplies the corrections", "corrects"),
    ),
    Verb(
        "supplies materials",
        SuppliesMaterials,
        supplies_materials,
        ("supplies the material", "supplies a material", "supplies the materials"),
    ),
    Verb("withdraws", Withdraws, withdraws, ("withdraws the case",)),
    Verb("urges", Urges, urges, ("urges the agency",)),
    Verb("rates", Rates, rates, ("rates the case", "rates the service")),
)
