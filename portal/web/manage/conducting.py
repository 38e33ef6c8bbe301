"""How cases were handled: the figures, the cases behind each, and the same as a file.

Owns addresses. Refuses every change.
"""

from flask import Response, render_template, request, stream_with_context
from flask.typing import ResponseReturnValue

from portal.domain.permissions import Role
from portal.services import conduct as conducts
from portal.web.common.access import allow
from portal.web.common.context import actor, deps
from portal.web.common.keys import after_of
from portal.web.manage.asking import period_of
from portal.web.manage.conduct_asking import ConductAsk
from portal.web.manage.conduct_pages import conduct_page
from portal.web.manage.finished import finished_csv, finished_page
from portal.web.manage.saved_pages import saved_rows
from portal.web.manage.watching import bp

__all__ = ["bp"]


@bp.get("/conduct")
@allow(Role.MANAGER)
def conduct() -> ResponseReturnValue:
    period = period_of(request.args)
    found = conducts.report(deps(), actor(), period)
    saved = saved_rows(conducts.materials_saved(deps(), actor(), found.span))
    return render_template("manage/conduct.html", page=conduct_page(found, period), saved=saved)


@bp.get("/finished")
@allow(Role.MANAGER)
def finished() -> ResponseReturnValue:
    """The cases behind a number."""
    ask, after = ConductAsk.of(request.args), request.args.get("after")
    found = conducts.finished_cases(deps(), actor(), ask.asked(), after=after_of(after))
    return render_template("manage/finished.html", page=finished_page(found, ask, after=after))


@bp.get("/finished.csv")
@allow(Role.MANAGER)
def finished_export() -> ResponseReturnValue:
    """The same list as a file, written while it is read."""
    ask = ConductAsk.of(request.args)
    lines = conducts.export_finished(deps(), actor(), ask.asked())
    response = Response(stream_with_context(finished_csv(lines)), mimetype="text/csv")
    response.headers.set("Content-Disposition", "attachment", filename=f"finished-{ask.period}-{ask.which}.csv")
    return response
