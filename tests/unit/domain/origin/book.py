"""The shipped book and short ways to ask it, for the tests of origin."""

from decimal import Decimal
from functools import cache
from pathlib import Path

from portal.definitions.origin import load_origin
from portal.domain.origin.check import Making, OriginMaterial, OriginResult, check_origin
from portal.domain.origin.data import OriginBook


@cache
def shipped() -> OriginBook:
    return load_origin(Path("workflows/origin"))


def material(
    hs6: str, value: str, origin: str = "", *, proof: bool = False, weight: str | None = None
) -> OriginMaterial:
    return OriginMaterial(hs6, Decimal(value), origin, proof, Decimal(weight) if weight else None)


def ask(
    agreement: str,
    *materials: OriginMaterial,
    hs6: str = "760612",
    fob: str = "8000",
    making: Making | None = None,
) -> OriginResult:
    return check_origin(
        shipped().agreements[agreement], hs6, fob=Decimal(fob), materials=materials, making=making or Making()
    )
