"""A case that is moved by commands, as the services would, without a database."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime

from portal.domain.case.commands import (
    AcceptCase,
    CheckMaterial,
    Command,
    CompleteStep,
    Deliver,
    FileCase,
)
from portal.domain.case.context import Context
from portal.domain.case.decide import decide
from portal.domain.case.events import Event, Recorded
from portal.domain.case.evolve import evolve
from portal.domain.case.filing import file_case
from portal.domain.case.state import By, Case, FileRef, Outcome, Party, Verdict
from portal.domain.documents import Channel, DeliveryMethod, Relation
from portal.domain.workflow import Service
from tests.factories import calendars, services

#: Thursday 2026-09-24, 10:00 in Xiajiang; the day before the Mid-Autumn holiday.
THURSDAY = datetime(2026, 9, 24, 2, 0, tzinfo=UTC)

OWNER = By(7, "甲申请人", "applicant")
ARTICLES = FileRef("a" * 64, "章程.pdf", 1000, "application/pdf")


def filing(**answers: object) -> FileCase:
    """A complete filing for `services.opening`; keyword arguments are its answers."""
    return FileCase(
        number="360823-KB01-20260924-00001-X",
        query_code="123456",
        draft_key="draft-1",
        title="峡江县玉峡生物医药有限公司",
        applicant=Party(7, "甲申请人", "11010519491231002X", "13800000000"),
        channel=Channel.ONLINE,
        answers={"name": "玉峡", **answers},
        files={"articles": (ARTICLES,)},
    )


@dataclass
class Story:
    """A case and its history; each act happens at ``now``."""

    service: Service = field(default_factory=services.opening)
    now: datetime = THURSDAY
    by: By = OWNER
    history: list[Recorded] = field(default_factory=list)
    state: Case | None = None

    @property
    def case(self) -> Case:
        """The case as it stands."""
        assert self.state is not None
        return self.state

    @property
    def context(self) -> Context:
        """The context of the next decision."""
        return Context(self.service, calendars.cn(), self.now, self.by)

    def file(self, command: FileCase | None = None, **answers: object) -> Story:
        """File, and go on with this story."""
        return self._record(file_case(command or filing(**answers), self.context))

    def act(self, command: Command) -> Story:
        """Decide and record."""
        return self._record(decide(self.case, command, self.context))

    def accepted(self) -> Story:
        """Every material in order, then accepted."""
        for run in self.case.materials:
            if run.verdict is Verdict.UNCHECKED and run.required:
                self.act(CheckMaterial(run.id, Verdict.ACCEPTED))
        return self.act(AcceptCase())

    def passed(self, step_id: str) -> Story:
        """The step passes with everything it asks for."""
        step = self.service.step(step_id)
        return self.act(
            CompleteStep(
                step_id,
                Outcome.PASSED,
                ticked=tuple(check.id for check in step.checks),
                results={result.id: "91360823MA35XJ105E" for result in step.results},
            )
        )

    def failed(self, step_id: str) -> Story:
        """The step fails with an opinion."""
        return self.act(CompleteStep(step_id, Outcome.FAILED, opinion="不符合条件"))

    def delivered(self, method: DeliveryMethod = DeliveryMethod.ELECTRONIC) -> Story:
        """The result is handed over to the applicant."""
        return self.act(Deliver(method, "甲申请人", Relation.SELF, "大厅"))

    def open_steps(self) -> set[str]:
        """Ids of the steps somebody can work on."""
        return {run.id for run in self.case.steps if run.state.value == "open"}

    def _record(self, events: tuple[Event, ...]) -> Story:
        for event in events:
            recorded = Recorded(len(self.history) + 1, self.now, self.by, event)
            self.state = evolve(self.state, recorded)
            self.history.append(recorded)
        return self
