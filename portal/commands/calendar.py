"""`flask calendar`: notices of the State Council for the portal that runs.

Owns printing and the exit status: 0 when the notice is loaded (or was already), 1 when it is refused or a case could
not be computed. What is wrong with a file is said with its line on standard error.
"""

from __future__ import annotations

import os
from pathlib import Path

import click
from flask.cli import AppGroup

from portal.container import CALENDAR
from portal.definitions.findings import DefinitionsInvalid, Finding
from portal.definitions.notices import Notice, load_notice, workdays_in
from portal.domain.calendar import CalendarInvalid
from portal.domain.calendar_notices import Standing, YearChange, worked_holidays
from portal.services import calendars
from portal.services.calendars import Loaded, NoticeDiffers, Recomputed
from portal.services.deps import Deps
from portal.web.common.context import container

group = AppGroup("calendar", help="Working calendars and the notices they come from.")
FILE = click.Path(path_type=Path)
SHOWN = 10


@group.command("import")
@click.argument("file", type=FILE)
@click.option("--replace", "replace_published", is_flag=True, help="Correct a year that has a published notice.")
def import_(*, file: Path, replace_published: bool) -> None:
    """Load a year's notice (YAML or JSON) and compute the dates of open cases anew."""
    deps = container().deps
    notice = _read(file)
    before = deps.calendar
    try:
        loaded = calendars.import_notice(
            deps, notice.years, source=file.name, by="flask calendar import", replace_published=replace_published
        )
    except NoticeDiffers as error:
        year, days = error.facts["year"], error.facts["days"]
        raise click.ClickException(
            f"{year} has a published notice already, and this one differs on {days}; "
            "say --replace if it is a correction. Nothing was loaded."
        ) from None
    except CalendarInvalid as error:
        raise click.ClickException(
            f"{error.facts['on']} is off by one notice and worked by another. Nothing was loaded."
        ) from None
    for change in loaded.changes:
        click.echo(sentence(change, loaded))
        for day, name in worked_holidays(before, change.year):
            click.echo(f"note: {day} ({name}) was expected to be off and is worked by this notice", err=True)
    _recompute(deps)


@group.command("recompute")
def recompute() -> None:
    """Compute the dates of open cases anew by the calendar in force; doing it twice moves nothing."""
    _recompute(container().deps)


@group.command("list")
def list_() -> None:
    """Show the years of the calendar and everything that was loaded since the portal was set up."""
    live = container().deps.calendars
    calendar = live.current()
    for number in sorted(calendar.years):
        year = calendar.years[number]
        if year.provisional:
            click.echo(f"{number}: projected, provisional until its notice is loaded")
        else:
            click.echo(f"{number}: {len(year.off)} days off, {len(year.makeup)} worked instead: {year.notice}")
    click.echo(f"calendar {calendar.key}: digest {calendar.digest}")
    for one in live.imports():
        years = ", ".join(str(year.year) for year in one.years)
        click.echo(f"import {one.number}: {years} from {one.source}, {one.at.isoformat()} by {one.by}: {one.digest}")


def sentence(change: YearChange, loaded: Loaded) -> str:
    """What became of one year of a notice."""
    year = change.year
    if loaded.made is None or year not in loaded.made.years:
        return f"{year.year}: nothing new, this notice is loaded"
    what = "corrected" if change.standing is not Standing.NEW else "loaded"
    days = f"{workdays_in(year)} working days, {len(year.off)} days off, {len(year.makeup)} worked instead"
    moved = f"; {len(change.days)} days are other than before" if change.days else ""
    return f"{year.year}: {what}: {days}{moved}"


def result(total: Recomputed) -> str:
    """How many dates moved, in one line."""
    settled = f", {total.settled} more are now final or warn at another time" if total.settled else ""
    return f"{total.moved} dates moved{settled}; {total.changed} of {total.seen} open cases changed"


def _read(file: Path) -> Notice:
    try:
        notice = load_notice(file, calendar=CALENDAR)
    except DefinitionsInvalid as invalid:
        for one in invalid.findings:
            click.echo(_near(one), err=True)
        raise click.ClickException("nothing was loaded") from None
    for remark in notice.remarks:
        click.echo(f"note: {_near(remark)}", err=True)
    return notice


def _near(finding: Finding) -> str:
    """The finding with its path as seen from here."""
    shown = os.path.relpath(finding.path)
    path = finding.path if shown.startswith("..") else shown
    return f"{path}:{finding.line}: {finding.code} {finding.message}"


def _recompute(deps: Deps) -> None:
    def progress(total: Recomputed) -> None:
        if total.seen % (SHOWN * calendars.BATCH) == 0:
            click.echo(f"{total.seen} cases looked at", err=True)

    total = calendars.recompute_open_cases(deps, seen=progress)
    click.echo(result(total))
    for number, reason in total.failures:
        click.echo(f"{number}: {reason}", err=True)
    if total.failed:
        raise click.ClickException(f"{total.failed} cases could not be computed anew; run the command again")
