"""Moments and spans of time as people write them in a scenario.

Owns their spelling: `2026-06-01 09:30`, `2026-06-01`, `10:00`, `2 workdays`, `90 minutes`. Refuses everything else,
and says how it is written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Final

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from portal.domain.comparisons import months_before
from portal.domain.limits import Limit, LimitInvalid, Unit

if TYPE_CHECKING:
    from portal.domain.calendar import WorkCalendar

MORNING: Final = time(9)
"""What a day without a time means: the hall opens."""
WRITTEN_MOMENT: Final = re.compile(
    r"(?P<day>\d{4}-\d{1,2}-\d{1,2})?"
    r"(?:[T ]*(?P<time>\d{1,2}:\d{2}(?::\d{2})?)(?:\.\d+)?)?"
    r" *(?P<zone>Z|[+-]\d{2}:?\d{2})?"
)
WRITTEN_SPAN: Final = re.compile(r"(?P<count>\d+(?:\.\d+)?) *(?P<unit>[a-z][a-z -]*)")
UNITS: Final = {
    "workday": "workday",
    "working day": "workday",
    "work day": "workday",
    "day": "day",
    "calendar day": "day",
    "week": "week",
    "hour": "hour",
    "workhour": "workhour",
    "working hour": "workhour",
    "work hour": "workhour",
    "office hour": "workhour",
    "minute": "minute",
    "month": "month",
    "year": "year",
}
SECONDS: Final = {"hour": 3600, "minute": 60}


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, a time of day, or both; local unless a zone was written."""

    day: date | None
    clock: time | None
    to_the_second: bool = False

    def instant(self, calendar: WorkCalendar, now: datetime | None) -> datetime:
        """The instant in UTC; a time alone lies on the day of `now`."""
        day = self.day or calendar.local_date(now or datetime.now(UTC))
        clock = self.clock or MORNING
        zone = clock.tzinfo or calendar.zone
        return datetime.combine(day, clock.replace(tzinfo=None), zone).astimezone(UTC)

    def __str__(self) -> str:
        clock = f"{self.clock:%H:%M:%S}" if self.to_the_second else f"{self.clock:%H:%M}" if self.clock else ""
        return " ".join(part for part in (self.day.isoformat() if self.day else "", clock) if part)


@dataclass(frozen=True, slots=True)
class Span:
    """So many units of time, e.g. 2 workdays."""

    count: Decimal
    unit: str

    def after(self, now: datetime, calendar: WorkCalendar) -> datetime:
        """The instant that lies so much later; days keep the time of day."""
        if self.unit == "workhour":
            return calendar.add_office_time(now, float(self.count * 3600))
        if self.unit in SECONDS:
            return now + timedelta(seconds=float(self.count * SECONDS[self.unit]))
        local = now.astimezone(calendar.zone)
        return datetime.combine(self._day(local.date(), calendar), local.timetz()).astimezone(UTC)

    def _day(self, today: date, calendar: WorkCalendar) -> date:
        count = int(self.count)
        if self.unit == "workday":
            return calendar.add_workdays(today, count)
        if self.unit in {"day", "week"}:
            return today + timedelta(days=count * (7 if self.unit == "week" else 1))
        return months_before(today, -count * (12 if self.unit == "year" else 1))

    def __str__(self) -> str:
        return f"{self.count} {self.unit}" + ("" if self.count == 1 else "s")


def read_moment(value: object) -> Moment:
    """A moment as written; a refusal that pydantic shows on its line."""
    if isinstance(value, Moment):
        return value
    found = WRITTEN_MOMENT.fullmatch(value.strip()) if isinstance(value, str) else None
    try:
        if found and (found["day"] or found["time"]):
            return Moment(_day(found["day"]), _time(found["time"], found["zone"]), (found["time"] or "").count(":") > 1)
    except ValueError:
        pass
    message = '{value} is no moment; write 2026-06-01 09:30, or 2026-06-01 (which means 09:00), or "10:00"'
    raise PydanticCustomError("moment", message, {"value": repr(value)})


def _day(text: str | None) -> date | None:
    return date(*map(int, text.split("-"))) if text else None


def _time(text: str | None, zone: str | None) -> time | None:
    if not text:
        return None
    padded = f"{text:0>8}" if text.count(":") > 1 else f"{text:0>5}"
    return time.fromisoformat(padded + (zone or ""))


def read_span(value: object) -> Span:
    """A span as written, or as {value, unit}; a refusal that pydantic shows on its line."""
    if isinstance(value, Span):
        return value
    if isinstance(value, dict) and value.keys() == {"value", "unit"}:
        value = f"{value['value']} {value['unit']}"
    found = WRITTEN_SPAN.fullmatch(value.strip().casefold()) if isinstance(value, str) else None
    unit = _unit(found["unit"]) if found else None
    if found and unit and Decimal(found["count"]) > 0:
        count = Decimal(found["count"])
        if count == int(count) or unit in {"hour", "minute", "workhour"}:
            return Span(count, unit)
    message = "{value} is no span of time; write for example 2 workdays, 30 days, 3 hours, 2 workhours or 1 month"
    raise PydanticCustomError("span", message, {"value": repr(value)})


def _unit(text: str) -> str | None:
    word = text.strip().replace("-", " ")
    return UNITS.get(word) or UNITS.get(word.removesuffix("s"))


def read_limit(value: object) -> Limit:
    """A limit of the law as written, e.g. 10 workdays; a refusal that pydantic shows on its line."""
    if isinstance(value, Limit):
        return value
    span = read_span(value)
    try:
        return Limit(int(span.count), Unit(span.unit)) if span.count == int(span.count) else _no_limit(value)
    except (LimitInvalid, ValueError):
        return _no_limit(value)


def _no_limit(value: object) -> Limit:
    message = "{value} is no limit; write for example 10 workdays, 30 days, 18 hours, 2 workhours or 1 month"
    raise PydanticCustomError("limit", message, {"value": repr(value)})


@dataclass(frozen=True, slots=True)
class Left:
    """What is left of a limit: a number, with its unit when it was written."""

    count: Decimal
    unit: str | None = None

    def __str__(self) -> str:
        return f"{self.count}" if self.unit is None else f"{self.count} {self.unit}" + ("" if self.count == 1 else "s")


WRITTEN_LEFT: Final = re.compile(r"(?P<count>[+-]?\d+(?:\.\d+)?) *(?P<unit>[a-z][a-z -]*)?")


def read_left(value: object) -> Left:
    """`2`, `-1`, `2 workdays`, `3.5 hours`; a refusal that pydantic shows on its line."""
    if isinstance(value, Left):
        return value
    text = str(value).strip().casefold() if isinstance(value, str | int | Decimal) else ""
    found = None if isinstance(value, bool) else WRITTEN_LEFT.fullmatch(text)
    if found and (not found["unit"] or _unit(found["unit"])):
        return Left(Decimal(found["count"]), _unit(found["unit"]) if found["unit"] else None)
    message = "{value} says not what is left; write for example 2, -1, 2 workdays or 3.5 hours"
    raise PydanticCustomError("left", message, {"value": repr(value)})


AMoment = Annotated[Moment, BeforeValidator(read_moment)]
ASpan = Annotated[Span, BeforeValidator(read_span)]
ALimit = Annotated[Limit, BeforeValidator(read_limit)]
ALeft = Annotated[Left, BeforeValidator(read_left)]
