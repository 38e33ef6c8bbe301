"""Which groups of commands `flask` knows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from portal.commands import (
    budgets,
    calendar,
    cases,
    clock,
    database,
    demo,
    jobs,
    offering,
    origin,
    policies,
)

if TYPE_CHECKING:
    from flask import Flask
    from flask.cli import AppGroup

GROUPS: Final[tuple[AppGroup, ...]] = (
    budgets.group,
    calendar.group,
    cases.group,
    clock.clock,
    database.group,
    demo.group,
    jobs.group,
    offering.group,
    origin.group,
    policies.group,
)


def init_commands(app: Flask) -> None:
    """Hang every group on the app's command line."""
    for group in GROUPS:
        app.cli.add_command(group)
