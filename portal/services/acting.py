"""Private steps that use cases share: load a case, decide a command, record its events.

Each takes the open transaction; none opens one. Refuses cases that do not exist and
decisions made on a page that showed an older case.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from portal.domain.case.context import Context
from portal.domain.case.decide import decide
from portal.domain.case.state import By, StepState
from portal.domain.permissions import CaseFacts
from portal.services.awarding import awards
from portal.services.conflicts import CaseChangedMeanwhile, NotFound
from portal.services.names import keeping as names

if TYPE_CHECKING:
    from portal.domain.case.commands import Command
    from portal.domain.case.state import Case
    from portal.domain.permissions import Actor
    from portal.domain.workflow import Service
    from portal.services.deps import Deps
    from portal.services.ports.transactions import Transaction
    from portal.services.records.core import StoredCase

#: Timers act in the name of nobody.
SYSTEM: Final = By(0, "系统", "system")


@dataclass(frozen=True, slots=True)
class Acting:
    """One actor acting on cases inside one transaction."""

    deps: Deps
    tx: Transaction
    by: By

    def load(self, number: str, *, revision: int | None = None) -> StoredCase:
        """The case, locked for change; CaseChangedMeanwhile when the page showed an older one."""
        stored = self.tx.cases.get(number)
        if stored is None:
            raise NotFound(case=number)
        if revision is not None and stored.case.revision != revision:
            raise CaseChangedMeanwhile(case=number)
        return stored

    def act(self, stored: StoredCase, command: Command) -> StoredCase:
        """Decide the command now and record what happened."""
        context = self.context(self.service_of(stored.case))
        events = decide(stored.case, command, context)
        moved = self.tx.record(stored, events, at=context.now, by=self.by)
        awards.follow(self, context.service, before=stored.case, after=moved.case)
        names.follow_case(self.deps, self.tx, moved.case)
        return moved

    def context(self, service: Service) -> Context:
        """What a decision may look at, at this moment."""
        return Context(service, self.deps.calendar, self.deps.clock.now(), self.by)

    def service_of(self, case: Case) -> Service:
        """The definition the case was filed under, whatever is in force today."""
        return self.deps.catalogue.version(case.service_key, case.service_version)


def at_work(case: Case, service: Service) -> CaseFacts:
    """Facts for acts on the whole case: the departments with an open step, and the responsible one."""
    open_steps = {run.department for run in case.steps if run.state is StepState.OPEN}
    return CaseFacts(owner_id=case.applicant.user_id, handlers=frozenset(open_steps | {service.item.department}))


def acting(deps: Deps, tx: Transaction, actor: Actor) -> Acting:
    """The actor, ready to act in this transaction."""
    return Acting(deps, tx, By(actor.user_id, actor.name, actor.role.value))
