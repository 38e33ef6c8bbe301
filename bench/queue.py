"""The queue page's data: flat from ten thousand to many rows, on the first page and deep inside.

The rows are those of a department's open steps, 25 a page, read by key. PORTAL_BENCH_ROWS=5000000
is the design's size.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Final

from bench import Ratio
from bench.county import DEPARTMENT, ROWS, county
from portal.persistence import Database
from portal.services.records.core import After

FEW: Final = 10_000
SIZE: Final = 25
ROUNDS: Final = 15
ASKED: Final = 20
TARGET: Final = 1.2


@dataclass(frozen=True, slots=True)
class Queue:
    """A department's queue in a database of some size, and a key in the middle of it."""

    database: Database
    middle: After

    def first(self) -> None:
        assert len(self.database.reads.steps(DEPARTMENT, after=None, size=SIZE).rows) == SIZE

    def deep(self) -> None:
        assert len(self.database.reads.steps(DEPARTMENT, after=self.middle, size=SIZE).rows) == SIZE


def run() -> list[Ratio]:
    """Interleaved rounds; medians."""
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as folder:
        few, many = (queue(Path(folder) / f"{rows}.db", rows) for rows in (FEW, ROWS))
        ratios = [
            flat("Queue, first page", many=many.first, few=few.first),
            flat("Queue, page in the middle", many=many.deep, few=few.deep),
        ]
        few.database.close()
        many.database.close()
    return ratios


def flat(name: str, *, many: Callable[[], None], few: Callable[[], None], what: str = "cases") -> Ratio:
    """The time of a list in a large database over that in a small one."""
    times: dict[str, list[float]] = {"many": [], "few": []}
    for _ in range(ROUNDS):
        for side, ask in (("many", many), ("few", few)):
            began = perf_counter()
            for _ in range(ASKED):
                ask()
            times[side].append((perf_counter() - began) / ASKED)
    return Ratio.at_most(
        f"{name}: {ROWS:,} {what} against {FEW:,}",
        ours=median(times["many"]) * 1000,
        floor=median(times["few"]) * 1000,
        unit="ms",
        target=TARGET,
    )


def queue(file: Path, rows: int) -> Queue:
    """A queue and its middle, found by walking half of it in long pages."""
    database = county(file, rows)
    half = rows // 200
    page = database.reads.steps(DEPARTMENT, after=None, size=half)
    assert page.next is not None
    return Queue(database, page.next)
