"""The header's links: the same three for everybody, and the own desk for whoever is signed in.

Owns the stable addresses of the audiences. Refuses to know what stands behind them.
"""

from dataclasses import dataclass

from flask import Flask, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from portal.domain.permissions import Role
from portal.web.common.context import actor_or_none

DESKS = {
    Role.APPLICANT: ("/cases/", _l("My cases")),
    Role.CLERK: ("/counter/", _l("Counter")),
    Role.OFFICER: ("/review/", _l("Review")),
    Role.MANAGER: ("/manage/", _l("Figures")),
    Role.ADMIN: ("/admin/", _l("Administration")),
}


@dataclass(frozen=True, slots=True)
class NavLink:
    """One link of the header."""

    words: str
    href: str
    current: bool


def init_navigation(app: Flask) -> None:
    """Give the header its links and the reader's name."""
    app.jinja_env.globals.update(navigation=navigation, actor_or_none=actor_or_none)


def navigation() -> tuple[NavLink, ...]:
    """The links of the header, the current one marked."""
    actor = actor_or_none()
    desk, words = DESKS[actor.role if actor else Role.APPLICANT]
    return (
        nav_link(_("Services"), "/", "/services"),
        nav_link(str(words), desk, desk),
        nav_link(_("Verify a document"), "/verify/", "/verify/"),
    )


def nav_link(words: str, href: str, under: str) -> NavLink:
    """A link that is current on its own address and on everything under a path."""
    return NavLink(words, href, current=request.path == href or request.path.startswith(under))


def desk_of(role: Role) -> str:
    """Where somebody with this role goes after signing in."""
    return DESKS[role][0]
