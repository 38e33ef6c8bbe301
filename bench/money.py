"""The finance bureau's lists: what may be paid, and who waits for money, flat from few awards to many.

Owns rows that only these lists read; one award in two waits, the other one has an instalment that may be paid.
PORTAL_BENCH_ROWS is the number of awards.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlalchemy import text

from bench import Ratio
from bench.county import NUMBERED, ROWS
from bench.queue import FEW, SIZE, flat
from portal.persistence import Database, migrations, open_database

BUDGET: Final = """
INSERT INTO budgets (id, pool, year, total, reserved, paid, entries, last_digest)
VALUES (1, 'industry', 2026, 0, 0, 0, 0, '')
"""
AWARDS: Final = f"""
INSERT INTO awards (id, case_number, budget_id, policy_key, policy_version, department, automatic, pro_rata, uscc,
    enterprise, claim_year, matter, asked, amount, paid, state, settled, accepted_at, approved_at,
    holder, bank, account)
{NUMBERED}
SELECT i, printf('%010d', i), 1, 'policy-' || (i % 13), 1, 'industry', 0, 0, printf('91360823%010d', i),
    '企业' || i, 2026, '2026', 100, 100, 0, CASE WHEN i % 2 THEN 'waiting' ELSE 'reserved' END, 0,
    '2026-01-01 02:00:00.000000', '2026-01-01 02:00:00.000000', '', '', ''
FROM n
"""  # noqa: S608 - our own constants
INSTALMENTS: Final = """
INSERT INTO instalments (award_id, seq, amount, due_on, conditional, department, state, words, due_at, warn_at)
SELECT id, 1, 100, '2026-01-01', 0, 'industry', 'payable', '', accepted_at, accepted_at FROM awards
WHERE state = 'reserved'
"""


@dataclass(frozen=True, slots=True)
class Bureau:
    """The lists over a database of some size."""

    database: Database

    def payable(self) -> None:
        assert len(self.database.reads.money.payable(after=None, size=SIZE).rows) == SIZE

    def waiting(self) -> None:
        assert len(self.database.reads.money.waiting(1, after=None, size=SIZE).rows) == SIZE


def run() -> list[Ratio]:
    """Interleaved rounds; medians."""
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as folder:
        few, many = (bureau(Path(folder) / f"{rows}.db", rows) for rows in (FEW, ROWS))
        ratios = [
            flat("Money, what may be paid", many=many.payable, few=few.payable, what="awards"),
            flat("Money, who waits", many=many.waiting, few=few.waiting, what="awards"),
        ]
        few.database.close()
        many.database.close()
    return ratios


def bureau(file: Path, rows: int) -> Bureau:
    """A migrated database with so many awards."""
    url = f"sqlite:///{file}"
    migrations.upgrade(url)
    database = open_database(url)
    with database.engines.writing() as connection:
        connection.execute(text(BUDGET))
        connection.execute(text(AWARDS), {"rows": rows})
        connection.execute(text(INSTALMENTS))
        connection.execute(text("ANALYZE"))
    return Bureau(database)
