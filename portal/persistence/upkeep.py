"""What the operator does to a database: change its shape, prove that it is sound.

Owns the bridge from the command line's port to migrations and verification.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from portal.persistence import migrations
from portal.persistence.engine import Engines
from portal.persistence.verify import verify
from portal.services.records.core import Disagreement


@dataclass(frozen=True, slots=True)
class SqlUpkeep:
    """Implements :class:`portal.services.ports.upkeep.Upkeep` for one database."""

    url: str
    engines: Engines

    def upgrade(self, revision: str = "head") -> None:
        migrations.upgrade(self.url, revision)

    def downgrade(self, revision: str) -> None:
        migrations.downgrade(self.url, revision)

    def revision(self) -> str | None:
        return migrations.current(self.url)

    def newest(self) -> str | None:
        return migrations.newest()

    def verify(self, number: str | None) -> Iterator[tuple[str, int, Sequence[Disagreement]]]:
        with self.engines.reading() as connection:
            yield from verify(connection, number)
