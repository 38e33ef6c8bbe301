"""The start page `/`: owns the search words. Refuses nobody."""

from typing import Final

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from portal.services.figures import public_figures
from portal.web.common.access import public
from portal.web.common.context import deps
from portal.web.home.pages import home_page, live_figures, notice_board

LONGEST_QUERY: Final = 100

bp: Final = Blueprint("home", __name__)


@bp.get("/")
@public
def show() -> ResponseReturnValue:
    query = request.args.get("q", "").strip()[:LONGEST_QUERY]
    today = deps().calendar.local_date(deps().clock.now())
    page = home_page(
        deps().catalogue,
        query=query,
        figures=live_figures(public_figures(deps())),
        notices=notice_board(deps().calendar, today),
    )
    return render_template("home/home.html", page=page)
