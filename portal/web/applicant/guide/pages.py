"""What a service guide shows, made from the definition alone.

Owns the four first answers (what, how long, how much, how often) and the list that shortens with every answer.
Refuses to promise anything that the definition does not say.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.datastructures import MultiDict
from wtforms import Field as WtfField

from portal.domain.answers import read_field
from portal.domain.case.review import limit_of
from portal.domain.checklist import ChecklistLine, applies, materials_for, most_brought, redirects_for
from portal.domain.conditions import Answer, evaluate
from portal.domain.forms import Field, FieldKind
from portal.domain.limits import Limit
from portal.domain.materials import Acquisition, Material, Medium, Necessity
from portal.domain.texts import Text
from portal.domain.workflow import Service, Step, StepKind
from portal.i18n import limit_words, money, translated
from portal.services.identifiers import IDENTIFIERS
from portal.services.ports.definitions import Catalogue
from portal.web.applicant.answering.forms import form_of, input_of, typed_one
from portal.web.applicant.guide.item_words import item_rows
from portal.web.applicant.stages import stages_of
from portal.web.common.parts import Badge, Row, Stage, StepBox, Tone
from portal.web.common.plan import PlanRow, plan_from_today
from portal.web.common.withdrawn import Withdrawn, withdrawn_notice


@dataclass(frozen=True, slots=True)
class Fact:
    """One of the first answers."""

    question: str
    answer: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class GuideMaterial:
    """One line of the list of materials."""

    name: Text
    how: Badge
    details: tuple[str, ...]
    guidance: Text | None
    basis: Text
    maybe: bool


@dataclass(frozen=True, slots=True)
class Listed:
    """The list of materials in a situation, and by how much the answers shortened it."""

    needed: tuple[GuideMaterial, ...]
    whole: int
    left_out: int
    maybe: int
    upload: int
    is_answered: bool


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Why the answers belong to another service, and which."""

    service: Service
    reason: Text


@dataclass(frozen=True, slots=True)
class GuidePage:
    """The whole guide."""

    service: Service
    facts: tuple[Fact, ...]
    elsewhere: tuple[Elsewhere, ...]
    questions: tuple[WtfField, ...]
    answers: tuple[tuple[str, str], ...]
    listed: Listed
    stages: tuple[Stage, ...]
    plan: tuple[PlanRow, ...]
    department: Text
    phone: str
    item: tuple[Row, ...]
    withdrawn: Withdrawn | None


def guide_page(service: Service, catalogue: Catalogue, sent: MultiDict[str, str]) -> GuidePage:
    """The guide for the situation that was answered so far."""
    facts, asked = situation(service, sent)
    raw = {item.id: typed_one(item, sent) for item in asked}
    form = form_of(asked, raw)
    listed = listed_for(service, facts)
    department = catalogue.department(service.item.department)
    inputs = (input_of(form, item.id) for item in asked)
    return GuidePage(
        service=service,
        facts=first_facts(service, listed),
        elsewhere=tuple(Elsewhere(catalogue.current(one.to), one.reason) for one in redirects_for(service, facts)),
        questions=tuple(one for one in inputs if one is not None),
        answers=tuple((item.id, value) for item in asked for value in sent.getlist(item.id) if value),
        listed=listed,
        stages=step_stages(service, facts, catalogue),
        plan=plan_from_today(service, facts) if facts or not service.questions else (),
        department=department.name,
        phone=service.item.consult_phone,
        item=tuple(item_rows(service)),
        withdrawn=withdrawn_notice(service.key),
    )


def situation(service: Service, sent: MultiDict[str, str]) -> tuple[dict[str, object], tuple[Field, ...]]:
    """What is known from the address, and the questions that are asked; what cannot be read is not answered.

    A question with several answers counts as answered with none of them once everything before it was answered.
    """
    facts: dict[str, object] = {}
    asked: list[Field] = []
    for item in service.questions:
        if not applies(item.when, facts):
            continue
        asked.append(item)
        if item.kind is FieldKind.CHOICES and not sent.getlist(item.id) and len(facts) < len(asked) - 1:
            continue
        value, findings = read_field(item, typed_one(item, sent), IDENTIFIERS)
        if value is not None and not findings:
            facts[item.id] = value
    return facts, tuple(asked)


