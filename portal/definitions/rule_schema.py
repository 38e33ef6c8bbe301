"""The shape of what a definition may name beside the ordinary way of a case 特别规定, and of bundles and papers."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from portal.definitions.shapes import ConditionModel, Id, Key, LimitModel, Strict, TextModel, word
from portal.domain.bundles import PaperLayout, PaperMoment
from portal.domain.procedures import ExtendedClock, ProcedureKind


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
    kind: ProcedureKind = word(
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


class WaitingModel(Strict):
    """The agencies' clocks stand still while only the applicant or a public notice is awaited."""

    name: TextModel = Field(description="what is awaited, e.g. 清算 liquidation")
    basis: TextModel = Field(description="the article that gives the applicant or the public this time")


class UrgentModel(Strict):
    """Urgent cases 加急, shown by the hour."""

    when: ConditionModel = Field(description="which cases are urgent")
    target: LimitModel = Field(description="the aim, in hours, from the filing")
    basis: TextModel = Field(description="the rule or announcement of the aim")


class DecisionWordsModel(Strict):
    """How the documents speak of the decision."""

    act: TextModel | None = Field(None, description="what is granted or refused, e.g. 注销登记, without 准予 or 不予")
    granted: TextModel | None = Field(None, description="title of the decision that grants")
    refused: TextModel | None = Field(None, description="title of the decision that refuses")
    notes: list[TextModel] = Field(
        default=[], description="what the decision that grants says besides; `{id}` as in papers"
    )


class OneOpenModel(Strict):
    """Only one case at a time: nobody files again what is open already."""

    by: Id = Field(description="the field whose answer must differ, e.g. the credit code")
    among: Key = Field(description="a name; services that give the same one are looked at together")
    for_good: bool = Field(False, description="what was granted once is never filed again, e.g. a deregistration")


class RedirectModel(Strict):
    """Who belongs to another service."""

    when: ConditionModel = Field(description="the answers that send the applicant there")
    to: Key = Field(description="key of the other service")
    reason: TextModel = Field(description="why, with the article; the applicant reads it")


class PartModel(Strict):
    """One item of a bundle 一件事."""

    id: Id = Field(description="unique among the parts")
    name: TextModel = Field(description="name of the item")
    steps: list[Id] = Field(min_length=1, description="its steps; the part is finished when they are")
    when: ConditionModel | None = Field(None, description="chosen when this holds; its steps and materials follow")
    materials: list[Id] = Field(default=[], description="the materials it needs; what several parts need is asked once")
    gives: list[Id] = Field(default=[], description="its outputs: ids of results and papers")
    needs: list[Id] = Field(default=[], description="outputs of other parts, which reach it by themselves")
    alone: int = Field(0, ge=0, description="how many materials the item asks for when applied for on its own")


class PaperRowModel(Strict):
    """One line of the table of a paper."""

    label: TextModel = Field(description="what it is called")
    field: Id = Field(description="the answer or result it shows")
    text: TextModel | None = Field(None, description="words with placeholders instead, when that answer is known")
    when: ConditionModel | None = Field(None, description="stands there only when this holds")


class PaperModel(Strict):
    """A document of this service beside the ordinary ones."""

    id: Id = Field(description="unique among the papers")
    title: TextModel = Field(description="the heading")
    at: PaperMoment = word(description="what makes it")
    layout: PaperLayout = word(description="letter, certificate, commitment or announcement")
    paragraphs: list[TextModel] = Field(min_length=1, description="the words; {id} stands for an answer or result")
    step: Id | None = Field(None, description="for step_opened and step_passed; its department signs")
    rows: list[PaperRowModel] = Field(default=[], description="the table")
    when: ConditionModel | None = Field(None, description="issued only when this holds")
    abbreviation: TextModel | None = Field(None, description="the word in its document number, e.g. 登")
