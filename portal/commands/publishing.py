"""`flask workflows publish`, `versions` and `differences`: one version goes into force, for good.

Owns the printed form of what is checked and the questions before the act. Works on the same use cases as the page
/admin/services; whoever may run commands here may publish, and is entered with the name of the machine's account.
"""

from __future__ import annotations

import getpass
import re
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click
from flask_babel import force_locale

from portal.commands import scenarios
from portal.definitions.findings import DefinitionsInvalid
from portal.domain.errors import DomainError
from portal.domain.permissions import Actor, Role
from portal.i18n import LANGUAGES
from portal.scenarios.of_version import play_version
from portal.services import offering, publishing
from portal.web.common.context import container, deps, settings
from portal.web.common.differences import change_lines
from portal.web.common.errors import sentence

if TYPE_CHECKING:
    from portal.services.publishing import Candidate, Played, VersionFile

group = scenarios.group
NAME: Final = re.compile(r"(?P<key>[a-z][a-z0-9-]*)[/@]v?(?P<version>[1-9][0-9]*)(\.yaml)?\Z")
LOCALE: Final = click.Choice(list(LANGUAGES))


@group.command("versions")
def versions() -> None:
    """List every version with its state and its open cases."""
    press = container().press
    counts = press.book.open_counts()
    for file in publishing.list_versions(press, _me()):
        name = file.service.name.zh if file.service else "?"
        click.echo(
            f"{file.key}/v{file.version}  {name}  {_state(file)}  {counts.get((file.key, file.version), 0)} open"
        )


@group.command("differences")
@click.argument("name", metavar="KEY/VERSION|PATH")
@click.option("--lang", type=LOCALE, help="Only in this language; both when left out.")
@click.pass_context
def differences(context: click.Context, name: str, *, lang: str | None) -> None:
    """Say in words what a version changes against the one before it."""
    key, version = _named(name)
    candidate = publishing.view_version(container().press, _me(), key, version=version)
    for locale in (lang,) if lang else LANGUAGES:
        _say_differences(candidate, locale)
    context.exit(0)


@group.command("publish")
@click.argument("name", metavar="KEY/VERSION|PATH")
@click.option("--effective", type=click.DateTime(["%Y-%m-%d"]), help="First day of new filings; today when left out.")
@click.option(
    "--preview", type=click.Path(file_okay=False, path_type=Path), help="Write the specimens into this folder."
)
@click.option("--check", "only_check", is_flag=True, help="Stop before publishing.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_context
def publish(
    context: click.Context,
    name: str,
    *,
    effective: datetime | None,
    preview: Path | None,
    only_check: bool,
    yes: bool,
) -> None:
    """Check, preview, compare and publish one version."""
    key, version = _named(name)
    try:
        candidate = publishing.view_version(container().press, _me(), key, version=version)
        played = play_version(settings().workflows, key, version)
        ready = _show(candidate, played, preview)
        first = effective.date() if effective else publishing.earliest_day(deps(), container().press, candidate.file)
        order = publishing.Order(key=key, version=version, digest=candidate.file.digest, effective=first)
        publishing.check_order(deps(), container().press, order)
        if not ready:
            click.echo("nothing was published", err=True)
            context.exit(1)
        if only_check or not (yes or click.confirm(f"Publish {key}/v{version} from {first} for good?")):
            click.echo("nothing was published", err=True)
            return
        publishing.publish_version(deps(), container().press, _me(), order=order, play=partial(_already, played))
    except DomainError as refusal:
        raise click.ClickException(_in_english(refusal)) from None
    except DefinitionsInvalid as invalid:
        raise click.ClickException(f"other definitions are broken:\n{invalid}") from None
    click.echo(f"published {key}/v{version}.yaml, offered from {first}")


def _show(candidate: Candidate, played: Played, preview: Path | None) -> bool:
    """Print everything that is to be known; whether the version may be published."""
    for finding in candidate.findings:
        click.echo(f"{finding.path}:{finding.line}: {finding.code} {finding.message}")
    for failure in played.failures:
        click.echo(f"{scenarios.near(failure.path)}:{failure.line}: {failure.scenario}: {failure.message}")
    click.echo(f"{len(candidate.errors)} errors; {played.count} scenarios, {len(played.failures)} failures", err=True)
    if candidate.errors:
        return False
    for locale in LANGUAGES:
        _say_differences(candidate, locale)
    return _print_specimens(candidate.file, preview) and not played.failures


def _say_differences(candidate: Candidate, locale: str) -> None:
    before, after = candidate.previous, candidate.file
    if before is None or before.service is None or after.service is None:
        click.echo("there is no earlier version to compare with")
        return
    with force_locale(locale):
        click.echo(f"-- v{before.version} → v{after.version} ({LANGUAGES[locale]})")
        departments = container().press.definitions.departments()
        for line in change_lines(candidate.changes, before.service, after.service, departments=departments):
            click.echo(f"{'!' if line.is_harder else ' '} {line.sentence} [{line.touches}]")


def _print_specimens(file: VersionFile, folder: Path | None) -> bool:
    """Print every document once; write them when a folder was named."""
    press, good = container().press, True
    if folder:
        folder.mkdir(parents=True, exist_ok=True)
    for kind, content in publishing.specimens_of(deps(), press, file).items():
        try:
            pdf = press.specimens.pdf(content, "zh")
        except Exception as fault:  # noqa: BLE001 - whatever keeps one document from being printed is said
            click.echo(f"{kind}: cannot be printed: {fault}")
            good = False
            continue
        if folder:
            target = folder / f"{file.key}-v{file.version}-{kind}.pdf"
            target.write_bytes(pdf)
            click.echo(f"{target}  {content.heading.zh}")
    return good


def _already(played: Played, _key: str, _version: int) -> Played:
    """What was played a moment ago; the digest says that the file is still the same."""
    return played


def _named(name: str) -> tuple[str, int]:
    """Key and version from KEY/VERSION, KEY/vN.yaml or any path that ends so."""
    found = NAME.search("/".join(Path(name).parts[-2:]))
    if found is None:
        raise click.UsageError(f"{name!r} names no version; write KEY/VERSION, for example enterprise-opening/2")
    return found["key"], int(found["version"])


def _me() -> Actor:
    return Actor(0, f"{getpass.getuser()} (flask)", Role.ADMIN)


def _state(file: VersionFile) -> str:
    if not file.is_published:
        return "draft"
    if not offering.is_offered(deps(), file.key):
        return "published, not offered now"
    return f"published, from {file.effective}" if file.effective else "published"


def _in_english(refusal: DomainError) -> str:
    with force_locale("en"):
        return sentence(refusal)
