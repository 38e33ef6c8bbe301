"""Rates of duty and advice on a real database; the draft certificate of a filed case."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from portal.domain.documents import DocumentKind, OriginDraft
from portal.domain.origin.advice import Aside, Timing, Wish
from portal.domain.origin.check import OriginMaterial
from portal.domain.permissions import NotPermitted, Role
from portal.services.origin import files as rate_files
from portal.services.origin import rates as origin
from portal.services.origin.rates import NoSuchRate, RateRefused

if TYPE_CHECKING:
    from collections.abc import Callable

    from portal.domain.permissions import Actor
    from portal.services.deps import Deps
    from tests.factories.applicants import Applicant

HEAD = ["协定", "目的国", "HS编码", "最惠国税率", "优惠税率", "起始日期", "截止日期", "来源"]
FORM_E = ["acfta", "TH", "7606.12", "30%", "0", "2026-01-01", "", "示例"]
RCEP = ["RCEP", "th", "76061290", "30", "0.5", "2026/1/1", "2027年1月1日", "示例"]
TODAY = date(2026, 9, 21)


@pytest.fixture
def officer(person: Callable[..., Actor]) -> Actor:
    return person(Role.OFFICER, department="commerce")


def store(deps: Deps, officer: Actor, *rows: list[str]) -> None:
    read = rate_files.read_rates([HEAD, *rows])
    origin.add_rates(deps, officer, [row.rate for row in read if row.rate])


def wish(**given: object) -> Wish:
    return Wish(**{"hs": "760612", "destination": "TH", "value": Decimal(8000), "day": TODAY, **given})  # type: ignore[arg-type] # short ways to say it


def test_a_file_is_read_stored_and_listed(deps: Deps, officer: Actor) -> None:
    store(deps, officer, FORM_E, RCEP)
    first, second = origin.list_rates(deps, officer).rates
    assert (first.agreement, first.destination, first.hs, first.mfn_rate) == ("acfta", "TH", "760612", Decimal(30))
    assert (second.hs, second.pref_rate, second.valid_to) == ("76061290", Decimal("0.5"), date(2027, 1, 1))
    assert origin.list_rates(deps, officer, destination="VN").rates == ()


def test_the_advice_ranks_by_saving_then_papers_with_the_arithmetic(deps: Deps, officer: Actor) -> None:
    store(deps, officer, FORM_E, ["rcep", "TH", "760612", "30", "0", "2026-01-01", "", "示例"])
    found = origin.get_advice(deps, wish())
    assert [(one.kind.id, one.saving) for one in found.offers] == [("form_e", Decimal(2400)), ("rcep", Decimal(2400))]
    assert all(one.self_print for one in found.offers)
    assert found.fallback is not None


def test_eight_digits_go_before_six_and_a_larger_saving_wins(deps: Deps, officer: Actor) -> None:
    store(deps, officer, ["acfta", "TH", "760612", "30", "5", "2026-01-01", "", "x"], RCEP)
    found = origin.get_advice(deps, wish(hs="76061290"))
    assert [(one.kind.id, one.saving) for one in found.offers] == [("rcep", Decimal(2360)), ("form_e", Decimal(2000))]


def test_without_rates_that_is_said_and_a_co_is_left(deps: Deps) -> None:
    found = origin.get_advice(deps, wish())
    assert found.best is None
    assert {one.aside for one in found.aside} == {Aside.NO_RATE}
    assert found.fallback is not None
    assert found.fallback.kind.id == "co"


def test_goods_that_do_not_originate_and_late_shipments_are_set_aside(deps: Deps, officer: Actor) -> None:
    store(deps, officer, FORM_E)
    plates = (OriginMaterial("760611", Decimal(7000), "US"),)
    found = origin.get_advice(deps, wish(materials=plates))
    assert {one.aside for one in found.aside} == {Aside.NOT_ORIGINATING}
    late = origin.get_advice(deps, wish(shipped=date(2026, 9, 1)))
    assert late.offers[0].late.timing is Timing.MARKED
    in_time = origin.get_advice(deps, wish(shipped=date(2026, 9, 18)))
    assert in_time.offers[0].late.timing is Timing.IN_TIME


def test_a_shipment_before_the_rates_began_has_none(deps: Deps, officer: Actor) -> None:
    store(deps, officer, FORM_E)
    assert origin.get_advice(deps, wish(shipped=date(2025, 12, 31))).best is None


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({0: "nafta"}, "rate.agreement"),
        ({0: "non-preferential"}, "rate.agreement"),
        ({1: "XX"}, "rate.destination"),
        ({1: "US"}, "rate.not_a_member"),
        ({2: "7606"}, "rate.hs"),
        ({3: "5", 4: "6"}, "rate.pref_above_mfn"),
        ({3: "abc"}, "rate.not_a_number"),
        ({5: "2026-02-30"}, "rate.not_a_date"),
        ({6: "2025-01-01"}, "rate.ends_before"),
        ({7: ""}, "rate.source"),
    ],
)
def test_every_fault_of_a_row_is_named(deps: Deps, officer: Actor, change: dict[int, str], message: str) -> None:
    row = [change.get(number, cell) for number, cell in enumerate(FORM_E)]
    (judged,) = origin.judge_rates(deps, officer, rate_files.read_rates([HEAD, row]))
    assert message in [one.message_id for one in judged.findings]


def test_rows_may_not_overlap_in_the_table_or_in_the_file(deps: Deps, officer: Actor) -> None:
    rows = rate_files.read_rates([HEAD, FORM_E, FORM_E])
    assert [len(row.findings) for row in origin.judge_rates(deps, officer, rows)] == [0, 1]
    store(deps, officer, FORM_E)
    with pytest.raises(RateRefused):
        store(deps, officer, RCEP, FORM_E)
    assert len(origin.list_rates(deps, officer).rates) == 1


def test_an_ended_row_makes_room_and_no_longer_counts(deps: Deps, officer: Actor) -> None:
    store(deps, officer, FORM_E)
    (rate,) = origin.list_rates(deps, officer).rates
    assert rate.id is not None
    origin.end_rate(deps, officer, rate.id, last_day=date(2026, 9, 20))
    assert origin.get_advice(deps, wish()).best is None
    store(deps, officer, ["acfta", "TH", "760612", "20", "0", "2026-09-21", "", "x"])
    best = origin.get_advice(deps, wish()).best
    assert best is not None
    assert best.saving == 1600
    with pytest.raises(NoSuchRate):
        origin.end_rate(deps, officer, 999, last_day=TODAY)


def test_only_the_department_of_commerce_keeps_rates(deps: Deps, person: Callable[..., Actor]) -> None:
    for actor in (person(Role.OFFICER, department="tax"), person(Role.CLERK), person()):
        with pytest.raises(NotPermitted):
            origin.list_rates(deps, actor)
        with pytest.raises(NotPermitted):
            origin.add_rates(deps, actor, ())


def test_what_was_looked_at_is_what_is_read_again() -> None:
    rows = rate_files.read_rates([HEAD, FORM_E, RCEP])
    again = rate_files.from_text(rate_files.as_text([row.rate for row in rows if row.rate]))
    assert [row.rate for row in again] == [row.rate for row in rows]


def test_a_case_has_the_draft_of_its_certificate(deps: Deps, applicant: Applicant) -> None:
    case = applicant.file("origin-certificate", cert_kind="rcep")
    with deps.uow.read() as tx:
        drafts = [one for one in tx.documents.of_case(case.number) if one.kind is DocumentKind.ORIGIN_DRAFT]
    (draft,) = drafts
    assert isinstance(draft.content, OriginDraft)
    assert draft.content.form == "FORM RCEP"
    assert draft.content.rows[0][4] == "CTC"
