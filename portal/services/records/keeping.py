"""What the locker and the queries for materials hold, as values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Protocol

from portal.domain.case.state import FileRef

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptDocument:
    """One document in somebody's locker 我的材料库; ``kind`` is what materials ask for by name."""

    id: int | None = None
    owner_id: int
    kind: str
    name: str
    file: FileRef
    case_number: str | None = None
    kept_at: datetime
    valid_until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MaterialQuery:
    """One query of a register for a material, with the consent it stands on (PIPL art. 13, 23)."""

    id: int | None = None
    query_id: str
    user_id: int
    way: str
    resource: str
    subject: str
    purpose: str
    consented_at: datetime
    outcome: str | None = None  # found, none, unavailable, withdrawn
    answered_at: datetime | None = None
    number: str = ""
    sha256: str = ""


class Keeping(Protocol):
    """Lockers and queries inside a transaction."""

    def of_owner(self, owner_id: int, *, kinds: Sequence[str] = ()) -> Sequence[KeptDocument]:
        """An owner's documents, newest first (at most 200)."""
        ...

    def get(self, owner_id: int, kept_id: int) -> KeptDocument | None: ...

    def keep(self, document: KeptDocument) -> None:
        """Store a document; what is there already under that kind is not stored twice, its last day is renewed."""
        ...

    def discard(self, owner_id: int, kept_id: int) -> None: ...

    def ask(self, query: MaterialQuery) -> None:
        """Note a query with its consent, before it is sent."""
        ...

    def answered(self, query: MaterialQuery) -> None:
        """Note what came of it."""
        ...

    def queries_of(self, user_id: int) -> Sequence[MaterialQuery]:
        """A user's queries, newest first (at most 200)."""
        ...
