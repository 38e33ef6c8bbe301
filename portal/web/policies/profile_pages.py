"""What the profile page and the page of one fact receive; unknown facts are stated as unknown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from flask import url_for
from flask_babel import gettext as _

from portal.domain.policies.derived import COMPUTED
from portal.domain.policies.facts import Fact, FactKind, FactKindOf
from portal.domain.policies.size import REVENUE, SIZES, scale_gap, size_class
from portal.domain.texts import Text
from portal.i18n import translated
from portal.services.profiles.own import ProfileView
from portal.services.records.profiles import DataQuery, StoredFact
from portal.web.common.context import deps
from portal.web.common.policy_facts import FactRow, fact_row, wording
from portal.web.common.policy_words import PURPOSES, SOURCES


@dataclass(frozen=True, slots=True)
class Holder:
    """The department whose record a fact is: whom to ask when it is wrong or missing."""

    name: Text
    phone: str


@dataclass(frozen=True, slots=True)
class KnownFact:
    """One known fact; a link where the enterprise may state another value, else who can correct it."""

    row: FactRow
    href: str
    holder: Holder | None


@dataclass(frozen=True, slots=True)
class UnknownFact:
    """One fact nobody stated yet."""

    label: Text
    hint: Text | None
    href: str
    holder: Holder | None


@dataclass(frozen=True, slots=True)
class QueryRow:
    """One query of shared data that the enterprise agreed to."""

    purpose: str
    by: str
    at: datetime
    answered: int | None


@dataclass(frozen=True, slots=True)
class SizeBox:
    """The computed size with its reasons, the distance to the scale, and what is needed for more."""

    size: Text | None
    why: Text
    scale: Text | None
    is_above: bool
    lacking: tuple[UnknownFact, ...]


@dataclass(frozen=True, slots=True)
class ProfilePage:
    """One enterprise with everything known and everything unknown."""

    uscc: str
    name: str
    known: tuple[KnownFact, ...]
    open: tuple[UnknownFact, ...]
    elsewhere: tuple[UnknownFact, ...]
    size: SizeBox
    queries: tuple[QueryRow, ...]


@dataclass(frozen=True, slots=True)
class Earlier:
    """One earlier value of a fact."""

    value: Text
    as_of: date
    source: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class FactOption:
    """One value that can be chosen."""

    value: str
    words: str


@dataclass(frozen=True, slots=True)
class FactPage:
    """Stating one fact: what it is, what is known, what was typed and what is wrong."""

    uscc: str
    name: str
    label: Text
    hint: Text | None
    unit: Text | None
    look: str
    options: tuple[FactOption, ...]
    now: FactRow | None
    history: tuple[Earlier, ...]
    typed: str
    as_of: str
    value_fault: str
    day_fault: str


def profile_page(view: ProfileView) -> ProfilePage:
    uscc = view.enterprise.uscc
    unknown = [kind for name, kind in view.kinds.items() if name not in view.facts and not is_computed(name)]
    return ProfilePage(
        uscc=uscc,
        name=view.enterprise.name,
        known=tuple(known_fact(view.facts[one.id], one, uscc) for one in view.kinds.values() if one.id in view.facts),
        open=tuple(unknown_fact(kind, uscc) for kind in unknown if kind.declarable),
        elsewhere=tuple(unknown_fact(kind, uscc) for kind in unknown if not kind.declarable),
        size=size_box(view),
        queries=tuple(map(query_row, view.queries)),
    )


def query_row(one: DataQuery) -> QueryRow:
    return QueryRow(str(PURPOSES.get(one.purpose, one.purpose)), one.consent.user_name, one.consent.at, one.answered)


def is_computed(name: str) -> bool:
    """Facts that follow from others are shown in the box of the size."""
    return name in COMPUTED


def known_fact(fact: Fact, kind: FactKindOf, uscc: str) -> KnownFact:
    return KnownFact(fact_row(fact), fact_href(kind, uscc), holder_of(kind))


def unknown_fact(kind: FactKindOf, uscc: str) -> UnknownFact:
    return UnknownFact(kind.label, kind.hint, fact_href(kind, uscc), holder_of(kind))


def holder_of(kind: FactKindOf) -> Holder | None:
    found = deps().catalogue.departments.get(kind.held_by)
    return Holder(found.short, found.phone) if found else None


def fact_href(kind: FactKindOf, uscc: str) -> str:
    return url_for("policies.fact", uscc=uscc, fact_id=kind.id) if kind.declarable else ""


def size_box(view: ProfileView) -> SizeBox:
    """Size and distance to the scale, or what they cannot be computed without."""
    uscc, sized, scale = view.enterprise.uscc, size_class(view.facts), scale_gap(view.facts)
    lacking = (*sized.missing, *((REVENUE,) if scale and scale.gap is None else ()))
    needed = (view.kinds[name] for name in dict.fromkeys(lacking) if name in view.kinds)
    return SizeBox(
        size=SIZES[sized.size] if sized.size else None,
        why=sized.why,
        scale=scale.words if scale else None,
        is_above=scale is not None and scale.gap == 0,
        lacking=tuple(unknown_fact(kind, uscc) for kind in needed),
    )


def fact_page(
    view: ProfileView, kind: FactKindOf, *, sent: Mapping[str, str], faults: Mapping[str, str], today: date
) -> FactPage:
    now = view.facts.get(kind.id)
    return FactPage(
        uscc=view.enterprise.uscc,
        name=view.enterprise.name,
        label=kind.label,
        hint=kind.hint,
        unit=kind.unit,
        look="options" if options_of(kind) else "line",
        options=options_of(kind),
        now=fact_row(now) if now else None,
        history=tuple(earlier(one) for one in reversed(view.history) if one.fact.id == kind.id),
        typed=sent.get("value", ""),
        as_of=sent.get("as_of", today.isoformat()),
        value_fault=faults.get("value", ""),
        day_fault=faults.get("as_of", ""),
    )


def options_of(kind: FactKindOf) -> tuple[FactOption, ...]:
    if kind.options:
        return tuple(FactOption(one.id, translated(one.label)) for one in kind.options)
    if kind.kind is FactKind.YES_NO:
        return (FactOption("yes", _("Yes")), FactOption("no", _("No")))
    return ()


def earlier(one: StoredFact) -> Earlier:
    return Earlier(
        value=wording().value(one.fact.id, one.fact.value),
        as_of=one.fact.as_of,
        source=str(SOURCES[one.fact.source]),
        by=one.entry.user_name,
        at=one.entry.at,
    )
