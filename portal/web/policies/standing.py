"""Where one of the reader's enterprises stands with every policy, and the way from there to a claim."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.domain.permissions import Role
from portal.services.matching.prefilled import start_claim
from portal.services.policies.qualifying import my_policies
from portal.web.common.access import allow
from portal.web.common.context import actor, deps
from portal.web.policies.blueprint import bp
from portal.web.policies.pages import mine_page


@bp.get("/mine/")
@allow(Role.APPLICANT)
def mine() -> ResponseReturnValue:
    found = my_policies(deps(), actor(), request.args.get("uscc"))
    return render_template("policies/mine.html", page=mine_page(found) if found else None)


@bp.post("/<policy_key>/claims")
@allow(Role.APPLICANT)
def claim(policy_key: str) -> ResponseReturnValue:
    """Begin a claim; who does not qualify was told so on the page before, and may go on."""
    draft = start_claim(deps(), actor(), policy_key, uscc=request.form.get("uscc", ""))
    return redirect(url_for("filing.show", key=draft.key))
