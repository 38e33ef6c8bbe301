"""The shape of a definition file: which keys there are, which are needed, what kind of value each takes.

Owns the vocabulary of the YAML language (docs/workflow-language.md is generated from the descriptions here).
Refuses unknown keys and values of another kind; it converts nothing except whole numbers to amounts.
What the values mean together is proved in `portal.domain.proofs`.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from portal.domain.conditions import Compare, ConditionInvalid, Op
from portal.domain.item_facts import FilingWay, Handling, HandOver, ResultType
from portal.domain.limits import LONGEST, Unit
from portal.domain.procedures import ExtendedClock, ProcedureKind
from portal.domain.workflow import (
    Acquisition,
    FieldKind,
    Medium,
    Necessity,
    OnFail,
    RuleKind,
    Shelf,
    Source,
    StepKind,
)


def _whole_to_decimal(value: object) -> object:
    return Decimal(value) if type(value) is int else value


Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=40)]
Key = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$", max_length=60)]
Amount = Annotated[Decimal, BeforeValidator(_whole_to_decimal)]
Word = Annotated[str, Field(min_length=1, max_length=200)]


def _enum(**more: Any) -> Any:
    """A field whose value is one word of a closed list, written as text in YAML."""
    return Field(strict=False, **more)


class Strict(BaseModel):
    """Every part of a file: no unknown keys, no silent conversion."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class TextModel(Strict):
    """The same words in both languages."""

    zh: str = Field(description="Chinese, as a civil servant would write it")
    en: str = Field(description="plain English")


class LimitModel(Strict):
    """A time limit: a number and its unit."""

    value: int = Field(ge=1, description="whole number, at least 1")
    unit: Unit = _enum(description="workday, day, hour, workhour, month or year")

    @model_validator(mode="after")
    def _not_absurd(self) -> LimitModel:
        if self.value > LONGEST[self.unit]:
            raise PydanticCustomError("limit_long", "a limit of more than forty years is a typing error")
        return self


class ConditionModel(Strict):
    """A condition: `all`, `any`, `not`, or one comparison of a fact."""

    all: list[ConditionModel] | None = Field(None, min_length=1, description="every one must hold")
    any: list[ConditionModel] | None = Field(None, min_length=1, description="one must hold")
    negated: ConditionModel | None = Field(None, alias="not", description="must not hold")
    fact: Id | None = Field(None, description="id of a question or form field")
    op: Op | None = _enum(default=None, description="how it is compared")
    value: Any = Field(None, description="what it is compared with")

    @model_validator(mode="after")
    def _one_form(self) -> ConditionModel:
        forms = {"all", "any", "negated", "fact"} & self.model_fields_set
        if len(forms) != 1:
            raise PydanticCustomError("condition", "a condition is exactly one of all, any, not, or fact with op")
        if ("fact" in forms) != (self.op is not None) or ("value" in self.model_fields_set and self.op is None):
            raise PydanticCustomError("condition", "a comparison needs fact and op, and nothing else has op or value")
        if self.fact is not None and self.op is not None:
            _try_comparison(self.fact, self.op, self.value)
        return self


def _try_comparison(fact: str, op: Op, value: object) -> None:
    try:
        Compare(fact, op, value)
    except ConditionInvalid:
        message = "the value {value} does not fit the operator {op}"
        raise PydanticCustomError("condition", message, {"op": str(op), "value": repr(value)}) from None


class OptionModel(Strict):
    """One answer that can be chosen."""

    id: Id = Field(description="what is stored and what conditions compare with")
    label: TextModel = Field(description="what the applicant reads")
    hint: TextModel | None = Field(None, description="a line below the label")


class ColumnModel(Strict):
    """One column of a table, or one result that an officer enters."""

    id: Id = Field(description="unique in the file (columns: in their table)")
    kind: FieldKind = _enum(description="decides the widget and the check of the value")
    label: TextModel = Field(description="the question")
    hint: TextModel | None = Field(None, description="a line below the question")
    required: bool = Field(default=True, description="must be answered when it is shown")
    options: list[OptionModel] = Field(default=[], description="for choice and choices")
    min_length: int | None = Field(None, ge=1, description="characters, for text and long_text")
    max_length: int | None = Field(None, ge=1, le=10_000, description="characters, for text and long_text")
    minimum: Amount | None = Field(None, description="for integer, money and percent")
    maximum: Amount | None = Field(None, description="for integer, money and percent")
    personal: bool = Field(default=False, description="masked for everyone but the holder and the handlers")


