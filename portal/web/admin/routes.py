"""The administrator's pages: system, accounts, services, calendar, jobs.

Owns addresses and the way from a form to a use case and back. Refuses to show secrets.
"""

import logging
from typing import Final

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.domain.accounts import Account, UsernameTaken
from portal.domain.errors import DomainError
from portal.domain.permissions import Role
from portal.services import administration
from portal.web.admin.forms import OpenAccountForm, PasswordForm, PostForm, post_data
from portal.web.admin.pages import (
    account_page,
    accounts_page,
    departments,
    found_accounts,
    jobs_page,
    side_nav,
    system_page,
)
from portal.web.common.access import allow
from portal.web.common.context import actor, deps
from portal.web.common.errors import UNPROCESSABLE, sentence, status_of
from portal.web.common.keys import after_of

LONGEST_QUERY: Final = 60
GIVEN_UP: Final = "given-up"

bp: Final = Blueprint("admin", __name__, url_prefix="/admin")


@bp.record_once
def keep_audit(state: BlueprintSetupState) -> None:
    """Notes of changes go where the program logs."""
    logging.getLogger(f"{state.app.logger.name}.audit").setLevel(logging.INFO)


@bp.get("/")
@allow(Role.ADMIN)
def system() -> ResponseReturnValue:
    counts = administration.count_jobs(deps(), actor())
    versions = administration.installed_versions(deps(), actor())
    page = system_page(counts, len(versions))
    return render_template("admin/system.html", page=page, side=side_nav("system"))


@bp.get("/accounts")
@allow(Role.ADMIN)
def accounts() -> ResponseReturnValue:
    query, after, wish = request.args.get("q", "").strip(), request.args.get("after"), request.args.get("role")
    if query:
        found = administration.find_account(deps(), actor(), query[:LONGEST_QUERY])
        page = found_accounts([found] if found else [], query)
    else:
        role = Role(wish) if wish in set(Role) else None
        lines = administration.list_accounts(deps(), actor(), role=role, after=after_of(after))
        page = accounts_page(lines, role=role, after=after)
    return render_template("admin/accounts.html", page=page, side=side_nav("accounts"))


@bp.get("/accounts/new")
@allow(Role.ADMIN)
def new_account() -> ResponseReturnValue:
    return show_new(OpenAccountForm(role=Role.CLERK.value))


@bp.post("/accounts/new")
@allow(Role.ADMIN)
def open_account() -> ResponseReturnValue:
    form = OpenAccountForm()
    form.offer(departments())
    if not form.validate_on_submit():
        return show_new(form), UNPROCESSABLE
    try:
        made = administration.open_account(deps(), actor(), form.command())
    except DomainError as refusal:
        at = form.username if isinstance(refusal, UsernameTaken) else form.department
        at.errors = [sentence(refusal)]
        return show_new(form), status_of(refusal)
    flash(_("The account %(username)s is open. Hand over the password in person.", username=made.username), "success")
    return redirect(url_for(".account", account_id=made.id))


@bp.get("/accounts/<int:account_id>")
@allow(Role.ADMIN)
def account(account_id: int) -> ResponseReturnValue:
    found = administration.view_account(deps(), actor(), account_id)
    return show_account(found, PostForm(data=post_data(found)), PasswordForm(formdata=None))


@bp.post("/accounts/<int:account_id>/post")
@allow(Role.ADMIN)
def change_post(account_id: int) -> ResponseReturnValue:
    form = PostForm()
    form.offer(departments())
    found = administration.view_account(deps(), actor(), account_id)
    if not form.validate_on_submit():
        return show_account(found, form, PasswordForm(formdata=None)), UNPROCESSABLE
    try:
        administration.change_post(deps(), actor(), account_id, post=form.post())
    except administration.DepartmentNeeded as refusal:
        form.department.errors = [sentence(refusal)]
        return show_account(found, form, PasswordForm(formdata=None)), status_of(refusal)
    except administration.OwnAccount as refusal:
        form.role.errors = [sentence(refusal)]
        return show_account(found, form, PasswordForm(formdata=None)), status_of(refusal)
    flash(_("The account is changed. It counts from the holder's next click."), "success")
    return redirect(url_for(".account", account_id=account_id))


@bp.post("/accounts/<int:account_id>/password")
@allow(Role.ADMIN)
def reset_password(account_id: int) -> ResponseReturnValue:
    form = PasswordForm()
    found = administration.view_account(deps(), actor(), account_id)
    if not form.validate_on_submit():
        return show_account(found, PostForm(formdata=None, data=post_data(found)), form), UNPROCESSABLE
    administration.reset_password(deps(), actor(), account_id, password=str(form.password.data))
    flash(_("The new password is set, and a lock is lifted. Hand it over in person."), "success")
    return redirect(url_for(".account", account_id=account_id))


@bp.post("/accounts/<int:account_id>/close")
@allow(Role.ADMIN)
def close_account(account_id: int) -> ResponseReturnValue:
    closed = administration.close_account(deps(), actor(), account_id)
    flash(_("The account %(username)s is closed.", username=closed.username), "success")
    return redirect(url_for(".account", account_id=account_id))


@bp.post("/accounts/<int:account_id>/reopen")
@allow(Role.ADMIN)
def reopen_account(account_id: int) -> ResponseReturnValue:
    opened = administration.reopen_account(deps(), actor(), account_id)
    flash(_("The account %(username)s can be used again.", username=opened.username), "success")
    return redirect(url_for(".account", account_id=account_id))


@bp.get("/jobs")
@allow(Role.ADMIN)
def jobs() -> ResponseReturnValue:
    after, given_up = request.args.get("after"), request.args.get("state") == GIVEN_UP
    lines = administration.list_jobs(deps(), actor(), given_up=given_up, after=after_of(after))
    page = jobs_page(lines, administration.count_jobs(deps(), actor()), given_up=given_up, after=after)
    return render_template("admin/jobs.html", page=page, side=side_nav("jobs"))


@bp.post("/jobs/<int:job_id>/revive")
@allow(Role.ADMIN)
def revive_job(job_id: int) -> ResponseReturnValue:
    administration.revive_job(deps(), actor(), job_id)
    flash(_("The job is tried again now."), "success")
    return redirect(url_for(".jobs", state=GIVEN_UP))


def show_new(form: OpenAccountForm) -> str:
    form.offer(departments())
    return render_template("admin/new_account.html", form=form, side=side_nav("accounts"))


def show_account(found: Account, form: PostForm, password: PasswordForm) -> str:
    form.offer(departments())
    page = account_page(found, own_id=actor().user_id)
    return render_template("admin/account.html", page=page, form=form, password=password, side=side_nav("accounts"))
