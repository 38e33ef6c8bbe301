"""Steps that run again only when what they are made from has changed.

Owns the stamp files in `.venv/.setup`: one a step, holding the digest of the step's inputs, written after
the step has succeeded. An interrupted step leaves no stamp and runs again.
Refuses to believe a stamp whose outputs are gone.
"""

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
VENV: Final = ROOT / ".venv"
STAMPS: Final = VENV / ".setup"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One part of the set-up: what it reads, what it leaves behind, and how it is done."""

    name: str
    says: str
    run: Callable[[], None]
    inputs: tuple[Path, ...] = ()
    outputs: tuple[Path, ...] = ()

    def is_done(self) -> bool:
        """The inputs are those of the last success, and its outputs are still there."""
        stamp = STAMPS / self.name
        return (
            stamp.is_file()
            and stamp.read_text(encoding="ascii") == digest(self.inputs)
            and all(output.exists() for output in self.outputs)
        )

    def ensure(self) -> None:
        """Do the step unless it is done."""
        if self.is_done():
            return
        print(f"· {self.says}", flush=True)
        before = digest(self.inputs)
        self.run()
        write_whole(STAMPS / self.name, before)


def digest(paths: Iterable[Path]) -> str:
    """SHA-256 over names and contents of files, and of all files in folders."""
    total = hashlib.sha256()
    for path in files(paths):
        total.update(str(path.relative_to(ROOT)).encode())
        total.update(path.read_bytes())
    return total.hexdigest()


def files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from sorted(p for p in path.rglob("*") if p.is_file())
        elif path.is_file():
            yield path


def write_whole(path: Path, text: str) -> None:
    """Write a file so that nobody ever reads half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.{os.getpid()}")
    part.write_text(text, encoding="utf-8")
    part.replace(path)