class FieldModel(ColumnModel):
    """One question to the applicant."""

    when: ConditionModel | None = Field(None, description="asked only when this holds")
    columns: list[ColumnModel] = Field(default=[], description="columns, for table")
    min_rows: int = Field(1, ge=0, description="least rows, for table")
    max_rows: int = Field(50, ge=1, le=200, description="most rows, for table")


class RuleModel(Strict):
    """One check between fields of a page."""

    kind: RuleKind = _enum(description="which check")
    fields: dict[str, str] = Field(description="what it looks at: role -> field id")
    at: Id = Field(description="the field that shows the error")
    article: TextModel = Field(description="the source, shown with the error")
    limit: LimitModel | None = Field(None, description="for within_period")


class PageModel(Strict):
    """One thing on one page."""

    id: Id = Field(description="unique in the file; part of the page's address")
    title: TextModel = Field(description="the heading")
    hint: TextModel | None = Field(None, description="a paragraph below the heading")
    when: ConditionModel | None = Field(None, description="the page is asked only when this holds")
    fields: list[FieldModel] = Field(min_length=1, description="the few that belong together")
    rules: list[RuleModel] = Field(default=[], description="checks between fields")


class SectionModel(Strict):
    """One line of the task list."""

    id: Id = Field(description="unique in the file")
    title: TextModel = Field(description="the line of the task list")
    pages: list[PageModel] = Field(min_length=1, description="filled in this order")


class CheckModel(Strict):
    """One thing that somebody looks at and ticks."""

    id: Id = Field(description="unique in its material or step")
    text: TextModel = Field(description="what must be so")
    basis: TextModel | None = Field(None, description="the article that demands it")


class MaterialModel(Strict):
    """One line of the checklist."""

    id: Id = Field(description="unique among the materials")
    name: TextModel = Field(description="exactly what is asked for")
    necessity: Necessity = _enum(description="required, optional or tolerable")
    source: Source = _enum(description="who makes it: applicant, government, intermediary")
    acquisition: Acquisition = _enum(description="upload, generated (by the portal) or shared (nothing to hand in)")
    medium: Medium = _enum(description="original, copy or either")
    basis: TextModel | None = Field(None, description="the article that allows asking for it")
    issuer: TextModel | None = Field(None, description="who issues it 出具机构")
    when: ConditionModel | None = Field(None, description="asked only when this holds")
    guidance: TextModel | None = Field(None, description="how to prepare it")
    originals: int = Field(0, ge=0, le=20, description="how many originals on paper")
    copies: int = Field(1, ge=0, le=20, description="how many copies on paper")
    max_files: int = Field(5, ge=1, le=50, description="how many files may be uploaded")
    checks: list[CheckModel] = Field(default=[], description="what the window looks at")
    by_commitment: bool = Field(default=False, description="not needed from who chose 告知承诺")
    at_window: bool = Field(default=False, description="the paper must be shown at the window: one visit")


class StepModel(Strict):
    """One piece of work of one department."""

    id: Id = Field(description="unique among the steps")
    name: TextModel = Field(description="what is done")
    department: Key = Field(description="key in departments.yaml")
    kind: StepKind = _enum(default=StepKind.REVIEW, description="review, notice (公示, passes by itself) or decision")
    limit: LimitModel = Field(description="from the moment the step is ready")
    basis: TextModel = Field(description="the article that asks for the step")
    after: list[Id] = Field(default=[], description="steps that must be finished before")
    when: ConditionModel | None = Field(None, description="the step is part of the case only when this holds")
    on_fail: OnFail = _enum(
        default=OnFail.REFUSE, description="refuse: the case can only be refused; continue: the other parts go on"
    )
    checks: list[CheckModel] = Field(default=[], description="what the officer ticks")
    results: list[ColumnModel] = Field(default=[], description="what the officer enters when passing the step")
    presence: bool = Field(default=False, description="the applicant must be there: one visit")


