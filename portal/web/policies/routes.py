"""Policies for everybody: the catalogue and one policy.

Owns the filters, which stand in the address. An owner's pages hang on the blueprint as well.
"""

from __future__ import annotations

from typing import Final

from flask import render_template, request
from flask.typing import ResponseReturnValue

from portal.domain.policies.policy import Mode
from portal.services.policies.qualifying import find_policies, policies_of, policy_of
from portal.web.common.access import public
from portal.web.common.context import deps
from portal.web.policies import proposed, standing, stating
from portal.web.policies.blueprint import bp
from portal.web.policies.pages import catalogue_page, policy_page

LONGEST_QUERY: Final = 100

__all__ = ["bp"]

#: Modules whose views hang on the blueprint as well.
VIEWS: Final = (standing, stating, proposed)


@bp.get("/")
@public
def index() -> ResponseReturnValue:
    words = request.args.get("q", "").strip()[:LONGEST_QUERY]
    department, asked = request.args.get("department", ""), request.args.get("mode", "")
    mode = Mode(asked) if asked in set(Mode) else None
    found = find_policies(deps(), words=words, department=department, mode=mode)
    page = catalogue_page(policies_of(deps()), found, words=words, department=department, mode=mode)
    return render_template("policies/index.html", page=page)


@bp.get("/<policy_key>")
@public
def show(policy_key: str) -> ResponseReturnValue:
    service = deps().catalogue.current(policy_key)
    policy_of(service)
    return render_template("policies/show.html", page=policy_page(service))
