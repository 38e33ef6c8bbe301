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

from portal.domain.procedures import LimitBasis
from portal.domain.texts import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from portal.domain.conditions import Condition
    from portal.domain.item_facts import FilingWay, Handling, HandOver, ResultType
    from portal.domain.limits import Limit
    from portal.domain.procedures import CommitmentRule, ExtensionRule, SpecialProcedure, SuperiorRule, ToleranceRule


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


class FieldKind(StrEnum):
    """What one form field holds; the kind decides widget, shape check and stored type."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    INTEGER = "integer"
    MONEY = "money"  # Decimal in 元, stored as text
    PERCENT = "percent"  # Decimal, stored as text
    DATE = "date"  # ISO text
    CHOICE = "choice"  # one option id
    CHOICES = "choices"  # list of option ids
    YES_NO = "yes_no"  # bool
    MOBILE = "mobile"
    EMAIL = "email"
    PERSON_ID = "person_id"  # 公民身份号码, GB 11643-1999
    USCC = "uscc"  # 统一社会信用代码, GB 32100-2015
    TABLE = "table"  # list of rows, each a mapping column id -> value


@dataclass(frozen=True, slots=True)
class Option:
    """One answer that can be chosen."""

    id: str
    label: Text
    hint: Text | None = None


@dataclass(frozen=True, slots=True)
class Field:
    """One question of the form, or one column of a table, or one result an officer enters."""

    id: str
    kind: FieldKind
    label: Text
    hint: Text | None = None
    required: bool = True
    when: Condition | None = None
    options: tuple[Option, ...] = ()
    columns: tuple[Field, ...] = ()
    min_length: int | None = None
    max_length: int | None = None
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    min_rows: int = 1
    max_rows: int = 50
    personal: bool = False  # masked for everyone but the holder and the handlers

    def option(self, option_id: str) -> Option | None:
        """The option with that id, or nothing."""
        return next((option for option in self.options if option.id == option_id), None)

    def shown(self, value: object) -> str:
        """A single answer as Chinese text: the label of a chosen option, else the value itself; "" for none."""
        option = self.option(value) if isinstance(value, str) else None
        return option.label.zh if option else "" if value is None else str(value)


class RuleKind(StrEnum):
    """Closed vocabulary of checks between fields; each is a pure function in the domain."""

    COMPANY_NAME = "company_name"  # 企业名称登记管理规定: the four parts and forbidden words
    SUM_EQUALS = "sum_equals"  # a table column adds up to another field
    WITHIN_PERIOD = "within_period"  # a date lies within a limit after the filing day
    DISTINCT = "distinct"  # no value twice in a table column
    DIFFERENT = "different"  # two fields must not hold the same value
    INDUSTRY_CODE = "industry_code"  # GB/T 4754: a section letter and two to four digits
    ONE_OF = "one_of"  # exactly one of two fields (or columns of each row) is filled


@dataclass(frozen=True, slots=True)
class Rule:
    """One check between fields of a form.

    ``fields`` names what the rule looks at by role ("table", "column", "total", "date",
    "region", "trade_name" …); errors are shown at ``at`` (a field id). ``limit`` is used
    by WITHIN_PERIOD. ``article`` is the source, shown with the error.
    """

    kind: RuleKind
    fields: dict[str, str]
    at: str
    article: Text
    limit: Limit | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """One thing per page: a title and the few fields that belong together."""

    id: str
    title: Text
    fields: tuple[Field, ...]
    hint: Text | None = None
    when: Condition | None = None
    rules: tuple[Rule, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """One line of the applicant's task list; its pages are filled in order."""

    id: str
    title: Text
    pages: tuple[Page, ...]


class Necessity(StrEnum):
    """材料必要性: must be there, may be there, or may follow after acceptance (容缺后补)."""

    REQUIRED = "required"
    OPTIONAL = "optional"
    TOLERABLE = "tolerable"


class Source(StrEnum):
    """来源渠道 of a material."""

    APPLICANT = "applicant"  # 10 申请人自备
    GOVERNMENT = "government"  # 20 政府部门核发
    INTERMEDIARY = "intermediary"  # 30 中介机构出具


class Acquisition(StrEnum):
    """How the portal gets a material: the applicant supplies it, or is spared (免提交)."""

    UPLOAD = "upload"
    GENERATED = "generated"  # made by the portal from the form, signed with the declaration
    SHARED = "shared"  # fetched from a department's data, nothing to hand in


class Medium(StrEnum):
    """原件 / 复印件."""

    ORIGINAL = "original"
    COPY = "copy"
    EITHER = "either"


@dataclass(frozen=True, slots=True)
class CheckPoint:
    """One thing somebody looks at and ticks 审查要点."""

    id: str
    text: Text
    basis: Text | None = None


@dataclass(frozen=True, slots=True)
class Material:
    """One line of the checklist 申请材料 with where it comes from and what is looked at."""

    id: str
    name: Text
    necessity: Necessity
    source: Source
    acquisition: Acquisition
    medium: Medium
    basis: Text
    issuer: Text | None = None
    when: Condition | None = None
    guidance: Text | None = None  # 填报须知
    originals: int = 0
    copies: int = 1
    max_files: int = 5
    checks: tuple[CheckPoint, ...] = ()
    by_commitment: bool = False  # not needed from an applicant who chose 告知承诺
    at_window: bool = False  # the paper must be shown at the window


class StepKind(StrEnum):
    """A step reviews, gives public notice, or makes the decision on the whole case."""

    REVIEW = "review"
    NOTICE = "notice"  # 公示: passes by itself at the end of its limit unless an objection was upheld
    DECISION = "decision"


class OnFail(StrEnum):
    """What a failed step means for the case."""

    REFUSE = "refuse"  # the case goes to the decision, which can only be a refusal
    CONTINUE = "continue"  # this part is not done; the other parts go on


@dataclass(frozen=True, slots=True)
class Step:
    """One piece of work of one department 环节, with its own limit and checklist."""

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


@dataclass(frozen=True, slots=True)
class Department:
    """A department 部门 or bank that acts in cases."""

    key: str
    name: Text
    short: Text  # e.g. 市监局
    prefix: str  # of its document numbers, e.g. 峡市监
    phone: str
    complaint_phone: str
    address: Text


@dataclass(frozen=True, slots=True)
class County:
    """The county that runs the portal."""

    division: str  # GB/T 2260, "360823"
    name: Text
    government: Text
    portal: Text  # name of the portal
    province: Text
    city: Text
