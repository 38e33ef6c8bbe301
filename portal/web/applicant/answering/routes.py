"""One page of the form at a time: show it, read it, keep it.

Owns what a button of the page does. Every act ends in a redirect, except a page with faults, which is shown again with
everything that was typed.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from portal.domain.name_register import NameTaken
from portal.domain.permissions import Role
from portal.services import drafts
from portal.web.applicant.answering.forms import Raw, raw_of, rows_in, typed
from portal.web.applicant.answering.pages import Place, question_page
from portal.web.applicant.answering.reading import Reading, read_page
from portal.web.applicant.opened import filing_of, opened
from portal.web.applicant.progress import SITUATION, TYPED, Filing, page_address
from portal.web.common.access import allow
from portal.web.common.context import actor, deps
from portal.web.common.errors import UNPROCESSABLE

CHECK: Final = "check"
LOOK: Final = "look"

bp: Final = Blueprint("answering", __name__, url_prefix="/filing/<key>")


@bp.get("/situation")
@allow(Role.APPLICANT)
def show_situation(key: str) -> ResponseReturnValue:
    return show_page(situation_of(opened(key)))


@bp.post("/situation")
@allow(Role.APPLICANT)
def save_situation(key: str) -> ResponseReturnValue:
    return save_page(situation_of(opened(key)))


@bp.get("/<section>/<page_id>")
@allow(Role.APPLICANT)
def show(key: str, section: str, page_id: str) -> ResponseReturnValue:
    return show_page(place_of(opened(key), section, page_id))


@bp.post("/<section>/<page_id>")
@allow(Role.APPLICANT)
def save(key: str, section: str, page_id: str) -> ResponseReturnValue:
    return save_page(place_of(opened(key), section, page_id))


def situation_of(filing: Filing) -> Place:
    part = filing.part(SITUATION)
    return Place(filing, part, part.pages[0], came_from())


def place_of(filing: Filing, section: str, page_id: str) -> Place:
    part, page = filing.place(section, page_id)
    return Place(filing, part, page, came_from())


def came_from() -> str:
    """Whether the reader came from the check page and goes back there."""
    return CHECK if request.args.get("from") == CHECK else ""


def show_page(place: Place) -> ResponseReturnValue:
    """The page as it was left; with `?faults=1` it says at once what is wrong."""
    filing, page = place.filing, place.page
    raw = dict(filing.typed(page) or raw_of(page.fields, filing.draft.answers))
    table = request.args.get("add", "")
    if table in {item.id for item in page.fields}:
        raw[table] = [*rows_in(raw.get(table)), {}]
    reading = read(place, raw)
    findings = reading.findings if request.args.get("faults") else ()
    shown = question_page(place, reading, raw, findings=findings, has_more=bool(request.args.get("more")))
    return render_template("applicant/answering/page.html", page=shown, filing=filing)


def save_page(place: Place) -> ResponseReturnValue:
    """Do what the button says: look again, add or remove a row, or go on."""
    act, _colon, what = request.form.get("act", "save").partition(":")
    raw = typed(place.page.fields, without_row(request.form, what) if act == "remove" else request.form)
    if act == "add":
        keep(place, read(place, raw), raw, done=False)
        return redirect(place.address(add=what) + f"#{what}-{len(rows_in(raw.get(what)))}")
    if act == "remove":
        keep(place, read(place, raw), raw, done=False)
        return redirect(place.address() + f"#{what.partition(':')[0]}")
    if act == LOOK:
        shown = question_page(place, read(place, raw), raw)
        return render_template("applicant/answering/page.html", page=shown, filing=place.filing)
    return go_on(place, raw)


def go_on(place: Place, raw: Raw) -> ResponseReturnValue:
    """Keep the page and lead on; or show it again with what is wrong, or with what is asked besides."""
    shown = request.form.get("shown", "").split()
    reading = read(place, raw, shown=shown or None)
    try:
        saved = keep(place, reading, raw, done=reading.is_in_order)
    except NameTaken:  # somebody was faster; reading again says so at the field
        place = replace(place, filing=filing_of(place.filing.draft))
        reading = read(place, raw, shown=shown or None)
        saved = keep(place, reading, raw, done=False)
    if reading.findings:
        again = question_page(place, reading, raw, findings=reading.findings)
        return render_template("applicant/answering/page.html", page=again, filing=place.filing), UNPROCESSABLE
    if reading.new:
        return redirect(place.address(more="1") + f"#{reading.new[0].id}")
    return redirect(next_address(place, saved))


def read(place: Place, raw: Raw, *, shown: list[str] | None = None) -> Reading:
    return read_page(place.filing, place.page, raw, county=deps().catalogue.county, shown=shown)


def keep(place: Place, reading: Reading, raw: Raw, *, done: bool) -> Filing:
    """Store what could be read, and beside it what was typed as long as the page is not in order."""
    answers = {**reading.values, TYPED + place.page.id: None if done else raw}
    key, page_id = place.filing.draft.key, place.page.id
    return filing_of(drafts.save_answers(deps(), actor(), key, page_id=page_id, answers=answers, done=done))


def without_row(sent: MultiDict[str, str], what: str) -> MultiDict[str, str]:
    """What was sent but for one row of a table; `what` is "table:number"."""
    row = what.replace(":", "-") + "-"
    return MultiDict((name, value) for name, value in sent.items(multi=True) if not name.startswith(row))


def next_address(place: Place, saved: Filing) -> str:
    """The next page of the section, else the list the reader came from."""
    if place.part.id == SITUATION and saved.redirects:
        return url_for("elsewhere.show", key=saved.draft.key)
    if place.comes_from:
        return saved.check
    part = next((part for part in saved.parts if part.id == place.part.id), None)
    later = part.pages[place.number + 1 :] if part else ()
    return page_address(saved, part, later[0]) if part and later else saved.home
