"""`flask demo`: the demonstration county."""

from __future__ import annotations

import click
from flask.cli import AppGroup

from portal.demo import seed as seeding
from portal.web.common.context import deps, settings

group = AppGroup("demo", help="Demonstration data, and a drive through the served portal.")


@group.command("seed")
@click.option("--if-empty", is_flag=True, help="Do nothing when there are users.")
@click.option("--cases", default=seeding.CASES, show_default=True, help="How many cases.")
def seed(*, if_empty: bool, cases: int) -> None:
    """Fill an empty database with accounts and a year of cases."""
    if if_empty and not seeding.is_empty(deps()):
        return
    click.echo("Making the demonstration county …")
    made = seeding.seed(deps(), accounts_file=settings().var / "demo-accounts.json", cases=cases)
    click.echo(f"{made} cases made.")
