"""From the checked shape of a file to the frozen values of the domain.

Owns the translation key by key. Refuses nothing: the schema has refused before, and what the parts mean together is
proved afterwards.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, overload

from portal.domain.conditions import AllOf, AnyOf, Compare, Negation, Op
from portal.domain.figures import Targets
from portal.domain.limits import Limit
from portal.domain.procedures import (
    CommitmentRule,
    ExtensionRule,
    LimitBasis,
    SpecialProcedure,
    SuperiorRule,
    ToleranceRule,
)
from portal.domain.texts import Text
from portal.domain.workflow import (
    CheckPoint,
    County,
    Department,
    Faq,
    Field,
    Item,
    Limits,
    Material,
    Option,
    Page,
    Rule,
    Section,
    Service,
    Step,
)

if TYPE_CHECKING:
    from portal.definitions import schema
    from portal.domain.conditions import Condition


def service(model: schema.ServiceModel) -> Service:
    """One version of one service."""
    return Service(
        key=model.key,
        version=model.version,
        code=model.code,
        shelf=model.shelf,
        name=text(model.name),
        summary=text(model.summary),
        item=_item(model.item),
        limits=_limits(model.limits),
        questions=tuple(field(one) for one in model.questions),
        sections=tuple(_section(one) for one in model.form),
        materials=tuple(_material(one) for one in model.materials),
        steps=tuple(_step(one) for one in model.steps),
        title_field=model.title[0],
        title_fields=tuple(model.title),
        declaration=tuple(text(one) for one in model.declaration),
        enterprise_result=model.enterprise_result,
        extension=_extension(model.extension),
        procedures=tuple(_procedure(one) for one in model.procedures),
        superior=_superior(model.superior),
        tolerance=_tolerance(model.tolerance),
        commitment=_commitment(model.commitment),
        keywords=tuple(model.keywords),
    )


def department(key: str, model: schema.DepartmentModel) -> Department:
    """One department or bank."""
    return Department(
        key=key,
        name=text(model.name),
        short=text(model.short),
        prefix=model.prefix,
        phone=model.phone,
        complaint_phone=model.complaint_phone,
        address=text(model.address),
    )


def county(model: schema.CountyModel) -> County:
    """The county that runs the portal."""
    return County(
        division=model.division,
        name=text(model.name),
        government=text(model.government),
        portal=text(model.portal),
        province=text(model.province),
        city=text(model.city),
    )


def targets(model: schema.TargetsModel) -> Targets:
    """What the county set itself."""
    return Targets(once=model.once, on_time=model.on_time, median_workdays=model.median_workdays)


@overload
def text(model: schema.TextModel) -> Text: ...
@overload
def text(model: None) -> None: ...
def text(model: schema.TextModel | None) -> Text | None:
    """The same words in both languages, without blanks around them."""
    return Text(model.zh.strip(), model.en.strip()) if model else None


def condition(model: schema.ConditionModel | None) -> Condition | None:
    """A condition tree; no condition stays none."""
    return _condition(model) if model else None


def _condition(model: schema.ConditionModel) -> Condition:
    if model.all is not None:
        return AllOf(tuple(_condition(one) for one in model.all))
    if model.any is not None:
        return AnyOf(tuple(_condition(one) for one in model.any))
    if model.negated is not None:
        return Negation(_condition(model.negated))
    return Compare(str(model.fact), Op(str(model.op)), model.value)


def limit(model: schema.LimitModel) -> Limit:
    """A number with its unit."""
    return Limit(model.value, model.unit)


def field(model: schema.ColumnModel) -> Field:
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
    )


def _rule(model: schema.RuleModel) -> Rule:
    return Rule(
        kind=model.kind,
        fields=dict(model.fields),
        at=model.at,
        article=text(model.article),
        limit=limit(model.limit) if model.limit else None,
    )


def _page(model: schema.PageModel) -> Page:
    return Page(
        id=model.id,
        title=text(model.title),
        fields=tuple(field(one) for one in model.fields),
        hint=text(model.hint),
        when=condition(model.when),
        rules=tuple(_rule(one) for one in model.rules),
    )


def _section(model: schema.SectionModel) -> Section:
    return Section(model.id, text(model.title), tuple(_page(one) for one in model.pages))


def _check(model: schema.CheckModel) -> CheckPoint:
    return CheckPoint(model.id, text(model.text), text(model.basis))


def _material(model: schema.MaterialModel) -> Material:
    return Material(
        id=model.id,
        name=text(model.name),
        necessity=model.necessity,
        source=model.source,
        acquisition=model.acquisition,
        medium=model.medium,
        basis=text(model.basis) or Text("", ""),
        issuer=text(model.issuer),
        when=condition(model.when),
        guidance=text(model.guidance),
        originals=model.originals,
        copies=model.copies,
        max_files=model.max_files,
        by_commitment=model.by_commitment,
        at_window=model.at_window,
        checks=tuple(_check(one) for one in model.checks),
    )


def _step(model: schema.StepModel) -> Step:
    return Step(
        id=model.id,
        name=text(model.name),
        department=model.department,
        kind=model.kind,
        limit=limit(model.limit),
        basis=text(model.basis),
        after=tuple(model.after),
        when=condition(model.when),
        on_fail=model.on_fail,
        checks=tuple(_check(one) for one in model.checks),
        results=tuple(field(one) for one in model.results),
        presence=model.presence,
    )


def _extension(model: schema.ExtensionModel | None) -> ExtensionRule | None:
    if model is None:
        return None
    return ExtensionRule(tuple(model.clocks), limit(model.at_most), text(model.approver), text(model.basis))


def _procedure(model: schema.ProcedureModel) -> SpecialProcedure:
    return SpecialProcedure(model.id, model.kind, text(model.name), text(model.basis), limit(model.at_most))


def _superior(model: schema.SuperiorModel | None) -> SuperiorRule | None:
    return SuperiorRule(text(model.agency), text(model.basis), limit(model.usual)) if model else None


def _tolerance(model: schema.ToleranceModel | None) -> ToleranceRule | None:
    return ToleranceRule(limit(model.within), text(model.basis)) if model else None


def _commitment(model: schema.CommitmentModel | None) -> CommitmentRule | None:
    if model is None:
        return None
    return CommitmentRule(tuple(text(one) for one in model.terms), text(model.basis), limit(model.check_within))


def _limits(model: schema.LimitsModel) -> Limits:
    return Limits(
        acceptance=limit(model.acceptance),
        promise=limit(model.promise),
        statutory=limit(model.statutory),
        correction=limit(model.correction),
        delivery=limit(model.delivery),
        basis=_limit_basis(model.basis),
    )


def _limit_basis(model: schema.LimitBasisModel | None) -> LimitBasis:
    if model is None:
        return LimitBasis()
    return LimitBasis(
        acceptance=text(model.acceptance),
        promise=text(model.promise),
        statutory=text(model.statutory),
        correction=text(model.correction),
        delivery=text(model.delivery),
    )


def _item(model: schema.ItemModel) -> Item:
    return Item(
        task_code=model.task_code,
        task_type=model.task_type,
        level=model.level,
        department=model.department,
        promised_visits=model.promised_visits,
        visit_reason=text(model.visit_reason),
        fee=model.fee,
        fee_basis=text(model.fee_basis),
        conditions=tuple(text(one) for one in model.conditions),
        basis=tuple(text(one) for one in model.basis),
        address=text(model.address),
        hours=text(model.hours),
        consult_phone=model.consult_phone,
        complaint_phone=model.complaint_phone,
        review_body=text(model.review_body),
        court=text(model.court),
        result_name=text(model.result_name),
        result_validity=text(model.result_validity),
        result_collection=text(model.result_collection),
        excluded_from_once=model.excluded_from_once,
        materials_before=model.materials_before,
        faq=tuple(Faq(text(one.question), text(one.answer)) for one in model.faq),
        handling=model.handling,
        result_type=model.result_type,
        online_depth=model.online_depth,
        filed_by=tuple(model.filed_by),
        handed_over_by=tuple(model.handed_over_by),
        fee_name=text(model.fee_name),
        fee_standard=text(model.fee_standard),
        pay_online=model.pay_online,
    )
