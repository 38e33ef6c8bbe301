"""Taking a service off the catalogue for a time, and offering it again. Owns one page and its two acts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.domain.permissions import Role
from portal.domain.texts import Text
from portal.domain.withdrawals import Withdrawal
from portal.i18n import day, translated
from portal.services import offering
from portal.services.offering import NotWithdrawn, NoWayOn, WithdrawnAlready, WithdrawService
from portal.services.publishing import EffectiveInPast
from portal.web.admin.moving import bp
from portal.web.admin.pages import side_nav
from portal.web.admin.version_forms import OfferAgainForm, WithdrawForm
from portal.web.common.access import allow
from portal.web.common.context import actor, container, deps
from portal.web.common.errors import UNPROCESSABLE, sentence, status_of
from portal.web.common.parts import Words

__all__ = ["bp"]

ADDRESS: Final = "/services/<key>/offering"


@dataclass(frozen=True, slots=True)
class Entry:
    """One time for which the service was, is or will be withdrawn."""

    since: date
    until: date | None
    reason: Text
    instead: tuple[Words, ...]


@bp.get(ADDRESS)
@allow(Role.ADMIN)
def service_offering(key: str) -> ResponseReturnValue:
    return shown(key, blank(key), OfferAgainForm(formdata=None, data={"since": today()}))


@bp.post(f"{ADDRESS}/withdraw")
@allow(Role.ADMIN)
def withdraw(key: str) -> ResponseReturnValue:
    form = with_choices(WithdrawForm(), key)
    since = form.since.data if form.validate_on_submit() else None
    if since is None:
        return shown(key, form, OfferAgainForm(formdata=None)), UNPROCESSABLE
    order = WithdrawService(
        key=key,
        since=since,
        reason=Text(str(form.reason_zh.data), str(form.reason_en.data)),
        instead=(str(form.instead.data),) if form.instead.data else (),
    )
    try:
        offering.withdraw_service(deps(), container().press.definitions, actor(), order=order)
    except (EffectiveInPast, WithdrawnAlready) as refusal:
        form.since.errors = [sentence(refusal)]
        return shown(key, form, OfferAgainForm(formdata=None)), status_of(refusal)
    except NoWayOn as refusal:
        form.instead.errors = [sentence(refusal)]
        return shown(key, form, OfferAgainForm(formdata=None)), status_of(refusal)
    flash(_("Withdrawn from %(day)s. Open cases go on to their end.", day=day(since)), "success")
    return redirect(url_for(".service_offering", key=key))


@bp.post(f"{ADDRESS}/again")
@allow(Role.ADMIN)
def offer_again(key: str) -> ResponseReturnValue:
    form = OfferAgainForm()
    since = form.since.data if form.validate_on_submit() else None
    if since is None:
        return shown(key, blank(key), form), UNPROCESSABLE
    try:
        offering.offer_again(deps(), container().press.definitions, actor(), key=key, since=since)
    except (EffectiveInPast, NotWithdrawn) as refusal:
        form.since.errors = [sentence(refusal)]
        return shown(key, blank(key), form), status_of(refusal)
    flash(_("Offered again from %(day)s.", day=day(since)), "success")
    return redirect(url_for(".service_offering", key=key))


def shown(key: str, form: WithdrawForm, again: OfferAgainForm) -> str:
    past = tuple(map(entry, offering.history_of(deps(), actor(), key)))
    return render_template(
        "admin/offering.html",
        key=key,
        name=deps().catalogue.current(key).name,
        held=offering.withdrawal_of(deps(), key),
        past=past,
        form=form,
        again=again,
        side=side_nav("services"),
    )


def entry(one: Withdrawal) -> Entry:
    instead = tuple(deps().catalogue.current(key).name for key in one.instead)
    return Entry(one.since, one.until, one.reason, instead)


def blank(key: str) -> WithdrawForm:
    return with_choices(WithdrawForm(formdata=None, data={"since": today()}), key)


def with_choices(form: WithdrawForm, key: str) -> WithdrawForm:
    others = (one for one in deps().catalogue.all_offered() if one.key != key)
    form.instead.choices = [("", _("None")), *((one.key, translated(one.name)) for one in others)]
    return form


def today() -> date:
    return deps().calendar.local_date(deps().clock.now())
