"""What can be proved about a definition before anybody files under it.

Owns the registry of proofs: small functions from a definition (and the departments it may name) to problems. A new
proof is a function in one of the modules here and a line in `PROOFS`; its code gets a sentence and a level in
`portal.definitions.lint` and a paragraph in docs/workflow-language.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from portal.domain.proofs.flow import decision_is_last, order_survives, steps_before_exist, steps_end
from portal.domain.proofs.item import (
    charges_have_a_basis,
    materials_have_a_basis,
    names_are_exact,
    phones_differ,
    promise_is_within_the_law,
    visits_have_a_reason,
)
from portal.domain.proofs.problem import Problem, Proof
from portal.domain.proofs.reachability import everything_can_apply
from portal.domain.proofs.references import (
    conditions_fit_their_facts,
    conditions_look_back,
    departments_exist,
    ids_are_unique,
    named_fields_exist,
)
from portal.domain.proofs.rule_shapes import fields_are_whole, rules_are_whole
from portal.domain.proofs.texts import texts_are_complete

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from portal.domain.workflow import Service

__all__ = ["PROOFS", "Problem", "Proof", "prove"]

PROOFS: Final[tuple[Proof, ...]] = (
    ids_are_unique,
    departments_exist,
    conditions_look_back,
    conditions_fit_their_facts,
    named_fields_exist,
    fields_are_whole,
    rules_are_whole,
    steps_before_exist,
    steps_end,
    decision_is_last,
    order_survives,
    everything_can_apply,
    texts_are_complete,
    promise_is_within_the_law,
    visits_have_a_reason,
    charges_have_a_basis,
    phones_differ,
    materials_have_a_basis,
    names_are_exact,
)


def prove(service: Service, departments: Collection[str]) -> Iterator[Problem]:
    """Every problem of a definition; `departments` are the keys that exist."""
    for proof in PROOFS:
        yield from proof(service, departments)
