"""What changed between two versions: every key is compared, places are those of the file, harder is said."""

from __future__ import annotations

from dataclasses import fields, replace
from decimal import Decimal
from typing import Any

import pytest

from portal.domain import bundles
from portal.domain.bundles import PaperRow, ServicePaper
from portal.domain.comparisons import Op
from portal.domain.conditions import Compare
from portal.domain.differences import Change, Part, Touched, What, aspects, differences
from portal.domain.differences.kinds import LISTS, SINGLES
from portal.domain.forms import Field, FieldKind, Option, Page, Rule, Section
from portal.domain.limits import Limit, Unit
from portal.domain.materials import CheckPoint, Material, Necessity, Obtain
from portal.domain.procedures import (
    CommitmentRule,
    ExtensionRule,
    LimitBasis,
    Redirect,
    SpecialProcedure,
    SuperiorRule,
    ToleranceRule,
    UrgentRule,
    WaitingRule,
)
from portal.domain.workflow import Faq, Item, Limits, NotBefore, OnFail, Service, SpecialLimit, Step
from tests.factories.services import item, material, opening, step, text

TABLES = {
    Service: (
        aspects.SERVICE,
        {"key", "version", "title_field", "item", "limits", "questions", "sections", "materials", "steps"},
    ),
    Item: (aspects.ITEM, {"faq"}),
    Limits: (aspects.LIMITS, {"basis"}),
    LimitBasis: (aspects.LIMIT_BASIS, set()),
    Faq: (aspects.FAQ, set()),
    ExtensionRule: (aspects.EXTENSION, set()),
    SuperiorRule: (aspects.SUPERIOR, set()),
    ToleranceRule: (aspects.TOLERANCE, set()),
    CommitmentRule: (aspects.COMMITMENT, set()),
    SpecialProcedure: (aspects.PROCEDURE, {"id"}),
    Option: (aspects.OPTION, {"id"}),
    Field: (aspects.FIELD, {"id", "options", "columns"}),
    Rule: (aspects.RULE, {"at"}),
    Page: (aspects.PAGE, {"id", "fields", "rules"}),
    Section: (aspects.SECTION, {"id", "pages"}),
    CheckPoint: (aspects.CHECK, {"id"}),
    Material: (aspects.MATERIAL, {"id", "checks", "obtain"}),
    Obtain: (aspects.OBTAIN, set()),
    Step: (aspects.STEP, {"id", "checks", "results", "limits", "not_before"}),
    SpecialLimit: (aspects.SPECIAL_LIMIT, {"when"}),
    NotBefore: (aspects.NOT_BEFORE, set()),
    bundles.Part: (aspects.BUNDLE_PART, {"id"}),
    ServicePaper: (aspects.PAPER, {"id", "rows"}),
    PaperRow: (aspects.PAPER_ROW, set()),
    Redirect: (aspects.REDIRECT, {"when"}),
    WaitingRule: (aspects.WAITING, set()),
    UrgentRule: (aspects.URGENT, set()),
}
NESTED = {"procedures", *(key for key, _ in (*SINGLES, *LISTS))}


@pytest.mark.parametrize("shape", TABLES, ids=lambda shape: shape.__name__)
def test_no_key_of_a_definition_is_forgotten(shape: Any) -> None:
    table, elsewhere = TABLES[shape]
    names = {one.name for one in fields(shape) if not one.name.startswith("_")}
    expected = names - elsewhere - (NESTED if shape is Service else set())
    assert set(table) == expected


def only(before: Service, after: Service) -> Change:
    (change,) = differences(before, after)
    return change


def with_limits(**changes: Any) -> Service:
    plain = opening()
    return replace(plain, limits=replace(plain.limits, **changes))


def with_material(**changes: Any) -> Service:
    plain = opening()
    return replace(plain, materials=(replace(plain.materials[0], **changes), *plain.materials[1:]))


def test_the_same_says_nothing() -> None:
    assert differences(opening(), opening(version=2)) == ()


