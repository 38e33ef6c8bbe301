"""`flask workflows withdraw` and `offer`: a service is not offered for a time, and offered again.

Owns the words on the screen. Works on the same use cases as the page /admin/services; whoever may run commands here
may do it, and is entered with the name of the machine's account.
"""

from __future__ import annotations

import getpass
from datetime import date, datetime
from typing import Final

import click
from flask_babel import force_locale

from portal.commands import publishing
from portal.definitions.findings import DefinitionsInvalid
from portal.domain.errors import DomainError
from portal.domain.permissions import Actor, Role
from portal.domain.texts import Text
from portal.services import offering
from portal.services.offering import WithdrawService
from portal.web.common.context import container, deps
from portal.web.common.errors import sentence

group = publishing.group
DAY: Final = click.DateTime(["%Y-%m-%d"])


@group.command("withdraw")
@click.argument("key")
@click.option("--from", "since", type=DAY, help="First day on which it is not offered; today when left out.")
@click.option("--reason", required=True, help="Why, in Chinese; everybody reads it on the guide page.")
@click.option("--reason-en", required=True, help="Why, in English.")
@click.option("--instead", multiple=True, metavar="KEY", help="A service to use instead; may be given several times.")
def withdraw(*, key: str, since: datetime | None, reason: str, reason_en: str, instead: tuple[str, ...]) -> None:
    """Offer a service no longer; open cases go on to their end."""
    words = Text(" ".join(reason.split()), " ".join(reason_en.split()))
    order = WithdrawService(key=key, since=_day(since), reason=words, instead=instead)
    try:
        offering.withdraw_service(deps(), container().press.definitions, _me(), order=order)
    except DomainError as refusal:
        raise click.ClickException(_in_english(refusal)) from None
    except DefinitionsInvalid as invalid:
        raise click.ClickException(str(invalid)) from None
    click.echo(f"{key} is not offered from {order.since}")


@group.command("offer")
@click.argument("key")
@click.option("--from", "since", type=DAY, help="First day on which it is offered again; today when left out.")
def offer(*, key: str, since: datetime | None) -> None:
    """Offer a withdrawn service again."""
    try:
        offering.offer_again(deps(), container().press.definitions, _me(), key=key, since=_day(since))
    except DomainError as refusal:
        raise click.ClickException(_in_english(refusal)) from None
    except DefinitionsInvalid as invalid:
        raise click.ClickException(str(invalid)) from None
    click.echo(f"{key} is offered again from {_day(since)}")


def _day(given: datetime | None) -> date:
    return given.date() if given else deps().calendar.local_date(deps().clock.now())


def _me() -> Actor:
    return Actor(0, f"{getpass.getuser()} (flask)", Role.ADMIN)


def _in_english(refusal: DomainError) -> str:
    with force_locale("en"):
        return sentence(refusal)
