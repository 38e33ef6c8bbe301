"""Conditions, verdicts and shortfalls in words, in both languages: 营业收入不低于2000万元；您的是1870万元.

Owns the sentences; what facts are called and measured in comes from the fact catalogue. Refuses nothing: a fact that
the catalogue does not know is called by its id.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from portal.domain.comparisons import ISO_DATE
from portal.domain.conditions import AllOf, Answer, AnyOf, Compare, FactRef, Growth, Months, Negation, Op
from portal.domain.policies.amounts import number, number_grouped
from portal.domain.policies.facts import FactKind
from portal.domain.policies.industries import INDUSTRY, industry_name
from portal.domain.policies.matching import POLICY_YEAR, is_given
from portal.domain.policies.regions import REGION, region_name
from portal.domain.texts import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from portal.domain.conditions import Condition
    from portal.domain.policies.facts import Fact, FactKindOf
    from portal.domain.policies.matching import Gap, Requirement

OPPOSITE: Final[Mapping[Op, Op]] = {
    **(_pairs := {Op.EQ: Op.NE, Op.IN: Op.NOT_IN, Op.GT: Op.LTE, Op.GTE: Op.LT, Op.IS_TRUE: Op.IS_FALSE}),
    **{other: one for one, other in _pairs.items()},
}
PHRASES: Final[Mapping[Op, Text]] = {
    Op.EQ: Text("{label}为{value}", "{label} is {value}"),
    Op.NE: Text("{label}不是{value}", "{label} is not {value}"),
    Op.IN: Text("{label}为{value}", "{label} is {value}"),
    Op.NOT_IN: Text("{label}不是{value}", "{label} is not {value}"),
    Op.PREFIX_IN: Text("{label}属于{value}", "{label} belongs to {value}"),
    Op.CONTAINS: Text("{label}包括{value}", "{label} include {value}"),
    Op.GT: Text("{label}超过{value}", "{label} is more than {value}"),
    Op.GTE: Text("{label}不低于{value}", "{label} is at least {value}"),
    Op.LT: Text("{label}低于{value}", "{label} is less than {value}"),
    Op.LTE: Text("{label}不超过{value}", "{label} is at most {value}"),
    Op.BETWEEN: Text("{label}在{value}之间", "{label} is between {value}"),
    Op.IS_TRUE: Text("{label}：是", "{label}: yes"),
    Op.IS_FALSE: Text("{label}：否", "{label}: no"),
    Op.EXISTS: Text("有{label}", "{label}: on record"),
    Op.YEAR_EQ: Text("{label}在{value}", "{label} lies in {value}"),
    Op.WITHIN_MONTHS: Text("{label}在{value}", "{label} lies within {value}"),
    Op.GROWTH_GTE: Text("{label}{value}", "{label} {value}"),
    Op.COUNT_GTE: Text("{label}不少于{value}项", "{label}: at least {value}"),
}
DATES: Final[Mapping[Op, Text]] = {
    Op.GT: Text("{label}晚于{value}", "{label} is after {value}"),
    Op.GTE: Text("{label}不早于{value}", "{label} is not before {value}"),
    Op.LT: Text("{label}早于{value}", "{label} is before {value}"),
    Op.LTE: Text("{label}不晚于{value}", "{label} is not after {value}"),
}
COUNTS: Final[Mapping[Op, Text]] = {
    Op.GTE: Text("{label}不少于{value}", "{label}: at least {value}"),
    Op.LT: Text("{label}少于{value}", "{label}: less than {value}"),
    Op.LTE: Text("{label}不超过{value}", "{label}: at most {value}"),
    Op.GT: Text("{label}超过{value}", "{label}: more than {value}"),
}
NOTHING: Final[Mapping[str, object]] = {}


@dataclass(frozen=True, slots=True)
class Wording:
    """Sentences with the names and units of one fact catalogue."""

    facts: Mapping[str, FactKindOf]

    def label(self, fact: str) -> Text:
        """What a fact is called."""
        kind = self.facts.get(fact)
        return kind.label if kind else Text(fact, fact)

    def value(self, fact: str, value: object) -> Text:
        """A value as this fact is measured: 1870万元, 是, 小型."""
        kind = self.facts.get(fact)
        if isinstance(value, bool):
            return self._statement(fact, "yes" if value else "no") or (Text("是", "yes") if value else Text("否", "no"))
        if isinstance(value, date):
            return _day(value)
        if isinstance(value, Decimal | int):
            return self._measured(kind, Decimal(value))
        if isinstance(value, tuple | list | frozenset):
            return _joined((self.value(fact, one) for one in value), Text("、", ", "))
        if self._is_day(fact) and isinstance(value, str) and ISO_DATE.fullmatch(value):
            return _day(date.fromisoformat(value))
        return self._word(fact, str(value))

    def requirement(self, condition: Condition, values: Mapping[str, object] = NOTHING) -> Text:
        """What is asked for, with other facts it names as far as `values` knows them."""
        match condition:
            case Compare():
                return self._comparison(condition, values)
            case Negation(part=part):
                return self._negated(part, values)
            case AllOf(parts=parts):
                return _joined((self.requirement(one, values) for one in parts), Text("，并且", ", and "))
            case AnyOf(parts=parts):
                either = _joined((self.requirement(one, values) for one in parts), Text("；或者", "; or "))
                return Text(f"满足其一：{either.zh}", f"one of these: {either.en}")

    def reason(self, requirement: Requirement) -> Text:
        """What is asked for, and what is known of the enterprise."""
        asked = self.requirement(requirement.condition, requirement.values)
        if requirement.answer is Answer.UNKNOWN:
            lacking = self.missing(requirement.missing)
            return Text(f"{asked.zh}；还缺数据：{lacking.zh}", f"{asked.en}; not known: {lacking.en}")
        known = self._known(requirement)
        if not known:
            return Text(f"{asked.zh}；没有这项记录", f"{asked.en}; there is no record of it")
        return Text(f"{asked.zh}；{known.zh}", f"{asked.en}; {known.en}")

    def missing(self, facts: Iterable[str]) -> Text:
        """The names of facts that are not known; a number that cannot be compared yet is named, too."""
        return _joined((self.label(one) for one in facts), Text("、", ", "))

    def gap(self, gap: Gap) -> Text:
        """A shortfall: 营业收入还差130万元, or 离入规标准还差130万元 when a standard is named."""
        short = self.value(gap.fact, gap.missing)
        if gap.limit:
            limit = self.label(gap.limit)
            return Text(f"离{limit.zh}还差{short.zh}", f"{short.en} short of the {limit.en}")
        label = self.label(gap.fact)
        if gap.missing == 0:
            needed = self.value(gap.fact, gap.needed)
            return Text(f"{label.zh}应当超过{needed.zh}", f"{label.en} must be more than {needed.en}")
        return Text(f"{label.zh}还差{short.zh}", f"{label.en}: {short.en} short")

    def _known(self, requirement: Requirement) -> Text | None:
        """What is known of the enterprise, as far as the condition looks at it."""
        condition, used = requirement.condition, requirement.used
        if isinstance(condition, Compare) and not isinstance(condition.value, Growth):
            own = next((fact for fact in used if fact.id == condition.fact), None)
            if own is None:
                return None
            shown = self._own(own)
            if isinstance(own.value, bool) and self._statement(own.id, "yes"):
                return Text(f"记录显示：{shown.zh}", f"on record: {shown.en}")
            return Text(f"您的是{shown.zh}", f"yours: {shown.en}")
        pairs = [(self.label(fact.id), self._own(fact)) for fact in used]
        words = _joined((Text(f"{one.zh}{own.zh}", f"{one.en} {own.en}") for one, own in pairs), Text("，", ", "))
        return Text(f"您的：{words.zh}", f"yours: {words.en}") if pairs else None

    def _own(self, fact: Fact) -> Text:
        return self.value(fact.id, fact.value)

    def _comparison(self, compare: Compare, values: Mapping[str, object]) -> Text:
        answer = {Op.IS_TRUE: "yes", Op.IS_FALSE: "no"}.get(compare.op)
        statement = self._statement(compare.fact, answer) if answer else None
        if statement:
            return statement
        value = self._asked(compare, values)
        phrase = self._phrase(compare)
        label = self.label(compare.fact)
        return Text(phrase.zh.format(label=label.zh, value=value.zh), phrase.en.format(label=label.en, value=value.en))

    def _phrase(self, compare: Compare) -> Text:
        kind = self.facts.get(compare.fact)
        special = DATES if self._is_day(compare.fact) else COUNTS if kind and _is_counted(kind) else PHRASES
        return special.get(compare.op, PHRASES[compare.op])

    def _is_day(self, fact: str) -> bool:
        kind = self.facts.get(fact)
        return kind is not None and kind.kind is FactKind.DATE

    def _asked(self, compare: Compare, values: Mapping[str, object]) -> Text:
        """What a fact is compared with."""
        match compare.value:
            case FactRef(name=name):
                return self._other(compare, name, values)
            case Months(months=months):
                return Text(f"最近{months}个月以内", f"the last {months} months")
            case Growth(prev=prev, pct=pct):
                before, rise = self.label(prev), number(Decimal(pct))
                return Text(f"比{before.zh}增长{rise}%以上", f"has grown by at least {rise}% over {before.en}")
        return self._literal(compare)

    def _literal(self, compare: Compare) -> Text:
        """A value that stands in the condition itself."""
        value = compare.value
        if isinstance(value, tuple):
            between = compare.op is Op.BETWEEN
            join = Text("至", " and ") if between else Text("、", ", ")
            return _joined((self.value(compare.fact, one) for one in value), join, last=not between)
        if compare.op in {Op.YEAR_EQ, Op.COUNT_GTE}:
            return Text(f"{value}年" if compare.op is Op.YEAR_EQ else str(value), str(value))
        return Text("", "") if value is None else self.value(compare.fact, value)

    def _other(self, compare: Compare, name: str, values: Mapping[str, object]) -> Text:
        """Another fact, or a year of the policy, and what it is where that is known."""
        known = values.get(name)
        if is_given(name):
            back = int(name.removeprefix(POLICY_YEAR).removeprefix("-") or 0) if name.startswith(POLICY_YEAR) else 0
            if known is not None:
                return Text(f"{known}年" if name.startswith(POLICY_YEAR) else str(known), str(known))
            zh = "政策年度" + (f"前{back}年" if back else "")
            return Text(zh, "the year of the policy" + (f" less {back}" if back else ""))
        label = self.label(name)
        if known is None:
            return label
        shown = self.value(compare.fact, known)
        return Text(f"{label.zh}（{shown.zh}）", f"the {label.en} ({shown.en})")

    def _negated(self, part: Condition, values: Mapping[str, object]) -> Text:
        match part:
            case Compare(fact=fact, op=op, value=value) if op in OPPOSITE:
                return self.requirement(Compare(fact, OPPOSITE[op], value), values)
            case Negation(part=inner):
                return self.requirement(inner, values)
            case AllOf(parts=parts):
                return self.requirement(AnyOf(tuple(Negation(one) for one in parts)), values)
            case AnyOf(parts=parts):
                return self.requirement(AllOf(tuple(Negation(one) for one in parts)), values)
        inner_words = self.requirement(part, values)
        return Text(f"不得有下列情况：{inner_words.zh}", f"not so: {inner_words.en}")

    def _statement(self, fact: str, answer: str) -> Text | None:
        """The sentence of a yes or a no, where the catalogue has one."""
        kind = self.facts.get(fact)
        return next((one.label for one in kind.options if one.id == answer), None) if kind else None

    def _word(self, fact: str, word: str) -> Text:
        if fact == INDUSTRY:
            return industry_name(word)
        if fact == REGION:
            return region_name(word)
        return self._statement(fact, word) or Text(word, word)

    def _measured(self, kind: FactKindOf | None, value: Decimal) -> Text:
        if kind is None or kind.unit is None:
            return Text(number(value), number(value))
        if kind.yuan != 1:
            return Text(f"{number(value)}{kind.unit.zh}", f"{number_grouped(value * kind.yuan)} yuan")
        space = "" if kind.unit.en == "%" else " "
        return Text(f"{number(value)}{kind.unit.zh}", f"{number_grouped(value)}{space}{kind.unit.en}")


def _is_counted(kind: FactKindOf) -> bool:
    """Whether the fact counts things, rather than money or a share."""
    return kind.unit is not None and kind.yuan == 1 and kind.unit.zh not in {"%", "元"}


def _day(value: date) -> Text:
    return Text(f"{value.year}年{value.month}月{value.day}日", value.isoformat())


def _joined(parts: Iterable[Text], between: Text, *, last: bool = False) -> Text:
    """Texts in a row; with `last` the last is joined by 或者."""
    found = list(parts)
    if last and len(found) > 1:
        head = _joined(found[:-1], between)
        return Text(f"{head.zh}或者{found[-1].zh}", f"{head.en} or {found[-1].en}")
    return Text(between.zh.join(one.zh for one in found), between.en.join(one.en for one in found))
