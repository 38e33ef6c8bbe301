"""The owner's cases: the list, one case, its documents and files.

Owns addresses only. Other people's cases do not exist here.
"""

from __future__ import annotations

from typing import Final

from flask import Blueprint, flash, jsonify, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.domain.permissions import Role
from portal.services import cases, drafts, files, redirecting
from portal.services.files import DocumentNotReady
from portal.web.applicant.cases.clocks import clocks_as_data
from portal.web.applicant.cases.pages import case_list, case_page
from portal.web.applicant.filing.pages import draft_lines
from portal.web.common import downloads
from portal.web.common.access import allow
from portal.web.common.context import actor, deps
from portal.web.common.keys import after_of
from portal.web.common.money_words import owner_panel
from portal.web.common.plan import case_plan

REFRESH: Final = 3  # seconds
ACCEPTED: Final = 202

bp: Final = Blueprint("cases", __name__, url_prefix="/cases")


@bp.get("/")
@allow(Role.APPLICANT)
def index() -> ResponseReturnValue:
    after = after_of(request.args.get("after"))
    rows = cases.my_cases(deps(), actor(), after=after)
    begun = draft_lines(drafts.my_drafts(deps(), actor())) if after is None else ()
    page = case_list(rows, deps().catalogue, now=deps().clock.now(), is_first=after is None)
    return render_template("applicant/cases/index.html", page=page, drafts=begun)


@bp.get("/<number>")
@allow(Role.APPLICANT)
def show(number: str) -> ResponseReturnValue:
    view = cases.view_case(deps(), actor(), number)
    is_new = request.args.get("filed") == "1"
    page = case_page(view, deps().catalogue, deps().calendar, now=deps().clock.now(), is_new=is_new)
    ways = redirecting.ways_on(deps(), view.case)
    return render_template("applicant/cases/case.html", page=page, money=owner_panel(view.case), ways=ways)


@bp.post("/<number>/again")
@allow(Role.APPLICANT)
def again(number: str) -> ResponseReturnValue:
    draft = redirecting.go_on_from(deps(), actor(), number, to=request.form.get("to", ""))
    flash(_("What you answered already was carried over. Look it over and go on."), "success")
    return redirect(url_for("filing.show", key=draft.key))


@bp.get("/<number>/clock")
@allow(Role.APPLICANT)
def clock(number: str) -> ResponseReturnValue:
    """Every date of the case with its days, to be printed."""
    view = cases.view_case(deps(), actor(), number)
    page = case_page(view, deps().catalogue, deps().calendar, now=deps().clock.now(), is_new=False)
    return render_template("applicant/cases/clock.html", page=page)


@bp.get("/<number>/plan")
@allow(Role.APPLICANT)
def plan(number: str) -> ResponseReturnValue:
    """Who does what until when, to be printed."""
    view = cases.view_case(deps(), actor(), number)
    rows = case_plan(view, you=True)
    return render_template("applicant/cases/plan.html", view=view, rows=rows, now=deps().clock.now())


@bp.get("/<number>/clock.json")
@allow(Role.APPLICANT)
def clock_data(number: str) -> ResponseReturnValue:
    view = cases.view_case(deps(), actor(), number)
    return jsonify(clocks_as_data(view.case, view.service, deps().calendar, now=deps().clock.now()))


@bp.get("/<number>/documents/<code>.pdf")
@allow(Role.APPLICANT)
def open_document(number: str, code: str) -> ResponseReturnValue:
    """The PDF; while it is made, a page that asks again by itself."""
    try:
        return downloads.send(files.open_document(deps(), actor(), number, code=code))
    except DocumentNotReady as waiting:
        page = render_template("applicant/cases/being_made.html", number=number, waiting=waiting.facts)
        response = make_response(page, ACCEPTED)
        response.headers["Refresh"] = str(REFRESH)
        return response


@bp.get("/<number>/files/<sha256>")
@allow(Role.APPLICANT)
def open_file(number: str, sha256: str) -> ResponseReturnValue:
    return downloads.send(files.open_case_file(deps(), actor(), number, sha256=sha256))
