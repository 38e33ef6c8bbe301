"""The administrator loads a year's notice: the years, what was loaded so far, and a look at what would change first.

Owns the way from an uploaded file to the use case and back. The file travels with the preview in the form, so nothing
is stored before it is confirmed. Refuses files that are too large to be a notice.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from flask_wtf.file import FileRequired
from wtforms.validators import Length

from portal.domain.calendar import CalendarYear
from portal.domain.calendar_notices import CalendarImport, NoticeUnreadable, Standing, YearChange
from portal.domain.permissions import Role
from portal.i18n import short_day
from portal.services import administration, calendars
from portal.services.calendars import NoticeDiffers, Preview
from portal.web.admin.pages import DIGEST_SHOWN, side_nav, year_row
from portal.web.admin.routes import bp
from portal.web.common.access import allow
from portal.web.common.context import actor, deps
from portal.web.common.errors import UNPROCESSABLE
from portal.web.common.fields import FileField, Form, HiddenField, TickField
from portal.web.common.parts import Badge, Tone

__all__ = ["bp"]

PROJECTED_SHOWN: Final = 2
LARGEST: Final = 200_000
DAYS_SHOWN: Final = 60
FAULTS_SHOWN: Final = 8
STANDINGS: Final[Mapping[Standing, tuple[Tone, object]]] = {
    Standing.NEW: (Tone.GREEN, _l("Published for the first time")),
    Standing.SAME: (Tone.GREY, _l("Loaded already")),
    Standing.OTHER: (Tone.YELLOW, _l("Correction of a published year")),
}
FAULTS: Final[Mapping[str, object]] = {
    "a day cannot be off and worked": _l("A day cannot be off and worked"),
    "a day lies outside the year of the notice": _l("A day lies outside the year of the notice"),
    "a make-up working day falls on a weekend": _l("A make-up working day must fall on a weekend"),
    "a make-up working day is listed twice": _l("A make-up working day is listed twice"),
    "a day is listed off twice": _l("A day off is listed twice"),
}
"""Faults that officials make, in their words; faults of YAML and shape stay as the program says them."""


class NoticeForm(Form):
    """A notice as a file."""

    file = FileField(
        _l("File of the notice"),
        [FileRequired(_l("Choose the file of the notice"))],
        description=_l(
            "YAML or JSON; docs/operating/calendars.md shows the forms. You see what changes before it counts."
        ),
    )


class ConfirmForm(Form):
    """The notice that was looked at, and whether it may take the place of a published one."""

    text = HiddenField(validators=[Length(max=LARGEST)])
    name = HiddenField(validators=[Length(max=200)])
    correct = TickField(_l("This is a correction: it takes the place of the published notice"))


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One year of the notice that is looked at."""

    year: int
    state: Badge
    off: int
    makeup: int
    to_work: str
    to_rest: str


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One notice that was loaded."""

    years: str
    source: str
    by: str
    at: datetime
    digest: str


@bp.get("/calendar")
@allow(Role.ADMIN)
def calendar() -> ResponseReturnValue:
    return show_calendar(NoticeForm())


@bp.post("/calendar/preview")
@allow(Role.ADMIN)
def preview_notice() -> ResponseReturnValue:
    form = NoticeForm()
    if not form.validate_on_submit():
        return show_calendar(form), UNPROCESSABLE
    name = str(form.file.data.filename or "notice")[-100:]
    try:
        text = form.file.data.read(LARGEST + 1).decode("utf-8")
        years = read_years(text, name)
    except UnicodeDecodeError:
        form.file.errors = [_("The file is not a text. Choose a YAML or JSON file.")]
    except NoticeUnreadable as refusal:
        faults = str(refusal.facts["faults"]).splitlines()[:FAULTS_SHOWN]
        form.file.errors = [str(_("; ")).join(map(fault_words, faults))]
    else:
        return show_preview(years, ConfirmForm(formdata=None, text=text, name=name))
    return show_calendar(form), UNPROCESSABLE


@bp.post("/calendar/import")
@allow(Role.ADMIN)
def import_notice() -> ResponseReturnValue:
    form = ConfirmForm()
    if not form.validate_on_submit():
        return show_calendar(NoticeForm(formdata=None)), UNPROCESSABLE
    name = str(form.name.data)
    years = read_years(str(form.text.data), name)
    try:
        loaded = calendars.load_notice(deps(), actor(), years, source=name, replace_published=bool(form.correct.data))
    except NoticeDiffers:
        form.correct.errors = [_("This year is published with other days. Tick the box if this is a correction.")]
        return show_preview(years, form), UNPROCESSABLE
    if loaded.made is None:
        flash(_("Nothing new: this notice is loaded already."), "success")
    else:
        flash(_("The notice is loaded and counts at once. The dates of open cases are being computed anew."), "success")
    return redirect(url_for(".calendar"))


def read_years(text: str, name: str) -> Sequence[CalendarYear]:
    """The years of the notice; raises NoticeUnreadable, also for what is too large to be one."""
    if len(text) > LARGEST:
        raise NoticeUnreadable(faults="1: " + _("It is too large for a notice."))
    return deps().calendars.read(text, name)


def fault_words(fault: str) -> str:
    """One fault, "line: sentence (facts)", for an official."""
    line, _colon, said = fault.partition(": ")
    what, _bracket, facts = said.partition(" (")
    if what not in FAULTS:
        return str(_("Line %(line)s: %(what)s", line=line, what=said))
    day = facts.partition(" on ")[2].partition(",")[0]
    return str(_("Line %(line)s: %(what)s (%(day)s)", line=line, what=str(FAULTS[what]), day=day))


def show_calendar(form: NoticeForm) -> str:
    years = administration.calendar_years(deps(), actor())
    return render_template(
        "admin/calendar.html",
        rows=tuple(year_row(year) for year in years_to_show(years.values())),
        imports=tuple(map(import_row, reversed(calendars.calendar_imports(deps(), actor())))),
        form=form,
        side=side_nav("calendar"),
    )


def years_to_show(years: Collection[CalendarYear]) -> list[CalendarYear]:
    """The newest first; of the years that are only projected the next few, since they all follow from the same law."""
    newest = max((year.year for year in years if not year.provisional), default=0)
    near = (year for year in years if not year.provisional or year.year <= newest + PROJECTED_SHOWN)
    return sorted(near, key=lambda year: year.year, reverse=True)


def show_preview(years: Sequence[CalendarYear], form: ConfirmForm) -> str:
    shown = calendars.preview(deps(), actor(), years)
    return render_template(
        "admin/calendar_preview.html",
        rows=tuple(map(change_row, shown.changes)),
        cases=case_words(shown),
        is_correction=any(change.standing is Standing.OTHER for change in shown.changes),
        is_new=any(change.standing is not Standing.SAME for change in shown.changes),
        form=form,
        side=side_nav("calendar"),
    )


def change_row(change: YearChange) -> ChangeRow:
    tone, words = STANDINGS[change.standing]
    year = change.year
    return ChangeRow(
        year.year,
        Badge(tone, str(words)),
        len(year.off),
        len(year.makeup),
        to_work=day_words(change.to_work),
        to_rest=day_words(change.to_rest),
    )


def day_words(days: Sequence[date]) -> str:
    """The days in short; a long list is cut."""
    more = _(" and more") if len(days) > DAYS_SHOWN else ""
    return str(_(", ")).join(map(short_day, days[:DAYS_SHOWN])) + more or "—"


def case_words(shown: Preview) -> str:
    """What would happen to open cases."""
    cases = shown.cases
    looked = ngettext("%(num)s open case was looked at", "%(num)s open cases were looked at", cases.seen)
    if not shown.is_complete:
        looked = _("%(looked)s, and there are more", looked=looked)
    facts = {"looked": looked, "moved": cases.moved, "changed": cases.changed, "settled": cases.settled}
    return str(
        _(
            "%(looked)s: %(moved)s dates move and %(settled)s more are no longer provisional, in %(changed)s cases.",
            **facts,
        )
    )


def import_row(one: CalendarImport) -> ImportRow:
    years = str(_(", ")).join(str(year.year) for year in one.years)
    return ImportRow(years, one.source, one.by, one.at, one.digest[:DIGEST_SHOWN])
