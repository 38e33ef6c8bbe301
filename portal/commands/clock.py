"""`flask clock`: the clock of the portal as a function, JSON Lines in, one answer a line out.

Owns the exchange form of a question and of its answer, and the words for what is wrong with a line. Refuses a line that
is not exactly the agreed form, says why in its place, and goes on with the next.
"""

import json
import sys
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Annotated, Any, Final

import click
from flask.cli import AppGroup
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic_core import PydanticCustomError

from portal.container import CALENDAR
from portal.definitions.calendars import load_calendars
from portal.definitions.imported import LiveCalendars
from portal.domain.calendar import NaiveInstant, WorkCalendar, YearNotLoaded
from portal.domain.deadlines import Deadline, Pause, PauseInvalid, compute, light, remaining
from portal.domain.errors import DomainError
from portal.domain.explanation import explain
from portal.domain.limits import Limit, LimitInvalid
from portal.domain.rulers import ExtensionUnitMismatch
from portal.web.common.context import settings
from portal.web.common.day_kinds import day_as_data

SENTENCES: Final[Mapping[str, str]] = {
    NaiveInstant.message_id: "{instant} has no offset; write it like 2026-09-24T10:00:00+08:00",
    YearNotLoaded.message_id: "the calendar does not know the year {year}",
    LimitInvalid.message_id: "{value} {unit} is not a limit",
    PauseInvalid.message_id: "a pause ends at {ended}, before it begins at {began}",
    ExtensionUnitMismatch.message_id: "a limit in {limit} cannot be extended by {extension}",
}


FORMS: Final[Mapping[tuple[str, str], str]] = {
    ("limit", "model_type"): 'a limit is {"value": 5, "unit": "workday"}, never a bare number',
    ("extension", "model_type"): 'an extension is {"value": 10, "unit": "workday"} or null',
    ("", "model_type"): "a JSON object is wanted",
    ("", "extra_forbidden"): "there is no such key",
    ("", "missing"): "this key is missing",
}


class LineRefused(Exception):
    """A line cannot be answered; the text says why."""


def _instant(value: object) -> datetime:
    try:
        found = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        found = None
    if found is None:
        raise PydanticCustomError("instant", "an instant is written like 2026-09-24T10:00:00+08:00")
    if found.utcoffset() is None:
        raise PydanticCustomError("naive", "an instant needs an offset, like 2026-09-24T10:00:00+08:00")
    return found


Instant = Annotated[datetime, BeforeValidator(_instant)]


class _Exact(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class LimitIn(_Exact):
    value: int
    unit: str

    def limit(self) -> Limit:
        return Limit.of(self.value, self.unit)


class PauseIn(_Exact):
    began: Instant = Field(alias="from")
    ended: Instant | None = Field(alias="to")


class Question(_Exact):
    """One line of the input."""

    limit: LimitIn
    start: Instant
    pauses: list[PauseIn] | None = None
    extension: LimitIn | None = None
    now: Instant | None = None
    calendar: str = "cn"


clock = AppGroup("clock", help="Time limits without a case.")


@clock.command("due")
@click.option("--explain", "explained", is_flag=True, help="Add the days from the start to the due day.")
@click.pass_context
def due(context: click.Context, *, explained: bool) -> None:
    """Answer questions about due dates: JSON Lines in, JSON Lines out."""
    calendars = LiveCalendars(load_calendars(settings().workflows / "calendars"), settings().calendars, CALENDAR).all()
    refused = False
    out = sys.stdout.buffer
    for line in sys.stdin.buffer:
        try:
            answer = answer_line(line, calendars, explained=explained)
        except LineRefused as error:
            answer, refused = {"error": str(error)}, True
        out.write(_encoded(answer) + b"\n")
        out.flush()
    context.exit(1 if refused else 0)


def _encoded(answer: Mapping[str, Any]) -> bytes:
    """One line of JSON; half a character (a lone surrogate) that a question brought along goes back escaped."""
    return json.dumps(answer, ensure_ascii=False).encode(errors="backslashreplace")


def answer_line(line: bytes, calendars: Mapping[str, WorkCalendar], *, explained: bool) -> dict[str, Any]:
    """The answer to one line; raises `LineRefused`."""
    question = _parsed(line)
    calendar = calendars.get(question.calendar)
    if calendar is None:
        raise LineRefused(f"unknown calendar {question.calendar!r}; there is {', '.join(sorted(calendars))}")
    try:
        return _answer(question, calendar, explained=explained)
    except DomainError as error:
        raise LineRefused(SENTENCES.get(error.message_id, "{error}").format(error=error, **error.facts)) from None
    except (OverflowError, ValueError):
        raise LineRefused("a date lies outside the years 1 to 9999") from None


def _parsed(line: bytes) -> Question:
    try:
        return Question.model_validate(json.loads(line.decode("utf-8-sig"), object_pairs_hook=_unique))
    except ValidationError as error:
        raise LineRefused("; ".join(_complaints(error))) from None
    except (ValueError, RecursionError) as error:
        raise LineRefused(f"this is not JSON: {error}") from None


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise LineRefused("a key is written twice")
    return found


def _complaints(error: ValidationError) -> Iterator[str]:
    for detail in error.errors(include_url=False):
        place = ".".join(str(part) for part in detail["loc"]) or "the line"
        yield f"{place}: {FORMS.get((place, detail['type']), FORMS.get(('', detail['type']), detail['msg']))}"


def _answer(question: Question, calendar: WorkCalendar, *, explained: bool) -> dict[str, Any]:
    limit = question.limit.limit()
    extension = question.extension.limit() if question.extension else None
    pauses = tuple(Pause(pause.began, pause.ended) for pause in question.pauses or ())
    now, start = question.now, question.start
    deadline = compute(limit, start, calendar, pauses=pauses, extension=extension, until=now)
    answer: dict[str, Any] = {"due": _due(deadline, calendar), "provisional": deadline.provisional}
    if deadline.at_least:
        answer["at_least"] = True
    if now is not None:
        answer |= _at(deadline, now, calendar, started=start <= now)
    if explained:
        days = explain(limit, start, calendar, pauses=pauses, extension=extension, until=now)
        answer["days"] = [day_as_data(line, limit) for line in days]
    return answer


def _due(deadline: Deadline, calendar: WorkCalendar) -> str:
    if deadline.due_on is not None:
        return deadline.due_on.isoformat()
    return deadline.due_at.astimezone(calendar.zone).isoformat()


def _at(deadline: Deadline, now: datetime, calendar: WorkCalendar, *, started: bool) -> dict[str, Any]:
    running = started and deadline.is_running(now)
    return {
        "remaining": remaining(deadline, now, calendar),
        "overdue": deadline.is_overdue(now),
        "light": str(light(deadline.warn_at, deadline.late_at, now, running=running)),
    }
