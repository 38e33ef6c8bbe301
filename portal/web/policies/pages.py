"""What the pages of policies receive: a line of the catalogue, one policy, and one enterprise's standing.

Owns frozen view models; conditions, amounts and gaps come in words from the domain.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from flask import url_for

from portal.domain.policies.award_words import award_words
from portal.domain.policies.derived import COMPUTED
from portal.domain.policies.matching import judged
from portal.domain.policies.policy import Mode
from portal.domain.texts import Text
from portal.domain.workflow import Service
from portal.services.policies.qualifying import Mine, MyPolicies, Standing, policy_of
from portal.web.common.context import deps
from portal.web.common.parts import Badge, Words
from portal.web.common.policy_facts import FactRow, department_name, fact_rows, pool_name, wording
from portal.web.common.policy_words import (
    EXHAUSTED,
    GROUNDS,
    HEADINGS,
    MODE_NOTES,
    MODES,
    ONCE,
    mode_badge,
    standing_badge,
)
from portal.web.common.withdrawn import Withdrawn, withdrawn_notice


@dataclass(frozen=True, slots=True)
class PolicyCard:
    """One policy in a list."""

    number: str
    name: Text
    summary: Text
    department: Words
    mode: Badge
    award: Text
    valid_from: date
    valid_until: date
    is_sample: bool
    href: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One option of a filter."""

    value: str
    words: Words
    chosen: bool


@dataclass(frozen=True, slots=True)
class CataloguePage:
    """The catalogue with its filters."""

    words: str
    departments: tuple[Choice, ...]
    modes: tuple[Choice, ...]
    cards: tuple[PolicyCard, ...]
    is_filtered: bool
    has_samples: bool


@dataclass(frozen=True, slots=True)
class PolicyPage:
    """One policy for everybody."""

    card: PolicyCard
    key: str
    withdrawn: Withdrawn | None
    guide: str
    document: Text
    conditions: tuple[Text, ...]
    mode_note: Words
    once: Words
    cap: Decimal | None
    ceiling: Decimal | None
    exclusive: tuple[Words, ...]
    pool: Words
    exhausted: Words
    joint: tuple[Words, ...]
    superior: bool
    publicity_days: int
    fair_ground: Words
    fair_conclusion: Text
    fair_basis: Text
    fair_reviewed_on: date
    fair_until: date


@dataclass(frozen=True, slots=True)
class MissingFact:
    """A fact that is not known; a link where the enterprise may state it."""

    label: Text
    href: str


@dataclass(frozen=True, slots=True)
class MineCard:
    """One policy on the owner's page."""

    card: PolicyCard
    badge: Badge
    amount: Decimal | None
    lines: tuple[Text, ...]
    gaps: tuple[Text, ...]
    failing: tuple[Text, ...]
    missing: tuple[MissingFact, ...]
    elsewhere: tuple[MissingFact, ...]
    met: tuple[Text, ...]
    facts: tuple[FactRow, ...]
    claim: str | None
    proposal: str | None
    fails: bool
    key: str


@dataclass(frozen=True, slots=True)
class Group:
    """Policies of one standing."""

    id: str
    heading: str
    cards: tuple[MineCard, ...]


@dataclass(frozen=True, slots=True)
class MinePage:
    """All policies for one enterprise, the best first."""

    uscc: str
    name: str
    others: tuple[Choice, ...]
    groups: tuple[Group, ...]
    total: Decimal
    count: int


def today() -> date:
    return deps().calendar.local_date(deps().clock.now())


def policy_card(service: Service) -> PolicyCard:
    policy = policy_of(service)
    return PolicyCard(
        number=policy.number,
        name=policy.name,
        summary=policy.summary,
        department=department_name(policy.department),
        mode=mode_badge(policy),
        award=award_words(policy.award, deps().catalogue.facts),
        valid_from=policy.valid_from,
        valid_until=policy.valid_until,
        is_sample=policy.sample,
        href=url_for("policies.show", policy_key=service.key),
    )


