"""What a use case is handed: one frozen object, built once by `portal.container`.

Owns nothing but the names. Refuses settings a use case has no business with.
"""

from dataclasses import dataclass

from portal.domain.workflow import County
from portal.services.ports import Catalogue, Clock, Randomness, UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class Deps:
    """Everything outside the domain that use cases reach, each behind its port."""

    uow: UnitOfWork
    clock: Clock
    catalogue: Catalogue
    random: Randomness
    county: County
    base_url: str
