"""`flask jobs`: the process that works off timers and outbox beside the web server."""

from __future__ import annotations

import click
from flask.cli import AppGroup

from portal.jobs import runner
from portal.web.common.context import deps, settings

group = AppGroup("jobs", help="Timers and outbox.")


@group.command("run")
@click.option("--once", is_flag=True, help="Do what is due now and end.")
def run(*, once: bool) -> None:
    """Work off timers and outbox until told to end."""
    runner.use_scratch(settings().var / "tmp" / "jobs")
    if once:
        click.echo(f"{runner.run_until_idle(deps())} jobs done")
        return
    runner.run_forever(deps())
