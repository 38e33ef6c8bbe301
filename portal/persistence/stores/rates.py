"""Rates of duty inside a transaction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, insert, select, update

from portal.domain.origin.rates import TariffRate
from portal.persistence.models.tariffs import TariffRateRow

COLUMNS = tuple(column for column in TariffRateRow.__table__.columns if column.name != "entered_by")
MOST = 500
NEXT_CODE = "999999999"


class SqlRates:
    """Rates by country and goods."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of_goods(self, destination: str, hs6: str) -> Sequence[TariffRate]:
        within = (TariffRateRow.hs >= hs6, TariffRateRow.hs <= hs6 + NEXT_CODE)
        query = select(*COLUMNS).where(TariffRateRow.destination == destination, *within)
        return self._rates(query.order_by(TariffRateRow.hs, TariffRateRow.id).limit(MOST))

    def listed(self, *, destination: str | None, after: int, size: int) -> Sequence[TariffRate]:
        return self._rates(list_query(destination, after).limit(size))

    def get(self, rate_id: int) -> TariffRate | None:
        found = self._rates(select(*COLUMNS).where(TariffRateRow.id == rate_id))
        return found[0] if found else None

    def add(self, rate: TariffRate, *, by: str) -> None:
        self._connection.execute(insert(TariffRateRow).values(_row(rate, by)))

    def end(self, rate_id: int, last_day: date) -> None:
        self._connection.execute(update(TariffRateRow).where(TariffRateRow.id == rate_id).values(valid_to=last_day))

    def _rates(self, query: Select[Any]) -> tuple[TariffRate, ...]:
        return tuple(_rate(row) for row in self._connection.execute(query).mappings())


def list_query(destination: str | None, after: int) -> Select[Any]:
    """Rows behind an id, in their order."""
    query = select(*COLUMNS).where(TariffRateRow.id > after)
    if destination is not None:
        query = query.where(TariffRateRow.destination == destination)
    return query.order_by(TariffRateRow.id)


def _row(rate: TariffRate, by: str) -> dict[str, Any]:
    return {
        "agreement": rate.agreement,
        "destination": rate.destination,
        "hs": rate.hs,
        "mfn_rate": format(rate.mfn_rate, "f"),
        "pref_rate": format(rate.pref_rate, "f"),
        "valid_from": rate.valid_from,
        "valid_to": rate.valid_to,
        "source": rate.source,
        "demo": rate.demo,
        "entered_by": by,
    }


def _rate(row: RowMapping) -> TariffRate:
    return TariffRate(**{**row, "mfn_rate": Decimal(row["mfn_rate"]), "pref_rate": Decimal(row["pref_rate"])})
