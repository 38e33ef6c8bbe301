"""Plots: demo cases in which something happens beside the ordinary way, one for every stage and incident of a life.

Owns which there are. Each tells its story in working days before today, so the county is alive whenever it is made.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from portal.demo.plots import afterwards, certificates, claims, closing, intake, review

if TYPE_CHECKING:
    from portal.demo.plots.plot import Plot

PLOTS: Final[tuple[Plot, ...]] = (
    *intake.PLOTS,
    *review.PLOTS,
    *afterwards.PLOTS,
    *closing.PLOTS,
    *claims.PLOTS,
    *certificates.PLOTS,
)
