"""`flask policies match`: verdicts of an enterprise in a file; faults are told with file and line."""

from __future__ import annotations

import json
from types import SimpleNamespace
from typing import TYPE_CHECKING

from flask import Flask

from portal.commands.policies import group
from tests.factories.definitions import WORKFLOWS

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

GOOD = """
name: 江西某制造有限公司
as_of: 2026-09-30
facts:
  region: 360823
  industry: C3911
  staff: 120
  revenue: {value: 1870, before: 1500}
  credit: {serious_illegal: no, dishonest_debtor: no}
  safety.accident_12m: no
  environment.penalty_12m: no
  hnte.certificate_no: GR202636001234
  hnte.first_time: yes
  hnte.issued_on: 2026-10-01
earlier:
  - {policy: hnte-renewed, year: 2026, amount: 50000, groups: high_tech}
"""


def run(folder: Path, words: str, *arguments: str) -> Result:
    path = folder / "enterprise.yaml"
    path.write_text(words, encoding="utf-8")
    app = Flask("test")
    app.extensions["portal"] = SimpleNamespace(settings=SimpleNamespace(workflows=WORKFLOWS))
    given = ("match", "--profile", str(path), "--today", "2026-11-22", *arguments)
    return app.test_cli_runner().invoke(group, given)


def test_every_policy_gets_a_verdict_in_words(tmp_path: Path) -> None:
    found = run(tmp_path, GOOD)
    assert found.exit_code == 0
    assert "→ 离入规标准还差130万元" in found.stdout
    assert "P01  符合" in found.stdout


def test_json_says_what_is_missing_what_fails_and_what_is_paid(tmp_path: Path) -> None:
    rows = {row["policy"]: row for row in json.loads(run(tmp_path, GOOD, "--json").stdout)}
    assert len(rows) >= 13
    assert (rows["hnte-first"]["verdict"], rows["hnte-first"]["amount"]) == (
        "qualifies",
        "0.00",
    )  # one award of a group
    alone = run(tmp_path, GOOD.replace("year: 2026, amount: 50000", "year: 2025, amount: 50000"), "--json")
    assert next(one for one in json.loads(alone.stdout) if one["policy"] == "hnte-first")["amount"] == "200000.00"
    assert rows["above-scale-first"]["nearly"]
    assert rows["specialised-new"]["missing"] == ["specialised.level", "specialised.recognised_on"]
    assert [one["zh"] for one in rows["hnte-renewed"]["failing"]] == [
        "高新技术企业属于重新认定；记录显示：高新技术企业属于首次认定"
    ]


def test_only_the_named_policies_are_looked_at(tmp_path: Path) -> None:
    one = WORKFLOWS / "policies" / "hnte-first.v1.yaml"
    rows = json.loads(run(tmp_path, GOOD, "--json", "--year", "2025", str(one)).stdout)
    assert [(row["policy"], row["verdict"]) for row in rows] == [("hnte-first", "fails")]


def test_faults_are_told_with_their_lines(tmp_path: Path) -> None:
    words = "facts:\n  revenu: 3\n  staff: many\n  specialised.level: high\nearlier:\n  - {policy: x}\n"
    found = run(tmp_path, words)
    assert found.exit_code == 1
    told = [line.split(":")[1] for line in found.stderr.splitlines()]
    assert told == ["2", "3", "4", "6"]
    assert "did you mean 'revenue'?" in found.stderr
