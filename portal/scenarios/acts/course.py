"""What happens to a case under review beside its steps: pauses, the superior, the extension, objections, follow-ups.

Owns who does it when a scenario does not say: the department in charge. Refuses ids the service does not know.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pydantic import Field

from portal.domain.case.commands import (
    AnswerExtension,
    AnswerObjection,
    LodgeObjection,
    MoveFollowUp,
    PauseCase,
    ReportUp,
    RequestExtension,
    ResumeCase,
    ReturnCase,
    Supervise,
)
from portal.domain.case.incidents import FollowUpState
from portal.domain.limits import Limit, Unit
from portal.domain.workflow import StepKind
from portal.scenarios.acts.verb import Verb
from portal.scenarios.expect_schema import word
from portal.scenarios.faults import ScenarioFault
from portal.scenarios.given import known_id
from portal.scenarios.moments import ALimit
from portal.scenarios.step_schema import StepModel
from portal.services import endings, extensions, follow_ups, notices, pauses, versions

if TYPE_CHECKING:
    from portal.domain.permissions import Actor
    from portal.scenarios.playing import Play


class ByDepartment(StepModel):
    """What a department can always say."""

    person: str | None = Field(
        None, alias="as", description="key of the department that does it; the one responsible when left out"
    )


class Pauses(ByDepartment):
    """A special procedure."""

    procedure: str | None = Field(None, description="its id in the definition; not needed when there is only one")
    expected: ALimit | None = Field(None, description="the announced time; the longest allowed when left out")
    reason: str = Field(default="依法需要进行特别程序", description="why")


class ReportsUp(ByDepartment):
    """The superior is asked."""

    reason: str = Field(default="依法报上级核准", description="why")


class Resumes(ByDepartment):
    """A pause ends."""

    result: str = Field(default="已完成", description="what came of it")


class Answers(StepModel):
    """What the superior says."""

    result: str = Field(default="同意", description="what the superior decided")


class Returns(ByDepartment):
    """Why the case goes back."""

    reason: str = Field(default="无法继续办理", description="the reason in words")


class RequestsExtension(ByDepartment):
    """The one extension is asked for."""

    by: ALimit | None = Field(None, description="how much longer; the most allowed when left out")
    reason: str = Field(default="情况复杂", description="why")


class AnswersExtension(ByDepartment):
    """The head answers."""

    answer: str = Field(default="同意", description="in words")


class DeclinesExtension(ByDepartment):
    """The head answers."""

    answer: str = Field(default="理由不足", description="in words")


class Objects(StepModel):
    """An objection to a public notice."""

    step: str | None = Field(None, description="id of the notice step; not needed when there is only one")
    name: str = Field(default="某异议人", description="who objects")
    contact: str = Field(default="13900009999", description="how to reach them")
    words: str = Field(default="公示内容与事实不符", description="why")


class AnswersObjection(ByDepartment):
    """An objection is answered."""

    objection: int = Field(default=1, description="its number, the first is 1")
    upheld: bool = Field(default=False, description="yes: the notice fails")
    answer: str = Field(default="经核实，答复如下", description="in words")


class Supervises(StepModel):
    """A department must answer."""

    department: str | None = Field(None, description="key of the department; the one in charge when left out")
    within: ALimit | None = Field(None, description="within how long; 3 workdays when left out")
    words: str = Field(default="请说明办理情况", description="what is asked")


class MovesFollowUp(ByDepartment):
    """Something is done about a follow-up."""

    follow_up: str | None = Field(None, description="its id, e.g. bad_rating-1; not needed when there is only one")
    to: FollowUpState = word(description="where it goes")
    words: str = Field(default="已办理", description="what was done")


class MovesVersion(ByDepartment):
    """The other version."""

    to: int = Field(description="number of the version; it must be published and in force")
    reason: str = Field(default="新版本已经施行", description="why")


def pauses_case(play: Play, act: Pauses) -> None:
    """A special procedure begins and the clocks stand still 特别程序."""
    known = {one.id: one for one in play.service.procedures}
    if act.procedure is None and len(known) != 1:
        raise ScenarioFault(f"say which procedure; there are: {', '.join(known) or 'none'}", ("procedure",))
    chosen = act.procedure or next(iter(known))
    longest = known[chosen].at_most if chosen in known else None
    expected = act.expected or longest
    if expected is None:
        known_id("procedure", chosen, known, place=("procedure",))
        return
    command = PauseCase(chosen, act.reason, expected)
    pauses.pause_case(play.deps, play.officer(act.person), play.number, command=command)


def reports_up(play: Play, act: ReportsUp) -> None:
    """The case goes to the superior and the clocks stand still 上报."""
    pauses.pause_case(play.deps, play.officer(act.person), play.number, command=ReportUp(act.reason))


def resumes(play: Play, act: Resumes) -> None:
    """The special procedure is over, or the superior has answered; the clocks run on."""
    pauses.resume_case(play.deps, play.officer(act.person), play.number, command=ResumeCase(act.result))


def answers(play: Play, act: Answers) -> None:
    """The superior has answered; the clocks run on."""
    pauses.resume_case(play.deps, play.officer(None), play.number, command=ResumeCase(act.result))


def returns(play: Play, act: Returns) -> None:
    """The department returns the case 退件."""
    endings.return_case(play.deps, play.officer(act.person), play.number, command=ReturnCase(act.reason))


def requests_extension(play: Play, act: RequestsExtension) -> None:
    """A department asks for the one extension 申请延期."""
    rule = play.service.extension
    by = act.by or (rule.at_most if rule else None)
    if by is None:
        raise ScenarioFault("this service has no extension; say `by: 10 workdays` to see it refused", ("by",))
    command = RequestExtension(by, act.reason)
    extensions.request_extension(play.deps, play.officer(act.person), play.number, command=command)


def approves_extension(play: Play, act: AnswersExtension) -> None:
    """The head of the agency approves the extension 批准延期."""
    _answer_extension(play, act.person, AnswerExtension(approve=True, answer=act.answer))


def declines_extension(play: Play, act: DeclinesExtension) -> None:
    """The head of the agency declines the extension."""
    _answer_extension(play, act.person, AnswerExtension(approve=False, answer=act.answer))


def _answer_extension(play: Play, department: str | None, command: AnswerExtension) -> None:
    head = play.cast.head(play.department(department))
    extensions.answer_extension(play.deps, head, play.number, command=command)


def objects(play: Play, act: Objects) -> None:
    """Somebody objects to a public notice 公示异议."""
    ids = [step.id for step in play.service.steps if step.kind is StepKind.NOTICE]
    if act.step is None and len(ids) != 1:
        raise ScenarioFault(f"say which step; public notices are: {', '.join(ids) or 'none'}", ("step",))
    command = LodgeObjection(act.step or ids[0], act.name, act.contact, act.words)
    notices.lodge_objection(play.deps, play.number, command=command)


def answers_objection(play: Play, act: AnswersObjection) -> None:
    """The department answers an objection; upheld, the notice fails."""
    known = {one.id: one for one in play.case.objections}
    asked = known.get(act.objection)
    department = act.person or (play.case.step(asked.step_id).department if asked else None)
    command = AnswerObjection(act.objection, act.upheld, act.answer)
    notices.answer_objection(play.deps, play.officer(department), play.number, command=command)


def supervises(play: Play, act: Supervises) -> None:
    """A manager demands an answer from a department 督办."""
    within = act.within or SUPERVISION
    command = Supervise(play.department(act.department, "department"), act.words, within)
    follow_ups.supervise(play.deps, play.cast.manager(), play.number, command=command)


def moves_follow_up(play: Play, act: MovesFollowUp) -> None:
    """The department does something about a follow-up 办理工单."""
    one = _follow_up(play, act)
    _move(play, act, play.officer(act.person or one[1]), follow_up_id=one[0])


def judges_follow_up(play: Play, act: MovesFollowUp) -> None:
    """A manager judges a follow-up: not valid, sent back, or closed."""
    _move(play, act, play.cast.manager(), follow_up_id=_follow_up(play, act)[0])


def moves_version(play: Play, act: MovesVersion) -> None:
    """The administrator moves the open case to another version of its service 换版."""
    _move_version(play, act, play.cast.admin())


def head_moves_version(play: Play, act: MovesVersion) -> None:
    """The head of the agency moves the open case to another version of its service 换版."""
    _move_version(play, act, play.cast.head(play.department(act.person)))


def _move_version(play: Play, act: MovesVersion, actor: Actor) -> None:
    revision = play.case.revision
    versions.move_case(play.deps, actor, play.number, version=act.to, reason=act.reason, revision=revision)


def _move(play: Play, act: MovesFollowUp, actor: Actor, *, follow_up_id: str) -> None:
    command = MoveFollowUp(follow_up_id, act.to, act.words)
    follow_ups.move_follow_up(play.deps, actor, play.number, command=command)


def _follow_up(play: Play, act: MovesFollowUp) -> tuple[str, str | None]:
    """Id and department of the follow-up that is meant."""
    known = {one.id: one.department for one in play.case.follow_ups}
    if act.follow_up is None and len(known) != 1:
        raise ScenarioFault(f"say which follow-up; there are: {', '.join(known) or 'none'}", ("follow_up",))
    chosen = act.follow_up or next(iter(known))
    return chosen, known.get(chosen)


SUPERVISION: Final = Limit(3, Unit.WORKDAY)

DEPARTMENT: Final = (
    Verb("pauses", Pauses, pauses_case, ("pauses the case", "begins procedure", "begins special procedure")),
    Verb("reports up", ReportsUp, reports_up, ("reports the case up", "sends up", "asks the superior")),
    Verb("resumes", Resumes, resumes, ("resumes the case", "ends procedure", "comes back")),
    Verb("requests extension", RequestsExtension, requests_extension, ("requests an extension", "asks for extension")),
    Verb("answers objection", AnswersObjection, answers_objection, ("answers the objection", "answers an objection")),
    Verb("returns", Returns, returns, ("returns the case",)),
    Verb("moves follow-up", MovesFollowUp, moves_follow_up, ("moves the follow-up", "deals with follow-up")),
)
HEAD: Final = (
    Verb("approves extension", AnswersExtension, approves_extension, ("approves the extension", "grants extension")),
    Verb("moves version", MovesVersion, head_moves_version, ("moves the version", "moves the case")),
    Verb("declines extension", DeclinesExtension, declines_extension, ("declines the extension", "refuses extension")),
)
ADMIN: Final = (Verb("moves version", MovesVersion, moves_version, ("moves the version", "moves the case")),)
SUPERIOR: Final = (Verb("answers", Answers, answers, ("approves", "sends back", "comes back")),)
PUBLIC: Final = (Verb("objects", Objects, objects, ("lodges objection", "lodges an objection")),)
MANAGER: Final = (
    Verb("supervises", Supervises, supervises, ("supervises the case", "demands an answer")),
    Verb(
        "moves follow-up",
        MovesFollowUp,
        judges_follow_up,
        ("judges follow-up", "moves the follow-up", "judges the follow-up"),
    ),
)