def first_facts(service: Service, listed: Listed) -> tuple[Fact, ...]:
    """What do I need, how long, how much, how often must I come."""
    item, limits = service.item, service.limits
    visits = item.promised_visits
    return (
        Fact(_("What do I need?"), what_words(listed), shorter_words(service, listed)),
        Fact(
            _("How long does it take?"),
            limit_words(limits.promise),
            time_note(service),
        ),
        Fact(
            _("How much does it cost?"),
            money(item.fee) if item.fee else _("Free of charge"),
            translated(item.fee_basis),
        ),
        Fact(
            _("How often must I come?"),
            str(ngettext("%(num)s time", "%(num)s times", visits)),
            translated(item.visit_reason) if visits else _("Everything is done online"),
        ),
    )


def time_note(service: Service) -> str:
    """What the law allows, and which time comes on top of the promise because no department can shorten it."""
    lawful = str(_("The law allows %(limit)s", limit=limit_words(service.limits.statutory)))
    if service.waiting is None:
        return lawful
    return lawful + str(_("; ")) + str(_("on top of it: %(what)s", what=translated(service.waiting.name)))


def what_words(listed: Listed) -> str:
    """How many documents one hands in; at most so many while an answer is still open."""
    if listed.maybe:
        return str(ngettext("At most %(num)s document", "At most %(num)s documents", listed.upload))
    return str(ngettext("%(num)s document to hand in", "%(num)s documents to hand in", listed.upload))


def shorter_words(service: Service, listed: Listed) -> str:
    if listed.left_out:
        return str(ngettext("%(num)s fewer in your situation", "%(num)s fewer in your situation", listed.left_out))
    before = service.item.materials_before
    if before:
        return str(_("%(before)s were asked before the reform", before=before))
    return str(_("Fewer, once you say how things are"))


def listed_for(service: Service, facts: Mapping[str, object]) -> Listed:
    lines = materials_for(service, facts)
    kept = [line for line in lines if line.applies is not Answer.NO]
    return Listed(
        needed=tuple(guide_material(line, step_name(service, line.material)) for line in kept),
        whole=len(lines),
        left_out=len(lines) - len(kept),
        maybe=sum(line.applies is Answer.UNKNOWN for line in kept),
        upload=most_brought(service, facts),
        is_answered=bool(facts),
    )


def step_name(service: Service, material: Material) -> str:
    """The step of the applicant with which a material comes; nothing when it comes with the filing."""
    return translated(service.step(material.at_step).name) if material.at_step else ""


def guide_material(line: ChecklistLine, step: str) -> GuideMaterial:
    material = line.material
    badges = {
        Acquisition.UPLOAD: Badge(Tone.BLUE, _("Upload")),
        Acquisition.GENERATED: Badge(Tone.GREEN, _("Made by the portal")),
        Acquisition.SHARED: Badge(Tone.GREEN, _("Shared data, nothing to hand in")),
    }
    media = {
        Medium.ORIGINAL: _("Original"),
        Medium.COPY: _("Copy"),
        Medium.EITHER: _("Original or copy"),
    }
    extra = {Necessity.OPTIONAL: _("Optional"), Necessity.TOLERABLE: _("May follow later")}.get(material.necessity)
    issuer = _("issued by %(issuer)s", issuer=translated(material.issuer)) if material.issuer else None
    later = _("handed in later, with “%(step)s”", step=step) if step else None
    shown = _("Shown at the window") if material.at_window else None
    details = (media[material.medium], issuer, extra, later, shown)
    return GuideMaterial(
        name=material.name,
        how=badges[material.acquisition],
        details=tuple(str(one) for one in details if one),
        guidance=material.guidance,
        basis=material.basis,
        maybe=line.applies is Answer.UNKNOWN,
    )


def step_stages(service: Service, facts: Mapping[str, object], catalogue: Catalogue) -> tuple[Stage, ...]:
    """The steps as a picture; those that the answers exclude are left out, open ones say so."""
    kept = [step for step in service.steps if step.when is None or evaluate(step.when, facts) is not Answer.NO]
    return tuple(Stage(tuple(boxes(stage, facts, catalogue))) for stage in stages_of(kept))


def boxes(stage: Iterable[Step], facts: Mapping[str, object], catalogue: Catalogue) -> Iterable[StepBox]:
    for step in stage:
        sure = applies(step.when, facts)
        who = _("You") if step.kind is StepKind.APPLICANT else catalogue.department(step.department).short
        limit = box_limit(limit_of(step, facts), sure=sure)
        yield StepBox(step.name, who, str(_("%(limit)s, you must be there", limit=limit)) if step.presence else limit)


def box_limit(limit: Limit, *, sure: bool) -> str:
    words = limit_words(limit)
    return words if sure else str(_("%(limit)s, if you choose it", limit=words))
