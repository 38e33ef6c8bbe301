"""One goods line of an application, checked with the materials that belong to it.

Owns how answers become the figures of a check. Refuses figures that mean nothing, with `OriginUnclear`.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Final, cast

from portal.domain.origin.check import HS, Making, OriginMaterial, OriginUnclear, check_origin
from portal.domain.origin.data import Criterion

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from portal.domain.origin.check import OriginResult
    from portal.domain.origin.data import Agreement

AMOUNT: Final = re.compile(r"[0-9]{1,12}(\.[0-9]{1,2})?\Z")
YES: Final = "yes"

__all__ = ["AMOUNT", "HS", "line_result", "materials_of"]


def line_result(
    facts: Mapping[str, object],
    roles: Mapping[str, str],
    agreement: Agreement,
    *,
    number: int,
    claim: Criterion | None = None,
) -> OriginResult:
    """The check of one goods line (from 0) with its materials. Raises `OriginUnclear`."""
    goods = cast("Sequence[Mapping[str, object]]", facts.get(roles["table"]) or ())[number]
    mine = materials_of(facts, roles, number)
    making = Making(
        wholly_obtained=claim is Criterion.WO,
        reaction=claim is Criterion.CR,
        only_minimal=bool(facts.get(roles.get("minimal", ""))),
        claim=claim,
    )
    return check_origin(
        agreement,
        str(goods.get(roles["hs"])),
        fob=Decimal(str(goods.get(roles["fob"]))),
        materials=[_material(row, roles) for row in mine],
        making=making,
    )


def materials_of(facts: Mapping[str, object], roles: Mapping[str, str], number: int) -> Sequence[Mapping[str, object]]:
    """The rows of materials that belong to one goods line (from 0)."""
    rows = cast("Sequence[Mapping[str, object]]", facts.get(roles["materials"]) or ())
    return [row for row in rows if str(row.get(roles["m_line"]) or 1) == str(number + 1)]


def _material(row: Mapping[str, object], roles: Mapping[str, str]) -> OriginMaterial:
    value = str(row.get(roles["m_value"]) or "")
    if not AMOUNT.match(value):
        raise OriginUnclear(what="value", value=value)
    origin = str(row.get(roles["m_origin"]) or "").upper()
    proof = row.get(roles["m_proof"]) in {True, YES}
    return OriginMaterial(str(row.get(roles["m_hs"]) or ""), Decimal(value), origin if len(origin) == 2 else "", proof)  # noqa: PLR2004 - country codes have two letters
