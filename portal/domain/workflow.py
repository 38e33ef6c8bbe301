"""Service definitions 事项 as frozen values: what is asked, needed, done, by whom and how long.

Owns the shape of a definition and look-ups inside it. It refuses nothing about meaning:
that a definition is sound is proved in :mod:`portal.domain.proofs`, and that a YAML file
has this shape is checked by :mod:`portal.definitions`.

The elements follow GB/T 39046-2020 (事项实施清单要素) as far as an applicant, a window or a
department needs them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from portal.domain.procedures import DecisionWords, LimitBasis
from portal.domain.texts import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from portal.domain.bundles import Part, ServicePaper
    from portal.domain.conditions import Condition
    from portal.domain.forms import Field, Page, Section
    from portal.domain.item_facts import FilingWay, Handling, HandOver, ResultType
    from portal.domain.limits import Limit
    from portal.domain.materials import CheckPoint, Material
    from portal.domain.policies.policy import Policy
    from portal.domain.procedures import (
        CommitmentRule,
        ExtensionRule,
        OneOpen,
        Redirect,
        SpecialProcedure,
        SuperiorRule,
        ToleranceRule,
        UrgentRule,
        WaitingRule,
    )


class Shelf(StrEnum):
    """Life-cycle shelves 货架 of the supermarket, in the order of an enterprise's life."""

    START = "start"  # 开办
    PERMIT = "permit"  # 准营
    HIRING = "hiring"  # 用工
    FINANCE = "finance"  # 融资
    POLICY = "policy"  # 政策
    TRADE = "trade"  # 外贸
    RIGHTS = "rights"  # 维权
    CLOSE = "close"  # 注销


class StepKind(StrEnum):
    """A step reviews, gives public notice, waits for the applicant, or makes the decision on the whole case."""

    REVIEW = "review"
    NOTICE = "notice"  # 公示: passes by itself at the end of its limit unless an objection was upheld
    APPLICANT = "applicant"  # 申请人办理: done by the applicant, with what it enters and hands in
    DECISION = "decision"


class OnFail(StrEnum):
    """What a failed step means for the case."""

    REFUSE = "refuse"  # the case goes to the decision, which can only be a refusal
    CONTINUE = "continue"  # this part is not done; the other parts go on


class Missed(StrEnum):
    """What it means that the applicant did not do its step within the limit."""

    WAIT = "wait"  # nothing but that the day is past
    LAPSE = "lapse"  # the case ends; the applicant must start again


class Silence(StrEnum):
    """What it means that a department says nothing within the limit of its step."""

    OPEN = "open"  # nothing: the step is overdue
    CONSENT = "consent"  # 逾期未提出异议视为无异议: the step passes by itself


@dataclass(frozen=True, slots=True)
class SpecialLimit:
    """The limit of a step in one situation, e.g. another class of taxpayer; the first that holds counts."""

    when: Condition
    limit: Limit


@dataclass(frozen=True, slots=True)
class NotBefore:
    """A step may not be completed before a time has passed since another one was completed (公司法 art. 235)."""

    step: str
    limit: Limit
    basis: Text


@dataclass(frozen=True, slots=True)
class Step:
    """One piece of work 环节 of one department, or of the applicant, with its own limit and checklist.

    ``limit`` holds where no entry of ``limits`` does. ``department`` of an APPLICANT step answers for it.
    """

    id: str
    name: Text
    department: str
    kind: StepKind
    limit: Limit
    basis: Text
    after: tuple[str, ...] = ()
    when: Condition | None = None
    on_fail: OnFail = OnFail.REFUSE
    checks: tuple[CheckPoint, ...] = ()
    results: tuple[Field, ...] = ()
    presence: bool = False  # the applicant must be there
    limits: tuple[SpecialLimit, ...] = ()
    not_before: NotBefore | None = None
    missed: Missed = Missed.WAIT
    silence: Silence = Silence.OPEN

    @property
    def is_awaited(self) -> bool:
        """Whether agencies owe nothing for its time: the applicant's, the public's, or one given for objections."""
        return self.kind in {StepKind.APPLICANT, StepKind.NOTICE} or self.silence is Silence.CONSENT


@dataclass(frozen=True, slots=True)
class Limits:
    """The clocks of a service 时限; each is value and unit, never a bare number."""

    acceptance: Limit  # 收件 → 受理
    promise: Limit  # 受理 → 决定, what the county publishes
    statutory: Limit  # 受理 → 决定, what the law allows
    correction: Limit  # 补正告知 → 补正
    delivery: Limit  # 准予决定 → 送达
    basis: LimitBasis = field(default_factory=LimitBasis)


@dataclass(frozen=True, slots=True)
class Faq:
    """A frequent question with its answer."""

    question: Text
    answer: Text


