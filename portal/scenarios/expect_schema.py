"""What a scenario may expect: the keys under `expect`, each with its meaning.

Owns shapes only; how each is compared stands in `expectations`. Refuses unknown keys and words.
"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from portal.definitions.shapes import Strict
from portal.domain.case.incidents import Ending, ExtensionState, FollowUpState, RatingLevel, Violation
from portal.domain.case.moves import CaseState
from portal.domain.case.state import StepState
from portal.domain.case.timers import TimerKind
from portal.domain.deadlines import Light
from portal.domain.documents import DocumentKind, all_titles
from portal.domain.figures import Once
from portal.scenarios.moments import ALeft, AMoment, Moment

NONE = "none"


def word(**more: Any) -> Any:
    """A field whose value is one word of a closed list."""
    return Field(strict=False, **more)


def one_or_many(value: object) -> object:
    """A single value stands for a list of one; the word none for an empty list."""
    if value == NONE:
        return []
    return value if isinstance(value, list) else [value]


def _none_at_all(value: object) -> object:
    """The word none for the empty mapping: there must be nothing of the kind."""
    return {} if value == NONE else value


def to_text(value: object) -> object:
    """Numbers are taken as the text they are written as."""
    return str(value) if isinstance(value, int | Decimal) and not isinstance(value, bool) else value


def _by_title(value: object) -> object:
    """A document by its word, or by its title in Chinese or English."""
    titles = {
        words.casefold(): kind for kind in DocumentKind for each in all_titles(kind) for words in (each.zh, each.en)
    }
    return titles.get(value.casefold(), value) if isinstance(value, str) else value


def _state_word(value: object) -> object:
    """An accepted case is in review: acceptance opens the first steps."""
    return CaseState.REVIEWING if value == "accepted" else value


def _timer(value: str) -> str:
    """The kind of a timer, and for reminders and notices what it is about, e.g. `remind promise`."""
    kinds = [kind.value for kind in TimerKind]
    if value.split()[:1] and value.split(maxsplit=1)[0] in kinds:
        return " ".join(value.split())
    message = "there is no timer {value}; there are {known}"
    raise PydanticCustomError("timer", message, {"value": repr(value), "known": ", ".join(kinds)})


Words = Annotated[str, BeforeValidator(to_text)]
Ids = Annotated[list[str], BeforeValidator(one_or_many)]
Document = Annotated[DocumentKind, Field(strict=False), BeforeValidator(_by_title)]
Kinds = Annotated[list[Document], BeforeValidator(one_or_many)]
State = Annotated[CaseState, Field(strict=False), BeforeValidator(_state_word)]
Timer = Annotated[str, AfterValidator(_timer)]
Timers = Annotated[list[Timer], BeforeValidator(one_or_many)]
Violations = Annotated[list[Annotated[Violation, Field(strict=False)]], BeforeValidator(one_or_many)]


class MaterialWord(StrEnum):
    """Where one material of the case is."""

    UNCHECKED = "unchecked"
    ACCEPTED = "accepted"
    TO_CORRECT = "to_correct"
    OWED = "owed"  # promised, and not in order yet
    COMMITTED = "committed"  # a commitment stands for it
    ABSENT = "absent"  # not on the checklist of this case


class ObjectionWord(StrEnum):
    """Where one objection is."""

    OPEN = "open"
    UPHELD = "upheld"
    DISMISSED = "dismissed"


class PauseWord(StrEnum):
    """Who holds the case while its clocks stand still."""

    NONE = "none"
    SPECIAL = "special"
    SUPERIOR = "superior"
    WAITING = "waiting"  # for the applicant or the public


class ExtensionWord(StrEnum):
    """Where the one extension is."""

    NONE = "none"
    REQUESTED = ExtensionState.REQUESTED.value
    GRANTED = ExtensionState.GRANTED.value
    DECLINED = ExtensionState.DECLINED.value


class EndingWord(StrEnum):
    """How the case ended."""

    NONE = "none"
    DELIVERED = "delivered"
    WITHDRAWN = Ending.WITHDRAWN.value
    LAPSED = Ending.LAPSED.value
    TOLERANCE_LAPSED = Ending.TOLERANCE_LAPSED.value
    STEP_LAPSED = Ending.STEP_LAPSED.value
    NOT_ACCEPTED = Ending.NOT_ACCEPTED.value
    RETURNED = Ending.RETURNED.value


class ClockExpectation(Strict):
    """One clock."""

    due: AMoment | None = Field(
        None,
        description="the last day on which the limit is met; for a limit in hours the last moment in time",
    )
    light: Light | None = word(default=None, description="how it looks now; grey when it does not run")
    remaining: ALeft | None = Field(
        None, description="what is left: working days of a limit in working days, hours of one in hours, else days"
    )
    overdue: bool | None = Field(None, description="yes when the limit is broken, or was when the clock stopped")
    running: bool | None = Field(None, description="no when it has stopped or stands still")
    started: AMoment | None = Field(None, description="when it began to run; a day alone compares the day only")
    provisional: bool | None = Field(None, description="yes when the due day lies beyond the published holidays")
    at_least: bool | None = Field(None, description="yes while an open pause still moves the due day")
    absent: bool | None = Field(None, description="yes when there is no such clock; `none` as the value says the same")


def _clock(value: object) -> object:
    """A day alone is the due day; the word none says that there is no such clock."""
    if value == NONE:
        return {"absent": True}
    return {"due": value} if isinstance(value, str | Moment) else value


class StepExpectation(ClockExpectation):
    """One step of the definition with its clock."""

    state: StepState | None = word(default=None, description="where the step is")


def _state_alone(value: object) -> object:
    """A word alone is the state."""
    if value == NONE:
        return {"absent": True}
    return {"state": value} if isinstance(value, str) else value


class FollowUpExpectation(Strict):
    """One follow-up."""

    state: FollowUpState | None = word(default=None, description="where it is")
    due: AMoment | None = Field(None, description="until when the next thing must be done")
    department: str | None = Field(None, description="who must act")
    absent: bool | None = Field(None, description="yes when there is none; `none` as the value says the same")


class FiguresExpectation(Strict):
    """How the case counts in the management figures (docs/figures.md)."""

    counted: bool | None = Field(None, description="no for a case that was never decided")
    once: Once | None = word(default=None, description="how it counts for 只跑一次")
    on_time: bool | None = Field(None, description="yes when it was decided within the promise")
    workdays: int | None = Field(None, description="working days from acceptance to decision, without those of pauses")
    granted: bool | None = Field(None, description="decided yes or no")


def _figures(value: object) -> object:
    return {"counted": False} if value == NONE else value


Clock = Annotated[ClockExpectation, BeforeValidator(_clock)]
StepWords = Annotated[StepExpectation, BeforeValidator(_state_alone)]
FollowUpWords = Annotated[FollowUpExpectation, BeforeValidator(_state_alone)]
Figures = Annotated[FiguresExpectation, BeforeValidator(_figures)]


class ExpectModel(Strict):
    """What must hold at this moment. Only what is written is compared; lists without regard to their order."""

    state: State | None = Field(None, description="where the case is in its life; `accepted` is `reviewing`")
    open: bool | None = Field(None, description="no once nothing more can happen to the case")
    due: AMoment | None = Field(None, description="of the clock that runs now for whoever holds the case")
    light: Light | None = word(default=None, description="of that clock; grey when none runs")
    remaining: ALeft | None = Field(None, description="of that clock")
    overdue: bool | None = Field(None, description="of that clock")
    acceptance: Clock | None = Field(None, description="the clock from receipt to acceptance")
    correction: Clock | None = Field(None, description="the applicant's clock after a correction notice 补正")
    promise: Clock | None = Field(None, description="the clock of the promised limit, from acceptance to decision")
    statutory: Clock | None = Field(None, description="the clock of the legal limit, from acceptance to decision")
    delivery: Clock | None = Field(None, description="the clock from decision, yes or no, to delivery")
    tolerance: Clock | None = Field(None, description="the applicant's clock for promised materials 容缺")
    steps: dict[str, StepWords] | None = Field(None, description="steps by id: a state, or a mapping")
    open_steps: Ids | None = Field(None, description="ids of all steps that are open now")
    to_do: Ids | None = Field(None, description="ids of the steps that it is the applicant's turn to do")
    checklist: Ids | None = Field(None, description="ids of all materials that belong to this case")
    asked: Ids | None = Field(None, description="ids of those the applicant must hand in")
    materials: dict[str, Annotated[MaterialWord, Field(strict=False)]] | None = Field(
        None, description="materials by id, one word each"
    )
    owed: Ids | None = Field(None, description="ids of promised materials that are not in order yet 容缺")
    documents: Kinds | None = Field(None, description="all documents issued so far, without papers of the definition")
    issued: Kinds | None = Field(None, description="documents issued since the step before, without such papers")
    papers: Ids | None = Field(None, description="ids of papers of the definition issued since the step before")
    fired: Timers | None = Field(
        None, description="timers that fired since the step before; reminders count only when the list names one"
    )
    visits: int | None = Field(None, description="visits that count")
    violations: Violations | None = Field(None, description="violations of all correction notices together")
    corrections: int | None = Field(None, description="how many correction notices there were")
    pause: PauseWord | None = word(default=None, description="what holds the case now")
    extension: ExtensionWord | None = word(default=None, description="where the one extension is")
    deemed_accepted: bool | None = Field(None, description="yes when silence accepted it")
    accepted_on: AMoment | None = Field(None, description="the day of acceptance")
    decided_on: AMoment | None = Field(None, description="the day of the decision")
    granted: bool | None = Field(None, description="decided yes or no")
    ending: EndingWord | None = word(default=None, description="how it ended; none while it is open")
    objections: (
        Annotated[dict[str, Annotated[ObjectionWord, Field(strict=False)]], BeforeValidator(_none_at_all)] | None
    ) = Field(None, description="objections by number, the first is 1; `none` when nobody objected")
    urged: int | None = Field(None, description="how often the applicant urged 催办")
    rating: Annotated[RatingLevel, Field(strict=False)] | None = Field(
        None, description="the last rating, 1 (best) to 5"
    )
    follow_ups: Annotated[dict[str, FollowUpWords], BeforeValidator(_none_at_all)] | None = Field(
        None, description="follow-ups by id (e.g. supervision-1): a state, or a mapping; `none` when there are none"
    )
    figures: Figures | None = Field(None, description="how the case is counted; `none` when it is not")
    title: Words | None = Field(None, description="the name of the case in lists")
    answers: dict[str, Any] | None = Field(None, description="answers by field id, as the case holds them")
    results: dict[str, Words] | None = Field(None, description="results that officers entered, by id")
