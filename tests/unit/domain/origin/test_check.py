"""Origin of goods: the worked vectors of the guide, and every way to get or to miss origin."""

from decimal import Decimal

import pytest

from portal.domain.origin.arithmetic import Costs
from portal.domain.origin.check import Making, OriginUnclear
from portal.domain.origin.data import Agreement, Criterion, Every, ProductRule, Provenance, Requirement
from portal.domain.texts import Text
from tests.unit.domain.origin.book import ask, material, shipped

RVC_ONLY = Making(claim=Criterion.RVC)
SLITTING = Making(only_minimal=True, operations=(shipped().operations["cutting"],))


def said(lines: tuple[Text, ...]) -> str:
    return "\n".join(f"{line.zh}\n{line.en}" for line in lines)


@pytest.mark.parametrize("agreement", ["acfta", "rcep"])
@pytest.mark.parametrize(
    ("vnm", "rvc", "shown", "passed"),
    [
        ("4500", "43.75", "43.75", True),
        ("4800", "40", "40.00", True),
        ("4801", "39.9875", "39.99", False),
    ],
)
def test_value_content_compares_unrounded_and_shows_two_decimals(
    agreement: str, vnm: str, rvc: str, shown: str, *, passed: bool
) -> None:
    found = ask(agreement, material("760612", vnm, "US"), making=RVC_ONLY)
    assert (found.passed, found.rvc, str(found.rvc_shown)) == (passed, Decimal(rvc), shown)
    assert f"(8000 − {vnm}) ÷ 8000 × 100" in said(found.explanation)


def test_a_value_just_below_the_limit_shows_all_its_digits() -> None:
    assert "39.99% (39.9875%) < 40%" in said(ask("acfta", material("760612", "4801")).explanation)


@pytest.mark.parametrize("agreement", ["acfta", "rcep"])
def test_plates_from_unwrought_aluminium_change_the_heading(agreement: str) -> None:
    found = ask(agreement, material("760110", "5000", "AU"))
    assert (found.passed, found.criterion, found.ctc_failures) == (True, Criterion.CTH, ())


def test_slitting_of_imported_plates_changes_nothing_and_is_minimal() -> None:
    found = ask("rcep", material("760611", "5000", "US"), making=SLITTING)
    assert (found.passed, found.only_minimal) == (False, True)
    assert [one.hs6 for one in found.ctc_failures] == ["760611"]
    assert "微小加工不能赋予原产资格" in said(found.explanation)


def test_minimal_operations_never_confer_even_where_the_value_would() -> None:
    assert not ask("acfta", material("760611", "100", "US"), making=SLITTING).passed


@pytest.mark.parametrize("agreement", ["acfta", "rcep"])
def test_offcuts_within_ten_per_cent_are_tolerated(agreement: str) -> None:
    found = ask(agreement, material("760110", "5000", "AU"), material("760612", "700", "US"))
    assert (found.passed, found.criterion, found.de_minimis_used) == (True, Criterion.CTH, True)
    assert found.vnm == 5700
    assert "700 ÷ 8000 = 8.75% ≤ 10%" in said(found.explanation)


@pytest.mark.parametrize("agreement", ["acfta", "rcep"])
def test_offcuts_above_ten_per_cent_fail_the_heading_and_the_value_is_tried(agreement: str) -> None:
    found = ask(agreement, material("760110", "5000", "AU"), material("760612", "850", "US"))
    assert (found.passed, found.de_minimis_used, str(found.rvc_shown)) == (False, False, "26.88")
    assert "10.63% (10.625%) > 10%" in said(found.explanation)
    cheaper = ask(agreement, material("760110", "3000", "AU"), material("760612", "850", "US"))
    assert (cheaper.passed, cheaper.criterion) == (True, Criterion.RVC)


def test_exactly_ten_per_cent_is_tolerated() -> None:
    assert ask("rcep", material("760110", "6000"), material("760612", "800")).de_minimis_used


