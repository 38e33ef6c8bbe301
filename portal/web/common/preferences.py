"""A reader's own choices: language and the care version 关怀版 with larger text.

Owns `?lang=` and `?care=` on every page, so that switching is a plain link that keeps the page and
works without JavaScript. Refuses to store anything else.
"""

from datetime import timedelta
from typing import Final
from urllib.parse import urlencode

from flask import Flask, Response, current_app, g, request, session, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.urls import iri_to_uri
from werkzeug.wrappers import Request

from portal.i18n import LANGUAGES

CARE_COOKIE: Final = "care"
CARE_FOR: Final = timedelta(days=365)
SWITCHES: Final = ("lang", "care")


def init_preferences(app: Flask) -> None:
    """Remember the switches and give templates the links for them."""
    app.before_request(remember)
    app.after_request(keep_care)
    app.jinja_env.globals.update(switch_url=switch_url, is_care=is_care)


def remember() -> None:
    """Take over a switch that stands in the address."""
    wish = request.args.get("lang")
    if wish in LANGUAGES:
        session["lang"] = wish
    care = request.args.get("care")
    if care in {"on", "off"}:
        g.care = care == "on"


def is_care() -> bool:
    """Whether this reader wants larger text and targets."""
    return bool(g.get("care", request.cookies.get(CARE_COOKIE) == "on"))


def keep_care(response: Response) -> Response:
    """Remember the care version for a year."""
    if "care" in g:
        secure = bool(current_app.config["SESSION_COOKIE_SECURE"])
        value = "on" if g.care else "off"
        response.set_cookie(CARE_COOKIE, value, max_age=CARE_FOR, secure=secure, httponly=True, samesite="Lax")
    return response


def switch_url(**switch: str) -> str:
    """This page again with one switch set; the home page where this address answers no GET."""
    path = request.path if is_readable(request) else url_for("home.show")
    kept = MultiDict((name, value) for name, value in request.args.items(multi=True) if name not in SWITCHES)
    kept.update(switch)
    return f"{iri_to_uri(path)}?{urlencode(list(kept.items(multi=True)))}"


def is_readable(asked: Request) -> bool:
    """Whether the address of this request can be opened with GET."""
    adapter = current_app.url_map.bind_to_environ(asked.environ)
    return "GET" in adapter.allowed_methods()
