"""Who may open a page: declared on the view as data, default deny.

Owns `@allow(Role.CLERK, …)`, `@public` and the check before every request. Refuses every view that
declares nothing. Rules about the object itself live in `portal.domain.permissions`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final, ParamSpec, TypeVar
from urllib.parse import urlsplit

from flask import Flask, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import Forbidden, Unauthorized

from portal.domain.permissions import Role
from portal.web.common.context import actor_or_none

P = ParamSpec("P")
R = TypeVar("R")
ATTRIBUTE: Final = "access_rule"
SAFE_METHODS: Final = frozenset({"GET", "HEAD"})


@dataclass(frozen=True, slots=True)
class AccessRule:
    """Everybody, or the roles that may open the view."""

    roles: frozenset[Role] = frozenset()
    everybody: bool = False


def allow(*roles: Role) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Declare that these roles may open the view; put it directly under the route."""

    def declare(view: Callable[P, R]) -> Callable[P, R]:
        setattr(view, ATTRIBUTE, AccessRule(frozenset(roles)))
        return view

    return declare


def public(view: Callable[P, R]) -> Callable[P, R]:
    """Declare that everybody may open the view, signed in or not."""
    setattr(view, ATTRIBUTE, AccessRule(everybody=True))
    return view


def rule_of(app: Flask, endpoint: str) -> AccessRule | None:
    """What the view behind an endpoint declares; static files are public."""
    if endpoint == "static":
        return AccessRule(everybody=True)
    return getattr(app.view_functions[endpoint], ATTRIBUTE, None)


def undeclared(app: Flask) -> list[str]:
    """Endpoints without a rule, for the guard test."""
    return sorted(endpoint for endpoint in app.view_functions if rule_of(app, endpoint) is None)


def init_access(app: Flask) -> None:
    """Check the declared rule before every request."""
    app.before_request(check)


def check() -> ResponseReturnValue | None:
    """Let pass, send to the sign-in page, or refuse."""
    if request.endpoint is None:
        return None
    rule = rule_of(current_app, request.endpoint)
    if rule is None:
        current_app.logger.error("no access rule on %s", request.endpoint)
        raise Forbidden
    if rule.everybody:
        return None
    actor = actor_or_none()
    if actor is None:
        return ask_to_sign_in()
    if actor.role not in rule.roles:
        raise Forbidden
    return None


def ask_to_sign_in() -> ResponseReturnValue:
    """A reader is led to the sign-in page and back; a sent form is not silently dropped."""
    if request.headers.get("HX-Request"):
        return "", HTTPStatus.UNAUTHORIZED, {"HX-Redirect": url_for("auth.sign_in", next=page_around())}
    if request.method not in SAFE_METHODS:
        raise Unauthorized
    wanted = request.full_path if request.query_string else request.path
    return redirect(url_for("auth.sign_in", next=wanted))


def page_around() -> str:
    """The page a fragment was asked from, as a path."""
    parts = urlsplit(request.headers.get("HX-Current-URL", "/"))
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
