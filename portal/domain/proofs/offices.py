"""Proofs about what all services share: the county and its departments.

Owns the checks of their texts and telephones. That a definition names only departments that exist is proved in
`references`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.domain.proofs.item import phone_problems
from portal.domain.proofs.texts import text_is_complete, texts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from portal.domain.organisation import County, Department
    from portal.domain.proofs.problem import Problem


def prove_departments(departments: Mapping[str, Department]) -> Iterator[Problem]:
    """Every department is named in both languages and can be called, for advice and for complaints."""
    for key, department in departments.items():
        for place, text in texts(department, ("departments", key)):
            yield from text_is_complete(place, text)
        phones = {"phone": department.phone, "complaint_phone": department.complaint_phone}
        yield from phone_problems(("departments", key), phones)


def prove_county(county: County) -> Iterator[Problem]:
    """The county is named in both languages."""
    for place, text in texts(county):
        yield from text_is_complete(place, text)
