"""Who is signed in: Flask-Login over the accounts service, and how long a session may rest.

Owns the session's content: the account's id with a mark of its password, and when it was last used. Refuses
sessions that rested too long (staff 30 minutes, applicants 12 hours), accounts closed since, and sessions from
before the password was changed.
"""

import hashlib
from dataclasses import dataclass
from typing import Final

from flask import Flask, flash, g, request, session
from flask_babel import gettext as _
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user

from portal.domain.accounts import Account
from portal.domain.permissions import Actor
from portal.services import accounts
from portal.web.common.context import deps, settings

SEEN: Final = "seen"
MARK_LENGTH: Final = 16
NOTE_EVERY: Final = 60  # seconds: not every answer needs a new cookie


@dataclass(frozen=True, slots=True)
class SignedIn(UserMixin):
    """The account of this session, as Flask-Login wants it."""

    account: Account

    @property
    def actor(self) -> Actor:
        return self.account.actor()

    def get_id(self) -> str:
        """The account's id and what changes with its password, but does not tell it."""
        mark = hashlib.sha256(self.account.password_hash.encode()).hexdigest()
        return f"{self.account.id}-{mark[:MARK_LENGTH]}"


def init_identity(app: Flask) -> None:
    """Load the account of each request's session and end sessions that rested too long."""
    login = LoginManager(app)
    login.session_protection = None  # addresses change on phones; the cookie is signed
    login.user_loader(load)
    app.before_request(end_when_idle)


def load(session_id: str) -> SignedIn | None:
    """The account behind a session, or nobody."""
    user_id = session_id.partition("-")[0]
    user = signed_in(int(user_id)) if user_id.isdecimal() else None
    return user if user is not None and user.get_id() == session_id else None


def signed_in(user_id: int) -> SignedIn | None:
    account = accounts.user_by_id(deps(), user_id)
    if account is None:
        return None
    g.account_locale = account.locale
    return SignedIn(account)


def sign_in_as(actor: Actor) -> None:
    """Start a session for this account; nothing of an earlier one survives but the language."""
    language = session.get("lang")
    session.clear()
    if language:
        session["lang"] = language
    session.permanent = True
    session[SEEN] = now_seconds()
    user = signed_in(actor.user_id)
    if user is not None:
        login_user(user)


def sign_out() -> None:
    """End the session; the language stays."""
    language = session.get("lang")
    logout_user()
    session.clear()
    if language:
        session["lang"] = language


def end_when_idle() -> None:
    """Sign out whoever did nothing for too long, and say so."""
    if request.endpoint == "static" or not current_user.is_authenticated:
        return
    staff = current_user.actor.role.is_staff
    allowed = settings().staff_idle if staff else settings().applicant_idle
    rested = now_seconds() - int(session.get(SEEN, 0))
    if rested > allowed.total_seconds():
        sign_out()
        flash(_("You were signed out because nothing happened for a while. Sign in again to go on."))
        return
    if rested > NOTE_EVERY and not is_refresh():
        session[SEEN] = now_seconds()


def is_refresh() -> bool:
    """Whether the page asked by itself: a queue that refreshes is no sign of a person."""
    return request.method == "GET" and bool(request.headers.get("HX-Request"))


def now_seconds() -> int:
    """Whole seconds of the clock the use cases read."""
    return int(deps().clock.now().timestamp())