def catalogue_page(
    services: tuple[Service, ...], found: tuple[Service, ...], *, words: str, department: str, mode: Mode | None
) -> CataloguePage:
    """All policies in force behind the filters, those found in front."""
    cards = tuple(map(policy_card, found))
    keys = sorted({policy_of(one).department for one in services})
    return CataloguePage(
        words=words,
        departments=tuple(Choice(key, department_name(key), key == department) for key in keys),
        modes=tuple(Choice(one.value, str(MODES[one][1]), one is mode) for one in Mode),
        cards=cards,
        is_filtered=bool(words or department or mode),
        has_samples=any(card.is_sample for card in cards),
    )


def policy_page(service: Service) -> PolicyPage:
    policy = policy_of(service)
    asked, said = judged(policy.eligibility, {}, year=today().year, today=today()), wording()
    return PolicyPage(
        card=policy_card(service),
        key=service.key,
        withdrawn=withdrawn_notice(service.key),
        guide=url_for("guide.show", service_key=service.key),
        document=policy.document,
        conditions=tuple(said.requirement(one.condition, one.values) for one in asked),
        mode_note=str(MODE_NOTES[policy.mode]),
        once=str(ONCE[policy.once_per]),
        cap=policy.award.cap,
        ceiling=policy.ceiling,
        exclusive=others_of(service),
        pool=pool_name(policy.pool),
        exhausted=str(EXHAUSTED[policy.when_exhausted]),
        joint=tuple(map(department_name, policy.joint)),
        superior=policy.superior,
        publicity_days=policy.publicity_days,
        fair_ground=str(GROUNDS[policy.fair.ground]),
        fair_conclusion=policy.fair.conclusion,
        fair_basis=policy.fair.basis,
        fair_reviewed_on=policy.fair.reviewed_on,
        fair_until=policy.fair.valid_until,
    )


def others_of(service: Service) -> tuple[Words, ...]:
    """The policies that share an exclusion group with this one 就高不重复."""
    groups = set(policy_of(service).exclusive)
    return tuple(
        one.policy.name
        for one in deps().catalogue.all_offered()
        if one.policy is not None and one.key != service.key and groups & set(one.policy.exclusive)
    )


def mine_page(mine: MyPolicies) -> MinePage:
    cards: dict[Standing, list[MineCard]] = {}
    for one in mine.policies:
        cards.setdefault(one.standing, []).append(mine_card(one, uscc=mine.enterprise.uscc))
    groups = tuple(Group(one.value, str(HEADINGS[one]), tuple(cards[one])) for one in Standing if one in cards)
    sure = [card for one in (Standing.PROPOSED, Standing.QUALIFIES) for card in cards.get(one, ())]
    return MinePage(
        uscc=mine.enterprise.uscc,
        name=mine.enterprise.name,
        others=tuple(Choice(one.uscc, one.name, one.uscc == mine.enterprise.uscc) for one in mine.others),
        groups=groups,
        total=sum((card.amount or Decimal(0) for card in sure), Decimal(0)),
        count=len(sure),
    )


def mine_card(mine: Mine, *, uscc: str) -> MineCard:
    """One policy with its reasons: what is met, what fails, what is not known, what is short."""
    match, awarded, said = mine.judged.match, mine.judged.awarded, wording()
    service = deps().catalogue.current(mine.judged.policy.key)
    lacking = () if mine.standing is Standing.FAILS else dict.fromkeys((*match.missing, *awarded.missing))
    missing = tuple(missing_fact(name, uscc) for name in lacking if name not in COMPUTED)
    return MineCard(
        card=policy_card(service),
        badge=standing_badge(mine.standing),
        amount=awarded.amount if awarded.is_known else None,
        lines=awarded.lines,
        gaps=tuple(map(said.gap, match.gaps)),
        failing=tuple(map(said.reason, match.failing)),
        missing=tuple(one for one in missing if one.href),
        elsewhere=tuple(one for one in missing if not one.href),
        met=tuple(said.requirement(one.condition, one.values) for one in match.passing),
        facts=fact_rows(mine.judged.facts),
        claim=mine.claim,
        proposal=url_for("policies.proposal", proposal_id=mine.proposal.row_id) if mine.proposal else None,
        fails=mine.standing in {Standing.FAILS, Standing.NEARLY},
        key=service.key,
    )


def missing_fact(name: str, uscc: str) -> MissingFact:
    kind = deps().catalogue.facts.get(name)
    may = kind is not None and kind.declarable
    return MissingFact(
        label=wording().label(name),
        href=url_for("policies.fact", uscc=uscc, fact_id=name) if may else "",
    )
