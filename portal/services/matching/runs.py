"""Runs 匹配: all enterprises that anything is known of, judged by one policy, and what is proposed from it 免申即享.

Owns the order: a department looks at what a run found, then proposes; nothing is proposed by itself (PIPL art. 24).
A run reads enterprises in portions, each in a transaction of its own, so that it holds nobody up. Refuses other
departments' policies, and a second proposal for the same policy, enterprise and period.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar, Final

from portal.domain.errors import DomainError
from portal.domain.permissions import Permission
from portal.domain.policies.awards import Refusal
from portal.domain.policies.matching import Verdict
from portal.services.conflicts import NotFound
from portal.services.offering import is_offered, require_offered
from portal.services.policies.qualifying import earlier_of, judge, policies_of, policy_of
from portal.services.profiles.known import profiles_of, today_of
from portal.services.profiles.own import entry
from portal.services.records.profiles import Counts, Proposal, ProposalState, Run, RunVerdict

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from portal.domain.permissions import Actor
    from portal.domain.policies.policy import Policy
    from portal.domain.workflow import Service
    from portal.services.deps import Deps
    from portal.services.policies.qualifying import Judged
    from portal.services.ports.transactions import Transaction
    from portal.services.records.core import After, Page

PORTION: Final = 200
PAGE_SIZE: Final = 25
LIFE: Final = timedelta(days=30)
"""How long an enterprise may answer a proposal."""

HAD: Final = "had"
"""The verdict of a run about enterprises that claimed or were awarded already."""

NOTHING_LEFT: Final = frozenset({Refusal.HAD_IT, Refusal.GROUP, Refusal.CEILING})
VERDICTS: Final = (*(one.value for one in Verdict), HAD)


class RunUnfinished(DomainError):
    """Not every enterprise was looked at, so nothing is proposed from the run."""

    message_id: ClassVar[str] = "run.unfinished"


@dataclass(frozen=True, slots=True)
class RunView:
    """A run with one page of one verdict; ``next`` is the key of the next page."""

    run: Run
    service: Service
    verdict: str
    rows: Sequence[RunVerdict]
    next: int | None
    can_propose: bool


def automatic_policies(deps: Deps, actor: Actor) -> tuple[Service, ...]:
    """The policies of the actor's department that can be matched."""
    actor.require(Permission.POLICY_MATCH)
    return tuple(one for one in policies_of(deps) if policy_of(one).department == actor.department)


def run_matching(deps: Deps, actor: Actor, policy_key: str) -> int:
    """Match all known enterprises with a policy of the actor's department; answers the run. Raises NotFound."""
    service = next((one for one in automatic_policies(deps, actor) if one.key == policy_key), None)
    if service is None:
        raise NotFound(policy=policy_key)
    counts = Counts()
    with deps.uow.begin() as tx:
        run_id = tx.matching.add_run(
            Run(
                row_id=0,
                policy_key=service.key,
                policy_version=service.version,
                department=actor.department or "",
                entry=entry(deps, actor),
                counts=counts,
            )
        )
    after = ""
    while True:
        with deps.uow.begin() as tx:
            usccs = tx.profiles.known(after, size=PORTION)
            found = tuple(_verdicts(deps, tx, policy_of(service), usccs=usccs))
            counts = _added(counts, found)
            tx.matching.add_verdicts(run_id, found, counts=counts)
            if len(usccs) < PORTION:
                tx.matching.finish_run(run_id, at=deps.clock.now())
                return run_id
        after = usccs[-1]


def _verdicts(deps: Deps, tx: Transaction, policy: Policy, *, usccs: Sequence[str]) -> Iterator[RunVerdict]:
    profiles, claims = profiles_of(deps, tx, usccs), tx.matching.live_claims(policy.key, usccs)
    awards = earlier_of(deps, tx, [policy], usccs=usccs)
    kinds, today, names = deps.catalogue.facts, today_of(deps), tx.profiles.names(usccs)
    for uscc in usccs:
        judged = judge(policy, profiles[uscc], kinds=kinds, today=today, earlier=awards[uscc])
        yield RunVerdict(
            uscc=uscc,
            name=names.get(uscc, ("", None))[0],
            verdict=HAD if _has(judged, claims, uscc) else judged.match.verdict.value,
            amount=judged.awarded.amount if judged.awarded.is_known else None,
            period=judged.period,
            facts=judged.facts,
        )


