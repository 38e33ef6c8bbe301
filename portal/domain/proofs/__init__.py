"""What can be proved about a definition before anybody files under it.

Owns the registry of proofs: small functions from a definition (and the departments it may name) to problems. A new
proof is a function in one of the modules here and a line in `PROOFS`; its code gets a sentence and a level in
`portal.definitions.lint` and a paragraph in docs/workflow-language.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from portal.domain.proofs.applicant_steps import (
    applicants_only_do,
    materials_come_with_a_step,
    times_run_from_earlier_steps,
    urgent_is_in_hours,
    waiting_has_a_reason,
)
from portal.domain.proofs.bundle import (
    asking_once_saves,
    outputs_are_not_asked,
    outputs_reach_the_parts,
    parts_are_whole,
)
from portal.domain.proofs.course import something_is_reviewed, steps_fit_the_promise, steps_in_order
from portal.domain.proofs.flow import (
    decision_is_last,
    founding_is_sure,
    notices_only_wait,
    steps_before_exist,
    steps_end,
)
from portal.domain.proofs.item import (
    charges_are_explained,
    codes_are_codes,
    handling_fits_the_promise,
    nobody_is_shut_out,
    phones_are_usable,
    questions_are_answered,
    result_fits_its_type,
    visits_have_a_reason,
)
from portal.domain.proofs.known import (
    obtained_is_handed_in,
    one_open_goes_by_a_field,
    prefills_fit,
    redirects_lead_away,
)
from portal.domain.proofs.lawful import (
    commitment_is_whole,
    extension_is_lawful,
    law_is_usual,
    limits_are_lawful,
    promise_is_within_the_law,
    rounds_are_bounded,
    superior_is_not_counted,
    tolerance_is_whole,
)
from portal.domain.proofs.materials import (
    bases_name_a_law,
    copies_fit_the_medium,
    issuers_are_named,
    materials_have_a_basis,
    names_are_exact,
    nothing_is_asked_twice,
    sources_fit_the_way,
)
from portal.domain.proofs.offices import prove_county, prove_departments
from portal.domain.proofs.papers import decisions_say_what_is_known, papers_have_a_moment, papers_show_what_is_known
from portal.domain.proofs.presence import visits_are_enough
from portal.domain.proofs.problem import Problem, Proof
from portal.domain.proofs.references import (
    chosen_parts_are_done,
    conditions_fit_their_facts,
    conditions_look_back,
    departments_exist,
    ids_are_unique,
    named_fields_exist,
)
from portal.domain.proofs.rule_shapes import fields_are_whole, persons_are_masked, rules_are_whole
from portal.domain.proofs.texts import texts_are_complete
from portal.domain.proofs.truth import conditions_decide, names_are_never_empty
from portal.domain.proofs.waits import nothing_waits_for_ever

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from portal.domain.workflow import Service

__all__ = ["PROOFS", "Problem", "Proof", "prove", "prove_county", "prove_departments"]

PROOFS: Final[tuple[Proof, ...]] = (
    ids_are_unique,
    departments_exist,
    conditions_look_back,
    conditions_fit_their_facts,
    named_fields_exist,
    chosen_parts_are_done,
    fields_are_whole,
    persons_are_masked,
    rules_are_whole,
    steps_before_exist,
    steps_end,
    decision_is_last,
    notices_only_wait,
    founding_is_sure,
    steps_in_order,
    something_is_reviewed,
    steps_fit_the_promise,
    conditions_decide,
    names_are_never_empty,
    nothing_waits_for_ever,
    texts_are_complete,
    promise_is_within_the_law,
    limits_are_lawful,
    law_is_usual,
    rounds_are_bounded,
    extension_is_lawful,
    superior_is_not_counted,
    tolerance_is_whole,
    commitment_is_whole,
    handling_fits_the_promise,
    result_fits_its_type,
    visits_have_a_reason,
    visits_are_enough,
    nobody_is_shut_out,
    charges_are_explained,
    phones_are_usable,
    questions_are_answered,
    codes_are_codes,
    materials_have_a_basis,
    bases_name_a_law,
    sources_fit_the_way,
    issuers_are_named,
    copies_fit_the_medium,
    names_are_exact,
    nothing_is_asked_twice,
    applicants_only_do,
    times_run_from_earlier_steps,
    materials_come_with_a_step,
    waiting_has_a_reason,
    urgent_is_in_hours,
    papers_have_a_moment,
    papers_show_what_is_known,
    decisions_say_what_is_known,
    parts_are_whole,
    outputs_reach_the_parts,
    outputs_are_not_asked,
    asking_once_saves,
    prefills_fit,
    obtained_is_handed_in,
    redirects_lead_away,
    one_open_goes_by_a_field,
)


def prove(service: Service, departments: Collection[str]) -> Iterator[Problem]:
    """Every problem of a definition; `departments` are the keys that exist."""
    for proof in PROOFS:
        yield from proof(service, departments)
