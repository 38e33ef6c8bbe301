"""`flask budgets`: proving that every balance follows from its ledger and from the awards, to the cent.

Owns printing and the exit status: 0 when all agree, 1 when something differs.
"""

from __future__ import annotations

import click
from flask.cli import AppGroup

from portal.services.money import budgets
from portal.web.common.context import container

group = AppGroup("budgets", help="Budgets of policies.")


@group.command("verify")
@click.pass_context
def verify(context: click.Context) -> None:
    """Fold every ledger, check its chain, and compare with the stored balance and with what the awards hold."""
    differences = 0
    for budget, count, findings in budgets.verify(container().deps):
        balance = budget.balance
        click.echo(
            f"{budget.name}: {count} entries, total {balance.total:.2f}, reserved {balance.reserved:.2f}, "
            f"paid {balance.paid:.2f}, available {balance.available:.2f}"
        )
        for one in findings:
            where = "balance" if one.seq is None else f"entry {one.seq}"
            click.echo(f"  {where}: {one.what}: expected {one.expected}, found {one.found}")
        differences += len(findings)
    click.echo(f"{differences} differences" if differences else "all agree")
    context.exit(1 if differences else 0)
