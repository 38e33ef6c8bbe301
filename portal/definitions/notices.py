"""Notices of the State Council from files: our own YAML, or one of the public exchange forms.

Owns telling the forms apart, judging what a notice says, and turning it into years of a calendar. Refuses, as findings
with file and line, days that contradict each other or lie outside their year.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Final

from portal.definitions.calendar_schema import (
    OFF_KEYS,
    WORKED_KEYS,
    BlockModel,
    ExchangedYear,
    MarkedModel,
    SingleYearModel,
    YearModel,
    YearsModel,
)
from portal.definitions.findings import DefinitionsInvalid, Finding, Level
from portal.definitions.loader import check, read
from portal.definitions.nodes import read_yaml
from portal.domain.calendar import SATURDAY, CalendarInvalid, CalendarYear

if TYPE_CHECKING:
    from pathlib import Path

    from portal.definitions.nodes import Path as Place
    from portal.definitions.nodes import Source

CODE: Final = "CALENDAR"
UNNAMED: Final = "放假"
YEAR: Final = re.compile(r"(19|20|21)[0-9]{2}")

REASONS: Final[Mapping[str, str]] = {
    "off_and_makeup": "a day cannot be off and worked",
    "other_year": "a day lies outside the year of the notice",
    "makeup_on_weekday": "a make-up working day falls on a weekend",
    "makeup_twice": "a make-up working day is listed twice",
    "off_twice": "a day is listed off twice",
    "office_hours": "office hours follow each other and close after they open",
}


@dataclass(frozen=True, slots=True)
class Notice:
    """What one file says: years of a calendar, the calendar's key if it names one, and remarks that refuse nothing."""

    calendar: str | None
    years: tuple[CalendarYear, ...]
    remarks: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class _Days:
    """Some days of a year, and where in the file they stand."""

    place: Place
    days: tuple[date, ...]
    name: str


@dataclass(frozen=True, slots=True)
class _Stated:
    """One year as a file states it, not judged yet."""

    year: int
    place: Place
    notice: str | None
    off: tuple[_Days, ...]
    worked: tuple[_Days, ...]
    total: int | None = None


def load_notice(path: Path, *, calendar: str | None = None) -> Notice:
    """What a notice file says, in any of the forms; raises `DefinitionsInvalid` with every fault.

    A file that names a calendar must name ``calendar``, if that is given.
    """
    return _for_calendar(read(path, as_written=True), calendar)


def parse_notice(text: str, name: str, *, calendar: str | None = None) -> Notice:
    """The same for a text that was handed in under a name."""
    return _for_calendar(read_yaml(text.removeprefix("\ufeff"), name, as_written=True), calendar)


def notice_of(source: Source) -> Notice:
    """What a file that was read says; raises `DefinitionsInvalid` with file and line."""
    source = _with_years(source)
    stated = tuple(_stated(source))
    faults = [fault for one in stated for fault in _faults(source, one)]
    if faults:
        raise DefinitionsInvalid(faults)
    years = tuple(map(_year, stated))
    remarks = (_total_remark(source, one, year) for one, year in zip(stated, years, strict=True))
    return Notice(_calendar(source), years, tuple(remark for remark in remarks if remark))


def _for_calendar(source: Source, calendar: str | None) -> Notice:
    notice = notice_of(source)
    if calendar is not None and notice.calendar not in {None, calendar}:
        message = f"this is a notice for the calendar {notice.calendar!r}, not for {calendar!r}"
        raise DefinitionsInvalid([Finding(source.name, source.line(("calendar",)), CODE, message)])
    return notice


def contradiction(source: Source, error: CalendarInvalid) -> DefinitionsInvalid:
    """What the domain refused about a whole file."""
    facts = ", ".join(f"{name} {value}" for name, value in error.facts.items() if name != "reason")
    return DefinitionsInvalid([Finding(source.name, 1, CODE, f"{REASONS[str(error.facts['reason'])]} ({facts})")])


def _with_years(source: Source) -> Source:
    """A file whose keys are years, as if it said so."""
    keys = source.data.keys() if isinstance(source.data, dict) else ()
    if not keys or not all(map(YEAR.fullmatch, keys)):
        return source
    lines = {("years", *place): line for place, line in source.lines.items()}
    return replace(source, data={"years": source.data}, lines={(): 1, **lines})


