"""What use cases need of the machine: the instant, chance, files, printing, and work in the background.

Owns no implementation: `portal.container` chooses it. Refuses frameworks: nothing here names WeasyPrint.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO, Protocol

if TYPE_CHECKING:
    from datetime import datetime

    from portal.domain.documents import DocumentContent
    from portal.services.records.core import Job


class Clock(Protocol):
    """The only source of the present instant."""

    def now(self) -> datetime:
        """This instant, aware, in UTC."""
        ...


class Randomness(Protocol):
    """Unguessable values; a port so that tests can foretell them."""

    def token(self, length: int) -> str:
        """So many characters of unambiguous capital letters and digits."""
        ...

    def bytes(self, count: int) -> bytes: ...

    def below(self, bound: int) -> int:
        """A whole number in [0, bound)."""
        ...


class Jobs(Protocol):
    """The lease table of timers and outbox, outside business transactions."""

    def claim(self, now: datetime, *, lease_seconds: int) -> Job | None:
        """The next due job, ours until the lease runs out; None when nothing is due."""
        ...

    def failed(self, job_id: int, *, retry_at: datetime, error: str) -> None: ...

    def hurry(self, kind: str, key: str, *, now: datetime) -> bool:
        """Somebody waits for this job: it comes next. False when it is done or being done."""
        ...

    def revive(self, job_id: int, *, at: datetime) -> bool:
        """Count the attempts of a job that was given up anew; False when it is done or was not given up."""
        ...


class FileStore(Protocol):
    """Bytes by their SHA-256, outside the web root; writing the same bytes twice is one file."""

    def put(self, data: bytes) -> str:
        """Store durably, answer the SHA-256 (hex)."""
        ...

    def open(self, sha256: str) -> BinaryIO:
        """The stored bytes; raises FileNotFoundError."""
        ...

    def ready(self) -> bool:
        """Whether something can be written."""
        ...


class FileTypes(Protocol):
    """Finds out what a file is from its content, never from its name."""

    def mime_of(self, data: bytes) -> str | None:
        """The MIME type, or None when the content is of no known kind."""
        ...


class Renderer(Protocol):
    """Makes the PDF of a document from its typed content."""

    def render(self, content: DocumentContent, *, locale: str = "zh") -> bytes: ...