@pytest.mark.parametrize(
    ("limit", "harder"),
    [
        (Limit(4, Unit.WORKDAY), False),
        (Limit(6, Unit.WORKDAY), True),
        (Limit(7, Unit.DAY), False),
        (Limit(8, Unit.DAY), True),
        (Limit(1, Unit.MONTH), True),
        (Limit(40, Unit.WORKHOUR), False),
        (Limit(24, Unit.HOUR), False),
    ],
)
def test_a_longer_promise_is_harder(limit: Limit, *, harder: bool) -> None:
    change = only(opening(), with_limits(promise=limit))
    assert (change.part, change.place, change.aspect) == (Part.LIMITS, ("limits", "promise"), "promise")
    assert (change.before, change.after, change.is_harder) == (Limit(5, Unit.WORKDAY), limit, harder)
    assert change.touches == {Touched.APPLICANT, Touched.DEPARTMENT}


def test_less_time_to_correct_is_harder() -> None:
    assert only(opening(), with_limits(correction=Limit(20, Unit.DAY))).is_harder
    assert not only(opening(), with_limits(correction=Limit(40, Unit.DAY))).is_harder


def test_a_new_material_is_one_change_with_its_condition() -> None:
    wanted = Compare("parts", Op.CONTAINS, "seal")
    plain = opening()
    change = only(plain, replace(plain, materials=(*plain.materials, material("stamp", when=wanted))))
    assert (change.what, change.part, change.name) == (What.ADDED, Part.MATERIAL, text("stamp"))
    assert (change.place, change.after, change.is_harder) == (("materials", 3), wanted, True)
    back = only(replace(plain, materials=(*plain.materials, material("stamp"))), plain)
    assert (back.what, back.is_harder) == (What.REMOVED, False)


def test_an_optional_material_asks_nothing_more() -> None:
    plain = opening()
    extra = material("stamp", necessity=Necessity.OPTIONAL)
    assert not only(plain, replace(plain, materials=(*plain.materials, extra))).is_harder


@pytest.mark.parametrize(
    ("changes", "harder"),
    [
        ({"copies": 2}, True),
        ({"copies": 0}, False),
        ({"necessity": Necessity.OPTIONAL}, False),
        ({"guidance": text("另行说明")}, False),
        ({"when": Compare("parts", Op.CONTAINS, "seal")}, False),
    ],
)
def test_a_material_that_changed(changes: dict[str, Any], *, harder: bool) -> None:
    change = only(opening(), with_material(**changes))
    (key,) = changes
    assert (change.place, change.aspect, change.is_harder) == (("materials", 0, key), key, harder)


def test_what_was_for_some_is_now_for_all() -> None:
    some = with_material(when=Compare("parts", Op.CONTAINS, "seal"))
    assert only(some, opening()).is_harder


def test_visits_and_fees() -> None:
    dearer = opening(item=item(promised_visits=1, visit_reason=text("当面核验"), fee=Decimal(20), fee_basis=text("价")))
    harder = {change.aspect: change.is_harder for change in differences(opening(), dearer)}
    assert harder == {"promised_visits": True, "visit_reason": False, "fee": True, "fee_basis": False}


def test_a_check_of_a_step_is_told_inside_it() -> None:
    plain = opening()
    changed = replace(plain.steps[0], checks=(*plain.steps[0].checks, CheckPoint("second", text("一致"))))
    change = only(plain, replace(plain, steps=(changed, *plain.steps[1:])))
    assert (change.part, change.within, change.place) == (
        Part.STEP_CHECK,
        (text("registration"),),
        ("steps", 0, "checks", 1),
    )
    assert change.touches == {Touched.DEPARTMENT}


def test_a_step_that_now_ends_the_case() -> None:
    plain = opening()
    bank = replace(plain.steps[2], on_fail=OnFail.REFUSE)
    change = only(plain, replace(plain, steps=(*plain.steps[:2], bank, plain.steps[3])))
    assert (change.aspect, change.before, change.after, change.is_harder) == (
        "on_fail",
        OnFail.CONTINUE,
        OnFail.REFUSE,
        True,
    )


def test_another_order_is_one_change() -> None:
    plain = opening()
    change = only(plain, replace(plain, steps=(plain.steps[0], plain.steps[2], plain.steps[1], plain.steps[3])))
    assert (change.what, change.place) == (What.REORDERED, ("steps",))
    assert change.after == tuple(map(text, ("registration", "bank", "seal", "decision")))


