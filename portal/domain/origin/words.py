"""The sentences of a check of origin, in both languages, with the numbers in them.

Owns the wording. Refuses nothing: what is said has been found by :mod:`portal.domain.origin.check`.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from portal.domain.origin.arithmetic import Costs, plain, shown
from portal.domain.origin.data import LEVELS, Criterion, Every, ProductRule, Requirement, Rule
from portal.domain.texts import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

UNCONFIRMED: Final = Text("（待核）", " (unconfirmed)")
CONFIRMED: Final = Text("", "")
NAMES: Final = {
    Criterion.WO: Text("完全获得（WO）", "wholly obtained (WO)"),
    Criterion.PE: Text("完全使用原产材料生产（PE）", "produced exclusively from originating materials (PE)"),
    Criterion.CC: Text("章改变（CC，前2位）", "change of chapter (CC, first 2 digits)"),
    Criterion.CTH: Text("品目改变（CTH，前4位）", "change of tariff heading (CTH, first 4 digits)"),
    Criterion.CTSH: Text("子目改变（CTSH，6位）", "change of tariff subheading (CTSH, 6 digits)"),
    Criterion.RVC: Text("区域价值成分（RVC）", "regional value content (RVC)"),
    Criterion.CR: Text("化学反应（CR）", "chemical reaction (CR)"),
    Criterion.PSR: Text("产品特定原产地规则（PSR）", "product specific rule (PSR)"),
}


def rule_words(rule: Rule) -> Text:
    """A rule as one phrase."""
    if isinstance(rule, Requirement):
        name = NAMES[rule.criterion]
        least = f" ≥ {plain(rule.minimum)}%" if rule.minimum is not None else ""
        headings = ", ".join(rule.except_from)
        zh = f"（从{headings}改变除外）" if headings else ""
        en = f" except from {headings}" if headings else ""
        return Text(f"{name.zh}{least}{zh}", f"{name.en}{least}{en}")
    parts = [rule_words(part) for part in rule.parts]
    zh, en = ("并且", " and ") if isinstance(rule, Every) else ("或者", " or ")
    return Text(zh.join(one.zh for one in parts), en.join(one.en for one in parts))


def rule_line(found: ProductRule, hs6: str) -> Text:
    """Which rule is used, with its source."""
    words, mark = rule_words(found.rule), CONFIRMED if found.source.confirmed else UNCONFIRMED
    general = not found.goods
    zh = "一般规则" if general else "产品规则"
    en = "General rule" if general else "Product rule"
    return Text(
        f"{zh}（{hs6}）：{words.zh}。来源：{found.source.text.zh}{mark.zh}",
        f"{en} ({hs6}): {words.en}. Source: {found.source.text.en}{mark.en}",
    )


def no_rule(hs6: str) -> Text:
    """Nothing was entered for these goods."""
    return Text(
        f"没有录入适用于{hs6}的原产地规则，无法判定。请咨询窗口。",
        f"No rule of origin for {hs6} has been entered, so nothing can be said. Please ask at the window.",
    )


def material_line(number: int, hs6: str, value: Decimal, *, origin: str, why: Text) -> Text:
    """One material and how it counts."""
    return Text(
        f"材料{number}：{hs6}，价值{plain(value)}，原产地{origin or '不明'}：{why.zh}",
        f"Material {number}: {hs6}, value {plain(value)}, origin {origin or 'unknown'}: {why.en}",
    )


def sum_line(values: Sequence[Decimal], total: Decimal) -> Text:
    """VNM."""
    terms = " + ".join(plain(one) for one in values) or "0"
    return Text(
        f"非原产材料价值 VNM = {terms} = {plain(total)}",
        f"Value of non-originating materials VNM = {terms} = {plain(total)}",
    )


def down_line(fob: Decimal, vnm: Decimal, *, rvc: Fraction, least: Decimal | None) -> Text:
    """RVC by build-down."""
    sum_ = f"RVC = (FOB − VNM) ÷ FOB × 100 = ({plain(fob)} − {plain(vnm)}) ÷ {plain(fob)} × 100 = {shown(rvc)}"
    verdict = _verdict(rvc, least)
    return Text(f"扣减法：{sum_}{verdict.zh}", f"Build-down: {sum_}{verdict.en}")


def up_line(fob: Decimal, originating: Decimal, costs: Costs, *, rvc: Fraction, least: Decimal | None) -> Text:
    """RVC by build-up."""
    parts = (originating, costs.labour, costs.overhead, costs.profit, costs.other)
    terms = " + ".join(plain(one) for one in parts)
    verdict = _verdict(rvc, least)
    formula = f"({terms}) ÷ {plain(fob)} × 100 = {shown(rvc)}"
    return Text(
        f"累加法：RVC = (原产材料 + 直接人工 + 直接经营费用 + 利润 + 其他成本) ÷ FOB × 100 = {formula}{verdict.zh}",
        f"Build-up: RVC = (VOM + labour + overhead + profit + other cost) ÷ FOB × 100 = {formula}{verdict.en}",
    )


def _verdict(rvc: Fraction, least: Decimal | None) -> Text:
    if least is None:
        return CONFIRMED
    if rvc >= Fraction(least):
        return Text(f" ≥ {plain(least)}%，符合", f" ≥ {plain(least)}%: met")
    return Text(f" < {plain(least)}%，不符合", f" < {plain(least)}%: not met")


def change_line(criterion: Criterion, number: int, *, material: str, product: str, changed: bool, barred: bool) -> Text:
    """Whether one non-originating material changes its tariff classification."""
    digits = LEVELS[criterion]
    step = f"{material[:digits]} → {product[:digits]}"
    if changed:
        return Text(f"{criterion}：材料{number} {step}，有改变", f"{criterion}: material {number} {step}, changes")
    if barred:
        return Text(
            f"{criterion}：材料{number} {step}，规则排除从该品目改变",
            f"{criterion}: material {number} {step}, the rule excludes a change from there",
        )
    return Text(
        f"{criterion}：材料{number} {step}，没有改变", f"{criterion}: material {number} {step}, does not change"
    )


def small_line(part: Decimal, whole: Decimal, *, share: Fraction, allowed: Decimal, by_weight: bool) -> Text:
    """De minimis."""
    ok = share <= Fraction(allowed)
    sign, zh, en = ("≤", "可以忽略", "tolerated") if ok else (">", "不能忽略", "not tolerated")
    of = Text("重量", "weight") if by_weight else Text("FOB", "FOB")
    sum_ = f"{plain(part)} ÷ {plain(whole)} = {shown(share)} {sign} {plain(allowed)}%"
    return Text(
        f"微小含量（按{of.zh}）：{sum_}，{zh}；仍计入 VNM",
        f"De minimis (by {of.en}): {sum_}, {en}; it still counts as VNM",
    )


def minimal_line(names: Sequence[Text]) -> Text:
    """Minimal operations never confer origin."""
    zh = f"：{'、'.join(one.zh for one in names)}" if names else ""
    en = f": {', '.join(one.en for one in names)}" if names else ""
    return Text(
        f"只进行了微小加工{zh}。微小加工不能赋予原产资格（原产地条例第五条）",
        f"Only minimal operations{en}. They never confer origin (Regulations on Origin, art. 5)",
    )


def done_line(box: str, *, passed: bool, judged: bool = True) -> Text:
    """The conclusion."""
    if passed:
        return Text(f"结论：符合，原产地标准填写“{box}”", f"Result: originating; the criterion to enter is “{box}”")
    if not judged:
        return Text("结论：没有录入规则，未作判定", "Result: not judged, no rule has been entered")
    return Text("结论：不符合，不能取得原产资格", "Result: not originating")
