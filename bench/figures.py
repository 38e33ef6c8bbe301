"""Figures: the counted cells that every commit keeps, against counting the cases when somebody asks.

Both sides end in the same four figures of one year. Counting grows with the cases, the cells
do not, so the quotient grows with the county: PORTAL_BENCH_ROWS=5000000 is the design's size.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Final

from sqlalchemy import func, select

from bench import Ratio
from bench.county import ROWS, county
from portal.domain.figures import Cell, Figures, Once, summarise
from portal.persistence import Database
from portal.persistence.models import CaseRow

YEAR: Final = (date(2026, 1, 1), date(2026, 12, 31))
ROUNDS: Final = 5
DESIGNED: Final = 5_000_000
TARGET: Final = 100.0


def run() -> list[Ratio]:
    """Answers a second on both sides; the target is that of the design, scaled to the rows there are."""
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as folder:
        database = county(Path(folder) / "county.db", ROWS)
        assert counted(database) == scanned(database)
        ours, floor = seconds(lambda: counted(database)), seconds(lambda: scanned(database))
        database.close()
    return [
        Ratio.at_least(
            f"Figures: counted cells, against a scan of {ROWS:,} cases",
            ours=1 / ours,
            floor=1 / floor,
            unit="answers/s",
            target=TARGET * min(1, ROWS / DESIGNED),
        )
    ]


def seconds(answer: Callable[[], Figures]) -> float:
    """The median time of an answer."""
    times = []
    for _ in range(ROUNDS):
        began = perf_counter()
        answer()
        times.append(perf_counter() - began)
    return median(times)


def counted(database: Database) -> Figures:
    return summarise(database.reads.cells(*YEAR))


def scanned(database: Database) -> Figures:
    facts = (CaseRow.service_key, CaseRow.granted, CaseRow.on_time, CaseRow.once, CaseRow.workdays_taken)
    query = select(*facts, func.count()).where(CaseRow.decided_on.between(*YEAR)).group_by(*facts)
    with database.engines.reading() as connection:
        rows = connection.execute(query).all()
    return summarise(
        (Cell(YEAR[0], service, bool(granted), bool(on_time), Once(once), workdays or 0), count)
        for service, granted, on_time, once, workdays, count in rows
        if once is not None
    )
