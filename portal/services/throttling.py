"""How often a stranger may try something within an hour: counted in the database, so that every process counts alike.

Owns the counting of tries by what is tried and by who tries. Refuses to keep network addresses: only their digest by
the hour is stored. The counter is kept with whatever the caller's transaction keeps.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, ClassVar, Final

from portal.domain.errors import DomainError

if TYPE_CHECKING:
    from datetime import datetime

    from portal.services.ports.transactions import Transaction

_DIGEST: Final = 24


class TooManyTries(DomainError):
    """This was tried too often within the hour."""

    message_id: ClassVar[str] = "throttle.too_many"


def count_try(tx: Transaction, what: str, who: str, *, now: datetime) -> int:
    """The number of this try within the hour, from 1."""
    hour = f"{now:%Y-%m-%dT%H}"
    digest = sha256(f"{who}|{hour}".encode()).hexdigest()[:_DIGEST]
    return tx.next_number(f"{what}/{hour}/{digest}")
