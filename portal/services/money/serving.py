"""A decision whose money has to wait 待资金 is served by itself, without it.

A claim is ordinarily delivered by its first payment. When the budget is used up, or shared only at the end of the year,
the promise to pay is for the day on which the money is there (the finance bureau's own limit runs from then): the
decision reaches the applicant's account at once, and the case is not overdue for what no office can do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from portal.domain.case.commands import Deliver
from portal.domain.case.moves import CaseState
from portal.domain.documents import DeliveryMethod, DocumentKind, Relation
from portal.domain.funds.payments import AwardState
from portal.services import issuing, papers
from portal.services.acting import SYSTEM, Acting
from portal.services.awarding.reserving import SERVE

if TYPE_CHECKING:
    from portal.services.deps import Deps
    from portal.services.records.core import Job
    from portal.services.records.money import Award

__all__ = ["SERVE", "serve"]

ACCOUNT: Final = "申请人的网上账户"
WAITS: Final = "奖补资金排队等待预算，到位后另行拨付"
SHARED: Final = "奖补资金待年度清算后另行拨付"


def serve(deps: Deps, job: Job) -> None:
    """Deliver the decision electronically, once; nothing when the money came meanwhile or the case went on."""
    with deps.uow.begin() as tx:
        me = Acting(deps, tx, SYSTEM)
        stored = tx.cases.get(job.case_number or "")
        award = tx.money.awards.of_case(job.case_number or "")
        if not tx.finish_job(job.id) or stored is None or award is None:
            return
        if stored.case.state is not CaseState.GRANTED or not _still_waits(award):
            return
        name = stored.case.applicant.name
        words = SHARED if award.pro_rata else WAITS
        command = Deliver(DeliveryMethod.ELECTRONIC, name, Relation.SELF, ACCOUNT, remarks=words)
        stored = issuing.issue(me, me.act(stored, command), DocumentKind.DELIVERY_RECORD)
        papers.after_closing(me, stored)


def _still_waits(award: Award) -> bool:
    """Also an award that the settlement ended without a fen: no payment will deliver its case."""
    if award.to_settle:
        return True
    return award.state is AwardState.WAITING or (award.state is AwardState.CLOSED and award.amount <= 0)
