"""The header's links: services and verification for everybody, and the own desk for whoever is signed in.

Owns the stable addresses of the audiences. Refuses to know what stands behind them.
"""

from dataclasses import dataclass
from typing import Final

from flask import Flask, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from portal.domain.permissions import Role
from portal.services.messages import COUNTED_AT_MOST, count_unread
from portal.web.common.context import actor_or_none, deps

MESSAGES: Final = "/messages/"
PROGRESS: Final = "/progress/"
POLICIES: Final = "/policies/"
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
    role = actor.role if actor else Role.APPLICANT
    desk, words = DESKS[role]
    own = [nav_link(str(words), desk, desk)]
    if actor is not None and role is Role.APPLICANT:
        own.append(nav_link(messages_words(count_unread(deps(), actor)), MESSAGES, MESSAGES))
    elif actor is None:
        own.append(nav_link(_("Progress of a case"), PROGRESS, PROGRESS))
    return (
        nav_link(_("Services"), "/", "/services"),
        nav_link(_("Policies for enterprises"), POLICIES, POLICIES),
        *own,
        nav_link(_("Verify a document"), "/verify/", "/verify/"),
    )


def messages_words(unread: int) -> str:
    """消息, with how many are unread."""
    if not unread:
        return str(_("Messages"))
    return str(_("Messages (%(count)s)", count=f"{unread - 1}+" if unread >= COUNTED_AT_MOST else unread))


def nav_link(words: str, href: str, under: str) -> NavLink:
    """A link that is current on its own address and on everything under a path."""
    return NavLink(words, href, current=request.path == href or request.path.startswith(under))


def desk_of(role: Role) -> str:
    """Where somebody with this role goes after signing in."""
    return DESKS[role][0]
