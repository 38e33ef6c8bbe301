"""My enterprises: whom this account may act for.

Owns one page. An enterprise appears when its registration is granted.
"""

from __future__ import annotations

from typing import Final

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from portal.domain.permissions import Role
from portal.services import cases
from portal.web.common.access import allow
from portal.web.common.context import actor, deps

bp: Final = Blueprint("enterprises", __name__, url_prefix="/enterprises")


@bp.get("/")
@allow(Role.APPLICANT)
def index() -> ResponseReturnValue:
    found = cases.my_enterprises(deps(), actor())
    return render_template("applicant/enterprises/index.html", enterprises=found)
