"""The shape of a definition file: which keys there are, which are needed, what kind of value each takes.

Owns the vocabulary of the YAML language (docs/workflow-language.md is generated from the descriptions here).
Refuses unknown keys and values of another kind; it converts nothing except whole numbers to amounts.
What the values mean together is proved in `portal.domain.proofs`.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from portal.definitions.form_schema import ColumnModel, FieldModel, SectionModel
from portal.definitions.rule_schema import (
    CommitmentModel,
    DecisionWordsModel,
    ExtensionModel,
    OneOpenModel,
    PaperModel,
    PartModel,
    ProcedureModel,
    RedirectModel,
    SuperiorModel,
    ToleranceModel,
    UrgentModel,
    WaitingModel,
)
from portal.definitions.shapes import Amount, ConditionModel, Id, Key, LimitModel, Strict, TextModel, Word, word
from portal.domain.item_facts import FilingWay, Handling, HandOver, ResultType
from portal.domain.materials import Acquisition, Holder, Medium, Necessity, Source
from portal.domain.workflow import Missed, OnFail, Shelf, Silence, StepKind


class CheckModel(Strict):
    """One thing that somebody looks at and ticks."""

    id: Id = Field(description="unique in its material or step")
    text: TextModel = Field(description="what must be so")
    basis: TextModel | None = Field(None, description="the article that demands it")


RegisterName = Annotated[str, Field(pattern=r"^[0-9A-Za-z][0-9A-Za-z_-]*$", max_length=80)]


class ObtainModel(Strict):
    """From where the portal may get a material instead of the applicant 免提交."""

    licence: RegisterName | None = Field(None, description="type of electronic licence 电子证照, in letters and digits")
    dataset: RegisterName | None = Field(None, description="set of shared data 数据共享; asked with consent")
    holder: Holder = word(default=Holder.ENTERPRISE, description="whose it is: enterprise or applicant")
    valid_for: LimitModel | None = Field(None, description="how old a kept document may be")


class MaterialModel(Strict):
    """One line of the checklist."""

    id: Id = Field(description="unique among the materials")
    name: TextModel = Field(description="exactly what is asked for")
    necessity: Necessity = word(description="required, optional or tolerable")
    source: Source = word(description="who makes it: applicant, government, intermediary")
    acquisition: Acquisition = word(description="upload, generated (by the portal) or shared (nothing to hand in)")
    medium: Medium = word(description="original, copy or either")
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
    at_step: Id | None = Field(None, description="handed in with that step of the applicant, not when filing")
    obtain: ObtainModel | None = Field(None, description="where else it may come from, for who need not bring it")


class SpecialLimitModel(Strict):
    """The limit of a step in one situation."""

    when: ConditionModel = Field(description="the situation; the first entry that holds counts")
    limit: LimitModel = Field(description="its limit")


class NotBeforeModel(Strict):
    """A step may not be completed before a time has passed."""

    step: Id = Field(description="the step from whose completion the time runs")
    limit: LimitModel = Field(description="how long")
    basis: TextModel = Field(description="the article that asks for it")


class StepModel(Strict):
    """One piece of work of one department, or of the applicant."""

    id: Id = Field(description="unique among the steps")
    name: TextModel = Field(description="what is done")
    department: Key = Field(description="key in departments.yaml")
    kind: StepKind = word(
        default=StepKind.REVIEW,
        description="review, notice (passes by itself), applicant (the applicant acts) or decision",
    )
    limit: LimitModel = Field(description="from the moment the step is ready")
    basis: TextModel = Field(description="the article that asks for the step")
    after: list[Id] = Field(default=[], description="steps that must be finished before")
    when: ConditionModel | None = Field(None, description="the step is part of the case only when this holds")
    on_fail: OnFail = word(
        default=OnFail.REFUSE, description="refuse: the case can only be refused; continue: the other parts go on"
    )
    checks: list[CheckModel] = Field(default=[], description="what the officer ticks")
    results: list[ColumnModel] = Field(default=[], description="what the officer enters when passing the step")
    presence: bool = Field(default=False, description="the applicant must be there: one visit")
    limits: list[SpecialLimitModel] = Field(default=[], description="other limits in special situations")
    not_before: NotBeforeModel | None = Field(None, description="a time that must have passed since another step")
    missed: Missed = word(default=Missed.WAIT, description="applicant steps, the limit is past: wait, or lapse (ends)")
    silence: Silence = word(
        default=Silence.OPEN,
        description="nothing was said within the limit: open (overdue), or consent (passes by itself)",
    )

    @model_validator(mode="after")
    def _silence_answers_nothing_else(self) -> StepModel:
        if self.silence is Silence.CONSENT and (self.kind is not StepKind.REVIEW or self.results):
            raise PydanticCustomError("silence", "only a review without results may take silence for consent")
        return self


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
    handling: Handling | None = word(default=None, description="办件类型: 即办件 or 承诺件")
    result_type: ResultType | None = word(default=None, description="出证, 出文 or 批复")
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
    shelf: Shelf = word(description="where it stands in the supermarket")
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
    parts: list[PartModel] = Field(default=[], description="the items of a bundle 一件事")
    papers: list[PaperModel] = Field(default=[], description="documents of this service beside the ordinary ones")
    redirects: list[RedirectModel] = Field(default=[], description="answers that lead to another service")
    decision_words: DecisionWordsModel | None = Field(
        None, description="titles and words of the decision; left out: those of the type of item"
    )
    one_open: OneOpenModel | None = Field(None, description="only one open case with the same answer")
    waiting: WaitingModel | None = Field(None, description="time of the applicant and of notices is not counted")
    urgent: UrgentModel | None = Field(None, description="cases that are shown by the hour 加急")
    enterprise_result: Id | None = Field(None, description="the result that is a new enterprise's credit code")
