"""Working calendars from a folder, `workflows/calendars/`: one file a year, office hours, statutory days.

Owns putting the files of one calendar together: years with a notice are published, years that only the statutory
holidays know are projected and provisional. Refuses two files for one year and a calendar without office hours; every
refusal names file and line.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from portal.definitions.calendar_schema import OfficeModel, StatutoryModel
from portal.definitions.findings import DefinitionsInvalid, Finding
from portal.definitions.loader import check, read
from portal.definitions.notices import CODE, contradiction, notice_of
from portal.domain.calendar import CalendarInvalid, CalendarYear, OfficeHours, WorkCalendar
from portal.domain.projection import project_year

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from portal.definitions.nodes import Source

SUFFIXES: Final = frozenset({".yaml", ".yml", ".json"})


class UnknownCalendar(LookupError):
    """No calendar has this key."""


@dataclass(slots=True)
class _Parts:
    """What has been read of one calendar so far."""

    published: dict[int, CalendarYear] = field(default_factory=dict)
    projected: dict[int, CalendarYear] = field(default_factory=dict)
    zone: ZoneInfo | None = None
    hours: tuple[OfficeHours, ...] = ()


def load_calendars(folder: Path) -> Mapping[str, WorkCalendar]:
    """All calendars of a folder by key; raises `DefinitionsInvalid` for the first file that cannot be used."""
    found: dict[str, _Parts] = defaultdict(_Parts)
    for path in sorted(folder.iterdir()):
        if path.suffix in SUFFIXES:
            source = read(path)
            _take(source, found[_key(source)])
    return {key: _assembled(folder, key, parts) for key, parts in found.items()}


def load_calendar(folder: Path, key: str) -> WorkCalendar:
    """One calendar of a folder; raises `UnknownCalendar`."""
    calendars = load_calendars(folder)
    if key not in calendars:
        raise UnknownCalendar(key)
    return calendars[key]


def _key(source: Source) -> str:
    key = source.data.get("calendar") if isinstance(source.data, dict) else None
    if not isinstance(key, str):
        raise DefinitionsInvalid([Finding(source.name, 1, CODE, "the key 'calendar' must say which calendar this is")])
    return key


def _take(source: Source, parts: _Parts) -> None:
    keys = source.data.keys() if isinstance(source.data, dict) else frozenset[str]()
    if "statutory" in keys:
        parts.projected |= check(source, StatutoryModel, _projected).value
    elif "office_hours" in keys:
        _take_office(source, parts)
    else:
        _take_notice(source, parts)


def _take_notice(source: Source, parts: _Parts) -> None:
    for year in notice_of(source).years:
        if year.year in parts.published:
            raise DefinitionsInvalid(
                [Finding(source.name, source.line(("year",)), CODE, f"{year.year} is given twice")]
            )
        parts.published[year.year] = year


def _take_office(source: Source, parts: _Parts) -> None:
    try:
        parts.zone, parts.hours = check(source, OfficeModel, _office).value
    except ZoneInfoNotFoundError:
        raise DefinitionsInvalid(
            [Finding(source.name, source.line(("zone",)), CODE, "there is no such zone")]
        ) from None
    except CalendarInvalid as error:
        raise contradiction(source, error) from None


def _office(model: OfficeModel) -> tuple[ZoneInfo, tuple[OfficeHours, ...]]:
    return ZoneInfo(model.zone), tuple(OfficeHours(one.opens, one.closes) for one in model.office_hours)


def _projected(model: StatutoryModel) -> Mapping[int, CalendarYear]:
    return {
        int(number): project_year(int(number), {one.name: one.days for one in festivals})
        for number, festivals in model.statutory.items()
    }


def _assembled(folder: Path, key: str, parts: _Parts) -> WorkCalendar:
    if parts.zone is None or not parts.published:
        raise DefinitionsInvalid([Finding(str(folder), 1, CODE, f"calendar {key!r} needs office hours and a year")])
    try:
        return WorkCalendar(key, parts.zone, {**parts.projected, **parts.published}, parts.hours)
    except CalendarInvalid as error:
        raise DefinitionsInvalid([Finding(str(folder), 1, CODE, f"calendar {key!r}: {error}")]) from None
