"""Sign up, sign in, sign out.

Owns where somebody goes afterwards. Refuses to lead anywhere but to an own page.
"""

from typing import Final
from urllib.parse import urlsplit

from flask import Blueprint, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.domain.accounts import AccountLocked, CredentialsWrong, UsernameTaken
from portal.domain.permissions import Role
from portal.services import accounts
from portal.web.auth.forms import PasswordForm, SignInForm, SignUpForm
from portal.web.common.access import allow, public
from portal.web.common.context import actor, actor_or_none, deps
from portal.web.common.errors import UNPROCESSABLE, sentence, status_of
from portal.web.common.identity import sign_in_as, sign_out
from portal.web.common.navigation import desk_of

bp: Final = Blueprint("auth", __name__, url_prefix="/auth")


@bp.get("/sign-in")
@public
def sign_in() -> ResponseReturnValue:
    actor = actor_or_none()
    if actor is not None:
        return redirect(own_page(request.args.get("next")) or desk_of(actor.role))
    return show_sign_in(SignInForm(next=request.args.get("next")))


@bp.post("/sign-in")
@public
def enter() -> ResponseReturnValue:
    form = SignInForm()
    if not form.validate_on_submit():
        return show_sign_in(form), UNPROCESSABLE
    try:
        actor = accounts.authenticate(deps(), form.username.data, form.password.data)
    except (CredentialsWrong, AccountLocked) as refusal:
        form.username.errors = [sentence(refusal)]
        return show_sign_in(form), status_of(refusal)
    sign_in_as(actor)
    return redirect(own_page(form.next.data) or desk_of(actor.role))


@bp.get("/sign-up")
@public
def sign_up() -> ResponseReturnValue:
    return show_sign_up(SignUpForm(next=request.args.get("next")))


@bp.post("/sign-up")
@public
def register() -> ResponseReturnValue:
    form = SignUpForm()
    if not form.validate_on_submit():
        return show_sign_up(form), UNPROCESSABLE
    try:
        actor = accounts.register_applicant(deps(), form.command())
    except UsernameTaken as refusal:
        form.username.errors = [sentence(refusal)]
        return show_sign_up(form), status_of(refusal)
    sign_in_as(actor)
    flash(_("Your account is ready, %(name)s. Choose a service to begin.", name=actor.name), "success")
    return redirect(own_page(form.next.data) or desk_of(Role.APPLICANT))


@bp.get("/password")
@allow(*Role)
def ask_password() -> ResponseReturnValue:
    return show_password(PasswordForm())


@bp.post("/password")
@allow(*Role)
def change_password() -> ResponseReturnValue:
    """The own password; other sessions of the account end, this one goes on."""
    form = PasswordForm()
    if not form.validate_on_submit():
        return show_password(form), UNPROCESSABLE
    try:
        same = accounts.change_password(deps(), actor(), old=str(form.old.data), new=str(form.password.data))
    except CredentialsWrong:
        form.old.errors = [_("This is not your present password")]
        return show_password(form), UNPROCESSABLE
    except AccountLocked as refusal:
        form.old.errors = [sentence(refusal)]
        return show_password(form), status_of(refusal)
    sign_in_as(same)
    flash(_("Your password is changed. Other devices are signed out."), "success")
    return redirect(desk_of(same.role))


@bp.post("/sign-out")
@public
def leave() -> ResponseReturnValue:
    sign_out()
    flash(_("You are signed out."))
    return redirect("/")


def show_sign_in(form: SignInForm) -> str:
    return render_template("auth/sign_in.html", form=form)


def show_password(form: PasswordForm) -> str:
    return render_template("auth/password.html", form=form)


def show_sign_up(form: SignUpForm) -> str:
    return render_template("auth/sign_up.html", form=form)


def own_page(wish: str | None) -> str | None:
    """The wished address when it is a path of this portal; browsers read a backslash as a slash."""
    if not wish or not wish.startswith("/") or "\\" in wish or any(ord(letter) < ord(" ") for letter in wish):
        return None
    parts = urlsplit(wish)
    return None if parts.scheme or parts.netloc or wish.startswith("//") else wish
