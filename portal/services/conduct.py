"""How cases were handled 办理规范: one-time notice, ratings, pauses, extension, materials to follow, endings.

Owns periods and permissions; what each number means is in `portal.domain.figures_conduct` and docs/figures.md.
Refuses to estimate: every figure is a sum over the facts of the cases finished in the period.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from portal.domain.figures import Share
from portal.domain.figures_conduct import ConductFigures, Trait, summarise_conduct
from portal.domain.permissions import Permission
from portal.services.figures import Period, Span, current_span, earlier_span

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from portal.domain.permissions import Actor
    from portal.services.deps import Deps
    from portal.services.records.core import After, FinishedLine, Page

PAGE_SIZE: Final = 50
_EXPORT_PAGE: Final = 500


@dataclass(frozen=True, slots=True)
class Asked:
    """Which finished cases somebody wants to see: finished in these days, with this trait, of this service."""

    span: Span
    which: Trait = Trait.FINISHED
    service: str | None = None


@dataclass(frozen=True, slots=True)
class ServiceConduct:
    """The figures of one service."""

    service_key: str
    figures: ConductFigures


@dataclass(frozen=True, slots=True)
class Report:
    """The figures of a period, those of the period before, and by service."""

    span: Span
    before_span: Span
    now: ConductFigures
    before: ConductFigures
    services: tuple[ServiceConduct, ...]


def report(deps: Deps, actor: Actor, period: Period) -> Report:
    """How the cases finished in a period were handled."""
    actor.require(Permission.FIGURES_VIEW)
    span = current_span(deps, period)
    earlier = earlier_span(period, span)
    facts = deps.reads.conduct(*_instants(deps, span))
    keys = sorted({one.service_key for one, _ in facts})
    return Report(
        span=span,
        before_span=earlier,
        now=summarise_conduct(facts),
        before=summarise_conduct(deps.reads.conduct(*_instants(deps, earlier))),
        services=tuple(
            ServiceConduct(key, summarise_conduct(pair for pair in facts if pair[0].service_key == key)) for key in keys
        ),
    )


@dataclass(frozen=True, slots=True)
class Saved:
    """减材料 of one service in a period: what its cases would have brought before the reform, and what they did."""

    service_key: str
    cases: int
    before: int
    brought: int
    obtained: int

    @property
    def share(self) -> Share:
        """The part that nobody had to bring (guide §9.6): (before − brought) ÷ before."""
        return Share(max(self.before - self.brought, 0), self.before)


def materials_saved(deps: Deps, actor: Actor, span: Span) -> tuple[Saved, ...]:
    """What cases finished in these days brought, by service; "before" is the number their own version states."""
    actor.require(Permission.FIGURES_VIEW)
    found: dict[str, Saved] = {}
    for one in deps.reads.materials(*_instants(deps, span)):
        service = deps.catalogue.version(one.service_key, one.service_version)
        before = service.item.materials_before * one.cases
        known = found.get(one.service_key, Saved(one.service_key, 0, 0, 0, 0))
        found[one.service_key] = Saved(
            one.service_key,
            known.cases + one.cases,
            known.before + before,
            known.brought + one.brought,
            known.obtained + one.obtained,
        )
    return tuple(found[key] for key in sorted(found))


def figures_of(deps: Deps, actor: Actor, span: Span) -> ConductFigures:
    """The figures of some days alone."""
    actor.require(Permission.FIGURES_VIEW)
    return summarise_conduct(deps.reads.conduct(*_instants(deps, span)))


def finished_cases(deps: Deps, actor: Actor, asked: Asked, *, after: After | None = None) -> Page[FinishedLine]:
    """The cases that make a number, the newest first."""
    actor.require(Permission.FIGURES_VIEW)
    return _finished(deps, asked, after=after, size=PAGE_SIZE)


def export_finished(deps: Deps, actor: Actor, asked: Asked) -> Iterator[FinishedLine]:
    """All the cases that make a number, read page by page while they are written out."""
    actor.require(Permission.FIGURES_VIEW)
    return _all_finished(deps, asked)


def _instants(deps: Deps, span: Span) -> tuple[datetime, datetime]:
    """From the beginning of the first day to the end of the last, in the county's own zone."""
    return deps.calendar.day_begins(span.since), deps.calendar.day_ends(span.until)


def _finished(deps: Deps, asked: Asked, *, after: After | None, size: int) -> Page[FinishedLine]:
    since, until = _instants(deps, asked.span)
    return deps.reads.finished(since, until, which=asked.which, service=asked.service, after=after, size=size)


def _all_finished(deps: Deps, asked: Asked) -> Iterator[FinishedLine]:
    after = None
    while True:
        page = _finished(deps, asked, after=after, size=_EXPORT_PAGE)
        yield from page.rows
        after = page.next
        if after is None:
            return
