"""What the proofs of the domain say about a definition file, in words and with lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from portal.definitions.findings import Finding
    from portal.definitions.loader import Loaded
    from portal.domain.workflow import Department, Service


def prove(_loaded: Loaded[Service], _departments: Mapping[str, Department]) -> list[Finding]:
    """Every remark of the proofs about one definition."""
    return []
