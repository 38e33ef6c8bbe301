"""A small service with parallel steps, built without YAML, for tests of the domain and of storing."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from portal.domain.comparisons import Op
from portal.domain.conditions import Compare
from portal.domain.forms import Field, FieldKind, Option, Page, Section
from portal.domain.limits import Limit, Unit
from portal.domain.materials import Acquisition, CheckPoint, Material, Medium, Necessity, Source
from portal.domain.texts import Text
from portal.domain.workflow import Item, Limits, OnFail, Service, Shelf, Step, StepKind

if TYPE_CHECKING:
    from portal.domain.conditions import Condition


def text(zh: str) -> Text:
    """The same word in both languages."""
    return Text(zh, zh)


def wants(part: str) -> Condition:
    """The applicant chose that part."""
    return Compare("parts", Op.CONTAINS, part)


def material(material_id: str, **changes: Any) -> Material:
    """A required upload."""
    plain = Material(
        id=material_id,
        name=text(material_id),
        necessity=Necessity.REQUIRED,
        source=Source.APPLICANT,
        acquisition=Acquisition.UPLOAD,
        medium=Medium.COPY,
        basis=text("条例16"),
    )
    return replace(plain, **changes)


def step(step_id: str, department: str, **changes: Any) -> Step:
    """A review of one working day."""
    plain = Step(
        id=step_id,
        name=text(step_id),
        department=department,
        kind=StepKind.REVIEW,
        limit=Limit(1, Unit.WORKDAY),
        basis=text("条例19"),
    )
    return replace(plain, **changes)


def item(**changes: Any) -> Item:
    """The published facts of a county service."""
    plain = Item(
        task_code="11360823KB0001",
        task_type="01",
        level="4",
        department="market",
        promised_visits=0,
        visit_reason=None,
        fee=Decimal(0),
        fee_basis=None,
        conditions=(text("条件"),),
        basis=(text("依据"),),
        address=text("大厅"),
        hours=text("9:00-17:00"),
        consult_phone="0796-0000001",
        complaint_phone="0796-0000002",
        review_body=text("县人民政府"),
        court=text("县人民法院"),
        result_name=text("营业执照"),
        result_validity=text("长期"),
        result_collection=text("下载"),
    )
    return replace(plain, **changes)


def opening(**changes: Any) -> Service:
    """Registration, then seal and bank in parallel if wanted, then the decision."""
    parts = tuple(Option(part, text(part)) for part in ("seal", "bank"))
    plain = Service(
        key="opening",
        version=1,
        code="KB01",
        shelf=Shelf.START,
        name=text("企业开办"),
        summary=text("开办"),
        item=item(),
        limits=Limits(
            acceptance=Limit(5, Unit.WORKDAY),
            promise=Limit(5, Unit.WORKDAY),
            statutory=Limit(20, Unit.WORKDAY),
            correction=Limit(30, Unit.DAY),
            delivery=Limit(10, Unit.WORKDAY),
        ),
        questions=(Field("parts", FieldKind.CHOICES, text("选项"), required=False, options=parts),),
        sections=(Section("basic", text("基本"), (_name_page(),)),),
        materials=(
            material("articles"),
            material("photo", necessity=Necessity.OPTIONAL),
            material("licence", acquisition=Acquisition.SHARED),
        ),
        steps=_steps(),
        title_field="name",
        title_fields=("name",),
        declaration=(text("属实"),),
        enterprise_result="uscc",
    )
    return replace(plain, **changes)


def _name_page() -> Page:
    return Page("name", text("名称"), (Field("name", FieldKind.TEXT, text("名称")),))


def _steps() -> tuple[Step, ...]:
    return (
        step(
            "registration",
            "market",
            checks=(CheckPoint("form", text("齐全")),),
            results=(Field("uscc", FieldKind.USCC, text("统一社会信用代码")),),
        ),
        step("seal", "police", after=("registration",), when=wants("seal")),
        step("bank", "bank", after=("registration",), when=wants("bank"), on_fail=OnFail.CONTINUE),
        step(
            "decision",
            "market",
            kind=StepKind.DECISION,
            after=("registration", "seal", "bank"),
        ),
    )
