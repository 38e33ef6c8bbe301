"""The form of a file as values of the domain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.definitions.build_words import condition, limit, text
from portal.domain.forms import Field, Option, Page, Rule, Section

if TYPE_CHECKING:
    from portal.definitions import form_schema


def field(model: form_schema.ColumnModel) -> Field:
    """One question, column or result."""
    return Field(
        id=model.id,
        kind=model.kind,
        label=text(model.label),
        hint=text(model.hint),
        required=model.required,
        when=condition(getattr(model, "when", None)),
        options=tuple(Option(one.id, text(one.label), text(one.hint)) for one in model.options),
        columns=tuple(field(one) for one in getattr(model, "columns", ())),
        min_length=model.min_length,
        max_length=model.max_length,
        minimum=model.minimum,
        maximum=model.maximum,
        min_rows=getattr(model, "min_rows", 1),
        max_rows=getattr(model, "max_rows", 50),
        personal=model.personal,
        prefill=model.prefill,
        example=model.example,
    )


def _rule(model: form_schema.RuleModel) -> Rule:
    return Rule(
        kind=model.kind,
        fields=dict(model.fields),
        at=model.at,
        article=text(model.article),
        limit=limit(model.limit) if model.limit else None,
        when=condition(model.when),
        where=condition(model.where),
        at_least=model.at_least,
        at_most=model.at_most,
        advice=model.advice,
    )


def _page(model: form_schema.PageModel) -> Page:
    return Page(
        id=model.id,
        title=text(model.title),
        fields=tuple(field(one) for one in model.fields),
        hint=text(model.hint),
        when=condition(model.when),
        rules=tuple(_rule(one) for one in model.rules),
    )


def section(model: form_schema.SectionModel) -> Section:
    return Section(model.id, text(model.title), tuple(_page(one) for one in model.pages))
