"""What use cases need of the register of enterprise names, as a small Protocol."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from portal.domain.name_register import EnterpriseName, NameKey


class Names(Protocol):
    """The register of enterprise names."""

    def near(self, key: NameKey) -> Sequence[EnterpriseName]:
        """Names with the same trade name, and those of the same industry that differ in one character."""
        ...

    def of_filing(self, draft_key: str | None, case_number: str | None) -> EnterpriseName | None: ...

    def registered(self, full_name: str) -> EnterpriseName | None:
        """The registered name that is written so."""
        ...

    def page(self, after: int, *, size: int, trade_name: str | None) -> Sequence[EnterpriseName]:
        """Names behind a row id and in its order, all or those of one trade name."""
        ...

    def add(self, name: EnterpriseName) -> bool:
        """Enter a name; False when a live one with its trade name and industry is there."""
        ...

    def change(self, name: EnterpriseName) -> None: ...

    def remove(self, name_id: int) -> None: ...

    def remove_expired(self, key: NameKey, today: date) -> None:
        """What was kept too long under this trade name is free."""
        ...
