"""`flask workflows`: checking and publishing service definitions.

Owns the printed form of findings and the exit status. Works while definitions are broken: it never asks the catalogue.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import click
from flask.cli import AppGroup

from portal.definitions.digests import write_lock
from portal.definitions.findings import DefinitionsInvalid, Finding, Level, errors_in
from portal.definitions.folder import definition_files
from portal.definitions.lint import lint as lint_definitions
from portal.definitions.policy_loader import with_processes
from portal.definitions.reference import key_tables
from portal.web.common.context import settings

group = AppGroup("workflows", help="Service definitions.")
PATHS = click.Path(exists=True, path_type=Path)


@group.command("lint")
@click.argument("paths", nargs=-1, type=PATHS)
@click.option("--json", "as_json", is_flag=True, help="One JSON list instead of lines.")
@click.pass_context
def lint(context: click.Context, *, paths: tuple[Path, ...], as_json: bool) -> None:
    """Check definitions; every finding is a line `PATH:LINE: CODE message`."""
    findings = _findings(paths)
    if as_json:
        click.echo(json.dumps([_near(one).as_data() for one in findings], ensure_ascii=False, indent=1))
    else:
        for one in findings:
            click.echo(str(_near(one)))
        click.echo(_summary(findings), err=True)
    context.exit(1 if errors_in(findings) else 0)


@group.command("lock")
@click.argument("paths", nargs=-1, type=PATHS)
@click.pass_context
def lock(context: click.Context, *, paths: tuple[Path, ...]) -> None:
    """Publish versions: write their digests into LOCK. Refuses while any has an error."""
    findings = errors_in(_findings(paths))
    if findings:
        for one in findings:
            click.echo(str(_near(one)), err=True)
        click.echo("nothing was published", err=True)
        context.exit(1)
    folder = settings().workflows
    files = [file for path in paths or [folder] for file in (definition_files(path) if path.is_dir() else [path])]
    for name in write_lock(folder, with_processes(files, folder)):
        click.echo(f"published {name}")


@group.command("keys")
def keys() -> None:
    """Print the key tables of docs/workflow-language.md."""
    click.echo(key_tables(), nl=False)


def _findings(paths: tuple[Path, ...]) -> list[Finding]:
    try:
        return lint_definitions(settings().workflows, paths)
    except DefinitionsInvalid as invalid:
        return list(invalid.findings)


def _near(finding: Finding) -> Finding:
    """The finding with its path as seen from here."""
    shown = os.path.relpath(finding.path)
    return (
        finding
        if shown.startswith("..")
        else Finding(shown, finding.line, finding.code, finding.message, finding.level)
    )


def _summary(findings: list[Finding]) -> str:
    counts = {level: sum(one.level is level for one in findings) for level in Level}
    return f"{counts[Level.ERROR]} errors, {counts[Level.WARNING]} warnings, {counts[Level.INFO]} remarks"
