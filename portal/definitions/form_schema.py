"""The shape of the form of a service: questions, pages, options, and the checks between fields."""

from __future__ import annotations

from pydantic import Field

from portal.definitions.shapes import Amount, ConditionModel, Id, LimitModel, Strict, TextModel, word
from portal.domain.forms import FieldKind, Prefill, RuleKind


class OptionModel(Strict):
    """One answer that can be chosen."""

    id: Id = Field(description="what is stored and what conditions compare with")
    label: TextModel = Field(description="what the applicant reads")
    hint: TextModel | None = Field(None, description="a line below the label")


class ColumnModel(Strict):
    """One column of a table, or one result that an officer enters."""

    id: Id = Field(description="unique in the file (columns: in their table)")
    kind: FieldKind = word(description="decides the widget and the check of the value")
    label: TextModel = Field(description="the question")
    hint: TextModel | None = Field(None, description="a line below the question")
    required: bool = Field(default=True, description="must be answered when it is shown")
    options: list[OptionModel] = Field(default=[], description="for choice and choices")
    min_length: int | None = Field(None, ge=1, description="characters, for text and long_text")
    max_length: int | None = Field(None, ge=1, le=10_000, description="characters, for text and long_text")
    minimum: Amount | None = Field(None, description="for integer, money and percent")
    maximum: Amount | None = Field(None, description="for integer, money and percent")
    personal: bool = Field(default=False, description="masked for everyone but the holder and the handlers")
    prefill: Prefill | None = word(default=None, description="what the portal knows already and puts in")
    example: str | None = Field(
        None, min_length=1, max_length=200, description="a right answer to a text or choice, for scenarios and samples"
    )


class FieldModel(ColumnModel):
    """One question to the applicant."""

    when: ConditionModel | None = Field(None, description="asked only when this holds")
    columns: list[ColumnModel] = Field(default=[], description="columns, for table")
    min_rows: int = Field(1, ge=0, description="least rows, for table")
    max_rows: int = Field(50, ge=1, le=200, description="most rows, for table")


class RuleModel(Strict):
    """One check between fields of a page."""

    kind: RuleKind = word(description="which check")
    fields: dict[str, str] = Field(description="what it looks at: role -> field id")
    at: Id = Field(description="the field that shows the error")
    article: TextModel = Field(description="the source, shown with the error")
    limit: LimitModel | None = Field(None, description="for within_period")
    when: ConditionModel | None = Field(None, description="the rule holds only in this situation")
    where: ConditionModel | None = Field(
        None, description="for count, share, among, age: the rows meant, by their columns"
    )
    at_least: int | None = Field(
        None, ge=0, description="for count (rows), share (per cent), amount (yuan), age (years)"
    )
    at_most: int | None = Field(None, ge=0, description="for count (rows), share (per cent), amount (yuan)")
    advice: bool = Field(default=False, description="told to the owner and to the officer, but does not block")


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
