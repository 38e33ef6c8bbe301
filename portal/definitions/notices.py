"""Notices of the State Council from files: our own YAML, or one of two public exchange forms.

Owns telling the forms apart and turning them into years of a calendar. Refuses (as findings with file and line) a file
whose days contradict themselves.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from portal.definitions.calendar_schema import MarkedModel, YearModel, YearsModel
from portal.definitions.findings import DefinitionsInvalid, Finding
from portal.definitions.loader import check, read
from portal.domain.calendar import CalendarInvalid, CalendarYear

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date
    from pathlib import Path

    from portal.definitions.calendar_schema import ExchangedYear, OffModel
    from portal.definitions.nodes import Source

CODE: Final = "CALENDAR"


def load_notice(path: Path) -> tuple[CalendarYear, ...]:
    """The years of one notice file, in any of the three forms; raises `DefinitionsInvalid`."""
    return notice_years(read(path))


def notice_years(source: Source) -> tuple[CalendarYear, ...]:
    """The years of a file that was read; raises `DefinitionsInvalid` with file and line."""
    keys = source.data.keys() if isinstance(source.data, dict) else frozenset[str]()
    try:
        if "years" in keys:
            return check(source, YearsModel, _from_years).value
        if "days" in keys:
            return (check(source, MarkedModel, _from_marked).value,)
        return (check(source, YearModel, _from_notice).value,)
    except CalendarInvalid as error:
        raise contradiction(source, error) from None


def contradiction(source: Source, error: CalendarInvalid) -> DefinitionsInvalid:
    """What the domain refused, with the line of the day that is wrong."""
    on = error.facts.get("on")
    line = next((number for path, number in source.lines.items() if _at(source, path) == str(on)), 1)
    facts = ", ".join(f"{name} {value}" for name, value in error.facts.items() if name != "reason")
    return DefinitionsInvalid([Finding(source.name, line, CODE, f"{REASONS[str(error.facts['reason'])]} ({facts})")])


REASONS: Final[Mapping[str, str]] = {
    "off_and_makeup": "a day cannot be off and worked",
    "other_year": "a day lies outside the year of the notice",
    "makeup_on_weekday": "a make-up working day falls on a weekend",
    "off_twice": "a day is listed off twice",
    "office_hours": "office hours follow each other and close after they open",
}


def _at(source: Source, path: tuple[str | int, ...]) -> object:
    here: object = source.data
    for part in path:
        if isinstance(here, dict | list):
            here = here[part]  # type: ignore[index]  # the paths of a source are made from its own data
    return here


def _from_notice(model: YearModel) -> CalendarYear:
    notice = f"{model.notice.title}（{model.notice.number}）"
    off: dict[date, str] = {}
    for block in model.days_off:
        for day in _days_of(block):
            if day in off:
                raise CalendarInvalid(year=model.year, reason="off_twice", on=day)
            off[day] = block.name
    return CalendarYear(model.year, notice, off, frozenset(one.on for one in model.makeup), provisional=False)


def _days_of(block: OffModel) -> Iterator[date]:
    return (block.first + timedelta(days=n) for n in range((block.last - block.first).days + 1))


def _from_years(model: YearsModel) -> tuple[CalendarYear, ...]:
    return tuple(_from_exchanged(int(number), year) for number, year in model.years.items())


def _from_exchanged(number: int, year: ExchangedYear) -> CalendarYear:
    off = {one.day: one.name for one in year.off}
    worked = frozenset(one.day for one in year.workday)
    return CalendarYear(number, " ".join(year.papers) or None, off, worked, provisional=False)


def _from_marked(model: MarkedModel) -> CalendarYear:
    off = {one.day: one.name for one in model.days if one.is_off}
    worked = frozenset(one.day for one in model.days if not one.is_off)
    return CalendarYear(model.year, " ".join(model.papers) or None, off, worked, provisional=False)
