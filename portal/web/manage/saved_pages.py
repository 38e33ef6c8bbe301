"""What applicants no longer bring 减材料, by service, in words.

Refuses to show a share where nothing was counted: "—".
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from portal.i18n import number
from portal.services.conduct import Saved
from portal.web.common.context import deps
from portal.web.common.parts import Words
from portal.web.manage.pages import rate


@dataclass(frozen=True, slots=True)
class SavedRow:
    """One service: how many its cases would have brought, what they brought, what the portal obtained."""

    name: Words
    cases: str
    before: str
    brought: str
    obtained: str
    share: str


def saved_rows(found: Iterable[Saved]) -> tuple[SavedRow, ...]:
    """One row a service, in the order of their keys."""
    names = {one.key: one.name for one in deps().catalogue.all_current()}
    return tuple(
        SavedRow(
            names.get(one.service_key, one.service_key),
            number(one.cases),
            number(one.before),
            number(one.brought),
            number(one.obtained),
            rate(one.share) if one.before else "—",
        )
        for one in found
    )
