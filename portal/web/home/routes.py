"""The start page."""

from typing import Final

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from portal.web.common.access import public
from portal.web.common.context import deps
from portal.web.home.pages import home_page, uncounted_figures

LONGEST_QUERY: Final = 100

bp: Final = Blueprint("home", __name__)


@bp.get("/")
@public
def show() -> ResponseReturnValue:
    query = request.args.get("q", "").strip()[:LONGEST_QUERY]
    page = home_page(deps().catalogue, query=query, figures=uncounted_figures(), notices=())
    return render_template("home/home.html", page=page)
