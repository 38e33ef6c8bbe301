"""Public notices and objections to them, without an account.

Owns the addresses. Of a notice whose time is over only that is said, and whom to ask.
"""

from __future__ import annotations

from typing import Final

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.domain.case.notices import ObjectionIncomplete
from portal.services import notices
from portal.services.conflicts import NotFound
from portal.services.throttling import TooManyTries
from portal.web.common import downloads
from portal.web.common.access import public
from portal.web.common.context import deps
from portal.web.common.errors import UNPROCESSABLE, sentence, status_of
from portal.web.common.keys import after_of
from portal.web.notices.forms import ObjectionForm
from portal.web.notices.pages import ended_page, notice_list, notice_page

GONE: Final = 410

bp: Final = Blueprint("notices", __name__, url_prefix="/public-notices")


@bp.get("/")
@public
def index() -> ResponseReturnValue:
    after = after_of(request.args.get("after"))
    page = notice_list(notices.running_notices(deps(), after=after), deps().catalogue, is_first=after is None)
    return render_template("notices/index.html", page=page)


@bp.get("/<number>/<step_id>")
@public
def show(number: str, step_id: str) -> ResponseReturnValue:
    try:
        return shown(number, step_id, ObjectionForm())
    except NotFound:
        ended = notices.ended_notice(deps(), number, step_id)
        if ended is None:
            raise
        return render_template("notices/ended.html", page=ended_page(ended)), GONE


@bp.post("/<number>/<step_id>")
@public
def object_to(number: str, step_id: str) -> ResponseReturnValue:
    form = ObjectionForm()
    if not form.validate_on_submit():
        return shown(number, step_id, form), UNPROCESSABLE
    try:
        if not form.is_by_a_program:
            sender = request.remote_addr or "unknown"
            notices.lodge_objection(deps(), number, command=form.command(step_id), sender=sender)
    except (ObjectionIncomplete, TooManyTries) as refusal:
        form.words.errors = [sentence(refusal)]
        return shown(number, step_id, form), status_of(refusal)
    flash(_("Your objection is lodged. The department answers it before it goes on."), "success")
    return redirect(url_for(".show", number=number, step_id=step_id))


@bp.get("/<number>/<step_id>/notice.pdf")
@public
def open_paper(number: str, step_id: str) -> ResponseReturnValue:
    return downloads.send(notices.open_paper(deps(), number, step_id))


def shown(number: str, step_id: str, form: ObjectionForm) -> str:
    page = notice_page(notices.show_notice(deps(), number, step_id))
    return render_template("notices/show.html", page=page, form=form)
