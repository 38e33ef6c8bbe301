"""The table of rates of duty, kept by the department of commerce: list, enter, import from a file, end.

Owns the way from typed or uploaded rows over a second look to the use case. Nothing is stored before it was looked at
once more; a file with one wrong row is stored not at all.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from flask_wtf.file import FileRequired
from wtforms.validators import Length

from portal.domain.answers import Finding
from portal.domain.errors import DomainError
from portal.domain.origin.arithmetic import plain
from portal.domain.origin.rates import TariffRate
from portal.domain.permissions import Role
from portal.i18n import day, translated
from portal.services.origin import files as rate_files
from portal.services.origin import rates as origin
from portal.services.origin.rates import Row
from portal.web.common.access import allow
from portal.web.common.context import actor, deps
from portal.web.common.errors import UNPROCESSABLE, sentence
from portal.web.common.fields import DateField, FileField, Form, HiddenField, Required, SelectField, TextField
from portal.web.common.messages import MESSAGES
from portal.web.common.parts import Paging
from portal.web.review.blueprint import bp
from portal.web.review.side import side_nav

__all__ = ["bp"]

LARGEST: Final = 400_000
SHOWN: Final = 200
COLUMNS: Final = ("agreement", "destination", "hs", "mfn_rate", "pref_rate", "valid_from", "valid_to", "source")


class RateForm(Form):
    """One row."""

    agreement = SelectField(_l("Agreement"), [Required(_l("Choose the agreement"))])
    destination = SelectField(_l("Country of destination"), [Required(_l("Choose the country"))])
    hs = TextField(_l("HS code (6 or 8 digits)"), [Required(_l("Enter the HS code"))])
    mfn_rate = TextField(_l("Rate without a certificate, %"), [Required(_l("Enter the rate"))])
    pref_rate = TextField(_l("Rate with the certificate, %"), [Required(_l("Enter the rate"))])
    valid_from = DateField(_l("Valid from"))
    valid_to = DateField(_l("Valid to, if known"))
    source = TextField(_l("Source"), [Required(_l("Enter the source, at most 200 characters")), Length(max=200)])


class RateFileForm(Form):
    """Many rows as a file."""

    file = FileField(
        _l("File of rates"),
        [FileRequired(_l("Choose a file"))],
        description=_l(
            "CSV or XLSX with the columns agreement, destination, hs, mfn_rate, pref_rate, valid_from, valid_to, source"
        ),
    )


class ConfirmRatesForm(Form):
    """The rows that were looked at."""

    text = HiddenField(validators=[Length(max=LARGEST)])


class EndForm(Form):
    """The last day of a row."""

    last_day = DateField(_l("Last day"))


@dataclass(frozen=True, slots=True)
class RateLine:
    """One row as it is shown, with its faults."""

    id: int | None
    line: int
    agreement: str
    destination: str
    hs: str
    rates: str
    period: str
    source: str
    demo: bool
    faults: tuple[str, ...] = ()


@bp.get("/rates/")
@allow(Role.OFFICER)
def rates() -> ResponseReturnValue:
    return shown(RateForm(formdata=None), RateFileForm(formdata=None))


@bp.post("/rates/add")
@allow(Role.OFFICER)
def add_rate() -> ResponseReturnValue:
    form = filled(RateForm())
    if not form.validate_on_submit():
        return shown(form, RateFileForm(formdata=None)), UNPROCESSABLE
    given = {name: str(form[name].data or "") for name in COLUMNS}
    (row,) = origin.judge_rates(deps(), actor(), (rate_files.read_row(given, line=1),))
    for finding in row.findings:
        form[finding.at].errors = [*form[finding.at].errors, fault_words(finding)]
    if row.findings:
        return shown(form, RateFileForm(formdata=None)), UNPROCESSABLE
    return looked_at((row,))


@bp.post("/rates/import")
@allow(Role.OFFICER)
def import_rates() -> ResponseReturnValue:
    form = RateFileForm()
    if form.validate_on_submit():
        try:
            rows = rate_files.read_rates(deps().tables.rows(form.file.data.read(LARGEST * 20)))
            return looked_at(origin.judge_rates(deps(), actor(), rows))
        except DomainError as refusal:
            form.file.errors = [sentence(refusal)]
    return shown(RateForm(formdata=None), form), UNPROCESSABLE


@bp.post("/rates/confirm")
@allow(Role.OFFICER)
def confirm_rates() -> ResponseReturnValue:
    form = ConfirmRatesForm()
    rows = rate_files.from_text(str(form.text.data)) if form.validate_on_submit() else ()
    judged = origin.judge_rates(deps(), actor(), rows)
    if not judged or any(row.findings for row in judged):
        return looked_at(judged), UNPROCESSABLE
    count = origin.add_rates(deps(), actor(), [row.rate for row in judged if row.rate])
    flash(ngettext("%(num)s row is stored", "%(num)s rows are stored", count), "success")
    return redirect(url_for(".rates"))


@bp.get("/rates/<int:rate_id>/end")
@allow(Role.OFFICER)
def end_form(rate_id: int) -> ResponseReturnValue:
    rate = origin.rate_of(deps(), actor(), rate_id)
    form = EndForm(formdata=None, last_day=deps().calendar.local_date(deps().clock.now()))
    return render_template("review/rate_end.html", form=form, rate=line_of(rate), side=side_nav(actor(), "rates"))


@bp.post("/rates/<int:rate_id>/end")
@allow(Role.OFFICER)
def end_rate(rate_id: int) -> ResponseReturnValue:
    form = EndForm()
    last_day = form.last_day.data if form.validate_on_submit() else None
    try:
        if last_day is not None:
            origin.end_rate(deps(), actor(), rate_id, last_day=last_day)
        elif not form.last_day.errors:
            form.last_day.errors = [_("Enter the last day")]
    except origin.LastDayOutside as refusal:
        form.last_day.errors = [sentence(refusal)]
    if form.last_day.errors:
        rate = line_of(origin.rate_of(deps(), actor(), rate_id))
        page = render_template("review/rate_end.html", form=form, rate=rate, side=side_nav(actor(), "rates"))
        return page, UNPROCESSABLE
    flash(_("The row has its last day"), "success")
    return redirect(url_for(".rates"))


def filled(form: RateForm) -> RateForm:
    """The form with its lists."""
    book = deps().catalogue.origin
    known = sorted((key, translated(one.name)) for key, one in book.agreements.items() if not one.every_country)
    countries = sorted((key, f"{key} {translated(one.name)}") for key, one in book.countries.items() if key != "CN")
    form.agreement.choices = [("", _("Choose")), *known]
    form.destination.choices = [("", _("Choose")), *countries]
    return form


def shown(form: RateForm, upload: RateFileForm) -> str:
    typed = request.args.get("after", "")
    after = int(typed) if typed.isdecimal() else 0
    wanted = request.args.get("destination", "").upper()[:2] or None
    page = origin.list_rates(deps(), actor(), destination=wanted, after=after)
    first = url_for(".rates", destination=wanted) if after else None
    following = url_for(".rates", destination=wanted, after=page.after) if page.after else None
    return render_template(
        "review/rates.html",
        form=filled(form),
        upload=upload,
        rows=[line_of(one) for one in page.rates],
        paging=Paging(next_href=following, first_href=first),
        side=side_nav(actor(), "rates"),
    )


def looked_at(rows: tuple[Row, ...]) -> str:
    """What would be stored, or what stands against it."""
    good = [row.rate for row in rows if row.rate and not row.findings]
    form = ConfirmRatesForm(formdata=None, text=rate_files.as_text(good))
    bad = [row for row in rows if row.findings]
    return render_template(
        "review/rates_look.html",
        form=form,
        rows=[line_of(row.rate, row) for row in (bad or rows)[:SHOWN]],
        count=len(rows),
        wrong=len(bad),
        side=side_nav(actor(), "rates"),
    )


def line_of(rate: TariffRate | None, row: Row | None = None) -> RateLine:
    faults = tuple(f"{column_words(one.at)}{_(': ')}{fault_words(one)}" for one in row.findings) if row else ()
    number = row.line if row else 0
    if rate is None:
        return as_typed(row.given if row else {}, number, faults)
    until = day(rate.valid_to) if rate.valid_to else _("open")
    return RateLine(
        id=rate.id,
        line=number,
        agreement=agreement_words(rate.agreement),
        destination=country_words(rate.destination),
        hs=rate.hs,
        rates=f"{plain(rate.mfn_rate)}% → {plain(rate.pref_rate)}%" if rate.mfn_rate.is_finite() else "—",
        period=f"{day(rate.valid_from)} – {until}",
        source=rate.source,
        demo=rate.demo,
        faults=faults,
    )


def as_typed(given: Mapping[str, str], line: int, faults: tuple[str, ...]) -> RateLine:
    """A row that could not be read, with what stands in the file."""
    said = {name: given.get(name, "") or "—" for name in COLUMNS}
    return RateLine(
        id=None,
        line=line,
        agreement=agreement_words(said["agreement"]),
        destination=country_words(said["destination"]),
        hs=said["hs"],
        rates=f"{said['mfn_rate']} → {said['pref_rate']}",
        period=f"{said['valid_from']} – {said['valid_to']}",
        source=said["source"],
        demo=False,
        faults=faults,
    )


def column_words(name: str) -> str:
    """A column of the file by the name of its field."""
    made = getattr(RateForm, name)
    return str(made.args[0] if made.args else made.kwargs["label"])


def agreement_words(key: str) -> str:
    """The name of an agreement; what is not known stays as it was typed."""
    known = deps().catalogue.origin.agreements.get(key)
    return translated(known.name) if known else key


def country_words(key: str) -> str:
    """Code and name of a country, as in the list of the form."""
    known = deps().catalogue.origin.countries.get(key)
    return f"{key} {translated(known.name)}" if known else key


def fault_words(finding: Finding) -> str:
    """One fault of a row as a sentence."""
    return str(MESSAGES[finding.message_id]) % {name: _said(fact) for name, fact in finding.facts.items()}


def _said(fact: object) -> str:
    return str(fact) or str(_("open"))
