"""A service that uses every special rule a definition can have, and a filing for it.

Correction, a material to follow, a commitment, two special procedures, one extension, a superior, a public notice, and
a material and a step that depend on answers; in `awaiting`, steps of the applicant with what they enter and hand in,
a special limit, times that must pass first, a window that may be missed, and waiting. Version 2 differs in limits only.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from portal.domain.case.commands import FileCase
from portal.domain.case.state import FileRef, Party
from portal.domain.comparisons import Op
from portal.domain.conditions import Compare
from portal.domain.documents import Channel
from portal.domain.forms import Field, FieldKind, Option, Page, Section
from portal.domain.limits import Limit, Unit
from portal.domain.materials import Acquisition, Necessity
from portal.domain.procedures import (
    CommitmentRule,
    ExtendedClock,
    ExtensionRule,
    ProcedureKind,
    SpecialProcedure,
    SuperiorRule,
    ToleranceRule,
    WaitingRule,
)
from portal.domain.workflow import Limits, Missed, NotBefore, OnFail, SpecialLimit, Step, StepKind
from portal.domain.workflow import Service as Definition
from tests.factories.calendars import at
from tests.factories.cases import Story
from tests.factories.services import material, opening, step, text, wants

PAPER: Final = FileRef("b" * 64, "材料.pdf", 2000, "application/pdf")
FIELDS: Final = ("name", "seats", "note")


def workdays(value: int) -> Limit:
    return Limit(value, Unit.WORKDAY)


def everything(version: int = 1, **changes: Any) -> Definition:
    """Registration; then a public notice, the seal and the bank side by side; then the decision."""
    faster = version > 1
    plain = replace(
        opening(),
        version=version,
        limits=Limits(
            acceptance=workdays(5),
            promise=workdays(8 if faster else 10),
            statutory=workdays(20),
            correction=Limit(15, Unit.DAY),
            delivery=workdays(10),
        ),
        sections=(Section("basic", text("基本"), (_page(),)),),
        materials=(
            material("articles"),
            material("photo", necessity=Necessity.OPTIONAL),
            material("licence", acquisition=Acquisition.SHARED),
            material("lease", necessity=Necessity.TOLERABLE),
            material("plan", necessity=Necessity.TOLERABLE),
            material("proof", by_commitment=True),
            material("safety", when=Compare("seats", Op.GT, 50)),
        ),
        steps=(
            step("registration", "market", limit=workdays(3 if faster else 2)),
            step("notice", "market", kind=StepKind.NOTICE, limit=workdays(5), after=("registration",)),
            step("seal", "police", after=("registration",), limit=Limit(20, Unit.WORKHOUR), when=wants("seal")),
            step("bank", "bank", after=("registration",), limit=Limit(7, Unit.DAY), on_fail=OnFail.CONTINUE),
            step("decision", "market", kind=StepKind.DECISION, after=("registration", "notice", "seal", "bank")),
        ),
        enterprise_result=None,
        extension=ExtensionRule(
            (ExtendedClock.PROMISE, ExtendedClock.STATUTORY), workdays(10), text("局长"), text("许可法42")
        ),
        procedures=(
            SpecialProcedure("hearing", ProcedureKind.HEARING, text("听证"), text("许可法45"), workdays(20)),
            SpecialProcedure("testing", ProcedureKind.TESTING, text("检测"), text("许可法45"), Limit(30, Unit.DAY)),
        ),
        superior=SuperiorRule(text("市局"), text("许可法35"), workdays(20)),
        tolerance=ToleranceRule(workdays(5), text("容缺")),
        commitment=CommitmentRule((text("承诺"),), text("告知承诺"), Limit(60, Unit.DAY)),
    )
    return replace(plain, **changes)


def awaiting(version: int = 1, **changes: Any) -> Definition:
    """Registration; a notice and the applicant's announcement and report; then seal and bank; then the decision."""
    plain = everything(version)
    announced = NotBefore("announce", Limit(10, Unit.DAY), text("公司法235"))
    report = step(
        "report",
        "market",
        kind=StepKind.APPLICANT,
        after=("announce",),
        limit=Limit(25 if version > 1 else 20, Unit.DAY),
        limits=(SpecialLimit(Compare("size", Op.EQ, "big"), Limit(35, Unit.DAY)),),
        not_before=announced,
        missed=Missed.LAPSE,
    )
    seal, bank = (replace(plain.step(one), after=("report", "notice")) for one in ("seal", "bank"))
    steps = (plain.step("registration"), plain.step("notice"), _announce(), report, seal)
    early = replace(bank, not_before=NotBefore("report", Limit(12, Unit.HOUR), text("银行")))
    awaited = replace(
        plain,
        steps=(*steps, early, replace(plain.decision, after=("registration", "notice", "report", "seal", "bank"))),
        materials=(
            *plain.materials,
            material("newspaper", at_step="announce", necessity=Necessity.OPTIONAL),
            material("balance", at_step="report"),
            material("ballot", at_step="report", when=Compare("seats", Op.GT, 50)),
        ),
        waiting=WaitingRule(text("清算和公告"), text("公司法235")),
    )
    return replace(awaited, **changes)


def _announce() -> Step:
    """The announcement: its day, how large the enterprise is, and a reason that only a large one gives."""
    sizes = (Option("small", text("小")), Option("big", text("大")))
    return step(
        "announce",
        "market",
        kind=StepKind.APPLICANT,
        after=("registration",),
        limit=workdays(8),
        results=(
            Field("announced_on", FieldKind.DATE, text("公告日期")),
            Field("size", FieldKind.CHOICE, text("规模"), options=sizes),
            Field("why", FieldKind.TEXT, text("理由"), when=Compare("size", Op.EQ, "big")),
            Field("paper", FieldKind.TEXT, text("报纸"), required=False),
        ),
    )


def filed(**changes: Any) -> FileCase:
    """A complete filing; ``files`` and ``promised`` may be replaced."""
    plain = FileCase(
        number="360823-KB01-20260924-00001-X",
        query_code="123456",
        draft_key="draft-1",
        title="峡江县玉峡生物医药有限公司",
        applicant=Party(7, "甲申请人", "11010519491231002X", "13800000000"),
        channel=Channel.ONLINE,
        answers={"name": "玉峡", "seats": 20, "parts": ["seal"]},
        files=dict.fromkeys(("articles", "lease", "plan", "proof"), (PAPER,)),
    )
    return replace(plain, **changes)


def owing(*promised: str, **changes: Any) -> FileCase:
    """A filing in which these materials are promised for later."""
    plain = filed(**changes)
    files = {one: refs for one, refs in plain.files.items() if one not in promised}
    return replace(plain, files=files, promised=promised)


def begun(day: str, clock: str = "10:00", *, command: FileCase | None = None, **changes: Any) -> Story:
    """A case filed at that local time; ``changes`` are those of the filing."""
    return Story(service=everything(), now=at(day, clock)).file(command or filed(**changes))


def on(story: Story, day: str, clock: str = "10:00") -> Story:
    """The story at a later moment."""
    story.now = at(day, clock)
    return story


def _page() -> Page:
    return Page(
        "name",
        text("名称"),
        (
            Field("name", FieldKind.TEXT, text("名称")),
            Field("seats", FieldKind.INTEGER, text("座位")),
            Field("note", FieldKind.TEXT, text("说明"), required=False),
        ),
    )
