"""The guide of a service: /services/<key>, for everybody.

Owns one page. The situation is answered in its address, so that it can be shared and works without JavaScript.
"""

from __future__ import annotations

from typing import Final

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from portal.web.applicant.guide.pages import guide_page
from portal.web.common.access import public
from portal.web.common.context import deps
from portal.web.common.preferences import SWITCHES

bp: Final = Blueprint("guide", __name__, url_prefix="/services")


@bp.get("/<service_key>")
@public
def show(service_key: str) -> ResponseReturnValue:
    catalogue = deps().catalogue
    sent = request.args.copy()
    for switch in SWITCHES:
        sent.poplist(switch)
    page = guide_page(catalogue.current(service_key), catalogue, sent)
    return render_template("applicant/guide/guide.html", page=page)
