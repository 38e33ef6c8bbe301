"""The chain of a case's events: each digest covers its own content and the one before.

Changing, removing or reordering a stored event breaks every later link.
"""

from __future__ import annotations

import hashlib
from typing import Final

#: What the first event of a case is chained to.
GENESIS: Final = "0" * 64


def link(previous: str, header: str, payload: bytes) -> str:
    """SHA-256 (hex) over the previous digest, the event's header line and its stored bytes.

    ``header`` is "number|seq|kind|instant|actor"; ``payload`` the canonical JSON as stored.
    """
    digest = hashlib.sha256(previous.encode("ascii"))
    digest.update(header.encode("utf-8"))
    digest.update(b"\n")
    digest.update(payload)
    return digest.hexdigest()