@dataclass(frozen=True, slots=True)
class Item:
    """Facts of the published item 事项实施清单 that a guide page must show (许可法 art. 30)."""

    task_code: str  # 实施编码
    task_type: str  # GB/T 39046 A.1: "01" 行政许可 … "20" 公共服务
    level: str  # GB/T 39046 A.2: "4" 县级
    department: str  # key of the responsible department 实施主体
    promised_visits: int  # 到办事现场次数
    visit_reason: Text | None  # required when visits > 0
    fee: Decimal  # 元; 0 = free of charge
    fee_basis: Text | None
    conditions: tuple[Text, ...]  # 受理条件
    basis: tuple[Text, ...]  # 设定依据
    address: Text
    hours: Text
    consult_phone: str
    complaint_phone: str
    review_body: Text  # 行政复议机关
    court: Text  # 行政诉讼管辖法院
    result_name: Text  # 审批结果名称
    result_validity: Text  # 有效期, printed in the decision
    result_collection: Text  # 结果领取方式, printed in the decision
    excluded_from_once: bool = False  # cases with superior approval, figures of guide §9.2
    materials_before: int = 0  # how many materials were asked before the reform
    faq: tuple[Faq, ...] = ()
    handling: Handling | None = None
    result_type: ResultType | None = None
    online_depth: str | None = None  # "1" to "4"; Ⅳ is wholly online
    filed_by: tuple[FilingWay, ...] = ()  # nothing said: online and at the window
    handed_over_by: tuple[HandOver, ...] = ()  # nothing said: every way
    fee_name: Text | None = None
    fee_standard: Text | None = None
    pay_online: bool = False


@dataclass(frozen=True, slots=True)
class Service:
    """One version of one service. A case keeps the version it was filed under."""

    key: str
    version: int
    code: str  # four characters used in case numbers, e.g. "KB01"
    shelf: Shelf
    name: Text
    summary: Text
    item: Item
    limits: Limits
    questions: tuple[Field, ...]  # situation questions; their ids are facts too
    sections: tuple[Section, ...]
    materials: tuple[Material, ...]
    steps: tuple[Step, ...]
    title_field: str  # the field whose value names the case in lists (enterprise name)
    declaration: tuple[Text, ...]  # what the applicant declares when submitting
    enterprise_result: str | None = None  # result field holding a new enterprise's USCC
    extension: ExtensionRule | None = None
    procedures: tuple[SpecialProcedure, ...] = ()
    superior: SuperiorRule | None = None
    tolerance: ToleranceRule | None = None
    commitment: CommitmentRule | None = None
    keywords: tuple[str, ...] = ()
    title_fields: tuple[str, ...] = ()  # several fields that, joined, name the case (name in parts)
    parts: tuple[Part, ...] = ()
    papers: tuple[ServicePaper, ...] = ()
    redirects: tuple[Redirect, ...] = ()
    decision_words: DecisionWords = field(default_factory=DecisionWords)
    one_open: OneOpen | None = None
    waiting: WaitingRule | None = None
    urgent: UrgentRule | None = None
    policy: Policy | None = None  # the claims of a policy: compiled from workflows/policies
    _steps: dict[str, Step] = field(init=False, repr=False, compare=False, hash=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_steps", {step.id: step for step in self.steps})

    def step(self, step_id: str) -> Step:
        """The step with that id; KeyError when the definition has none."""
        return self._steps[step_id]

    @property
    def decision(self) -> Step:
        """The step that decides the case; every definition has exactly one."""
        return next(step for step in self.steps if step.kind is StepKind.DECISION)

    def material(self, material_id: str) -> Material:
        """The material with that id; StopIteration never: KeyError when there is none."""
        for material in self.materials:
            if material.id == material_id:
                return material
        raise KeyError(material_id)

    def procedure(self, procedure_id: str) -> SpecialProcedure:
        """The special procedure with that id; KeyError when the definition names none such."""
        for procedure in self.procedures:
            if procedure.id == procedure_id:
                return procedure
        raise KeyError(procedure_id)

    def pages(self) -> Iterator[Page]:
        """All form pages in order."""
        for section in self.sections:
            yield from section.pages

    def title(self, facts: Mapping[str, object]) -> str:
        """The name of a case in lists: its title fields joined, chosen options in Chinese; may be empty."""
        by_id = {each.id: each for each in self.fields()}
        shown = (by_id[one].shown(facts.get(one)) for one in self.title_fields or (self.title_field,))
        return "".join(shown)

    def fields(self) -> Iterator[Field]:
        """Questions, then all form fields in order (columns of tables not included)."""
        yield from self.questions
        for page in self.pages():
            yield from page.fields
