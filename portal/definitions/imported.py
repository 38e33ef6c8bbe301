"""Notices that were loaded into a running portal: one file for each import, beside the calendars that are shipped.

Owns the folder `PORTAL_VAR/calendars`. Files are numbered, written whole or not at all, and never changed or removed,
so the calendar of any past day can be built again. Every process sees a new file with its next look. Refuses to store
a notice that was judged against another calendar than the one now in force.
"""

from __future__ import annotations

import json
import os
import re
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Final, Literal

from pydantic import AwareDatetime, Field

from portal.definitions.calendar_schema import YearNumber
from portal.definitions.calendars import UnknownCalendar
from portal.definitions.findings import DefinitionsInvalid, Finding
from portal.definitions.notices import CODE, parse_notice
from portal.definitions.shapes import Key, Strict
from portal.domain.calendar import CalendarYear, WorkCalendar
from portal.domain.calendar_notices import CalendarImport, NoticeUnreadable

FORM: Final = "portal-calendar-import/1"
NAME: Final = re.compile(r"import-([0-9]{4})\.json")
DATE: Final = Field(strict=False)


class YearStored(Strict):
    """A year with every one of its days."""

    year: YearNumber
    notice: str | None
    off: dict[Annotated[date, DATE], str]
    makeup: list[Annotated[date, DATE]]


class ImportStored(Strict):
    """One import as it lies in the folder."""

    form: Literal["portal-calendar-import/1"]
    number: int
    calendar: Key
    source: str
    imported_by: str
    imported_at: Annotated[AwareDatetime, DATE]
    digest: str
    years: list[YearStored]


@dataclass(frozen=True, slots=True)
class _Seen:
    """The folder at one look, and the calendars it makes."""

    files: tuple[str, ...]
    imports: tuple[CalendarImport, ...]
    calendars: Mapping[str, WorkCalendar]


class LiveCalendars:
    """All calendars as they are now, those that are shipped with what was loaded since; one of them is the county's.

    Raises `UnknownCalendar` when there is no such one.
    """

    def __init__(self, shipped: Mapping[str, WorkCalendar], folder: Path, key: str) -> None:
        if key not in shipped:
            raise UnknownCalendar(key)
        self._shipped = shipped
        self._key = key
        self._folder = folder
        self._seen = _Seen((), (), shipped)

    def current(self) -> WorkCalendar:
        """The county's calendar now."""
        return self.all()[self._key]

    def all(self) -> Mapping[str, WorkCalendar]:
        """Every calendar by key; one look into the folder."""
        return self._look().calendars

    def imports(self) -> Sequence[CalendarImport]:
        """Everything that was loaded, the oldest first."""
        return self._look().imports

    def with_digest(self, digest: str) -> WorkCalendar | None:
        """The county's calendar as it was when it had this digest: now, or before one of the imports."""
        current = self.current()
        if current.digest == digest:
            return current
        calendar = self._shipped[self._key]
        for one in self.imports():
            if calendar.digest == digest:
                return calendar
            calendar = _with(calendar, one)
        return None

    def read(self, text: str, name: str) -> Sequence[CalendarYear]:
        """The years of a notice in any of the forms; raises `NoticeUnreadable`."""
        try:
            return parse_notice(text, name, calendar=self._key).years
        except DefinitionsInvalid as invalid:
            faults = (f"{one.line}: {one.message}" for one in invalid.findings)
            raise NoticeUnreadable(faults="\n".join(faults)) from None

    def put(
        self, years: Sequence[CalendarYear], *, source: str, by: str, at: datetime, over: WorkCalendar
    ) -> CalendarImport | None:
        """Store a notice for all processes at once; None when the calendar is not ``over`` any more."""
        seen = self._look()
        if seen.calendars[over.key].digest != over.digest:
            return None
        made = CalendarImport(
            number=len(seen.imports) + 1,
            calendar=over.key,
            years=tuple(years),
            source=source,
            by=by,
            at=at,
            digest=_with_years(over, years).digest,
        )
        return made if _write(self._folder, made) else None

    def _look(self) -> _Seen:
        seen, files = self._seen, _files(self._folder)
        if files != seen.files:
            imports = tuple(_read(self._folder / name) for name in files)
            calendars = dict(self._shipped)
            for one in imports:
                if one.calendar in calendars:
                    calendars[one.calendar] = _with(calendars[one.calendar], one)
            seen = self._seen = _Seen(files, imports, calendars)
        return seen


def _files(folder: Path) -> tuple[str, ...]:
    try:
        return tuple(sorted(filter(NAME.fullmatch, os.listdir(folder))))  # noqa: PTH208 - asked for each page, and half as slow
    except FileNotFoundError:
        return ()


def _with(calendar: WorkCalendar, one: CalendarImport) -> WorkCalendar:
    return _with_years(calendar, one.years) if one.calendar == calendar.key else calendar


def _with_years(calendar: WorkCalendar, years: Sequence[CalendarYear]) -> WorkCalendar:
    for year in years:
        calendar = calendar.with_year(year)
    return calendar


def _read(path: Path) -> CalendarImport:
    try:
        stored = ImportStored.model_validate(json.loads(path.read_text(encoding="utf-8")))
    except ValueError as error:
        message = f"this import of a notice is damaged: {error}"
        raise DefinitionsInvalid([Finding(str(path), 1, CODE, message)]) from None
    years = (
        CalendarYear(one.year, one.notice, one.off, frozenset(one.makeup), provisional=False) for one in stored.years
    )
    return CalendarImport(
        number=stored.number,
        calendar=stored.calendar,
        years=tuple(years),
        source=stored.source,
        by=stored.imported_by,
        at=stored.imported_at,
        digest=stored.digest,
    )


def _write(folder: Path, made: CalendarImport) -> bool:
    """The whole file under its number, durably; False when the number was taken meanwhile."""
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"import-{made.number:04d}.json"
    handle, name = tempfile.mkstemp(dir=folder, prefix=".new-")
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(_text(made))
            file.flush()
            os.fchmod(handle, 0o644)  # nothing in it is secret, and jobs may run under another account
            os.fsync(file.fileno())
        with suppress(FileExistsError):
            target.hardlink_to(beside)
            _flush(folder)
            return True
    finally:
        beside.unlink(missing_ok=True)
    return False


def _text(made: CalendarImport) -> bytes:
    years = [
        {
            "year": year.year,
            "notice": year.notice,
            "off": {day.isoformat(): name for day, name in sorted(year.off.items())},
            "makeup": [day.isoformat() for day in sorted(year.makeup)],
        }
        for year in made.years
    ]
    stored = {
        "form": FORM,
        "number": made.number,
        "calendar": made.calendar,
        "source": made.source,
        "imported_by": made.by,
        "imported_at": made.at.isoformat(),
        "digest": made.digest,
        "years": years,
    }
    return json.dumps(stored, ensure_ascii=False, indent=1).encode()


def _flush(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