class LimitBasisModel(Strict):
    """Where the limits come from; without it a permit's limits cite the Administrative Licensing Law."""

    acceptance: TextModel | None = Field(None, description="article of the acceptance limit")
    promise: TextModel | None = Field(None, description="rule or announcement of the promise")
    statutory: TextModel | None = Field(None, description="article of the statutory limit")
    correction: TextModel | None = Field(None, description="article of the correction limit")
    delivery: TextModel | None = Field(None, description="article of the delivery limit")


class LimitsModel(Strict):
    """The clocks of the service."""

    acceptance: LimitModel = Field(description="received -> accepted")
    promise: LimitModel = Field(description="accepted -> decided, as the county publishes")
    statutory: LimitModel = Field(description="accepted -> decided, as the law allows")
    correction: LimitModel = Field(description="told what to correct -> corrected")
    delivery: LimitModel = Field(description="granted -> delivered")
    basis: LimitBasisModel | None = Field(
        None, description="the article of each limit, shown where a date is explained"
    )


class ExtensionModel(Strict):
    """The one extension 延长办理期限; without it the limits of the service cannot be extended."""

    clocks: list[Annotated[ExtendedClock, Field(strict=False)]] = Field(
        min_length=1, description="promise, statutory or both"
    )
    at_most: LimitModel = Field(description="the lawful most, in the unit of the clocks")
    approver: TextModel = Field(description="who must approve, e.g. the head of the agency")
    basis: TextModel = Field(description="the article that allows it")


class ProcedureModel(Strict):
    """A special procedure 特别程序 whose time is not counted."""

    id: Id = Field(description="unique among the procedures")
    kind: ProcedureKind = _enum(
        description="hearing, tender, auction, inspection, testing, quarantine, appraisal, expert_review or other"
    )
    name: TextModel = Field(description="what is done")
    basis: TextModel = Field(description="the article that names it")
    at_most: LimitModel = Field(description="the longest time that may be announced")


class SuperiorModel(Strict):
    """Approval by an agency above 上级核准."""

    agency: TextModel = Field(description="who approves")
    basis: TextModel = Field(description="the article that asks for it")
    usual: LimitModel = Field(description="how long it usually takes")


class ToleranceModel(Strict):
    """Acceptance with a tolerable material to follow 容缺受理."""

    within: LimitModel = Field(description="from acceptance; not longer than the promise")
    basis: TextModel = Field(description="the rule that allows it")


class CommitmentModel(Strict):
    """Approval on a commitment 告知承诺."""

    terms: list[TextModel] = Field(min_length=1, description="what the applicant promises, one line each")
    basis: TextModel = Field(description="the rule that allows it")
    check_within: LimitModel = Field(description="from the decision until the promise is checked")


class FaqModel(Strict):
    """A frequent question with its answer."""

    question: TextModel = Field(description="as people ask it")
    answer: TextModel = Field(description="short, with the article")


class ItemModel(Strict):
    """The published facts of the item."""

    task_code: Word = Field(description="实施编码")
    task_type: Annotated[str, Field(pattern=r"^[0-9]{2}$")] = Field(description="GB/T 39046 A.1, in quotes")
    level: Annotated[str, Field(pattern=r"^[1-7]$")] = Field(description='GB/T 39046 A.2, in quotes; county is "4"')
    department: Key = Field(description="the department in charge")
    promised_visits: int = Field(ge=0, le=9, description="visits to the hall that the applicant needs")
    visit_reason: TextModel | None = Field(None, description="needed when promised_visits is not 0")
    fee: Amount = Field(default=Decimal(0), ge=0, description="yuan; 0 is free")
    fee_basis: TextModel | None = Field(None, description="needed when there is a fee")
    conditions: list[TextModel] = Field(min_length=1, description="受理条件")
    basis: list[TextModel] = Field(min_length=1, description="设定依据")
    address: TextModel = Field(description="办理地点")
    hours: TextModel = Field(description="办理时间")
    consult_phone: Word = Field(description="咨询电话")
    complaint_phone: Word = Field(description="监督投诉电话, another number")
    review_body: TextModel = Field(description="行政复议机关")
    court: TextModel = Field(description="行政诉讼管辖法院")
    result_name: TextModel = Field(description="what is issued, e.g. 营业执照")
    result_validity: TextModel = Field(description="how long it is valid; printed in the decision")
    result_collection: TextModel = Field(description="how it is handed over; printed in the decision")
    excluded_from_once: bool = Field(default=False, description="left out of 只跑一次 figures (superior approval)")
    materials_before: int = Field(0, ge=0, description="how many materials were asked before the reform")
    faq: list[FaqModel] = Field(default=[], description="常见问题; 行政许可 needs one")
    handling: Handling | None = _enum(default=None, description="办件类型: 即办件 or 承诺件")
    result_type: ResultType | None = _enum(default=None, description="出证, 出文 or 批复")
    online_depth: Annotated[str, Field(pattern=r"^[1-4]$")] | None = Field(None, description='网上办理深度; "4" is Ⅳ')
    filed_by: list[Annotated[FilingWay, Field(strict=False)]] = Field(
        default=[], description="办理形式; left out: web and window"
    )
    handed_over_by: list[Annotated[HandOver, Field(strict=False)]] = Field(
        default=[], description="结果送达; left out: every way"
    )
    fee_name: TextModel | None = Field(None, description="收费项目; needed when there is a fee")
    fee_standard: TextModel | None = Field(None, description="收费标准; needed when there is a fee")
    pay_online: bool = Field(default=False, description="whether the fee can be paid online")