def test_a_field_that_moves_to_another_page_is_the_same_field() -> None:
    plain = opening()
    phone = Field("phone", FieldKind.MOBILE, text("电话"))
    first, second = Page("one", text("一"), (phone,)), Page("two", text("二"), ())
    before = replace(plain, sections=(Section("s", text("节"), (first, second)),))
    moved = (replace(first, fields=()), replace(second, fields=(phone,)))
    after = replace(plain, sections=(Section("s", text("节"), moved),))
    change = only(before, after)
    assert (change.part, change.aspect, change.before, change.after) == (
        Part.FIELD,
        "stands_in",
        (text("一"),),
        (text("二"),),
    )


def test_an_option_that_goes_is_harder() -> None:
    plain = opening()
    fewer = replace(plain.questions[0], options=plain.questions[0].options[:1])
    change = only(plain, replace(plain, questions=(fewer,)))
    assert (change.what, change.part, change.is_harder) == (What.REMOVED, Part.OPTION, True)


def test_a_procedure_that_may_pause_the_case() -> None:
    plain, rule = opening(), ToleranceRule(Limit(2, Unit.WORKDAY), text("容缺"))
    assert only(plain, replace(plain, tolerance=rule)).is_harder is False
    gone = only(replace(plain, tolerance=rule), plain)
    assert (gone.what, gone.part, gone.is_harder) == (What.REMOVED, Part.TOLERANCE, True)


def test_an_added_step_is_harder_and_a_removed_one_is_not() -> None:
    plain = opening()
    more = replace(plain, steps=(*plain.steps, step("site", "market")))
    assert only(plain, more).is_harder
    assert not only(more, plain).is_harder


def test_a_step_that_may_not_be_done_before_a_time() -> None:
    plain = opening()
    late = NotBefore("registration", Limit(45, Unit.DAY), text("公司法第二百三十五条"))
    waiting = replace(plain, steps=(*plain.steps[:3], replace(plain.steps[3], not_before=late)))
    change = only(plain, waiting)
    assert (change.what, change.part, change.within) == (What.ADDED, Part.NOT_BEFORE, (text("decision"),))
    assert (change.place, change.is_harder) == (("steps", 3, "not_before"), True)
    shorter = replace(late, limit=Limit(30, Unit.DAY))
    back = only(waiting, replace(plain, steps=(*plain.steps[:3], replace(plain.steps[3], not_before=shorter))))
    assert (back.aspect, back.place[-2:], back.is_harder) == ("limit", ("not_before", "limit"), False)


def test_special_limits_are_known_by_their_condition_and_their_order_counts() -> None:
    plain = opening()
    seal, bank = (Compare("parts", Op.CONTAINS, one) for one in ("seal", "bank"))
    first, second = SpecialLimit(seal, Limit(1, Unit.WORKDAY)), SpecialLimit(bank, Limit(2, Unit.WORKDAY))

    def with_special(*limits: SpecialLimit) -> Service:
        return replace(plain, steps=(replace(plain.steps[0], limits=limits), *plain.steps[1:]))

    added = only(plain, with_special(first))
    assert (added.what, added.part, added.after) == (What.ADDED, Part.SPECIAL_LIMIT, seal)
    changed = only(with_special(first), with_special(replace(first, limit=Limit(3, Unit.WORKDAY))))
    assert (changed.aspect, changed.is_harder) == ("limit", True)
    moved = only(with_special(first, second), with_special(second, first))
    assert (moved.what, moved.before, moved.after) == (What.REORDERED, (seal, bank), (bank, seal))


def test_a_redirect_and_a_source_given_up_are_harder() -> None:
    plain = opening()
    away = Redirect(Compare("parts", Op.CONTAINS, "seal"), "closing", text("第二百四十条"))
    assert only(plain, replace(plain, redirects=(away,))).is_harder
    spared = with_material(obtain=Obtain(licence="BUSINESS"))
    gone = only(spared, plain)
    assert (gone.part, gone.place, gone.is_harder) == (Part.OBTAIN, ("materials", 0, "obtain"), True)
