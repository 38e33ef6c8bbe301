"""JSON in and out of the domain's frozen values, by msgspec, checked against their types.

Owns the stored form of events, snapshots, drafts and documents. An event's payload is
canonical (keys sorted), because exactly this text is hashed into the chain. Refuses stored
text that does not have the shape of its class (:class:`NotReadable`).
"""

from __future__ import annotations

from typing import Any, Final

import msgspec

from portal.domain.case.events import EVENT_KINDS, KIND_OF, Event
from portal.domain.case.state import Case, FileRef
from portal.domain.documents import CONTENT_CLASSES, DocumentContent, DocumentKind
from portal.domain.obtaining import Obtained

NotReadable = msgspec.DecodeError

_CANONICAL: Final = msgspec.json.Encoder(order="sorted")
_PLAIN: Final = msgspec.json.Encoder()
_CASE: Final = msgspec.json.Decoder(Case)
_EVENTS: Final = {kind: msgspec.json.Decoder(cls) for kind, cls in EVENT_KINDS.items()}
_CONTENTS: Final = {kind: msgspec.json.Decoder(cls) for kind, cls in CONTENT_CLASSES.items()}
_ANSWERS: Final = msgspec.json.Decoder(dict[str, Any])
_FILES: Final = msgspec.json.Decoder(dict[str, tuple[FileRef, ...]])
_FILE: Final = msgspec.json.Decoder(FileRef)
_OBTAINED: Final = msgspec.json.Decoder(dict[str, Obtained])
_NAMES: Final = msgspec.json.Decoder(tuple[str, ...])


def kind_of(event: Event) -> str:
    """The stored kind of an event."""
    return KIND_OF[type(event)]


def event_text(event: Event) -> bytes:
    """The canonical bytes of an event: what is stored and what is hashed."""
    return _CANONICAL.encode(event)


def event_of(kind: str, payload: str) -> Event:
    """The event that was stored; raises NotReadable, or KeyError for an unknown kind."""
    return _EVENTS[kind].decode(payload)


def case_text(case: Case) -> str:
    """The snapshot of a case."""
    return _PLAIN.encode(case).decode()


def case_of(snapshot: str) -> Case:
    """The case of a snapshot; raises NotReadable."""
    return _CASE.decode(snapshot)


def content_text(content: DocumentContent) -> str:
    """The typed content of a document as it is kept for ever."""
    return _PLAIN.encode(content).decode()


def content_of(kind: DocumentKind, stored: str) -> DocumentContent:
    """The content of a document of that kind; raises NotReadable."""
    return _CONTENTS[kind].decode(stored)


def plain_text(value: object) -> str:
    """Answers, files or names as JSON."""
    return _PLAIN.encode(value).decode()


def plain_value(value: object) -> Any:
    """The same value as JSON would give it back: dicts, lists, texts, numbers, None."""
    return msgspec.json.decode(_PLAIN.encode(value))


def answers_of(stored: str) -> dict[str, object]:
    """Answers of a form."""
    return _ANSWERS.decode(stored)


def file_of(stored: str) -> FileRef:
    """One file."""
    return _FILE.decode(stored)


def obtained_of(stored: str) -> dict[str, Obtained]:
    """Where the materials of a draft came from."""
    return _OBTAINED.decode(stored)


def files_of(stored: str) -> dict[str, tuple[FileRef, ...]]:
    """Uploads by material id."""
    return _FILES.decode(stored)


def names_of(stored: str) -> tuple[str, ...]:
    """A list of ids."""
    return _NAMES.decode(stored)
