"""Proofs about what the portal fills in and fetches by itself: it fits the field, and somebody is spared something."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from portal.domain.forms import FieldKind, Prefill
from portal.domain.materials import Acquisition
from portal.domain.proofs.problem import asked, guards, problem

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from portal.domain.proofs.problem import Problem
    from portal.domain.workflow import Service

WORDS: Final = frozenset({FieldKind.TEXT, FieldKind.LONG_TEXT})
SINGLE_WORDS: Final = frozenset({FieldKind.TEXT, FieldKind.USCC, FieldKind.PERSON_ID})
KINDS_OF_PREFILL: Final[Mapping[Prefill, frozenset[FieldKind]]] = {
    Prefill.ENTERPRISE_USCC: frozenset({FieldKind.USCC, FieldKind.TEXT}),
    Prefill.ACCOUNT_MOBILE: frozenset({FieldKind.MOBILE}),
    Prefill.ACCOUNT_PERSON_ID: frozenset({FieldKind.PERSON_ID}),
}
"""What a known fact may be put into; what is not listed is words."""


def prefills_fit(service: Service, _: Collection[str]) -> Iterator[Problem]:
    """A known fact is put into a field that can hold it."""
    for one in asked(service):
        known = one.field.prefill
        if known is None:
            continue
        wanted = KINDS_OF_PREFILL.get(known, WORDS)
        if one.field.kind not in wanted:
            facts = {"prefill": str(known), "kind": str(one.field.kind), "wanted": tuple(sorted(map(str, wanted)))}
            yield problem("PREFILL-KIND", (*one.place, "prefill"), id=one.field.id, **facts)


def obtained_is_handed_in(service: Service, _: Collection[str]) -> Iterator[Problem]:
    """Only what would be handed in or shared can come from elsewhere; the portal's own forms cannot."""
    for number, material in enumerate(service.materials):
        if material.obtain and material.acquisition is Acquisition.GENERATED:
            yield problem("OBTAIN-IDLE", ("materials", number, "obtain"), id=material.id)


def one_open_goes_by_a_field(service: Service, _: Collection[str]) -> Iterator[Problem]:
    """What only one open case may have is asked in every filing, and is a single word or code."""
    rule = service.one_open
    found = next((one for one in asked(service) if rule and one.field.id == rule.by), None)
    if rule is None:
        return
    if found is None:
        yield problem("ONE-OPEN", ("one_open", "by"), id=rule.by, reason="unknown")
    elif found.field.kind not in SINGLE_WORDS:
        kinds = tuple(sorted(map(str, SINGLE_WORDS)))
        facts = {"kind": str(found.field.kind), "wanted": kinds}
        yield problem("ONE-OPEN", ("one_open", "by"), id=rule.by, reason="kind", **facts)
    elif guards(found) or not found.field.required:
        yield problem("ONE-OPEN", ("one_open", "by"), id=rule.by, reason="sometimes")


def redirects_lead_away(service: Service, _: Collection[str]) -> Iterator[Problem]:
    """A redirect leads to another service; that it exists is looked up in the folder."""
    for number, one in enumerate(service.redirects):
        if one.to == service.key:
            yield problem("REDIRECT-SELF", ("redirects", number, "to"), to=one.to)
