"""What origin use cases need from the outside: the table of rates of duty."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from portal.domain.origin.rates import TariffRate


class Rates(Protocol):
    """Rates of duty inside a transaction."""

    def of_goods(self, destination: str, hs6: str) -> Sequence[TariffRate]:
        """Every row for a country whose HS code begins with these six digits, whatever its dates."""
        ...

    def listed(self, *, destination: str | None, after: int, size: int) -> Sequence[TariffRate]:
        """Rows behind an id, in the order they were entered; of one country or all."""
        ...

    def get(self, rate_id: int) -> TariffRate | None: ...

    def add(self, rate: TariffRate, *, by: str) -> None: ...

    def end(self, rate_id: int, last_day: date) -> None:
        """Set the last day of a row."""
        ...