def test_marks_of_a_rcep_certificate() -> None:
    tolerated = ask("rcep", material("760110", "5000", "US"), material("760612", "700", "US"))
    assert tolerated.box == "CTC, DMI"
    summed = ask("rcep", material("760110", "5000", "US"), material("760612", "2000", "AU", proof=True))
    assert summed.box == "CTC, ACU"
    assert ask("acfta", material("760612", "4500", "US")).box == "RVC 43.75%"


def test_textiles_may_be_tolerated_by_weight_under_rcep_only() -> None:
    yarn = material("620520", "1500", "US", weight="9")
    making = Making(weight=Decimal(100))
    cloth = material("520811", "5500", "US", weight="91")
    assert ask("rcep", cloth, yarn, hs6="620520", making=making).de_minimis_used
    assert not ask("rcep", cloth, material("620520", "1500", "US", weight="11"), hs6="620520", making=making).passed
    assert not ask("rcep", cloth, material("620520", "1500", "US"), hs6="620520", making=making).passed
    plates = ask("rcep", material("760110", "5500"), material("760612", "1500", weight="1"), making=making)
    assert not plates.passed


def test_materials_of_a_party_count_only_with_their_proof() -> None:
    with_proof = ask("rcep", material("760612", "6000", "TH", proof=True))
    assert (with_proof.passed, with_proof.criterion, with_proof.cumulated) == (True, Criterion.PE, True)
    assert not ask("rcep", material("760612", "6000", "TH")).passed
    assert not ask("rcep", material("760612", "6000", "US", proof=True)).passed
    assert not ask("acfta", material("760612", "6000", "JP", proof=True)).passed


def test_wholly_obtained_and_produced_exclusively() -> None:
    wild = Making(wholly_obtained=True)
    assert ask("acfta", hs6="080510", making=wild).criterion is Criterion.WO
    assert ask("acfta", material("760110", "10", "CN"), hs6="760612").criterion is Criterion.PE
    assert ask("acfta", material("760612", "7000", "US"), making=wild).criterion is None
    assert ask("non-preferential", hs6="080510", making=wild).box == "P"


def test_build_up_counts_where_it_is_the_better_way() -> None:
    costs = Costs(Decimal(600), Decimal(400), Decimal(500), Decimal(100))
    stuff = (material("760612", "5000", "US"), material("760110", "1600", "CN"))
    found = ask("acfta", *stuff, making=Making(costs=costs))
    assert (found.passed, found.rvc, found.rvc_build_up) == (True, Decimal("37.5"), Decimal(40))
    assert found.box == "RVC 40%"
    assert "(1600 + 600 + 400 + 500 + 100) ÷ 8000 × 100 = 40.00% ≥ 40%" in said(found.explanation)
    assert not ask("acfta", *stuff).passed


def test_a_chemical_reaction_confers_only_where_the_rule_says_so() -> None:
    reacted = Making(reaction=True)
    assert ask("rcep", material("290511", "7000", "US"), hs6="290512", making=reacted).criterion is Criterion.CR
    assert not ask("rcep", material("290511", "7000", "US"), hs6="290512").passed
    assert not ask("acfta", material("290511", "7000", "US"), hs6="290512", making=reacted).passed


SOURCE = Provenance(Text("试", "trial"), confirmed=True)
STRICT = Agreement(
    "strict",
    Text("严", "strict"),
    members=(),
    rules=(
        ProductRule((), Requirement(Criterion.CC), SOURCE),
        ProductRule(("8544",), Requirement(Criterion.CTSH), SOURCE),
        ProductRule(("7411",), Requirement(Criterion.CTH, except_from=("7403", "7404")), SOURCE),
        ProductRule(("8471",), Every((Requirement(Criterion.CTH), Requirement(Criterion.RVC, Decimal(40)))), SOURCE),
    ),
    source=SOURCE,
)