class ServiceModel(Strict):
    """A whole file `workflows/<key>/v<N>.yaml`."""

    key: Key = Field(description="the same as the folder")
    version: int = Field(ge=1, description="the same as in the file name")
    code: Annotated[str, Field(pattern=r"^[A-Z]{2}[0-9]{2}$")] = Field(
        description="two letters, two digits; part of case numbers"
    )
    shelf: Shelf = _enum(description="where it stands in the supermarket")
    name: TextModel = Field(description="事项名称")
    summary: TextModel = Field(description="one sentence for the shelf")
    keywords: list[Word] = Field(default=[], description="further words for the search, any language")
    item: ItemModel = Field(description="what the guide page must publish 实施清单")
    limits: LimitsModel = Field(description="the clocks")
    questions: list[FieldModel] = Field(default=[], description="asked first; they decide materials, pages and steps")
    form: list[SectionModel] = Field(min_length=1, description="the form, section by section")
    title: list[Id] = Field(min_length=1, description="the fields that, joined, name the case in lists")
    declaration: list[TextModel] = Field(min_length=1, description="what the applicant declares when submitting")
    materials: list[MaterialModel] = Field(default=[], description="the checklist 申请材料")
    steps: list[StepModel] = Field(min_length=1, description="环节; those without order run in parallel")
    extension: ExtensionModel | None = Field(None, description="the one extension of the limits")
    procedures: list[ProcedureModel] = Field(default=[], description="special procedures that pause the clocks")
    superior: SuperiorModel | None = Field(None, description="an agency above that approves")
    tolerance: ToleranceModel | None = Field(None, description="tolerable materials may follow after acceptance")
    commitment: CommitmentModel | None = Field(None, description="a commitment may stand for materials")
    enterprise_result: Id | None = Field(None, description="the result that is a new enterprise's credit code")


class DepartmentModel(Strict):
    """One department or bank of `workflows/departments.yaml`."""

    name: TextModel
    short: TextModel
    prefix: Word = Field(description="of document numbers")
    phone: Word
    complaint_phone: Word
    address: TextModel


class DepartmentsModel(Strict):
    """The file `workflows/departments.yaml`."""

    departments: dict[Key, DepartmentModel]


class CountyModel(Strict):
    """The file `workflows/county.yaml`."""

    division: Annotated[str, Field(pattern=r"^[0-9]{6}$")] = Field(description="GB/T 2260, in quotes")
    name: TextModel
    government: TextModel
    portal: TextModel
    province: TextModel
    city: TextModel


class TargetsModel(Strict):
    """The file `workflows/targets.yaml`, which a county may have: what it set itself."""

    once: Amount | None = Field(default=None, ge=0, le=100, description="per cent of cases with at most one visit")
    on_time: Amount | None = Field(default=None, ge=0, le=100, description="per cent of cases decided in time")
    median_workdays: Amount | None = Field(default=None, ge=0, description="median of working days, at most")
