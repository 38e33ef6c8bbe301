"""The inbox: reading, following a message to its case, and putting all of it away."""

from __future__ import annotations

from typing import Final

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.domain.permissions import Role
from portal.services import messages
from portal.services.matching.proposals import waiting_for
from portal.web.applicant.messages.pages import inbox, offered
from portal.web.common.access import allow
from portal.web.common.context import actor, deps
from portal.web.common.keys import after_of

bp: Final = Blueprint("messages", __name__, url_prefix="/messages")


@bp.get("/")
@allow(Role.APPLICANT)
def index() -> ResponseReturnValue:
    after = after_of(request.args.get("after"))
    rows = messages.my_messages(deps(), actor(), after=after)
    unread = messages.count_unread(deps(), actor())
    page = inbox(rows, deps().catalogue, unread=unread, is_first=after is None)
    offers = offered(waiting_for(deps(), actor())) if after is None else ()
    return render_template("applicant/messages/index.html", page=page, offers=offers)


@bp.post("/<int:message_id>")
@allow(Role.APPLICANT)
def follow(message_id: int) -> ResponseReturnValue:
    """To the case the message is about; the message is read then."""
    number = messages.open_message(deps(), actor(), message_id)
    return redirect(url_for("cases.show", number=number))


@bp.post("/read")
@allow(Role.APPLICANT)
def read_all() -> ResponseReturnValue:
    newest = request.form.get("newest", "")
    if newest.isdecimal():
        messages.mark_all_read(deps(), actor(), up_to=int(newest))
    return redirect(url_for(".index"))
