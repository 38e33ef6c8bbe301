"""`flask policies`: trying policies on enterprises that are written down in a file.

Owns the printed form. Asks no database: facts, policies and earlier awards come from files.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from flask.cli import AppGroup

from portal.definitions.catalogue import today_here
from portal.definitions.findings import DefinitionsInvalid
from portal.definitions.folder import definition_files
from portal.definitions.policy_loader import Definitions, load_facts
from portal.definitions.policy_profile import read_profile
from portal.definitions.reference import policy_key_tables
from portal.domain.conditions import FactTypeMismatch
from portal.domain.policies.awards import award
from portal.domain.policies.derived import with_derived
from portal.domain.policies.matching import Verdict, match
from portal.domain.policies.wording import Wording
from portal.web.common.context import settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from portal.definitions.policy_profile import ProfileFile
    from portal.domain.policies.facts import Fact, FactKindOf
    from portal.domain.policies.policy import Policy
    from portal.domain.texts import Text

group = AppGroup("policies", help="Policies for enterprises 惠企政策.")
PATHS = click.Path(exists=True, path_type=Path)
VERDICTS = {Verdict.QUALIFIES: "符合", Verdict.POSSIBLE: "可能符合", Verdict.FAILS: "不符合"}


@group.command("match")
@click.argument("policies", nargs=-1, type=PATHS)
@click.option("--profile", required=True, type=PATHS, help="A YAML file with the facts of one enterprise.")
@click.option("--year", type=int, help="The policy year; the current year when left out.")
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="The day of the claim; today when left out.")
@click.option("--json", "as_json", is_flag=True, help="One JSON list instead of a table.")
@click.pass_context
def match_command(context: click.Context, /, *, policies: tuple[Path, ...], profile: Path, **chosen: Any) -> None:
    """Print the verdict of every policy, or of those in the files and folders POLICIES, for one enterprise."""
    today: date = chosen["today"].date() if chosen["today"] else today_here()
    year: int = chosen["year"] or today.year
    try:
        found, facts = _policies(policies)
        enterprise = read_profile(profile, facts, today=today)
    except DefinitionsInvalid as invalid:
        for one in invalid.findings:
            click.echo(str(one), err=True)
        context.exit(1)
    known = with_derived(enterprise.facts, today=today)
    try:
        rows = [_judged(policy, enterprise, known, facts=facts, year=year, today=today) for policy in found]
    except FactTypeMismatch as wrong:
        raise click.UsageError(f"{wrong.facts['fact']} cannot be compared: {wrong.facts}") from None
    if chosen["as_json"]:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        for line in _table(rows):
            click.echo(line)


@group.command("keys")
def keys() -> None:
    """Print the key tables of docs/policy-language.md."""
    click.echo(policy_key_tables(), nl=False)


def _policies(paths: Iterable[Path]) -> tuple[list[Policy], Mapping[str, FactKindOf]]:
    """The policies in the order of their numbers, the newest version of each, and the facts they stand on."""
    home = settings().workflows
    definitions, facts = Definitions(home), dict(load_facts(home))
    named = list(paths) or [home / "policies"]
    newest: dict[str, Policy] = {}
    for path in (file for one in named for file in (definition_files(one) if one.is_dir() else [one])):
        policy = definitions.load(path).value.policy
        if policy is not None:
            newest[policy.key] = policy
            facts |= definitions.facts(path)
    return sorted(newest.values(), key=lambda one: one.number), facts


def _judged(
    policy: Policy,
    enterprise: ProfileFile,
    known: Mapping[str, Fact],
    *,
    facts: Mapping[str, FactKindOf],
    year: int,
    today: date,
) -> dict[str, Any]:
    wording = Wording(facts)
    found = match(policy, known, year=year, today=today)
    due = award(policy, known, facts=facts, year=year, today=today, earlier=enterprise.earlier)
    return {
        "number": policy.number,
        "policy": policy.key,
        "name": _both(policy.name),
        "verdict": str(found.verdict),
        "verdict_zh": VERDICTS[found.verdict],
        "in_force": found.in_force,
        "missing": list(found.missing),
        "failing": [_both(wording.reason(one)) for one in found.failing],
        "unknown": [_both(wording.reason(one)) for one in found.unknown],
        "passing": [_both(wording.reason(one)) for one in found.passing],
        "gaps": [
            {"fact": one.fact, "needed": str(one.needed), "have": str(one.have), "missing": str(one.missing)}
            | {"words": _both(wording.gap(one))}
            for one in found.gaps
        ],
        "nearly": found.nearly,
        "amount": str(due.amount) if due.is_known and found.verdict is not Verdict.FAILS else None,
        "arithmetic": [_both(one) for one in due.lines],
        "needs": list(due.missing),
        "refusal": str(due.refusal) if due.refusal else None,
        "tranches": [{"amount": str(one.amount), "after_years": one.after_years} for one in due.tranches],
        "sample": policy.sample,
    }


def _both(text: Text) -> dict[str, str]:
    return {"zh": text.zh, "en": text.en}


def _table(rows: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    for row in rows:
        unknown = "—" if row["verdict"] == Verdict.FAILS else "金额待定"
        amount = unknown if row["amount"] is None else f"{row['amount']} 元"
        sample = "（示例）" if row["sample"] and "示例" not in row["name"]["zh"] else ""
        closed = "" if row["in_force"] else "  [不在有效期内]"
        yield f"{row['number']:<4} {row['verdict_zh']:<5} {amount:>14}  {row['name']['zh']}{sample}{closed}"
        for mark, name in (("✗", "failing"), ("?", "unknown")):
            yield from (f"       {mark} {one['zh']}" for one in row[name])
        yield from (f"       → {one['words']['zh']}" for one in row["gaps"])
        if row["verdict"] != Verdict.FAILS:
            yield from (f"       = {one['zh']}" for one in row["arithmetic"])