def _stated(source: Source) -> Iterable[_Stated]:
    keys = source.data.keys() if isinstance(source.data, dict) else frozenset[str]()
    if "years" in keys:
        found = check(source, YearsModel, lambda model: model.years).value
        return [_from_exchanged(source, int(year), one, place=("years", year)) for year, one in found.items()]
    if "days" in keys:
        return [check(source, MarkedModel, _from_marked).value]
    if "days_off" not in keys and keys & set(OFF_KEYS):
        return [
            check(source, SingleYearModel, lambda model: _from_exchanged(source, model.year, model, place=())).value
        ]
    return [check(source, YearModel, _from_notice).value]


def _from_notice(model: YearModel) -> _Stated:
    title, number = model.notice.title, model.notice.number
    return _Stated(
        model.year,
        ("year",),
        f"{title}（{number}）" if number else title,
        off=tuple(_blocks(("days_off",), model.days_off)),
        worked=tuple(_blocks(("makeup",), model.makeup)),
    )


def _from_exchanged(source: Source, year: int, model: ExchangedYear, *, place: Place) -> _Stated:
    off = next((key for key in OFF_KEYS if (*place, key) in source.lines), OFF_KEYS[0])
    worked = next((key for key in WORKED_KEYS if (*place, key) in source.lines), WORKED_KEYS[0])
    return _Stated(
        year,
        place,
        " ".join(model.papers) or None,
        off=tuple(_blocks((*place, off), model.off)),
        worked=tuple(_blocks((*place, worked), model.workday)),
        total=model.workday_total,
    )


def _from_marked(model: MarkedModel) -> _Stated:
    days = [(_Days(("days", n), (one.day,), one.name or UNNAMED), one.is_off) for n, one in enumerate(model.days)]
    return _Stated(
        model.year,
        ("year",),
        " ".join(model.papers) or None,
        off=tuple(one for one, is_off in days if is_off),
        worked=tuple(one for one, is_off in days if not is_off),
    )


def _blocks(place: Place, blocks: Iterable[BlockModel]) -> Iterator[_Days]:
    for number, block in enumerate(blocks):
        yield _Days((*place, number), block.days, block.name or UNNAMED)


def _faults(source: Source, stated: _Stated) -> Iterator[Finding]:
    """Everything that contradicts itself, one finding for each entry and reason."""
    off: set[date] = set()
    for entry in stated.off:
        yield from _fault(source, stated, entry, reason="other_year", wrong=_foreign(stated, entry))
        yield from _fault(source, stated, entry, reason="off_twice", wrong=(day for day in entry.days if day in off))
        off.update(entry.days)
    worked: set[date] = set()
    for entry in stated.worked:
        wrong: Mapping[str, Iterable[date]] = {
            "other_year": _foreign(stated, entry),
            "makeup_on_weekday": (day for day in entry.days if day.weekday() < SATURDAY),
            "off_and_makeup": (day for day in entry.days if day in off),
            "makeup_twice": (day for day in entry.days if day in worked),
        }
        for reason, days in wrong.items():
            yield from _fault(source, stated, entry, reason=reason, wrong=days)
        worked.update(entry.days)


def _foreign(stated: _Stated, entry: _Days) -> Iterator[date]:
    """Days outside the year; a notice may name days of the December before."""
    return (day for day in entry.days if day.year != stated.year and (day.year, day.month) != (stated.year - 1, 12))


def _fault(source: Source, stated: _Stated, entry: _Days, *, reason: str, wrong: Iterable[date]) -> Iterator[Finding]:
    day = next(iter(wrong), None)
    if day is not None:
        message = f"{REASONS[reason]} (year {stated.year}, on {day}, a {day:%A})"
        yield Finding(source.name, source.line(entry.place), CODE, message)


def _year(stated: _Stated) -> CalendarYear:
    off = {day: entry.name for entry in stated.off for day in entry.days}
    worked = frozenset(day for entry in stated.worked for day in entry.days)
    return CalendarYear(stated.year, stated.notice, off, worked, provisional=False)


def _total_remark(source: Source, stated: _Stated, year: CalendarYear) -> Finding | None:
    if stated.total is None or stated.total == workdays_in(year):
        return None
    message = f"{stated.year} is said to have {stated.total} working days; its days make {workdays_in(year)}"
    return Finding(source.name, source.line((*stated.place, "workday_total")), CODE, message, Level.WARNING)


def workdays_in(year: CalendarYear) -> int:
    """How many working days a year has by its own notice."""
    first, after = date(year.year, 1, 1), date(year.year + 1, 1, 1)
    days = map(date.fromordinal, range(first.toordinal(), after.toordinal()))
    return sum(day in year.makeup or (day.weekday() < SATURDAY and day not in year.off) for day in days)


def _calendar(source: Source) -> str | None:
    key = source.data.get("calendar") if isinstance(source.data, dict) else None
    return key if isinstance(key, str) else None
