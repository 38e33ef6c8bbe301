"""Origin of goods: what must hold for all figures."""

from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from portal.domain.origin.arithmetic import half_up
from portal.domain.origin.check import OriginMaterial, OriginResult, check_origin
from tests.unit.domain.origin.book import shipped

AGREEMENTS = st.sampled_from(["acfta", "rcep", "non-preferential", "gsp", "apta"])
CODES = st.sampled_from(["760110", "760612", "760611", "740311", "620520", "520811", "290511", "847130"])
MONEY = st.decimals(min_value=0, max_value=100_000, places=2)
PRICES = st.decimals(min_value=1, max_value=100_000, places=2)
MATERIALS = st.lists(
    st.builds(
        OriginMaterial,
        hs6=CODES,
        value=MONEY,
        origin=st.sampled_from(["", "CN", "TH", "JP", "US"]),
        originating_doc=st.booleans(),
    ),
    max_size=5,
)


def ask(agreement: str, hs6: str, fob: Decimal, materials: list[OriginMaterial]) -> OriginResult:
    return check_origin(shipped().agreements[agreement], hs6, fob=fob, materials=materials)


@given(AGREEMENTS, CODES, PRICES, MATERIALS, st.integers(1, 1000))
def test_another_currency_changes_nothing(
    agreement: str, hs6: str, fob: Decimal, materials: list[OriginMaterial], rate: int
) -> None:
    scaled = [OriginMaterial(m.hs6, m.value * rate, m.origin, m.originating_doc) for m in materials]
    first, second = ask(agreement, hs6, fob, materials), ask(agreement, hs6, fob * rate, scaled)
    assert (first.passed, first.criterion, first.rvc, first.box) == (
        second.passed,
        second.criterion,
        second.rvc,
        second.box,
    )


@given(AGREEMENTS, CODES, PRICES, MATERIALS, CODES, MONEY)
def test_more_foreign_material_never_helps(
    agreement: str, hs6: str, fob: Decimal, materials: list[OriginMaterial], code: str, value: Decimal
) -> None:
    more = [*materials, OriginMaterial(code, value, "US")]
    assert not ask(agreement, hs6, fob, more).passed or ask(agreement, hs6, fob, materials).passed


@given(AGREEMENTS, CODES, PRICES, MATERIALS)
def test_the_order_of_materials_does_not_matter(
    agreement: str, hs6: str, fob: Decimal, materials: list[OriginMaterial]
) -> None:
    first, second = ask(agreement, hs6, fob, materials), ask(agreement, hs6, fob, materials[::-1])
    assert (first.passed, first.box, first.vnm) == (second.passed, second.box, second.vnm)


@given(AGREEMENTS, CODES, PRICES, MATERIALS)
def test_a_proof_of_origin_never_harms(agreement: str, hs6: str, fob: Decimal, materials: list[OriginMaterial]) -> None:
    proven = [OriginMaterial(m.hs6, m.value, m.origin, originating_doc=True) for m in materials]
    assert not ask(agreement, hs6, fob, materials).passed or ask(agreement, hs6, fob, proven).passed


@given(AGREEMENTS, CODES, PRICES, MATERIALS)
def test_an_answer_agrees_with_itself(agreement: str, hs6: str, fob: Decimal, materials: list[OriginMaterial]) -> None:
    found = ask(agreement, hs6, fob, materials)
    assert found.passed is bool(found.box) is (found.criterion is not None)
    assert Fraction(found.vnm) <= sum((Fraction(one.value) for one in materials), Fraction())
    assert all(line.zh and line.en for line in found.explanation)


@given(st.fractions(min_value=-1000, max_value=1000))
def test_rounding_is_half_up_and_near(value: Fraction) -> None:
    assert abs(Fraction(half_up(value)) - value) <= Fraction(1, 200)


def test_halves_go_up() -> None:
    assert str(half_up(Fraction(10625, 1000))) == "10.63"
    assert str(half_up(Fraction(-10625, 1000))) == "-10.63"
