"""The managers' lists besides lights: open follow-ups, paused cases, waiting corrections and requests.

Owns addresses. Refuses every change.
"""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from portal.domain.case.incidents import FollowUpKind
from portal.domain.permissions import Role
from portal.services import watching
from portal.web.common.access import allow
from portal.web.common.context import actor, deps
from portal.web.common.keys import after_of
from portal.web.manage.supervising import bp
from portal.web.manage.watch_pages import asked_page, correcting_page, follow_ups_page, paused_page

__all__ = ["bp"]

HELD = "manage/held.html"


@bp.get("/follow-ups", endpoint="follow_up_list")
@allow(Role.MANAGER)
def follow_up_list() -> ResponseReturnValue:
    """Open follow-ups by due date, all or of one kind."""
    asked, after = request.args.get("kind", ""), request.args.get("after")
    kind = FollowUpKind(asked) if asked in set(FollowUpKind) else None
    found = watching.follow_ups(deps(), actor(), kind=kind, after=after_of(after))
    counts = watching.follow_up_lights(deps(), actor())
    page = follow_ups_page(found, counts, kind=kind, after=after)
    return render_template("manage/follow_ups.html", page=page)


@bp.get("/paused")
@allow(Role.MANAGER)
def paused() -> ResponseReturnValue:
    """Cases whose clocks stand still."""
    after = request.args.get("after")
    found = watching.paused_cases(deps(), actor(), after=after_of(after))
    page = paused_page(found, watching.held(deps(), actor()), after=after)
    return render_template(HELD, page=page)


@bp.get("/correcting")
@allow(Role.MANAGER)
def correcting() -> ResponseReturnValue:
    """Cases that wait for the applicant's correction."""
    after = request.args.get("after")
    found = watching.correcting_cases(deps(), actor(), after=after_of(after))
    page = correcting_page(found, watching.held(deps(), actor()), after=after)
    return render_template(HELD, page=page)


@bp.get("/extensions")
@allow(Role.MANAGER)
def extensions() -> ResponseReturnValue:
    """Requests for an extension that wait for an answer."""
    after = request.args.get("after")
    found = watching.extensions_asked(deps(), actor(), after=after_of(after))
    page = asked_page(found, watching.held(deps(), actor()), after=after)
    return render_template(HELD, page=page)
