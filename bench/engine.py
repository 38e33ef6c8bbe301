"""The engine: start and six tasks with a three-way join, against raw rows with the same chain of events.

One process is seven transactions and the same chain of 15 events on both sides: the start,
then one transaction for each task. The raw side is what one writes by hand for exactly this
graph: it selects, updates and inserts rows, hashes a JSON payload into the chain, and knows
no rule. Ours goes through the unit of work, decide() and the one place that records.
"""

from __future__ import annotations

import gc
import hashlib
import json
import sqlite3
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any, Final

from bench import Ratio
from portal.domain.case.commands import AcceptCase, Command, CompleteStep, FileCase
from portal.domain.case.context import Context
from portal.domain.case.decide import decide
from portal.domain.case.events import Event
from portal.domain.case.filing import file_case
from portal.domain.case.state import By, Outcome, Party
from portal.domain.documents import Channel
from portal.domain.workflow import Service, Step, StepKind
from portal.persistence import Database, migrations, open_database
from portal.services.records.core import StoredCase
from tests.factories import calendars, services

ROUNDS: Final = 9
PROCESSES: Final = 60
TARGET: Final = 5.0

#: A first task, three in parallel, one that joins them, and the decision.
GRAPH: Final = {"a": (), "b": ("a",), "c": ("a",), "d": ("a",), "e": ("b", "c", "d"), "f": ("e",)}
BY: Final = By(7, "甲申请人", "applicant")
START: Final = calendars.at("2026-03-02")


def run() -> list[Ratio]:
    """Interleaved rounds on SQLite; medians."""
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as folder:
        ours, raw = Ours(Path(folder) / "ours.db"), Raw(Path(folder) / "raw.db")
        ours_times, raw_times = interleaved(ours.process, raw.process)
        ours.close()
        raw.close()
    return [
        Ratio.at_most(
            "Engine: start + 6 tasks, against raw rows with event chain",
            ours=ours_times * 1000,
            floor=raw_times * 1000,
            unit="ms a process",
            target=TARGET,
        )
    ]


def interleaved(ours: Callable[[], None], raw: Callable[[], None]) -> tuple[float, float]:
    """Seconds for one process on each side: medians over rounds that alternate."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(ROUNDS):
        for process, found in zip((ours, raw), times, strict=True):
            gc.collect()
            began = perf_counter()
            for _ in range(PROCESSES):
                process()
            found.append((perf_counter() - began) / PROCESSES)
    return median(times[0]), median(times[1])


def graph() -> Service:
    """The graph as a service without materials; the last step decides."""
    return services.opening(materials=(), steps=tuple(_step(name, after) for name, after in GRAPH.items()))


def _step(name: str, after: tuple[str, ...]) -> Step:
    kind = StepKind.DECISION if name == "f" else StepKind.REVIEW
    return services.step(name, "market", after=after, kind=kind)


class Ours:
    """The portal's own way through a case."""

    def __init__(self, file: Path) -> None:
        url = f"sqlite:///{file}"
        migrations.upgrade(url)
        self.database: Database = open_database(url)
        self.service = graph()
        self.count = 0

    def process(self) -> None:
        self.count += 1
        number = f"360823-KB01-20260302-{self.count:05d}-X"
        with self.database.uow.begin() as tx:
            stored = tx.record(None, file_case(self._filing(number), self._context()), at=START, by=BY)
            tx.record(stored, self._decided(stored, AcceptCase()), at=START, by=BY)
        for name in GRAPH:
            with self.database.uow.begin() as tx:
                loaded = tx.cases.get(number)
                assert loaded is not None
                tx.record(loaded, self._decided(loaded, CompleteStep(name, Outcome.PASSED)), at=START, by=BY)

    def close(self) -> None:
        self.database.close()

    def _context(self) -> Context:
        return Context(self.service, calendars.cn(), START, BY)

    def _decided(self, stored: StoredCase, command: Command) -> tuple[Event, ...]:
        return decide(stored.case, command, self._context())

    def _filing(self, number: str) -> FileCase:
        party = Party(7, "甲申请人", None, None)
        return FileCase(number, "123456", number, "玉峡", party, Channel.ONLINE, {"name": "玉峡"}, {})


