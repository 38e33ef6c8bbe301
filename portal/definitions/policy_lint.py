"""What lint says of a policy beyond its claims: the proofs of the domain in words, with lines of the policy's file.

Owns the sentences and the numbers that no two policies share. Refuses nothing itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from portal.definitions.findings import Finding
    from portal.definitions.loader import Loaded
    from portal.domain.policies.facts import FactKindOf
    from portal.domain.workflow import Service


def prove_policy(loaded: Loaded[Service], facts: Mapping[str, FactKindOf]) -> list[Finding]:
    """Every remark about the policy of one file."""
    return []


def shared_numbers(loaded: Iterable[Loaded[Service]]) -> list[Finding]:
    """Two policies of one number."""
    return []
