"""The shape of calendar files: a year's notice, the office hours of a calendar, the statutory holidays.

Owns which keys there are, and the public exchange forms of notices that an administrator may be handed, with their
usual spellings. Refuses unknown keys in our own files; what the days mean together is judged by
`portal.definitions.notices`.
"""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Annotated, Final

from pydantic import BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from portal.definitions.shapes import Key, Strict, Word


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


SPELLINGS: Final = {"start": "from", "begin": "from", "end": "to", "until": "to", "on": "date"}
PAPER_KEYS: Final = ("papers", "sources", "source", "notice")
OFF_KEYS: Final = ("off", "days_off", "holidays", "offdays")
WORKED_KEYS: Final = ("workday", "workdays", "makeup", "make_up", "work")


def _year(value: object) -> object:
    return int(value) if isinstance(value, str) and value.isdecimal() else value


def _listed(value: object) -> object:
    """One text stands for a list of one."""
    return [value] if isinstance(value, str) else value


def _entries(value: object) -> object:
    """Days with their names may be written as a mapping."""
    return [{"date": day, "name": name} for day, name in value.items()] if isinstance(value, dict) else value


def _block(value: object) -> object:
    """A text is a single day; the keys of a block by their usual names."""
    if isinstance(value, str):
        return {"date": value}
    return {SPELLINGS.get(key, key): part for key, part in value.items()} if isinstance(value, dict) else value


def _titled(value: object) -> object:
    return {"title": value} if isinstance(value, str) else value


Day = Annotated[date, BeforeValidator(_date)]
Clock = Annotated[time, BeforeValidator(_time)]
YearNumber = Annotated[int, BeforeValidator(_year), Field(ge=1949, le=2200)]
YearText = Annotated[str, Field(pattern=r"^(19|20|21)[0-9]{2}$")]
Words = Annotated[list[Word], BeforeValidator(_listed)]


class NoticeModel(Strict):
    """The paper a year comes from."""

    title: Word
    number: Word | None = None
    sources: Words = Field(default_factory=list)


class BlockModel(Strict):
    """A single day, or a block of days with both ends included."""

    on: Day | None = Field(None, alias="date")
    first: Day | None = Field(None, alias="from")
    last: Day | None = Field(None, alias="to")
    name: Word | None = None

    @model_validator(mode="after")
    def _one_form(self) -> BlockModel:
        first, last = self.first or self.on, self.last or self.first or self.on
        if first is None or last is None or (self.on is not None and self.first is not None):
            raise PydanticCustomError("block", "give a single day as date, or a block as from and to")
        if not first <= last <= first + timedelta(days=31):
            raise PydanticCustomError("block", "a block of days ends on or after its first day, within a month")
        return self

    @property
    def days(self) -> tuple[date, ...]:
        first, last = self.first or self.on, self.last or self.first or self.on
        if first is None or last is None:
            return ()
        return tuple(first + timedelta(days=n) for n in range((last - first).days + 1))


Block = Annotated[BlockModel, BeforeValidator(_block)]


class YearModel(Strict):
    """One year's notice, the form of `workflows/calendars/cn-2026.yaml`."""

    calendar: Key | None = None
    year: YearNumber
    notice: Annotated[NoticeModel, BeforeValidator(_titled)]
    days_off: list[Block] = Field(min_length=1)
    makeup: list[Block]


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


class ExchangedBlock(BlockModel):
    """A day or block of a public exchange form: keys that we do not need are left aside."""

    model_config = ConfigDict(extra="ignore")


Exchanged = Annotated[list[Annotated[ExchangedBlock, BeforeValidator(_block)]], BeforeValidator(_entries)]


class ExchangedYear(Strict):
    """A year of `cn-holidays/1`: days off and weekend days that are worked, by any of their usual names."""

    model_config = ConfigDict(extra="ignore")

    papers: Words = Field(default_factory=list)
    off: Exchanged = Field(min_length=1)
    workday: Exchanged = Field(default_factory=list)
    workday_total: int | None = None

    @model_validator(mode="before")
    @classmethod
    def _usual_names(cls, value: object) -> object:
        if not isinstance(value, dict):
            return value
        names = {"papers": PAPER_KEYS, "off": OFF_KEYS, "workday": WORKED_KEYS}
        found = {name: key for name, keys in names.items() for key in reversed(keys) if key in value}
        return {**value, **{name: value[key] for name, key in found.items()}}


class YearsModel(Strict):
    """Notices as `cn-holidays/1`: years with days off and working days; projections are not read."""

    model_config = ConfigDict(extra="ignore")

    form: str = Field("cn-holidays/1", alias="schema", pattern=r"^cn-holidays/1$")
    years: dict[YearText, ExchangedYear] = Field(min_length=1)


class SingleYearModel(ExchangedYear):
    """One year of `cn-holidays/1` on its own, with its number."""

    year: YearNumber


class MarkedDay(Strict):
    """A day that is off, or worked although it is a weekend."""

    model_config = ConfigDict(extra="ignore")

    day: Day = Field(alias="date")
    name: Word | None = None
    is_off: bool = Field(alias="isOffDay")


class MarkedModel(Strict):
    """A notice as holiday-cn publishes it: one list of days, each off or worked."""

    model_config = ConfigDict(extra="ignore")

    year: YearNumber
    papers: Words = Field(default_factory=list)
    days: list[MarkedDay] = Field(min_length=1)