SCHEMA: Final = """
CREATE TABLE process (id INTEGER PRIMARY KEY, number TEXT UNIQUE, seq INTEGER, digest TEXT);
CREATE TABLE task (id INTEGER PRIMARY KEY, process INTEGER, name TEXT, state TEXT, due TEXT, UNIQUE (process, name));
CREATE INDEX task_open ON task (due, id) WHERE state = 'open';
CREATE TABLE event (
  process INTEGER, seq INTEGER, kind TEXT, at TEXT, payload TEXT, digest TEXT, PRIMARY KEY (process, seq)
);
"""


Happened = tuple[str, dict[str, str]]


class Raw:
    """Rows by hand on the driver, with the same durability and the same chain."""

    def __init__(self, file: Path) -> None:
        self.connection = sqlite3.connect(file, isolation_level=None)
        self.connection.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;")
        self.connection.executescript(SCHEMA)
        self.followers = {name: [f for f, after in GRAPH.items() if name in after] for name in GRAPH}
        self.count = 0

    def process(self) -> None:
        self.count += 1
        number = f"P-{self.count}"
        execute = self.connection.execute
        execute("BEGIN IMMEDIATE")
        row_id = execute("INSERT INTO process (number, seq, digest) VALUES (?, 0, '')", (number,)).lastrowid
        rows = [(row_id, name, "waiting", "2026-03-03") for name in GRAPH]
        self.connection.executemany("INSERT INTO task (process, name, state, due) VALUES (?, ?, ?, ?)", rows)
        started = [("filed", {"number": number}), ("accepted", {"number": number})]
        self._record(row_id, [*started, *self._open(row_id, ["a"])], 0, "")
        execute("COMMIT")
        for name in GRAPH:
            self._complete(number, name)

    def close(self) -> None:
        self.connection.close()

    def _complete(self, number: str, name: str) -> None:
        execute = self.connection.execute
        execute("BEGIN IMMEDIATE")
        row_id, seq, digest = execute("SELECT id, seq, digest FROM process WHERE number = ?", (number,)).fetchone()
        states = dict(execute("SELECT name, state FROM task WHERE process = ?", (row_id,)).fetchall())
        states[name] = "done"
        execute("UPDATE task SET state = 'done' WHERE process = ? AND name = ?", (row_id, name))
        ready = [f for f in self.followers[name] if all(states[before] == "done" for before in GRAPH[f])]
        ended = [] if self.followers[name] else [("decided", {"granted": "yes"})]
        completed = ("completed", {"step": name, "outcome": "passed", "opinion": ""})
        self._record(row_id, [completed, *self._open(row_id, ready), *ended], seq, digest)
        execute("COMMIT")

    def _open(self, row_id: Any, names: list[str]) -> list[Happened]:
        rows = [(row_id, name) for name in names]
        self.connection.executemany("UPDATE task SET state = 'open' WHERE process = ? AND name = ?", rows)
        return [("opened", {"step": name, "due": "2026-03-03"}) for name in names]

    def _record(self, row_id: Any, happened: list[Happened], seq: int, digest: str) -> None:
        rows = []
        for kind, facts in happened:
            seq += 1
            payload = json.dumps(facts, sort_keys=True)
            digest = hashlib.sha256(f"{digest}{row_id}|{seq}|{kind}\n{payload}".encode()).hexdigest()
            rows.append((row_id, seq, kind, "2026-03-02T02:00:00", payload, digest))
        self.connection.executemany("INSERT INTO event VALUES (?, ?, ?, ?, ?, ?)", rows)
        self.connection.execute("UPDATE process SET seq = ?, digest = ? WHERE id = ?", (seq, digest, row_id))
