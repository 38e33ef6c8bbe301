"""Verification pages: a form, and one address for each code, as the QR codes of documents have it.

Owns the statuses, so that whoever guards the portal can count wrong guesses: 404 for an unknown code, 422 for a
mistyped one. Refuses to be indexed or cached, and to say more about an unknown code than that it is unknown.
"""

from typing import Final

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.domain.numbers import CodeMistyped, group_code, normalise_code
from portal.services.verification import Verified, verify_code
from portal.web.common.access import public
from portal.web.common.context import deps, settings
from portal.web.common.errors import UNPROCESSABLE
from portal.web.verify.forms import CompareForm
from portal.web.verify.pages import Answer, compared, genuine_page, mistyped_page, unknown_page

NOT_FOUND: Final = 404
LONGEST_CODE: Final = 60
LARGEST_PDF: Final = 5 * 1024 * 1024

bp: Final = Blueprint("verify", __name__, url_prefix="/verify")


@bp.after_request
def keep_private(response: Response) -> Response:
    """Neither search engines nor caches keep what a code says."""
    response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    response.headers["Cache-Control"] = "no-store"
    return response


@bp.get("/")
@public
def ask() -> ResponseReturnValue:
    typed = request.args.get("code", "").strip()[:LONGEST_CODE]
    if not typed:
        return render_template("verify/ask.html", typed="")
    try:
        code = normalise_code(typed)
    except CodeMistyped:
        return show_mistyped(typed)
    return redirect(url_for(".show", code=group_code(code)))


@bp.get("/<code>")
@public
def show(code: str) -> ResponseReturnValue:
    return answer(code, CompareForm())


@bp.post("/<code>")
@public
def compare(code: str) -> ResponseReturnValue:
    """Compare a file with the issued PDF; it is read, hashed and forgotten."""
    return answer(code, CompareForm(), is_sent=True)


def answer(typed: str, form: CompareForm, *, is_sent: bool = False) -> ResponseReturnValue:
    """Genuine, unknown or mistyped; with a file, also whether it is the same."""
    try:
        found = verify_code(deps(), typed[:LONGEST_CODE])
    except CodeMistyped:
        return show_mistyped(typed[:LONGEST_CODE])
    if found is None:
        return render_template("verify/refused.html", page=unknown_page(typed)), NOT_FOUND
    is_complete = is_sent and form.validate_on_submit()
    page = genuine_page(found, base_url=settings().base_url, compared=comparison(found, form) if is_complete else None)
    status = UNPROCESSABLE if is_sent and not is_complete else 200
    return render_template("verify/genuine.html", page=page, form=form), status


def comparison(found: Verified, form: CompareForm) -> Answer:
    """A longer file than any we issue differs without being read to its end."""
    return compared(same=found.is_same_as(form.file.data.read(LARGEST_PDF)))


def show_mistyped(typed: str) -> ResponseReturnValue:
    return render_template("verify/refused.html", page=mistyped_page(typed)), UNPROCESSABLE
