"""Files by digest: stored once, whole or not at all; kinds of files by content."""

import hashlib
import os
from pathlib import Path

import pytest

from portal.integrations.folder_store import FolderStore
from portal.integrations.machine import UNAMBIGUOUS, ContentTypes, SystemRandomness

CONTENT = b"%PDF-1.7 plainly invented"


def test_what_was_put_can_be_opened(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    digest = store.put(CONTENT)
    assert digest == hashlib.sha256(CONTENT).hexdigest()
    with store.open(digest) as file:
        assert file.read() == CONTENT


def test_the_same_bytes_are_one_file(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    assert store.put(CONTENT) == store.put(CONTENT)
    assert sum(path.is_file() for path in tmp_path.rglob("*")) == 1


def test_what_fails_while_writing_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_handle: int) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="no space left"):
        FolderStore(tmp_path).put(CONTENT)
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


@pytest.mark.parametrize("name", ["0" * 64, "../../etc/passwd", "", "A" * 64])
def test_only_digests_name_files(tmp_path: Path, name: str) -> None:
    with pytest.raises(FileNotFoundError):
        FolderStore(tmp_path).open(name)


def test_a_store_makes_its_folder(tmp_path: Path) -> None:
    assert FolderStore(tmp_path / "new").ready()


@pytest.mark.parametrize(
    ("data", "mime"),
    [
        (CONTENT, "application/pdf"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 32, "image/png"),
        (b"\xff\xd8\xff\xe0" + b"\0" * 32, "image/jpeg"),
        (b"MZ" + b"\0" * 64, None),
        (b"<html><script>", None),
        (b"", None),
    ],
)
def test_kinds_are_known_by_content(data: bytes, mime: str | None) -> None:
    assert ContentTypes().mime_of(data) == mime


def test_chance_gives_what_was_asked() -> None:
    random = SystemRandomness()
    assert set(random.token(200)) <= set(UNAMBIGUOUS)
    assert len(random.bytes(9)) == 9
    assert 0 <= random.below(5) < 5
