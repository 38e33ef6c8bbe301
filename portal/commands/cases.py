"""`flask cases`: proving that stored cases follow from their events.

Owns printing and the exit status: 0 when all agree, 1 when something differs, 2 for an
unknown case or wrong arguments.
"""

from __future__ import annotations

import click
from flask.cli import AppGroup

from portal.services.records.core import Disagreement
from portal.web.common.context import container

group = AppGroup("cases", help="Stored cases.")


@group.command("verify")
@click.argument("number", required=False, metavar="[CASE_NO]")
@click.option("--all", "every", is_flag=True, help="All cases and the figures over them.")
@click.pass_context
def verify(context: click.Context, number: str | None, *, every: bool) -> None:
    """Replay events, check their chain, and compare with the stored rows."""
    if every == (number is not None):
        raise click.UsageError("name one case, or say --all")
    cases = events = differences = 0
    for case_number, count, found in container().upkeep.verify(None if every else number):
        cases += bool(case_number)
        events += count
        differences += len(found)
        for one in found:
            click.echo(sentence(one))
    if number is not None and not cases:
        raise click.UsageError(f"there is no case {number}")
    verdict = f"{differences} differences" if differences else "all agree"
    click.echo(f"{cases} cases, {events} events: {verdict}")
    context.exit(1 if differences else 0)


def sentence(one: Disagreement) -> str:
    """Case, event and difference on one line."""
    event = "" if one.seq is None else f" event {one.seq}:"
    return f"{one.case_number or 'figures'}:{event} {one.what}: expected {one.expected}, found {one.found}"
