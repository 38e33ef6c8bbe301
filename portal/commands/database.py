"""`flask database`: the shape of the database, by migrations. Owns printing and the exit status."""

from __future__ import annotations

import click
from flask.cli import AppGroup

from portal.web.common.context import container

group = AppGroup("database", help="The shape of the database.")


@group.command("upgrade")
@click.argument("revision", default="head")
def upgrade(revision: str) -> None:
    """Bring the database up to date; made first where there is none."""
    upkeep = container().upkeep
    before = upkeep.revision()
    upkeep.upgrade(revision)
    after = upkeep.revision()
    click.echo(f"database: {after}" if before == after else f"database: {before or 'empty'} -> {after}")


@group.command("downgrade")
@click.argument("revision", default="-1")
def downgrade(revision: str) -> None:
    """Take the last migration back, or all down to a revision. Data of dropped tables is lost."""
    upkeep = container().upkeep
    upkeep.downgrade(revision)
    click.echo(f"database: {upkeep.revision() or 'empty'}")


@group.command("current")
@click.pass_context
def current(context: click.Context) -> None:
    """Name the revision; exit status 1 when the program needs a newer one."""
    upkeep = container().upkeep
    found, needed = upkeep.revision(), upkeep.newest()
    click.echo(f"database: {found or 'empty'}, program: {needed}")
    context.exit(0 if found == needed else 1)
