"""What the administrator's commands ask of the database: proofs of the record, and its upkeep."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from portal.services.records.core import Disagreement


class Upkeep(Protocol):
    """What the operator does to the database; no use case needs it."""

    def upgrade(self, revision: str = "head") -> None:
        """Bring the shape of the database up to date; twice at once is once."""
        ...

    def downgrade(self, revision: str) -> None: ...

    def revision(self) -> str | None:
        """The revision the database has; None for an empty one."""
        ...

    def newest(self) -> str | None:
        """The revision this program needs."""
        ...

    def verify(self, number: str | None) -> Iterator[tuple[str, int, Sequence[Disagreement]]]:
        """Replay the events of one case or of all (None): number, how many events, what disagrees.

        Nothing for an unknown number; figures over all cases come last, under an empty number.
        """
        ...
