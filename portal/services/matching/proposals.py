"""The enterprise's answer to a proposal 免申即享: confirm with the account it is paid to, or decline.

Owns whose proposals they are. A confirmed proposal is an ordinary claim, filed by ordinary filing. Refuses proposals
that were answered or ran out.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar, Final

from portal.domain.documents import Channel
from portal.domain.errors import DomainError
from portal.domain.permissions import Permission
from portal.services.acting import acting
from portal.services.conflicts import NotFound
from portal.services.drafts import new_draft
from portal.services.filing import file_draft
from portal.services.matching.prefilled import claim_answers
from portal.services.profiles.own import own_enterprise
from portal.services.records.profiles import ProposalState

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from portal.domain.case.state import Case
    from portal.domain.permissions import Actor
    from portal.domain.workflow import Service
    from portal.services.deps import Deps
    from portal.services.ports.transactions import Transaction
    from portal.services.records.core import Enterprise
    from portal.services.records.profiles import Proposal

LONGEST_REASON: Final = 500


class ProposalAnswered(DomainError):
    """The proposal was confirmed, declined, or ran out; facts: `state`."""

    message_id: ClassVar[str] = "proposal.answered"


@dataclass(frozen=True, slots=True)
class ProposalView:
    """A proposal with its policy's service and what of the claim's form is known already."""

    proposal: Proposal
    state: ProposalState
    service: Service
    enterprise: Enterprise
    answers: Mapping[str, object]


def waiting_for(deps: Deps, actor: Actor) -> Sequence[Proposal]:
    """Proposals that wait for the actor's answer, what runs out first first."""
    if not actor.may(Permission.CASE_VIEW_OWN):
        return ()
    with deps.uow.read() as tx:
        usccs = [one.uscc for one in tx.enterprises.of_user(actor.user_id)]
        return tx.matching.open_proposals(usccs, now=deps.clock.now()) if usccs else ()


def view_proposal(deps: Deps, actor: Actor, proposal_id: int) -> ProposalView:
    """A proposal to an enterprise of the actor's. Raises NotFound."""
    with deps.uow.read() as tx:
        proposal, enterprise = _own(tx, actor, proposal_id)
    service = deps.catalogue.current(proposal.policy_key)
    answers = claim_answers(deps, actor, service, uscc=enterprise.uscc, facts=proposal.facts)
    return ProposalView(proposal, proposal.state_at(deps.clock.now()), service, enterprise, answers)


def confirm_proposal(deps: Deps, actor: Actor, proposal_id: int, *, answers: Mapping[str, object]) -> Case:
    """File the claim that was proposed, with the account it is paid to.

    Raises NotFound, ProposalAnswered, FormIncomplete, MaterialsMissing, ClaimedBefore; then nothing is stored.
    """
    found = view_proposal(deps, actor, proposal_id)
    draft = replace(
        new_draft(deps, actor, found.service, now=deps.clock.now()),
        answers={**found.answers, **answers},
        committed=found.service.commitment is not None,
    )
    with deps.uow.begin() as tx:
        _open(deps, tx, actor, proposal_id=proposal_id)
        tx.drafts.add(draft)
        return file_draft(acting(deps, tx, actor), actor, draft, channel=Channel.ONLINE)


def decline_proposal(deps: Deps, actor: Actor, proposal_id: int, *, reason: str) -> None:
    """The enterprise does not want the award; it may still claim it by itself. Raises NotFound, ProposalAnswered."""
    with deps.uow.begin() as tx:
        proposal, _ = _open(deps, tx, actor, proposal_id=proposal_id)
        tx.matching.save(
            replace(
                proposal,
                state=ProposalState.DECLINED,
                answered_at=deps.clock.now(),
                user_id=actor.user_id,
                reason=reason.strip()[:LONGEST_REASON],
            )
        )


def _own(tx: Transaction, actor: Actor, proposal_id: int) -> tuple[Proposal, Enterprise]:
    proposal = tx.matching.proposal(proposal_id)
    if proposal is None:
        raise NotFound(proposal=proposal_id)
    return proposal, own_enterprise(tx, actor, proposal.uscc)


def _open(deps: Deps, tx: Transaction, actor: Actor, *, proposal_id: int) -> tuple[Proposal, Enterprise]:
    proposal, enterprise = _own(tx, actor, proposal_id)
    state = proposal.state_at(deps.clock.now())
    if state is not ProposalState.OPEN:
        raise ProposalAnswered(state=state)
    return proposal, enterprise
