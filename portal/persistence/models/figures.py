"""Counted cells: how many decided cases share the facts that management figures look at."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Mapped, mapped_column

from portal.persistence.models.base import ROWS_BY_KEY, Base


class CellRow(Base):
    """One cell (:class:`portal.domain.figures.Cell`) with its number of cases."""

    __tablename__ = "figure_cells"
    __table_args__ = ROWS_BY_KEY

    decided_on: Mapped[date] = mapped_column(primary_key=True)
    service_key: Mapped[str] = mapped_column(primary_key=True)
    granted: Mapped[bool] = mapped_column(primary_key=True)
    on_time: Mapped[bool] = mapped_column(primary_key=True)
    once: Mapped[str] = mapped_column(primary_key=True)
    workdays: Mapped[int] = mapped_column(primary_key=True)
    cases: Mapped[int]
