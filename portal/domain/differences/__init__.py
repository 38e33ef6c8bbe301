"""What changed between two versions of a service, part by part: limits, materials, steps, fields, texts, fees, visits.

Owns the order in which it is told: what the law and the county promise first, then what is asked, then who does what.
It compares values, not files: comments and the shape of the YAML do not matter, and no change of a value goes unseen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.domain.differences import aspects, kinds
from portal.domain.differences.change import Change, Part, Place, Touched, Value, What
from portal.domain.differences.compare import Entry, Spot, compare_aspects, compare_lists, compare_single, entries

if TYPE_CHECKING:
    from collections.abc import Iterator

    from portal.domain.workflow import Service

__all__ = ["Change", "Part", "Place", "Touched", "Value", "What", "differences"]


def differences(before: Service, after: Service) -> tuple[Change, ...]:
    """Every change from one version to the other; none when they say the same."""
    return tuple(_all(before, after))


def _all(before: Service, after: Service) -> Iterator[Change]:
    yield from compare_aspects(before, after, aspects.SERVICE, spot=Spot(Part.SERVICE, ()))
    yield from compare_aspects(before.limits, after.limits, aspects.LIMITS, spot=Spot(Part.LIMITS, ("limits",)))
    old, new = before.limits.basis, after.limits.basis
    yield from compare_aspects(old, new, aspects.LIMIT_BASIS, spot=Spot(Part.LIMIT_BASIS, ("limits", "basis")))
    yield from compare_aspects(before.item, after.item, aspects.ITEM, spot=Spot(Part.ITEM, ("item",)))
    for key, kind in kinds.SINGLES:
        yield from compare_single(kind, getattr(before, key), getattr(after, key), spot=Spot(kind.part, (key,)))
    yield from compare_lists(
        kinds.PROCEDURE, entries(before.procedures, ("procedures",)), entries(after.procedures, ("procedures",))
    )
    yield from compare_lists(
        kinds.MATERIAL, entries(before.materials, ("materials",)), entries(after.materials, ("materials",))
    )
    yield from compare_lists(
        kinds.QUESTION, entries(before.questions, ("questions",)), entries(after.questions, ("questions",))
    )
    yield from compare_lists(kinds.SECTION, entries(before.sections, ("form",)), entries(after.sections, ("form",)))
    yield from compare_lists(kinds.PAGE, _pages(before), _pages(after))
    yield from compare_lists(kinds.FIELD, _fields(before), _fields(after))
    yield from compare_lists(kinds.STEP, entries(before.steps, ("steps",)), entries(after.steps, ("steps",)))
    for key, kind in kinds.LISTS:
        yield from compare_lists(kind, entries(getattr(before, key), (key,)), entries(getattr(after, key), (key,)))
    faq = ("item", "faq")
    yield from compare_lists(kinds.FAQ, entries(before.item.faq, faq), entries(after.item.faq, faq))


def _pages(service: Service) -> list[Entry]:
    """All pages of the form, each with its section: a page that moves to another section is the same page."""
    return [
        entry
        for number, section in enumerate(service.sections)
        for entry in entries(section.pages, ("form", number, "pages"), parent=section.id, within=(section.title,))
    ]


def _fields(service: Service) -> list[Entry]:
    """All form fields, each with its page."""
    return [
        entry
        for page in _pages(service)
        for entry in entries(page.item.fields, (*page.place, "fields"), parent=page.item.id, within=(page.item.title,))
    ]
