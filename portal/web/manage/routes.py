"""The managers' first pages: figures, the cases behind them, open cases, one case, CSV.

Owns addresses. Refuses every change; what a manager may do is in `supervising`.
"""

from typing import Final

from flask import Response, render_template, request, stream_with_context
from flask.typing import ResponseReturnValue

from portal.domain.figures_conduct import Trait
from portal.domain.permissions import Role
from portal.services import cases, conduct, figures, files
from portal.web.common.access import allow
from portal.web.common.context import actor, deps
from portal.web.common.downloads import send
from portal.web.common.keys import after_of
from portal.web.manage.asking import Ask, period_of
from portal.web.manage.conducting import bp
from portal.web.manage.export import csv_of
from portal.web.manage.history import case_page
from portal.web.manage.lists import LIGHTS, decided_page, found_page, open_page
from portal.web.manage.pages import overview_page

__all__ = ["bp"]

LONGEST_QUERY: Final = 100


@bp.get("/")
@allow(Role.MANAGER)
def overview() -> ResponseReturnValue:
    period = period_of(request.args)
    found = figures.overview(deps(), actor(), period)
    handled = conduct.figures_of(deps(), actor(), found.now.span)
    page = overview_page(found, period, lenient=handled.share(Trait.LENIENT, Trait.LENIENT_WHOLE))
    return render_template("manage/overview.html", page=page)


@bp.get("/cases")
@allow(Role.MANAGER)
def decided() -> ResponseReturnValue:
    """The cases behind a number."""
    ask, after = Ask.of(request.args), request.args.get("after")
    found = figures.cases_behind(deps(), actor(), ask.wanted(), after=after_of(after))
    return render_template("manage/decided.html", page=decided_page(found, ask, after=after))


@bp.get("/cases.csv")
@allow(Role.MANAGER)
def export() -> ResponseReturnValue:
    """The same list as a file, written while it is read."""
    ask = Ask.of(request.args)
    lines = figures.export_behind(deps(), actor(), ask.wanted())
    response = Response(stream_with_context(csv_of(lines)), mimetype="text/csv")
    name = f"cases-{ask.period}-{ask.which}.csv"
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response


@bp.get("/open")
@allow(Role.MANAGER)
def open_cases() -> ResponseReturnValue:
    """The county's open cases, the most overdue first."""
    asked, after = request.args.get("light"), request.args.get("after")
    light = asked if asked in LIGHTS else None
    found, lines = figures.open_cases(deps(), actor(), light=light, after=after_of(after))
    counts = figures.open_lights(deps(), actor())
    page = open_page(found, lines, counts=counts, light=light, after=after)
    return render_template("manage/open.html", page=page)


@bp.get("/search")
@allow(Role.MANAGER)
def search() -> ResponseReturnValue:
    query = request.args.get("q", "").strip()[:LONGEST_QUERY]
    found = cases.find_cases(deps(), actor(), query)
    return render_template("manage/search.html", page=found_page(found, query))


@bp.get("/cases/<number>")
@allow(Role.MANAGER)
def case(number: str) -> ResponseReturnValue:
    return render_template("manage/case.html", page=case_page(cases.view_case(deps(), actor(), number)))


@bp.get("/cases/<number>/documents/<code>.pdf")
@allow(Role.MANAGER)
def document(number: str, code: str) -> ResponseReturnValue:
    return send(files.open_document(deps(), actor(), number, code=code))
