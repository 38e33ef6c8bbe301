"""`flask workflows test` and `flask workflows record`: scenarios of service definitions.

Owns the printed form of failures and the exit status. Refuses nothing but paths without any scenario.
"""

from __future__ import annotations

import os
import time
from dataclasses import replace
from pathlib import Path

import click

from portal.commands import workflows
from portal.definitions.findings import DefinitionsInvalid
from portal.domain.case.events import CaseFiled
from portal.domain.numbers import normalise_case_number
from portal.scenarios.company import play_files, theatre_of
from portal.scenarios.folder import scenario_files
from portal.scenarios.record import Recorder
from portal.scenarios.reference import filled
from portal.web.common.context import container, settings

group = workflows.group


@group.command("test")
@click.argument("paths", nargs=-1, type=workflows.PATHS)
@click.pass_context
def test(context: click.Context, *, paths: tuple[Path, ...]) -> None:
    """Play scenarios, by default all beside the definitions; says for each failure what was expected and found."""
    began = time.monotonic()
    files = scenario_files(paths or (settings().workflows,))
    if not files:
        raise click.UsageError("there is no scenario here")
    failed = 0
    try:
        for played in play_files(settings().workflows, files):
            failed += bool(played.failures)
            for failure in played.failures:
                click.echo(str(replace(failure, path=near(failure.path))))
    except DefinitionsInvalid as invalid:
        for finding in invalid.findings:
            click.echo(str(replace(finding, path=near(finding.path))))
        context.exit(1)
    took = f"{time.monotonic() - began:.1f} s"
    click.echo(f"{len(files)} scenarios, {failed} failed, {took}", err=True)
    context.exit(1 if failed else 0)


@group.command("record")
@click.argument("number", metavar="CASE_NO")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file.")
@click.pass_context
def record(context: click.Context, number: str, *, output: Path | None) -> None:
    """Write the scenario of a real case, with personal data left out; it is played before it is written."""
    deps = container().deps
    with deps.uow.read() as tx:
        history = tx.cases.history(normalise_case_number(number) or number)
        ids = {recorded.by.user_id for recorded in history}
        accounts = {one: tx.users.get(one) for one in ids}
    if not history or not isinstance(history[0].event, CaseFiled):
        raise click.UsageError(f"there is no case {number}")
    filed = history[0].event
    with theatre_of(settings().workflows) as theatre:
        service = theatre.catalogue.version(filed.service_key, filed.service_version)
        departments = {one: account.department for one, account in accounts.items() if account}
        recording = Recorder(theatre, service, departments.get).record(history)
    if output is None:
        click.echo(recording.text, nl=False)
    else:
        output.write_text(recording.text, encoding="utf-8")
    for words in (*recording.differences, *recording.failures):
        click.echo(words, err=True)
    context.exit(1 if recording.failures else 0)


@group.command("scenario-keys")
@click.argument("page", type=workflows.PATHS)
def scenario_keys(page: Path) -> None:
    """Write the tables of docs/scenario-language.md anew."""
    page.write_text(filled(page.read_text(encoding="utf-8")), encoding="utf-8")


def near(path: str) -> str:
    """The path as seen from here."""
    shown = os.path.relpath(path)
    return path if shown.startswith("..") else shown
