"""From the checked shape of a file to the frozen values of the domain.

Owns the translation key by key. Refuses nothing: the schema has refused before, and what the parts mean together is
proved afterwards.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.definitions import build_rules as rules
from portal.definitions.build_forms import field, section
from portal.definitions.build_words import condition, limit, needed, text
from portal.domain.figures import Targets
from portal.domain.materials import CheckPoint, Material, Obtain
from portal.domain.organisation import County, Department
from portal.domain.procedures import LimitBasis
from portal.domain.texts import Text
from portal.domain.workflow import Faq, Item, Limits, NotBefore, Service, SpecialLimit, Step

if TYPE_CHECKING:
    from portal.definitions import office_schema, schema


def service(model: schema.ServiceModel) -> Service:
    """One version of one service."""
    parts = tuple(rules.part(one) for one in model.parts)
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
        sections=tuple(section(one) for one in model.form),
        materials=rules.asked_once([_material(one) for one in model.materials], parts),
        steps=rules.of_parts([_step(one) for one in model.steps], parts),
        title_field=model.title[0],
        title_fields=tuple(model.title),
        declaration=tuple(text(one) for one in model.declaration),
        enterprise_result=model.enterprise_result,
        extension=rules.extension(model.extension),
        procedures=tuple(rules.procedure(one) for one in model.procedures),
        superior=rules.superior(model.superior),
        tolerance=rules.tolerance(model.tolerance),
        commitment=rules.commitment(model.commitment),
        keywords=tuple(model.keywords),
        parts=parts,
        papers=tuple(rules.paper(one) for one in model.papers),
        redirects=tuple(rules.redirect(one) for one in model.redirects),
        decision_words=rules.decision_words(model.decision_words),
        one_open=rules.one_open(model.one_open),
        waiting=rules.waiting(model.waiting),
        urgent=rules.urgent(model.urgent),
    )


def department(key: str, model: office_schema.DepartmentModel) -> Department:
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


def county(model: office_schema.CountyModel) -> County:
    """The county that runs the portal."""
    return County(
        division=model.division,
        name=text(model.name),
        government=text(model.government),
        portal=text(model.portal),
        province=text(model.province),
        city=text(model.city),
    )


def targets(model: office_schema.TargetsModel) -> Targets:
    """What the county set itself."""
    return Targets(once=model.once, on_time=model.on_time, median_workdays=model.median_workdays)


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
        at_step=model.at_step,
        obtain=_obtain(model.obtain),
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
        limits=tuple(_special_limit(one) for one in model.limits),
        not_before=_not_before(model.not_before),
        missed=model.missed,
        silence=model.silence,
    )


def _special_limit(model: schema.SpecialLimitModel) -> SpecialLimit:
    return SpecialLimit(needed(model.when), limit(model.limit))


def _not_before(model: schema.NotBeforeModel | None) -> NotBefore | None:
    return NotBefore(model.step, limit(model.limit), text(model.basis)) if model else None


def _obtain(model: schema.ObtainModel | None) -> Obtain | None:
    if model is None:
        return None
    valid_for = limit(model.valid_for) if model.valid_for else None
    return Obtain(model.licence, model.dataset, holder=model.holder, valid_for=valid_for)


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
