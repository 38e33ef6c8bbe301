"""Filing: recording one case with six materials through the one place that records, against raw rows.

Both sides store one row, six materials and one chained event in one durable transaction. Ours
stores with them what a case also needs: its snapshot, its steps, its timer, and the projected
columns with all the indexes that lists are served from.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Final

from bench import Ratio
from bench.engine import BY, START, interleaved
from portal.domain.case.commands import FileCase
from portal.domain.case.context import Context
from portal.domain.case.events import CaseFiled
from portal.domain.case.filing import file_case
from portal.domain.case.state import FileRef, Party
from portal.domain.documents import Channel
from portal.domain.workflow import Service
from portal.persistence import migrations, open_database
from tests.factories import calendars, services

TARGET: Final = 3.0
MATERIALS: Final = tuple(f"material-{n}" for n in range(6))
FILE: Final = FileRef("a" * 64, "章程.pdf", 1000, "application/pdf")
ANSWERS: Final[dict[str, object]] = {"name": "玉峡"}


def run() -> list[Ratio]:
    """Interleaved rounds on SQLite; medians."""
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as folder:
        ours, raw = Ours(Path(folder) / "ours.db"), Raw(Path(folder) / "raw.db")
        ours_time, raw_time = interleaved(ours.file, raw.file)
        ours.close()
        raw.close()
    return [
        Ratio.at_most(
            "Filing: one case with 6 materials, against raw rows",
            ours=ours_time * 1000,
            floor=raw_time * 1000,
            unit="ms",
            target=TARGET,
        )
    ]


def decided(service: Service) -> CaseFiled:
    """What a filing decides; deciding needs no database and is not measured here."""
    files: dict[str, tuple[FileRef, ...]] = dict.fromkeys(MATERIALS, (FILE,))
    party = Party(7, "甲申请人", None, None)
    command = FileCase("number", "123456", "draft", "玉峡", party, Channel.ONLINE, ANSWERS, files)
    (filed,) = file_case(command, Context(service, calendars.cn(), START, BY))
    assert isinstance(filed, CaseFiled)
    return filed


class Ours:
    """A decided filing, recorded."""

    def __init__(self, file: Path) -> None:
        url = f"sqlite:///{file}"
        migrations.upgrade(url)
        self.database = open_database(url)
        materials = tuple(services.material(name) for name in MATERIALS)
        steps = tuple(step for step in services.opening().steps if step.id == "decision")
        service = services.opening(materials=materials, steps=steps)
        self.filed = decided(service)
        self.count = 0

    def file(self) -> None:
        self.count += 1
        number = f"360823-KB01-20260302-{self.count:05d}-X"
        filed = replace(self.filed, number=number, draft_key=number)
        with self.database.uow.begin() as tx:
            tx.record(None, [filed], at=START, by=BY)

    def close(self) -> None:
        self.database.close()


SCHEMA: Final = """
CREATE TABLE filing (id INTEGER PRIMARY KEY, number TEXT UNIQUE, service TEXT, state TEXT, due TEXT, answers TEXT);
CREATE TABLE material (filing INTEGER, name TEXT, files TEXT, PRIMARY KEY (filing, name));
CREATE TABLE event (filing INTEGER, seq INTEGER, payload TEXT, digest TEXT, PRIMARY KEY (filing, seq));
"""


class Raw:
    """The same facts as rows by hand."""

    def __init__(self, file: Path) -> None:
        self.connection = sqlite3.connect(file, isolation_level=None)
        self.connection.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;")
        self.connection.executescript(SCHEMA)
        self.count = 0

    def file(self) -> None:
        self.count += 1
        number = f"F-{self.count}"
        execute = self.connection.execute
        files = json.dumps({"sha256": FILE.sha256, "name": FILE.name, "size": FILE.size, "mime": FILE.mime})
        answers = json.dumps(ANSWERS)
        execute("BEGIN IMMEDIATE")
        row = (number, "opening", "submitted", "2026-03-09", answers)
        row_id = execute("INSERT INTO filing VALUES (NULL, ?, ?, ?, ?, ?)", row).lastrowid
        self.connection.executemany(
            "INSERT INTO material VALUES (?, ?, ?)", [(row_id, name, files) for name in MATERIALS]
        )
        payload = json.dumps({"number": number, "answers": answers, "materials": dict.fromkeys(MATERIALS, files)})
        digest = hashlib.sha256(payload.encode()).hexdigest()
        execute("INSERT INTO event VALUES (?, 1, ?, ?)", (row_id, payload, digest))
        execute("COMMIT")

    def close(self) -> None:
        self.connection.close()
