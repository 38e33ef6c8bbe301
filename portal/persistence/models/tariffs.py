"""Rates of duty that staff enter; a row is ended, never deleted, so that an earlier advice can be explained."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from portal.persistence.models.base import Base, RowId


class TariffRateRow(Base):
    """The rate without and with a certificate; rates are decimal numbers kept as text."""

    __tablename__ = "tariff_rates"

    id: Mapped[RowId]
    agreement: Mapped[str]
    destination: Mapped[str]
    hs: Mapped[str]
    mfn_rate: Mapped[str]
    pref_rate: Mapped[str]
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    source: Mapped[str]
    demo: Mapped[bool] = mapped_column(default=False)
    entered_by: Mapped[str]


Index("ix_tariff_rates_goods", TariffRateRow.destination, TariffRateRow.hs)
Index("ix_tariff_rates_country", TariffRateRow.destination, TariffRateRow.id)
