"""How much a policy pays one enterprise: the arithmetic, line by line, and the parts it is paid in (guide §6.3, §6.5).

Owns amounts in yuan to the fen. The parts always add up to the whole. Refuses nothing by exception: an award that is
not due says why, and one that cannot be computed yet names the facts it needs.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from portal.domain.amounts import FEN
from portal.domain.conditions import Answer, missing_facts
from portal.domain.policies.amounts import number, percent, yuan
from portal.domain.policies.matching import answer, values_of
from portal.domain.policies.policy import AwardKind, OncePer
from portal.domain.texts import Text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from portal.domain.conditions import Condition
    from portal.domain.policies.facts import Fact, FactKindOf
    from portal.domain.policies.policy import Award, Policy, Tier, Tranche

ZERO: Final = Decimal("0.00")


class Refusal(StrEnum):
    """Why nothing is due."""

    HAD_IT = "had_it"  # once_per: the enterprise has this award already
    GROUP = "group"  # 就高不重复: as much or more was awarded in the same exclusion group
    CEILING = "ceiling"  # the yearly ceiling is used up
    NO_TIER = "no_tier"  # no tier holds
    NOTHING = "nothing"  # the arithmetic gives zero


@dataclass(frozen=True, slots=True)
class Earlier:
    """An award that the enterprise has already: decided, not revoked."""

    policy: str
    year: int
    amount: Decimal
    groups: tuple[str, ...] = ()
    certificate: str | None = None
    name: Text | None = None


@dataclass(frozen=True, slots=True)
class DueTranche:
    """One part of the award in yuan, due so many whole years after the decision, if ``keep`` still holds then."""

    amount: Decimal
    after_years: int
    keep: Condition | None


@dataclass(frozen=True, slots=True)
class Awarded:
    """The amount with its arithmetic. ``missing`` are facts without which there is no amount yet."""

    amount: Decimal
    lines: tuple[Text, ...]
    tranches: tuple[DueTranche, ...] = ()
    capped: bool = False
    refusal: Refusal | None = None
    missing: tuple[str, ...] = ()

    @property
    def is_known(self) -> bool:
        """Whether there is an amount at all; zero counts when a refusal says why."""
        return not self.missing


def award(
    policy: Policy,
    profile: Mapping[str, Fact],
    *,
    facts: Mapping[str, FactKindOf],
    year: int,
    today: date,
    earlier: Sequence[Earlier] = (),
) -> Awarded:
    """What the policy pays for the year, given what the enterprise has already had."""
    sum_ = _Sum(policy, profile, facts, year, today)
    refused = _had_it(policy, profile, year=year, earlier=earlier)
    if refused:
        return Awarded(ZERO, (refused,), refusal=Refusal.HAD_IT)
    gross = sum_.gross()
    if gross.missing or gross.refusal:
        return gross
    return _limited(policy, gross, [one for one in earlier if one.year == year])


def split(amount: Decimal, tranches: Sequence[Tranche]) -> tuple[DueTranche, ...]:
    """The parts of an amount; the last takes what rounding left, so that they add up exactly."""
    if not tranches:
        return (DueTranche(amount, 0, None),)
    parts = [(amount * one.ratio).quantize(FEN, ROUND_DOWN) for one in tranches[:-1]]
    parts.append(amount - sum(parts, ZERO))
    return tuple(DueTranche(part, one.after_years, one.keep) for part, one in zip(parts, tranches, strict=True))


def best_of(awards: Mapping[str, Awarded], policies: Mapping[str, Policy]) -> dict[str, str]:
    """就高不重复: which of several awards give way, each with the key of the better one of its exclusion group.

    Of equal awards the one of the lower policy number stays.
    """
    order = sorted(awards, key=lambda key: (-awards[key].amount, policies[key].number))
    taken: dict[str, str] = {}
    loses: dict[str, str] = {}
    for key in order:
        winner = next((taken[group] for group in policies[key].exclusive if group in taken), None)
        if winner:
            loses[key] = winner
        elif awards[key].amount > 0:
            taken.update(dict.fromkeys(policies[key].exclusive, key))
    return loses


@dataclass(frozen=True, slots=True)
class _Sum:
    """The arithmetic of one award before ceilings and earlier awards."""

    policy: Policy
    profile: Mapping[str, Fact]
    facts: Mapping[str, FactKindOf]
    year: int
    today: date

    @property
    def award(self) -> Award:
        return self.policy.award

    def gross(self) -> Awarded:
        match self.award.kind:
            case AwardKind.FIXED:
                return _fixed(self.award.amount or ZERO)
            case AwardKind.TIERED:
                return self._tiered()
            case AwardKind.RATIO:
                return self._ratio()
            case AwardKind.PER_UNIT:
                return self._per_unit()

    def _tier(self) -> Tier | tuple[str, ...] | None:
        """The first tier that holds; the facts that are needed to say; nothing when none holds."""
        for tier in self.award.tiers:
            found = answer(tier.when, self.profile, year=self.year, today=self.today)
            if found is Answer.YES:
                return tier
            if found is Answer.UNKNOWN:
                values = values_of(self.profile, year=self.year, today=self.today)
                return tuple(sorted(missing_facts(tier.when, values)))
        return None

    def _tiered(self) -> Awarded:
        tier = self._tier()
        if isinstance(tier, tuple):
            return Awarded(ZERO, (), missing=tier)
        if tier is None or tier.amount is None:
            return _no_tier()
        place = self.award.tiers.index(tier) + 1
        amount = _fen(tier.amount)
        line = Text(f"适用第{place}档：{yuan(amount).zh}", f"Tier {place} applies: {yuan(amount).en}")
        return Awarded(amount, (line,))

    def _ratio(self) -> Awarded:
        ratio = self.award.ratio
        if self.award.tiers:
            tier = self._tier()
            if isinstance(tier, tuple):
                return Awarded(ZERO, (), missing=tier)
            ratio = tier.ratio if tier else None
        if ratio is None:
            return _no_tier()
        base = self._amount_of(self.award.of or "")
        if base is None:
            return Awarded(ZERO, (), missing=(self.award.of or "",))
        sum_ = _fen(base * ratio)
        label, share = self._label(self.award.of or ""), percent(ratio)
        line = Text(
            f"{label.zh}{yuan(base).zh} × {share} = {yuan(sum_).zh}",
            f"{label.en} {yuan(base).en} × {share} = {yuan(sum_).en}",
        )
        return Awarded(sum_, (line,))

    def _per_unit(self) -> Awarded:
        rates = [(one.of, one.amount) for one in self.award.units] or [(self.award.of or "", self.award.amount or ZERO)]
        counts = {of: self._count_of(of) for of, _ in rates}
        missing = tuple(of for of, count in counts.items() if count is None)
        if missing:
            return Awarded(ZERO, (), missing=missing)
        total, lines = ZERO, []
        for of, rate in rates:
            count = counts[of] or Decimal(0)
            part = _fen(count * rate)
            total += part
            lines.append(self._unit_line(of, count=count, rate=rate, part=part))
        return Awarded(total, tuple(lines))

    def _unit_line(self, of: str, *, count: Decimal, rate: Decimal, part: Decimal) -> Text:
        label, kind = self._label(of), self.facts.get(of)
        unit = kind.unit if kind and kind.unit else Text("", "")
        return Text(
            f"{label.zh}{number(count)}{unit.zh} × {yuan(rate).zh} = {yuan(part).zh}",
            f"{label.en} {number(count)} × {yuan(rate).en} = {yuan(part).en}",
        )

    def _label(self, fact: str) -> Text:
        kind = self.facts.get(fact)
        return kind.label if kind else Text(fact, fact)

    def _number(self, fact: str) -> Decimal | None:
        known = self.profile.get(fact)
        return known.value if known and isinstance(known.value, Decimal) else None

    def _amount_of(self, fact: str) -> Decimal | None:
        """A sum of money in yuan; what is below zero counts as nothing."""
        value, kind = self._number(fact), self.facts.get(fact)
        return None if value is None else max(value, Decimal(0)) * (kind.yuan if kind else 1)

    def _count_of(self, fact: str) -> Decimal | None:
        value = self._number(fact)
        return None if value is None else max(value, Decimal(0)).to_integral_value(ROUND_DOWN)


def _fixed(amount: Decimal) -> Awarded:
    sum_ = _fen(amount)
    return Awarded(sum_, (Text(f"定额：{yuan(sum_).zh}", f"Fixed amount: {yuan(sum_).en}"),))


def _no_tier() -> Awarded:
    words = Text("不属于任何一档，没有可以兑现的金额", "No tier applies, so nothing is due")
    return Awarded(ZERO, (words,), refusal=Refusal.NO_TIER)


def _fen(amount: Decimal) -> Decimal:
    return amount.quantize(FEN, ROUND_HALF_UP)


def _had_it(policy: Policy, profile: Mapping[str, Fact], *, year: int, earlier: Sequence[Earlier]) -> Text | None:
    """Whether the enterprise has had this award as often as it may."""
    own = [one for one in earlier if one.policy == policy.key]
    if policy.once_per is OncePer.EVER and own:
        return Text(
            f"{own[0].year}年已享受过本政策，只能享受一次",
            f"The award was given in {own[0].year}; it is given only once",
        )
    if policy.once_per is OncePer.YEAR and any(one.year == year for one in own):
        return Text(f"{year}年度已享受过本政策", f"The award for {year} was given already")
    if policy.once_per is OncePer.CERTIFICATE:
        fact = profile.get(policy.certificate or "")
        if fact and any(one.certificate == fact.value for one in own):
            return Text(f"编号{fact.value}已享受过本政策", f"The award for number {fact.value} was given already")
    return None


def _limited(policy: Policy, gross: Awarded, this_year: Sequence[Earlier]) -> Awarded:
    """Cap, exclusion groups and ceiling, in this order, each explained where it matters."""
    amount, lines, cap = gross.amount, list(gross.lines), policy.award.cap
    if cap is not None and amount > cap:
        amount = _fen(cap)
        lines.append(Text(f"不超过{yuan(amount).zh}", f"At most {yuan(amount).en}"))
    if amount == 0:
        lines.append(Text("没有可以兑现的金额", "Nothing is due"))
        return Awarded(ZERO, tuple(lines), refusal=Refusal.NOTHING)
    for step, refusal in ((_after_group, Refusal.GROUP), (_after_ceiling, Refusal.CEILING)):
        left, said = step(policy, amount, this_year)
        lines += said
        if left <= 0:
            return Awarded(ZERO, tuple(lines), refusal=refusal, capped=True)
        amount = left
    return Awarded(amount, tuple(lines), split(amount, policy.award.tranches), capped=amount < gross.amount)


def _after_group(policy: Policy, amount: Decimal, this_year: Sequence[Earlier]) -> tuple[Decimal, list[Text]]:
    """就高不重复: one award of a group in a year; which of several is the better one is told by `best_of` before."""
    had = [one for one in this_year if one.policy != policy.key and set(one.groups) & set(policy.exclusive)]
    if not had:
        return amount, []
    total = sum((one.amount for one in had), ZERO)
    zh = f"同一事项就高不重复：本年度同类政策已兑现{yuan(total).zh}，不再重复兑现"
    en = f"One award of the group in a year: {yuan(total).en} were awarded already, so nothing more is due"
    return ZERO, [Text(zh, en)]


def _after_ceiling(policy: Policy, amount: Decimal, this_year: Sequence[Earlier]) -> tuple[Decimal, list[Text]]:
    """What one enterprise gets from this policy in a year stays below its ceiling."""
    if policy.ceiling is None:
        return amount, []
    had = sum((one.amount for one in this_year if one.policy == policy.key), ZERO)
    left = min(amount, max(_fen(policy.ceiling) - had, ZERO))
    if left == amount:
        return amount, []
    zh = f"每家企业每年不超过{yuan(policy.ceiling).zh}，本年度已兑现{yuan(had).zh}，"
    en = f"At most {yuan(policy.ceiling).en} for an enterprise and year, {yuan(had).en} were awarded, "
    return left, [Text(f"{zh}本次{yuan(left).zh}", f"{en}so {yuan(left).en} are due now")]
