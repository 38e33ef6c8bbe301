"""The local twin of licence store 电子证照库 and data sharing 数据共享: records in a folder, for demo and tests.

Owns the layout ``<folder>/<resource>/<subject>.json`` with the keys number, holder, valid_until (ISO date or null) and
lines. Answers say that they come from the twin. A file that cannot be read is an unavailable register.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from portal.domain.registers import Fetched, RegisterUnavailableError

SAFE: Final = re.compile(r"[0-9A-Za-z][0-9A-Za-z_-]{0,79}\Z")


@dataclass(frozen=True, slots=True)
class FolderRecords:
    """One register in a folder; ``name`` is what its answers are said to come from."""

    folder: Path
    name: str

    def fetch(self, resource: str, subject: str) -> Fetched | None:
        """The record in the folder; None when there is none, also for names that are none."""
        if not SAFE.match(resource) or not SAFE.match(subject):
            return None
        path = self.folder / resource / f"{subject}.json"
        try:
            content = path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as fault:
            raise RegisterUnavailableError(resource) from fault
        return _fetched(content, self.name)

    def store(self, resource: str, subject: str, record: dict[str, Any]) -> None:
        """Put a record into the register."""
        if not SAFE.match(resource) or not SAFE.match(subject):
            raise ValueError(resource, subject)
        folder = self.folder / resource
        folder.mkdir(parents=True, exist_ok=True)
        text = json.dumps(record, ensure_ascii=False, sort_keys=True)
        (folder / f"{subject}.json").write_text(text, encoding="utf-8")


def _fetched(content: bytes, source: str) -> Fetched:
    try:
        record = json.loads(content)
        until = record.get("valid_until")
        return Fetched(
            source=source,
            number=str(record["number"]),
            holder=str(record["holder"]),
            valid_until=date.fromisoformat(until) if until else None,
            lines={str(name): str(value) for name, value in record.get("lines", {}).items()},
            content=content,
        )
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        raise RegisterUnavailableError(source) from fault
