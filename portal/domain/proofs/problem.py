"""One problem of a definition, and where things stand in it.

Owns the places: paths of keys and positions as the definition file writes them. Refuses nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from portal.domain.forms import Field
from portal.domain.proofs.moments import results_known
from portal.domain.workflow import Service

if TYPE_CHECKING:
    from portal.domain.conditions import Condition
    from portal.domain.forms import Page
    from portal.domain.materials import Material
    from portal.domain.workflow import Step

Place = tuple[str | int, ...]
"""Keys and list positions from the top of the file."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, where, and the facts for the sentence."""

    code: str
    place: Place
    facts: Mapping[str, object] = field(default_factory=dict)


Proof = Callable[[Service, Collection[str]], Iterator[Problem]]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question or form field in the order it is asked, with its place and its page (none for questions)."""

    field: Field
    place: Place
    page: Page | None


def problem(code: str, place: Place, **facts: object) -> Problem:
    """A problem with its facts by name."""
    return Problem(code, place, facts)


def asked(service: Service) -> Iterator[Asked]:
    """Everything the applicant is asked, in order; columns of tables not included."""
    for number, one in enumerate(service.questions):
        yield Asked(one, ("questions", number), None)
    for place, page in pages(service):
        for number, one in enumerate(page.fields):
            yield Asked(one, (*place, "fields", number), page)


def guards(one: Asked) -> tuple[Condition, ...]:
    """What must hold for a field to be asked."""
    both = (one.page.when if one.page else None, one.field.when)
    return tuple(guard for guard in both if guard is not None)


def pages(service: Service) -> Iterator[tuple[Place, Page]]:
    """Every page of the form with its place."""
    for number, section in enumerate(service.sections):
        for position, page in enumerate(section.pages):
            yield ("form", number, "pages", position), page


def results(service: Service) -> Iterator[tuple[Place, Field]]:
    """Everything officers enter, with its place."""
    for number, step in enumerate(service.steps):
        for position, one in enumerate(step.results):
            yield ("steps", number, "results", position), one


def conditions(service: Service) -> Iterator[tuple[Place, Condition, frozenset[str]]]:
    """Every condition with its place and the ids of what was asked before it is looked at."""
    known: set[str] = set()
    last_page: Page | None = None
    for one in asked(service):
        if one.page is not None and one.page is not last_page and one.page.when is not None:
            yield (*one.place[:-2], "when"), one.page.when, frozenset(known)
        last_page = one.page
        if one.field.when is not None:
            yield (*one.place, "when"), one.field.when, frozenset(known)
        known.add(one.field.id)
    for place, part in work(service):
        if part.when is not None:
            yield (*place, "when"), part.when, frozenset(known)
    yield from _beside(service, frozenset(known))


def _beside(service: Service, known: frozenset[str]) -> Iterator[tuple[Place, Condition, frozenset[str]]]:
    """The conditions of special limits, parts, redirects, urgent cases and papers."""
    questions = frozenset(one.id for one in service.questions)
    for place, when in _of_steps(service):
        yield place, when, known
    for number, one in enumerate(service.redirects):
        yield ("redirects", number, "when"), one.when, questions
    if service.urgent:
        yield ("urgent", "when"), service.urgent.when, known
    for number, paper in enumerate(service.papers):
        issued = known | results_known(service, paper)
        if paper.when is not None:
            yield ("papers", number, "when"), paper.when, issued
        for position, row in enumerate(paper.rows):
            if row.when is not None:
                yield ("papers", number, "rows", position, "when"), row.when, issued


def _of_steps(service: Service) -> Iterator[tuple[Place, Condition]]:
    for number, step in enumerate(service.steps):
        for position, special in enumerate(step.limits):
            yield ("steps", number, "limits", position, "when"), special.when
    for number, part in enumerate(service.parts):
        if part.when is not None:
            yield ("parts", number, "when"), part.when


def work(service: Service) -> Iterator[tuple[Place, Material | Step]]:
    """Materials and steps: what is conditional once everything was asked."""
    for number, material in enumerate(service.materials):
        yield ("materials", number), material
    for number, step in enumerate(service.steps):
        yield ("steps", number), step
