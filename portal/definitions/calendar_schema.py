"""The shape of calendar files: a year's notice, the office hours of a calendar, the statutory holidays.

Owns which keys there are, and two public exchange forms of notices that an administrator may be handed. Refuses
unknown keys in our own files; what the days mean together is judged by `portal.domain.calendar`.
"""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Annotated

from pydantic import BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from portal.definitions.schema import Key, Strict, Word


def _date(value: object) -> object:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise PydanticCustomError("date", "a date is written as 2026-01-31") from None


def _time(value: object) -> object:
    try:
        return time.fromisoformat(str(value))
    except ValueError:
        raise PydanticCustomError("time", "a time of day is written as 09:00") from None


Day = Annotated[date, BeforeValidator(_date)]
Clock = Annotated[time, BeforeValidator(_time)]
YearNumber = Annotated[int, Field(ge=1949, le=2200)]
YearText = Annotated[str, Field(pattern=r"^(19|20|21)[0-9]{2}$")]


class NoticeModel(Strict):
    """The paper a year comes from."""

    title: Word
    number: Word
    sources: list[Word] = Field(default_factory=list)


class OffModel(Strict):
    """A block of days off, both ends included."""

    first: Day = Field(alias="from")
    last: Day = Field(alias="to")
    name: Word

    @model_validator(mode="after")
    def _in_order(self) -> OffModel:
        if not self.first <= self.last <= self.first + timedelta(days=31):
            raise PydanticCustomError("block", "a block of days off ends on or after its first day, within a month")
        return self


class MakeupModel(Strict):
    """A weekend day that is worked."""

    on: Day = Field(alias="date")
    name: Word


class YearModel(Strict):
    """One year's notice, the form of `workflows/calendars/cn-2026.yaml`."""

    calendar: Key
    year: YearNumber
    notice: NoticeModel
    days_off: list[OffModel] = Field(min_length=1)
    makeup: list[MakeupModel]


class HoursModel(Strict):
    """One stretch of opening time."""

    opens: Clock
    closes: Clock


class OfficeModel(Strict):
    """Zone and office hours of a calendar."""

    calendar: Key
    zone: Word
    office_hours: list[HoursModel] = Field(min_length=1)


class FestivalModel(Strict):
    """The statutory days of one festival."""

    name: Word
    days: list[Day] = Field(min_length=1)


class StatutoryModel(Strict):
    """Statutory holidays by year."""

    calendar: Key
    law: Word
    statutory: dict[YearText, list[FestivalModel]]


class Exchanged(Strict):
    """Part of a public exchange form: keys that we do not need are left aside."""

    model_config = ConfigDict(extra="ignore")


class ExchangedDay(Exchanged):
    """A day with the name of its holiday."""

    day: Day = Field(alias="date")
    name: Word


class ExchangedYear(Exchanged):
    """A year of `cn-holidays/1`."""

    papers: list[Word] = Field(default_factory=list)
    off: list[ExchangedDay] = Field(min_length=1)
    workday: list[ExchangedDay] = Field(default_factory=list)


class YearsModel(Exchanged):
    """Notices as `cn-holidays/1`: years with days off and working days; projections are not read."""

    form: str = Field(alias="schema", pattern=r"^cn-holidays/1$")
    years: dict[YearText, ExchangedYear]


class MarkedDay(ExchangedDay):
    """A day that is off, or worked although it is a weekend."""

    is_off: bool = Field(alias="isOffDay")


class MarkedModel(Exchanged):
    """A notice as holiday-cn publishes it: one list of days, each off or worked."""

    year: YearNumber
    papers: list[Word] = Field(default_factory=list)
    days: list[MarkedDay] = Field(min_length=1)
