"""Files by the SHA-256 of their content, in a folder outside the web root.

Owns the layout (two levels of two letters) and durability: what was answered survives a power cut.
Refuses names: the only name of a file is its digest, so the same bytes are stored once.
"""

import hashlib
import os
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

DIGEST: Final = re.compile(r"[0-9a-f]{64}\Z")


@dataclass(frozen=True, slots=True)
class FolderStore:
    """A file store in one folder; several processes may write to it at once."""

    root: Path

    def put(self, data: bytes) -> str:
        """Store durably, answer the SHA-256 (hex); the same bytes twice are one file."""
        digest = hashlib.sha256(data).hexdigest()
        target = self.path(digest)
        if not target.exists():
            make_folder_durably(target.parent)
            write_durably(target, data)
        return digest

    def open(self, sha256: str) -> BinaryIO:
        """The stored bytes; raises FileNotFoundError, also for what is no digest."""
        return self.path(sha256).open("rb")

    def path(self, sha256: str) -> Path:
        """Where the bytes with this digest lie."""
        if not DIGEST.match(sha256):
            raise FileNotFoundError(sha256)
        return self.root / sha256[:2] / sha256[2:4] / sha256

    def ready(self) -> bool:
        """Whether something can be written."""
        self.root.mkdir(parents=True, exist_ok=True)
        return os.access(self.root, os.W_OK)


def write_durably(target: Path, data: bytes) -> None:
    """The whole file or none: written beside, flushed to the disk, then renamed."""
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".new-")
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(target)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    flush_folder(target.parent)


def make_folder_durably(folder: Path) -> None:
    """The folder and those above it, each flushed into the one that holds it."""
    if folder.is_dir():
        return
    make_folder_durably(folder.parent)
    folder.mkdir(exist_ok=True)
    flush_folder(folder.parent)


def flush_folder(folder: Path) -> None:
    """Make the new name in the folder as durable as the content."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
