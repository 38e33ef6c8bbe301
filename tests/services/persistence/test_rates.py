"""Rates of duty: an index serves every question, whatever the size of the table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.services.persistence.test_plans import plan_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from portal.services.ports.transactions import Transaction
    from tests.factories.archive import Archive

ASKED: dict[str, tuple[Callable[[Transaction], object], str]] = {
    "goods": (lambda tx: tx.rates.of_goods("TH", "760612"), "ix_tariff_rates_goods"),
    "country": (lambda tx: tx.rates.listed(destination="TH", after=7, size=5), "ix_tariff_rates_country"),
    "all": (lambda tx: tx.rates.listed(destination=None, after=7, size=5), "PRIMARY KEY|pk_tariff_rates"),
}


@pytest.mark.parametrize("name", ASKED)
def test_an_index_serves_the_rates(archive: Archive, name: str) -> None:
    question, indexes = ASKED[name]

    def ask(_reads: object) -> object:
        with archive.database.uow.read() as tx:
            return question(tx)

    plan = plan_of(archive.database, ask)
    assert any(index in plan for index in indexes.split("|")), plan
    assert "Seq Scan" not in plan