@pytest.mark.parametrize(
    ("hs6", "stuff", "value", "criterion"),
    [
        ("760612", "760110", "1", None),
        ("760612", "260600", "1", Criterion.CC),
        ("854442", "854449", "1", Criterion.CTSH),
        ("854442", "854442", "1", None),
        ("741110", "740311", "1", None),
        ("741110", "740710", "1", Criterion.CTH),
        ("847130", "854231", "4800", Criterion.PSR),
        ("847130", "854231", "4801", None),
        ("847130", "847170", "10", None),
    ],
)
def test_product_rules(hs6: str, stuff: str, value: str, criterion: Criterion | None) -> None:
    found = check(hs6, stuff, value)
    assert found is criterion


def check(hs6: str, stuff: str, value: str) -> Criterion | None:
    from_book = shipped().agreements
    from_book["strict"] = STRICT
    try:
        return ask("strict", material(stuff, value, "US"), hs6=hs6).criterion
    finally:
        del from_book["strict"]


def test_without_a_rule_nothing_is_said() -> None:
    found = ask("cn-ch", material("760110", "10", "US"))
    assert not found.passed
    assert "没有录入" in said(found.explanation)


def test_unconfirmed_rules_are_marked() -> None:
    found = ask("acfta", material("760110", "10", "US"))
    assert not found.confirmed
    assert "（待核）" in said(found.explanation)


@pytest.mark.parametrize(
    ("hs6", "fob", "stuff"),
    [("7606", "8000", "760110"), ("76061X", "8000", "760110"), ("760612", "0", "760110"), ("760612", "8000", "76")],
)
def test_figures_that_mean_nothing_are_refused(hs6: str, fob: str, stuff: str) -> None:
    with pytest.raises(OriginUnclear):
        ask("acfta", material(stuff, "10", "US"), hs6=hs6, fob=fob)


def test_negative_and_endless_values_are_refused() -> None:
    for value in ("-1", "NaN", "Infinity"):
        with pytest.raises(OriginUnclear):
            ask("acfta", material("760110", value, "US"))


def test_sums_of_long_amounts_lose_no_digit() -> None:
    fob, vnm = "1" + "0" * 40, "6" + "0" * 38 + "1"
    result = ask("rcep", material("760612", vnm, "US"), fob=fob, making=Making(claim=Criterion.RVC))
    assert (result.vnm, result.passed) == (Decimal(vnm), False)


@pytest.mark.parametrize("value", ["1e999999", "1e-999999", "NaN", "Infinity", "-1"])
def test_numbers_that_are_no_amounts_are_refused_at_once(value: str) -> None:
    with pytest.raises(OriginUnclear):
        ask("rcep", material("760110", "1"), fob=value)
    with pytest.raises(OriginUnclear):
        ask("rcep", material("760110", value))
    with pytest.raises(OriginUnclear):
        ask("rcep", material("610910", "1", weight=value), hs6="610910", making=Making(weight=Decimal(10)))
    with pytest.raises(OriginUnclear):
        ask("rcep", material("760110", "1"), making=Making(weight=Decimal(value)))
    with pytest.raises(OriginUnclear):
        ask("rcep", material("760110", "1"), making=Making(costs=Costs(labour=Decimal(value))))


def test_a_loss_is_profit_below_zero() -> None:
    costs = Costs(labour=Decimal(3400), profit=Decimal(-200))
    result = ask("rcep", material("760612", "8000", "US"), making=Making(costs=costs))
    assert (result.rvc_build_up, result.passed) == (Decimal(40), True)


def test_materials_from_china_are_cumulated_by_another_exporter_with_proof_only() -> None:
    def vietnamese(*, proof: bool) -> bool:
        return ask("acfta", material("760611", "7000", "CN", proof=proof), making=Making(exporter="VN")).passed

    assert vietnamese(proof=True)
    assert not vietnamese(proof=False)
