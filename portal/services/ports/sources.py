"""Where the portal may ask for a material instead of the applicant 电子证照 and 数据共享, as small Protocols."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from portal.domain.registers import Fetched


class RecordSource(Protocol):
    """A licence store or a data-sharing platform."""

    def fetch(self, resource: str, subject: str) -> Fetched | None:
        """The record of that type about that subject (credit code or identity number); None when there is none.

        Raises RegisterUnavailableError.
        """
        ...


@dataclass(frozen=True, slots=True)
class RecordSources:
    """The registers that are connected."""

    licences: RecordSource
    datasets: RecordSource
