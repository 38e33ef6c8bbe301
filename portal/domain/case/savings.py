"""What a case asked of its applicant, against what the item asked before the reform 减材料 (guide §9.6).

Refuses nothing; counts only.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from portal.domain.materials import Acquisition

if TYPE_CHECKING:
    from collections.abc import Iterable

    from portal.domain.case.state import MaterialRun
    from portal.domain.workflow import Service


@dataclass(frozen=True, slots=True)
class Savings:
    """What a case asked of its applicant, against what the item asked before the reform; numbers of materials."""

    before: int
    brought: int
    obtained: int
    made: int  # by the portal from the answers
    committed: int

    @property
    def saved(self) -> int:
        """Never negative: a definition may ask more than its "before" in a rare situation."""
        return max(self.before - self.brought, 0)


def savings(service: Service, runs: Iterable[MaterialRun]) -> Savings:
    """What these materials of a case of this service cost its applicant (guide §9.6)."""
    brought = obtained = made = committed = 0
    for run in runs:
        if run.obtained is not None:
            obtained += 1
        elif run.by_commitment:
            committed += 1
        elif service.material(run.id).acquisition is not Acquisition.UPLOAD:
            made += 1
        elif run.files or run.promised:
            brought += 1
    return Savings(service.item.materials_before, brought, obtained, made, committed)
