"""The supermarket for everybody: the start page, one shelf, and the search.

Owns the search words. Refuses nobody.
"""

from typing import Final

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue

from portal.domain.permissions import Role
from portal.domain.workflow import Shelf
from portal.services.figures import public_figures
from portal.web.common.access import public
from portal.web.common.context import actor_or_none, deps
from portal.web.home.pages import home_page, live_figures, notice_board, search_result, shelf_card

LONGEST_QUERY: Final = 100

bp: Final = Blueprint("home", __name__)


@bp.get("/")
@public
def show() -> ResponseReturnValue:
    today = deps().calendar.local_date(deps().clock.now())
    page = home_page(
        deps().catalogue,
        figures=live_figures(public_figures(deps())),
        notices=notice_board(deps().calendar, today),
        for_owners=is_for_owners(),
    )
    return render_template("home/home.html", page=page)


@bp.get("/search")
@public
def search() -> ResponseReturnValue:
    query = request.args.get("q", "").strip()[:LONGEST_QUERY]
    return render_template("home/search.html", page=search_result(deps().catalogue, query))


@bp.get("/shelves/<shelf_key>")
@public
def shelf(shelf_key: str) -> ResponseReturnValue:
    if shelf_key not in set(Shelf):
        abort(404)
    return render_template(
        "home/one_shelf.html", page=shelf_card(Shelf(shelf_key), deps().catalogue, for_owners=is_for_owners())
    )


def is_for_owners() -> bool:
    """Whether the reader is, or may become, an owner."""
    actor = actor_or_none()
    return actor is None or actor.role is Role.APPLICANT
