"""An award in one sentence: 设备投资额的5%，最高200万元. Owns the sentence for guide pages and lists."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from portal.domain.policies.amounts import percent, yuan
from portal.domain.policies.policy import AwardKind, UnitRate
from portal.domain.texts import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from portal.domain.policies.facts import FactKindOf
    from portal.domain.policies.policy import Award


def award_words(award: Award, facts: Mapping[str, FactKindOf]) -> Text:
    """What is paid, with its cap and its parts."""
    said = [_gross(award, facts)]
    if award.cap is not None:
        said.append(Text(f"最高{yuan(award.cap).zh}", f"at most {yuan(award.cap).en}"))
    if award.tranches:
        said.append(_parts(award))
    return _row(said, "，", ", ")


def _gross(award: Award, facts: Mapping[str, FactKindOf]) -> Text:
    match award.kind:
        case AwardKind.FIXED:
            return yuan(award.amount) if award.amount is not None else Text("", "")
        case AwardKind.TIERED:
            amounts = _row([yuan(one.amount) for one in award.tiers if one.amount is not None], "、", ", ")
            return Text(f"分档{amounts.zh}", f"by tiers: {amounts.en}")
        case AwardKind.RATIO:
            ratios = [award.ratio] if award.ratio is not None else [one.ratio for one in award.tiers]
            share = " / ".join(percent(one) for one in ratios if one is not None)
            label = _label(award.of or "", facts)
            return Text(f"{label.zh}的{share}", f"{share} of: {label.en}")
        case AwardKind.PER_UNIT:
            rates = award.units or (UnitRate(award.of or "", award.amount or Decimal(0)),)
            return _row([_rate(one.of, yuan(one.amount), facts) for one in rates], "，", ", ")


def _rate(of: str, amount: Text, facts: Mapping[str, FactKindOf]) -> Text:
    label, kind = _label(of, facts), facts.get(of)
    unit = kind.unit.zh if kind and kind.unit else "个"
    return Text(f"{label.zh}每{unit}{amount.zh}", f"{label.en}: {amount.en} each")


def _parts(award: Award) -> Text:
    parts = [
        Text(
            f"{'决定后' if not one.after_years else f'满{one.after_years}年后'}{percent(one.ratio)}",
            f"{percent(one.ratio)} {'at once' if not one.after_years else f'after {one.after_years} years'}",
        )
        for one in award.tranches
    ]
    row = _row(parts, "、", ", ")
    return Text(f"分期拨付（{row.zh}）", f"in parts ({row.en})")


def _label(fact: str, facts: Mapping[str, FactKindOf]) -> Text:
    kind = facts.get(fact)
    return kind.label if kind else Text(fact, fact)


def _row(texts: Iterable[Text], zh: str, en: str) -> Text:
    found = list(texts)
    return Text(zh.join(one.zh for one in found), en.join(one.en for one in found))
