"""The county and the departments that act in its cases. Owns the shape only."""

from __future__ import annotations

from dataclasses import dataclass

from portal.domain.texts import Text


@dataclass(frozen=True, slots=True)
class Department:
    """A department 部门 or bank that acts in cases."""

    key: str
    name: Text
    short: Text  # e.g. 市监局
    prefix: str  # of its document numbers, e.g. 峡市监
    phone: str
    complaint_phone: str
    address: Text


@dataclass(frozen=True, slots=True)
class County:
    """The county that runs the portal."""

    division: str  # GB/T 2260, "360823"
    name: Text
    government: Text
    portal: Text  # name of the portal
    province: Text
    city: Text
