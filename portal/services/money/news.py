"""What the owner is told about money that moved in somebody else's transaction 资金进展告知.

A waiting award gets its money when another claim frees some, or when the year is settled: the case of that award is not
held then, and a writer must hold a case before a budget. So the news is queued with the move, and told by the jobs
process, once. Refuses nothing: a case that is gone has nobody to tell.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from portal.domain.case.incidents import MoneyStep
from portal.services.acting import SYSTEM, Acting
from portal.services.awarding.reserving import NEWS, tell_owner

if TYPE_CHECKING:
    from portal.services.deps import Deps
    from portal.services.records.core import Job

__all__ = ["NEWS", "tell"]


def tell(deps: Deps, job: Job) -> None:
    """Note queued news in the case, and so to its owner; exactly once, also when the job was lent twice."""
    step, _, rest = job.payload.partition(" ")
    amount, _, words = rest.partition(" ")
    with deps.uow.begin() as tx:
        me = Acting(deps, tx, SYSTEM)
        stored = tx.cases.get(job.case_number or "")
        if not tx.finish_job(job.id) or stored is None:
            return
        tell_owner(me, stored, MoneyStep(step), amount=Decimal(amount), words=words)
