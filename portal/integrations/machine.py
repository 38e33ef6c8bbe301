"""What only the machine knows: the instant, chance, and what kind of file some bytes are.

Owns the three local twins of those ports. Refuses to trust a file's name.
"""

import secrets
from datetime import UTC, datetime
from typing import Final

import filetype

UNAMBIGUOUS: Final = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
ACCEPTED: Final = frozenset({"application/pdf", "image/jpeg", "image/png"})


class SystemClock:
    """The machine's clock, in UTC."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class SystemRandomness:
    """Chance from the operating system, good enough for secrets."""

    def token(self, length: int) -> str:
        return "".join(secrets.choice(UNAMBIGUOUS) for _ in range(length))

    def bytes(self, count: int) -> bytes:
        return secrets.token_bytes(count)

    def below(self, bound: int) -> int:
        return secrets.randbelow(bound)


class ContentTypes:
    """Kinds of files by their first bytes; only those that a window can look at are known."""

    def mime_of(self, data: bytes) -> str | None:
        kind = filetype.guess(data)
        return str(kind.mime) if kind is not None and kind.mime in ACCEPTED else None
