"""The shape of the files that describe the county: departments, the county itself, and what it set itself."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from portal.definitions.shapes import Amount, Key, Strict, TextModel, Word


class DepartmentModel(Strict):
    """One department or bank of `workflows/departments.yaml`."""

    name: TextModel
    short: TextModel
    prefix: Word = Field(description="of document numbers")
    phone: Word
    complaint_phone: Word
    address: TextModel


class DepartmentsModel(Strict):
    """The file `workflows/departments.yaml`."""

    departments: dict[Key, DepartmentModel]


class CountyModel(Strict):
    """The file `workflows/county.yaml`."""

    division: Annotated[str, Field(pattern=r"^[0-9]{6}$")] = Field(description="GB/T 2260, in quotes")
    name: TextModel
    government: TextModel
    portal: TextModel
    province: TextModel
    city: TextModel


class TargetsModel(Strict):
    """The file `workflows/targets.yaml`, which a county may have: what it set itself."""

    once: Amount | None = Field(default=None, ge=0, le=100, description="per cent of cases with at most one visit")
    on_time: Amount | None = Field(default=None, ge=0, le=100, description="per cent of cases decided in time")
    median_workdays: Amount | None = Field(default=None, ge=0, description="median of working days, at most")
