"""What every step of a scenario may say, whoever acts: when, with which outcome, and what must then hold.

Owns the shape of a scenario's head and of the keys common to all steps. What one act takes stands with that act.
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from portal.definitions.shapes import Strict, TextModel
from portal.domain.errors import DomainError
from portal.scenarios.expect_schema import ExpectModel
from portal.scenarios.moments import AMoment, ASpan


def _both_languages(value: object) -> object:
    """A plain name serves both languages."""
    return {"zh": value, "en": value} if isinstance(value, str) else value


Name = Annotated[TextModel, BeforeValidator(_both_languages)]


class ScenarioModel(Strict):
    """One scenario file."""

    scenario: Name = Field(description="what is tried, in a few words: {zh: …, en: …}, or one text")
    about: Name | None = Field(None, description="more words for readers")
    service: str | None = Field(None, description="key of the service; not needed below `workflows/<key>/tests/`")
    version: int | None = Field(None, description="version of the service; the newest when left out")
    start: AMoment | None = Field(None, description="when it begins; not needed when the first step says `at`")
    steps: list[dict[str, Any]] = Field(min_length=1, description="what happens, in order")


class RefusedModel(Strict):
    """Why an act is refused."""

    because: str = Field(description="id of the refusal, see the list below")
    facts: dict[str, Any] = Field(default_factory=dict, description="what the refusal names, e.g. {materials: [plans]}")


def refusals() -> dict[str, type[DomainError]]:
    """Every refusal the program knows, by id."""
    found: dict[str, type[DomainError]] = {}
    waiting = list(DomainError.__subclasses__())
    while waiting:
        kind = waiting.pop()
        waiting += kind.__subclasses__()
        found[kind.message_id] = kind
    return dict(sorted(found.items()))


def _refused(value: object) -> object:
    """The id alone is enough, and its last part, too, as long as it is the only one."""
    given = {"because": value} if isinstance(value, str) else value
    if not isinstance(given, dict) or not isinstance(given.get("because"), str):
        return given
    word = given["because"]
    found = [known for known in refusals() if word in {known, known.partition(".")[2]}]
    if len(found) != 1:
        raise PydanticCustomError("refusal", "there is no refusal {word}", {"word": repr(word)})
    return {**given, "because": found[0]}


class StepModel(Strict):
    """What every step may say."""

    at: AMoment | None = Field(None, description="the moment to which time goes on first, e.g. `2026-06-01 09:30`")
    skip: ASpan | None = Field(
        None,
        description="how much time passes first, e.g. `2 workdays`; `at` may then give the time of day",
    )
    note: str | None = Field(None, description="words for readers")
    case: str | None = Field(None, description="a name of your own for the case, when the scenario has several")
    refused: Annotated[RefusedModel, BeforeValidator(_refused)] | None = Field(
        None, description="id of a refusal: the act must be refused for that reason, and nothing must have changed"
    )
    expect: ExpectModel | None = Field(None, description="what must hold afterwards")
