"""Progress by number and code: a form, and a page that stays open for half an hour in this browser.

Owns the proof in the session that the code was right. Refuses to be indexed or cached.
"""

from __future__ import annotations

from typing import Final

from flask import Blueprint, Response, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from portal.services.enquiry import EnquiryWrong, check_code, progress_of
from portal.services.throttling import TooManyTries
from portal.web.common.access import public
from portal.web.common.context import deps
from portal.web.common.errors import UNPROCESSABLE, sentence, status_of
from portal.web.enquiry.forms import EnquiryForm
from portal.web.enquiry.pages import progress_page

PROOF: Final = "progress"
HALF_AN_HOUR: Final = 1800  # seconds

bp: Final = Blueprint("enquiry", __name__, url_prefix="/progress")


@bp.after_request
def keep_private(response: Response) -> Response:
    """Neither search engines nor caches keep what is shown here."""
    response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    response.headers["Cache-Control"] = "no-store"
    return response


@bp.get("/")
@public
def ask() -> ResponseReturnValue:
    return asked(EnquiryForm(number=request.args.get("number", "")[:60]))


@bp.post("/")
@public
def look_up() -> ResponseReturnValue:
    form = EnquiryForm()
    if not form.validate_on_submit():
        return asked(form), UNPROCESSABLE
    try:
        reader = request.remote_addr or "unknown"
        number = check_code(deps(), str(form.number.data), str(form.code.data), reader=reader)
    except (EnquiryWrong, TooManyTries) as refusal:
        form.code.errors = [sentence(refusal)]
        return asked(form), status_of(refusal)
    session[PROOF] = {"number": number, "until": now_seconds() + HALF_AN_HOUR}
    return redirect(url_for(".show", number=number))


@bp.get("/<number>")
@public
def show(number: str) -> ResponseReturnValue:
    """The progress, as long as this browser has proved the code; else the form."""
    proof = session.get(PROOF) or {}
    if proof.get("number") != number or proof.get("until", 0) < now_seconds():
        return redirect(url_for(".ask", number=number))
    page = progress_page(progress_of(deps(), number), deps().catalogue)
    return render_template("enquiry/show.html", page=page)


def asked(form: EnquiryForm) -> str:
    return render_template("enquiry/ask.html", form=form)


def now_seconds() -> int:
    return int(deps().clock.now().timestamp())