def _has(judged: Judged, claims: Mapping[tuple[str, str], str], uscc: str) -> bool:
    """Whether there is a claim that lives, or an award, or nothing left of the group or the ceiling."""
    return (uscc, judged.period) in claims or judged.awarded.refusal in NOTHING_LEFT


def _added(counts: Counts, found: Sequence[RunVerdict]) -> Counts:
    by = Counter(one.verdict for one in found)
    return replace(
        counts,
        looked_at=counts.looked_at + len(found),
        eligible=counts.eligible + by[Verdict.QUALIFIES.value],
        possible=counts.possible + by[Verdict.POSSIBLE.value],
        not_eligible=counts.not_eligible + by[Verdict.FAILS.value],
        had_before=counts.had_before + by[HAD],
    )


def runs_of(deps: Deps, actor: Actor, *, after: After | None = None) -> Page[Run]:
    """The runs of the actor's department, newest first."""
    actor.require(Permission.POLICY_MATCH)
    return deps.reads.matching.runs(actor.department or "", after=after, size=PAGE_SIZE)


def view_run(deps: Deps, actor: Actor, run_id: int, *, verdict: str, after: int = 0) -> RunView:
    """A run of the actor's department with the enterprises of one verdict. Raises NotFound."""
    with deps.uow.read() as tx:
        run = _own_run(tx, actor, run_id)
    if verdict not in VERDICTS:
        raise NotFound(verdict=verdict)
    rows = deps.reads.matching.run_verdicts(run_id, verdict, after=after, size=PAGE_SIZE + 1)
    shown = rows[:PAGE_SIZE]
    service = deps.catalogue.version(run.policy_key, run.policy_version)
    more = shown[-1].row_id if len(rows) > PAGE_SIZE else None
    is_open = run.finished_at is not None and is_offered(deps, run.policy_key)
    can_propose = is_open and run.counts.eligible > run.counts.proposed
    return RunView(run, service, verdict, shown, more, can_propose=can_propose)


def _own_run(tx: Transaction, actor: Actor, run_id: int) -> Run:
    actor.require(Permission.POLICY_MATCH)
    run = tx.matching.run(run_id)
    if run is None or run.department != actor.department:
        raise NotFound(run=run_id)
    return run


def propose(deps: Deps, actor: Actor, run_id: int) -> int:
    """Propose the award to every enterprise that a run found to qualify; answers how many proposals are new.

    Those that have a claim or a proposal for the same period are left out, also when two officers click at once.
    Raises NotFound, RunUnfinished, ServiceWithdrawn.
    """
    with deps.uow.read() as tx:
        run = _own_run(tx, actor, run_id)
    require_offered(deps, run.policy_key)
    if run.finished_at is None:
        raise RunUnfinished(run=run_id)
    made, after = 0, 0
    while True:
        with deps.uow.begin() as tx:
            rows = tx.matching.verdicts(run_id, Verdict.QUALIFIES.value, after=after, size=PORTION)
            claims = tx.matching.live_claims(run.policy_key, [one.uscc for one in rows])
            new = [one for one in rows if (one.uscc, one.period) not in claims]
            now_made = sum(tx.matching.propose(_proposal(deps, run, one)) is not None for one in new)
            tx.matching.add_proposed(run_id, now_made)
            made += now_made
        if len(rows) < PORTION:
            return made
        after = rows[-1].row_id or 0


def _proposal(deps: Deps, run: Run, found: RunVerdict) -> Proposal:
    now = deps.clock.now()
    return Proposal(
        run_id=run.row_id,
        policy_key=run.policy_key,
        policy_version=run.policy_version,
        uscc=found.uscc,
        name=found.name,
        period=found.period,
        amount=found.amount,
        state=ProposalState.OPEN,
        facts=found.facts,
        proposed_at=now,
        expires_at=now + LIFE,
    )
